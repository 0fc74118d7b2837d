#include "lineage/lineage.h"

#include <algorithm>

#include "lineage/align.h"
#include "lineage/candidate_reader.h"
#include "lineage/candidates.h"
#include "lineage/credits.h"
#include "lineage/edges.h"
#include "lineage/parents.h"
#include "lineage/relation.h"
#include "lineage/tables.h"
#include "lineage/terms.h"

namespace stemma::lineage {
namespace {

std::string label_of(const Report& report) {
  if (report.outlet.empty()) return report.title.empty() ? report.source : report.title;
  return report.title.empty() ? report.outlet : report.outlet + ": " + report.title;
}

std::vector<AlignedPair> align_all(const TermIndex& terms, std::span<const Report> reports,
                                   std::span<const Analysis> analyses,
                                   std::span<const Grounding> groundings, const Model& model,
                                   const Options& options) {
  const Relatives relatives = Relatives::find(reports, model, options.threads);
  CandidateReader reader(terms, analyses, groundings, model.tables());
  reader.use(options.known, options.made);
  return align(terms, CandidateFinder(terms, relatives), reader, options.threads);
}

Alignment make_alignment(const TermIndex& terms, const AlignedPair& pair, std::size_t index) {
  const SentenceTerms& a = terms.sentences[pair.pair.a];
  const SentenceTerms& b = terms.sentences[pair.pair.b];
  Alignment alignment;
  alignment.id = AlignmentId{static_cast<std::uint32_t>(index)};
  alignment.a = {a.report, a.range};
  alignment.b = {b.report, b.range};
  alignment.sentence_a = a.sentence;
  alignment.sentence_b = b.sentence;
  alignment.kind = pair.kind;
  alignment.close = pair.close;
  alignment.score = pair.kind == AlignmentKind::kVerbatim ? 1.0 : std::min(pair.score, 0.99);
  return alignment;
}

/// Origins and unrelated reports follow from the edges and the close pairs.
void find_origins(std::span<const PairRelation> relations, Lineage& lineage) {
  std::vector<bool> has_parent(lineage.nodes.size(), false);
  std::vector<bool> shares(lineage.nodes.size(), false);
  for (const Edge& edge : lineage.edges) {
    has_parent[edge.to.index()] = true;
    shares[edge.to.index()] = shares[edge.from.index()] = true;
  }
  for (const PairRelation& relation : relations) {
    shares[relation.a.index()] = shares[relation.b.index()] = true;
  }
  for (const Node& node : lineage.nodes) {
    if (has_parent[node.id.index()]) continue;
    lineage.origins.push_back(node.id);
    if (!shares[node.id.index()]) lineage.unrelated.push_back(node.id);
  }
}

}  // namespace

Lineage trace(std::span<const Report> reports, std::span<const Analysis> analyses,
              std::span<const Grounding> groundings, const Model& model, const Options& options) {
  Lineage lineage;
  for (const Report& report : reports) {
    Node node;
    node.id = NodeId{report.id.value};
    node.report = report.id;
    node.label = label_of(report);
    lineage.nodes.push_back(std::move(node));
  }
  std::vector<PairRelation> relations;
  if (reports.size() > 1) {
    const Model::Tables& tables = model.tables();
    const TermIndex terms = TermIndex::build(analyses, groundings, tables);
    const auto pairs = align_all(terms, reports, analyses, groundings, model, options);
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      lineage.alignments.push_back(make_alignment(terms, pairs[i], i));
    }
    relations = relate(terms, pairs);
    const auto credits = find_credits(reports, analyses, tables);
    const Context context{reports, analyses, credits, pairs, terms, tables, options.taken_in};
    Descents descents(context, relations);
    const Families families = find_families(context, relations, descents);
    add_edges(context, relations, families, descents, lineage);
  }
  find_origins(relations, lineage);
  return lineage;
}

}  // namespace stemma::lineage
