// Errors as values. The library never throws for bad input and never prints; a function that can
// fail returns a Result, and the program decides what to show.
//
//   Result<Report> report = intake::read_text(...);
//   if (!report) return report.error();        // an Error converts to any Result
//   use(report->text);
//
// Invariant: a Result holds exactly one of a value and an Error.
// REQUIRES: value(), * and -> are called only when ok(); error() only when !ok().
#pragma once

#include <cassert>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace stemma {

enum class ErrorCode {
  kNotFound,    // no such file
  kUnreadable,  // it is there, but cannot be read
  kTooLarge,    // over a stated limit
  kEmpty,       // nothing in it to read
  kBinary,      // not text
  kMalformed,   // breaks the rules of its format
  kUsage,       // the caller asked for something impossible
  kInternal,    // a broken promise of our own
};

std::string_view to_string(ErrorCode code);

/// What went wrong, where, and what to do about it.
struct Error {
  ErrorCode code = ErrorCode::kInternal;
  std::string message;  // what happened, and what the user can do
  std::string context;  // where: a path, "file.jsonl:12", a lexicon's name

  /// "page.html: not text (it begins with a PNG signature)".
  std::string describe() const { return context.empty() ? message : context + ": " + message; }
};

/// A T, or why there is none.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  T& value() & {
    assert(ok());
    return *std::get_if<0>(&state_);
  }
  const T& value() const& {
    assert(ok());
    return *std::get_if<0>(&state_);
  }
  T&& value() && {
    assert(ok());
    return std::move(*std::get_if<0>(&state_));
  }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  const Error& error() const {
    assert(!ok());
    return *std::get_if<1>(&state_);
  }

 private:
  std::variant<T, Error> state_;
};

}  // namespace stemma
