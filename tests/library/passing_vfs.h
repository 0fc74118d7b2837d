// SQLite's own file layer with something before it: every call goes on to the system's, but for
// those that a test replaces.
//
//   sqlite3_io_methods methods = passing_methods();
//   methods.xSync = my_sync;                       // int my_sync(sqlite3_file* f, int flags)
//   sqlite3_vfs vfs = passing_vfs("mine", this, open);
//   // in open(): return open_passing(vfs, path, file, flags, out, &methods);
//   // in my_sync(): real(f)->pMethods->xSync(real(f), flags); layer_of(f) is `this`
#pragma once

#include <sqlite3.h>

#include <string>

namespace stemma::library {

/// SQLite allots this; the real file lies behind it.
struct PassingFile {
  sqlite3_file base;
  void* layer;
  std::string* path;
};

inline PassingFile* passing(sqlite3_file* file) { return reinterpret_cast<PassingFile*>(file); }
inline sqlite3_file* real(sqlite3_file* file) {
  return reinterpret_cast<sqlite3_file*>(passing(file) + 1);
}

sqlite3_io_methods passing_methods();

/// Not registered yet. `layer` is what its files know, and its pAppData.
sqlite3_vfs passing_vfs(const char* name, void* layer,
                        int (*open)(sqlite3_vfs*, const char*, sqlite3_file*, int, int*));

/// `methods` must outlive the file.
int open_passing(sqlite3_vfs* vfs, const char* path, sqlite3_file* file, int flags, int* out,
                 const sqlite3_io_methods* methods);

}  // namespace stemma::library
