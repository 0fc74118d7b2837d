#include "time_phrases.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>

#include "code_points.h"
#include "grounding/calendar.h"
#include "json_lines.h"
#include "time_match.h"

namespace stemma::eval {
namespace {

using Element = simdjson::dom::element;

std::string text_of(const Element& object, std::string_view key) {
  std::string_view value;
  return object[key].get(value) ? std::string() : std::string(value);
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
    // "may" is a month only beside a number or behind a preposition.
    const auto behind = [&](std::string_view w) {
      return i > w.size() && std::string_view(text).substr(i - w.size() - 1, w.size()) == w;
    };
    const bool modal =
        begins("may") && !(text.size() > i + 4 && text[i + 4] >= '0' && text[i + 4] <= '9') &&
        !behind("in") && !behind("of") && !behind("last") && !behind("next") && !behind("mid") &&
        !behind("to") && !behind("since") && i > 0 && !(text[i - 1] >= '0' && text[i - 1] <= '9') &&
        !(i > 1 && text[i - 2] >= '0' && text[i - 2] <= '9') && !behind("this") &&
        !behind("early") && !behind("late") && !behind("from") && !behind("between") &&
        !behind("and");
    if (letter && !inside && word && !modal) text[i] = static_cast<char>(text[i] - 'a' + 'A');
    inside = letter || (text[i] >= 'A' && text[i] <= 'Z');
  }
  return text;
}

std::vector<TimeValue> find_times(const std::string& text, const std::string& reference,
                                  const briefing::Models& models) {
  Report report;
  report.text = as_printed(text);
  report.published = Published{reference, DateBasis::kMetadata, "reference", std::nullopt};
  const Analysis analysis = language::analyse(report, models.language);
  return grounding::ground(report, analysis, models.grounding).times;
}

/// Cases of one set by what became of them.
class Tally {
 public:
  explicit Tally(std::string set) : set_(std::move(set)) {}

  void add(const std::string& kind, const std::string& phrase, const std::string& gold,
           const std::vector<TimeValue>& times, std::string& lines) {
    ++kinds_[kind];
    std::string values;
    for (const TimeValue& t : times)
      values += fmt::format(" {}[{}..{}]", t.value, t.interval ? t.interval->first : "",
                            t.interval ? t.interval->last : "");
    lines += fmt::format("{}: {}\t{}\t{}\t{}\n", set_, kind, phrase, gold, values);
  }

  void report(Scores& scores) const {
    std::size_t scored = 0, right = 0;
    for (const auto& [kind, count] : kinds_) {
      scores.details += fmt::format("{:8} {}: {}\n", count, set_, kind);
      if (kind.starts_with("left out")) continue;
      scored += count;
      if (kind.starts_with("right")) right += count;
    }
    scores.metrics.push_back(
        {set_ + " right", scored == 0 ? 0 : double(right) / double(scored), scored});
  }

