#include "grounding/time_marks.h"

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
        tenner_(tables.class_of("tenner")) {}

  TimeMark mark(std::size_t i) const {
    const Atom& atom = atoms_[i];
    TimeMark m;
    m.word = tables_.find(atom.norm);
    if (m.word != nullptr) {
      m.classes = m.word->classes;
      m.literal = m.word->literal;
    }
    // Months and the short names of weekdays are also other words: only the capital tells.
    if (atom.capitalised)
      m.classes |= bit(TimeClass::kCap);
    else
      m.classes &=
          ~(bit(TimeClass::kWeakMonth) | bit(TimeClass::kMonthShort) |
            bit(TimeClass::kWeekdayShort) | bit(TimeClass::kMonth) | bit(TimeClass::kStrongMonth));
    if (atom.kind == AtomKind::kNumber) {
      digits(i, m);
    } else if (atom.kind == AtomKind::kWord) {
      if (numerals_.find(atom.norm) != nullptr || atom.norm == "a") words(i, m);
      if (m.word != nullptr) ordinals(i, m);
      if (atom.norm == "q") quarter_code(i, m);
    }
    return m;
  }

 private:
  bool glued(std::size_t i) const { return i < atoms_.size() && atoms_[i].glued; }
  std::string_view norm(std::size_t i) const {
    return i < atoms_.size() ? atoms_[i].norm : std::string_view();
  }
  bool glued_word(std::size_t i) const { return glued(i) && atoms_[i].kind == AtomKind::kWord; }

  void set(TimeMark& m, TimeClass c) const { m.classes |= bit(c); }

  void words(std::size_t i, TimeMark& m) const {
    const Numeral n = numerals_.at(atoms_, i);
    if (n.atoms == 0 || n.fraction) return;
    if (!n.vague && n.atoms < 250) {
      set(m, TimeClass::kNum);
      m.number = n.value;
      m.num_atoms = std::uint8_t(n.atoms);
    }
    // "nineteen ninety-six": two numbers that the adding rules keep apart.
    if (n.atoms == 1 && n.value >= 11 && n.value <= 20) {
      const Numeral low = numerals_.at(atoms_, i + 1);
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
    }
  }

  void ordinals(std::size_t i, TimeMark& m) const {
    int value = 0;
    std::size_t count = 1;
    if (const ClassValue* ordinal = m.word->value(ordinal_)) {
      value = ordinal->number;
    } else if (const ClassValue* ten = m.word->value(tenner_);
               ten != nullptr && norm(i + 1) == "-" && glued(i + 1) && glued(i + 2)) {
      const TimeWord* unit = tables_.find(norm(i + 2));
      const ClassValue* v = unit != nullptr ? unit->value(ordinal_) : nullptr;
      if (v == nullptr || v->number > 9) return;
      value = ten->number + v->number;
      count = 3;
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

  void quarter_code(std::size_t i, TimeMark& m) const {
    const auto q = glued(i + 1) ? parse_int(norm(i + 1)) : std::nullopt;
    if (!q || *q < 1 || *q > 4 || glued_word(i + 2)) return;
    set(m, TimeClass::kQuarterCode);
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
    const bool glued_before = atoms_[i].glued && i > 0 &&
                              (norm(i - 1) == "/" || norm(i - 1) == "$" || norm(i - 1) == ":");
    if (!glued_before) compounds(i, m);
    const Numeral n = numerals_.at(atoms_, i);
    if (n.atoms > 0 && n.atoms < 250) {
      set(m, TimeClass::kNum);
      m.number = n.value;
      m.num_atoms = std::uint8_t(n.atoms);
    }
    if (!value || glued_before) return;
    if (suffix && norm(i + 1) != "'s" && norm(i + 1) != "'") return;
    const bool compound = (m.classes & (bit(TimeClass::kSlash) | bit(TimeClass::kIso))) != 0;
    if (text.size() <= 2 && *value >= 1 && *value <= 31 && !compound) {
      set(m, TimeClass::kDom);
      m.day = std::int16_t(*value);
      m.day_atoms = 1;
    }
    if (text.size() == 2 && glued(i)) set(m, TimeClass::kShortYear);
    if (text.size() == 4 && *value >= kFirstYear && *value <= kLastYear) {
      set(m, TimeClass::kYear);
      m.year = std::int16_t(*value);
      m.year_atoms = 1;
    }
    if (text.size() == 4 && *value / 100 < 24 && *value % 100 < 60) {
      set(m, TimeClass::kMilClock);
      m.hour = std::int16_t(*value / 100);
      m.minute = std::int16_t(*value % 100);
    }
  }

  /// "2022-12-07", "7/12/2022", "10:40", "10.40".
  void compounds(std::size_t i, TimeMark& m) const {
    const auto whole = [&](std::size_t k) {
      return k == i || glued(k) ? parse_int(norm(k)) : std::nullopt;
    };
    const std::string_view mark = glued(i + 1) ? norm(i + 1) : std::string_view();
    if (mark == "-" || mark == "/") {
      if (!glued(i + 3) || norm(i + 3) != mark) return;
      const auto a = whole(i);
      const auto b = whole(i + 2);
      const auto c = whole(i + 4);
      if (!a || !b || !c) return;
      const std::size_t a_size = norm(i).size();
      const std::size_t c_size = norm(i + 4).size();
      if (a_size == 4 && norm(i + 2).size() == 2 && c_size == 2) {
        date(m, TimeClass::kIso, *a, *b, *c);
      } else if (a_size <= 2 && norm(i + 2).size() <= 2 && (c_size == 4 || c_size == 2) &&
                 (mark == "/" || c_size == 4)) {
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
    // "10.40" is a clock only where something after it says so.
    const std::string_view text = norm(i);
    const std::size_t point = text.find('.');
    if (point == std::string_view::npos || text.size() - point != 3) return;
    const auto hour = parse_int(text.substr(0, point));
    const auto minute = parse_int(text.substr(point + 1));
    const TimeWord* next = i + 1 < atoms_.size() ? tables_.find(norm(i + 1)) : nullptr;
    const bool said = next != nullptr && (next->value(tables_.class_of("meridiem")) != nullptr ||
                                          next->value(tables_.class_of("zone")) != nullptr);
    if (hour && minute && *hour <= 24 && *minute < 60 && said) clock(m, *hour, *minute, 1);
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
};

}  // namespace

std::size_t TimeMark::atoms_for(Symbol s) const {
  if (s >= kFirstLiteral) return literal == s ? 1 : 0;
  if ((classes >> s & 1) == 0) return 0;
  switch (TimeClass(s)) {
    case TimeClass::kNum:
      return num_atoms;
    case TimeClass::kDom:
    case TimeClass::kDomOrdinal:
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
