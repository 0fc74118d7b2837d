// Words of which one stands for the other, and words that say the opposite.
#include "collation/related.h"

#include <gtest/gtest.h>

#include "collation/opposites.h"

namespace stemma::collation {
namespace {

TEST(Opposites, AreSoInEitherOrderAndOnlyInTheirClass) {
  const auto lexicon =
      Lexicon::parse("accept\treject\tVERB\nold\tyoung\tADJ\nx\ty\tNOTAG\n", "t", 3);
  ASSERT_TRUE(lexicon.ok());
  const Opposites opposites = Opposites::from({&*lexicon});
  EXPECT_TRUE(opposites.contains("accept", "reject", Upos::kVerb));
  EXPECT_TRUE(opposites.contains("reject", "accept", Upos::kVerb));
  EXPECT_FALSE(opposites.contains("accept", "reject", Upos::kNoun));
  EXPECT_FALSE(opposites.contains("accept", "young", Upos::kVerb));
  EXPECT_FALSE(opposites.contains("x", "y", Upos::kX));
}

TEST(Related, AreSoInEitherOrderWhateverTheOrderOfTheTable) {
  const auto lexicon = Lexicon::parse("probe\tinquiry\t80\nabbey\tchurch\t66\n", "t", 3);
  ASSERT_TRUE(lexicon.ok());
  const Related related = Related::from(*lexicon);
  EXPECT_TRUE(related.contains("probe", "inquiry"));
  EXPECT_TRUE(related.contains("inquiry", "probe"));
  EXPECT_TRUE(related.contains("church", "abbey"));
  EXPECT_FALSE(related.contains("church", "probe"));
}

}  // namespace
}  // namespace stemma::collation
