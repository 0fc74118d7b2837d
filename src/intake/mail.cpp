#include "intake/mail.h"

#include <fmt/format.h>
#include <gmime/gmime.h>

#include <algorithm>
#include <memory>
#include <mutex>

#include "base/utf8.h"
#include "intake/charset.h"
#include "intake/fields.h"
#include "intake/rules.h"
#include "intake/scan.h"

namespace stemma::intake {
namespace {

constexpr std::size_t kMaxMail = 32 * 1024 * 1024;
constexpr std::size_t kMaxBoundaries = 200;  // each is looked for at every line that may be one
constexpr std::size_t kMaxParts = 1000;      // looked at
constexpr std::size_t kFewWords = 30;        // a text of fewer only says where the HTML is

struct Unref {
  void operator()(void* object) const { g_object_unref(object); }
  void operator()(GDateTime* time) const { g_date_time_unref(time); }
  void operator()(char* text) const { g_free(text); }
};
template <class T>
using Owned = std::unique_ptr<T, Unref>;

std::string words_of(const char* text) {
  return text == nullptr ? std::string() : utf8::replace_invalid(text);
}

/// One of the message's texts, its transfer coding undone.
struct Body {
  std::string bytes;
  std::string charset;
  bool flowed = false;
};

struct Bodies {
  std::optional<Body> plain;
  std::optional<Body> html;
  std::size_t left_out = 0;  // attachments and forwarded messages
};

Body body_of(GMimePart* part) {
  Body body;
  GMimeContentType* type = g_mime_object_get_content_type(GMIME_OBJECT(part));
  const auto parameter = [&](const char* name) {
    return fold(words_of(g_mime_content_type_get_parameter(type, name)));
  };
  body.charset = parameter("charset");
  body.flowed = parameter("format") == "flowed";
  GMimeDataWrapper* content = g_mime_part_get_content(part);
  if (content == nullptr) return body;
  const Owned<GMimeStream> out(g_mime_stream_mem_new());
  g_mime_data_wrapper_write_to_stream(content, out.get());
  const GByteArray* bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(out.get()));
  if (bytes->len > 0) body.bytes.assign(reinterpret_cast<const char*>(bytes->data), bytes->len);
  return body;
}

/// The first text and the first HTML, by the order of the message. Parts may nest: no recursion.
Bodies bodies_of(GMimeMessage* message) {
  Bodies out;
  std::vector<GMimeObject*> todo{g_mime_message_get_mime_part(message)};
  for (std::size_t seen = 0; !todo.empty() && seen < kMaxParts; ++seen) {
    GMimeObject* part = todo.back();
    todo.pop_back();
    if (part == nullptr) continue;
    if (GMIME_IS_MULTIPART(part)) {
      for (int i = g_mime_multipart_get_count(GMIME_MULTIPART(part)); i-- > 0;)
        todo.push_back(g_mime_multipart_get_part(GMIME_MULTIPART(part), i));
      continue;
    }
    const bool attached =
        fold(words_of(g_mime_object_get_disposition(part))) == GMIME_DISPOSITION_ATTACHMENT;
    GMimeContentType* type = g_mime_object_get_content_type(part);
    if (!GMIME_IS_PART(part) || attached) {
      ++out.left_out;
    } else if (g_mime_content_type_is_type(type, "text", "html")) {
      if (!out.html) out.html = body_of(GMIME_PART(part));
    } else if (g_mime_content_type_is_type(type, "text", "plain")) {
      if (!out.plain) out.plain = body_of(GMIME_PART(part));
    }
  }
  return out;
}

/// "format=flowed" (RFC 3676): a line that ends in a space goes on in the next one.
std::string unflowed(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string_view line = text.substr(at, end - at);
    at = end + 1;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.starts_with(' ')) line.remove_prefix(1);  // stuffed
    out += line;
    if (!line.ends_with(' ') || line == "-- ") out += '\n';
  }
  return out;
}

std::string sent_at(GMimeMessage* message) {
  GDateTime* date = g_mime_message_get_date(message);  // the message's own
  if (date == nullptr) return {};
  const Owned<char> text(g_date_time_format(date, "%Y-%m-%dT%H:%M:%S%:z"));
  return words_of(text.get());
}

/// The sender's name, or the place that the letter comes from.
std::string sender_of(GMimeMessage* message) {
  InternetAddressList* from = g_mime_message_get_from(message);
  if (from == nullptr || internet_address_list_length(from) < 1) return {};
  InternetAddress* first = internet_address_list_get_address(from, 0);
  std::string name = words_of(internet_address_get_name(first));
  if (!trim(std::string_view(name)).empty() || !INTERNET_ADDRESS_IS_MAILBOX(first)) return name;
  name = words_of(internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(first)));
  return name.substr(name.find('@') + 1);
}

