#include "intake/date_forms.h"

#include <fmt/format.h>

#include "base/utf8.h"
#include "intake/scan.h"

namespace stemma::intake {
namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }

int days_in(int year, int month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : kDays[month - 1];
}

bool valid_day(int year, int month, int day) {
  return year >= 1600 && year <= 2999 && month >= 1 && month <= 12 && day >= 1 &&
         day <= days_in(year, month);
}

/// Reads pieces of a date left to right; a piece that does not fit leaves the place unmoved.
class Reader {
 public:
  Reader(std::string_view text, std::uint32_t at, std::uint32_t end, const Rules& rules)
      : text_(text), at_(at), end_(end), rules_(rules) {}

  std::uint32_t at() const { return at_; }
  void go(std::uint32_t at) { at_ = at; }
  bool done() const { return at_ >= end_; }
  char peek(std::uint32_t ahead = 0) const {
    return at_ + ahead < end_ ? text_[at_ + ahead] : '\0';
  }
  bool take(char c) {
    if (peek() != c) return false;
    ++at_;
    return true;
  }
  void spaces() { at_ = skip_space(text_, at_, end_); }

  /// A number of min..max digits that no further digit follows.
  std::optional<int> number(int min, int max) {
    int value = 0;
    int count = 0;
    while (count <= max && digit(peek(static_cast<std::uint32_t>(count)))) {
      value = value * 10 + (peek(static_cast<std::uint32_t>(count)) - '0');
      ++count;
    }
    if (count < min || count > max) return std::nullopt;
    at_ += static_cast<std::uint32_t>(count);
    return value;
  }

  /// A run of ASCII letters, in lower case.
  std::string letters() {
    std::string word;
    while (at_ < end_ && word.size() < 16) {
      const char c = text_[at_];
      if (c >= 'a' && c <= 'z') {
        word += c;
      } else if (c >= 'A' && c <= 'Z') {
        word += static_cast<char>(c - 'A' + 'a');
      } else {
        break;
      }
      ++at_;
    }
    return word;
  }

  void weekday() {
    const std::uint32_t start = at_;
    if (!rules_.weekdays.contains(letters())) {
      at_ = start;
      return;
    }
    take('.');
    take(',');
    spaces();
  }

  std::optional<int> month() {
    const std::uint32_t start = at_;
    const auto found = rules_.months.find(letters());
    if (found == rules_.months.end()) {
      at_ = start;
      return std::nullopt;
    }
    take('.');
    return found->second;
  }

  void ordinal() {
    const std::uint32_t start = at_;
    const std::string suffix = letters();
    if (suffix != "st" && suffix != "nd" && suffix != "rd" && suffix != "th") at_ = start;
  }

  /// The next byte does not carry the number or word on.
  bool boundary() const {
    if (at_ >= end_) return true;
    const char32_t c = utf8::decode(text_, at_).value;
    return !utf8::is_letter(c) && !utf8::is_digit(c);
  }

 private:
  std::string_view text_;
  std::uint32_t at_;
  std::uint32_t end_;
  const Rules& rules_;

  friend std::optional<std::string> zone(Reader&);
};

/// The offset of a zone written here: "Z", "+02:00", "GMT+2", "EST". "" = named, offset unknown.
std::optional<std::string> zone(Reader& in) {
  const std::uint32_t start = in.at();
  std::string base;
  const bool bracketed = in.take('(');
  const std::uint32_t word_start = in.at();
  const std::string word = in.letters();
  bool named = false;
  if (!word.empty()) {
    const auto found = in.rules_.zones.find(word);
    // Abbreviations are in capitals; "est" and "met" are words.
    const bool capitals = in.text_[word_start] <= 'Z';
    if (found == in.rules_.zones.end() || !capitals) {
      in.go(start);
      return std::nullopt;
    }
    base = found->second;
    named = true;
  }
  const char sign = in.peek();
  if ((sign == '+' || sign == '-') && digit(in.peek(1)) && (!named || base == "+00:00")) {
    const std::uint32_t before = in.at();
    in.take(sign);
    std::optional<int> hours;
    std::optional<int> minutes = 0;
    if (auto both = in.number(4, 4)) {
      hours = *both / 100;
      minutes = *both % 100;
    } else if ((hours = in.number(1, 2)) && in.take(':')) {
      minutes = in.number(2, 2);
    }
    if (hours && minutes && *hours <= 14 && *minutes < 60 && in.boundary()) {
      base = fmt::format("{}{:02}:{:02}", sign, *hours, *minutes);
      named = true;
    } else {
      in.go(before);
    }
  }
  if (bracketed && !in.take(')')) named = false;
  if (!named || !in.boundary()) {
    in.go(start);
    return std::nullopt;
  }
  return base;
}

