// A file layer that can lose its power: what was written since the last sync of a file is on no
// disk yet, and at the cut some of it, by chance, is lost.
//
//   PowerVfs power;                            // registered as power.name() while it lives
//   power.cut_at(40, 7);                       // before the 40th write; chance by seed 7
//   Library::open(path, {.vfs = power.name()});  // from the cut on every call fails
//   power.lose();                              // the files as the disk has them
//
// Of the writes of a file since its last sync, in their order, each sector of 512 bytes is kept or
// lost by itself, as a disk without barriers may do it; a truncation that was not synced may be
// undone. Files are those of the journal and the database: shared memory is none of a disk's.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace stemma::library {

class PowerVfs {
 public:
  PowerVfs();
  ~PowerVfs();
  PowerVfs(const PowerVfs&) = delete;
  PowerVfs& operator=(const PowerVfs&) = delete;

  const char* name() const { return "power"; }

  /// Counts writes, syncs and truncations from now; before the one with this number (from 1) the
  /// power is gone. 0: never.
  void cut_at(std::uint64_t at, std::uint64_t seed);
  std::uint64_t operations() const { return operations_; }
  bool is_cut() const { return cut_; }

  /// REQUIRES: no file is open. Puts on disk what the cut has left of each file.
  void lose();

  // What the file layer calls; not for tests.
  bool step();  // false: the power is gone
  void wrote(const std::string& path, sqlite3_int64 at, const void* bytes, int size);
  void truncated(const std::string& path, sqlite3_int64 size);
  void synced(const std::string& path);

 private:
  struct Change {
    sqlite3_int64 at = 0;  // of a truncation: the new size
    std::string bytes;     // empty: a truncation
  };
  struct Pending {
    std::string before;  // the file as it was at the last sync
    std::vector<Change> changes;
  };
  Pending& pending(const std::string& path);

  sqlite3_vfs vfs_;
  std::uint64_t operations_ = 0;
  std::uint64_t at_ = 0;
  std::uint64_t random_ = 0;
  bool cut_ = false;
  std::map<std::string, Pending> files_;
};

}  // namespace stemma::library
