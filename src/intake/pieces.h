// An input of any length in pieces that fit in memory: JSONL by runs of whole lines, WARC and WACZ
// page by page, mailboxes message by message, everything else as one piece; what is packed with
// gzip is unpacked on the way. How an input is cut depends on its bytes alone, so that a piece can
// be known again by its content, also when the input has grown since.
//
//   std::ifstream in("feed.jsonl", std::ios::binary);
//   PieceReader pieces(in, "feed.jsonl", {});
//   while (auto piece = pieces.next()) {
//     if (piece->problem) complain(*piece->problem);
//     else use(read_piece(*piece, model, options));
//   }
//
// Invariant: the bytes of the pieces, in order, are the input's (of archives, those of their pages;
// of mailboxes, those of their messages), but for what a problem says was left out.
#pragma once

#include <cstdint>
#include <functional>
#include <istream>
#include <memory>
#include <optional>
#include <string>

#include "intake/gunzip.h"
#include "intake/intake.h"
#include "intake/mail.h"
#include "intake/wacz.h"
#include "intake/warc.h"

namespace stemma::intake {

struct Piece {
  std::string bytes;
  std::string source;
  std::string url;      // where an archive says that it stood; else empty
  std::string fetched;  // and when that was: "2031-03-07T09:30:00Z"
  std::string charset;  // that the server stated; else empty
  std::size_t first_line = 1;
  FormatHint format = FormatHint::kDetect;
  std::optional<Error> problem;  // instead of bytes: what could not be taken, and why
};

class PieceReader {
 public:
  /// REQUIRES: the stream outlives the reader. options.format and options.max_bytes count; the
  /// latter for one line of JSONL, or one input of another kind.
  PieceReader(std::istream& in, std::string source, const Options& options);

  std::optional<Piece> next();

  /// Bytes taken from the stream so far.
  std::uint64_t bytes_read() const { return packed_ ? packed_->packed_bytes() : bytes_read_; }

 private:
  enum class State { kStart, kLines, kPages, kLetters, kEnd };

  void begin();
  bool fill();
  bool failed() const { return in_->bad() || (packed_ && packed_->damaged()); }
  Piece reading_failed();
  bool begins_with_a_json_line();
  std::size_t line_end(std::size_t from);
  std::optional<Piece> whole();
  std::optional<Piece> lines();
  std::optional<Piece> page();
  std::optional<Piece> letter();
  std::istream& from_start();
  Piece skip_long_line();
  Piece piece(std::string bytes) const;

  std::unique_ptr<GunzipBuffer> packed_;    // where the input is gzip
  std::unique_ptr<std::istream> unpacked_;  // what comes out of it
  std::unique_ptr<std::streambuf> rest_;    // where it has parts: all of it again, from the start
  std::unique_ptr<std::istream> from_start_;
  std::function<std::optional<WarcRecord>()> next_page_;
  std::unique_ptr<MboxReader> mbox_;
  std::istream* in_;
  std::string source_;
  Options options_;
  State state_ = State::kStart;
  std::string held_;  // read, and not given out yet
  std::size_t line_ = 1;
  std::size_t page_ = 0;
  std::uint64_t bytes_read_ = 0;
};

/// The reports of a piece. REQUIRES: it has no problem.
Batch read_piece(const Piece& piece, const Model& model, const Options& options);

}  // namespace stemma::intake
