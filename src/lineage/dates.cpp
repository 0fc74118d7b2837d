#include "lineage/dates.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <tuple>

namespace stemma::lineage {
namespace {

constexpr std::size_t kFewestShared = 3;  // sentences
constexpr std::size_t kDay = 10;          // of "2022-12-07T09:30:00"

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
  std::vector<std::uint32_t> family(lineage.nodes.size());
  for (std::uint32_t i = 0; i < family.size(); ++i) family[i] = i;
  const auto find = [&](std::uint32_t i) {
    while (family[i] != i) i = family[i] = family[family[i]];
    return i;
  };
  for (const Edge& edge : lineage.edges) family[find(edge.from.value)] = find(edge.to.value);
  for (std::uint32_t i = 0; i < family.size(); ++i) family[i] = find(i);
  return family;
}

std::string capitalised(std::string_view word) {
  std::string out(word);
  out[0] = static_cast<char>(out[0] - 'a' + 'A');
  return out;
}

}  // namespace

std::vector<std::optional<Published>> infer_published(std::span<const Report> reports,
                                                      std::span<const Analysis> analyses,
                                                      const Lineage& lineage) {
  const std::vector<std::uint32_t> family = families(lineage);
  std::map<std::pair<ReportId, ReportId>, Shared> shared;  // (undated, dated)
  for (const Alignment& alignment : lineage.alignments) {
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
    if (!s.weekdays.empty()) {
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
