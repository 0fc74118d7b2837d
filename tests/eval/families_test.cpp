// The machine that grows families of reports: its truth must be true, and its texts readable.
#include "families.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <utility>

namespace stemma::eval {
namespace {

const language::Model& model() {
  static const language::Model the = [] {
    auto loaded = language::Model::load();
    EXPECT_TRUE(loaded.ok());
    return std::move(*loaded);
  }();
  return the;
}

const Rewriter& rewriter() {
  static const Rewriter the = [] {
    auto loaded = Rewriter::load();
    EXPECT_TRUE(loaded.ok());
    return std::move(*loaded);
  }();
  return the;
}

/// What many tries make of one sentence.
std::set<std::string> versions(const std::string& sentence) {
  std::set<std::string> out;
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    Random random(seed);
    if (auto other = rewriter().rewrite(sentence, 2, random, model())) out.insert(*other);
  }
  return out;
}

bool any_starts(const std::set<std::string>& all, std::string_view with) {
  return std::any_of(all.begin(), all.end(), [&](const auto& s) { return s.starts_with(with); });
}

TEST(Rewriter, MovesTheSpeaker) {
  EXPECT_TRUE(any_starts(versions("The harbour wall gave way at noon, the mayor said."),
                         "The mayor said that the harbo"));
}

TEST(Rewriter, MakesPassives) {
  EXPECT_TRUE(any_starts(versions("The guards searched the ferry."), "The ferry was searched by"));
}

TEST(Rewriter, MovesADate) {
  EXPECT_TRUE(any_starts(versions("On Tuesday, the ferry sank off Port Sela."), "The ferry sank"));
}

TEST(Rewriter, LeavesQuotedWordsAlone) {
  const auto all = versions("“We must begin the whole journey again,” she told her big crew.");
  ASSERT_FALSE(all.empty());
  for (const std::string& s : all) {
    EXPECT_NE(s.find("We must begin the whole journey again"), std::string::npos) << s;
  }
}

std::vector<Article> articles(std::string_view about, int first = 0) {
  std::vector<Article> out;
  for (int k = 0; k < 3; ++k) {
    Article article{std::string(about), *grounding::civil_day(2031, 3, 7), {}};
    for (int p = 0; p < 5; ++p) {
      article.paragraphs.push_back(
          {std::string(about) + " number " + std::to_string(first + 10 * k + p) +
               " was closed on Friday.",
           "Officials of district " + std::to_string(first + 100 * k + p) +
               " began a large inquiry.",
           "The inquiry of group " + std::to_string(first + 300 * k + p) + " will end in May."});
    }
    out.push_back(std::move(article));
  }
  return out;
}

/// The figures in the text of a report: each sentence of a root has one that no other root has.
std::set<std::string> figures_of(const Family& family, std::size_t report) {
  std::string_view lines = family.lines;
  for (std::size_t i = 0; i < report; ++i) lines.remove_prefix(lines.find('\n') + 1);
  lines = lines.substr(0, lines.find('\n'));
  std::set<std::string> out;
  std::string digits;
  for (const char c : lines.substr(lines.find("\"text\":"))) {
    if (c >= '0' && c <= '9') {
      digits += c;
    } else if (!digits.empty()) {
      out.insert(std::exchange(digits, {}));
    }
  }
  return out;
}

bool share_figures(const Family& family, std::size_t x, std::size_t y) {
  const auto there = figures_of(family, y);
  const auto here = figures_of(family, x);
  return std::any_of(here.begin(), here.end(), [&](const auto& f) { return there.contains(f); });
}

TEST(Families, TheTruthHangsTogether) {
  const auto roots = articles("Bridge");
  const auto own = articles("School", 5000);
  std::size_t withheld = 0;
  std::size_t merges = 0;
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    const std::size_t count = 1 + seed % 3;
    const Family family =
        grow(std::span(roots).first(count), own,
             {.size = 7, .damage = kDamages[seed % 3], .seed = seed}, rewriter(), model());
    ASSERT_EQ(family.parents.size(), 7U);
    EXPECT_EQ(std::count(family.lines.begin(), family.lines.end(), '\n'), 7);
    EXPECT_EQ(family.origins, count);
    std::size_t without = family.hidden;
    std::size_t of_hidden = 0;
    for (std::size_t child = 0; child < 7; ++child) {
      const auto& parents = family.parents[child];
      without += parents.empty() ? 1 : 0;
      merges += parents.size() > 1 ? 1 : 0;
      for (const std::size_t p : parents) {
        EXPECT_LT(p, 7 + family.hidden);
        of_hidden += p == 7 ? 1 : 0;
        if (p < 7) {
          EXPECT_TRUE(share_figures(family, child, p)) << "seed " << seed;
        }
      }
    }
    EXPECT_EQ(without, family.origins) << "seed " << seed;
    EXPECT_TRUE(family.hidden == 0 || of_hidden >= 2) << "seed " << seed;
    withheld += family.hidden;
  }
  EXPECT_GT(withheld, 0U);
  EXPECT_GT(merges, 0U);
}

TEST(Families, TheSameSeedGivesTheSameFamily) {
  const auto roots = articles("Bridge");
  const auto own = articles("School", 5000);
  const auto lines = [&](std::uint64_t seed) {
    return grow(roots, own, {.size = 6, .damage = Damage::kHeavy, .seed = seed}, rewriter(),
                model())
        .lines;
  };
  EXPECT_EQ(lines(4), lines(4));
  EXPECT_NE(lines(4), lines(5));
}

}  // namespace
}  // namespace stemma::eval
