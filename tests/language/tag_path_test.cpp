// The search for tags against all sequences there are.
#include "language/tag_path.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>
#include <vector>

namespace stemma::language {
namespace {

// O, B-X, I-X, I-Y, B-Y
constexpr std::array<std::uint8_t, 5> kBegins = {0, 1, 1, 4, 4};

bool allowed(const std::vector<std::uint8_t>& path) {
  for (std::size_t w = 0; w < path.size(); ++w) {
    const std::uint8_t begin = kBegins[path[w]];
    if (begin == path[w]) continue;
    if (w == 0 || (path[w - 1] != begin && path[w - 1] != path[w])) return false;
  }
  return true;
}

float score(const std::vector<float>& scores, std::size_t ld,
            const std::vector<std::uint8_t>& path) {
  float sum = 0;
  for (std::size_t w = 0; w < path.size(); ++w) sum += scores[w * ld + path[w]];
  return sum;
}

/// The score of the best allowed sequence, tried one by one.
float best_score(const std::vector<float>& scores, std::size_t ld, std::size_t words) {
  float best = -1e30F;
  std::vector<std::uint8_t> path(words, 0);
  for (std::size_t at = 0; at < words;) {
    if (allowed(path)) best = std::max(best, score(scores, ld, path));
    for (at = 0; at < words && ++path[at] == kBegins.size(); ++at) path[at] = 0;
  }
  return best;
}

// Whole numbers: sums are exact. Scores that favour O, as the tagger's do, mostly need no search;
// even ones mostly do.
TEST(TagPath, NoSequenceIsBetter) {
  std::mt19937 random(3);
  constexpr std::size_t kLd = 7;
  for (int round = 0; round < 600; ++round) {
    const std::size_t words = 1 + random() % 5;
    std::vector<float> scores(words * kLd);
    for (float& s : scores) s = static_cast<float>(random() % 100);
    if (round % 2 == 0)
      for (std::size_t w = 0; w < words; ++w) scores[w * kLd] += 60;
    const std::vector<std::uint8_t> path = best_tags(scores.data(), kLd, words, kBegins);
    ASSERT_EQ(path.size(), words);
    ASSERT_TRUE(allowed(path));
    ASSERT_EQ(score(scores, kLd, path), best_score(scores, kLd, words)) << round;
  }
}

TEST(TagPath, NoWordsHaveNoTags) { EXPECT_TRUE(best_tags(nullptr, 5, 0, kBegins).empty()); }

}  // namespace
}  // namespace stemma::language