/// Also "boundary =" and "boundary*0*=", which the parser takes too.
std::size_t boundaries_in(std::string_view message) {
  const std::string folded = fold(message);
  std::size_t count = 0;
  for (std::size_t at = 0; (at = folded.find("boundary", at)) != std::string::npos; at += 8) {
    const std::size_t next = folded.find_first_not_of("*0123456789 \t\r\n", at + 8);
    count += next != std::string::npos && (folded[next] == '=' || folded[next] == '(');
  }
  return count;
}

/// The name of a header's line in lower case; empty if it is none.
std::string header_name(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || colon == 0 || colon > 76) return {};
  for (const char c : line.substr(0, colon)) {
    if (c <= ' ' || c > '~') return {};
  }
  return fold(line.substr(0, colon));
}

}  // namespace

bool looks_like_mail(std::string_view bytes) {
  bool from = false;
  bool carried = false;
  std::size_t lines = 0;
  bytes = bytes.substr(0, std::size_t{1} << 16);
  while (!bytes.empty() && ++lines < 500) {
    const std::size_t end = std::min(bytes.find('\n'), bytes.size());
    std::string_view line = bytes.substr(0, end);
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty()) break;
    if (lines > 1 && (line[0] == ' ' || line[0] == '\t')) continue;
    const std::string name = header_name(line);
    if (name.empty()) return false;
    from = from || name == "from";
    for (const std::string_view mark :
         {"received", "return-path", "message-id", "mime-version", "delivered-to"})
      carried = carried || name == mark;
  }
  return from && carried;
}

void read_mail(std::string_view message, std::string_view source, const Rules& rules,
               const Options& options, Batch& batch) {
  const auto problem = [&](ErrorCode code, std::string what) {
    batch.problems.push_back({code, std::move(what), std::string(source)});
  };
  if (message.size() > std::min(kMaxMail, options.max_bytes)) {
    return problem(
        ErrorCode::kTooLarge,
        fmt::format("a message of {} bytes is over the limit of {}", message.size(), kMaxMail));
  }
  if (boundaries_in(message) > kMaxBoundaries)
    return problem(ErrorCode::kMalformed, "this message has too many parts inside one another");
  static std::once_flag ready;
  std::call_once(ready, [] { g_mime_init(); });
  const Owned<GMimeStream> stream(
      g_mime_stream_mem_new_with_buffer(message.data(), message.size()));
  const Owned<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
  const Owned<GMimeMessage> parsed(g_mime_parser_construct_message(parser.get(), nullptr));
  if (!parsed) return problem(ErrorCode::kMalformed, "this is no message that can be read");

  const Bodies bodies = bodies_of(parsed.get());
  Fields fields;
  std::vector<std::string> notes;
  const auto words = [&](const std::optional<Body>& body, bool html) -> std::string {
    if (!body || trim(std::string_view(body->bytes)).empty()) return {};
    auto decoded = decode_text(body->bytes, source, html, rules, body->charset);
    if (!decoded) return {};
    notes.insert(notes.end(), decoded->notes.begin(), decoded->notes.end());
    return body->flowed ? unflowed(decoded->text) : std::move(decoded->text);
  };
  fields.text = words(bodies.plain, false);
  fields.html = words(bodies.html, true);
  if (fields.text.empty() && fields.html.empty()) {
    return problem(
        ErrorCode::kEmpty,
        "this message holds no words, only attachments; save them, and give those files");
  }
  if (!fields.html.empty() && count_words(fields.text) < kFewWords) fields.text.clear();
  if (bodies.left_out > 0)
    notes.push_back(fmt::format("{} {} left out", bodies.left_out,
                                bodies.left_out == 1 ? "attachment" : "attachments"));
  fields.title = words_of(g_mime_message_get_subject(parsed.get()));
  fields.outlet = sender_of(parsed.get());
  fields.id = words_of(g_mime_message_get_message_id(parsed.get()));
  const auto header = [&](const char* name) {
    return words_of(g_mime_object_get_header(GMIME_OBJECT(parsed.get()), name));
  };
  fields.language = header("Content-Language");
  fields.url = header("Archived-At");
  std::erase_if(fields.url, [](char c) { return c == '<' || c == '>'; });
  fields.published = sent_at(parsed.get());
  fields.published_where = "\"Date\" of the message";
  const bool html = fields.text.empty();
  auto report = report_from_fields(
      std::move(fields), std::string(source), html ? ReportFormat::kHtml : ReportFormat::kPlainText,
      "text taken out of a message; offsets are into that text", std::move(notes), rules, options);
  if (report) {
    batch.reports.push_back(std::move(*report));
  } else {
    batch.problems.push_back(report.error());
  }
}

}  // namespace stemma::intake
