// Sentences, tokens and quotations as transcripts:
// tests/language/{sentences,tokens,quotations}.txt.
#include <gtest/gtest.h>

#include "language/support.h"
#include "support/cases.h"

namespace stemma::language {
namespace {

/// One line a thing; line breaks inside it shown as a space.
std::string shown(std::string_view text, ByteRange range) {
  std::string line;
  for (const char c : slice(text, range)) line += c == '\n' ? ' ' : c;
  return line;
}

/// "furniture: WORDS" in a case marks the first place where these words stand.
Report report_of_case(const testing::Case& c) {
  std::vector<Furniture> furniture;
  const auto setting = c.settings.find("furniture");
  if (setting != c.settings.end()) {
    const auto begin = static_cast<std::uint32_t>(c.input.find(setting->second));
    furniture.push_back({{begin, begin + static_cast<std::uint32_t>(setting->second.size())},
                         FurnitureKind::kLoading});
  }
  return report_of(c.input, std::move(furniture));
}

TEST(Sentences, Cases) {
  for (const testing::Case& c : testing::read_cases("language/sentences.txt")) {
    const Report report = report_of_case(c);
    const Analysis a = analyse(report, shared_model());
    std::string found;
    for (const Sentence& s : a.sentences) found += shown(report.text, s.range) + '\n';
    if (!found.empty()) found.pop_back();
    EXPECT_EQ(found, c.expect) << c.where << " " << c.name;
    EXPECT_EQ(broken_invariant(report, a), "") << c.where << " " << c.name;
  }
}

TEST(Tokens, Cases) {
  for (const testing::Case& c : testing::read_cases("language/tokens.txt")) {
    const Report report = report_of_case(c);
    const Analysis a = analyse(report, shared_model());
    std::string found;
    for (const Token& t : a.tokens) {
      if (!found.empty()) found += ' ';
      found += slice(report.text, t.range);
    }
    EXPECT_EQ(found, c.expect) << c.where << " " << c.name;
    EXPECT_EQ(broken_invariant(report, a), "") << c.where << " " << c.name;
  }
}

TEST(Quotations, Cases) {
  for (const testing::Case& c : testing::read_cases("language/quotations.txt")) {
    const Report report = report_of_case(c);
    const Analysis a = analyse(report, shared_model());
    std::string found;
    for (const Quotation& q : a.quotations) {
      found += (q.closed ? "" : "open: ") + shown(report.text, q.inner) + '\n';
    }
    if (!found.empty()) found.pop_back();
    EXPECT_EQ(found, c.expect) << c.where << " " << c.name;
    EXPECT_EQ(broken_invariant(report, a), "") << c.where << " " << c.name;
  }
}

}  // namespace
}  // namespace stemma::language
