#include "claims/invariants.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace stemma::testing {
namespace {

bool inside_sentence(const Extracted& extracted, ByteRange range) {
  return std::any_of(extracted.analysis.sentences.begin(), extracted.analysis.sentences.end(),
                     [&](const Sentence& s) { return s.range.contains(range); });
}

void expect_proposition(const Extracted& extracted, const Proposition& p) {
  EXPECT_FALSE(p.predicate.empty());
  EXPECT_FALSE(p.arguments.empty());
  EXPECT_TRUE(inside_sentence(extracted, p.evidence));
  EXPECT_EQ(p.negated, p.negation.has_value());
  EXPECT_TRUE(std::is_sorted(p.arguments.begin(), p.arguments.end(),
                             [](const Argument& a, const Argument& b) { return a.role < b.role; }));
  for (const Argument& a : p.arguments) {
    EXPECT_TRUE(a.evidence.contains(a.head));
    EXPECT_TRUE(inside_sentence(extracted, a.evidence));
    EXPECT_FALSE(a.lemma.empty());
  }
}

void expect_claim(const Extracted& extracted, const Claim& claim) {
  ASSERT_FALSE(claim.content.empty());
  const Sentence& home = extracted.analysis.sentences.at(claim.sentence.index());
  EXPECT_TRUE(home.range.contains(claim.content.front().begin));
  std::uint32_t end = 0;
  for (const ByteRange range : claim.content) {
    EXPECT_FALSE(range.empty());
    EXPECT_LE(end, range.begin);
    EXPECT_TRUE(inside_sentence(extracted, range));
    end = range.end;
  }
  if (claim.manner == Manner::kOwnVoice) {
    EXPECT_FALSE(claim.speaker);
    EXPECT_FALSE(claim.cue);
    EXPECT_TRUE(claim.relays.empty());
  } else {
    ASSERT_TRUE(claim.speaker);
    EXPECT_FALSE(claim.speaker->name.empty());
    EXPECT_TRUE(inside_sentence(extracted, claim.speaker->evidence));
    ASSERT_TRUE(claim.cue);
    EXPECT_TRUE(inside_sentence(extracted, *claim.cue));
    for (const ByteRange range : claim.content) EXPECT_FALSE(range.overlaps(*claim.cue));
  }
  EXPECT_EQ(claim.negated, claim.negation.has_value());
  EXPECT_TRUE(std::is_sorted(claim.hedges.begin(), claim.hedges.end()));
  for (const Proposition& p : claim.propositions) {
    const bool inside = std::any_of(claim.content.begin(), claim.content.end(),
                                    [&](ByteRange range) { return range.contains(p.evidence); });
    EXPECT_TRUE(inside);
    expect_proposition(extracted, p);
  }
  if (claim.act) expect_proposition(extracted, *claim.act);
}

}  // namespace

void expect_invariants(const Extracted& extracted) {
  std::vector<bool> has_claim(extracted.analysis.sentences.size(), false);
  for (const Claim& claim : extracted.claims) {
    expect_claim(extracted, claim);
    has_claim.at(claim.sentence.index()) = true;
  }
  EXPECT_TRUE(std::all_of(has_claim.begin(), has_claim.end(), [](bool has) { return has; }));
  EXPECT_TRUE(std::is_sorted(extracted.claims.begin(), extracted.claims.end(),
                             [](const Claim& a, const Claim& b) {
                               return a.content.front().begin < b.content.front().begin;
                             }));
}

}  // namespace stemma::testing
