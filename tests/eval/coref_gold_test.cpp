#include "coref_gold.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace stemma::eval {
namespace {

Result<std::vector<CorefDocument>> read(const std::string& text) {
  const auto path = std::filesystem::path(testing::TempDir()) / "coref_gold_test.conll";
  std::ofstream(path, std::ios::binary) << text;
  return read_ontogum(path.string());
}

TEST(Ontogum, PhrasesNestCrossSentencesAndShareWords) {
  const auto documents = read(
      "# begin document GUM_news_mill\n0\tThe\t(1\n1\tmayor\t_\n2\tof\t_\n3\tSela\t(2)1)\n"
      "4\t's\t_\n5\tport\t_\n\n6\tShe\t(1)\n7\tsaw\t_\n8\tit\t(2)\n9\t.\t_\n# end document\n");
  ASSERT_TRUE(documents.ok()) << documents.error().describe();
  const CorefDocument& d = documents->front();
  EXPECT_EQ(d.genre, "news");
  EXPECT_EQ(d.text, "The mayor of Sela's port She saw it.");
  ASSERT_EQ(d.sentences.size(), 2U);
  EXPECT_EQ(d.sentences[0].words.size(), 6U);
  const PhraseChains expected = {{{0, 4}, {6, 7}}, {{3, 4}, {8, 9}}};
  EXPECT_EQ(d.chains, expected);
}

TEST(Ontogum, WhatIsNoSuchFileIsSaidToBeNone) {
  for (const char* text : {"", "0\tThe\t_\n", "# begin document a\n0\tThe\t(1\n# end document\n",
                           "# begin document a\n0\tThe\t1)\n# end document\n",
                           "# begin document a\n0\tThe\t(x\n# end document\n",
                           "# begin document a\nThe\n# end document\n"}) {
    EXPECT_FALSE(read(text).ok()) << text;
  }
}

}  // namespace
}  // namespace stemma::eval
