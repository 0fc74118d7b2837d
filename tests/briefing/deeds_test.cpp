#include <gtest/gtest.h>

#include "briefing/digest.h"
#include "briefing/fixture.h"
#include "briefing/render.h"

namespace stemma::briefing {
namespace {

/// A desk whose claims tell of deeds.
class DeedDesk : public testing::Desk {
 public:
  /// The tokens whose words these are become nouns; an argument or two and a predicate.
  Proposition deed(ReportId report, std::string_view agent, std::string_view verb,
                   std::string_view patient, std::string predicate) {
    Proposition p;
    p.predicate = std::move(predicate);
    p.evidence = find(report, verb).range;
    p.tense = Tense::kHappened;
    for (const auto& [role, words] :
         {std::pair(ArgumentRole::kAgent, agent), std::pair(ArgumentRole::kPatient, patient)}) {
      const ByteRange range = find(report, words).range;
      p.arguments.push_back({role, range, range, std::string(words), std::nullopt});
      for (Token& token : briefing().analyses[report.index()].tokens) {
        if (token.range.begin == range.begin) token.upos = Upos::kPropn;
      }
    }
    return p;
  }
};

TEST(Deeds, AreOneForAllReportsThatTellThem) {
  DeedDesk desk;
  const ReportId r1 = desk.report("A", "", {"Velmar shelled Orvane."});
  const ReportId r2 = desk.report("B", "", {"Orvane was shelled by Velmar, the mayor said."});
  const ClaimId c1 = desk.claim(r1, "Velmar shelled Orvane");
  const ClaimId c2 = desk.claim(r2, "Orvane was shelled by Velmar", "the mayor", "said");
  desk.at(c1).propositions = {desk.deed(r1, "Velmar", "shelled", "Orvane", "shell")};
  desk.at(c2).propositions = {desk.deed(r2, "Velmar", "shelled", "Orvane", "shell")};
  const Briefing b = desk.done();
  const std::vector<Deed> deeds = deeds_of(Lookup(b));
  ASSERT_EQ(deeds.size(), 1u);
  EXPECT_EQ(deeds[0].places.size(), 2u);
  EXPECT_EQ(sole_word(deeds[0]), "");  // r1 says so itself
  const std::string text = render_text(b, {});
  EXPECT_NE(text.find("Velmar → shelled → Orvane [r1:0-21] [r2:0-28]"), std::string::npos) << text;
  const std::string html = render_html(b);
  EXPECT_NE(html.find("<section id=\"deeds\""), std::string::npos);
}

TEST(Deeds, SayOnWhoseWordAndHowSurely) {
  DeedDesk desk;
  const ReportId r1 = desk.report("A", "", {"Velmar may shell Orvane, the mayor said."});
  const ClaimId c1 = desk.claim(r1, "Velmar may shell Orvane", "the mayor", "said");
  Proposition p = desk.deed(r1, "Velmar", "shell", "Orvane", "shell");
  p.tense = Tense::kPredicted;
  desk.at(c1).propositions = {p};
  desk.at(c1).certainty = Certainty::kPossible;
  const std::string text = render_text(desk.done(), {});
  EXPECT_NE(text.find("Velmar → shell → Orvane (possible, predicted), on the word of the mayor"),
            std::string::npos)
      << text;
}

TEST(Deeds, LeaveOutWhatNobodySaysWasDone) {
  DeedDesk desk;
  const ReportId r1 = desk.report("A", "", {"It is bad if Velmar shelled Orvane."});
  const ClaimId c1 = desk.claim(r1, "It is bad if Velmar shelled Orvane");
  Proposition p = desk.deed(r1, "Velmar", "shelled", "Orvane", "shell");
  p.tense = Tense::kHypothetical;
  desk.at(c1).propositions = {p};
  EXPECT_TRUE(deeds_of(Lookup(desk.briefing())).empty());
}

TEST(Deeds, ADenialIsNoDeedNotDone) {
  DeedDesk desk;
  const ReportId r1 = desk.report("A", "", {"Velmar denied shelling Orvane."});
  const ClaimId c1 = desk.claim(r1, "shelling Orvane", "Velmar", "denied");
  Proposition p = desk.deed(r1, "Velmar", "shelling", "Orvane", "shell");
  p.negated = true;
  p.negation = desk.find(r1, "denied").range;
  desk.at(c1).propositions = {p};
  desk.at(c1).certainty = Certainty::kDenied;
  const std::string text = render_text(desk.done(), {});
  EXPECT_NE(text.find("Velmar → shelling → Orvane (denied)"), std::string::npos) << text;
}

}  // namespace
}  // namespace stemma::briefing