/// "10:40", "10.40am", "3 p.m.", "09:30:00.000Z" -> "T10:40:00" and its offset.
std::optional<std::string> clock(Reader& in) {
  const std::uint32_t start = in.at();
  const auto fail = [&]() -> std::optional<std::string> {
    in.go(start);
    return std::nullopt;
  };
  auto hour = in.number(1, 2);
  if (!hour) return fail();
  int minute = 0;
  int second = 0;
  bool colon = false;
  if ((in.peek() == ':' || in.peek() == '.') && digit(in.peek(1)) && digit(in.peek(2)) &&
      !digit(in.peek(3))) {
    colon = in.peek() == ':';
    in.go(in.at() + 1);
    minute = *in.number(2, 2);
    if (in.peek() == ':' && digit(in.peek(1)) && digit(in.peek(2))) {
      in.take(':');
      second = in.number(2, 2).value_or(99);
      if (in.peek() == '.' && digit(in.peek(1))) {
        in.take('.');
        while (digit(in.peek())) in.go(in.at() + 1);
      }
    }
  }
  const std::uint32_t before_half = in.at();
  in.spaces();
  const char half = in.peek();
  bool halved = false;
  if (half == 'a' || half == 'A' || half == 'p' || half == 'P') {
    in.go(in.at() + 1);
    const bool dotted = in.take('.');
    if (in.take('m') || in.take('M')) {
      if (dotted) in.take('.');
      halved = in.boundary();
    }
  }
  if (halved) {
    if (*hour < 1 || *hour > 12) return fail();
    const bool pm = half == 'p' || half == 'P';
    hour = *hour % 12 + (pm ? 12 : 0);
  } else {
    in.go(before_half);
    if (!colon) return fail();  // "10.40" alone may be a price, "10" anything
  }
  if (*hour > 23 || minute > 59 || second > 59) return fail();
  if (!in.boundary() && in.peek() != 'Z') return fail();  // "09:30:00Z" goes on with its zone
  std::string value = fmt::format("T{:02}:{:02}:{:02}", *hour, minute, second);
  const std::uint32_t before_zone = in.at();
  in.spaces();
  if (const auto offset = zone(in)) {
    value += *offset;
  } else {
    in.go(before_zone);
  }
  return value;
}

struct Day {
  int year = 0;  // 0: not given
  int month = 0;
  int day = 0;
  bool ambiguous = false;
  bool iso = false;
};

std::optional<Day> year_first(Reader& in) {
  const auto year = in.number(4, 4);
  if (!year) return std::nullopt;
  const char divider = in.peek();
  if (divider != '-' && divider != '/' && divider != '.') return std::nullopt;
  in.take(divider);
  const auto month = in.number(1, 2);
  if (!month || !in.take(divider)) return std::nullopt;
  const auto day = in.number(1, 2);
  if (!day || !valid_day(*year, *month, *day)) return std::nullopt;
  return Day{*year, *month, *day, false, true};
}

std::optional<Day> figures(Reader& in) {
  const auto first = in.number(1, 2);
  if (!first) return std::nullopt;
  const char divider = in.peek();
  if (divider != '-' && divider != '/' && divider != '.') return std::nullopt;
  in.take(divider);
  const auto second = in.number(1, 2);
  if (!second || !in.take(divider)) return std::nullopt;
  const auto year = in.number(4, 4);
  if (!year) return std::nullopt;
  const bool day_first = valid_day(*year, *second, *first);
  const bool month_first = valid_day(*year, *first, *second);
  if (!day_first && !month_first) return std::nullopt;
  // With full stops the day always comes first; with strokes either may.
  if (divider != '.' && day_first && month_first && *first != *second)
    return Day{0, 0, 0, true, false};
  if (divider == '.' && !day_first) return std::nullopt;
  return day_first ? Day{*year, *second, *first, false, false}
                   : Day{*year, *first, *second, false, false};
}

