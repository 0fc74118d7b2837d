// A library: reports as they came in, kept in one file, with what was worked out of each.
//
//   auto library = Library::open("desk.stemma", {.create = true});
//   auto added = library::add(*library, sources, models->intake, {});        // library/add.h
//   auto worked = library::refresh(*library, *models, {});                   // library/refresh.h
//   auto hits = library::search(*library, "grid AND outlet:courier", {});    // library/search.h
//
// Invariants:
//   - a report is an address, or without one an outlet and a text; its id is the same in every
//     library. A version is a title and a text of it, numbered from 1 as they arrived; one that its
//     address went back to is a version again.
//   - versions are never changed and never deleted.
//   - every derived row names the maker it is from; a version has all rows of one maker or none.
//   - whatever happens to a process, the file holds every piece of input wholly or not at all.
//
// Threads: a Library belongs to one thread at a time. Several processes may hold one file open;
// writers wait for one another.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "stemma/evidence.h"
#include "stemma/result.h"

namespace stemma {

namespace library {
class Connection;
}

class Library {
 public:
  struct Options {
    bool create = false;     // make the file if there is none
    bool read_only = false;  // nothing is written, not even a migration
    std::string vfs;         // the SQLite file layer to use; empty: the system's own
  };
  /// An older library is brought to the present schema. A newer one, another program's database or
  /// a damaged file is refused and left as it is.
  static Result<Library> open(const std::string& path, const Options& options);
  Library(Library&&) noexcept;
  Library& operator=(Library&&) noexcept;
  ~Library();

  library::Connection& db() const { return *db_; }

 private:
  explicit Library(std::unique_ptr<library::Connection> db);
  std::unique_ptr<library::Connection> db_;
};

namespace library {

/// One version that a search found.
struct Hit {
  std::string version;  // "3fa9c1d2e4b50617.2": report, then number
  std::string title;
  std::string outlet;
  std::string published;  // ISO 8601; empty where it is not known
  std::string url;
  std::string added;     // when the library took it in: "2031-03-07T09:30:00Z"
  std::string language;  // ISO 639; empty where it is not known
  ByteRange range;       // the passage around the first word that was found, in the text
  std::string passage;   // its words
};

}  // namespace library

}  // namespace stemma
