// The versions of a report: its texts in the order in which a library took them in.
//
//   auto versions = versions_of(library, "3fa9c1");       // of the one report whose id begins so
//   auto version = find_version(library, "3fa9c1.2");     // its second text; "3fa9c1": the newest
//   Result<Report> report = load_version(library.db(), version->row);
//
// Names are ids as exports and searches print them: of a report, or the beginning of one, and for a
// version a dot and its number.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "stemma/library.h"
#include "stemma/story.h"

namespace stemma::library {

struct Version {
  std::int64_t row = 0;      // for load_version(), library/store.h
  std::string report;        // "3fa9c1d2e4b50617"
  std::string id;            // "3fa9c1d2e4b50617.2"
  std::uint32_t number = 0;  // from 1
  std::string url;
  std::string title;
  std::string outlet;
  std::string published;  // ISO 8601; empty where it is not known
  std::string language;   // ISO 639; empty where it is not known
  std::string added;      // when it was taken in, UTC
  std::uint64_t bytes = 0;
  std::uint32_t same_as = 0;  // where the text came back: the first version that has it; else 0
};

/// All of one report, the oldest first. kNotFound where no report is so named, kUsage where several
/// are; a number behind a dot is no part of the name here.
Result<std::vector<Version>> versions_of(Library& library, std::string_view name);

/// The version that is named; of a report named without a number, the newest.
Result<Version> find_version(Library& library, std::string_view name);

/// A report whose text was changed.
struct Revision {
  StoryId story;   // that it is in
  Version before;  // the last text from before that time; of a report that came since, its first;
                   // where the newest has come back to that one, the last in between
  Version after;   // the newest
};

/// By story; those that are in none yet are left out. A time as "2031-03-07" or
/// "2031-03-07T09:30:00Z".
Result<std::vector<Revision>> revisions_since(Library& library, const std::string& since);

/// How much of a text is other than before, in words as they stand between white space: those that
/// came in and those that went. Words that only changed places count as neither.
struct WordChange {
  std::size_t words = 0;  // of the later text
  std::size_t in = 0;
  std::size_t out = 0;
};
WordChange count_changed_words(std::string_view before, std::string_view after);

}  // namespace stemma::library
