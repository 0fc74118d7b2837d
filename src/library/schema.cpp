#include "library/schema.h"

#include <fmt/format.h>

#include "base/embedded.h"

namespace stemma::library {
namespace {

constexpr std::int64_t kApplicationId = 0x53544D41;  // "STMA", as file(1) sees it

std::optional<std::string_view> migration(int number) {
  return embedded_file(fmt::format("src/library/migrations/{:03}.sql", number));
}

struct State {
  std::int64_t application = 0;
  std::int64_t version = 0;
  std::int64_t tables = 0;
};

Result<State> state_of(Connection& db) {
  State state;
  const auto ask = [&](const char* sql, std::int64_t& answer) -> std::optional<Error> {
    Statement statement(db, sql);
    if (statement.step()) answer = statement.integer(0);
    return statement.error();
  };
  if (auto error = ask("PRAGMA application_id", state.application)) return *error;
  if (auto error = ask("PRAGMA user_version", state.version)) return *error;
  if (auto error = ask("SELECT count(*) FROM sqlite_master", state.tables)) return *error;
  return state;
}

}  // namespace

int schema_version() {
  int version = 0;
  while (migration(version + 1)) ++version;
  return version;
}

std::optional<Error> migrate(Connection& db, bool read_only) {
  const int newest = schema_version();
  for (;;) {
    auto state = state_of(db);
    if (!state) return state.error();
    if (state->application != kApplicationId && (state->tables > 0 || read_only)) {
      return Error{ErrorCode::kMalformed, "this is no library of stemma; name another file",
                   db.path()};
    }
    if (state->version > newest) {
      return Error{
          ErrorCode::kUsage,
          fmt::format("this library was written by a newer stemma (schema {}, ours is {}); "
                      "use that one",
                      state->version, newest),
          db.path()};
    }
    if (state->version == newest) return std::nullopt;
    if (read_only) {
      return Error{ErrorCode::kUsage,
                   "this library is of an older stemma; run `stemma refresh` on it first",
                   db.path()};
    }
    Transaction transaction(db);
    if (transaction.error()) return transaction.error();
    // Another process may have been quicker.
    state = state_of(db);
    if (!state) return state.error();
    if (state->version >= newest) continue;
    const int next = static_cast<int>(state->version) + 1;
    const std::string sql = fmt::format("{}\nPRAGMA application_id={};PRAGMA user_version={};",
                                        migration(next).value_or(""), kApplicationId, next);
    if (auto error = db.run(sql.c_str())) return error;
    if (auto error = transaction.commit()) return error;
  }
}

}  // namespace stemma::library
