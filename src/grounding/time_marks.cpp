#include "grounding/time_marks.h"

#include <algorithm>
#include <cmath>

#include "grounding/calendar.h"

namespace stemma::grounding {
namespace {

class Marker {
 public:
  Marker(std::span<const Atom> atoms, const TimeTables& tables, const NumeralReader& numerals)
      : atoms_(atoms),
        tables_(tables),
        numerals_(numerals),
        ordinal_(tables.class_of("ordinal")),
        tenner_(tables.class_of("tenner")),
        other_word_(tables.class_of("other_word")) {}

  TimeMark mark(std::size_t i) const {
    const Atom& atom = atoms_[i];
    TimeMark m;
    m.word = tables_.find(half_letter(i) ? (atom.norm == "a" ? "am" : "pm") : atom.norm);
    if (m.word != nullptr) {
      m.classes = m.word->classes;
      m.literal = m.word->literal;
    }
    // "may", "march" and short names are also other words: only the capital tells. "january" is
    // not.
    constexpr std::uint64_t kShort = bit(TimeClass::kMonthShort) | bit(TimeClass::kWeekdayShort);
    constexpr std::uint64_t kLong =
        bit(TimeClass::kMonth) | bit(TimeClass::kStrongMonth) | bit(TimeClass::kWeakMonth);
    if (atom.capitalised) {
      m.classes |= bit(TimeClass::kCap);
    } else {
      const bool only_month =
          (m.classes & bit(TimeClass::kMonth)) != 0 && m.word->value(other_word_) == nullptr;
      m.classes &= ~(only_month ? kShort : kShort | kLong);
    }
    if (atom.kind == AtomKind::kNumber) {
      digits(i, m);
    } else if (atom.kind == AtomKind::kWord) {
      if (numerals_.find(atom.norm) != nullptr || atom.norm == "a") words(i, m);
      if (m.word != nullptr) ordinals(i, m);
      if (atom.norm == "q") period_code(i, TimeClass::kQuarterCode, 4, m);
      if (atom.norm == "h") period_code(i, TimeClass::kHalfCode, 2, m);
    }
    return m;
  }

 private:
  /// "3:15p", "at 9a": the letter glued to a clock is half of "p.m.". "Section 9a" is not.
  bool half_letter(std::size_t i) const {
    if (i < 2 || !atoms_[i].glued || glued_word(i + 1)) return false;
    const std::string_view w = atoms_[i].norm;
    if (norm(i + 1) == "." && norm(i + 2) == "m") return false;  // cut off from its "m."
    if ((w != "a" && w != "p") || atoms_[i - 1].kind != AtomKind::kNumber) return false;
    const std::string_view before = norm(i - 2);
    if (before == ":") return atoms_[i - 1].glued && norm(i - 1).size() == 2;
    const auto hour = parse_int(norm(i - 1));
    return hour && *hour >= 1 && *hour <= 12 &&
           (before == "at" || before == "@" || before == "from" || before == "to" ||
            before == "until" || before == "till" || before == "-");
  }
  bool glued(std::size_t i) const { return i < atoms_.size() && atoms_[i].glued; }
  std::string_view norm(std::size_t i) const {
    return i < atoms_.size() ? atoms_[i].norm : std::string_view();
  }
  bool glued_word(std::size_t i) const { return glued(i) && atoms_[i].kind == AtomKind::kWord; }

  void set(TimeMark& m, TimeClass c) const { m.classes |= bit(c); }

  void number(const Numeral& n, TimeMark& m) const {
    constexpr std::size_t kMost = 250;  // atoms that a mark can tell of
    if (n.atoms >= kMost) return;
    set(m, TimeClass::kNum);
    m.number = n.value;
    m.num_atoms = std::uint8_t(n.atoms);
    if (n.value >= 1 && n.value <= 24 && std::floor(n.value) == n.value && !n.grouped)
      set(m, TimeClass::kHour);
    if (n.value >= 10 && n.value <= 59 && std::floor(n.value) == n.value && !n.grouped)
      set(m, TimeClass::kMinutes);
  }

