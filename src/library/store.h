// Reports into a library and out of it again.
//
//   Store store(library.db());
//   Transaction transaction(library.db());
//   auto kept = store.put(report, maker, "2031-03-07T09:30:00Z");
//   ...
//   transaction.commit();
#pragma once

#include <cstdint>
#include <string>

#include "library/sqlite.h"
#include "stemma/report.h"

namespace stemma::library {

/// What a library calls a report: 16 hexadecimal digits that hang on its address alone or, where it
/// has none, on its outlet and text.
std::string public_id(const Report& report);

/// The id of what has this key.
std::string public_id_of(const std::string& key);

/// SHA-256 of what a version is: its title and its text.
std::string version_hash(std::string_view title, std::string_view text);

/// What a version has for it in the library: of a text that came back, with its number behind.
bool is_version_hash(std::string_view kept, std::string_view title, std::string_view text,
                     std::int64_t number);

/// What is known of how a text was had from its address (library/captures.h).
struct Sighting {
  std::string at;          // when, UTC; empty where nothing says
  bool came_back = false;  // if the report had it before and its newest is another
};

enum class Kept { kNewReport, kNewVersion, kKnown };

class Store {
 public:
  explicit Store(Connection& db);

  /// Keeps a report; one with the address, title and text of a version that is there is known, but
  /// for an earlier text that came back: that is a new version. REQUIRES: a transaction.
  Result<Kept> put(const Report& report, std::int64_t maker, std::string_view now,
                   const Sighting& seen = {});

 private:
  Connection& db_;
  Statement add_report_;
  Statement find_report_;
  Statement find_version_;
  Statement newest_;
  Statement count_versions_;
  Statement add_version_;
  Statement add_words_;
};

/// A version as intake made it. Its ReportId is 0.
Result<Report> load_version(Connection& db, std::int64_t version);

}  // namespace stemma::library