/// A year after a day and month: "7 March 2031", "March 7, 2031".
int year_after(Reader& in) {
  const std::uint32_t start = in.at();
  in.take(',');
  in.spaces();
  if (const auto year = in.number(4, 4); year && *year >= 1600 && *year <= 2999 && in.boundary())
    return *year;
  in.go(start);
  return 0;
}

std::optional<Day> in_words(Reader& in) {
  in.weekday();
  std::optional<int> day;
  std::optional<int> month;
  if (digit(in.peek())) {
    day = in.number(1, 2);
    if (!day) return std::nullopt;
    in.ordinal();
    const char joint = in.peek();
    if (joint == '-') in.take('-');
    in.spaces();
    const std::uint32_t before = in.at();
    if (in.letters() == "of") {
      in.spaces();
    } else {
      in.go(before);
    }
    month = in.month();
    if (joint == '-') in.take('-');
  } else {
    month = in.month();
    if (!month) return std::nullopt;
    in.spaces();
    day = in.number(1, 2);
    if (day) in.ordinal();
  }
  if (!day || !month || *day < 1 || *day > days_in(2000, *month)) return std::nullopt;
  if (!in.boundary()) return std::nullopt;
  const int year = year_after(in);
  if (year != 0 && !valid_day(year, *month, *day)) return std::nullopt;
  return Day{year, *month, *day, false, false};
}

/// What may stand between a date and its time of day.
std::optional<std::string> clock_after(Reader& in) {
  const std::uint32_t start = in.at();
  if (!in.take('T') || !digit(in.peek())) {
    in.go(start);
    in.spaces();
    if (!in.take(',') && !in.take('|') && !in.take('-')) {
      for (const std::string_view mark : {"\xE2\x80\x93", "\xE2\x80\x94", "\xC2\xB7"}) {
        if (in.peek() != mark[0]) continue;
        const std::uint32_t here = in.at();
        for (const char c : mark) {
          if (!in.take(c)) in.go(here);
        }
      }
    }
    in.spaces();
    const std::uint32_t before = in.at();
    if (in.letters() == "at") {
      in.spaces();
    } else {
      in.go(before);
    }
  }
  if (auto time = clock(in)) return time;
  in.go(start);
  return std::nullopt;
}

}  // namespace

std::optional<StatedDate> date_at(std::string_view text, std::uint32_t at, std::uint32_t end,
                                  const Rules& rules) {
  if (at >= end || !rules.date_starts[static_cast<unsigned char>(text[at])]) return std::nullopt;
  Reader in(text, at, end, rules);
  std::optional<std::string> time;
  if (digit(in.peek()) && (time = clock(in))) {  // "10:40 GMT, 7 March 2031"
    in.spaces();
    if (!in.take(',')) in.take('|');
    in.spaces();
    const std::uint32_t before = in.at();
    if (in.letters() == "on") {
      in.spaces();
    } else {
      in.go(before);
    }
  }
  const std::uint32_t start = in.at();
  std::optional<Day> day;
  for (const auto form : {year_first, figures, in_words}) {
    in.go(start);
    day = form(in);
    if (day) break;
  }
  if (!day) return std::nullopt;
  // "2031-03-07T10:40" goes on with its time; otherwise the number must end here.
  if (!in.boundary() && in.peek() != 'T') return std::nullopt;
  if (!time) time = clock_after(in);
  if (!in.boundary()) return std::nullopt;
  StatedDate date;
  date.range = {at, in.at()};
  date.ambiguous = day->ambiguous;
  date.iso = day->iso;
  if (!day->ambiguous && day->year != 0)
    date.value =
        fmt::format("{:04}-{:02}-{:02}{}", day->year, day->month, day->day, time.value_or(""));
  if (!day->ambiguous && day->year == 0)
    date.day = fmt::format("XXXX-{:02}-{:02}", day->month, day->day);
  return date;
}

std::optional<StatedDate> parse_date(std::string_view value, const Rules& rules) {
  value = trim(value);
  if (value.empty() || value.size() > 100) return std::nullopt;
  const auto size = static_cast<std::uint32_t>(value.size());
  auto date = date_at(value, 0, size, rules);
  if (!date || date->range.end != size) return std::nullopt;
  return date;
}

}  // namespace stemma::intake
