// What a text is about, at a glance: which texts have the same terms, and what weighs more.
#include "lineage/report_terms.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "batch.h"

namespace stemma::lineage {
namespace {

std::vector<std::uint64_t> keys(const ReportTerms& terms) {
  std::vector<std::uint64_t> out;
  for (const ReportTerm& t : terms) out.push_back(t.key);
  return out;
}

ReportTerms read(std::string_view text) { return TermReader(model()).read(text); }

struct SameTerms {
  const char* name;
  const char* a;
  const char* b;
  bool same;
};

class TermsOf : public testing::TestWithParam<SameTerms> {};

TEST_P(TermsOf, AreTheSameOrNot) {
  const SameTerms& c = GetParam();
  EXPECT_EQ(keys(read(c.a)) == keys(read(c.b)), c.same);
}

INSTANTIATE_TEST_SUITE_P(
    Texts, TermsOf,
    testing::Values(
        SameTerms{"forms", "soldiers surrendered", "The soldier is surrendering.", true},
        SameTerms{"marks", "\"Velmar,\" Brandt shouted", "Brandt shouted: Velmar!", true},
        SameTerms{"figures", "6,700 evacuated", "evacuated 6700", true},
        SameTerms{"decimals", "6.7 evacuated", "67 evacuated", false},
        SameTerms{"peoples", "a French frigate", "a frigate of France", true},
        SameTerms{"order", "frigate rammed trawler", "trawler rammed frigate", true},
        SameTerms{"function", "the frigate of a", "frigate", true},
        SameTerms{"capitals", "FRIGATE", "frigate", true},
        SameTerms{"others", "frigate", "trawler", false},
        SameTerms{"accents", "Bogotá", "bogotá", true}),
    [](const auto& c) { return c.param.name; });

TEST(Terms, NamesWeighMoreAndSoDoesWhatIsSaidAgain) {
  const auto weight = [](std::string_view text) { return read(text).at(0).weight; };
  EXPECT_GT(weight("the Zubrin"), weight("the zubrin"));
  EXPECT_GT(weight("zubrin zubrin zubrin"), weight("zubrin"));
  // The capital of a sentence's first word says nothing.
  EXPECT_EQ(weight("Zubrin"), weight("zubrin"));
}

TEST(Terms, AscendAndComeOnce) {
  const ReportTerms terms = read("frigate trawler frigate harbour trawler 12 12");
  ASSERT_EQ(terms.size(), 4U);
  for (std::size_t i = 1; i < terms.size(); ++i) EXPECT_LT(terms[i - 1].key, terms[i].key);
}

TEST(Terms, FurnitureIsLeftOut) {
  Report report;
  report.title = "Frigate sinks";
  report.text = "Advertisement zebra. A trawler rammed it.";
  report.furniture = {{{0, 20}, FurnitureKind::kLoading}};
  EXPECT_EQ(keys(TermReader(model()).read(report)), keys(read("frigate sinks trawler rammed")));
}

TEST(Terms, BrokenBytesDoNoHarm) {
  const std::string_view broken = "frigate \xFF\xC3 trawler \xE2\x82";
  EXPECT_EQ(keys(read(broken)), keys(read("frigate trawler")));
  EXPECT_TRUE(read("").empty());
}

}  // namespace
}  // namespace stemma::lineage