  void words(std::size_t i, TimeMark& m) const {
    const Numeral n = numerals_.at(atoms_, i);
    if (n.atoms == 0 || n.fraction) return;
    if (!n.vague) number(n, m);
    if (!n.vague && !n.article && n.value >= 1 && n.value <= 31 && std::floor(n.value) == n.value) {
      set(m, TimeClass::kDomWord);
      m.day = std::int16_t(n.value);
      m.day_atoms = std::uint8_t(n.atoms);
    }
    // "nineteen ninety-six", "nineteen oh one": two numbers that the adding rules keep apart.
    if (n.atoms == 1 && n.value >= 11 && n.value <= 20) {
      const bool zero = norm(i + 1) == "zero" || norm(i + 1) == "oh";
      const Numeral low = numerals_.at(atoms_, i + (zero ? 2 : 1));
      if (zero && low.atoms == 1 && low.value >= 1 && low.value <= 9) {
        set(m, TimeClass::kYear);
        m.year = std::int16_t(n.value * 100 + low.value);
        m.year_atoms = 3;
        return;
      }
      const double year = n.value * 100 + low.value;
      if (low.atoms > 0 && !low.digits && low.value >= 10 && low.value < 100 &&
          year >= kFirstYear && year <= kLastYear) {
        set(m, TimeClass::kYear);
        m.year = std::int16_t(year);
        m.year_atoms = std::uint8_t(1 + low.atoms);
      }
    } else if (!n.vague && n.value >= 2000 && n.value < 2100 && n.atoms >= 2 &&
               norm(i + 1) == "thousand") {
      set(m, TimeClass::kYear);
      m.year = std::int16_t(n.value);
      m.year_atoms = std::uint8_t(n.atoms);
    } else if (!n.vague && n.value > 1100 && n.value < 2000 && n.atoms >= 3 &&
               norm(i + 1) == "hundred") {
      set(m, TimeClass::kYear);
      m.year = std::int16_t(n.value);
      m.year_atoms = std::uint8_t(n.atoms);
    }
  }

  void ordinals(std::size_t i, TimeMark& m) const {
    int value = 0;
    std::size_t count = 1;
    if (const ClassValue* ordinal = m.word->value(ordinal_)) {
      value = ordinal->number;
    } else if (const ClassValue* ten = m.word->value(tenner_); ten != nullptr) {
      const bool hyphen = norm(i + 1) == "-" && glued(i + 1) && glued(i + 2);
      const TimeWord* unit = tables_.find(norm(hyphen ? i + 2 : i + 1));
      const ClassValue* v = unit != nullptr ? unit->value(ordinal_) : nullptr;
      if (v == nullptr || v->number > 9) return;
      value = ten->number + v->number;
      count = hyphen ? 3 : 2;
    }
    if (value > 0) set_ordinal(m, value, count);
  }

  void set_ordinal(TimeMark& m, int value, std::size_t count) const {
    set(m, TimeClass::kOrd);
    m.ord = std::int16_t(value);
    m.ord_atoms = std::uint8_t(count);
    if (value > 31) return;
    set(m, TimeClass::kDom);
    set(m, TimeClass::kDomOrdinal);
    m.day = std::int16_t(value);
    m.day_atoms = std::uint8_t(count);
  }

  /// "Q3", "H2".
  void period_code(std::size_t i, TimeClass c, int most, TimeMark& m) const {
    const auto q = glued(i + 1) ? parse_int(norm(i + 1)) : std::nullopt;
    if (!q || *q < 1 || *q > most || glued_word(i + 2)) return;
    set(m, c);
    m.ord = std::int16_t(*q);
    m.digit_atoms = 2;
  }

