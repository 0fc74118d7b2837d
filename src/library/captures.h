// What each page's address showed when it was last had, and when. By it a text that a page goes
// back to is told from one that is only added again: the first has a later time than all that was
// had from the address before, the second has not.
//
//   Captures captures(library.db());
//   auto last = captures.find("https://courier.example/7");
//   if (last && last->at < "2031-03-07T09:30:00Z" && last->text != version_hash(title, text)) ...
//
// Times are UTC to the second, "2031-03-07T09:30:00Z", and so are compared as text.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "library/sqlite.h"

namespace stemma::library {

struct Capture {
  std::string at;
  std::string piece;  // piece_hash(), library/journal.h
  std::string text;   // version_hash(), library/store.h; empty where it was not one report
};

class Captures {
 public:
  explicit Captures(Connection& db);

  Result<std::optional<Capture>> find(std::string_view url);

  /// REQUIRES: a transaction, the one that keeps the report; no later capture is there.
  std::optional<Error> keep(std::string_view url, const Capture& capture);

  /// Keeps what no other is later than; whether it is later than all, and they ended in another
  /// text. REQUIRES: a transaction, as above.
  Result<bool> shows_another(std::string_view url, const Capture& now);

 private:
  Statement find_;
  Statement keep_;
};

/// An archive's time as captures have it: parts of seconds are dropped. Empty for anything else.
std::string capture_time(std::string_view stated);

}  // namespace stemma::library
