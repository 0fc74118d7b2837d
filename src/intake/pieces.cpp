#include "intake/pieces.h"

#include <fmt/format.h>

#include <algorithm>
#include <streambuf>

#include "base/utf8.h"
#include "fetch/url.h"
#include "intake/format.h"
#include "intake/readers.h"

namespace stemma::intake {
namespace {

constexpr std::size_t kBlock = 1 << 16;
constexpr std::size_t kPiece = 1 << 18;  // of lines; about fifty reports

/// What has been read of a stream, and then the rest of it.
class Rest : public std::streambuf {
 public:
  Rest(std::string held, std::istream& in, std::uint64_t& bytes_read)
      : block_(std::move(held)), in_(in), bytes_read_(bytes_read) {
    setg(block_.data(), block_.data(), block_.data() + block_.size());
  }

 protected:
  int_type underflow() override {
    block_.resize(kBlock);
    in_.read(block_.data(), static_cast<std::streamsize>(block_.size()));
    const auto got = static_cast<std::size_t>(in_.gcount());
    bytes_read_ += got;
    setg(block_.data(), block_.data(), block_.data() + got);
    return got == 0 ? traits_type::eof() : traits_type::to_int_type(block_[0]);
  }

 private:
  std::string block_;
  std::istream& in_;
  std::uint64_t& bytes_read_;
};

/// A page's own word on its address counts within its site alone. Copies name their original's, and
/// are no versions of it; and many a page names its site's front page.
void settle_address(const std::string& found_at, Report& report) {
  const auto found = fetch::parse_url(found_at);
  const auto stated = found && !report.url.empty() ? fetch::parse_url(report.url, found->text)
                                                   : Result<fetch::Url>(Error{});
  if (stated && fetch::same_site(stated->host, found->host) &&
      (stated->path != "/" || found->path == "/")) {
    report.url = stated->text;
    return;
  }
  if (stated)
    report.notes.push_back("the page gives its address as " + stated->text +
                           "; it was found elsewhere");
  report.url = found ? found->text : utf8::replace_invalid(found_at);
}

}  // namespace

PieceReader::PieceReader(std::istream& in, std::string source, const Options& options)
    : in_(&in), source_(std::move(source)), options_(options) {}

/// Finds out what the input is.
void PieceReader::begin() {
  if (begins_as_gzip(*in_)) {
    packed_ = std::make_unique<GunzipBuffer>(*in_);
    unpacked_ = std::make_unique<std::istream>(packed_.get());
    in_ = unpacked_.get();
  }
  fill();
  const bool detect = options_.format == FormatHint::kDetect;
  if (detect && looks_like_warc(held_)) {
    next_page_ = [warc = std::make_shared<WarcReader>(from_start(), options_.max_bytes)] {
      return warc->next();
    };
    state_ = State::kPages;
  } else if (detect && looks_like_zip(held_)) {
    next_page_ = [wacz = std::make_shared<WaczReader>(from_start(), options_.max_bytes)] {
      return wacz->next();
    };
    state_ = State::kPages;
  } else if (detect && looks_like_mbox(held_)) {
    mbox_ = std::make_unique<MboxReader>(from_start(), options_.max_bytes);
    state_ = State::kLetters;
  } else {
    state_ = begins_with_a_json_line() ? State::kLines : State::kEnd;
  }
}

std::istream& PieceReader::from_start() {
  rest_ = std::make_unique<Rest>(std::move(held_), *in_, bytes_read_);
  from_start_ = std::make_unique<std::istream>(rest_.get());
  return *from_start_;
}

Piece PieceReader::reading_failed() {
  Piece out = piece({});
  out.problem = Error{ErrorCode::kUnreadable,
                      packed_ && packed_->damaged()
                          ? "the packed bytes break off or are damaged; what stood before was read"
                          : "reading failed; try a copy of it",
                      source_};
  return out;
}

std::optional<Piece> PieceReader::next() {
  if (state_ == State::kStart) {
    begin();
    if (state_ == State::kEnd) return whole();
  }
  switch (state_) {
    case State::kLines:
      return lines();
    case State::kPages:
      return page();
    case State::kLetters:
      return letter();
    default:
      return std::nullopt;
  }
}

/// One more block, if there is one.
bool PieceReader::fill() {
  const std::size_t before = held_.size();
  held_.resize(before + kBlock);
  in_->read(held_.data() + before, kBlock);
  const auto got = static_cast<std::size_t>(in_->gcount());
  held_.resize(before + got);
  bytes_read_ += got;
  return got > 0;
}

Piece PieceReader::piece(std::string bytes) const {
  Piece piece;
  piece.bytes = std::move(bytes);
  piece.source = source_;
  piece.first_line = line_;
  piece.format = state_ == State::kLines ? FormatHint::kJsonl : options_.format;
  return piece;
}

/// Such an input goes line by line; one object or array over many lines does not.
bool PieceReader::begins_with_a_json_line() {
  if (options_.format != FormatHint::kDetect && options_.format != FormatHint::kJsonl) return false;
  constexpr const char* kBlank = " \t\r\n\xEF\xBB\xBF";
  std::size_t start = held_.find_first_not_of(kBlank);
  while (start == std::string::npos && held_.size() <= options_.max_bytes && fill())
    start = held_.find_first_not_of(kBlank);
  if (start == std::string::npos || held_[start] != '{') return false;
  const std::size_t end = line_end(start);
  return parses_as_json(std::string_view(held_).substr(start, end - start));
}

/// Where the line that `from` stands in ends: at its '\n', or where the input or its limit does.
std::size_t PieceReader::line_end(std::size_t from) {
  for (;;) {
    const std::size_t end = held_.find('\n', from);
    if (end != std::string::npos) return end;
    from = held_.size();
    if (held_.size() > options_.max_bytes || !fill()) return held_.size();
  }
}

std::optional<Piece> PieceReader::whole() {
  while (held_.size() <= options_.max_bytes && fill()) {
  }
  Piece out = piece({});
  if (held_.size() > options_.max_bytes) {
    out.problem = Error{ErrorCode::kTooLarge,
                        fmt::format("over the limit of {} bytes an input; split it into smaller "
                                    "files, or give its reports as JSONL, one a line",
                                    options_.max_bytes),
                        source_};
  } else if (failed()) {
    out = reading_failed();
  } else {
    out.bytes = std::move(held_);
  }
  held_.clear();
  return out;
}

std::optional<Piece> PieceReader::lines() {
  while (held_.size() < kPiece && fill()) {
  }
  if (held_.empty()) {
    state_ = State::kEnd;
    if (!failed()) return std::nullopt;
    return reading_failed();
  }
  // The last line that ends within a piece; or, if the first is longer, its end.
  std::size_t end = held_.size();
  if (held_.size() >= kPiece) {
    end = held_.rfind('\n', kPiece - 1);
    if (end == std::string::npos) end = line_end(kPiece);
    if (end > options_.max_bytes) return skip_long_line();
    end = std::min(end + 1, held_.size());
  }
  Piece out = piece(held_.substr(0, end));
  held_.erase(0, end);
  line_ += static_cast<std::size_t>(std::count(out.bytes.begin(), out.bytes.end(), '\n'));
  return out;
}

Piece PieceReader::skip_long_line() {
  Piece out = piece({});
  out.problem =
      Error{ErrorCode::kTooLarge,
            fmt::format("this line is over the limit of {} bytes; the lines after it were "
                        "read",
                        options_.max_bytes),
            fmt::format("{}:{}", source_, line_)};
  for (;;) {
    const std::size_t end = held_.find('\n');
    if (end != std::string::npos) {
      held_.erase(0, end + 1);
      break;
    }
    held_.clear();
    if (!fill()) break;
  }
  ++line_;
  return out;
}

std::optional<Piece> PieceReader::page() {
  auto record = next_page_();
  if (!record) {
    state_ = State::kEnd;
    if (!failed()) return std::nullopt;
    return reading_failed();
  }
  Piece out = piece(std::move(record->body));
  out.source = fmt::format("{}#{}", source_, ++page_);
  out.url = std::move(record->url);
  out.fetched = std::move(record->date);
  out.charset = std::move(record->charset);
  if (!record->problem.empty()) {
    out.problem = Error{ErrorCode::kMalformed, std::move(record->problem),
                        out.url.empty() ? out.source : fmt::format("{} ({})", out.source, out.url)};
  }
  return out;
}

std::optional<Piece> PieceReader::letter() {
  auto letter = mbox_->next();
  if (!letter) {
    state_ = State::kEnd;
    if (!failed()) return std::nullopt;
    return reading_failed();
  }
  Piece out = piece(std::move(letter->bytes));
  out.source = fmt::format("{}#{}", source_, ++page_);
  out.format = FormatHint::kMail;
  if (letter->problem) {
    out.problem =
        Error{*letter->problem,
              fmt::format("over the limit of {} bytes a message", options_.max_bytes), out.source};
  }
  return out;
}

Batch read_piece(const Piece& piece, const Model& model, const Options& options) {
  Options of_piece = options;
  of_piece.format = piece.format;
  of_piece.first_line = piece.first_line;
  of_piece.charset = piece.charset;
  Batch batch = read_bytes(piece.bytes, piece.source, model, of_piece);
  // One address is one report's: lists of reports state their own.
  if (batch.reports.size() == 1 && !piece.url.empty()) settle_address(piece.url, batch.reports[0]);
  for (Report& report : batch.reports) {
    if (!piece.fetched.empty())
      report.notes.push_back("archived " + utf8::replace_invalid(piece.fetched));
  }
  return batch;
}

}  // namespace stemma::intake
