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

/// How the sets' phrases are handed over: with names of months and days in capitals, as print has
/// them, or as they were typed to an assistant.
enum class Letters { kPrinted, kTyped };

std::string as_printed(std::string text) {
  constexpr std::string_view kNames[] = {
      "january",   "february",   "march",     "april",    "june",      "july",     "august",
      "september", "october",    "november",  "december", "jan",       "feb",      "mar",
      "apr",       "jun",        "jul",       "aug",      "sep",       "sept",     "oct",
      "nov",       "dec",        "monday",    "tuesday",  "wednesday", "thursday", "friday",
      "saturday",  "sunday",     "mon",       "tue",      "tues",      "wed",      "weds",
      "thu",       "thur",       "thurs",     "fri",      "sat",       "sun",      "mondays",
      "tuesdays",  "wednesdays", "thursdays", "fridays",  "saturdays", "sundays"};
  // "may" is a month beside a number or behind one of these; else a verb.
  constexpr std::string_view kBeforeMay[] = {"in",   "of",   "last", "next",  "mid",   "to",
                                             "this", "late", "from", "since", "early", "between"};
  const auto is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  std::string_view before;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i;
    while (end < text.size() && std::isalnum(static_cast<unsigned char>(text[end]))) ++end;
    if (end == i) {
      ++i;
      continue;
    }
    std::size_t first = i;  // "15feb"
    while (first < end && is_digit(text[first])) ++first;
    std::size_t last = first;  // "mar3"
    while (last < end && !is_digit(text[last])) ++last;
    const std::string_view word = std::string_view(text).substr(first, last - first);
    const auto among = [](const auto& list, std::string_view w) {
      return std::find(std::begin(list), std::end(list), w) != std::end(list);
    };
    const bool may =
        word == "may" && (i == 0 || first > i || last < end || among(kBeforeMay, before) ||
                          (!before.empty() && is_digit(before.front())) ||
                          (end + 1 < text.size() && is_digit(text[end + 1])));
    if (!word.empty() && is_letter(word.front()) && (may || among(kNames, word)))
      text[first] = char(text[first] - 'a' + 'A');
    before = std::string_view(text).substr(i, end - i);
    i = end;
  }
  return text;
}

std::vector<TimeValue> find_times(const std::string& text, const std::string& reference,
                                  const briefing::Models& models, Letters letters) {
  Report report;
  report.text = letters == Letters::kPrinted ? as_printed(text) : text;
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
    for (const auto& [kind, count] : kinds_)
      scores.details += fmt::format("{:8} {}: {}\n", count, set_, kind);
    const auto [right, scored] = share();
    scores.metrics.push_back(
        {set_ + " right", scored == 0 ? 0 : double(right) / double(scored), scored});
  }

  /// Right ones and all of those that are scored.
  std::pair<std::size_t, std::size_t> share() const {
    std::size_t scored = 0, right = 0;
    for (const auto& [kind, count] : kinds_) {
      if (kind.starts_with("left out")) continue;
      scored += count;
      if (kind.starts_with("right")) right += count;
    }
    return {right, scored};
  }

 private:
  std::string set_;
  std::map<std::string, std::size_t> kinds_;
};

constexpr Second kDay = 24 * 60 * 60;

/// Up to which second a period of duckling's grain runs.
Second end_of(Second begin, std::string_view grain) {
  const grounding::Day day{std::chrono::days(begin / kDay)};
  const auto period = [&](grounding::Grain g) {
    return (grounding::period_of(g, day).last.time_since_epoch().count() + 1) * kDay;
  };
  if (grain == "day") return begin + kDay;
  if (grain == "week") return begin + 7 * kDay;  // rolling weeks begin where they begin
  if (grain == "month") return period(grounding::Grain::kMonth);
  if (grain == "quarter") return period(grounding::Grain::kQuarter);
  if (grain == "year") return period(grounding::Grain::kYear);
  return begin;
}

