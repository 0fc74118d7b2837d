#include "briefing/dates.h"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <optional>

namespace stemma::briefing {
namespace {

using std::chrono::year_month_day;

std::optional<unsigned> number(std::string_view digits) {
  unsigned value = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + static_cast<unsigned>(c - '0');
  }
  return value;
}

std::optional<year_month_day> parse(std::string_view iso) {
  if (iso.size() < 10 || iso[4] != '-' || iso[7] != '-') return std::nullopt;
  const auto y = number(iso.substr(0, 4));
  const auto m = number(iso.substr(5, 2));
  const auto d = number(iso.substr(8, 2));
  if (!y || !m || !d) return std::nullopt;
  const year_month_day date{std::chrono::year{static_cast<int>(*y)}, std::chrono::month{*m},
                            std::chrono::day{*d}};
  if (!date.ok()) return std::nullopt;
  return date;
}

std::string_view name(std::chrono::month month) {
  constexpr std::array<std::string_view, 12> kMonths = {
      "January", "February", "March",     "April",   "May",      "June",
      "July",    "August",   "September", "October", "November", "December"};
  return kMonths[static_cast<unsigned>(month) - 1];
}

std::string print(const year_month_day& d) {
  return fmt::format("{} {} {}", static_cast<unsigned>(d.day()), name(d.month()),
                     static_cast<int>(d.year()));
}

bool ends_month(const year_month_day& d) {
  return d == year_month_day{d.year() / d.month() / std::chrono::last};
}

std::string print_closed(const year_month_day& first, const year_month_day& last) {
  const bool whole_months = first.day() == std::chrono::day{1} && ends_month(last);
  const bool same_year = first.year() == last.year();
  if (first == last) return print(first);
  if (whole_months && same_year && first.month() == last.month()) {
    return fmt::format("{} {}", name(first.month()), static_cast<int>(first.year()));
  }
  if (whole_months && same_year && first.month() == std::chrono::January &&
      last.month() == std::chrono::December) {
    return fmt::format("{}", static_cast<int>(first.year()));
  }
  if (same_year && first.month() == last.month()) {
    return fmt::format("{}–{}", static_cast<unsigned>(first.day()), print(last));
  }
  if (same_year) {
    return fmt::format("{} {} – {}", static_cast<unsigned>(first.day()), name(first.month()),
                       print(last));
  }
  return fmt::format("{} – {}", print(first), print(last));
}

}  // namespace

std::string print_day(std::string_view iso) {
  const auto date = parse(iso);
  if (!date) return std::string(iso);
  std::string out = print(*date);
  if (iso.size() >= 16 && iso[10] == 'T') {
    out += ", ";
    out += iso.substr(11, 5);
  }
  return out;
}

std::string print_weekday(std::string_view iso) {
  constexpr std::array<std::string_view, 7> kDays = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                     "Thursday", "Friday", "Saturday"};
  const auto date = parse(iso);
  if (!date) return std::string(iso);
  const std::chrono::weekday day{std::chrono::sys_days{*date}};
  return fmt::format("{} {}", kDays[day.c_encoding()], print(*date));
}

std::string print_days(const DayInterval& days) {
  const auto first = parse(days.first);
  const auto last = parse(days.last);
  if (first && last)
    return *first == *last ? print_weekday(days.first) : print_closed(*first, *last);
  if (first) return "from " + print(*first);
  if (last) return "until " + print(*last);
  if (days.first.empty()) return days.last.empty() ? "" : "until " + days.last;
  return days.last.empty() ? "from " + days.first : days.first + " – " + days.last;
}

}  // namespace stemma::briefing
