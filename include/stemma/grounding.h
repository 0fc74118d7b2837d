// Spans turned into values that can be compared across reports: times, quantities, entities.
//
//   "on Wednesday" in a report of 2022-12-07  ->  TIMEX3 "2022-12-07", basis says why
//   "at least 6,700 civilians"                ->  value 6700, bound at_least, of "civilians"
//
// Doubt is a value: a relative time without an anchor keeps a relative value and an empty interval.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "stemma/analysis.h"
#include "stemma/evidence.h"

namespace stemma {

enum class TimeType : std::uint8_t { kDate, kTime, kDuration, kSet };
std::string_view to_string(TimeType type);

/// Civil days, both ends included, ISO 8601 "YYYY-MM-DD". An empty string is an open end.
struct DayInterval {
  std::string first;
  std::string last;
  friend bool operator==(const DayInterval&, const DayInterval&) = default;
};

/// A time expression. `value` is a TIMEX3 value (ISO-TimeML): "2022-12-07", "2022-W49", "2022-12",
/// "P2D", "PRESENT_REF". Where the anchor is unknown: "XXXX-WXX-3" (some Wednesday), "XXXX-02-24".
struct TimeValue {
  ByteRange range;
  SentenceId sentence;
  TimeType type = TimeType::kDate;
  std::string value;
  std::optional<DayInterval> interval;  // the days it covers, where they are known
  std::string basis;                    // "Wednesday on or before publication, 2022-12-07"
};

enum class Bound : std::uint8_t { kExact, kAtLeast, kAtMost, kMoreThan, kLessThan, kAbout };
std::string_view to_string(Bound bound);

/// A number of something. Exact decimals up to 2^53; `high` is set for ranges ("20 to 30").
struct Quantity {
  ByteRange range;   // the figure with its bound and unit words: "at least 6,700 civilians"
  ByteRange number;  // the figure alone: "6,700"
  SentenceId sentence;
  double value = 0;
  std::optional<double> high;
  Bound bound = Bound::kExact;
  std::string unit;  // "USD", "%", "km"; empty for plain counts
  std::string per;   // of a rate, what one of: "day", "bbl", "share"; empty if it is none
  std::string of;    // what is counted, lower case: "civilians", "reservists"; empty if unknown
  bool approximate_word = false;  // "dozens", "thousands": value is the lower edge
};

enum class ChangeDirection : std::uint8_t { kUnknown, kUp, kDown };
std::string_view to_string(ChangeDirection direction);

/// How one figure of a report became another: "fell from 20 to 15", "up 5 percent". Indices into
/// Grounding::quantities; at least one of them is there.
struct FigureChange {
  std::optional<std::uint32_t> from;
  std::optional<std::uint32_t> to;
  std::optional<std::uint32_t> by;
  ChangeDirection direction = ChangeDirection::kUnknown;
  std::optional<double> factor;  // "doubled": 2
  ByteRange cue;                 // "fell", "up", "doubled"
  /// Where both ends are given: whether direction, amount and factor agree with them.
  std::optional<bool> holds;
};

/// What a place is, and so how exact its point: a country's is its middle.
enum class PlaceKind : std::uint8_t { kCountry, kRegion, kDistrict, kSettlement, kArea };
std::string_view to_string(PlaceKind kind);

/// What the name of a place does in its sentence. Only a location is a place on a map.
enum class PlaceRole : std::uint8_t {
  kLocation,  // "in Port Sela"
  kActor,     // its government or people: "Moscow said"
  kPeople,    // "Texans", "the Belarusian leader"
  kNamePart,  // within another name: "Paris Police Department"
};
std::string_view to_string(PlaceRole role);

/// An entry of the gazetteer.
struct PlaceEntry {
  std::uint32_t geonames_id = 0;  // 0: none; the entry is a country, a division or an area
  std::string name;               // "Paris"
  PlaceKind kind = PlaceKind::kSettlement;
  double latitude = 0;   // degrees north
  double longitude = 0;  // degrees east
  std::string country;   // ISO 3166-1 alpha-2; empty for areas over several
  std::string region;    // its first-order division: "Texas"; empty if none
};

/// Words that name a place, and which place we take it for.
struct PlaceValue {
  ByteRange range;
  SentenceId sentence;
  PlaceRole role = PlaceRole::kLocation;
  std::optional<PlaceEntry> entry;  // absent: a place by its context, but in no gazetteer
  double share = 0;   // of the weight of all places so named: 1 is no doubt, .3 a guess
  std::string basis;  // "one of 62 places so named; \"Texas\" stands beside it"
};

/// Figures of one report that should add up: whole = sum of parts.
struct FigureSum {
  std::uint32_t whole = 0;           // index into Grounding::quantities
  std::vector<std::uint32_t> parts;  // likewise, at least one
  bool complete = false;  // the text says or implies that the parts are all ("the remaining")
  bool holds = false;     // complete: sum equals whole; else: sum does not exceed it
};

struct Grounding {
  ReportId report;
  std::vector<TimeValue> times;      // sorted by range.begin
  std::vector<Quantity> quantities;  // sorted by range.begin
  std::vector<FigureSum> sums;
  std::vector<FigureChange> changes;  // sorted by cue
  std::vector<PlaceValue> places;     // sorted by range.begin; they do not overlap
};

/// A chain of mentions in one report of a batch.
struct ChainRef {
  ReportId report;
  ChainId chain;
  friend auto operator<=>(const ChainRef&, const ChainRef&) = default;
};

/// A person, organisation, place or group of the batch: the chains that refer to it.
struct Entity {
  EntityId id;
  std::string name;
  EntityType type = EntityType::kUnknown;
  std::vector<ChainRef> chains;  // sorted
};

}  // namespace stemma
