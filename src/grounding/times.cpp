#include "grounding/times.h"

#include <algorithm>
#include <cmath>

namespace stemma::grounding {
namespace {

constexpr std::size_t kTenseReach = 12;  // atoms looked at before and after an expression

bool ends_clause(const Atom& atom) {
  return atom.kind == AtomKind::kOther &&
         (atom.norm == ";" || atom.norm == ":" || atom.norm == "(" || atom.norm == ")");
}

/// The part of a period that "early", "mid" or "the end of" leaves: a third of it, rounded up.
DayInterval narrowed(const Period& p, ModifierKind kind) {
  const auto third = (p.last - p.first) / 3;
  switch (kind) {
    case ModifierKind::kStart:
      return {iso(p.first), iso(p.first + third)};
    case ModifierKind::kMid:
      return {iso(p.first + third), iso(p.last - third)};
    case ModifierKind::kEnd:
      return {iso(p.last - third), iso(p.last)};
    case ModifierKind::kAbout:
      break;
  }
  return interval(p);
}

std::string_view named(ModifierKind kind) {
  switch (kind) {
    case ModifierKind::kStart:
      return "the early part; ";
    case ModifierKind::kMid:
      return "the middle part; ";
    case ModifierKind::kEnd:
      return "the late part; ";
    case ModifierKind::kAbout:
      break;
  }
  return "";
}

/// "The end of the year", "the rest of it": rules that hold the narrowing word have it behind their
/// argument. The rest runs from the publication on.
void narrow(const TimeRule& rule, std::optional<Day> published, ResolvedTime& time) {
  if (rule.op != TimeOp::kShift || !time.period) return;
  if (rule.argument.ends_with("rest")) {
    if (published) time.days = DayInterval{iso(*published), iso(time.period->last)};
    return;
  }
  if (time.period->grain == Grain::kDay) return;
  const ModifierKind kind = rule.argument.ends_with("start") ? ModifierKind::kStart
                            : rule.argument.ends_with("mid") ? ModifierKind::kMid
                            : rule.argument.ends_with("end") ? ModifierKind::kEnd
                                                             : ModifierKind::kAbout;
  if (kind == ModifierKind::kAbout) return;
  time.days = narrowed(*time.period, kind);
  time.basis = std::string(named(kind)) + time.basis;
}

}  // namespace

TimeFinder::TimeFinder(const Report& report, const Analysis& analysis, const TimeTables& tables,
                       const NumeralReader& numerals)
    : tables_(tables),
      tenses_(analysis, tables),
      numerals_(numerals),
      direction_classes_{tables.class_of("dir"), tables.class_of("near"), tables.class_of("back"),
                         tables.class_of("ahead")},
      season_(tables.class_of("season")),
      part_(tables.class_of("part")),
      daypart_(tables.class_of("daypart")),
      parts_(tables.class_of("parts")),
      meridiem_(tables.class_of("meridiem")),
      zone_(tables.class_of("zone")),
      noonish_(tables.class_of("noonish")),
      set_word_(tables.class_of("set_word")),
      vague_(tables.class_of("vague")),
      weekdays_(tables.class_of("weekdays")),
      clock_unit_(tables.class_of("clock_unit")),
      decade_word_(tables.class_of("decade_word")),
      part_hour_(tables.class_of("part_hour")),
      short_unit_(tables.class_of("short_unit")),
      half_part_(tables.class_of("half_part")),
      half_letter_(tables.class_of("half_letter")),
      weekend_word_(tables.class_of("weekend_word")),
      opening_(tables.class_of("opening")),
      closing_(tables.class_of("closing")) {
  if (!report.published) return;
  setting_.published = parse_day(report.published->value);
  setting_.published_minute = parse_clock(report.published->value);
}

bool TimeFinder::fits(const Context& c, std::size_t atom, bool at_edge) const {
  if (c.any) return true;
  bool found = false;
  if (at_edge) {
    found = c.edge;
  } else {
    const TimeMark& m = marks_[atom];
    found = (m.classes & c.classes) != 0 ||
            (m.literal != 0 && std::binary_search(c.literals.begin(), c.literals.end(), m.literal));
  }
  return found != c.negated;
}

void TimeFinder::walk(std::uint32_t node_index, std::size_t at, Match& now, Match& best) const {
  const TimeTables::Node& node = tables_.nodes()[node_index];
  for (const std::uint32_t id : node.rules) {
    if (at < best.end || (at == best.end && id >= best.rule)) continue;
    const TimeRule& rule = tables_.rules()[id];
    if (!fits(rule.left, now.begin == 0 ? 0 : now.begin - 1, now.begin == 0)) continue;
    if (!fits(rule.right, at, at == atoms_.size())) continue;
    best = now;
    best.rule = id;
    best.end = at;
  }
  if (at >= atoms_.size() || now.steps >= kLongestPattern) return;
  const TimeMark& mark = marks_[at];
  if (mark.literal == 0 && (mark.classes & node.classes) == 0) return;
  const auto follow = [&](const TimeTables::Edge& edge, std::size_t taken) {
    now.path[now.steps++] = {edge.symbol, std::uint32_t(at)};
    walk(edge.node, at + taken, now, best);
    --now.steps;
  };
  if (mark.literal != 0) {
    const auto edge =
        std::lower_bound(node.literal_edges.begin(), node.literal_edges.end(), mark.literal,
                         [](const TimeTables::Edge& e, Symbol s) { return e.symbol < s; });
    if (edge != node.literal_edges.end() && edge->symbol == mark.literal) follow(*edge, 1);
  }
  if ((mark.classes & node.classes) == 0) return;
  for (const TimeTables::Edge& edge : node.class_edges)
    if (const std::size_t taken = mark.atoms_for(edge.symbol); taken > 0) follow(edge, taken);
}

bool TimeFinder::match(std::size_t begin, Match& best) {
  const TimeMark& mark = marks_[begin];
  if (mark.literal == 0 && (mark.classes & tables_.nodes()[0].classes) == 0) return false;
  now_.begin = begin;
  now_.steps = 0;
  best.end = 0;
  best.rule = 0;
  walk(0, begin, now_, best);
  return best.end > begin;
}

const Modifier* TimeFinder::modifier(std::size_t begin) const {
  if (!tables_.begins_modifier(marks_[begin].literal)) return nullptr;
  for (const Modifier& m : tables_.modifiers()) {
    if (begin + m.words.size() >= atoms_.size()) continue;
    bool same = true;
    for (std::size_t k = 0; same && k < m.words.size(); ++k)
      same = marks_[begin + k].literal == m.words[k];
    if (same) return &m;
  }
  return nullptr;
}

TimePieces TimeFinder::pieces(const Match& match) const {
  TimePieces p;
  const std::size_t first_holiday = tables_.rules().size() - tables_.holidays().size();
  if (match.rule >= first_holiday) p.holiday = match.rule - first_holiday + 1;
  const auto add_clock = [&p](ClockPiece c) {
    if (p.clock_count < p.clocks.size()) p.clocks[p.clock_count++] = c;
  };
  for (std::size_t s = 0; s < match.steps; ++s) {
    const Step step = match.path[s];
    const TimeMark& m = marks_[step.atom];
    const Atom& atom = atoms_[step.atom];
    if (step.symbol < kFirstLiteral) {
      switch (TimeClass(step.symbol)) {
        case TimeClass::kNum:
        case TimeClass::kHour:
        case TimeClass::kMinutes:
          if (p.number)
            p.high = m.number;
          else
            p.number = m.number;
          if (m.number >= 0 && m.number < 60 && std::floor(m.number) == m.number)
            add_clock({.hour = int(m.number)});
          continue;
        case TimeClass::kDom:
        case TimeClass::kDomOrdinal:
        case TimeClass::kDomWord:
          if (p.day)
            p.last_day = m.day;
          else
            p.day = m.day;
          p.ordinal = m.ord_atoms > 0 ? m.ord : m.day;
          continue;
        case TimeClass::kOrd:
          p.ordinal = m.ord;
          continue;
        case TimeClass::kYear:
        case TimeClass::kDecade:
          if (p.year)
            p.last_year = m.year;
          else
            p.year = m.year;
          p.year_seen = true;
          continue;
        case TimeClass::kShortYear:
          p.last_year = parse_int(atom.norm);
          if (!p.year && p.last_year)  // "31-Oct-74"
            p.year = *p.last_year + (*p.last_year < 50 ? 2000 : 1900);
          continue;
        case TimeClass::kLateYear:
          p.year = 1900 + parse_int(atom.norm).value_or(0);
          continue;
        case TimeClass::kIso:
        case TimeClass::kSlash:
        case TimeClass::kMonthDay:
          p.ambiguous = m.month == 0 && m.day == 0;
          if (step.symbol != index_of(TimeClass::kMonthDay)) p.year = m.year;
          p.month = m.month;
          if (m.day != 0 || p.ambiguous) p.day = m.day;
          continue;
        case TimeClass::kClock:
        case TimeClass::kMilClock:
          add_clock({.hour = m.hour, .minute = m.minute, .second = m.second});
          continue;
        case TimeClass::kQuarterCode:
        case TimeClass::kHalfCode:
          p.ordinal = m.ord;
          continue;
        case TimeClass::kMonth:
        case TimeClass::kMonthShort:
        case TimeClass::kStrongMonth:
        case TimeClass::kWeakMonth:
          for (const TimeClass c : {TimeClass::kMonth, TimeClass::kMonthShort})
            if (const ClassValue* v = m.word->value(index_of(c)))
              (p.month ? p.last_month : p.month) = v->number;
          continue;
        case TimeClass::kWeekday:
        case TimeClass::kWeekdayShort:
          p.weekday = m.word->value(std::uint8_t(step.symbol))->number;
          continue;
        default:
          break;
      }
    }
    if (m.word == nullptr) continue;
    if (atom.norm == "other") p.other = true;
    if (atom.norm == "a" || atom.norm == "an") p.number = p.number.value_or(1);
    for (const ClassValue& v : m.word->values) {
      if (v.cls == index_of(TimeClass::kUnit)) {
        if (p.unit == 0 || p.unit == 'Y')
          p.unit = v.text.front();
        else
          p.of_unit = v.text.front();
      } else if (v.cls == index_of(TimeClass::kUnits)) {
        p.unit = v.text.front();
        p.more_than_one = true;
      } else if ((v.cls == clock_unit_ || v.cls == short_unit_) && p.unit == 0) {
        p.unit = v.text.front();
      } else if (v.cls == weekdays_ || v.cls == index_of(TimeClass::kWeekday)) {
        p.weekday = v.number;
      } else if (v.cls == season_) {
        p.season = Season(v.number);
      } else if (v.cls == part_ || v.cls == daypart_ || v.cls == parts_ ||
                 (v.cls == half_part_ && p.clock_count == 0)) {
        p.part = v.text;
      } else if (v.cls == meridiem_ || v.cls == half_letter_) {
        if (p.clock_count > 0) p.clocks[p.clock_count - 1].meridiem = v.text;
      } else if (v.cls == zone_) {
        p.zone = v.text;
      } else if (v.cls == noonish_) {
        add_clock({.hour = v.number});
      } else if (v.cls == decade_word_) {
        p.year = 1900 + v.number;  // "the nineties": of the last century, unless said
      } else if (v.cls == part_hour_) {
        p.part_hour = v.number;
      } else if (v.cls == weekend_word_) {
        p.weekend = true;
      } else if (v.cls == set_word_) {
        p.set = v.text;
      } else if (v.cls == vague_) {
        if (v.number == 2)
          p.couple = true;
        else
          p.vague = true;
      } else if (std::find(std::begin(direction_classes_), std::end(direction_classes_), v.cls) !=
                 std::end(direction_classes_)) {
        p.direction = v.number;
      }
    }
  }
  if (p.couple) p.vague = false;
  if (!p.number && !p.couple && p.more_than_one) p.vague = true;
  return p;
}

/// The verb that governs the time decides; without one, the nearest word that has a tense.
void TimeFinder::read_tense(std::size_t begin, std::size_t end) {
  // "Talks resume Tuesday, he said": a word that looks ahead, right beside it, needs no tree.
  constexpr std::size_t kBeside = 2;
  for (std::size_t back = 1; back <= std::min(kBeside, begin); ++back) {
    if (tables_.tense_of(atoms_[begin - back].norm) != Tense::kFuture) continue;
    setting_.tense = Tense::kFuture;
    setting_.verb_told = true;
    return;
  }
  setting_.tense = tenses_.at(cover(atoms_[begin].range, atoms_[end - 1].range), sentence_);
  setting_.verb_told = setting_.tense != Tense::kUnknown;
  if (!setting_.verb_told) setting_.tense = tense_by_words(begin, end);
}

/// The nearest word with a tense decides, looking back first: "will vote on Saturday", "said on
/// Saturday that he will".
Tense TimeFinder::tense_by_words(std::size_t begin, std::size_t end) const {
  const std::size_t first = begin > kTenseReach ? begin - kTenseReach : 0;
  for (std::size_t i = begin; i > first; --i) {
    if (ends_clause(atoms_[i - 1])) break;
    const Tense t = tables_.tense_of(atoms_[i - 1].norm);
    if (t != Tense::kUnknown) return t;
  }
  const std::size_t last = std::min(atoms_.size(), end + kTenseReach);
  for (std::size_t i = end; i < last; ++i) {
    if (ends_clause(atoms_[i])) break;
    const Tense t = tables_.tense_of(atoms_[i].norm);
    if (t != Tense::kUnknown) return t;
  }
  return Tense::kUnknown;
}

void TimeFinder::remember(const ResolvedTime& time, TimeOp op) {
  if (!time.period) return;
  setting_.told = time.period;
  // "a year earlier" looks back from the quarter in hand; it does not become it.
  if (time.period->grain == Grain::kQuarter &&
      (op == TimeOp::kQuarter || op == TimeOp::kQuarterOfYear || op == TimeOp::kShift))
    setting_.told_quarter = time.period;
}

void TimeFinder::read(std::span<const Atom> atoms, SentenceId sentence,
                      std::vector<TimeValue>& times, std::vector<std::uint8_t>& taken) {
  atoms_ = atoms;
  sentence_ = sentence;
  taken.assign(atoms.size(), 0);
  mark_times(atoms, tables_, numerals_, marks_);
  hits_.clear();
  const auto take = [&](std::size_t begin, std::size_t end) {
    std::fill(taken.begin() + std::ptrdiff_t(begin), taken.begin() + std::ptrdiff_t(end), 1);
  };
  Match found;
  for (std::size_t i = 0; i < atoms.size();) {
    const Modifier* mod = modifier(i);
    std::size_t begin = i;
    bool matched = false;
    if (mod != nullptr) {
      matched = match(i + mod->words.size(), found);
    }
    Match& plain = plain_;
    if (match(i, plain) && (!matched || plain.end >= found.end)) {
      found = plain;
      matched = true;
      mod = nullptr;
    }
    if (!matched) {
      ++i;
      continue;
    }
    read_tense(found.begin, found.end);
    std::optional<ResolvedTime> time =
        resolve(tables_.rules()[found.rule], pieces(found), setting_, tables_);
    if (time && mod != nullptr) {
      const bool length = time->length;
      const bool suits =
          mod->scope == ModifierScope::kAny || (mod->scope == ModifierScope::kLength) == length;
      // "over the next two days": the modifier is a preposition here.
      const bool before_article =
          mod->scope == ModifierScope::kLength && atoms[found.begin].norm == "the";
      if (!suits || before_article || !time->clock.empty()) {
        begin = found.begin;
      } else if (!length && time->period && mod->kind != ModifierKind::kAbout &&
                 time->period->grain > Grain::kDay) {
        time->days = narrowed(*time->period, mod->kind);
        time->basis = std::string(named(mod->kind)) + time->basis;
      }
    } else if (mod != nullptr) {
      begin = found.begin;
    }
    if (time && mod == nullptr) narrow(tables_.rules()[found.rule], setting_.published, *time);
    take(begin, found.end);
    if (time) {
      remember(*time, tables_.rules()[found.rule].op);
      hits_.push_back({begin, found.end, std::move(*time)});
    }
    i = found.end;
  }
  join_parts(hits_);
  for (Hit& hit : hits_) {
    ResolvedTime& t = hit.time;
    if (t.join_only) {
      std::fill(taken.begin() + std::ptrdiff_t(hit.begin), taken.begin() + std::ptrdiff_t(hit.end),
                0);
      continue;
    }
    place_on_day(t);
    TimeValue value;
    value.range = cover(atoms[hit.begin].range, atoms[hit.end - 1].range);
    value.sentence = sentence;
    value.type = t.type;
    value.value = std::move(t.value);
    value.interval = std::move(t.days);
    value.basis = std::move(t.basis);
    times.push_back(std::move(value));
  }
}

}  // namespace stemma::grounding
