// What the tests of the language room share: one model, a quick way to an analysis, and the
// invariants of Analysis as checks.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "language/language.h"

namespace stemma::language {

inline const Model& shared_model() {
  static const Result<Model> model = Model::load();
  EXPECT_TRUE(model.ok()) << (model.ok() ? "" : model.error().describe());
  return *model;
}

inline Report report_of(std::string_view text, std::vector<Furniture> furniture = {}) {
  Report report;
  report.text = std::string(text);
  report.furniture = std::move(furniture);
  return report;
}

/// What the headers promise of sentences, tokens and quotations; the first breach, or "".
std::string broken_invariant(const Report& report, const Analysis& analysis);

}  // namespace stemma::language
