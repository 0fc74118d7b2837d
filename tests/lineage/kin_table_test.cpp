// Words that may stand for one another are found by their stems, both ways.
#include "lineage/kin_table.h"

#include <gtest/gtest.h>

#include <cmath>

namespace stemma::lineage {
namespace {

class KinTableTest : public ::testing::Test {
 protected:
  /// "stem weight, " of each.
  static std::string of(const KinTable& table, const std::string& stem) {
    std::string out;
    for (const Kin& kin : table.of(stem))
      out += std::string(kin.stem) + " " + std::to_string(std::lround(kin.weight * 100)) + ", ";
    return out;
  }

  static KinTable table(std::string_view rows) {
    const auto lexicon = Lexicon::parse(rows, "test", 3);
    EXPECT_TRUE(lexicon.ok());
    Stemmer stemmer;
    return {lexicon->rows(), stemmer};
  }
};

TEST_F(KinTableTest, BothWaysInTheOrderOfTheRows) {
  const KinTable kin = table("vessel\tboat\t80\nboat\tship\t70\nboat\tcraft\t60\n");
  EXPECT_EQ(of(kin, "boat"), "vessel 80, ship 70, craft 60, ");
  EXPECT_EQ(of(kin, "vessel"), "boat 80, ");
  EXPECT_EQ(of(kin, "ship"), "boat 70, ");
  EXPECT_EQ(of(kin, "gull"), "");
}

TEST_F(KinTableTest, WordsOfOneStemAreOneWithTheGreaterWeight) {
  const KinTable kin =
      table("boats\tships\t40\nsinking\tsink\t90\nboat\tship\t70\nship\tboat\t50\n");
  EXPECT_EQ(of(kin, "boat"), "ship 70, ");
  EXPECT_EQ(of(kin, "ship"), "boat 70, ");
  EXPECT_EQ(of(kin, "sink"), "");
}

TEST_F(KinTableTest, MovedOrEmptyItIsAsGood) {
  KinTable first = table("boat\tship\t70\n");
  const KinTable second = std::move(first);
  EXPECT_EQ(of(second, "ship"), "boat 70, ");
  EXPECT_EQ(of(KinTable(), "ship"), "");
  EXPECT_EQ(of(table(""), "ship"), "");
}

}  // namespace
}  // namespace stemma::lineage