 private:
  std::string set_;
  std::map<std::string, std::size_t> kinds_;
};

/// Up to which minute a period of duckling's grain runs.
Minute end_of(Minute begin, std::string_view grain) {
  const grounding::Day day{std::chrono::days(begin / (24 * 60))};
  const auto period = [&](grounding::Grain g) {
    return (grounding::period_of(g, day).last.time_since_epoch().count() + 1) * Minute(24 * 60);
  };
  if (grain == "day") return begin + 24 * 60;
  if (grain == "week") return begin + 7 * 24 * 60;  // rolling weeks begin where they begin
  if (grain == "month") return period(grounding::Grain::kMonth);
  if (grain == "quarter") return period(grounding::Grain::kQuarter);
  if (grain == "year") return period(grounding::Grain::kYear);
  return begin;
}

bool is_shorthand(std::string_view phrase) {
  constexpr std::string_view kShorthand[] = {"EOM", "BOM",  "EOY", "BOY",    "EOD",  "ATM",
                                             "eod", "tmrw", "otd", "tonite", "ampm", "w/c"};
  return std::any_of(std::begin(kShorthand), std::end(kShorthand),
                     [&](std::string_view s) { return phrase.find(s) != std::string_view::npos; });
}

/// "2019-02-29", "XXXX-02-30".
bool is_impossible(const std::string& timex) {
  if (timex.size() < 10 || timex[4] != '-' || timex[7] != '-') return false;
  std::string day = timex.substr(0, 10);
  if (day.find_first_not_of("0123456789-X") != std::string::npos ||
      day.find("XX", 5) != std::string::npos)
    return false;
  if (day.starts_with("XXXX")) day.replace(0, 4, "2020");
  return !grounding::parse_day(day);
}

/// Why TIMEX3 has no value for a case of Recognizers-Text; empty if it has.
std::string left_out(const PhraseGold& gold, std::string_view type, bool impossible) {
  if (type.ends_with("timezone")) return "left out: time zones alone";
  if (gold.timexes.empty() && gold.readings.empty()) return "left out: no value given";
  if (impossible) return "left out: days that the calendar lacks";
  if (is_shorthand(gold.phrase)) return "left out: shorthand of chats";
  for (const std::string& t : gold.timexes) {
    for (const std::string_view own : {"BD", "WD", "P1WE", "P2WE", "P3WE"})
      if (t.ends_with(own)) return "left out: business days and weekends as units";
    for (const std::string_view own : {"TME", "TBH", "TNT"})
      if (t.find(own) != std::string::npos) return "left out: meals and office hours";
    if (t.starts_with("SY") || t == "FYXXXX") return "left out: school years";
  }
  if (const std::string why = phrase_out_of_scope(gold.phrase); !why.empty())
    return "left out: " + why;
  return {};
}

/// Why a case of duckling's is not TIMEX3's to answer; empty if it is.
std::string left_out(const std::string& phrase, const std::string& kind, const std::string& start,
                     bool latent, const std::string& locale) {
  if (locale != "EN" && locale != "EN_US") return "left out: digits and feasts of other countries";
  if (latent) return "left out: numbers that are times only to an assistant";
  if (kind != "none" && start.starts_with('-')) return "left out: years before 1000";
  if (kind != "none" && start.starts_with("00")) return "left out: years before 1000";
  if (is_shorthand(phrase)) return "left out: shorthand of chats";
  const auto names_zone = [&](std::string_view zone) {
    return phrase.ends_with(zone) || phrase.find(std::string(zone) + " ") != std::string::npos;
  };
  constexpr std::string_view kZones[] = {"GMT", "gmt",   "PST", "pst", "CST",
                                         "BST", "(BST)", "CET", "ist"};
  if (std::any_of(std::begin(kZones), std::end(kZones), names_zone))
    return "left out: clocks of another zone, moved to the speaker's";
  if (kind == "instant" && phrase.find("upcoming") != std::string::npos &&
      (phrase.find("two") != std::string::npos || phrase.find('2') != std::string::npos))
    return "left out: \"the upcoming two weeks\" as the second one alone";
  if (const std::string why = phrase_out_of_scope(phrase); !why.empty()) return "left out: " + why;
  return {};
}

Result<bool> score_duckling(const std::string& file, const briefing::Models& models, Scores& scores,
                            std::string& lines) {
  Tally phrases("duckling"), days("duckling's named days");
  simdjson::dom::parser parser;
  simdjson::dom::document_stream documents;
  simdjson::padded_string bytes;
  if (simdjson::padded_string::load(file).get(bytes))
    return Error{ErrorCode::kUnreadable, "cannot be read", file};
  if (parser.parse_many(bytes).get(documents))
    return Error{ErrorCode::kMalformed, "not JSON lines", file};
  for (auto document : documents) {
    const Element object = document.value_unsafe();
    const std::string phrase = text_of(object, "phrase"), kind = text_of(object, "kind");
    const std::string start = text_of(object, "start"), end = text_of(object, "end");
    const std::string grain = text_of(object, "grain");
    bool latent = false;
    if (object["latent"].get(latent)) latent = false;
    const std::string reference = text_of(object, "reference").substr(0, 19);
    const std::string gold = fmt::format("{} {} {} {}", kind, grain, start, end);
    const std::string why = left_out(phrase, kind, start, latent, text_of(object, "locale"));
    const auto times = find_times(phrase, reference, models);
    PhraseGold g;
    g.phrase = phrase;
    g.reference = parse_minute(reference).value_or(0);
    Stretch s;
    s.begin = parse_minute(start);
    s.end = parse_minute(end);
    if (kind == "instant" && s.begin) s.end = end_of(*s.begin, grain);
    g.readings.push_back(s);
    const std::string what = !why.empty()     ? why
                             : kind != "none" ? match_times(times, g)
                             : times.empty()  ? "right: no time"
                                              : "wrong: no time there";
    (text_of(object, "holiday").empty() ? phrases : days).add(what, phrase, gold, times, lines);
  }
  phrases.report(scores);
  days.report(scores);
  return true;
}

/// One reading of Recognizers-Text, in either of its two ways of writing: "value", "start", "end",
/// or "date", "startDate", "endDateTime" and the like.
void add_reading(const Element& values, PhraseGold& gold) {
  simdjson::dom::object object;
  if (values.get(object)) return;
  Stretch s;
  bool clock = true, any = false;
  for (const auto& [key, element] : object) {
    std::string_view value;
    if (element.get(value)) continue;
    if (key == "timex") gold.timexes.emplace_back(value);
    std::string iso(value);
    if (iso.size() > 10 && iso[10] == ' ') iso[10] = 'T';
    const auto minute = parse_minute(iso);
    if (!minute) continue;
    const bool is_end = key.starts_with("end");
    if (!is_end && !key.starts_with("start") && key != "value" && key != "date" && key != "time" &&
        key != "dateTime")
      continue;
    any = true;
    clock = clock && iso.size() < 10;
    if (is_end)
      s.end = minute;
    else
      s.begin = minute;
    if (!is_end && !key.starts_with("start"))
      s.end = iso.size() == 10 ? *minute + 24 * 60 : *minute;
  }
  s.daily = clock;
  if (any) gold.readings.push_back(s);
}

/// "(2016-11-07T16:09:00,2016-11-07T16:12:00,PT3M)": TIMEX3 gives the length, with its ends.
void add_lengths(PhraseGold& gold) {
  const std::size_t n = gold.timexes.size();
  for (std::size_t i = 0; i < n; ++i) {
    const std::string& t = gold.timexes[i];
    const std::size_t comma = t.find(','), last = t.rfind(',');
    if (!t.starts_with('(') || comma == last) continue;
    const auto first = parse_minute(t.substr(1, comma - 1));
    const auto second = parse_minute(t.substr(comma + 1, last - comma - 1));
    const auto near = [&](const std::optional<Minute>& m) {
      return m && std::abs(*m - gold.reference) <= 2 * 24 * 60;
    };
    if (near(first) || near(second))
      gold.timexes.push_back(t.substr(last + 1, t.size() - last - 2));
  }
}

constexpr std::string_view kRecognizers[] = {
    "DateParser",   "DatePeriodParser", "DateTimeParser", "DateTimePeriodParser",
    "TimeParser",   "TimePeriodParser", "DurationParser", "SetParser",
    "MergedParser", "DateTimeModel"};

Result<bool> score_recognizers(const std::string& folder, const briefing::Models& models,
                               Scores& scores, std::string& lines) {
  namespace fs = std::filesystem;
  Tally all("Recognizers");
  std::vector<std::string> files;
  for (const auto& entry : fs::directory_iterator(folder)) files.push_back(entry.path().string());
  std::sort(files.begin(), files.end());
  for (const std::string& file : files) {
    const std::string name = fs::path(file).stem().string();
    simdjson::dom::parser parser;
    simdjson::dom::array cases;
    if (parser.load(file).get(cases)) return Error{ErrorCode::kMalformed, "not a JSON array", file};
    const bool scored =
        std::find(std::begin(kRecognizers), std::end(kRecognizers), name) != std::end(kRecognizers);
    for (const Element c : cases) {
      const std::string input = text_of(c, "Input");
      if (!scored) {
        all.add(name.ends_with("Extractor") || name.ends_with("SkipFromTo")
                    ? "left out: spans without values"
                : name.starts_with("TimeZone") ? "left out: time zones alone"
                : name.starts_with("Holiday")  ? "left out: named days of the world's calendars"
                                               : "left out: other modes of that library",
                input, name, {}, lines);
        continue;
      }
      std::string reference = "2016-11-07T00:00:00";
      if (Element at; !c["Context"]["ReferenceDateTime"].get(at))
        reference = text_of(c["Context"].value(), "ReferenceDateTime");
      reference = reference.substr(0, 19);
      const auto times = find_times(input, reference, models);
      simdjson::dom::array results;
      if (c["Results"].get(results)) continue;
      if (results.size() == 0) {
        // Of the other files this says only that their kind of time is not there.
        const bool whole = name == "MergedParser" || name == "DateTimeModel";
        all.add(!whole          ? "left out: no time of one kind, where others may be"
                : times.empty() ? "right: no time"
                                : "wrong: no time there",
                input, name, times, lines);
        continue;
      }
      const CodePoints places(input);
      for (const Element r : results) {
        std::int64_t start = 0, length = 0, last = 0;
        if (r["Start"].get(start)) start = 0;
        if (!r["Length"].get(length)) last = start + length;
        if (!r["End"].get(last)) ++last;
        const ByteRange range{places.byte(std::uint64_t(start)), places.byte(std::uint64_t(last))};
        std::vector<TimeValue> here;
        for (const TimeValue& t : times)
          if (t.range.overlaps(range)) here.push_back(t);
        PhraseGold g;
        g.phrase = slice(input, range);
        g.reference = parse_minute(reference).value_or(0);
        Element value;
        if (!r["Value"].get(value)) {
          for (const std::string_view key : {"Timex", "timex"})
            if (std::string t = text_of(value, key); !t.empty()) g.timexes.push_back(std::move(t));
          for (const std::string_view key : {"FutureResolution", "PastResolution"})
            if (Element e; !value[key].get(e)) add_reading(e, g);
        }
        simdjson::dom::array values;
        for (const std::string_view key : {"Resolution", "Value"})
          if (!r[key]["values"].get(values))
            for (const Element e : values) add_reading(e, g);
        add_lengths(g);
        const std::string type = text_of(r, "Type") + text_of(r, "TypeName");
        bool impossible = false;
        for (const std::string& t : g.timexes) impossible = impossible || is_impossible(t);
        const std::string why = left_out(g, type, impossible);
        all.add(!why.empty() ? why : match_times(here, g), fmt::format("{} | {}", g.phrase, input),
                fmt::format("{} {} {}", reference, type, fmt::join(g.timexes, " ")), here, lines);
      }
    }
  }
  all.report(scores);
  return true;
}

}  // namespace

Result<bool> add_time_phrases(const std::string& folder, const briefing::Models& models,
                              Scores& scores, std::string& lines) {
  namespace fs = std::filesystem;
  if (const fs::path file = fs::path(folder) / "duckling-en.jsonl"; fs::exists(file)) {
    const auto done = score_duckling(file.string(), models, scores, lines);
    if (!done) return done.error();
  }
  if (const fs::path cases = fs::path(folder) / "recognizers" / "DateTime"; fs::exists(cases)) {
    const auto done = score_recognizers(cases.string(), models, scores, lines);
    if (!done) return done.error();
  }
  return true;
}

}  // namespace stemma::eval
