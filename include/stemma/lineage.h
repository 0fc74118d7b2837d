// Who copied whom: sentence alignments between reports, and a graph over reports and hidden
// sources.
//
// Edges point from the source to the text made of it: from = parent, to = child.
// Invariants: the graph has no cycle; every report is a node, and nodes[i] for i < number of
// reports is report i; hidden nodes follow. An origin is a node without a parent.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "stemma/evidence.h"

namespace stemma {

enum class AlignmentKind : std::uint8_t {
  kVerbatim,    // the same words, but for space, case and marks
  kEdited,      // the same sentence with words changed, moved, cut or added
  kParaphrase,  // the same content in other words
};
std::string_view to_string(AlignmentKind kind);

/// Sentences of two reports that tell the same thing. a.report < b.report.
struct Alignment {
  AlignmentId id;
  Evidence a;
  Evidence b;
  SentenceId sentence_a;
  SentenceId sentence_b;
  AlignmentKind kind = AlignmentKind::kParaphrase;
  double score = 0;   // 0..1, 1 = the same words
  bool close = true;  // false: the same matter in other words or in part, and no sign of copying
};

enum class NodeKind : std::uint8_t { kReport, kHidden };
std::string_view to_string(NodeKind kind);

struct Node {
  NodeId id;
  NodeKind kind = NodeKind::kReport;
  std::optional<ReportId> report;  // set exactly when kind is kReport
  std::string label;               // "Sela Herald: ..." or "a Meridian story (not supplied)"
  std::vector<Evidence> evidence;  // for a hidden node: the credits that name it
};

enum class EdgeKind : std::uint8_t {
  kCopy,     // nearly all of it, word for word
  kEdit,     // the same text worked over: cut, updated, changed here and there
  kRewrite,  // the same content in other words
  kExcerpt,  // a small part of the parent stands in the child
  kMerge,    // the child has further parents
};
std::string_view to_string(EdgeKind kind);

/// Why an edge is there and points this way. `note` is a full sentence for people.
struct Reason {
  std::string note;
  std::vector<Evidence> evidence;
};

struct Edge {
  NodeId from;
  NodeId to;
  EdgeKind kind = EdgeKind::kEdit;
  double share = 0;       // part of the child's prose (by words) that comes by this edge, 0..1
  double confidence = 0;  // 0..1, of this parent against all others, none and the reverse
  std::vector<AlignmentId> passages;
  std::vector<Reason> reasons;
};

struct Lineage {
  std::vector<Alignment> alignments;  // sorted by (a.report, b.report, a.range, b.range)
  std::vector<Node> nodes;
  std::vector<Edge> edges;        // sorted by (to, from)
  std::vector<NodeId> origins;    // nodes without a parent, ascending
  std::vector<NodeId> unrelated;  // origins that share no passage with any other report
};

/// The origins that a report descends from (itself, if it is one), ascending.
std::vector<NodeId> origins_of(const Lineage& lineage, ReportId report);

}  // namespace stemma
