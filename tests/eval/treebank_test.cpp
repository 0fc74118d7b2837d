// The scorer of parses against cases small enough to count by hand.
#include "treebank.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "parse_tables.h"

namespace stemma::eval {
namespace {

/// A treebank of rows "id form lemma upos feats head deprel", columns divided by one space.
class Bank {
 public:
  explicit Bank(std::string_view rows) {
    while (!rows.empty()) {
      const std::size_t end = std::min(rows.find('\n'), rows.size());
      std::string row(rows.substr(0, end));
      if (!row.empty()) {
        std::replace(row.begin(), row.end(), ' ', '\t');
        std::size_t at = 0;  // XPOS goes before FEATS, DEPS and MISC to the end
        for (int tab = 0; tab < 4; ++tab) at = row.find('\t', at) + 1;
        row.insert(at, "_\t");
        row += "\t_\t_";
      }
      text_ += row + '\n';
      rows.remove_prefix(std::min(end + 1, rows.size()));
    }
    auto sentences = language::read_conllu_rows(text_, "case");
    EXPECT_TRUE(sentences.ok()) << (sentences ? "" : sentences.error().describe());
    if (sentences) sentences_ = std::move(*sentences);
    bank_ = treebank_of(sentences_);
  }

  const Treebank& operator*() const { return bank_; }

