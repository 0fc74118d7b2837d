// A model for intake's tests, loaded once a fixture.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>

#include "intake/intake.h"

namespace stemma::intake {

class IntakeTest : public ::testing::Test {
 protected:
  void SetUp() override {
    auto model = Model::load();
    ASSERT_TRUE(model.ok()) << model.error().describe();
    model_ = std::make_unique<Model>(std::move(*model));
  }

  Batch read(std::string_view bytes, std::string_view source = "wire.txt", Options options = {}) {
    return read_bytes(bytes, source, *model_, options);
  }

  /// The only report of an input that must be good.
  Report report(std::string_view bytes, std::string_view source = "wire.txt") {
    Batch batch = read(bytes, source);
    EXPECT_TRUE(batch.problems.empty()) << batch.problems[0].describe();
    EXPECT_EQ(batch.reports.size(), 1u);
    return batch.reports.empty() ? Report() : std::move(batch.reports[0]);
  }

  /// The only problem of an input that must be bad.
  Error problem(std::string_view bytes, std::string_view source = "wire.txt",
                Options options = {}) {
    Batch batch = read(bytes, source, options);
    EXPECT_TRUE(batch.reports.empty());
    EXPECT_EQ(batch.problems.size(), 1u);
    return batch.problems.empty() ? Error() : std::move(batch.problems[0]);
  }

  std::unique_ptr<Model> model_;
};

}  // namespace stemma::intake
