#include "time_match.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "grounding/calendar.h"
#include "time_conventions.h"

namespace stemma::eval {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// All that was found, as one stretch. A day and the hours beside it are those hours.
Stretch stretch_of_all(std::span<const TimeValue> times) {
  Stretch all;
  const bool clocks = std::any_of(times.begin(), times.end(),
                                  [](const TimeValue& t) { return has_clock(t.value); });
  for (const TimeValue& t : times) {
    if (clocks && !has_clock(t.value)) continue;
    const Stretch s = stretch_of(t);
    if (s.begin && (!all.begin || *s.begin < *all.begin)) all.begin = s.begin;
    if (s.end && (!all.end || *s.end > *all.end)) all.end = s.end;
  }
  all.clock = clocks;
  return all;
}

/// "T15:00" and "T15" are one hour; seconds of a full minute are not said.
std::string plain_timex(std::string_view timex) {
  std::string out(timex);
  const std::size_t t = out.find('T');
  if (t == std::string::npos || out.starts_with('P')) return out;
  while (out.ends_with(":00") && out.size() > t + 3) out.resize(out.size() - 3);
  return out;
}

bool same_timex(const TimeValue& t, std::string_view gold) {
  if (t.type == TimeType::kDuration || t.type == TimeType::kSet) {
    const auto a = plain_length(t.value), b = plain_length(gold);
    if (a && b && *a == *b) return true;
  }
  return plain_timex(t.value) == plain_timex(gold);
}

/// "T15", "SU": the set leaves the day or the year open, a report is told on a day.
bool placed_timex(const TimeValue& t, std::string_view gold) {
  const std::string ours = plain_timex(t.value), theirs = plain_timex(gold);
  if (theirs.size() == 2 && std::isalpha(static_cast<unsigned char>(theirs[0])))
    return ours.size() == 7 && ours.ends_with("-" + theirs);
  return theirs.starts_with('T') && ours.size() == 10 + theirs.size() && ours.ends_with(theirs);
}

/// Nothing that tells a time stands outside of what was read: neither digits nor the name of a
/// number, a day, a month or a part of the day.
bool reads_all(std::span<const TimeValue> times, const PhraseGold& gold) {
  constexpr std::string_view kTelling[] = {
      "one",      "two",      "three",     "four",      "five",      "six",      "seven",
      "eight",    "nine",     "ten",       "eleven",    "twelve",    "monday",   "sunday",
      "thursday", "tuesday",  "friday",    "saturday",  "noon",      "midnight", "quarter",
      "half",     "tonight",  "wednesday", "morning",   "evening",   "night",    "january",
      "february", "april",    "march",     "afternoon", "june",      "july",     "august",
      "october",  "november", "am",        "pm",        "september", "december"};
  const std::string& p = gold.phrase;
  for (std::size_t i = 0; i < p.size();) {
    std::size_t end = i;
    while (end < p.size() && std::isalnum(static_cast<unsigned char>(p[end]))) ++end;
    if (end == i) {
      ++i;
      continue;
    }
    std::string word = p.substr(i, end - i);
    for (char& c : word) c = char(std::tolower(static_cast<unsigned char>(c)));
    const bool tells = is_digit(word[0]) || std::find(std::begin(kTelling), std::end(kTelling),
                                                      word) != std::end(kTelling);
    const auto at = gold.offset + std::uint32_t(i);
    const bool read = std::any_of(times.begin(), times.end(), [&](const TimeValue& t) {
      return t.range.begin <= at && at < t.range.end;
    });
    if (tells && !read) return false;
    i = end;
  }
  return true;
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  bool open = false;
  for (const char c : text) {
    const bool letter = std::isalpha(static_cast<unsigned char>(c)) != 0;
    if (letter) {
      if (!open) words.emplace_back();
      words.back() += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    open = letter;
  }
  return words;
}

}  // namespace

std::string match_times(std::span<const TimeValue> times, const PhraseGold& gold) {
  if (times.empty()) return "missed";
  const auto timex = [&](const auto& equal) {
    return times.size() == 1 &&
           std::any_of(gold.timexes.begin(), gold.timexes.end(),
                       [&](const std::string& t) { return equal(times.front(), t); });
  };
  if (timex(same_timex)) return "right";
  const Found found{times, stretch_of_all(times), words_of(gold.phrase)};
  for (const Stretch& reading : gold.readings)
    if (same(found.whole, reading)) return "right";
  if (!reads_all(times, gold)) return "wrong";
  if (timex(placed_timex)) return "right: the day or the year of the report, where none is named";
  // A length has no days: conventions that need none are asked once.
  std::vector<Stretch> readings = gold.readings;
  if (readings.empty()) readings.emplace_back();
  const auto convention = [&](std::span<const Stretch> some) -> std::string_view {
    for (const Convention& c : conventions())
      for (const Stretch& reading : some)
        if (c.holds(found, reading, gold)) return c.name;
    return {};
  };
  if (const std::string_view name = convention(readings); !name.empty()) return std::string(name);
  const std::vector<Stretch> before = readings_before(found, gold);
  const bool equal = std::any_of(before.begin(), before.end(),
                                 [&](const Stretch& s) { return same(found.whole, s); });
  if (equal || !convention(before).empty()) return "right: the one before, where nothing tells";
  return "wrong";
}

std::string phrase_out_of_scope(std::string_view phrase) {
  if (phrase == "season" || phrase.ends_with(" season") || phrase.ends_with(" seasons"))
    return "\"season\" without a name";
  // "4-22", "4.22": a score or a decimal to a reader.
  const auto plain = [](char c) {
    return std::isdigit(static_cast<unsigned char>(c)) || c == '-' || c == '.' || c == ' ';
  };
  if (phrase.size() <= 7 && phrase.find_first_of("-.") != std::string_view::npos &&
      std::all_of(phrase.begin(), phrase.end(), plain) &&
      std::count_if(phrase.begin(), phrase.end(),
                    [](char c) { return std::isdigit(static_cast<unsigned char>(c)); }) <= 4)
    return "day and month joined by a hyphen or a point";
  // "3/4", "3/4/2018", "03-04-18": day and month in either order.
  const auto number = [&](std::size_t& i) {
    int n = 0;
    std::size_t digits = 0;
    for (; i < phrase.size() && std::isdigit(static_cast<unsigned char>(phrase[i])); ++i, ++digits)
      n = n * 10 + (phrase[i] - '0');
    return digits >= 1 && digits <= 2 ? n : 0;
  };
  constexpr std::string_view kNumbers[] = {"one",    "two",    "three", "four", "five",
                                           "six",    "seven",  "eight", "nine", "ten",
                                           "eleven", "twelve", "twenty"};
  const bool digits = phrase.size() <= 2 && !phrase.empty() &&
                      std::all_of(phrase.begin(), phrase.end(), [](char c) {
                        return std::isdigit(static_cast<unsigned char>(c));
                      });
  if (digits || std::find(std::begin(kNumbers), std::end(kNumbers), phrase) != std::end(kNumbers))
    return "bare numbers that only an assistant takes for days and hours";
  for (std::size_t i = 0; i < phrase.size(); ++i) {
    if (!std::isdigit(static_cast<unsigned char>(phrase[i]))) continue;
    const int a = number(i);
    while (i < phrase.size() && phrase[i] == ' ') ++i;
    if (i >= phrase.size() || (phrase[i] != '/' && phrase[i] != '-' && phrase[i] != '.')) continue;
    const char mark = phrase[i++];
    while (i < phrase.size() && phrase[i] == ' ') ++i;
    const int b = number(i);
    const bool more = i < phrase.size() && phrase[i] == mark;
    if (a >= 1 && a <= 12 && b >= 1 && b <= 12 && a != b && (more || mark == '/'))
      return "day and month in digits, in either order";
    --i;
  }
  return {};
}

}  // namespace stemma::eval
