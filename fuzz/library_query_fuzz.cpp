// Searches of any bytes: understood or refused, and what is understood FTS5 takes.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "library/query.h"
#include "library/sqlite.h"

namespace {

void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "broken promise: %s\n", what);
  std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace stemma::library;
  static auto db = [] {
    auto made = Connection::open(":memory:", {.create = true, .read_only = false, .vfs = {}});
    require(made.ok(), "a database in memory");
    require(!made->run("CREATE VIRTUAL TABLE words USING fts5(title, text)"), "a table");
    return std::move(*made);
  }();
  const auto query = parse_query({reinterpret_cast<const char*>(data), size});
  if (!query) {
    require(!query.error().message.empty(), "an error says what is wrong");
    return 0;
  }
  if (query->match.empty()) return 0;
  Statement find(db, "SELECT rowid FROM words WHERE words MATCH ?");
  while (find.bind(1, query->match).step()) {
  }
  require(!find.error(), "FTS5 takes what was understood");
  return 0;
}
