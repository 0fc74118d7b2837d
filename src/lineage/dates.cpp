#include "lineage/dates.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <map>
#include <set>
#include <string>
#include <tuple>

#include "base/disjoint_sets.h"
#include "grounding/calendar.h"

namespace stemma::lineage {
namespace {

constexpr std::size_t kFewestShared = 3;     // sentences
constexpr std::size_t kDay = 10;             // of "2022-12-07T09:30:00"
constexpr std::chrono::days kSameStory{90};  // versions of one story are no further apart

constexpr std::array<std::string_view, 7> kWeekdays = {
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};

std::set<std::string_view> weekdays(const Analysis& analysis, SentenceId sentence) {
  std::set<std::string_view> found;
  for (const Token& token : analysis.tokens_of(analysis.sentences[sentence.index()])) {
    const auto day = std::find(kWeekdays.begin(), kWeekdays.end(), token.norm);
    if (day != kWeekdays.end()) found.insert(*day);
  }
  return found;
}

/// What an undated report shares with one dated relative.
struct Shared {
  std::set<SentenceId> sentences;                    // of the undated one
  std::map<std::string_view, std::size_t> weekdays;  // that both sentences of a pair name
};

bool states_date(const Report& report) {
  return report.published && report.published->basis != DateBasis::kInferred &&
         report.published->value.size() >= kDay;
}

/// The family of each node: nodes joined by edges have one number.
std::vector<std::uint32_t> families(const Lineage& lineage) {
  DisjointSets joined(lineage.nodes.size());
  for (const Edge& edge : lineage.edges) joined.join(edge.from.value, edge.to.value);
  std::vector<std::uint32_t> family;
  for (std::uint32_t i = 0; i < lineage.nodes.size(); ++i) family.push_back(joined.root(i));
  return family;
}

/// "XXXX-03-11" as "2031-03-11", in the year that puts it nearest to that day.
std::optional<std::string> completed(std::string_view day, std::string_view near) {
  const auto there = grounding::parse_day(near);
  if (!there) return std::nullopt;
  const auto whole = in_nearest_year(day, there->time_since_epoch().count());
  if (!whole) return std::nullopt;
  return grounding::iso(grounding::Day(std::chrono::days(*whole)));
}

std::string capitalised(std::string_view word) {
  std::string out(word);
  out[0] = static_cast<char>(out[0] - 'a' + 'A');
  return out;
}

/// "March 11", as the text has it.
std::string_view stated_words(const Report& report, const Published& part) {
  return part.evidence ? slice(report.text, *part.evidence) : std::string_view(part.value);
}

}  // namespace

std::optional<std::int32_t> in_nearest_year(std::string_view day, std::int32_t near) {
  namespace chr = std::chrono;
  const auto number = [&](std::size_t at) {
    unsigned value = 0;
    std::from_chars(day.data() + at, day.data() + at + 2, value);
    return value;
  };
  if (day.size() != kDay) return std::nullopt;
  const chr::sys_days there{chr::days(near)};
  const int year = static_cast<int>(chr::year_month_day(there).year());
  std::optional<std::int32_t> best;
  chr::days nearest = kSameStory + chr::days(1);
  for (const int y : {year - 1, year, year + 1}) {
    const chr::year_month_day date(chr::year(y), chr::month(number(5)), chr::day(number(8)));
    if (!date.ok()) continue;  // 29 February
    const chr::days apart = chr::abs(chr::sys_days(date) - there);
    if (apart >= nearest) continue;
    nearest = apart;
    best = static_cast<std::int32_t>(chr::sys_days(date).time_since_epoch().count());
  }
  return best;
}

std::vector<std::optional<Published>> infer_published(std::span<const Report> reports,
                                                      std::span<const Analysis> analyses,
                                                      const Lineage& lineage) {
  const std::vector<std::uint32_t> family = families(lineage);
  std::map<std::pair<ReportId, ReportId>, Shared> shared;  // (undated, dated)
  for (const Alignment& alignment : lineage.alignments) {
    if (!alignment.close) continue;
    for (const bool turned : {false, true}) {
      const ReportId undated = turned ? alignment.b.report : alignment.a.report;
      const ReportId dated = turned ? alignment.a.report : alignment.b.report;
      if (reports[undated.index()].published || !states_date(reports[dated.index()])) continue;
      if (family[undated.index()] != family[dated.index()]) continue;
      Shared& s = shared[{undated, dated}];
      s.sentences.insert(turned ? alignment.sentence_b : alignment.sentence_a);
      const auto here = weekdays(analyses[alignment.a.report.index()], alignment.sentence_a);
      const auto there = weekdays(analyses[alignment.b.report.index()], alignment.sentence_b);
      for (const std::string_view day : here) {
        if (there.contains(day)) ++s.weekdays[day];
      }
    }
  }

  std::vector<std::optional<Published>> inferred(reports.size());
  std::vector<std::tuple<long, long, std::string>> best(reports.size());
  for (const auto& [pair, s] : shared) {
    if (s.sentences.size() < kFewestShared) continue;
    const auto& [undated, dated] = pair;
    const std::string day = reports[dated.index()].published->value.substr(0, kDay);
    const std::optional<Published>& part = reports[undated.index()].published_in_part;
    // A report that states its day keeps it: a relative lends the year and no more.
    const auto whole = part ? completed(part->value, day) : std::nullopt;
    if (part && !whole) continue;
    // Most sentences; then most weekdays; then, of several dates, the earliest.
    const auto rank = std::tuple(-static_cast<long>(s.sentences.size()),
                                 -static_cast<long>(s.weekdays.size()), day);
    if (inferred[undated.index()] && best[undated.index()] <= rank) continue;
    best[undated.index()] = rank;
    Published published;
    published.value = day;
    published.basis = DateBasis::kInferred;
    published.reason = fmt::format("inferred: shares {} sentences with r{}, dated {}",
                                   s.sentences.size(), dated.value + 1, day);
    if (part) {
      published.value = *whole;
      published.evidence = part->evidence;
      published.reason = fmt::format(
          "inferred: {} {}; the year from r{}, dated {}, with which it shares {} sentences",
          part->reason, stated_words(reports[undated.index()], *part), dated.value + 1, day,
          s.sentences.size());
    } else if (!s.weekdays.empty()) {
      const auto most =
          std::max_element(s.weekdays.begin(), s.weekdays.end(),
                           [](const auto& x, const auto& y) { return x.second < y.second; });
      published.reason += fmt::format(", and both say '{}'", capitalised(most->first));
    }
    inferred[undated.index()] = std::move(published);
  }
  return inferred;
}

}  // namespace stemma::lineage
