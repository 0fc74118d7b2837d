#include "briefing/claims_text.h"

#include <gtest/gtest.h>

#include "briefing/fixture.h"

namespace stemma::briefing {
namespace {

TEST(ClaimsText, ShowsSpeakerCueAndFactsOnTwoLines) {
  testing::Desk desk;
  const ReportId r1 = desk.report("Sela Herald", "2031-03-11", {"The council did not say why."});
  const ClaimId c1 = desk.claim(r1, "why", "The council", "say");
  desk.at(c1).negated = true;
  desk.at(c1).negation = desk.find(r1, "not").range;
  const std::string text = render_claims(desk.done(), {});
  EXPECT_EQ(text,
            "The council\n  did not say  why\n"
            "               certain, negated; r1:24-27\n\n");
}

TEST(ClaimsText, IsCleanWhateverTheReportsHold) {
  testing::Desk desk;
  const ReportId r1 =
      desk.report("Sela Herald", "", {"An offi\x1b[31mcial\nof rank told\x07 Mer\x1bidian so."});
  const ClaimId c1 = desk.claim(r1, "so", "An offi\x1b[31mcial\nof rank", "told\x07");
  Claim& claim = desk.at(c1);
  claim.speaker->anonymity = desk.find(r1, "offi\x1b[31mcial\nof").range;
  claim.speaker->reason = desk.find(r1, "of rank").range;
  claim.condition = desk.find(r1, "cial\nof").range;
  claim.relays.push_back({"Mer\x1bidian", desk.find(r1, "Mer\x1bidian").range});
  const std::string text = render_claims(desk.done(), {});
  EXPECT_EQ(text,
            "An offi[31mcial of rank, offi[31mcial of of rank\n"
            "  told  so\n"
            "        certain; cial of; via Meridian; r1:41-43\n\n");
}

TEST(ClaimsText, HoldsWhatPassesTheFilter) {
  testing::Desk desk;
  const ReportId r1 =
      desk.report("Sela Herald", "", {"The council said boats sank.", "Rain fell."});
  desk.claim(r1, "boats sank", "The council", "said");
  desk.claim(r1, "Rain fell");
  const Briefing b = desk.done();
  ClaimFilter by_council;
  by_council.speaker = "COUNCIL";
  EXPECT_EQ(render_claims(b, by_council),
            "The council\n  said  boats sank\n        certain; r1:17-27\n\n");
  ClaimFilter denied;
  denied.certainty = Certainty::kDenied;
  EXPECT_EQ(render_claims(b, denied), "");
}

}  // namespace
}  // namespace stemma::briefing