 private:
  std::string text_;
  std::vector<language::ConlluSentence> sentences_;
  Treebank bank_;
};

TreebankScore score(const Bank& gold, const Bank& system) {
  const auto result = score_treebank(*gold, *system);
  EXPECT_TRUE(result.ok()) << (result ? "" : result.error().describe());
  return result ? *result : TreebankScore{};
}

constexpr const char* kGold =
    "1 The the DET Definite=Def|PronType=Art 2 det\n"
    "2 gates gate NOUN Number=Plur 3 nsubj\n"
    "3 hold hold VERB VerbForm=Fin 0 root\n"
    "4 . . PUNCT _ 3 punct\n\n";

TEST(Treebank, TheGoldItselfIsPerfect) {
  const TreebankScore s = score(Bank(kGold), Bank(kGold));
  for (const F1& f1 : {s.words, s.upos, s.xpos, s.features, s.lemmas, s.uas, s.las, s.tokens}) {
    EXPECT_EQ(f1.true_positives, 4U);
    EXPECT_EQ(f1.predicted, 4U);
    EXPECT_EQ(f1.gold, 4U);
  }
  EXPECT_EQ(s.sentences.f1(), 1);
}

TEST(Treebank, AWrongHeadCostsHeadAndRelationOfOneWord) {
  const TreebankScore s = score(Bank(kGold), Bank("1 The the DET Definite=Def|PronType=Art 3 det\n"
                                                  "2 gates gate NOUN Number=Plur 3 obj\n"
                                                  "3 hold hold VERB VerbForm=Fin 0 root\n"
                                                  "4 . . PUNCT _ 3 punct\n\n"));
  EXPECT_EQ(s.uas.true_positives, 3U) << "The";
  EXPECT_EQ(s.las.true_positives, 2U) << "gates has its head but not its relation";
  EXPECT_EQ(s.upos.true_positives, 4U);
}

TEST(Treebank, SubtypesAndFeaturesOfOneLanguageDoNotCount) {
  const Bank gold(
      "1 Sela's Sela PROPN Number=Sing|Style=Coll|Typo=Yes 2 nmod:poss\n"
      "2 gates _ NOUN _ 0 root\n\n");
  const Bank system(
      "1 Sela's sela PROPN Typo=No|Number=Sing 2 nmod\n"
      "2 gates gat NOUN Number=Plur 0 root\n\n");
  const TreebankScore s = score(gold, system);
  EXPECT_EQ(s.las.true_positives, 2U);
  EXPECT_EQ(s.features.true_positives, 1U) << "the universal feature of 'gates' is one too many";
  EXPECT_EQ(s.lemmas.true_positives, 1U) << "a gold lemma '_' takes any, 'Sela' is not 'sela'";
}

TEST(Treebank, TheOrderOfFeaturesDoesNotCount) {
  const TreebankScore s = score(Bank("1 The the DET Definite=Def|PronType=Art 0 root\n\n"),
                                Bank("1 The the DET PronType=Art|Definite=Def 0 root\n\n"));
  EXPECT_EQ(s.features.true_positives, 1U);
}

TEST(Treebank, WordsCutElsewhereAreNotTheSame) {
  const Bank gold(
      "1 Orsk Orsk PROPN _ 3 nsubj\n"
      "2 dam-gate dam-gate NOUN _ 3 obl\n"
      "3 fell fall VERB _ 0 root\n\n");
  const Bank system(
      "1 Orsk Orsk PROPN _ 4 nsubj\n"
      "2 dam dam NOUN _ 4 compound\n"
      "3 - - PUNCT _ 4 punct\n"
      "4 gate gate NOUN _ 5 obl\n"
      "5 fell fall VERB _ 0 root\n\n");
  const TreebankScore s = score(gold, system);
  EXPECT_EQ(s.words.true_positives, 2U);
  EXPECT_EQ(s.words.predicted, 5U);
  EXPECT_EQ(s.words.gold, 3U);
  EXPECT_DOUBLE_EQ(s.words.f1(), 0.5);
  EXPECT_EQ(s.uas.true_positives, 1U) << "Orsk hangs on a word that the gold has not";
  EXPECT_EQ(s.sentences.f1(), 1);
}

TEST(Treebank, SentencesMatchAsAWhole) {
  const Bank gold(
      "1 Go go VERB _ 0 root\n"
      "2 . . PUNCT _ 1 punct\n\n"
      "1 Stop stop VERB _ 0 root\n\n"
      "1 Now now ADV _ 0 root\n\n");
  const Bank system(
      "1 Go go VERB _ 0 root\n"
      "2 . . PUNCT _ 1 punct\n\n"
      "1 Stop stop VERB _ 0 root\n"
      "2 Now now ADV _ 1 advmod\n\n");
  const TreebankScore s = score(gold, system);
  EXPECT_EQ(s.sentences.true_positives, 1U);
  EXPECT_EQ(s.sentences.predicted, 2U);
  EXPECT_EQ(s.sentences.gold, 3U);
  EXPECT_EQ(s.uas.true_positives, 3U) << "Now is a root in the gold";
}

TEST(Treebank, WordsOfAMultiwordTokenMatchByTheirForms) {
  const Bank gold(
      "1 We we PRON _ 3 nsubj\n"
      "2-3 cannot _ _ _ _ _\n"
      "2 can can AUX _ 4 aux\n"
      "3 not not PART _ 4 advmod\n"
      "4 stay stay VERB _ 0 root\n\n");
  const Bank two_tokens(
      "1 We we PRON _ 3 nsubj\n"
      "2 can can AUX _ 4 aux\n"
      "3 NOT not PART _ 4 advmod\n"
      "4 stay stay VERB _ 0 root\n\n");
  const auto error = score_treebank(*gold, *two_tokens);
  EXPECT_FALSE(error.ok()) << "other letters, other text";
  const Bank apart(
      "1 We we PRON _ 3 nsubj\n"
      "2 can can AUX _ 4 aux\n"
      "3 not not PART _ 4 advmod\n"
      "4 stay stay VERB _ 0 root\n\n");
  const TreebankScore s = score(gold, apart);
  EXPECT_EQ(s.words.true_positives, 4U);
  EXPECT_EQ(s.las.true_positives, 4U);
  EXPECT_EQ(s.tokens.true_positives, 2U);
  EXPECT_EQ(s.tokens.predicted, 4U);
  EXPECT_EQ(s.tokens.gold, 3U);
}

TEST(Treebank, AWholeTokenIsNoneOfTheWordsInIt) {
  const Bank gold(
      "1 We we PRON _ 2 nsubj\n"
      "2-3 can't _ _ _ _ _\n"
      "2 ca can AUX _ 0 root\n"
      "3 n't not PART _ 2 advmod\n\n");
  const Bank system(
      "1 We we PRON _ 2 nsubj\n"
      "2 can't can't VERB _ 0 root\n\n");
  const TreebankScore s = score(gold, system);
  EXPECT_EQ(s.words.true_positives, 1U);
  EXPECT_EQ(s.tokens.f1(), 1);
  EXPECT_EQ(s.uas.true_positives, 0U);
}

TEST(Treebank, InsideAMultiwordTokenTheLongestCommonRowOfFormsCounts) {
  const Bank gold(
      "1-3 dunno _ _ _ _ _\n"
      "1 du do AUX _ 3 aux\n"
      "2 n not PART _ 3 advmod\n"
      "3 no know VERB _ 0 root\n\n");
  const Bank system(
      "1-2 dunno _ _ _ _ _\n"
      "1 dun do AUX _ 2 aux\n"
      "2 no know VERB _ 0 root\n\n");
  const TreebankScore s = score(gold, system);
  EXPECT_EQ(s.words.true_positives, 1U);
  EXPECT_EQ(s.words.predicted, 2U);
  EXPECT_EQ(s.las.true_positives, 1U);
}

TEST(Treebank, AStretchGrowsUntilNoMultiwordTokenSticksOut) {
  const Bank gold(
      "1-2 abc _ _ _ _ _\n"
      "1 a a X _ 0 root\n"
      "2 bc b X _ 1 dep\n"
      "3 d d X _ 1 dep\n\n");
  const Bank system(
      "1 a a X _ 0 root\n"
      "2-3 bcd _ _ _ _ _\n"
      "2 bc b X _ 1 dep\n"
      "3 d d X _ 1 dep\n\n");
  EXPECT_EQ(score(gold, system).words.true_positives, 3U);
}

TEST(Treebank, ErrorTablesNameTheCommonestConfusion) {
  ParseTables tables;
  const Bank gold(kGold);
  const Bank system(
      "1 The the DET _ 2 det\n"
      "2 gates gate NOUN _ 3 obj\n"
      "3 hold hold VERB _ 0 root\n"
      "4 . . PUNCT _ 2 punct\n\n");
  tables.add_words("news", *gold, *system);
  const std::string text = tables.describe();
  EXPECT_NE(text.find("obj 1"), std::string::npos) << text;
  EXPECT_NE(text.find("wrong head 1"), std::string::npos) << text;
}

}  // namespace
}  // namespace stemma::eval
