#include "lineage/batch.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "grounding/grounding.h"
#include "intake/intake.h"
#include "language/language.h"

namespace stemma::lineage {
namespace {

template <class M>
const M& loaded() {
  static const M kModel = [] {
    auto model = M::load();
    if (!model) ADD_FAILURE() << model.error().describe();
    return std::move(*model);
  }();
  return kModel;
}

}  // namespace

const Model& model() { return loaded<Model>(); }

Batch trace_reports(std::vector<Report> reports, unsigned threads) {
  Batch batch;
  batch.reports = std::move(reports);
  for (std::size_t i = 0; i < batch.reports.size(); ++i) {
    Report& report = batch.reports[i];
    report.id = ReportId{static_cast<std::uint32_t>(i)};
    batch.analyses.push_back(language::analyse(report, loaded<language::Model>()));
    batch.groundings.push_back(
        grounding::ground(report, batch.analyses.back(), loaded<grounding::Model>()));
  }
  batch.lineage =
      trace(batch.reports, batch.analyses, batch.groundings, model(), {.threads = threads});
  return batch;
}

Batch make_batch(const std::vector<Text>& texts, unsigned threads) {
  std::vector<Report> reports;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const Text& text = texts[i];
    const std::string source = text.source.empty() ? "t" + std::to_string(i) : text.source;
    intake::Batch read = intake::read_bytes(text.text, source, loaded<intake::Model>(),
                                            {.format = intake::FormatHint::kPlainText});
    Report report;
    if (read.reports.empty()) {
      report.source = source;
    } else {
      report = std::move(read.reports.front());
    }
    if (!text.outlet.empty()) report.outlet = text.outlet;
    if (!text.date.empty()) {
      Published published;
      published.value = text.date;
      published.basis = DateBasis::kMetadata;
      report.published = published;
    }
    reports.push_back(std::move(report));
  }
  return trace_reports(std::move(reports), threads);
}

const Edge* find_edge(const Lineage& lineage, std::uint32_t from, std::uint32_t to) {
  for (const Edge& edge : lineage.edges) {
    if (edge.from.value == from && edge.to.value == to) return &edge;
  }
  return nullptr;
}

void expect_invariants(const Batch& batch) {
  const Lineage& l = batch.lineage;
  ASSERT_GE(l.nodes.size(), batch.reports.size());
  for (std::size_t i = 0; i < l.nodes.size(); ++i) {
    EXPECT_EQ(l.nodes[i].id.index(), i);
    EXPECT_EQ(l.nodes[i].report.has_value(), l.nodes[i].kind == NodeKind::kReport);
    EXPECT_EQ(l.nodes[i].kind == NodeKind::kReport, i < batch.reports.size());
    if (l.nodes[i].report) {
      EXPECT_EQ(l.nodes[i].report->index(), i);
    }
    EXPECT_FALSE(l.nodes[i].label.empty());
  }
  for (std::size_t i = 0; i < l.alignments.size(); ++i) {
    const Alignment& a = l.alignments[i];
    EXPECT_EQ(a.id.index(), i);
    EXPECT_LT(a.a.report, a.b.report);
    EXPECT_GE(a.score, 0);
    EXPECT_LE(a.score, 1);
    const auto range = [&](const Evidence& e, SentenceId s) {
      return batch.analyses[e.report.index()].sentences[s.index()].range;
    };
    EXPECT_EQ(a.a.range, range(a.a, a.sentence_a));
    EXPECT_EQ(a.b.range, range(a.b, a.sentence_b));
    if (i > 0) {
      const Alignment& b = l.alignments[i - 1];
      EXPECT_LT(std::tuple(b.a.report, b.b.report, b.a.range, b.b.range),
                std::tuple(a.a.report, a.b.report, a.a.range, a.b.range));
    }
  }
  std::vector<std::size_t> parents(l.nodes.size(), 0);
  for (std::size_t i = 0; i < l.edges.size(); ++i) {
    const Edge& e = l.edges[i];
    ASSERT_LT(e.from.index(), l.nodes.size());
    ASSERT_LT(e.to.index(), batch.reports.size()) << "a hidden source has no parent";
    ++parents[e.to.index()];
    EXPECT_GT(e.share, 0);
    EXPECT_LE(e.share, 1);
    EXPECT_GT(e.confidence, 0);
    EXPECT_LE(e.confidence, 1);
    EXPECT_FALSE(e.reasons.empty());
    EXPECT_FALSE(e.passages.empty());
    for (const AlignmentId id : e.passages) {
      ASSERT_LT(id.index(), l.alignments.size());
      EXPECT_TRUE(l.alignments[id.index()].close);
    }
    for (const Reason& reason : e.reasons) {
      EXPECT_FALSE(reason.note.empty());
      EXPECT_EQ(reason.note.back(), '.') << reason.note;
      for (const Evidence& evidence : reason.evidence) {
        EXPECT_LE(evidence.range.end, batch.reports[evidence.report.index()].text.size());
        EXPECT_FALSE(evidence.range.empty());
      }
    }
    if (i > 0) {
      EXPECT_LT(std::pair(l.edges[i - 1].to, l.edges[i - 1].from), std::pair(e.to, e.from));
    }
  }
  // No circle: taking nodes without open parents away, again and again, takes all.
  std::vector<NodeId> open;
  std::vector<NodeId> origins;
  for (const Node& node : l.nodes) {
    if (parents[node.id.index()] == 0) origins.push_back(node.id);
  }
  EXPECT_EQ(l.origins, origins);
  open = origins;
  std::size_t taken = 0;
  while (!open.empty()) {
    const NodeId node = open.back();
    open.pop_back();
    ++taken;
    for (const Edge& edge : l.edges) {
      if (edge.from == node && --parents[edge.to.index()] == 0) open.push_back(edge.to);
    }
  }
  EXPECT_EQ(taken, l.nodes.size()) << "the graph has a circle";
  for (const NodeId id : l.unrelated) {
    EXPECT_TRUE(std::binary_search(l.origins.begin(), l.origins.end(), id));
  }
}

}  // namespace stemma::lineage
