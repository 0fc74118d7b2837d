// Trees of scores: always one tree, and the best heads where these are one already.
#include "language/tree.h"

#include <gtest/gtest.h>

#include <random>

#include "language/model_file.h"
#include "language/word_vectors.h"

namespace stemma::language {
namespace {

TEST(Tree, BestHeadsThatMakeATreeAreKept) {
  // ROOT -> 2, 2 -> 1, 2 -> 3
  const std::vector<float> scores = {0, 0, 0, 0,  //
                                     1, 0, 5, 1,  //
                                     7, 1, 0, 1,  //
                                     1, 1, 4, 0};
  EXPECT_EQ(best_tree(scores.data(), 4, 4), (std::vector<std::uint32_t>{0, 2, 0, 2}));
}

TEST(Tree, OneOfTwoRootsGivesWay) {
  const std::vector<float> scores = {0, 0, 0,  //
                                     9, 0, 8,  // loses little by another head
                                     9, 1, 0};
  EXPECT_EQ(best_tree(scores.data(), 3, 3), (std::vector<std::uint32_t>{0, 2, 0}));
}

TEST(Tree, ACircleIsOpenedAtItsWeakestLink) {
  // 1 and 2 head one another, 3 is the root: 2 gives way for one point, 1 would for four.
  const std::vector<float> scores = {0, 0, 0, 0,  //
                                     0, 0, 9, 5,  //
                                     0, 9, 0, 8,  //
                                     9, 0, 0, 0};
  EXPECT_EQ(best_tree(scores.data(), 4, 4), (std::vector<std::uint32_t>{0, 2, 3, 0}));
}

TEST(Tree, OfAnyScoresThereIsOne) {
  std::mt19937 random(7);
  for (int round = 0; round < 3000; ++round) {
    const std::size_t rows = 2 + random() % 14;
    const std::size_t ld = rows + random() % 4;
    std::vector<float> scores(rows * ld);
    for (float& s : scores) s = static_cast<float>(random() % 8);  // many ties
    const auto heads = best_tree(scores.data(), rows, ld);
    ASSERT_EQ(heads.size(), rows);
    ASSERT_TRUE(is_tree(heads));
  }
}

TEST(Tree, WhatIsNoTreeIsSeen) {
  EXPECT_TRUE(is_tree(std::vector<std::uint32_t>{0, 0, 1}));
  EXPECT_FALSE(is_tree(std::vector<std::uint32_t>{0, 0, 0}));     // two roots
  EXPECT_FALSE(is_tree(std::vector<std::uint32_t>{0, 2, 1}));     // none
  EXPECT_FALSE(is_tree(std::vector<std::uint32_t>{0, 0, 3, 2}));  // a circle beside the tree
}

TEST(ModelFile, WhatIsCutShortIsRefused) {
  alignas(64) const char text[] =
      "stemma network 1\nwidth 8\nupos NOUN VERB\ntensor a 8 0\nend\n\0\0\0\0\0\0\0abcdefgh";
  const std::string_view whole(text, sizeof(text) - 1);
  const auto file = ModelFile::open(whole, "test");
  ASSERT_TRUE(file) << file.error().describe();
  EXPECT_EQ(file->number("width"), 8U);
  EXPECT_EQ(file->words("upos").size(), 2U);
  EXPECT_EQ(file->bytes("a"), "abcdefgh");
  EXPECT_TRUE(file->values<float>("a", 3).empty());
  for (std::size_t size = 0; size < whole.size(); ++size) {
    EXPECT_FALSE(ModelFile::open(whole.substr(0, size), "test")) << size;
  }
}

TEST(WordVectors, AreReadAsTheyWereWritten) {
  const std::vector<float> first = {1, -2, 0.5F, 0};
  const std::vector<float> second = {0, 0, 0, 0};
  const std::string bytes = encode_word_vectors(
      {{0x0001000000000005ULL, first.data()}, {0xFFFF000000000001ULL, second.data()}}, 4);
  std::vector<std::uint64_t> aligned(bytes.size() / 8 + 1);
  std::copy(bytes.begin(), bytes.end(), reinterpret_cast<char*>(aligned.data()));
  const std::string_view view(reinterpret_cast<const char*>(aligned.data()), bytes.size());
  const auto vectors = WordVectors::open(view);
  ASSERT_TRUE(vectors);
  const auto row = vectors->find(0x0001000000000005ULL);
  ASSERT_TRUE(row);
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_NEAR(static_cast<float>(vectors->row(*row)[i]) * vectors->scale(*row), first[i], 0.01F);
  }
  EXPECT_TRUE(vectors->find(0xFFFF000000000001ULL));
  EXPECT_FALSE(vectors->find(0x0001000000000006ULL));
  EXPECT_FALSE(WordVectors::open(view.substr(0, view.size() - 1)));
  EXPECT_FALSE(WordVectors::open("stemvec1"));
}

}  // namespace
}  // namespace stemma::language
