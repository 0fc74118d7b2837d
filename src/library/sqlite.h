// SQLite as values: connections, statements and transactions that close themselves and say what
// went wrong as an Error.
//
//   Statement insert(db, "INSERT INTO t(a, b) VALUES(?, ?)");
//   insert.bind(1, "x").bind(2, 7);
//   if (auto error = insert.run()) return *error;
//
//   Statement rows(db, "SELECT a FROM t");
//   while (rows.step()) use(rows.text(0));
//   if (auto error = rows.error()) return *error;
//
// Threads: a Connection and all that is made of it belong to one thread at a time.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "stemma/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace stemma::library {

class Connection {
 public:
  struct Options {
    bool create = false;
    bool read_only = false;
    std::string vfs;  // empty: the system's own
  };
  static Result<Connection> open(const std::string& path, const Options& options);

  sqlite3* get() const { return db_.get(); }
  const std::string& path() const { return path_; }

  /// Runs statements that give no rows.
  std::optional<Error> run(const char* sql);

  /// What went wrong last, in words that help: a full disk, a locked or damaged file.
  Error last_error(std::string_view doing) const;

 private:
  struct Close {
    void operator()(sqlite3* db) const;
  };
  std::unique_ptr<sqlite3, Close> db_;
  std::string path_;
};

class Statement {
 public:
  /// A statement that cannot be prepared fails when it is run. REQUIRES: the connection lives on.
  Statement(Connection& db, std::string_view sql);

  /// Parameters count from 1. Text and blobs are copied.
  Statement& bind(int at, std::string_view text);
  Statement& bind(int at, const char* text) { return bind(at, std::string_view(text)); }
  Statement& bind(int at, const std::string& text) { return bind(at, std::string_view(text)); }
  Statement& bind(int at, std::int64_t value);
  Statement& bind(int at, std::uint32_t value) { return bind(at, std::int64_t{value}); }
  Statement& bind(int at, std::size_t value) { return bind(at, std::int64_t(value)); }
  Statement& bind(int at, int value) { return bind(at, std::int64_t{value}); }
  Statement& bind(int at, double value);
  Statement& bind_blob(int at, std::string_view bytes);
  Statement& bind_null(int at);
  template <class T>
  Statement& bind(int at, const std::optional<T>& value) {
    return value ? bind(at, *value) : bind_null(at);
  }

  /// Runs to the end and makes ready for the next values.
  std::optional<Error> run();

  /// The next row; false at the end or on an error.
  bool step();
  const std::optional<Error>& error() const { return error_; }
  void reset();

  /// Columns count from 0. Views are good until the next step.
  std::string_view text(int column) const;
  std::string_view blob(int column) const { return text(column); }
  std::int64_t integer(int column) const;
  double real(int column) const;
  bool is_null(int column) const;
  std::optional<std::string> optional_text(int column) const;

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  Connection& db_;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
  std::optional<Error> error_;
};

/// All or nothing: what is not committed when it ends has never been. Takes the right to write at
/// once, waiting for other writers, and after a long one leaves them time to do the same.
class Transaction {
 public:
  explicit Transaction(Connection& db);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  /// Why it could not begin.
  const std::optional<Error>& error() const { return error_; }
  std::optional<Error> commit();

 private:
  Connection& db_;
  std::optional<Error> error_;
  std::chrono::steady_clock::time_point begun_;
  bool open_ = false;
};

}  // namespace stemma::library
