#include "stemma/library.h"

#include "library/schema.h"
#include "library/sqlite.h"

namespace stemma {

using library::Connection;

Library::Library(std::unique_ptr<Connection> db) : db_(std::move(db)) {}
Library::Library(Library&&) noexcept = default;
Library& Library::operator=(Library&&) noexcept = default;
Library::~Library() = default;

Result<Library> Library::open(const std::string& path, const Options& options) {
  auto opened = Connection::open(
      path, {.create = options.create, .read_only = options.read_only, .vfs = options.vfs});
  if (!opened) return opened.error();
  auto db = std::make_unique<Connection>(std::move(*opened));
  if (auto error = library::migrate(*db, options.read_only)) return *error;
  // Only once it is known to be ours: the journal's mode is kept in the file.
  const char* settings = options.read_only
                             ? "PRAGMA foreign_keys=ON;"
                             : "PRAGMA foreign_keys=ON;PRAGMA journal_mode=WAL;"
                               "PRAGMA synchronous=FULL;PRAGMA wal_autocheckpoint=1000;"
                               "PRAGMA cache_size=-16384;";  // KiB; 2 MB hold no index for long
  if (auto error = db->run(settings)) return *error;
  return Library(std::move(db));
}

}  // namespace stemma
