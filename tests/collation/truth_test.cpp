// examples/truth.json: how much of what was planted is found. The floors are what was measured;
// they may rise, not fall.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <simdjson.h>

#include <algorithm>
#include <map>

#include "collation/pipeline.h"
#include "support/paths.h"

namespace stemma::testing {
namespace {

using simdjson::dom::element;

constexpr double kFoundFloor = 0.9;    // share of planted variants
constexpr std::size_t kSumsFloor = 2;  // of five; the others are missed

// "“Yes,” he  said" and "Yes, he said" meet: letters and digits alone.
std::string bare(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (std::isalnum(static_cast<unsigned char>(c))) out += static_cast<char>(std::tolower(c));
  return out;
}

bool meet(const std::string& x, const std::string& y) {
  const std::string a = bare(x);
  const std::string b = bare(y);
  return !a.empty() && !b.empty() &&
         (a.find(b) != std::string::npos || b.find(a) != std::string::npos);
}

std::string text_or_empty(const element& row, std::string_view key) {
  std::string_view value;
  return row[key].get(value) == simdjson::SUCCESS ? std::string(value) : std::string();
}

class Truth : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto folder = source_dir() / "examples";
    ASSERT_EQ(parser_.load((folder / "truth.json").string()).get(truth_), simdjson::SUCCESS);
    std::vector<std::string> files;
    for (element row : truth_["reports"]) {
      const std::string file = text_or_empty(row, "file");
      ids_[file] = static_cast<std::uint32_t>(files.size());
      files.push_back((folder / file).string());
    }
    batch_ = Pipeline().run_files(files);
    ASSERT_EQ(batch_.reports.size(), files.size());
  }

  // A variant of the child, of this kind, whose evidence meets the words before or after.
  bool finds(const element& row, std::string_view kind) const {
    const std::uint32_t child = ids_.at(text_or_empty(row, "child"));
    const std::string original = text_or_empty(row, "original");
    const std::string changed = text_or_empty(row, "changed");
    for (const Reading& reading : batch_.collation.readings)
      for (const Variant& v : reading.variants) {
        if (to_string(v.kind) != kind) continue;
        const Claim& a = batch_.claims[v.claim_a.index()];
        const Claim& b = batch_.claims[v.claim_b.index()];
        if (a.report.value != child && b.report.value != child) continue;
        const bool before = v.a && meet(batch_.words(v.a), original);
        const bool after = v.b && !changed.empty() && meet(batch_.words(v.b), changed);
        if (before || after) return true;
      }
    return false;
  }

  // The sum of these figures in this report, or null.
  const FigureSum* find_sum(const element& row) const {
    const std::uint32_t report = ids_.at(text_or_empty(row, "file"));
    const Grounding& grounding = batch_.groundings[report];
    const auto figure = [&](std::uint32_t quantity) {
      return batch_.words({{report}, grounding.quantities[quantity].number});
    };
    std::vector<std::string> parts;
    for (element part : row["parts"]) parts.emplace_back(std::string_view(part));
    for (const FigureSum& sum : grounding.sums) {
      if (figure(sum.whole) == text_or_empty(row, "whole") &&
          std::equal(sum.parts.begin(), sum.parts.end(), parts.begin(), parts.end(),
                     [&](std::uint32_t a, const std::string& b) { return figure(a) == b; })) {
        return &sum;
      }
    }
    return nullptr;
  }

  simdjson::dom::parser parser_;
  element truth_;
  std::map<std::string, std::uint32_t> ids_;
  Batch batch_;
};

TEST_F(Truth, MostPlantedVariantsAreFound) {
  std::size_t planted = 0;
  std::size_t found = 0;
  std::string missed;
  for (element row : truth_["variants"]) {
    ++planted;
    const std::string kind = text_or_empty(row, "kind");
    const std::string also = text_or_empty(row, "or_kind");
    if (finds(row, kind) || (!also.empty() && finds(row, also))) {
      ++found;
    } else {
      missed +=
          fmt::format("{} {}: {}\n", text_or_empty(row, "child"), kind, text_or_empty(row, "what"));
    }
  }
  RecordProperty("planted", static_cast<int>(planted));
  RecordProperty("found", static_cast<int>(found));
  EXPECT_GE(double(found), kFoundFloor * double(planted)) << missed;
}

TEST_F(Truth, EveryQuotedWordHasItsSpeaker) {
  for (element row : truth_["speakers"]) {
    const std::uint32_t report = ids_.at(text_or_empty(row, "file"));
    const std::string words = text_or_empty(row, "words");
    const std::string speaker = text_or_empty(row, "speaker");  // none: the report's own voice
    std::size_t carriers = 0;
    for (const Claim& claim : batch_.claims) {
      if (claim.report.value != report) continue;
      std::string content;
      for (const ByteRange range : claim.content) content += batch_.words({claim.report, range});
      if (bare(content).find(bare(words)) == std::string::npos) continue;
      ++carriers;
      EXPECT_EQ(claim.speaker ? claim.speaker->name : "", speaker) << words;
    }
    EXPECT_EQ(carriers, 1U) << "claims that carry the words: " << words;
  }
}

TEST_F(Truth, SumsThatAreFoundComeOutAsTheyShould) {
  std::size_t found = 0;
  for (element row : truth_["sums"]) {
    const FigureSum* sum = find_sum(row);
    if (sum == nullptr) continue;
    ++found;
    EXPECT_TRUE(sum->complete);
    EXPECT_EQ(sum->holds, bool(row["holds"])) << text_or_empty(row, "file");
  }
  EXPECT_GE(found, kSumsFloor);
}

TEST_F(Truth, EveryWarningIsGiven) {
  for (element row : truth_["warnings"]) {
    const std::uint32_t report = ids_.at(text_or_empty(row, "file"));
    const std::string kind = text_or_empty(row, "kind");
    const std::string words = text_or_empty(row, "words");
    const bool given = std::any_of(
        batch_.collation.warnings.begin(), batch_.collation.warnings.end(), [&](const Warning& w) {
          return w.evidence.report.value == report && to_string(w.kind) == kind &&
                 (words.empty() || meet(batch_.words(w.evidence), words));
        });
    EXPECT_TRUE(given) << kind << ": " << words;
  }
}

TEST_F(Truth, NoWarningIsFalse) {
  for (const Warning& w : batch_.collation.warnings) {
    // A dateline without a year is a matter of taste.
    if (w.kind == WarningKind::kDateUnknown) continue;
    bool known = false;
    for (element row : truth_["warnings"])
      known = known || (ids_.at(text_or_empty(row, "file")) == w.evidence.report.value &&
                        text_or_empty(row, "kind") == to_string(w.kind));
    EXPECT_TRUE(known) << w.note;
  }
}

TEST_F(Truth, FaithfulCopiesHaveNoLoudVariants) {
  for (const Reading& reading : batch_.collation.readings)
    for (const Variant& v : reading.variants) {
      const ReportId a = batch_.claims[v.claim_a.index()].report;
      const ReportId b = batch_.claims[v.claim_b.index()].report;
      if (a.value <= 2 && b.value <= 2) {
        EXPECT_LT(v.severity, 0.3) << v.note;
      }
    }
}

}  // namespace
}  // namespace stemma::testing
