#include "library/passing_vfs.h"

namespace stemma::library {
namespace {

int close(sqlite3_file* f) {
  delete passing(f)->path;
  return real(f)->pMethods->xClose(real(f));
}
int read(sqlite3_file* f, void* to, int size, sqlite3_int64 at) {
  return real(f)->pMethods->xRead(real(f), to, size, at);
}
int write(sqlite3_file* f, const void* from, int size, sqlite3_int64 at) {
  return real(f)->pMethods->xWrite(real(f), from, size, at);
}
int truncate(sqlite3_file* f, sqlite3_int64 size) {
  return real(f)->pMethods->xTruncate(real(f), size);
}
int sync(sqlite3_file* f, int flags) { return real(f)->pMethods->xSync(real(f), flags); }
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

}  // namespace

sqlite3_io_methods passing_methods() {
  return {2,        close,       read,       write,   truncate, sync,   file_size,
          lock,     unlock,      check_lock, control, sector,   traits, shm_map,
          shm_lock, shm_barrier, shm_unmap,  nullptr, nullptr};
}

sqlite3_vfs passing_vfs(const char* name, void* layer,
                        int (*open)(sqlite3_vfs*, const char*, sqlite3_file*, int, int*)) {
  sqlite3_vfs vfs = *sqlite3_vfs_find("unix");
  vfs.pNext = nullptr;
  vfs.zName = name;
  vfs.szOsFile += static_cast<int>(sizeof(PassingFile));
  vfs.xOpen = open;
  // The other calls go by the system's vfs: they use what it keeps there.
  vfs.pAppData = layer;
  vfs.xDelete = [](sqlite3_vfs*, const char* path, int sync_folder) {
    sqlite3_vfs* const s = sqlite3_vfs_find("unix");
    return s->xDelete(s, path, sync_folder);
  };
  vfs.xAccess = [](sqlite3_vfs*, const char* path, int flags, int* out) {
    sqlite3_vfs* const s = sqlite3_vfs_find("unix");
    return s->xAccess(s, path, flags, out);
  };
  vfs.xFullPathname = [](sqlite3_vfs*, const char* path, int size, char* out) {
    sqlite3_vfs* const s = sqlite3_vfs_find("unix");
    return s->xFullPathname(s, path, size, out);
  };
  return vfs;
}

int open_passing(sqlite3_vfs* vfs, const char* path, sqlite3_file* file, int flags, int* out,
                 const sqlite3_io_methods* methods) {
  sqlite3_vfs* const system = sqlite3_vfs_find("unix");
  PassingFile* const mine = passing(file);
  mine->base.pMethods = nullptr;
  mine->layer = vfs->pAppData;
  const int code = system->xOpen(system, path, real(file), flags, out);
  if (real(file)->pMethods != nullptr) {
    mine->path = new std::string(path == nullptr ? "" : path);
    mine->base.pMethods = methods;
  }
  return code;
}

}  // namespace stemma::library
