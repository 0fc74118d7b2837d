// Finds the time expressions of a report, sentence by sentence, and gives them values.
//
//   TimeFinder finder(report, analysis, tables, numerals);
//   for each sentence: finder.read(atoms, sentence_id, grounding.times, taken);
//
// Sentences come in order: "the next day" leans on what was told before. `taken` has one byte an
// atom; those that belong to a time (or to words that only look like one) become non-zero.
// Linear in the atoms: every pattern is bounded. One finder a report and a thread.
#pragma once

#include <array>
#include <initializer_list>
#include <span>
#include <vector>

#include "grounding/atoms.h"
#include "grounding/numerals.h"
#include "grounding/time_marks.h"
#include "grounding/time_resolve.h"
#include "grounding/time_tables.h"
#include "grounding/time_tense.h"
#include "stemma/grounding.h"
#include "stemma/report.h"

namespace stemma::grounding {

class TimeFinder {
 public:
  TimeFinder(const Report& report, const Analysis& analysis, const TimeTables& tables,
             const NumeralReader& numerals);

  void read(std::span<const Atom> atoms, SentenceId sentence, std::vector<TimeValue>& times,
            std::vector<std::uint8_t>& taken);

 private:
  static constexpr std::size_t kLongestPattern = 14;  // elements
  struct Step {
    Symbol symbol = 0;
    std::uint32_t atom = 0;
  };
  struct Match {
    std::uint32_t rule = 0;
    std::size_t begin = 0;  // atoms
    std::size_t end = 0;
    std::array<Step, kLongestPattern> path;
    std::size_t steps = 0;
  };
  /// A time with its place among the atoms of the sentence.
  struct Hit {
    std::size_t begin = 0;
    std::size_t end = 0;
    ResolvedTime time;
  };

  bool match(std::size_t begin, Match& best);
  void walk(std::uint32_t node, std::size_t at, Match& now, Match& best) const;
  bool fits(const Context& context, std::size_t atom, bool at_edge) const;
  const Modifier* modifier(std::size_t begin) const;
  TimePieces pieces(const Match& match) const;
  void read_tense(std::size_t begin, std::size_t end);
  Tense tense_by_words(std::size_t begin, std::size_t end) const;
  bool joins(const Hit& a, const Hit& b) const;
  /// Is there one atom between the two, and it one of these?
  bool between(const Hit& a, const Hit& b, std::initializer_list<std::string_view> words) const;
  bool join_lengths(Hit& a, const Hit& b) const;
  void count_from(Hit& a, const Hit& b) const;
  void cover_part(Hit& a, const Hit& b) const;
  bool ties_range(const Hit& a, const Hit& b) const;
  void follow(Hit& a, Hit& b) const;
  bool join_ago(Hit& a, const Hit& b) const;
  static bool move_years(ResolvedTime& time, int years, std::string basis);
  void share_year(Hit& a, Hit& b) const;
  static std::optional<Period> day_after(Period day, std::string_view length, int sign);
  void join_parts(std::vector<Hit>& hits) const;
  static bool into_part(std::string& clock, std::string_view part);
  void place_on_day(ResolvedTime& time) const;
  void remember(const ResolvedTime& time, TimeOp op);

  const TimeTables& tables_;
  TenseReader tenses_;
  const NumeralReader& numerals_;
  TimeSetting setting_;
  std::span<const Atom> atoms_;
  SentenceId sentence_;
  std::vector<TimeMark> marks_;
  std::vector<Hit> hits_;
  Match plain_;  // kept to spare filling it for each atom
  Match now_;
  // Classes that the pieces are read from.
  std::uint8_t direction_classes_[4];
  std::uint8_t season_, part_, daypart_, parts_, meridiem_, zone_, noonish_, set_word_, vague_,
      weekdays_, clock_unit_, decade_word_, part_hour_, short_unit_, half_part_, half_letter_,
      weekend_word_, opening_, closing_;
};

}  // namespace stemma::grounding
