// What a briefing has to tell, picked out and put in order: the same for every way of showing it.
//
//   for (const Change& change : changes_of(lookup)) show(change.variant->note);   // worst first
//
// Pointers lead into the briefing behind the Lookup and live as long.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "briefing/lookup.h"

namespace stemma::briefing {

/// Plain words for enum values, fit for a heading or a bracket.
std::string_view plain(VariantKind kind);    // "Who did what"
std::string_view plain(EdgeKind kind);       // "copied"
std::string_view plain(AlignmentKind kind);  // "the same words"
std::string_view plain(FurnitureKind kind);  // "caption"
std::string_view plain(WarningKind kind);    // "Quotation marks do not close"
std::string_view plain(EntityType type);     // "person"
/// Empty for what is told as certain: "probable", "possible", "in doubt", "denied".
std::string_view plain(Certainty certainty);
/// Empty for what has happened or goes on: "announced", "predicted".
std::string_view plain(Tense tense);
/// Of a claim, what a reader must not take for done and certain: "possible", "predicted",
/// "possible, predicted"; else empty.
std::string reserve(Certainty certainty, Tense tense);

/// A difference; where copies of one text show the same, all of them.
struct Change {
  const Reading* reading = nullptr;
  const Variant* variant = nullptr;
  std::vector<const Variant*> also;
};
std::vector<Change> changes_of(const Lookup& lookup);

/// Warnings, gravest first; those for reports without a date come as one.
struct Caution {
  WarningKind kind;
  std::string note;
  std::vector<Evidence> places;  // at least one
  bool about_words = true;       // places are words to look at, not whole reports
};
std::vector<Caution> cautions_of(const Lookup& lookup);

/// Who is behind a claim, and which reports say so.
struct WhoseWord {
  std::string key;  // tells one speaker with the same relays from another
  std::string who;  // empty: the report's own voice
  std::vector<ReportId> reports;
};

/// A reading that two reports or more carry.
struct SharedReading {
  const Reading* reading = nullptr;
  std::vector<const Claim*> claims;  // one a report, in the order of reports
  std::vector<WhoseWord> words;
};
/// Most origins first, then most voices, then most reports.
std::vector<SharedReading> shared_readings_of(const Lookup& lookup);

/// What its origins and its voices are: "Origins: Sela Herald (r1). Voices: Ana Moro, own voice of
/// r2."
std::string sources_of(const Lookup& lookup, const Reading& reading);

/// Claims that one report alone has, by report.
std::vector<std::vector<const Claim*>> only_here_of(const Lookup& lookup);

/// Who did what to whom, where at least one of the two has a name. "Port Sela was shelled by
/// Velmar" and "Velmar's shelling of Port Sela" are one.
struct Deed {
  std::string agent;  // "Shoigu and Khrenin": entities by their names, others in the text's words
  std::string verb;   // as the first text has it: "signed"
  std::string other;  // to whom, with whom or what
  bool negated = false;
  Tense tense = Tense::kUnknown;              // where first told
  Certainty certainty = Certainty::kUnknown;  // the surest that it is told with
  bool both_named = false;
  std::map<std::string, std::string>
      on_word;                   // speakers, by lower case; "": the reports' own voice
  std::vector<Evidence> places;  // at least one
};
/// Those of two that have names first, then those that most reports tell, then what is told as done
/// and certain, then as the texts go.
/// Parties that the text only has as pronouns are left out.
std::vector<Deed> deeds_of(const Lookup& lookup);
/// On whose word it is, where no report says it in its own voice: "Velmar", "Velmar and Orvane".
std::string sole_word(const Deed& deed);

/// Sentences that tell of the same thing on the same day.
struct DayEntry {
  std::vector<Evidence> sentences;  // one a report
};
struct Day {
  DayInterval days;
  std::vector<DayEntry> entries;
};
/// In the order of time; times whose days are not known are left out.
std::vector<Day> timeline_of(const Lookup& lookup);

/// At most `most` of the days, those of which most sentences tell, single days
/// before longer times; still in the order of time.
std::vector<Day> main_days(std::vector<Day> days, std::size_t most);

/// A figure, with every place that gives it.
struct Figure {
  const Quantity* quantity = nullptr;  // the first
  std::vector<Evidence> places;
};
/// Figures of one kind of thing, e.g. all counts of civilians.
struct FigureGroup {
  std::string of;
  std::vector<Figure> figures;
};
/// Those that most reports give first.
std::vector<FigureGroup> figures_of(const Lookup& lookup);

struct Sum {
  ReportId report;
  const FigureSum* sum = nullptr;
  const Quantity* whole = nullptr;
  std::vector<const Quantity*> parts;
};
std::vector<Sum> sums_of(const Lookup& lookup);

/// "300,000 reservists = 150,000 + 150,000: adds up."
std::string describe(const Sum& sum);

struct FigurePair {
  ReportId report;
  const FigureChange* change = nullptr;
  const Quantity* from = nullptr;
  const Quantity* to = nullptr;
};
/// Those of which the text gives both ends.
std::vector<FigurePair> figure_changes_of(const Lookup& lookup);

/// "20 to 15 tonnes: down.", "From 25 to 20, but \"rose\": does not agree."
std::string describe(const Lookup& lookup, const FigurePair& change);

/// The quantity in words: "at least 6,700 civilians".
std::string describe(const Quantity& quantity);

}  // namespace stemma::briefing
