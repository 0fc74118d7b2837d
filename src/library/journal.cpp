#include "library/journal.h"

#include "base/sha256.h"

namespace stemma::library {
namespace {

ErrorCode code_by_name(std::string_view name) {
  for (int i = 0; i < static_cast<int>(ErrorCode::kInternal); ++i) {
    if (to_string(static_cast<ErrorCode>(i)) == name) return static_cast<ErrorCode>(i);
  }
  return ErrorCode::kInternal;
}

}  // namespace

std::string piece_hash(const intake::Piece& piece) {
  std::string named(1, static_cast<char>('0' + static_cast<int>(piece.format)));
  named.append(piece.url).push_back('\0');  // one page at two addresses is two
  return sha256(named.append(piece.bytes));
}

Journal::Journal(Connection& db)
    : find_piece_(db, "SELECT reports, maker FROM pieces WHERE hash = ?"),
      find_skipped_(db, "SELECT code, reason, source FROM skipped WHERE piece = ? ORDER BY number"),
      clear_(db, "DELETE FROM skipped WHERE piece = ?"),
      add_piece_(db,
                 "INSERT INTO pieces(hash, source, reports, maker, added) VALUES(?, ?, ?, ?, ?) "
                 "ON CONFLICT(hash) DO UPDATE SET source = excluded.source, "
                 "reports = excluded.reports, maker = excluded.maker, added = excluded.added"),
      add_skipped_(
          db, "INSERT INTO skipped(piece, number, code, reason, source) VALUES(?, ?, ?, ?, ?)") {}

Result<std::optional<Entry>> Journal::find(const std::string& hash, std::int64_t maker) {
  std::optional<Entry> entry;
  bool same_maker = false;
  if (find_piece_.bind_blob(1, hash).step()) {
    entry = Entry{static_cast<std::uint64_t>(find_piece_.integer(0)), {}};
    same_maker = find_piece_.integer(1) == maker;
  }
  std::optional<Error> error = find_piece_.error();
  find_piece_.reset();
  if (error) return *error;
  if (!entry) return entry;
  find_skipped_.bind_blob(1, hash);
  while (find_skipped_.step()) {
    entry->skipped.push_back({code_by_name(find_skipped_.text(0)),
                              std::string(find_skipped_.text(1)),
                              std::string(find_skipped_.text(2))});
  }
  error = find_skipped_.error();
  find_skipped_.reset();
  if (error) return *error;
  if (!entry->skipped.empty() && !same_maker) entry.reset();
  return entry;
}

std::optional<Error> Journal::write(const std::string& hash, const std::string& source,
                                    const Entry& entry, std::int64_t maker, std::string_view now) {
  if (auto error = clear_.bind_blob(1, hash).run()) return error;
  add_piece_.bind_blob(1, hash).bind(2, source).bind(3, std::int64_t(entry.reports));
  if (auto error = add_piece_.bind(4, maker).bind(5, now).run()) return error;
  for (std::size_t i = 0; i < entry.skipped.size(); ++i) {
    const Error& problem = entry.skipped[i];
    add_skipped_.bind_blob(1, hash).bind(2, i + 1).bind(3, to_string(problem.code));
    if (auto error = add_skipped_.bind(4, problem.message).bind(5, problem.context).run())
      return error;
  }
  return std::nullopt;
}

}  // namespace stemma::library
