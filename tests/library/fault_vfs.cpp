#include "library/fault_vfs.h"

#include <cstring>

namespace stemma::library {
namespace {

/// SQLite allots this; the real file lies behind it.
struct FaultFile {
  sqlite3_file base;
  FaultVfs* faults;
  sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

FaultFile* of(sqlite3_file* file) { return reinterpret_cast<FaultFile*>(file); }
sqlite3_file* real(sqlite3_file* file) { return of(file)->real(); }

int close(sqlite3_file* f) { return real(f)->pMethods->xClose(real(f)); }

int read(sqlite3_file* f, void* to, int size, sqlite3_int64 at) {
  return real(f)->pMethods->xRead(real(f), to, size, at);
}

int write(sqlite3_file* f, const void* from, int size, sqlite3_int64 at) {
  switch (of(f)->faults->next()) {
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
  if (of(f)->faults->next() != Fault::kNone) return SQLITE_IOERR_TRUNCATE;
  return real(f)->pMethods->xTruncate(real(f), size);
}

int sync(sqlite3_file* f, int flags) {
  if (of(f)->faults->next() != Fault::kNone) return SQLITE_IOERR_FSYNC;
  return real(f)->pMethods->xSync(real(f), flags);
}

int file_size(sqlite3_file* f, sqlite3_int64* size) {
  return real(f)->pMethods->xFileSize(real(f), size);
}
int lock(sqlite3_file* f, int level) { return real(f)->pMethods->xLock(real(f), level); }
int unlock(sqlite3_file* f, int level) { return real(f)->pMethods->xUnlock(real(f), level); }
int check_lock(sqlite3_file* f, int* held) {
  return real(f)->pMethods->xCheckReservedLock(real(f), held);
}
int control(sqlite3_file* f, int op, void* arg) {
  return real(f)->pMethods->xFileControl(real(f), op, arg);
}
int sector(sqlite3_file* f) { return real(f)->pMethods->xSectorSize(real(f)); }
int traits(sqlite3_file* f) { return real(f)->pMethods->xDeviceCharacteristics(real(f)); }
int shm_map(sqlite3_file* f, int page, int size, int extend, void volatile** to) {
  return real(f)->pMethods->xShmMap(real(f), page, size, extend, to);
}
int shm_lock(sqlite3_file* f, int offset, int n, int flags) {
  return real(f)->pMethods->xShmLock(real(f), offset, n, flags);
}
void shm_barrier(sqlite3_file* f) { real(f)->pMethods->xShmBarrier(real(f)); }
int shm_unmap(sqlite3_file* f, int remove) { return real(f)->pMethods->xShmUnmap(real(f), remove); }

const sqlite3_io_methods kMethods = {
    2,       close,  read,   write,   truncate, sync,        file_size, lock,    unlock, check_lock,
    control, sector, traits, shm_map, shm_lock, shm_barrier, shm_unmap, nullptr, nullptr};

int open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* out) {
  sqlite3_vfs* const system = sqlite3_vfs_find("unix");
  FaultFile* const mine = of(file);
  mine->base.pMethods = nullptr;
  mine->faults = static_cast<FaultVfs*>(vfs->pAppData);
  const int code = system->xOpen(system, name, mine->real(), flags, out);
  if (mine->real()->pMethods != nullptr) mine->base.pMethods = &kMethods;
  return code;
}

}  // namespace

FaultVfs::FaultVfs() : vfs_(*sqlite3_vfs_find("unix")) {
  vfs_.pNext = nullptr;
  vfs_.zName = name();
  vfs_.szOsFile += static_cast<int>(sizeof(FaultFile));
  vfs_.xOpen = open;
  // The other calls go by the system's vfs: they use what it keeps there.
  vfs_.pAppData = this;
  vfs_.xDelete = [](sqlite3_vfs*, const char* path, int sync_folder) {
    sqlite3_vfs* const s = sqlite3_vfs_find("unix");
    return s->xDelete(s, path, sync_folder);
  };
  vfs_.xAccess = [](sqlite3_vfs*, const char* path, int flags, int* out) {
    sqlite3_vfs* const s = sqlite3_vfs_find("unix");
    return s->xAccess(s, path, flags, out);
  };
  vfs_.xFullPathname = [](sqlite3_vfs*, const char* path, int size, char* out) {
    sqlite3_vfs* const s = sqlite3_vfs_find("unix");
    return s->xFullPathname(s, path, size, out);
  };
  sqlite3_vfs_register(&vfs_, 0);
}

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
