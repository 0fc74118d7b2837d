// The two reports that the project started from: what must be found in them, by kind and place.
#include <gtest/gtest.h>

#include <algorithm>

#include "collation/pipeline.h"
#include "support/paths.h"

namespace stemma::testing {
namespace {

class Seeds : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto shared = shared_dir();
    if (!shared) GTEST_SKIP() << "no shared data here (set STEMMA_SHARED)";
    std::vector<std::string> files;
    for (const auto& entry : std::filesystem::directory_iterator(*shared / "seeds"))
      if (entry.path().extension() == ".txt") files.push_back(entry.path().string());
    std::sort(files.begin(), files.end());
    batch_ = Pipeline().run_files(files);
    ASSERT_EQ(batch_.reports.size(), 2U);
  }

  bool has(VariantKind kind, const std::string& a, const std::string& b) const {
    for (const Reading& reading : batch_.collation.readings)
      for (const Variant& v : reading.variants)
        if (v.kind == kind && batch_.words(v.a).find(a) != std::string::npos &&
            batch_.words(v.b).find(b) != std::string::npos)
          return true;
    return false;
  }

  bool warns(WarningKind kind, std::uint32_t report, const std::string& words) const {
    for (const Warning& w : batch_.collation.warnings)
      if (w.kind == kind && w.evidence.report.value == report &&
          batch_.words(w.evidence).find(words) != std::string::npos)
        return true;
    return false;
  }

  Batch batch_;
};

TEST_F(Seeds, KeepTheirPromises) { EXPECT_EQ(broken_promise(batch_), ""); }
TEST_F(Seeds, TheAllyBecameATrainee) {
  EXPECT_TRUE(has(VariantKind::kRole, "Russian", "Russian-trained"));
}
TEST_F(Seeds, ArmsLengthWasLost) { EXPECT_TRUE(has(VariantKind::kAttribution, "what it", "")); }
TEST_F(Seeds, SomeAnalystsBecameAnalysts) {
  EXPECT_TRUE(has(VariantKind::kScope, "some", "nalysts"));
}
TEST_F(Seeds, TheCounterBecameTheKiller) {
  EXPECT_TRUE(warns(WarningKind::kObserverAsAgent, 1, "United Nations"));
}
TEST_F(Seeds, TheExpertLostHisMarks) {
  EXPECT_TRUE(warns(WarningKind::kFirstPersonOutside, 1, "We cannot"));
}
TEST_F(Seeds, AnEditorIsNotDrowned) {
  std::size_t loud = 0;
  for (const Reading& reading : batch_.collation.readings)
    for (const Variant& v : reading.variants) loud += v.severity >= 0.3 ? 1 : 0;
  EXPECT_LE(loud, 10U);
}

}  // namespace
}  // namespace stemma::testing
