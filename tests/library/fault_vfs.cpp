#include "library/fault_vfs.h"

#include "library/passing_vfs.h"

namespace stemma::library {
namespace {

FaultVfs& faults_of(sqlite3_file* file) { return *static_cast<FaultVfs*>(passing(file)->layer); }

int write(sqlite3_file* f, const void* from, int size, sqlite3_int64 at) {
  switch (faults_of(f).next()) {
    case Fault::kDiskFull:
      return SQLITE_FULL;
    case Fault::kIoError:
      return SQLITE_IOERR_WRITE;
    case Fault::kShortWrite:
      (void)real(f)->pMethods->xWrite(real(f), from, size / 2, at);
      return SQLITE_IOERR_WRITE;
    default:
      return real(f)->pMethods->xWrite(real(f), from, size, at);
  }
}

int truncate(sqlite3_file* f, sqlite3_int64 size) {
  if (faults_of(f).next() != Fault::kNone) return SQLITE_IOERR_TRUNCATE;
  return real(f)->pMethods->xTruncate(real(f), size);
}

int sync(sqlite3_file* f, int flags) {
  if (faults_of(f).next() != Fault::kNone) return SQLITE_IOERR_FSYNC;
  return real(f)->pMethods->xSync(real(f), flags);
}

int open(sqlite3_vfs* vfs, const char* path, sqlite3_file* file, int flags, int* out) {
  static const sqlite3_io_methods methods = [] {
    sqlite3_io_methods m = passing_methods();
    m.xWrite = write;
    m.xTruncate = truncate;
    m.xSync = sync;
    return m;
  }();
  return open_passing(vfs, path, file, flags, out, &methods);
}

}  // namespace

FaultVfs::FaultVfs() : vfs_(passing_vfs(name(), this, open)) { sqlite3_vfs_register(&vfs_, 0); }

FaultVfs::~FaultVfs() { sqlite3_vfs_unregister(&vfs_); }

void FaultVfs::fail_at(std::uint64_t at, Fault fault) {
  operations_ = 0;
  at_ = at;
  fault_ = fault;
  failed_ = false;
}

Fault FaultVfs::next() {
  ++operations_;
  if (fault_ == Fault::kNone || operations_ < at_) return Fault::kNone;
  failed_ = true;
  return fault_;
}

}  // namespace stemma::library
