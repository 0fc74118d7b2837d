// Taking in the news: files and streams into a library, in small steps that are each written
// wholly or not at all.
//
//   Sources sources = find_sources(std::vector<std::string>{"feeds/", "wire.jsonl"});
//   Result<Added> added = add(library, sources.files, models.intake, {});
//
// A process that ends at any moment, by whatever cause, leaves a whole library; the same call goes
// on where it was, for pieces of input that are in the journal are passed over. The work may be
// shared among threads; what is written is the same on any number of them.
#pragma once

#include <cstdint>
#include <functional>
#include <iosfwd>
#include <map>
#include <span>
#include <string>

#include "intake/intake.h"
#include "library/sources.h"
#include "library/web.h"
#include "stemma/library.h"

namespace stemma::library {

struct Added {
  std::uint64_t new_reports = 0;
  std::uint64_t new_versions = 0;  // changed texts of reports that were there
  std::uint64_t known = 0;         // there already
  std::uint64_t skipped = 0;       // could not be read
  std::uint64_t bytes = 0;         // of input gone through
  /// Of the new and changed ones, those in languages that are kept and not analysed, by ISO 639
  /// code.
  std::map<std::string, std::uint64_t> unread;
};

struct AddOptions {
  intake::Options intake;
  unsigned jobs = 1;                       // threads; 0 = all cores
  std::istream* standard_input = nullptr;  // what the source "-" reads
  WebAccess web;                           // for sources that are addresses, and lists of them
  std::function<std::string()> now;        // UTC, "2031-03-07T09:30:00Z"; empty: the system's clock
  /// What could not be taken and why; also of pieces that were passed over. In order.
  std::function<void(const Error&)> on_skipped;
  /// What is new or changed and in a language that is not analysed: where it came from, and the
  /// ISO 639 code. In order.
  std::function<void(const std::string& source, const std::string& language)> on_unread;
  /// Called after every step.
  std::function<void(const Added&)> on_progress;
};

/// An Error only where the library cannot be written; what was told before stays written.
Result<Added> add(Library& library, std::span<const Source> sources, const intake::Model& model,
                  const AddOptions& options);

/// The system's clock, or SOURCE_DATE_EPOCH where the environment has it.
std::string utc_now();

}  // namespace stemma::library
