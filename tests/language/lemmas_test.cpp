// Lemmas: tests/language/lemmas.txt, gold where it is at hand, and what holds of any bytes.
#include "language/lemmas.h"

#include <gtest/gtest.h>

#include <random>

#include "language/gold.h"
#include "language/tokens.h"
#include "support/cases.h"

namespace stemma::language {
namespace {

std::string lemma_of(std::string_view form, std::string_view upos, std::string_view xpos) {
  static const Result<Lemmatiser> lemmas = Lemmatiser::load();
  EXPECT_TRUE(lemmas.ok()) << (lemmas.ok() ? "" : lemmas.error().describe());
  const auto u = parse_upos(upos);
  const auto x = parse_xpos(xpos);
  EXPECT_TRUE(u && x) << upos << " " << xpos;
  return lemmas->lemma(form, norm_of(form), u.value_or(Upos::kX), x.value_or(Xpos::kXX));
}

TEST(Lemmas, Cases) {
  for (const testing::Case& c : testing::read_cases("language/lemmas.txt")) {
    std::string found;
    for (const auto& [form, upos, xpos] : tagged_lines(c.input)) {
      if (!found.empty()) found += '\n';
      found += lemma_of(form, upos, xpos);
    }
    EXPECT_EQ(found, c.expect) << c.where << " " << c.name;
  }
}

TEST(Lemmas, NothingBecomesEmpty) {
  std::mt19937 random(7);
  for (int round = 0; round < 20000; ++round) {
    std::string form;
    for (std::size_t size = 1 + random() % 9; form.size() < size;) {
      form += "aeinsdgr'SD1,.\xC4\xB0\xE2\x80\x99\xFF"[random() % 21];
    }
    for (std::size_t x = 0; x <= static_cast<std::size_t>(Xpos::kXX); ++x) {
      const auto xpos = to_string(static_cast<Xpos>(x));
      ASSERT_NE(lemma_of(form, round % 2 == 0 ? "NOUN" : "PROPN", xpos), "") << form << " " << xpos;
    }
  }
}

/// The share of words with the gold's lemma, given the gold's tags.
double accuracy(std::string_view name) {
  std::size_t words = 0;
  std::size_t right = 0;
  for_each_gold_word(name, [&](const GoldSentence& s, std::size_t at) {
    const ConlluWord& word = s.words[at];
    ++words;
    if (lemma_of(word.column(ConlluColumn::kForm), word.column(ConlluColumn::kUpos),
                 word.column(ConlluColumn::kXpos)) == word.column(ConlluColumn::kLemma)) {
      ++right;
    }
  });
  return words == 0 ? 0 : static_cast<double>(right) / static_cast<double>(words);
}

TEST(Lemmas, AgreeWithTheTreebanks) {
  if (!testing::shared_dir()) GTEST_SKIP() << "no shared data here (set STEMMA_SHARED)";
  EXPECT_GE(accuracy("ewt-dev.conllu"), 0.986);
  EXPECT_GE(accuracy("gum-dev.conllu"), 0.9935);
}

}  // namespace
}  // namespace stemma::language
