// What holds for any text: the invariants of analysis.h, and a cost that grows with the text only.
#include <gtest/gtest.h>

#include <algorithm>
#include <ctime>
#include <random>

#include "base/utf8.h"
#include "language/support.h"
#include "support/cases.h"

namespace stemma::language {
namespace {

Analysis checked(const Report& report) {
  Analysis a = analyse(report, shared_model());
  EXPECT_EQ(broken_invariant(report, a), "") << report.text.substr(0, 200);
  return a;
}

TEST(Properties, NothingInNothingOut) {
  for (const char* text : {"", " ", "\n\n\n", "\xEF\xBB\xBF", "\xC2\xA0 \xE2\x80\x8B"}) {
    const Analysis a = checked(report_of(text));
    EXPECT_TRUE(a.tokens.empty()) << text;
    EXPECT_TRUE(a.sentences.empty()) << text;
    EXPECT_TRUE(a.quotations.empty()) << text;
  }
}

TEST(Properties, RandomText) {
  // Pieces that meet in odd ways more often than random letters would.
  const std::vector<std::string> pieces = {
      "a",    "I",    "Moro",   "no",     "Dr",     "U.S",    ".",      "..",     "?",      "!",
      ",",    "\"",   "'",      "’",      "‘",      "“",      "”",      "«",      "»",      "„",
      "-",    "—",    "(",      ")",      "[",      "]",      " ",      " ",      " ",      "\n",
      "\n\n", "\r",   "\t",     "1",      "24",     "th",     "5,0",    "@",      "#",      "://",
      "www.", ".com", "$",      "%",      "&",      "/",      "*",      "é",      "Ж",      "京",
      "。",   "🔥",    "\u200D", "\u0301", "\uFE0F", "\u00AD", "\u2028", "\u00A0", "\x01",   "\x7F",
      "``",   "''",   "s'",     "n't",    "'s",     ":)",     "said",   "the",    "\u2029", "\f",
      "_",    "=",    "\uFFFD", "🇺🇦"};
  std::mt19937 random(20311207);
  for (int round = 0; round < 1500; ++round) {
    std::string text;
    const std::size_t size = random() % 40;
    for (std::size_t i = 0; i < size; ++i) text += pieces[random() % pieces.size()];
    checked(report_of(text));
  }
}

TEST(Properties, RandomBytes) {
  std::mt19937 random(7);
  for (int round = 0; round < 1000; ++round) {
    std::string bytes;
    for (std::size_t i = random() % 200; i > 0; --i) bytes += static_cast<char>(random() & 0xFF);
    checked(report_of(utf8::replace_invalid(bytes)));
  }
}

TEST(Properties, FurnitureAnywhere) {
  const std::string text =
      "“We ran,” said Dr. Moro. The U.N. office (in Port Sela) didn't answer.\n\nIt was 5 p.m.";
  for (std::uint32_t begin = 0; begin < text.size(); begin += 3) {
    for (std::uint32_t end = begin + 1; end < text.size(); end += 7) {
      const auto on_character = [&](std::uint32_t at) {
        return (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
      };
      if (!on_character(begin) || !on_character(end)) continue;
      checked(report_of(text, {{{begin, end}, FurnitureKind::kLoading}}));
    }
  }
}

TEST(Properties, TouchingFurniture) {
  const std::string text = "Loading Photo The bridge is shut.";
  const Report report =
      report_of(text, {{{0, 8}, FurnitureKind::kLoading}, {{8, 14}, FurnitureKind::kCredit}});
  EXPECT_EQ(checked(report).sentences.size(), 1U);
}

TEST(Properties, TheWholeCanBeFurniture) {
  const Report report = report_of("Loading", {{{0, 7}, FurnitureKind::kLoading}});
  EXPECT_TRUE(checked(report).tokens.empty());
}

TEST(Properties, ParagraphsSplitAlikeApartAndTogether) {
  // Paragraphs do not reach into one another, but for quotations left open.
  const std::vector<testing::Case> cases = testing::read_cases("language/sentences.txt");
  std::string all;
  std::size_t sentences = 0;
  std::size_t tokens = 0;
  for (const testing::Case& c : cases) {
    if (c.settings.contains("furniture") || c.input.find('\n') != std::string::npos) continue;
    all += c.input + "\n\n";
    const Analysis a = checked(report_of(c.input));
    sentences += a.sentences.size();
    tokens += a.tokens.size();
  }
  const Analysis a = checked(report_of(all));
  EXPECT_EQ(a.sentences.size(), sentences);
  EXPECT_EQ(a.tokens.size(), tokens);
}

TEST(Properties, NormsAreLowerCaseWithStraightApostrophes) {
  const Report report = report_of("MORO’S ÉLAN ’tis");
  const Analysis a = checked(report);
  ASSERT_EQ(a.tokens.size(), 4U);
  EXPECT_EQ(a.tokens[0].norm, "moro");
  EXPECT_TRUE(a.tokens[0].capitalised);
  EXPECT_EQ(a.tokens[1].norm, "'s");
  EXPECT_FALSE(a.tokens[1].space_before);
  EXPECT_EQ(a.tokens[2].norm, "élan");
  EXPECT_EQ(a.tokens[3].norm, "'tis");
}

TEST(Properties, KindsOfTokens) {
  const Report report = report_of("Orr's 24th “5%” (so) $3 – 👍");
  const Analysis a = checked(report);
  std::string kinds;
  for (const Token& t : a.tokens) kinds += "WNPQS"[static_cast<int>(t.kind)];
  EXPECT_EQ(kinds, "WWNQNSQPWPSNPS");
}

/// Seconds of processor time that analyse() takes, best of two; a busy machine does not lengthen
/// it.
double seconds(const std::string& text) {
  const Report report = report_of(text);
  double best = 1e9;
  for (int i = 0; i < 2; ++i) {
    const std::clock_t begin = std::clock();
    const Analysis a = analyse(report, shared_model());
    EXPECT_LE(a.tokens.size(), text.size());
    best = std::min(best, double(std::clock() - begin) / CLOCKS_PER_SEC);
  }
  return best;
}

std::string repeated(std::string_view piece, std::size_t bytes) {
  std::string text;
  text.reserve(bytes + piece.size());
  while (text.size() < bytes) text += piece;
  return text;
}

TEST(Properties, CostIsLinear) {
  // Each of these once cost, or could cost, a look far ahead at every step. Eight times the text
  // may take eight times as long, with room for a busy machine; a square law would take 64.
  for (const char* piece : {"a",       "a.",      "a-",
                            "1-",      "a@",      "@",
                            "'a",      "'s ",     "\"",
                            "“",       "“a ",     "(",
                            "...",     ". ",      "A. ",
                            "www.a",   "http://", "a.com",
                            "1.",      "\n",      "a\n",
                            "- a\n",   "[1] ",    "x:)",
                            "said ",   "é",       "\u0301",
                            "👍\u200D", "s' ",     "‘s’ ",
                            "Dr. ",    "A.B.",    "\" said Moro. ",
                            "a/b/",    "*",       "$",
                            ".[.]",    "Ab 1 ",   "$ .",
                            "\r"}) {
    const double small = seconds(repeated(piece, 1'000));
    const double large = seconds(repeated(piece, 8'000));
    EXPECT_LT(large, std::max(small, 0.002) * 40) << piece;
  }
}

TEST(Properties, OneLongLineAndOneLongSentence) {
  const Report line = report_of(repeated("The bridge over the Anse was shut at dawn. ", 300'000));
  EXPECT_GT(checked(line).sentences.size(), 6'000U);
  const Report sentence = report_of(repeated("the boats and ", 10'000 * 5) + "the end.");
  EXPECT_EQ(checked(sentence).sentences.size(), 1U);
}

}  // namespace
}  // namespace stemma::language
