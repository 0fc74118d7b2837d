#include "library/sqlite.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <thread>
#include <utility>

namespace stemma::library {
namespace {

constexpr std::chrono::seconds kWaitForOthers(60);  // that a writer waits for another
constexpr std::chrono::milliseconds kLookEvery(2);  // whether that has ended
/// Who has written for so long lets others in before it goes on: SQLite keeps no queue, and one
/// that begins anew at once would leave them none but the smallest of gaps.
constexpr std::chrono::milliseconds kLong(50);
constexpr std::chrono::milliseconds kLetIn(3 * kLookEvery);

/// SQLite asks with the number of times that it has asked before; 0: give up.
int wait_for_others(void*, int times) {
  if (times * kLookEvery >= kWaitForOthers) return 0;
  std::this_thread::sleep_for(kLookEvery);
  return 1;
}

std::string_view advice(int code) {
  switch (code & 0xFF) {
    case SQLITE_FULL:
      return "; the disk is full: make room and run the same command again";
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return "; another program holds it: wait for that to end and run the same command again";
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return "; the file is damaged or no library: name another, or bring back a copy";
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
      return "; check the path, and that you may write to the file and its folder";
    case SQLITE_IOERR:
      return "; reading or writing failed: check the disk and run the same command again";
    default:
      return "";
  }
}

ErrorCode kind_of(int code) {
  switch (code & 0xFF) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return ErrorCode::kMalformed;
    case SQLITE_ERROR:
    case SQLITE_MISUSE:
    case SQLITE_CONSTRAINT:
      return ErrorCode::kInternal;
    default:
      return ErrorCode::kUnreadable;
  }
}

}  // namespace

void Connection::Close::operator()(sqlite3* db) const { sqlite3_close_v2(db); }
void Statement::Finalize::operator()(sqlite3_stmt* s) const { sqlite3_finalize(s); }

Result<Connection> Connection::open(const std::string& path, const Options& options) {
  const int access = options.read_only ? SQLITE_OPEN_READONLY
                     : options.create  ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
                                       : SQLITE_OPEN_READWRITE;
  sqlite3* raw = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &raw, access | SQLITE_OPEN_NOMUTEX,
                                   options.vfs.empty() ? nullptr : options.vfs.c_str());
  Connection connection;
  connection.db_.reset(raw);
  connection.path_ = path;
  if (code != SQLITE_OK) return connection.last_error("cannot be opened");
  sqlite3_extended_result_codes(raw, 1);
  sqlite3_busy_handler(raw, wait_for_others, nullptr);
  // A hostile file may carry functions and views that act when it is read.
  sqlite3_db_config(raw, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(raw, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  return connection;
}

std::optional<Error> Connection::run(const char* sql) {
  if (sqlite3_exec(db_.get(), sql, nullptr, nullptr, nullptr) == SQLITE_OK) return std::nullopt;
  return last_error("cannot be written");
}

Error Connection::last_error(std::string_view doing) const {
  const int code = db_ ? sqlite3_extended_errcode(db_.get()) : SQLITE_NOMEM;
  const char* words = db_ ? sqlite3_errmsg(db_.get()) : "out of memory";
  return {kind_of(code), fmt::format("{} ({}){}", doing, words, advice(code)), path_};
}

Statement::Statement(Connection& db, std::string_view sql) : db_(db) {
  sqlite3_stmt* raw = nullptr;
  if (sqlite3_prepare_v2(db.get(), sql.data(), static_cast<int>(sql.size()), &raw, nullptr) !=
      SQLITE_OK) {
    error_ = db.last_error("cannot be read");
  }
  statement_.reset(raw);
}

Statement& Statement::bind(int at, std::string_view text) {
  if (statement_) {
    // A view of nothing may point nowhere, which would bind NULL.
    sqlite3_bind_text64(statement_.get(), at, text.empty() ? "" : text.data(), text.size(),
                        SQLITE_TRANSIENT, SQLITE_UTF8);
  }
  return *this;
}

Statement& Statement::bind(int at, std::int64_t value) {
  if (statement_) sqlite3_bind_int64(statement_.get(), at, value);
  return *this;
}

Statement& Statement::bind(int at, double value) {
  if (statement_) sqlite3_bind_double(statement_.get(), at, value);
  return *this;
}

Statement& Statement::bind_blob(int at, std::string_view bytes) {
  if (statement_) {
    sqlite3_bind_blob64(statement_.get(), at, bytes.empty() ? "" : bytes.data(), bytes.size(),
                        SQLITE_TRANSIENT);
  }
  return *this;
}

Statement& Statement::bind_null(int at) {
  if (statement_) sqlite3_bind_null(statement_.get(), at);
  return *this;
}

std::optional<Error> Statement::run() {
  while (step()) {
  }
  std::optional<Error> error = error_;
  if (statement_) {
    sqlite3_reset(statement_.get());
    error_.reset();
  }
  return error;
}

bool Statement::step() {
  if (!statement_ || error_) return false;
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) error_ = db_.last_error("cannot go on");
  return false;
}

void Statement::reset() {
  if (!statement_) return;
  sqlite3_reset(statement_.get());
  error_.reset();
}

std::string_view Statement::text(int column) const {
  // Blob before bytes: the other order may convert.
  const void* bytes = sqlite3_column_blob(statement_.get(), column);
  const int size = sqlite3_column_bytes(statement_.get(), column);
  return bytes == nullptr
             ? std::string_view()
             : std::string_view(static_cast<const char*>(bytes), static_cast<std::size_t>(size));
}

std::int64_t Statement::integer(int column) const {
  return sqlite3_column_int64(statement_.get(), column);
}

double Statement::real(int column) const { return sqlite3_column_double(statement_.get(), column); }

bool Statement::is_null(int column) const {
  return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}

std::optional<std::string> Statement::optional_text(int column) const {
  if (is_null(column)) return std::nullopt;
  return std::string(text(column));
}

Transaction::Transaction(Connection& db) : db_(db), error_(db.run("BEGIN IMMEDIATE")) {
  open_ = !error_;
  begun_ = std::chrono::steady_clock::now();
}

Transaction::~Transaction() {
  // After some errors SQLite has rolled back by itself; a second time does no harm.
  if (open_) (void)db_.run("ROLLBACK");
}

std::optional<Error> Transaction::commit() {
  if (auto error = db_.run("COMMIT")) return error;
  open_ = false;
  if (std::chrono::steady_clock::now() - begun_ > kLong) std::this_thread::sleep_for(kLetIn);
  return std::nullopt;
}

}  // namespace stemma::library
