// The tables behind times: words with classes, patterns compiled into a trie, modifiers, holidays
// and tense cues. Read once from lexicons/time_*.tsv and months.tsv.
//
//   Result<TimeTables> tables = TimeTables::load();
//
// Immutable after load; safe from any thread.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "grounding/word_map.h"
#include "stemma/result.h"

namespace stemma::grounding {

/// What a pattern element can be: one of up to 64 word classes, or a literal word.
using Symbol = std::uint16_t;
inline constexpr Symbol kFirstLiteral = 64;

/// Classes that the matcher itself knows; the rest come from time_words.tsv.
enum class TimeClass : std::uint8_t {
  kNum,          // a number in digits or words
  kHour,         // a whole number up to 24, as a clock has it
  kMinutes,      // a number from 10 to 59, as spoken behind an hour: "three twenty"
  kDom,          // a day of the month: "7", "7th", "seventh"
  kDomOrdinal,   // "7th", "seventh"
  kDomWord,      // "seven", "twenty-one"
  kOrd,          // "third", "3rd"
  kYear,         // "1989", "nineteen eighty-nine"
  kShortYear,    // "45" in "1939-45"
  kLateYear,     // "87": too great for a day, so of the last century where a month is beside it
  kDecade,       // "1990s", "'90s"
  kClock,        // "10:40"
  kIso,          // "2022-12-07"
  kSlash,        // "7/12/2022"
  kMilClock,     // "1600" before a zone
  kQuarterCode,  // "Q3"
  kHalfCode,     // "H2"
  kMonthDay,     // "2/15", "22/4": one of the two cannot be a month
  kCap,          // begins with an upper-case letter
  kMonth,
  kMonthShort,
  kStrongMonth,  // cannot be another word: "November"
  kWeakMonth,    // "May", "March", "August"
  kWeekday,
  kWeekdayShort,
  kUnit,
  kUnits,
  kCount,  // number of the classes above
};

enum class TimeOp : std::uint8_t {
  kNone,
  kDate,
  kDayRange,
  kYearRange,
  kDateOfMonth,
  kMonthOfYear,
  kWeekdayOfWeek,
  kWeekdayOfMonth,
  kFollowingWeekday,
  kSeason,
  kSeasonOfYear,
  kQuarter,
  kQuarterOfYear,
  kSameQuarter,
  kLastQuarter,
  kLastQuarterOfYear,
  kYearAgo,
  kHalf,
  kShift,
  kWeekend,
  kDay,
  kDayPart,
  kPart,
  kRef,
  kAgo,
  kAnaphor,
  kAnaphorPart,
  kSpan,
  kDuration,
  kDurationRange,
  kFixed,
  kHalfUnit,
  kHalfMore,
  kSet,
  kDecade,
  kCentury,
  kClock,
  kClockShift,
  kClockRange,
  kBareHour,
  kDayOfMonth,
  kWeekdayOfDay,
  kAfterNext,
  kPartOfPeriod,
  kWeekdayAgo,
  kWeekOf,
  kAhead,
  kNumberedWeek,
  kMonthRange,
  kSpokenClock,
  kHoliday,
};

/// What must, or must not, stand beside a match.
struct Context {
  bool any = true;  // no condition
  bool negated = false;
  bool edge = false;  // the sentence's edge will do
  std::uint64_t classes = 0;
  std::vector<Symbol> literals;  // sorted
};

struct TimeRule {
  TimeOp op = TimeOp::kNone;
  std::string_view argument;
  Context left;
  Context right;
};

struct ClassValue {
  std::uint8_t cls = 0;
  std::int16_t number = 0;  // the value where it is a number
  std::string_view text;    // as it stands in the table
};

/// What the tables know of one word.
struct TimeWord {
  std::uint64_t classes = 0;
  Symbol literal = 0;  // 0: no pattern names it
  std::vector<ClassValue> values;

  const ClassValue* value(std::uint8_t cls) const {
    for (const ClassValue& v : values)
      if (v.cls == cls) return &v;
    return nullptr;
  }
};

enum class ModifierKind : std::uint8_t { kStart, kMid, kEnd, kAbout };
enum class ModifierScope : std::uint8_t { kDate, kLength, kAny };
struct Modifier {
  std::vector<Symbol> words;
  ModifierKind kind = ModifierKind::kAbout;
  ModifierScope scope = ModifierScope::kAny;
};

enum class HolidayRule : std::uint8_t { kFixed, kNthWeekday, kEaster };
struct Holiday {
  HolidayRule rule = HolidayRule::kFixed;
  int month = 0;
  int day = 0;  // or the weekday
  int nth = 0;  // or days from Easter
};

enum class Tense : std::uint8_t { kUnknown, kPast, kFuture };

class TimeTables {
 public:
  static Result<TimeTables> load();

  const TimeWord* find(std::string_view word) const { return words_.find(word); }
  /// The index of a class named in the lexicons. REQUIRES: it is used there.
  std::uint8_t class_of(std::string_view name) const;

  struct Edge {
    Symbol symbol;
    std::uint32_t node;
  };
  struct Node {
    std::vector<Edge> class_edges;
    std::vector<Edge> literal_edges;   // sorted by symbol
    std::vector<std::uint32_t> rules;  // that may end here
    std::uint64_t classes = 0;         // of all edges
  };
  const std::vector<Node>& nodes() const { return nodes_; }  // [0] is the root
  const std::vector<TimeRule>& rules() const { return rules_; }
  const std::vector<Modifier>& modifiers() const { return modifiers_; }
  const std::vector<Holiday>& holidays() const { return holidays_; }
  bool begins_modifier(Symbol literal) const {
    return literal < modifier_heads_.size() && modifier_heads_[literal];
  }
  Tense tense_of(std::string_view word) const;

 private:
  using Sequence = std::vector<Symbol>;
  Result<std::vector<Sequence>> expand(std::string_view pattern);
  Result<std::vector<Sequence>> expand_alternatives(std::string_view pattern, std::size_t& at,
                                                    int depth);
  Result<Symbol> symbol(std::string_view element);
  Result<std::uint8_t> declare_class(std::string_view name);
  Symbol literal(std::string_view word);
  Result<Context> context(std::string_view column);
  void insert(const Sequence& sequence, std::uint32_t rule);
  Result<bool> load_words();
  /// "qtr" is read as "quarter", whatever the patterns say of that. After all patterns are in.
  void read_aliases();
  Result<bool> load_rules();
  Result<bool> load_modifiers();
  Result<bool> load_holidays();
  Result<bool> load_tenses();

  WordMap<TimeWord> words_;
  std::vector<std::string_view> class_names_;
  Symbol next_literal_ = kFirstLiteral;
  std::vector<Node> nodes_{Node{}};
  std::vector<TimeRule> rules_;
  std::vector<Modifier> modifiers_;
  std::vector<bool> modifier_heads_;
  std::vector<Holiday> holidays_;
  WordMap<Tense> tenses_;
};

inline constexpr std::uint8_t index_of(TimeClass c) { return std::uint8_t(c); }
inline constexpr std::uint64_t bit(TimeClass c) { return std::uint64_t(1) << index_of(c); }

}  // namespace stemma::grounding
