// Morphology: tests/language/morphology.txt, and gold where it is at hand.
#include "language/morphology.h"

#include <gtest/gtest.h>

#include <sstream>

#include "language/gold.h"
#include "language/lemmas.h"
#include "language/tokens.h"
#include "support/cases.h"

namespace stemma::language {
namespace {

const Morphology& morphology() {
  static const Result<Morphology> tables = Morphology::load();
  EXPECT_TRUE(tables.ok()) << (tables.ok() ? "" : tables.error().describe());
  return *tables;
}

/// Heads as in CoNLL-U: from 1, 0 is the root.
Token token_of(std::string_view form, std::string_view upos, std::string_view xpos,
               std::uint32_t head, std::string_view relation) {
  static const Result<Lemmatiser> lemmas = Lemmatiser::load();
  Token token;
  token.norm = norm_of(form);
  token.upos = parse_upos(upos).value();
  token.xpos = parse_xpos(xpos).value();
  token.relation = parse_relation(relation).value();
  if (head > 0) token.head = head - 1;
  token.lemma = lemmas->lemma(form, token.norm, token.upos, token.xpos);
  return token;
}

TEST(Morphology, Cases) {
  for (const testing::Case& c : testing::read_cases("language/morphology.txt")) {
    std::vector<Token> tokens;
    std::istringstream lines(c.input);
    std::string form, upos, xpos, relation;
    for (std::uint32_t head = 0; lines >> form >> upos >> xpos >> head >> relation;) {
      tokens.push_back(token_of(form, upos, xpos, head, relation));
    }
    std::string found;
    for (const std::string_view features : morphology().features(tokens, 0)) {
      if (!found.empty()) found += '\n';
      found += features;
    }
    EXPECT_EQ(found, c.expect) << c.where << " " << c.name;
  }
}

TEST(Morphology, HeadsCountFromTheStartOfTheText) {
  std::vector<Token> tokens = {token_of("They", "PRON", "PRP", 2, "nsubj"),
                               token_of("fled", "VERB", "VBD", 0, "root")};
  const auto at_start = morphology().features(tokens, 0);
  tokens[0].head = 101;
  EXPECT_EQ(morphology().features(tokens, 100), at_start);
  tokens[0].head = 1;  // lies before the sentence
  EXPECT_NE(morphology().features(tokens, 100), at_start);
}

/// The share of words with the gold's features, given the gold's trees.
double accuracy(std::string_view name) {
  std::size_t words = 0;
  std::size_t right = 0;
  std::vector<std::string_view> features;
  for_each_gold_word(name, [&](const GoldSentence& sentence, std::size_t at) {
    if (at == 0) {
      std::vector<Token> tokens;
      for (const ConlluWord& word : sentence.words) {
        tokens.push_back(token_of(
            word.column(ConlluColumn::kForm), word.column(ConlluColumn::kUpos),
            word.column(ConlluColumn::kXpos), word.head, word.column(ConlluColumn::kDeprel)));
      }
      features = morphology().features(tokens, 0);
    }
    ++words;
    if (features[at] == sentence.words[at].column(ConlluColumn::kFeats)) ++right;
  });
  return words == 0 ? 0 : static_cast<double>(right) / static_cast<double>(words);
}

TEST(Morphology, AgreesWithTheTreebanks) {
  if (!testing::shared_dir()) GTEST_SKIP() << "no shared data here (set STEMMA_SHARED)";
  EXPECT_GE(accuracy("ewt-dev.conllu"), 0.981);
  EXPECT_GE(accuracy("gum-dev.conllu"), 0.95);
}

}  // namespace
}  // namespace stemma::language
