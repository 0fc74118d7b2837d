#include "intake/warc.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <istream>
#include <sstream>

#include "intake/gunzip.h"
#include "intake/scan.h"

namespace stemma::intake {
namespace {

constexpr std::size_t kMaxLine = 1 << 16;
constexpr int kMaxLines = 256;  // of a record's or an answer's head

/// A line without its end; false at the end of the stream or of patience.
bool read_line(std::istream& in, std::string& line) {
  line.clear();
  for (int c; (c = in.get()) != std::istream::traits_type::eof();) {
    if (c == '\n') {
      if (line.ends_with('\r')) line.pop_back();
      return true;
    }
    if (line.size() == kMaxLine) return false;
    line += static_cast<char>(c);
  }
  return false;
}

/// "Content-Length: 12" in its two parts, the name in lower case.
std::pair<std::string, std::string_view> field_of(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return {};
  return {fold(trim(line.substr(0, colon))), trim(line.substr(colon + 1))};
}

template <class Number>
std::optional<Number> number_of(std::string_view digits, int base = 10) {
  Number value = 0;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
  if (error != std::errc() || end == digits.data()) return std::nullopt;
  return value;
}

/// The chunks of "Transfer-Encoding: chunked" put together; as it stands where it has none: many
/// archives undo the coding and keep the field.
std::string without_chunks(std::string_view body) {
  std::string out;
  for (std::string_view rest = body; !rest.empty();) {
    const std::size_t end = rest.find("\r\n");
    if (end == std::string_view::npos) return std::string(body);
    const auto size = number_of<std::uint64_t>(rest.substr(0, end), 16);
    if (!size) return std::string(body);
    rest.remove_prefix(end + 2);
    if (*size == 0) break;
    if (*size > rest.size()) return out + std::string(rest);  // cut short in the archive
    out += rest.substr(0, *size);
    rest.remove_prefix(*size);
    if (rest.starts_with("\r\n")) rest.remove_prefix(2);
  }
  return out;
}

}  // namespace

std::string charset_of(std::string_view content_type) {
  const std::string kind = fold(content_type);
  const std::size_t at = kind.find("charset=");
  if (at == std::string::npos) return {};
  const std::size_t from = kind.find_first_not_of("\"'", at + 8);
  if (from == std::string::npos) return {};
  return kind.substr(from, kind.find_first_of("\"'; ", from) - from);
}

struct WarcReader::Head {
  std::string type;
  std::string content_type;
  std::string url;
  std::string date;
  std::uint64_t length = 0;
};

bool looks_like_warc(std::string_view bytes) {
  return bytes.starts_with("WARC/0.") || bytes.starts_with("WARC/1.");
}

WarcRecord page_of_answer(std::string_view answer, std::size_t max_bytes) {
  WarcRecord page;
  std::string status;
  std::string type;
  std::string coding;
  bool chunked = false;
  int lines = 0;
  for (;; ++lines) {
    const std::size_t end = answer.find('\n');
    if (end == std::string_view::npos || lines == kMaxLines) {
      page.problem = "its answer breaks off before the page";
      return page;
    }
    std::string_view line = answer.substr(0, end);
    answer.remove_prefix(end + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty()) break;
    if (lines == 0) {
      const std::size_t space = line.find(' ');
      status = space == std::string_view::npos ? "" : line.substr(space + 1, 3);
      continue;
    }
    const auto [name, value] = field_of(line);
    if (name == "content-type") type = value;
    if (name == "content-encoding") coding = fold(value);
    if (name == "transfer-encoding") chunked = fold(value).find("chunked") != std::string::npos;
  }
  const std::string kind = fold(type);
  page.charset = charset_of(kind);
  const bool text = kind.empty() || kind.starts_with("text/html") ||
                    kind.starts_with("application/xhtml") || kind.starts_with("text/plain");
  if (status != "200") {
    page.problem = fmt::format("the server answered {} instead of a page",
                               status.empty() ? "nothing" : "with another status");
    return page;
  }
  if (!text) {
    page.problem = "not a page, but another kind of file";
    return page;
  }
  page.body = chunked ? without_chunks(answer) : std::string(answer);
  if (coding.find("gzip") != std::string::npos && page.body.starts_with("\x1F\x8B"))
    page.body = gunzipped(page.body, max_bytes);
  if (page.body.size() > max_bytes) {
    page.body.clear();
    page.problem = fmt::format("over the limit of {} bytes a page", max_bytes);
  }
  return page;
}

WarcReader::WarcReader(std::istream& in, std::size_t max_record_bytes)
    : in_(in), max_record_bytes_(max_record_bytes) {}

bool WarcReader::skip(std::uint64_t bytes) {
  for (; bytes > 0 && in_; bytes -= std::min<std::uint64_t>(bytes, 1 << 20))
    in_.ignore(static_cast<std::streamsize>(std::min<std::uint64_t>(bytes, 1 << 20)));
  return static_cast<bool>(in_);
}

std::optional<WarcReader::Head> WarcReader::read_head(std::string& problem) {
  std::string line;
  do {  // two line breaks end the record before
    if (!read_line(in_, line)) return std::nullopt;
  } while (line.empty());
  if (!looks_like_warc(line)) {
    problem = "what follows is no record of WARC; the records before it were read";
    return std::nullopt;
  }
  Head head;
  bool length = false;
  for (int lines = 0; lines < kMaxLines; ++lines) {
    if (!read_line(in_, line)) break;
    if (line.empty()) {
      if (length) return head;
      break;
    }
    const auto [name, value] = field_of(line);
    if (name == "warc-type") head.type = fold(value);
    if (name == "content-type") head.content_type = fold(value);
    if (name == "warc-target-uri") head.url = value;
    if (name == "warc-date") head.date = value;
    if (name == "content-length") {
      const auto number = number_of<std::uint64_t>(value);
      length = number.has_value();
      head.length = number.value_or(0);
    }
  }
  problem = "this record's head breaks off; the records before it were read";
  return std::nullopt;
}

std::optional<WarcRecord> WarcReader::next() {
  while (!ended_) {
    WarcRecord record;
    const auto head = read_head(record.problem);
    if (!head) {
      ended_ = true;
      if (record.problem.empty()) return std::nullopt;
      return record;
    }
    if (head->type != "response" || head->content_type.starts_with("text/dns")) {
      ended_ = !skip(head->length);
      continue;
    }
    std::string url = head->url;
    if (url.starts_with('<') && url.ends_with('>')) url = url.substr(1, url.size() - 2);
    if (head->length > max_record_bytes_) {
      ended_ = !skip(head->length);
      record.problem = fmt::format("over the limit of {} bytes a page", max_record_bytes_);
    } else {
      std::string answer(static_cast<std::size_t>(head->length), '\0');
      in_.read(answer.data(), static_cast<std::streamsize>(answer.size()));
      if (static_cast<std::uint64_t>(in_.gcount()) != head->length) {
        ended_ = true;
        record.problem = "this record breaks off; the records before it were read";
      } else {
        record = page_of_answer(answer, max_record_bytes_);
      }
    }
    record.url = std::move(url);
    record.date = head->date;
    return record;
  }
  return std::nullopt;
}

}  // namespace stemma::intake
