#include "library/power_vfs.h"

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "library/passing_vfs.h"

namespace stemma::library {
namespace {

constexpr std::size_t kSector = 512;

PowerVfs& power_of(sqlite3_file* file) { return *static_cast<PowerVfs*>(passing(file)->layer); }

int read(sqlite3_file* f, void* to, int size, sqlite3_int64 at) {
  if (power_of(f).is_cut()) return SQLITE_IOERR_READ;
  return real(f)->pMethods->xRead(real(f), to, size, at);
}
int write(sqlite3_file* f, const void* from, int size, sqlite3_int64 at) {
  if (!power_of(f).step()) return SQLITE_IOERR_WRITE;
  power_of(f).wrote(*passing(f)->path, at, from, size);
  return real(f)->pMethods->xWrite(real(f), from, size, at);
}
int truncate(sqlite3_file* f, sqlite3_int64 size) {
  if (!power_of(f).step()) return SQLITE_IOERR_TRUNCATE;
  power_of(f).truncated(*passing(f)->path, size);
  return real(f)->pMethods->xTruncate(real(f), size);
}
int sync(sqlite3_file* f, int) {
  if (!power_of(f).step()) return SQLITE_IOERR_FSYNC;
  power_of(f).synced(*passing(f)->path);  // the real one would only take time
  return SQLITE_OK;
}
int sector(sqlite3_file*) { return static_cast<int>(kSector); }
/// None: nothing is promised of what a cut leaves.
int traits(sqlite3_file*) { return 0; }

int open(sqlite3_vfs* vfs, const char* path, sqlite3_file* file, int flags, int* out) {
  static const sqlite3_io_methods methods = [] {
    sqlite3_io_methods m = passing_methods();
    m.xRead = read;
    m.xWrite = write;
    m.xTruncate = truncate;
    m.xSync = sync;
    m.xSectorSize = sector;
    m.xDeviceCharacteristics = traits;
    return m;
  }();
  return open_passing(vfs, path, file, flags, out, &methods);
}

std::string bytes_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

PowerVfs::PowerVfs() : vfs_(passing_vfs(name(), this, open)) {
  vfs_.xDelete = [](sqlite3_vfs* vfs, const char* path, int sync_folder) {
    if (static_cast<PowerVfs*>(vfs->pAppData)->is_cut()) return SQLITE_IOERR_DELETE;
    sqlite3_vfs* const s = sqlite3_vfs_find("unix");
    return s->xDelete(s, path, sync_folder);
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
  if (added) at->second.before = bytes_of(path);
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