  void digits(std::size_t i, TimeMark& m) const {
    const std::string_view text = atoms_[i].norm;
    const bool suffix = glued_word(i + 1);
    const auto value = parse_int(text);
    if (value && suffix && (norm(i + 1) == "s" || norm(i + 1) == "'s")) {
      // "1990s", "1990's", "90s"
      const bool full = text.size() == 4 && *value >= kFirstYear && *value <= kLastYear;
      if ((full || (text.size() == 2 && *value >= 20)) && *value % 10 == 0) {
        set(m, TimeClass::kDecade);
        m.year = std::int16_t(full ? *value : 1900 + *value);
        m.decade_atoms = 2;
      }
      if (norm(i + 1) == "s") return;
    }
    if (value && suffix) {
      const std::string_view s = norm(i + 1);
      if (s == "st" || s == "nd" || s == "rd" || s == "th") {
        if (*value > 0 && *value < 10000) set_ordinal(m, *value, 2);
        return;
      }
    }
    // "15h30", "15h": from 13 on, for fewer of them are a length of time.
    if (value && suffix && norm(i + 1) == "h" && text.size() <= 2 && *value < 24) {
      const auto minute = glued(i + 2) ? parse_int(norm(i + 2)) : std::nullopt;
      if (minute && norm(i + 2).size() == 2 && *minute < 60) {
        clock(m, *value, *minute, 3);
        return;
      }
      if (!glued_word(i + 2) && *value >= 13) clock(m, *value, 0, 2);
    }
    // "7/12" and "10:40" go on; "Oct/2", "he said:30 December" and "17:00/2031-03-07" begin anew.
    const bool after_word = i > 1 && atoms_[i - 2].kind == AtomKind::kWord;
    const bool iso = text.size() == 4 && norm(i + 1) == "-";
    const bool goes_on = atoms_[i].glued && i > 0 && !after_word && !iso &&
                         (norm(i - 1) == "/" || norm(i - 1) == ":");
    const bool glued_before = goes_on || (i > 0 && norm(i - 1) == "$");
    if (!glued_before) compounds(i, m);
    const Numeral n = numerals_.at(atoms_, i);
    if (n.atoms > 0) number(n, m);
    if (!value || glued_before) return;
    // "2018Q4", "2016H2"
    const bool code = suffix && text.size() == 4 && (norm(i + 1) == "q" || norm(i + 1) == "h");
    // "14april": the month goes on without a space
    const TimeWord* next = suffix ? tables_.find(norm(i + 1)) : nullptr;
    const bool month = next != nullptr && (next->classes & bit(TimeClass::kMonth)) != 0;
    if (suffix && !code && !month && norm(i + 1) != "'s" && norm(i + 1) != "'") {
      if ((text.size() == 3 || text.size() == 4)) military(*value, m);
      return;
    }
    const bool compound =
        (m.classes & (bit(TimeClass::kSlash) | bit(TimeClass::kIso) | bit(TimeClass::kMonthDay))) !=
        0;
    if (text.size() <= 2 && *value >= 1 && *value <= 31 && !compound) {
      set(m, TimeClass::kDom);
      m.day = std::int16_t(*value);
      m.day_atoms = 1;
    }
    // "555-1212", "138-2010-2015": a number goes on.
    const auto number_before = [&](std::size_t k) {
      if (k < 2 || !glued(k) || norm(k - 1) != "-" || !glued(k - 1)) return false;
      // "Sep-23-2020"
      const TimeWord* first = k > 3 && norm(k - 3) == "-" ? tables_.find(norm(k - 4)) : nullptr;
      // "Q1-2019"
      if (k > 2 && glued(k - 2) && (norm(k - 3) == "q" || norm(k - 3) == "h")) return false;
      if (first != nullptr &&
          (first->classes & (bit(TimeClass::kMonth) | bit(TimeClass::kMonthShort))) != 0)
        return false;
      const auto before = parse_int(norm(k - 2));
      return before && (norm(k - 2).size() != 4 || *before < kFirstYear || *before > kLastYear);
    };
    if (number_before(i) || (i >= 2 && atoms_[i - 2].kind == AtomKind::kNumber &&
                             number_before(i - 2) && norm(i - 1) == "-"))
      return;
    if (text.size() == 2 && glued(i)) set(m, TimeClass::kShortYear);
    if (text.size() == 2 && *value > 31) set(m, TimeClass::kLateYear);
    if (text.size() == 4 && *value >= kFirstYear && *value <= kLastYear) {
      set(m, TimeClass::kYear);
      m.year = std::int16_t(*value);
      m.year_atoms = 1;
    }
    if (text.size() == 3 || text.size() == 4) military(*value, m);
  }

  /// "1600", "730".
  void military(int value, TimeMark& m) const {
    if (value / 100 >= 24 || value % 100 >= 60) return;
    set(m, TimeClass::kMilClock);
    m.hour = std::int16_t(value / 100);
    m.minute = std::int16_t(value % 100);
  }

