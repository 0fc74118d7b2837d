// Case files: a text in, the lines of its claims out. Cases may leave own-voice claims aside with
// "only: attributed".
#include <gtest/gtest.h>

#include "claims/support.h"
#include "support/cases.h"

namespace stemma {
namespace {

std::string lines_of(const testing::Extracted& extracted, bool attributed_only) {
  std::string lines;
  for (const Claim& claim : extracted.claims) {
    if (attributed_only && !claim.speaker) continue;
    if (!lines.empty()) lines += '\n';
    lines += testing::claim_line(extracted, claim);
  }
  return lines;
}

class ClaimCases : public ::testing::TestWithParam<const char*> {};

TEST_P(ClaimCases, ReadAsWritten) {
  for (const testing::Case& c : testing::read_cases(std::string("claims/") + GetParam())) {
    const auto only = c.settings.find("only");
    const bool attributed = only != c.settings.end() && only->second == "attributed";
    const testing::Extracted extracted = testing::extract_claims(c.input);
    EXPECT_EQ(lines_of(extracted, attributed), c.expect) << c.where << ": " << c.name;
  }
}

INSTANTIATE_TEST_SUITE_P(Files, ClaimCases,
                         ::testing::Values("speech.txt", "quotations.txt", "relays.txt",
                                           "certainty.txt", "speakers.txt", "own_voice.txt"));

}  // namespace
}  // namespace stemma
