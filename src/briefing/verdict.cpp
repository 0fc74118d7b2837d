#include "briefing/verdict.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string_view>

#include "briefing/display.h"
#include "briefing/ids.h"
#include "briefing/user_words.h"

namespace stemma::briefing {
namespace {

/// An origin and the reports that come from it, itself left out.
struct Family {
  NodeId origin;
  bool unrelated = false;
  std::vector<ReportId> children;
};

std::vector<Family> families_of(const Briefing& b) {
  std::vector<Family> families;
  for (const NodeId origin : b.lineage.origins) {
    const auto& unrelated = b.lineage.unrelated;
    families.push_back(
        {origin, std::find(unrelated.begin(), unrelated.end(), origin) != unrelated.end(), {}});
  }
  for (const Report& report : b.reports) {
    for (const NodeId origin : origins_of(b.lineage, report.id)) {
      if (b.lineage.nodes[origin.index()].report == report.id) continue;
      for (Family& family : families) {
        if (family.origin == origin) family.children.push_back(report.id);
      }
    }
  }
  std::stable_sort(families.begin(), families.end(), [](const Family& x, const Family& y) {
    if (x.unrelated != y.unrelated) return y.unrelated;
    return x.children.size() > y.children.size();
  });
  return families;
}

std::string describe(const Family& family, const Lookup& lookup) {
  const std::string name = lookup.node_name(family.origin);
  if (!family.children.empty()) {
    return fmt::format("{} {} from {}.", print(family.children),
                       family.children.size() == 1 ? "comes" : "come", name);
  }
  return name + (family.unrelated ? " shares no passage with the others." : " stands on its own.");
}

std::string headline_of(const std::vector<Family>& families, const Lookup& lookup) {
  const Briefing& b = lookup.briefing();
  const std::size_t count = b.reports.size();
  if (count == 0) return "No reports.";
  const bool hidden = !families.empty() && !b.lineage.nodes[families[0].origin.index()].report;
  if (count == 1 && !is_read(b.reports[0]))
    return fmt::format("1 report, {}.", unread_note(b.reports[0]));
  if (count == 1) {
    return hidden ? fmt::format("1 report, drawn from {}.", lookup.node_name(families[0].origin))
                  : "1 report, and nothing to compare it with.";
  }
  const std::string counts = fmt::format("{}, {}", count_of(count, "report", "reports"),
                                         count_of(families.size(), "origin", "origins"));
  if (families.empty()) return fmt::format("{}, none of them in English.", counts);
  if (families.size() == 1) return counts + ": " + lookup.node_name(families[0].origin) + ".";
  if (families[0].unrelated) return counts + ": no two share a passage.";
  const std::size_t size = families[0].children.size();
  if (size == 0) return counts + ".";
  return fmt::format("{}: {} of the reports {} from {}.", counts, size,
                     size == 1 ? "comes" : "come", lookup.node_name(families[0].origin));
}

}  // namespace

Verdict verdict_of(const Lookup& lookup) {
  const std::vector<Family> families = families_of(lookup.briefing());
  Verdict verdict{headline_of(families, lookup), {}};
  const bool related = lookup.briefing().lineage.unrelated.size() < families.size();
  if (lookup.briefing().reports.size() > 1 && related) {
    for (const Family& family : families) verdict.lines.push_back(describe(family, lookup));
  }
  for (const Report& report : lookup.briefing().reports) {
    if (!is_read(report) && lookup.briefing().reports.size() > 1)
      verdict.lines.push_back(fmt::format("{} is {}.", print(report.id), unread_note(report)));
  }
  for (const UserWord& word : lookup.briefing().words) verdict.lines.push_back(describe(word));
  return verdict;
}

std::vector<const Reason*> reasons_of(const Lineage& lineage) {
  std::vector<const Reason*> reasons;
  std::set<std::string_view> seen;
  for (const bool hidden : {true, false}) {
    for (const Edge& edge : lineage.edges) {
      if ((lineage.nodes[edge.from.index()].kind == NodeKind::kHidden) != hidden) continue;
      for (const Reason& reason : edge.reasons) {
        if (seen.insert(reason.note).second) reasons.push_back(&reason);
      }
    }
  }
  return reasons;
}

}  // namespace stemma::briefing
