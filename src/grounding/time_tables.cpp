#include "grounding/time_tables.h"

#include <algorithm>
#include <charconv>

#include "base/lexicon.h"
#include "grounding/numerals.h"

namespace stemma::grounding {
namespace {

constexpr std::string_view kBuiltIn[] = {
    "num",           "hour",  "minutes",     "dom",          "domord",     "dom_word",
    "ord",           "year",  "yy",          "late_year",    "decade",     "clock",
    "iso",           "slash", "mil_clock",   "quarter_code", "half_code",  "month_day",
    "cap",           "month", "month_short", "strong_month", "weak_month", "weekday",
    "weekday_short", "unit",  "units"};
static_assert(std::size(kBuiltIn) == std::size_t(TimeClass::kCount));

constexpr std::pair<std::string_view, TimeOp> kOps[] = {
    {"none", TimeOp::kNone},
    {"date", TimeOp::kDate},
    {"day_range", TimeOp::kDayRange},
    {"year_range", TimeOp::kYearRange},
    {"date_of_month", TimeOp::kDateOfMonth},
    {"month_of_year", TimeOp::kMonthOfYear},
    {"weekday_of_week", TimeOp::kWeekdayOfWeek},
    {"weekday_of_month", TimeOp::kWeekdayOfMonth},
    {"following_weekday", TimeOp::kFollowingWeekday},
    {"season", TimeOp::kSeason},
    {"season_of_year", TimeOp::kSeasonOfYear},
    {"quarter", TimeOp::kQuarter},
    {"quarter_of_year", TimeOp::kQuarterOfYear},
    {"same_quarter", TimeOp::kSameQuarter},
    {"last_quarter", TimeOp::kLastQuarter},
    {"last_quarter_of_year", TimeOp::kLastQuarterOfYear},
    {"year_ago", TimeOp::kYearAgo},
    {"half", TimeOp::kHalf},
    {"shift", TimeOp::kShift},
    {"weekend", TimeOp::kWeekend},
    {"day", TimeOp::kDay},
    {"day_part", TimeOp::kDayPart},
    {"part", TimeOp::kPart},
    {"ref", TimeOp::kRef},
    {"ago", TimeOp::kAgo},
    {"anaphor", TimeOp::kAnaphor},
    {"anaphor_part", TimeOp::kAnaphorPart},
    {"span", TimeOp::kSpan},
    {"duration", TimeOp::kDuration},
    {"duration_range", TimeOp::kDurationRange},
    {"fixed", TimeOp::kFixed},
    {"half_unit", TimeOp::kHalfUnit},
    {"half_more", TimeOp::kHalfMore},
    {"set", TimeOp::kSet},
    {"decade", TimeOp::kDecade},
    {"century", TimeOp::kCentury},
    {"clock", TimeOp::kClock},
    {"clock_shift", TimeOp::kClockShift},
    {"clock_range", TimeOp::kClockRange},
    {"bare_hour", TimeOp::kBareHour},
    {"day_of_month", TimeOp::kDayOfMonth},
    {"weekday_of_day", TimeOp::kWeekdayOfDay},
    {"after_next", TimeOp::kAfterNext},
    {"part_of_period", TimeOp::kPartOfPeriod},
    {"weekday_ago", TimeOp::kWeekdayAgo},
    {"week_of", TimeOp::kWeekOf},
    {"ahead", TimeOp::kAhead},
    {"numbered_week", TimeOp::kNumberedWeek},
    {"spoken_clock", TimeOp::kSpokenClock},
    {"month_range", TimeOp::kMonthRange},
};

Error malformed(std::string_view lexicon, std::string_view what, std::string_view where) {
  return Error{ErrorCode::kMalformed, std::string(what),
               std::string(lexicon) + ": " + std::string(where)};
}

std::string_view trim(std::string_view s) {
  while (s.starts_with(' ')) s.remove_prefix(1);
  while (s.ends_with(' ')) s.remove_suffix(1);
  return s;
}

std::int16_t number_or_zero(std::string_view text) {
  int value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return std::int16_t(value);
}

}  // namespace

Result<TimeTables> TimeTables::load() {
  TimeTables t;
  t.class_names_.assign(std::begin(kBuiltIn), std::end(kBuiltIn));
  for (const auto step :
       {&TimeTables::load_words, &TimeTables::load_rules, &TimeTables::load_modifiers,
        &TimeTables::load_holidays, &TimeTables::load_tenses}) {
    const Result<bool> done = (t.*step)();
    if (!done) return done.error();
  }
  t.read_aliases();
  return t;
}

std::uint8_t TimeTables::class_of(std::string_view name) const {
  return std::uint8_t(std::find(class_names_.begin(), class_names_.end(), name) -
                      class_names_.begin());
}

void TimeTables::read_aliases() {
  const std::uint8_t alias = class_of("alias");
  std::vector<std::pair<std::string_view, std::string_view>> all;
  const Result<Lexicon> words = Lexicon::load("time_words", 3);
  if (!words || alias >= class_names_.size()) return;
  for (const Lexicon::Row& row : words->rows())
    if (row[1] == "alias") all.emplace_back(row[0], row[2]);
  for (const auto& [from, to] : all)
    if (const TimeWord* word = words_.find(to)) words_[from] = TimeWord(*word);
}

Tense TimeTables::tense_of(std::string_view word) const {
  if (const Tense* tense = tenses_.find(word)) return *tense;
  return word.size() > 4 && word.ends_with("ed") ? Tense::kPast : Tense::kUnknown;
}

Result<std::uint8_t> TimeTables::declare_class(std::string_view name) {
  const std::uint8_t known = class_of(name);
  if (known < class_names_.size()) return known;
  if (class_names_.size() >= kFirstLiteral)
    return malformed("time_words", "more than 64 classes", name);
  class_names_.push_back(name);
  return known;
}

Symbol TimeTables::literal(std::string_view word) {
  TimeWord& entry = words_[word];
  if (entry.literal == 0) entry.literal = next_literal_++;
  return entry.literal;
}

Result<bool> TimeTables::load_words() {
  const auto add = [&](std::string_view word, std::uint8_t cls, std::string_view value) {
    TimeWord& entry = words_[word];
    entry.classes |= std::uint64_t(1) << cls;
    entry.values.push_back({cls, number_or_zero(value), value});
  };
  const Result<Lexicon> words = Lexicon::load("time_words", 3);
  if (!words) return words.error();
  for (const Lexicon::Row& row : words->rows()) {
    const Result<std::uint8_t> cls = declare_class(row[1]);
    if (!cls) return cls.error();
    add(row[0], *cls, row[2]);
  }
  const Result<Lexicon> months = Lexicon::load("months", 2);
  if (!months) return months.error();
  for (const Lexicon::Row& row : months->rows()) {
    const bool is_short =
        row[0].size() <= 4 && row[0] != "may" && row[0] != "june" && row[0] != "july";
    if (is_short) {
      add(row[0], index_of(TimeClass::kMonthShort), row[1]);
      if (row[0] != "mar" && row[0] != "jan" && row[0] != "jun")
        add(row[0], index_of(TimeClass::kStrongMonth), row[1]);
      continue;
    }
    add(row[0], index_of(TimeClass::kMonth), row[1]);
    const bool weak = row[0] == "may" || row[0] == "march" || row[0] == "april" ||
                      row[0] == "june" || row[0] == "august";
    add(row[0], index_of(weak ? TimeClass::kWeakMonth : TimeClass::kStrongMonth), row[1]);
  }
  return true;
}

Result<Symbol> TimeTables::symbol(std::string_view element) {
  if (element.size() > 2 && element.starts_with('{') && element.ends_with('}')) {
    const std::uint8_t cls = class_of(element.substr(1, element.size() - 2));
    if (cls >= class_names_.size()) return malformed("time_rules", "unknown class", element);
    return Symbol(cls);
  }
  return literal(element);
}

// Reads "a (b|c d)? {e}" up to the end or the ')' that closes the group; gives every sequence.
Result<std::vector<TimeTables::Sequence>> TimeTables::expand_alternatives(std::string_view p,
                                                                          std::size_t& at,
                                                                          int depth) {
  constexpr int kDeepest = 4;
  if (depth > kDeepest) return malformed("time_rules", "pattern nests too deep", p);
  std::vector<Sequence> all;
  std::vector<Sequence> now{{}};
  while (at < p.size() && p[at] != ')') {
    if (p[at] == ' ') {
      ++at;
      continue;
    }
    if (p[at] == '|') {
      all.insert(all.end(), now.begin(), now.end());
      now.assign(1, {});
      ++at;
      continue;
    }
    std::vector<Sequence> element;
    if (p[at] == '(') {
      ++at;
      Result<std::vector<Sequence>> group = expand_alternatives(p, at, depth + 1);
      if (!group) return group.error();
      element = std::move(group.value());
      if (at >= p.size()) return malformed("time_rules", "missing )", p);
      ++at;
    } else {
      const std::size_t begin = at;
      while (at < p.size() && p[at] != ' ' && p[at] != '|' && p[at] != ')' && p[at] != '?') ++at;
      const Result<Symbol> s = symbol(p.substr(begin, at - begin));
      if (!s) return s.error();
      element.push_back({*s});
    }
    if (at < p.size() && p[at] == '?') {
      element.push_back({});
      ++at;
    }
    std::vector<Sequence> longer;
    for (const Sequence& head : now) {
      for (const Sequence& tail : element) {
        longer.push_back(head);
        longer.back().insert(longer.back().end(), tail.begin(), tail.end());
      }
    }
    now = std::move(longer);
  }
  all.insert(all.end(), now.begin(), now.end());
  return all;
}

Result<std::vector<TimeTables::Sequence>> TimeTables::expand(std::string_view pattern) {
  std::size_t at = 0;
  Result<std::vector<Sequence>> all = expand_alternatives(pattern, at, 0);
  if (all && at != pattern.size()) return malformed("time_rules", "stray )", pattern);
  return all;
}

Result<Context> TimeTables::context(std::string_view column) {
  Context c;
  if (column == "-") return c;
  c.any = false;
  if (column.starts_with('!')) {
    c.negated = true;
    column.remove_prefix(1);
  }
  if (column.starts_with('(') && column.ends_with(')') && column.size() > 2)
    column = column.substr(1, column.size() - 2);
  for (std::size_t at = 0; at <= column.size();) {
    const std::size_t bar = std::min(column.find('|', at), column.size());
    const std::string_view element = column.substr(at, bar - at);
    at = bar + 1;
    if (element.empty()) return malformed("time_rules", "empty alternative", column);
    if (element == "^") {
      c.edge = true;
      continue;
    }
    const Result<Symbol> s = symbol(element);
    if (!s) return s.error();
    if (*s < kFirstLiteral)
      c.classes |= std::uint64_t(1) << *s;
    else
      c.literals.push_back(*s);
  }
  std::sort(c.literals.begin(), c.literals.end());
  return c;
}

void TimeTables::insert(const Sequence& sequence, std::uint32_t rule) {
  std::uint32_t node = 0;
  for (const Symbol s : sequence) {
    const bool is_class = s < kFirstLiteral;
    std::vector<Edge>& edges = is_class ? nodes_[node].class_edges : nodes_[node].literal_edges;
    auto edge = std::lower_bound(edges.begin(), edges.end(), s,
                                 [](const Edge& e, Symbol symbol) { return e.symbol < symbol; });
    if (edge == edges.end() || edge->symbol != s) {
      edge = edges.insert(edge, {s, std::uint32_t(nodes_.size())});
      if (is_class) nodes_[node].classes |= std::uint64_t(1) << s;
      const std::uint32_t next = edge->node;
      nodes_.emplace_back();  // invalidates `edges`
      node = next;
      continue;
    }
    node = edge->node;
  }
  nodes_[node].rules.push_back(rule);
}

Result<bool> TimeTables::load_rules() {
  const Result<Lexicon> lexicon = Lexicon::load("time_rules", 5);
  if (!lexicon) return lexicon.error();
  for (const Lexicon::Row& row : lexicon->rows()) {
    TimeRule rule;
    const auto* op = std::find_if(std::begin(kOps), std::end(kOps),
                                  [&](const auto& o) { return o.first == row[3]; });
    if (op == std::end(kOps)) return malformed("time_rules", "unknown operation", row[3]);
    rule.op = op->second;
    rule.argument = row[4] == "-" ? std::string_view() : row[4];
    Result<Context> left = context(row[1]);
    if (!left) return left.error();
    Result<Context> right = context(row[2]);
    if (!right) return right.error();
    rule.left = std::move(left.value());
    rule.right = std::move(right.value());
    const Result<std::vector<Sequence>> sequences = expand(row[0]);
    if (!sequences) return sequences.error();
    rules_.push_back(std::move(rule));
    for (const Sequence& s : *sequences) {
      if (s.empty()) return malformed("time_rules", "pattern may match nothing", row[0]);
      insert(s, std::uint32_t(rules_.size() - 1));
    }
  }
  return true;
}

Result<bool> TimeTables::load_modifiers() {
  const Result<Lexicon> lexicon = Lexicon::load("time_modifiers", 3);
  if (!lexicon) return lexicon.error();
  for (const Lexicon::Row& row : lexicon->rows()) {
    Modifier m;
    if (row[1] == "start")
      m.kind = ModifierKind::kStart;
    else if (row[1] == "mid")
      m.kind = ModifierKind::kMid;
    else if (row[1] == "end")
      m.kind = ModifierKind::kEnd;
    else if (row[1] == "about")
      m.kind = ModifierKind::kAbout;
    else
      return malformed("time_modifiers", "unknown kind", row[1]);
    if (row[2] == "date")
      m.scope = ModifierScope::kDate;
    else if (row[2] == "length")
      m.scope = ModifierScope::kLength;
    else if (row[2] == "any")
      m.scope = ModifierScope::kAny;
    else
      return malformed("time_modifiers", "unknown scope", row[2]);
    const Result<std::vector<Sequence>> words = expand(row[0]);
    if (!words) return words.error();
    m.words = words->front();
    modifiers_.push_back(std::move(m));
  }
  // The longest first, so that "the end of" wins over "the end".
  std::stable_sort(modifiers_.begin(), modifiers_.end(), [](const Modifier& a, const Modifier& b) {
    return a.words.size() > b.words.size();
  });
  modifier_heads_.assign(next_literal_, false);
  for (const Modifier& m : modifiers_) modifier_heads_[m.words.front()] = true;
  return true;
}

Result<bool> TimeTables::load_holidays() {
  const Result<Lexicon> lexicon = Lexicon::load("time_holidays", 3);
  if (!lexicon) return lexicon.error();
  for (const Lexicon::Row& row : lexicon->rows()) {
    Holiday h;
    const std::string_view a = row[2];
    if (row[1] == "fixed" && a.size() == 5) {
      h.month = number_or_zero(a.substr(0, 2));
      h.day = number_or_zero(a.substr(3));
    } else if (row[1] == "nth") {
      h.rule = HolidayRule::kNthWeekday;
      h.month = number_or_zero(a.substr(0, 2));
      h.day = number_or_zero(a.substr(a.find(' ') + 1));
      h.nth = number_or_zero(trim(a.substr(a.rfind(' '))));
    } else if (row[1] == "easter") {
      h.rule = HolidayRule::kEaster;
      h.nth = number_or_zero(a);
    } else {
      return malformed("time_holidays", "unknown rule", row[1]);
    }
    const Result<std::vector<Sequence>> words = expand(row[0]);
    if (!words) return words.error();
    TimeRule rule;
    rule.op = TimeOp::kHoliday;
    rule.argument = row[0];
    rules_.push_back(rule);
    // Also "last Thanksgiving", "Christmas 2031" and "Easter weekend".
    const auto id = std::uint32_t(rules_.size() - 1);
    Sequence with_year = words->front();
    with_year.push_back(index_of(TimeClass::kYear));
    Sequence with_direction{class_of("dir")};
    with_direction.insert(with_direction.end(), words->front().begin(), words->front().end());
    Sequence weekend = words->front(), weekend_year = weekend, year_weekend = with_year;
    weekend.push_back(literal("weekend"));
    weekend_year.push_back(literal("weekend"));
    weekend_year.push_back(index_of(TimeClass::kYear));
    year_weekend.push_back(literal("weekend"));
    Sequence of{literal("weekend"), literal("of")}, of_year = of;
    of.insert(of.end(), words->front().begin(), words->front().end());
    of_year.insert(of_year.end(), with_year.begin(), with_year.end());
    Sequence the_of{literal("the")}, the_of_year{literal("the")};
    the_of.insert(the_of.end(), of.begin(), of.end());
    the_of_year.insert(the_of_year.end(), of_year.begin(), of_year.end());
    for (const Sequence& s : {words->front(), with_year, with_direction, weekend, weekend_year,
                              year_weekend, of, of_year, the_of, the_of_year})
      insert(s, id);
    // Which holiday a rule means is told by its place: holidays are the last rules.
    holidays_.push_back(h);
  }
  return true;
}

Result<bool> TimeTables::load_tenses() {
  const Result<Lexicon> lexicon = Lexicon::load("time_tense", 2);
  if (!lexicon) return lexicon.error();
  for (const Lexicon::Row& row : lexicon->rows()) {
    if (row[1] != "past" && row[1] != "future")
      return malformed("time_tense", "unknown tense", row[1]);
    tenses_[row[0]] = row[1] == "past" ? Tense::kPast : Tense::kFuture;
  }
  return true;
}

}  // namespace stemma::grounding
