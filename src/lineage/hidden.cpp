#include "lineage/hidden.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace stemma::lineage {
namespace {

constexpr double kEditWords = 0.5;  // of the shared words, verbatim or edited

/// How much a credit says about where a text comes from.
int strength(CreditKind kind) {
  switch (kind) {
    case CreditKind::kByline:
    case CreditKind::kDateline:
    case CreditKind::kNotice:
      return 3;
    case CreditKind::kTold:
    case CreditKind::kSeenBy:
      return 2;
  }
  return 0;
}

struct Naming {
  std::string newsroom;
  std::set<ReportId> reports;
  int strength = 0;
  std::vector<Evidence> evidence;
};

/// The newsroom that most of the children credit, if at least one does so plainly.
std::optional<Naming> name_source(const Context& context, std::span<const ReportId> children) {
  std::map<std::string, Naming> namings;
  for (const ReportId child : children) {
    const auto& credits = context.credits[child.index()];
    for (const Credit& credit : credits) {
      if (is_by(context.reports[child.index()], credits, credit.newsroom, context.tables) &&
          credit.sentence) {
        continue;  // its own reporters
      }
      Naming& naming = namings[credit.newsroom];
      naming.newsroom = credit.newsroom;
      naming.reports.insert(child);
      naming.strength += strength(credit.kind);
      naming.evidence.push_back(credit.evidence);
    }
  }
  std::optional<Naming> best;
  for (const auto& [name, naming] : namings) {
    if (!best || std::pair(naming.reports.size(), naming.strength) >
                     std::pair(best->reports.size(), best->strength)) {
      best = naming;
    }
  }
  return best;
}

/// The relations among the children.
std::vector<const PairRelation*> among(std::span<const PairRelation> relations,
                                       std::span<const ReportId> children) {
  std::vector<const PairRelation*> found;
  const auto has = [&](ReportId r) {
    return std::binary_search(children.begin(), children.end(), r);
  };
  for (const PairRelation& r : relations) {
    if (r.derived && has(r.a) && has(r.b)) found.push_back(&r);
  }
  return found;
}

Edge make_edge(const Context& context, const std::vector<const PairRelation*>& relations,
               Descents& descents, ReportId child, const std::optional<Naming>& naming) {
  Edge edge;
  edge.to = NodeId{child.value};
  std::set<std::uint32_t> shared;
  double literal = 0;
  std::uint32_t fuller_here = 0;
  std::uint32_t fuller_there = 0;
  for (const PairRelation* r : relations) {
    if (r->a != child && r->b != child) continue;
    for (const std::uint32_t p : r->pairs) {
      edge.passages.push_back(AlignmentId{p});
      shared.insert(r->a == child ? context.pairs[p].pair.a : context.pairs[p].pair.b);
    }
    if (r->verbatim + r->edited >= literal) literal = r->verbatim + r->edited;
    fuller_here += r->side(child).fuller;
    fuller_there += r->side(r->other(child)).fuller;
    // Why this child was not made from that sibling.
    const ReportId sibling = r->other(child);
    const Steps descent = descents.find(descents.text(sibling), descents.text(child), {});
    const Judgement j = judge(context, *r, sibling, child, descent);
    for (const Reason& reason : j.obstacles) {
      edge.reasons.push_back(reason);
    }
  }
  double words = 0;
  double shared_words = 0;
  std::uint32_t index = context.terms.first_sentence[child.index()];
  for (const SentenceTerms& s : context.terms.of(child)) {
    const auto count = static_cast<double>(s.words.size());
    words += count;
    if (shared.contains(index++)) shared_words += count;
  }
  edge.share = words > 0 ? shared_words / words : 0;
  edge.kind =
      literal >= kEditWords || fuller_here > fuller_there ? EdgeKind::kEdit : EdgeKind::kRewrite;
  if (naming) {
    Reason reason;
    reason.note =
        naming->reports.contains(child)
            ? fmt::format("{} names {} as the newsroom that its words come from.", printed(child),
                          naming->newsroom)
            : fmt::format("{} does not name {}, but the texts it shares sentences with do.",
                          printed(child), naming->newsroom);
    for (const Evidence& e : naming->evidence) {
      if (e.report == child) reason.evidence.push_back(e);
    }
    edge.reasons.push_back(std::move(reason));
  }
  if (edge.reasons.empty()) {
    edge.reasons.push_back(
        {fmt::format(
             "{} of the {} sentences of {} stand in its siblings, and the wording of none of "
             "them is where that of the others comes from.",
             shared.size(), context.terms.of(child).size(), printed(child)),
         {}});
  }
  std::sort(edge.passages.begin(), edge.passages.end());
  return edge;
}

}  // namespace

void add_hidden(const Context& context, std::span<const PairRelation> relations,
                const HiddenSource& source, Descents& descents, Lineage& lineage) {
  const std::vector<ReportId>& children = source.children;
  const std::optional<Naming> naming = name_source(context, children);
  Node node;
  node.id = NodeId{static_cast<std::uint32_t>(lineage.nodes.size())};
  node.kind = NodeKind::kHidden;
  node.label = "an unknown source (not supplied)";
  if (naming) {
    node.label = fmt::format("a {} story (not supplied)", naming->newsroom);
    node.evidence = naming->evidence;
  }
  const auto related = among(relations, children);
  for (std::size_t i = 0; i < children.size(); ++i) {
    Edge edge = make_edge(context, related, descents, children[i], naming);
    edge.from = node.id;
    edge.confidence = source.odds[i];
    lineage.edges.push_back(std::move(edge));
  }
  lineage.nodes.push_back(std::move(node));
}

}  // namespace stemma::lineage
