// A file layer that fails on purpose: SQLite's own, with one write, sync or truncation going wrong.
//
//   FaultVfs faults;                         // registered as faults.name() while it lives
//   faults.fail_at(17, Fault::kShortWrite);  // the 17th operation, and all after it
//   Library::open(path, {.vfs = faults.name()});
//   if (faults.failed()) ...
#pragma once

#include <sqlite3.h>

#include <cstdint>

namespace stemma::library {

enum class Fault {
  kNone,
  kDiskFull,    // nothing is written
  kIoError,     // nothing is written
  kShortWrite,  // half of the bytes are
  kSyncError,   // bytes are written, and may be lost
};

class FaultVfs {
 public:
  FaultVfs();
  ~FaultVfs();
  FaultVfs(const FaultVfs&) = delete;
  FaultVfs& operator=(const FaultVfs&) = delete;

  const char* name() const { return "faults"; }

  /// Counts from now: operation `at` (from 1) and those after it fail.
  void fail_at(std::uint64_t at, Fault fault);

  std::uint64_t operations() const { return operations_; }
  bool failed() const { return failed_; }

  /// Called before each operation; what is to go wrong with it.
  Fault next();

 private:
  sqlite3_vfs vfs_;
  std::uint64_t operations_ = 0;
  std::uint64_t at_ = 0;
  Fault fault_ = Fault::kNone;
  bool failed_ = false;
};

}  // namespace stemma::library
