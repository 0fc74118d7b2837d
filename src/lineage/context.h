// What the steps after alignment look at.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "lineage/credits.h"
#include "lineage/relation.h"

namespace stemma::lineage {

/// Views only; all are by report, but for the pairs. REQUIRES: they outlive the Context.
struct Context {
  std::span<const Report> reports;
  std::span<const Analysis> analyses;
  std::span<const std::vector<Credit>> credits;
  std::span<const AlignedPair> pairs;
  const TermIndex& terms;
  const Model::Tables& tables;
  std::span<const std::string> taken_in = {};  // Options::taken_in
};

}  // namespace stemma::lineage
