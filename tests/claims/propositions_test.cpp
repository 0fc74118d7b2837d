// Case files: a text in, its propositions out, one a line:
//
//   predicate | form | tense | not: the word | role: words, ...
//
// and for the tense of claims and the speakers without a name, what is kept of them.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "claims/support.h"
#include "support/cases.h"

namespace stemma {
namespace {

std::string words(const testing::Extracted& e, ByteRange range) {
  return std::string(slice(e.report.text, range));
}

std::string line_of(const testing::Extracted& e, const Proposition& p) {
  std::string line =
      fmt::format("{} | {} | {}", p.predicate, to_string(p.form), to_string(p.tense));
  if (p.negation) line += fmt::format(" | not: {}", words(e, *p.negation));
  if (p.condition) line += fmt::format(" | when: {}", words(e, *p.condition));
  for (const Argument& a : p.arguments) {
    line += fmt::format(" | {}: {}", to_string(a.role), words(e, a.evidence));
  }
  return line;
}

TEST(PropositionCases, AreReadAsWritten) {
  for (const testing::Case& c : testing::read_cases("claims/propositions.txt")) {
    const testing::Extracted extracted = testing::extract_claims(c.input);
    std::string lines;
    for (const Proposition& p : extracted.propositions) {
      if (!lines.empty()) lines += '\n';
      lines += line_of(extracted, p);
    }
    EXPECT_EQ(lines, c.expect) << c.where << ": " << c.name;
  }
}

/// "speaker | count group | anonymity | reason | tense: evidence | when | scare quotes".
std::string custody_of(const testing::Extracted& e, const Claim& claim) {
  const auto optional = [&](const std::optional<ByteRange>& range) {
    return range ? words(e, *range) : std::string("-");
  };
  std::string line = "-";
  if (claim.speaker) {
    const Speaker& s = *claim.speaker;
    line = fmt::format("{} | {} {} | {} | {}", s.name, s.count ? fmt::format("{}", *s.count) : "-",
                       s.group.empty() ? "-" : s.group, optional(s.anonymity), optional(s.reason));
  }
  line += fmt::format(" | {}: {} | {}", to_string(claim.tense), optional(claim.tense_evidence),
                      optional(claim.condition));
  for (const ByteRange range : claim.scare_quotes)
    line += fmt::format(" | \"{}\"", words(e, range));
  return line;
}

TEST(CustodyCases, AreReadAsWritten) {
  for (const testing::Case& c : testing::read_cases("claims/custody.txt")) {
    const testing::Extracted extracted = testing::extract_claims(c.input);
    std::string lines;
    for (const Claim& claim : extracted.claims) {
      if (!lines.empty()) lines += '\n';
      lines += custody_of(extracted, claim);
    }
    EXPECT_EQ(lines, c.expect) << c.where << ": " << c.name;
  }
}

}  // namespace
}  // namespace stemma
