// Which pieces of input have been taken in whole. A piece is known by the SHA-256 of its bytes, so
// it does not matter under what name it comes again, nor what has been added behind it.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "intake/pieces.h"
#include "library/sqlite.h"

namespace stemma::library {

/// A piece in the journal.
struct Entry {
  std::uint64_t reports = 0;   // in it, new or known
  std::vector<Error> skipped;  // what it held besides, and why that was not taken
};

/// The name of a piece: its bytes, where they stood and how they are read.
std::string piece_hash(const intake::Piece& piece);

class Journal {
 public:
  explicit Journal(Connection& db);

  /// A piece with something skipped counts as not taken in by other makers than its own: a better
  /// intake may read it.
  Result<std::optional<Entry>> find(const std::string& hash, std::int64_t maker);

  /// REQUIRES: a transaction, the one that keeps the piece's reports.
  std::optional<Error> write(const std::string& hash, const std::string& source, const Entry& entry,
                             std::int64_t maker, std::string_view now);

 private:
  Statement find_piece_;
  Statement find_skipped_;
  Statement clear_;
  Statement add_piece_;
  Statement add_skipped_;
};

}  // namespace stemma::library
