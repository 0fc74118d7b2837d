#include "library/power_vfs.h"

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <new>

namespace stemma::library {
namespace {

constexpr std::size_t kSector = 512;

/// SQLite allots this; the real file lies behind it.
struct PowerFile {
  sqlite3_file base;
  PowerVfs* power;
  std::string* path;
  sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

PowerFile* of(sqlite3_file* file) { return reinterpret_cast<PowerFile*>(file); }
sqlite3_file* real(sqlite3_file* file) { return of(file)->real(); }

int close(sqlite3_file* f) {
  delete of(f)->path;
  return real(f)->pMethods->xClose(real(f));
}
int read(sqlite3_file* f, void* to, int size, sqlite3_int64 at) {
  if (of(f)->power->is_cut()) return SQLITE_IOERR_READ;
  return real(f)->pMethods->xRead(real(f), to, size, at);
}
int write(sqlite3_file* f, const void* from, int size, sqlite3_int64 at) {
  if (!of(f)->power->step()) return SQLITE_IOERR_WRITE;
  of(f)->power->wrote(*of(f)->path, at, from, size);
  return real(f)->pMethods->xWrite(real(f), from, size, at);
}
int truncate(sqlite3_file* f, sqlite3_int64 size) {
  if (!of(f)->power->step()) return SQLITE_IOERR_TRUNCATE;
  of(f)->power->truncated(*of(f)->path, size);
  return real(f)->pMethods->xTruncate(real(f), size);
}
int sync(sqlite3_file* f, int) {
  if (!of(f)->power->step()) return SQLITE_IOERR_FSYNC;
  of(f)->power->synced(*of(f)->path);  // the real one would only take time
  return SQLITE_OK;
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
int sector(sqlite3_file*) { return static_cast<int>(kSector); }
/// None: nothing is promised of what a cut leaves.
int traits(sqlite3_file*) { return 0; }
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
  PowerFile* const mine = of(file);
  mine->base.pMethods = nullptr;
  mine->power = static_cast<PowerVfs*>(vfs->pAppData);
  const int code = system->xOpen(system, name, mine->real(), flags, out);
  if (mine->real()->pMethods != nullptr) {
    mine->path = new std::string(name == nullptr ? "" : name);
    mine->base.pMethods = &kMethods;
  }
  return code;
}

std::string bytes_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

PowerVfs::PowerVfs() : vfs_(*sqlite3_vfs_find("unix")) {
  vfs_.pNext = nullptr;
  vfs_.zName = name();
  vfs_.szOsFile += static_cast<int>(sizeof(PowerFile));
  vfs_.xOpen = open;
  // The other calls go by the system's vfs: they use what it keeps there.
  vfs_.pAppData = this;
  vfs_.xDelete = [](sqlite3_vfs* vfs, const char* path, int sync_folder) {
    if (static_cast<PowerVfs*>(vfs->pAppData)->is_cut()) return SQLITE_IOERR_DELETE;
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

PowerVfs::~PowerVfs() { sqlite3_vfs_unregister(&vfs_); }

void PowerVfs::cut_at(std::uint64_t at, std::uint64_t seed) {
  operations_ = 0;
  at_ = at;
  random_ = seed * 2 + 1;
  cut_ = false;
  files_.clear();
}

bool PowerVfs::step() {
  if (!cut_ && ++operations_ == at_) cut_ = true;
  return !cut_;
}

PowerVfs::Pending& PowerVfs::pending(const std::string& path) {
  const auto [at, added] = files_.try_emplace(path);
  if (added) {
    at->second.was_there = std::filesystem::exists(path);
    at->second.before = bytes_of(path);
  }
  return at->second;
}

void PowerVfs::wrote(const std::string& path, sqlite3_int64 at, const void* bytes, int size) {
  pending(path).changes.push_back(
      {at, std::string(static_cast<const char*>(bytes), static_cast<std::size_t>(size))});
}

void PowerVfs::truncated(const std::string& path, sqlite3_int64 size) {
  pending(path).changes.push_back({size, ""});
}

void PowerVfs::synced(const std::string& path) { files_.erase(path); }

void PowerVfs::lose() {
  const auto kept = [&] {
    random_ ^= random_ << 13;
    random_ ^= random_ >> 7;
    random_ ^= random_ << 17;
    return random_ % 2 == 0;
  };
  for (auto& [path, pending] : files_) {
    if (!std::filesystem::exists(path)) continue;  // deleted, which was the end of it
    std::string file = std::move(pending.before);
    for (const Change& change : pending.changes) {
      const auto at = static_cast<std::size_t>(change.at);
      if (change.bytes.empty()) {
        if (kept()) file.resize(at);
        continue;
      }
      // A disk writes whole sectors, wherever the bytes begin.
      for (std::size_t from = 0; from < change.bytes.size();) {
        const std::size_t upto =
            std::min(change.bytes.size(), ((at + from) / kSector + 1) * kSector - at);
        if (kept()) {
          if (file.size() < at + upto) file.resize(at + upto);
          std::memcpy(file.data() + at + from, change.bytes.data() + from, upto - from);
        }
        from = upto;
      }
    }
    std::ofstream(path, std::ios::binary | std::ios::trunc) << file;
  }
  files_.clear();
  cut_ = false;
  at_ = 0;
}

}  // namespace stemma::library