bool is_shorthand(std::string_view phrase) {
  constexpr std::string_view kShorthand[] = {"EOM", "BOM", "EOY", "BOY",  "EOD",
                                             "ATM", "eod", "otd", "ampm", "w/c"};
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
    const std::string_view bare(t.data(), t.ends_with(')') ? t.size() - 1 : t.size());
    for (const std::string_view own : {"BD", "WD", "P1WE", "P2WE", "P3WE"})
      if (bare.ends_with(own)) return "left out: business days and weekends as units";
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

Result<bool> score_duckling(const std::string& file, const briefing::Models& models,
                            Letters letters, Tally& phrases, Tally& days, std::string& lines) {
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
    const auto times = find_times(phrase, reference, models, letters);
    PhraseGold g;
    g.phrase = phrase;
    g.reference = parse_second(reference).value_or(0);
    Stretch s;
    s.begin = parse_second(start);
    s.end = parse_second(end);
    if (kind == "instant" && s.begin) s.end = end_of(*s.begin, grain);
    // Its ranges run to the end of the last unit said.
    if (kind == "interval")
      s.grain = grain == "second"   ? 1
                : grain == "minute" ? 60
                : grain == "hour"   ? 60 * 60
                : grain == "day"    ? kDay
                                    : 0;
    g.named_day = !text_of(object, "holiday").empty();
    g.readings.push_back(s);
    const std::string what = !why.empty()     ? why
                             : kind != "none" ? match_times(times, g)
                             : times.empty()  ? "right: no time"
                                              : "wrong: no time there";
    (text_of(object, "holiday").empty() ? phrases : days).add(what, phrase, gold, times, lines);
  }
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
    const auto second = parse_second(iso);
    if (!second) continue;
    const bool is_end = key.starts_with("end");
    if (!is_end && !key.starts_with("start") && key != "value" && key != "date" && key != "time" &&
        key != "dateTime")
      continue;
    any = true;
    clock = clock && iso.size() < 10;
    if (is_end)
      s.end = second;
    else
      s.begin = second;
    if (!is_end && !key.starts_with("start")) s.end = iso.size() == 10 ? *second + kDay : *second;
  }
  s.daily = clock;
  if (any) gold.readings.push_back(s);
}

constexpr std::string_view kRecognizers[] = {
    "DateParser",   "DatePeriodParser", "DateTimeParser", "DateTimePeriodParser",
    "TimeParser",   "TimePeriodParser", "DurationParser", "SetParser",
    "MergedParser", "DateTimeModel"};

Result<bool> score_recognizers(const std::string& folder, const briefing::Models& models,
                               Letters letters, Tally& all, std::string& lines) {
  namespace fs = std::filesystem;
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
      const auto times = find_times(input, reference, models, letters);
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
        g.offset = range.begin;
        g.reference = parse_second(reference).value_or(0);
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
        const std::string type = text_of(r, "Type") + text_of(r, "TypeName");
        bool impossible = false;
        for (const std::string& t : g.timexes) impossible = impossible || is_impossible(t);
        const std::string why = left_out(g, type, impossible);
        all.add(!why.empty() ? why : match_times(here, g), fmt::format("{} | {}", g.phrase, input),
                fmt::format("{} {} {}", reference, type, fmt::join(g.timexes, " ")), here, lines);
      }
    }
  }
  return true;
}

}  // namespace

Result<bool> add_time_phrases(const std::string& folder, const briefing::Models& models,
                              Scores& scores, std::string& lines) {
  namespace fs = std::filesystem;
  // Scores the set in print, and says how many of its cases rest on the capitals.
  const auto add = [&](const std::string& set, Tally* aside, const auto& score) -> Result<bool> {
    Tally printed(set), typed(set), none(set);
    std::string unused;
    for (const Letters letters : {Letters::kPrinted, Letters::kTyped}) {
      const bool print = letters == Letters::kPrinted;
      const Result<bool> done =
          score(letters, print ? printed : typed, print && aside != nullptr ? *aside : none,
                print ? lines : unused);
      if (!done) return done.error();
    }
    printed.report(scores);
    if (aside != nullptr) aside->report(scores);
    scores.details += fmt::format("{:8} {}: right as typed, without the capitals of print\n",
                                  typed.share().first, set);
    return true;
  };
  if (const fs::path file = fs::path(folder) / "duckling-en.jsonl"; fs::exists(file)) {
    Tally days("duckling's named days");
    const auto done = add("duckling", &days, [&](Letters l, Tally& t, Tally& d, std::string& out) {
      return score_duckling(file.string(), models, l, t, d, out);
    });
    if (!done) return done.error();
  }
  if (const fs::path cases = fs::path(folder) / "recognizers" / "DateTime"; fs::exists(cases)) {
    const auto done =
        add("Recognizers", nullptr, [&](Letters l, Tally& t, Tally&, std::string& out) {
          return score_recognizers(cases.string(), models, l, t, out);
        });
    if (!done) return done.error();
  }
  return true;
}

}  // namespace stemma::eval
