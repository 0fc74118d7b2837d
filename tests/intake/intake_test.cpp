#include "intake/intake.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace stemma::intake {
namespace {

class Intake : public ::testing::Test {
 protected:
  void SetUp() override {
    auto model = Model::load();
    ASSERT_TRUE(model.ok()) << model.error().describe();
    model_ = std::make_unique<Model>(std::move(*model));
  }
  Batch read(std::string_view bytes, std::string_view source = "wire.txt", Options options = {}) {
    return read_bytes(bytes, source, *model_, options);
  }
  std::unique_ptr<Model> model_;
};

TEST_F(Intake, KeepsUtf8TextByteForByte) {
  const std::string text = "\xEF\xBB\xBFThe caf\xC3\xA9 in Port Sela closed.\r\nIt was late.\r\n";
  const Batch batch = read(text);
  ASSERT_EQ(batch.reports.size(), 1u);
  EXPECT_EQ(batch.reports[0].text, text);
  EXPECT_TRUE(batch.reports[0].notes.empty());
}

TEST_F(Intake, SaysWhatABinaryLooksLike) {
  const Batch batch = read("%PDF-1.4 and so on");
  ASSERT_EQ(batch.problems.size(), 1u);
  EXPECT_EQ(batch.problems[0].code, ErrorCode::kBinary);
  EXPECT_NE(batch.problems[0].message.find("PDF"), std::string::npos);
}

}  // namespace
}  // namespace stemma::intake
