// What must hold of every collation, whatever the texts.
#include <gtest/gtest.h>

#include <algorithm>

#include "collation/pipeline.h"
#include "support/paths.h"

namespace stemma::testing {
namespace {

std::vector<std::string> example_files() {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(source_dir() / "examples"))
    if (std::isdigit(static_cast<unsigned char>(entry.path().filename().string()[0])))
      files.push_back(entry.path().string());
  std::sort(files.begin(), files.end());
  return files;
}

std::string summary(const Batch& batch, const Collation& collation) {
  std::string out;
  for (const Reading& reading : collation.readings) {
    out += std::string(to_string(reading.relation)) + " " + std::to_string(reading.origins) + " " +
           std::to_string(reading.voices);
    for (const ClaimId id : reading.claims) out += " c" + std::to_string(id.value);
    for (const Variant& v : reading.variants)
      out += "\n " + v.note + batch.words(v.a) + "|" + batch.words(v.b);
    out += "\n";
  }
  for (const Warning& w : collation.warnings) out += w.note + batch.words(w.evidence) + "\n";
  return out;
}

TEST(Properties, HoldOverTheExamples) {
  const Pipeline pipeline;
  const Batch batch = pipeline.run_files(example_files());
  ASSERT_EQ(batch.reports.size(), 10U);
  EXPECT_EQ(broken_promise(batch), "");
}

TEST(Properties, TheSameInputGivesTheSameCollation) {
  const Pipeline pipeline;
  const Batch batch = pipeline.run_files(example_files());
  EXPECT_EQ(summary(batch, batch.collation), summary(batch, pipeline.collate(batch)));
}

TEST(Properties, HoldForOddInput) {
  const Pipeline pipeline;
  const std::vector<std::vector<std::string>> batches = {
      {},
      {"x"},
      {"\"", "\"\"", "''"},
      {". . . !?", "5 5 5 5 5, 6"},
      {"No.", "No.", "No.", "No."},
      {"“Yes” “no” “yes”. He said “no”.", "Yes no yes. He said no."},
      {std::string(3000, 'a') + ".", std::string(3000, 'a') + "."},
  };
  for (const auto& texts : batches) {
    const Batch batch = pipeline.run(texts);
    EXPECT_EQ(broken_promise(batch), "");
  }
}

TEST(Properties, OneReportHasOnlyItsOwn) {
  const Pipeline pipeline;
  const Batch batch = pipeline.run_files({example_files().front()});
  ASSERT_FALSE(batch.collation.readings.empty());
  for (const Reading& reading : batch.collation.readings) {
    EXPECT_EQ(reading.relation, ReadingRelation::kOnlyHere);
    EXPECT_TRUE(reading.variants.empty());
  }
}

TEST(Properties, ACopyGivesNoVariants) {
  const Pipeline pipeline;
  const std::string file = example_files().front();
  const Batch batch = pipeline.run_files({file, file});
  for (const Reading& reading : batch.collation.readings) {
    for (const Variant& variant : reading.variants) ADD_FAILURE() << variant.note;
  }
}

// A long sentence and a long report must not take a long time: a few seconds at most, by the
// timeout of the test program.
TEST(Properties, LongInputIsNoTrouble) {
  const Pipeline pipeline;
  std::string sentence = "The dam";
  for (int i = 0; i < 3000; ++i)
    sentence += " killed by the Observatory could not " + std::to_string(i);
  std::string report;
  for (int i = 0; i < 1000; ++i)
    report += "Some residents of Dolna said 12 people could not leave. ";
  const Batch batch = pipeline.run({sentence + ".", sentence + ".", report, report});
  EXPECT_EQ(broken_promise(batch), "");
}

}  // namespace
}  // namespace stemma::testing
