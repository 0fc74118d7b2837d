#include "intake/pieces.h"

#include <fmt/format.h>

#include <algorithm>
#include <istream>

#include "intake/format.h"
#include "intake/readers.h"

namespace stemma::intake {
namespace {

constexpr std::size_t kBlock = 1 << 16;
constexpr std::size_t kPiece = 1 << 18;  // of lines; about fifty reports

}  // namespace

PieceReader::PieceReader(std::istream& in, std::string source, const Options& options)
    : in_(in), source_(std::move(source)), options_(options) {}

std::optional<Piece> PieceReader::next() {
  if (state_ == State::kStart) {
    const bool jsonl = begins_with_a_json_line();
    state_ = jsonl ? State::kLines : State::kEnd;
    if (!jsonl) return whole();
  }
  return state_ == State::kLines ? lines() : std::nullopt;
}

/// One more block, if there is one.
bool PieceReader::fill() {
  const std::size_t before = held_.size();
  held_.resize(before + kBlock);
  in_.read(held_.data() + before, kBlock);
  const auto got = static_cast<std::size_t>(in_.gcount());
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
  std::size_t start = std::string::npos;
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
  } else if (in_.bad()) {
    out.problem = Error{ErrorCode::kUnreadable, "reading failed; try a copy of it", source_};
  } else {
    out.bytes = std::move(held_);
  }
  held_.clear();
  return out;
}

std::optional<Piece> PieceReader::lines() {
  while (held_.size() < kPiece && fill()) {
  }
  if (held_.empty() || in_.bad()) {
    state_ = State::kEnd;
    if (!in_.bad()) return std::nullopt;
    Piece out = piece({});
    out.problem = Error{ErrorCode::kUnreadable, "reading failed; try a copy of it", source_};
    return out;
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

Batch read_piece(const Piece& piece, const Model& model, const Options& options) {
  Options of_piece = options;
  of_piece.format = piece.format;
  of_piece.first_line = piece.first_line;
  return read_bytes(piece.bytes, piece.source, model, of_piece);
}

}  // namespace stemma::intake