  /// "2022-12-07", "7/12/2022", "10:40", "10.40".
  void compounds(std::size_t i, TimeMark& m) const {
    const auto whole = [&](std::size_t k) {
      return k == i || glued(k) ? parse_int(norm(k)) : std::nullopt;
    };
    const std::string_view mark = glued(i + 1) ? norm(i + 1) : std::string_view();
    if (norm(i + 1) == "/" && !(glued(i + 1) && glued(i + 2))) spaced_month(i, m);
    if (mark == "-" || mark == "/") {
      if (!glued(i + 3) || norm(i + 3) != mark) {
        two_numbers(i, mark == "/", m);
        return;
      }
      const auto a = whole(i);
      const auto b = whole(i + 2);
      const auto c = whole(i + 4);
      if (!a || !b || !c) return;
      const std::size_t a_size = norm(i).size();
      const std::size_t c_size = norm(i + 4).size();
      if (a_size == 4 && norm(i + 2).size() <= 2 && c_size <= 2) {
        date(m, TimeClass::kIso, *a, *b, *c);
      } else if (a_size <= 2 && norm(i + 2).size() <= 2 && (c_size == 4 || c_size == 2) &&
                 (mark == "/" || c_size == 4 || *a > 12 || *b > 12)) {
        // Day and month in either order: plain only where one of them cannot be a month.
        const int year = c_size == 4 ? *c : (*c < 50 ? 2000 : 1900) + *c;
        if (*a > 12 || *a == *b)
          date(m, TimeClass::kSlash, year, *b, *a);
        else if (*b > 12)
          date(m, TimeClass::kSlash, year, *a, *b);
        else
          date(m, TimeClass::kSlash, 0, 0, 0);  // seen, but ambiguous
      }
      return;
    }
    if (mark == ":") {
      const auto hour = whole(i);
      const auto minute = whole(i + 2);
      if (!hour || !minute || norm(i + 2).size() != 2 || *hour > 24 || *minute > 59) return;
      clock(m, *hour, *minute, 3);
      if (glued(i + 3) && norm(i + 3) == ":" && norm(i + 4).size() == 2) {
        const auto second = whole(i + 4);
        if (second && *second < 60) {
          m.second = std::int16_t(*second);
          m.digit_atoms = 5;
        }
      }
      return;
    }
    if (points_date(i, m)) return;
    // "10.40" is a clock only where something after it says so.
    const std::string_view text = norm(i);
    const std::size_t point = text.find('.');
    if (point == std::string_view::npos || text.size() - point != 3) return;
    const auto hour = parse_int(text.substr(0, point));
    const auto minute = parse_int(text.substr(point + 1));
    // "9.am": the full stop belongs to nothing.
    const TimeWord* next = i + 1 < atoms_.size() ? tables_.find(norm(i + 1)) : nullptr;
    const bool said = next != nullptr && (next->value(tables_.class_of("meridiem")) != nullptr ||
                                          next->value(tables_.class_of("zone")) != nullptr);
    if (hour && minute && *hour <= 24 && *minute < 60 && said) clock(m, *hour, *minute, 1);
  }

  /// "11 / 2016", "2016/ 11".
  void spaced_month(std::size_t i, TimeMark& m) const {
    const auto a = parse_int(norm(i)), b = parse_int(norm(i + 2));
    if (!a || !b || norm(i + 3) == "/" || (i > 0 && norm(i - 1) == "/")) return;
    const bool year_first = norm(i).size() == 4;
    if (norm(year_first ? i : i + 2).size() != 4 || norm(year_first ? i + 2 : i).size() > 2) return;
    const int year = year_first ? *a : *b, month = year_first ? *b : *a;
    if (year < kFirstYear || year > kLastYear || month < 1 || month > 12) return;
    date(m, TimeClass::kIso, year, month, 0);
    m.digit_atoms = 3;
  }

  /// "2014-10", "11/2016" are months; "2/15" is a day if only one of the two can be a month.
  void two_numbers(std::size_t i, bool slash, TimeMark& m) const {
    if (!glued(i + 2) || glued_word(i + 3) || (glued(i + 3) && norm(i + 3) == "/")) return;
    const auto a = parse_int(norm(i));
    const auto b = parse_int(norm(i + 2));
    if (!a || !b) return;
    const std::size_t a_size = norm(i).size();
    const std::size_t b_size = norm(i + 2).size();
    const auto is_year = [](int n) { return n >= kFirstYear && n <= kLastYear; };
    const auto is_month = [](int n) { return n >= 1 && n <= 12; };
    // "2010-11" is a season or a school year: a month only where no later year can be meant.
    const bool no_range = slash || b_size == 1 || norm(i + 2)[0] == '0' || *b <= *a % 100;
    if (a_size == 4 && b_size <= 2 && is_year(*a) && is_month(*b) && no_range) {
      date(m, TimeClass::kIso, *a, *b, 0);
      m.digit_atoms = 3;
    } else if (a_size <= 2 && b_size == 4 && is_month(*a) && is_year(*b) &&
               !(i > 0 && atoms_[i].glued)) {
      date(m, TimeClass::kIso, *b, *a, 0);
      m.digit_atoms = 3;
    } else if (slash && a_size <= 2 && b_size <= 2 && is_month(*a) != is_month(*b) &&
               std::max(*a, *b) <= 31 && std::min(*a, *b) >= 1 && !is_fraction(*a, *b, i)) {
      date(m, TimeClass::kMonthDay, 0, is_month(*a) ? *a : *b, is_month(*a) ? *b : *a);
      m.digit_atoms = 3;
    }
  }

