// A batch of reports taken through the stages that lineage needs.
//
//   Batch batch = make_batch({{.outlet = "Meridian", .text = "..."}, {.text = "..."}});
//   EXPECT_EQ(batch.lineage.origins.size(), 1U);
#pragma once

#include <string>
#include <vector>

#include "lineage/lineage.h"
#include "stemma/report.h"

namespace stemma::lineage {

struct Text {
  std::string source = {};
  std::string outlet = {};
  std::string date = {};
  std::string text = {};
};

struct Batch {
  std::vector<Report> reports;
  std::vector<Analysis> analyses;
  std::vector<Grounding> groundings;
  Lineage lineage;
};

const Model& model();

/// Reads each text as intake does (furniture and all), then traces. Outlet and date, where given,
/// stand for metadata.
Batch make_batch(const std::vector<Text>& texts, unsigned threads = 1);
Batch trace_reports(std::vector<Report> reports, unsigned threads = 1);

/// Whether `from` is a parent of `to` (ids counted from 0).
const Edge* find_edge(const Lineage& lineage, std::uint32_t from, std::uint32_t to);

/// Checks every promise of stemma/lineage.h; failures name it.
void expect_invariants(const Batch& batch);

}  // namespace stemma::lineage
