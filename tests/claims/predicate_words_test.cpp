// What the lexicons of predicates may hold: rows that are known, and rows that change something.
#include "claims/predicate_words.h"

#include <gtest/gtest.h>

#include <string>

namespace stemma::claims {
namespace {

Result<PredicateWords> load(const std::string& rows) {
  const auto nouns = Lexicon::parse("arrest\tarrest\nsign\tsignify\n", "nouns", 2);
  const auto own = Lexicon::parse(rows, "own", 3);
  const auto prepositions = Lexicon::parse("of\tnoun\tpatient\n", "prepositions", 3);
  return PredicateWords::load(*nouns, *own, *prepositions);
}

TEST(PredicateWords, KnowWhatTheirRowsSay) {
  const auto words = load(
      "verb\tcarry out\tlight\nnoun\tarrest\tdone_to\nnoun\tcrackdown\t=crack down done_to\n"
      "noun\tsign\tthing\nmodal\twould\thypothetical\nconjunction\tif\tcondition\n");
  ASSERT_TRUE(words.ok());
  EXPECT_TRUE(words->verb("carry out").is(kLight));
  EXPECT_TRUE(words->noun("arrest").is(kDoneTo));
  EXPECT_EQ(words->noun("crackdown").verb, "crack down");
  EXPECT_EQ(words->noun("sign").verb, "");
  EXPECT_TRUE(words->modal("would").is(kHypothetical));
  EXPECT_TRUE(words->conjunction("if").is(kCondition));
  EXPECT_EQ(words->preposition("of", true), ArgumentRole::kPatient);
}

TEST(PredicateWords, RefuseRowsThatChangeNothing) {
  for (const char* row : {
           "noun\tlamp\tdone_to\n",                   // no verb to be done
           "noun\tlamp\tthing\n",                     // tells of no deed anyway
           "noun\tarrest\t=arrest\n",                 // known already
           "verb\tsend\tgives\nverb\tsend\tgives\n",  // twice
           "verb\tsend\tgenerous\n",                  // no such mark
           "adverb\tsoon\tpredicted\n",               // no such class
       }) {
    EXPECT_FALSE(load(row).ok()) << row;
  }
}

}  // namespace
}  // namespace stemma::claims
