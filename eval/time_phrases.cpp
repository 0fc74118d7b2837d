#include "time_phrases.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

#include "grounding/calendar.h"
#include "json_lines.h"

namespace stemma::eval {
namespace {

using grounding::Day;

struct Phrase {
  std::string text, reference, locale, kind, grain, start, end, holiday;
  bool latent = false;
};

std::string text_of(simdjson::ondemand::object& object, std::string_view key) {
  std::string_view value;
  return object.find_field_unordered(key).get(value) ? std::string() : std::string(value);
}

/// The days that a phrase names; nothing where it holds no time.
std::optional<DayInterval> gold_days(const Phrase& p) {
  if (p.kind == "none") return std::nullopt;
  DayInterval days;
  if (const auto first = grounding::parse_day(p.start)) days.first = grounding::iso(*first);
  if (p.kind == "open") {
    if (const auto last = grounding::parse_day(p.end)) days.last = grounding::iso(*last);
    return days;
  }
  if (p.kind == "interval") {  // its end is not in it
    if (const auto end = grounding::parse_day(p.end))
      days.last = grounding::iso(*end - std::chrono::days(1));
    return days;
  }
  const auto day = grounding::parse_day(p.start);
  if (!day) return days;
  const grounding::Grain grain = p.grain == "week"      ? grounding::Grain::kWeek
                                 : p.grain == "month"   ? grounding::Grain::kMonth
                                 : p.grain == "quarter" ? grounding::Grain::kQuarter
                                 : p.grain == "year"    ? grounding::Grain::kYear
                                                        : grounding::Grain::kDay;
  // Weeks of rolling seven days begin where they begin.
  days.last = grain == grounding::Grain::kWeek
                  ? grounding::iso(*day + std::chrono::days(6))
                  : grounding::interval(grounding::period_of(grain, *day)).last;
  return days;
}

/// All that was found, as one stretch of days.
std::optional<DayInterval> found_days(const std::vector<TimeValue>& times) {
  std::optional<DayInterval> days;
  for (const TimeValue& t : times) {
    if (!t.interval) continue;
    if (!days) {
      days = t.interval;
      continue;
    }
    if (!t.interval->first.empty() && (days->first.empty() || t.interval->first < days->first))
      days->first = t.interval->first;
    if (t.interval->last > days->last) days->last = t.interval->last;
  }
  return days;
}

/// The same days a whole number of weeks, months or years earlier: the news looks back.
bool looks_back(const DayInterval& ours, const DayInterval& gold, const std::string& reference) {
  const auto a = grounding::parse_day(ours.first), b = grounding::parse_day(gold.first),
             r = grounding::parse_day(reference);
  if (!a || !b || !r || !(*a < *b) || *b <= *r || *a > *r) return false;
  const auto gap = (*b - *a).count();
  return gap == 7 || (gap >= 28 && gap <= 31) || gap == 365 || gap == 366;
}

/// The gold names one day in the period that TIMEX3 counts in: "three weeks ago" is a week, "two
/// years hence" a year; or whole calendar units where TIMEX3 counts from today: "the next three
/// weeks".
bool other_grain(const DayInterval& ours, const DayInterval& gold,
                 const std::vector<TimeValue>& times) {
  if (times.size() != 1 || ours.first.empty() || gold.first.empty()) return false;
  const bool inside = ours.first <= gold.first && !gold.last.empty() && gold.last <= ours.last;
  const bool rolling =
      times[0].value.starts_with('P') && ours.first <= gold.last && gold.first <= ours.last;
  return rolling || (inside && times[0].value.size() < std::string_view("2013-02-12").size());
}

/// Names of months and days in capitals, as the news prints them; chat does not.
std::string as_printed(std::string text) {
  constexpr std::string_view kNames[] = {"jan", "feb", "mar", "apr", "may", "jun", "jul",
                                         "aug", "sep", "oct", "nov", "dec", "mon", "tue",
                                         "wed", "thu", "fri", "sat", "sun"};
  bool inside = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool letter = text[i] >= 'a' && text[i] <= 'z';
    const std::string_view rest = std::string_view(text).substr(i);
    const auto begins = [&](std::string_view name) { return rest.starts_with(name); };
    const bool word = begins("month") || begins("march")
                          ? begins("march")
                          : std::any_of(std::begin(kNames), std::end(kNames), begins);
    if (letter && !inside && word) text[i] = static_cast<char>(text[i] - 'a' + 'A');
    inside = letter || (text[i] >= 'A' && text[i] <= 'Z');
  }
  return text;
}

std::string kind_of(const Phrase& p, const std::vector<TimeValue>& times) {
  if (p.latent || (p.locale != "EN" && p.locale != "EN_US"))
    return "out of scope: locale or latent";
  if (p.grain == "hour" || p.grain == "minute" || p.grain == "second")
    return "out of scope: hours and clocks";
  if (!p.holiday.empty()) return "out of scope: holidays";
  const std::optional<DayInterval> gold = gold_days(p);
  if (!gold) return times.empty() ? "right" : "spurious";
  if (times.empty()) return "missed";
  const std::optional<DayInterval> ours = found_days(times);
  if (!ours) return "no days";
  if (*ours == *gold) return "right";
  if (p.kind == "open" && ((gold->last.empty() && ours->first == gold->first) ||
                           (gold->first.empty() && ours->last == gold->last)))
    return "right";
  if (other_grain(*ours, *gold, times)) return "out of scope: TIMEX3 counts in other units";
  return looks_back(*ours, *gold, p.reference) ? "out of scope: the news looks back" : "wrong";
}

}  // namespace

Result<bool> add_time_phrases(const std::string& file, const briefing::Models& models,
                              Scores& scores, std::string& lines) {
  std::map<std::string, std::size_t> kinds;
  const auto failed = for_each_json_line(file, [&](auto line) {
    simdjson::ondemand::object object;
    if (line.get_object().get(object)) return;
    Phrase p;
    p.text = text_of(object, "phrase");
    p.reference = text_of(object, "reference");
    p.locale = text_of(object, "locale");
    bool latent = false;
    if (!object.find_field_unordered("latent").get(latent)) p.latent = latent;
    p.kind = text_of(object, "kind");
    p.grain = text_of(object, "grain");
    p.start = text_of(object, "start");
    p.end = text_of(object, "end");
    p.holiday = text_of(object, "holiday");
    Report report;
    report.text = as_printed(p.text);
    report.published =
        Published{p.reference.substr(0, 10), DateBasis::kMetadata, "reference", std::nullopt};
    const Analysis analysis = language::analyse(report, models.language);
    const Grounding found = grounding::ground(report, analysis, models.grounding);
    const std::string kind = kind_of(p, found.times);
    ++kinds[kind];
    std::string values;
    for (const TimeValue& t : found.times)
      values += fmt::format(" {}[{}..{}]", t.value, t.interval ? t.interval->first : "",
                            t.interval ? t.interval->last : "");
    lines += fmt::format("phrase: {}\t{}\t{}\t{}\t{}\t{}\t{}\n", kind, p.text, p.kind, p.grain,
                         p.start, p.end, values);
  });
  if (failed) return *failed;
  std::size_t scored = 0;
  for (const auto& [kind, count] : kinds) {
    if (!kind.starts_with("out of scope")) scored += count;
    scores.details += fmt::format("{:8} phrases: {}\n", count, kind);
  }
  scores.metrics.push_back(
      {"phrases right", scored == 0 ? 0 : double(kinds["right"]) / double(scored), scored});
  return true;
}

}  // namespace stemma::eval