  /// "7/16", "12 3/32", "$3/4", "2/3 of": parts of something; "24/7" is always.
  bool is_fraction(int above, int below, std::size_t i) const {
    const bool inches = below == 16;
    const bool always = above == 24 && below == 7;
    if (inches || always) return true;
    if (i > 0 && (atoms_[i - 1].kind == AtomKind::kNumber || norm(i - 1) == "$")) return true;
    return norm(i + 3) == "of" || norm(i + 3) == "inch" || norm(i + 3) == "point";
  }

  /// "31.10.1974", "10.31.1974", "2015.5.13".
  bool points_date(std::size_t i, TimeMark& m) const {
    const std::string_view text = norm(i);
    const std::size_t one = text.find('.');
    const std::size_t two = text.rfind('.');
    if (one == two || one == std::string_view::npos) return false;
    const auto a = parse_int(text.substr(0, one));
    const auto b = parse_int(text.substr(one + 1, two - one - 1));
    const auto c = parse_int(text.substr(two + 1));
    if (!a || !b || !c) return false;
    if (one == 4 && *b <= 12 && *c <= 31)
      date(m, TimeClass::kIso, *a, *b, *c);
    else if (text.size() - two == 5 && one <= 2 && two - one <= 3 && (*a > 12 || *a == *b))
      date(m, TimeClass::kSlash, *c, *b, *a);
    else if (text.size() - two == 5 && one <= 2 && two - one <= 3 && *b > 12)
      date(m, TimeClass::kSlash, *c, *a, *b);
    else
      return false;
    m.digit_atoms = 1;
    return true;
  }

  void date(TimeMark& m, TimeClass c, int year, int month, int day) const {
    set(m, c);
    m.digit_atoms = 5;
    m.year = std::int16_t(year);
    m.month = std::int16_t(month);
    m.day = std::int16_t(day);
  }

  void clock(TimeMark& m, int hour, int minute, std::size_t count) const {
    set(m, TimeClass::kClock);
    m.hour = std::int16_t(hour);
    m.minute = std::int16_t(minute);
    m.digit_atoms = std::uint8_t(count);
  }

  std::span<const Atom> atoms_;
  const TimeTables& tables_;
  const NumeralReader& numerals_;
  std::uint8_t ordinal_;
  std::uint8_t tenner_;
  std::uint8_t other_word_;
};

}  // namespace

std::size_t TimeMark::atoms_for(Symbol s) const {
  if (s >= kFirstLiteral) return literal == s ? 1 : 0;
  if ((classes >> s & 1) == 0) return 0;
  switch (TimeClass(s)) {
    case TimeClass::kNum:
    case TimeClass::kHour:
    case TimeClass::kMinutes:
      return num_atoms;
    case TimeClass::kDom:
    case TimeClass::kDomOrdinal:
    case TimeClass::kDomWord:
      return day_atoms;
    case TimeClass::kOrd:
      return ord_atoms;
    case TimeClass::kYear:
      return year_atoms;
    case TimeClass::kDecade:
      return decade_atoms;
    case TimeClass::kClock:
    case TimeClass::kIso:
    case TimeClass::kSlash:
    case TimeClass::kQuarterCode:
    case TimeClass::kHalfCode:
    case TimeClass::kMonthDay:
      return digit_atoms;
    default:
      return 1;
  }
}

void mark_times(std::span<const Atom> atoms, const TimeTables& tables,
                const NumeralReader& numerals, std::vector<TimeMark>& marks) {
  const Marker marker(atoms, tables, numerals);
  marks.clear();
  for (std::size_t i = 0; i < atoms.size(); ++i) marks.push_back(marker.mark(i));
}

}  // namespace stemma::grounding
