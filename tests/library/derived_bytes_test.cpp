// What stages found comes back from its bytes as it was, and damaged bytes give nothing bad.
#include "library/derived_bytes.h"

#include <fstream>
#include <iterator>
#include <random>

#include "library/support.h"
#include "support/paths.h"

namespace stemma::library {
namespace {

const char* const kSmall =
    "PORT SELA, March 7 - At least 1,200 people left the old town on Friday, the harbour board "
    "said. \"We had 5.5 million litres in Quay Street,\" its head, Ana Moro, told the Sela Herald. "
    "Costs rose from $20 to $35.5, she said. They aren\xE2\x80\x99t sure. \xC3\x89lan Bri\xC3\xA9 "
    "was shelled by Velmar, residents denied.";

class DerivedBytes : public LibraryTest {
 protected:
  static Report report(std::string text) {
    Report report;
    report.id = ReportId{3};
    report.text = std::move(text);
    report.published = Published{"2031-03-08", DateBasis::kMetadata, "test", std::nullopt};
    return report;
  }

  static Derived derive(const Report& report) {
    const AnalysisModels m = models();
    Derived d;
    d.analysis = language::analyse(report, m.language);
    d.grounding = grounding::ground(report, d.analysis, m.grounding);
    d.claims = claims::extract(report, d.analysis, d.grounding, m.claims);
    return d;
  }

  static std::string packed(const Derived& d, const Report& report) {
    return pack(d.analysis, d.grounding, d.claims, report);
  }

  static std::vector<Report> all_texts() {
    std::vector<Report> texts = {report(""), report(kSmall), report("\n\n"), report("\"")};
    for (const auto& entry :
         std::filesystem::directory_iterator(testing::source_dir() / "examples")) {
      if (entry.path().extension() != ".txt") continue;
      std::ifstream in(entry.path(), std::ios::binary);
      texts.push_back(report({std::istreambuf_iterator<char>(in), {}}));
    }
    return texts;
  }
};

TEST_F(DerivedBytes, ComeBackAsTheyWere) {
  const auto texts = all_texts();
  ASSERT_GT(texts.size(), 8u);
  for (const Report& report : texts) {
    const Derived before = derive(report);
    const std::string bytes = packed(before, report);
    const auto after = unpack(bytes, report);
    ASSERT_TRUE(after) << report.text;
    EXPECT_EQ(packed(*after, report), bytes);
    // Of a word everything is told apart, since columns are easily mixed up.
    ASSERT_EQ(after->analysis.tokens.size(), before.analysis.tokens.size());
    for (std::size_t t = 0; t < before.analysis.tokens.size(); ++t) {
      const Token& x = before.analysis.tokens[t];
      const Token& y = after->analysis.tokens[t];
      EXPECT_EQ(x.range, y.range);
      EXPECT_EQ(x.norm, y.norm);
      EXPECT_EQ(x.lemma, y.lemma);
      EXPECT_EQ(x.head, y.head);
      EXPECT_EQ(std::tie(x.kind, x.space_before, x.capitalised, x.upos, x.xpos, x.relation),
                std::tie(y.kind, y.space_before, y.capitalised, y.upos, y.xpos, y.relation));
    }
    EXPECT_EQ(after->analysis.report, report.id);
    EXPECT_EQ(after->grounding.report, report.id);
    ASSERT_EQ(after->claims.size(), before.claims.size());
    for (std::size_t c = 0; c < before.claims.size(); ++c) {
      EXPECT_EQ(after->claims[c].report, report.id);
      EXPECT_EQ(after->claims[c].content, before.claims[c].content);
      EXPECT_EQ(after->claims[c].propositions.size(), before.claims[c].propositions.size());
    }
    EXPECT_EQ(after->grounding.quantities.size(), before.grounding.quantities.size());
  }
}

TEST_F(DerivedBytes, DoublesComeBackToTheBit) {
  const Report r = report(kSmall);
  Derived d = derive(r);
  ASSERT_FALSE(d.grounding.quantities.empty());
  for (const double value : {0.0, -0.0, 1.0, -1.0, 0.1, 9007199254740991.0, 9007199254740992.0,
                             1e300, 5e-324, std::numeric_limits<double>::infinity()}) {
    d.grounding.quantities[0].value = value;
    d.grounding.quantities[0].high = value;
    const auto after = unpack(packed(d, r), r);
    ASSERT_TRUE(after);
    EXPECT_EQ(std::bit_cast<std::uint64_t>(after->grounding.quantities[0].value),
              std::bit_cast<std::uint64_t>(value));
  }
}

TEST_F(DerivedBytes, CutShortOrTooLongTheyGiveNothing) {
  const Report r = report(kSmall);
  const std::string bytes = packed(derive(r), r);
  for (std::size_t size = 0; size < bytes.size(); ++size)
    EXPECT_FALSE(unpack(std::string_view(bytes).substr(0, size), r)) << size;
  EXPECT_FALSE(unpack(bytes + '\0', r));
  EXPECT_FALSE(unpack(std::string(kMostPacked + 1, '\0'), r));
}

TEST_F(DerivedBytes, OfAnotherTextTheyGiveNothing) {
  const std::string bytes = packed(derive(report(kSmall)), report(kSmall));
  EXPECT_FALSE(unpack(bytes, report("Short.")));
  EXPECT_FALSE(unpack(bytes, report(std::string(std::string_view(kSmall).size(), '\x80'))));
}

TEST_F(DerivedBytes, DamagedAnywhereTheyGiveNothingOrWhatCanBeKept) {
  const Report r = report(kSmall);
  const std::string bytes = packed(derive(r), r);
  std::mt19937 random(20310307);
  std::size_t given = 0;
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    for (int round = 0; round < 8; ++round) {
      std::string damaged = bytes;
      damaged[at] = static_cast<char>(random());
      const auto after = unpack(damaged, r);
      if (!after) continue;
      ++given;
      const std::string again = packed(*after, r);
      const auto twice = unpack(again, r);
      ASSERT_TRUE(twice) << at;
      EXPECT_EQ(packed(*twice, r), again);
    }
  }
  EXPECT_GT(given, 0u);
}

TEST_F(DerivedBytes, HeadsInARingGiveNothing) {
  const Report r = report("Two boats sank.");
  Derived d = derive(r);
  ASSERT_GE(d.analysis.tokens.size(), 3u);
  ASSERT_TRUE(unpack(packed(d, r), r));
  Derived ring = d;
  ring.analysis.tokens[0].head = 1;
  ring.analysis.tokens[1].head = 0;
  EXPECT_FALSE(unpack(packed(ring, r), r));
  Derived rootless = d;
  for (Token& token : rootless.analysis.tokens) token.head = kNoHead;
  EXPECT_FALSE(unpack(packed(rootless, r), r));
  Derived beyond = d;
  beyond.analysis.mentions.push_back({});
  beyond.analysis.mentions.back().end_token = 99;
  EXPECT_FALSE(unpack(packed(beyond, r), r));
}

}  // namespace
}  // namespace stemma::library
