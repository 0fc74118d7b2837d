#include "briefing/word_diff.h"

#include <gtest/gtest.h>

#include <sstream>
#include <string>

namespace stemma::briefing {
namespace {

std::vector<std::string> split(const std::string& text) {
  std::vector<std::string> words;
  std::istringstream in(text);
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

std::string join(const std::vector<std::string>& words, WordRange range) {
  std::string out;
  for (std::uint32_t i = range.begin; i < range.end; ++i)
    out += (out.empty() ? "" : " ") + words[i];
  return out;
}

/// "same words {taken out|put in} same words", with every invariant of the header checked.
std::string diff(const std::string& text_a, const std::string& text_b) {
  const std::vector<std::string> a = split(text_a);
  const std::vector<std::string> b = split(text_b);
  const std::vector<std::string_view> views_a(a.begin(), a.end());
  const std::vector<std::string_view> views_b(b.begin(), b.end());
  std::string out;
  std::uint32_t x = 0;
  std::uint32_t y = 0;
  bool last_same = false;
  bool first = true;
  for (const DiffPart& part : word_diff(views_a, views_b)) {
    EXPECT_EQ(part.a.begin, x);
    EXPECT_EQ(part.b.begin, y);
    EXPECT_TRUE(first || part.same != last_same);
    EXPECT_GT(part.a.size() + part.b.size(), 0u);
    if (part.same) {
      EXPECT_EQ(join(a, part.a), join(b, part.b));
    }
    if (!out.empty()) out += ' ';
    out += part.same ? join(a, part.a) : "{" + join(a, part.a) + "|" + join(b, part.b) + "}";
    x = part.a.end;
    y = part.b.end;
    last_same = part.same;
    first = false;
  }
  EXPECT_EQ(x, a.size());
  EXPECT_EQ(y, b.size());
  return out;
}

TEST(WordDiff, FindsWhatWasExchangedPutInAndTakenOut) {
  EXPECT_EQ(diff("", ""), "");
  EXPECT_EQ(diff("", "rain fell"), "{|rain fell}");
  EXPECT_EQ(diff("rain fell", ""), "{rain fell|}");
  EXPECT_EQ(diff("rain fell", "rain fell"), "rain fell");
  EXPECT_EQ(diff("ten people were hurt", "two people were killed"),
            "{ten|two} people were {hurt|killed}");
  EXPECT_EQ(diff("the ships may leave soon", "the ships leave soon"),
            "the ships {may|} leave soon");
  EXPECT_EQ(diff("a b", "a x b"), "a {|x} b");
}

TEST(WordDiff, JoinsChangesThatShareOnlyASlightWord) {
  EXPECT_EQ(diff("boats left the harbour early", "ships reached the island early"),
            "{boats left the harbour|ships reached the island} early");
}

TEST(WordDiff, HoldsItsInvariantsOnEveryPairOfShortTexts) {
  std::vector<std::string> texts{""};
  for (std::size_t i = 0; i < texts.size() && texts[i].size() < 5 * 5; ++i) {
    for (const char* word : {" aaaa", " bbbb"}) texts.push_back(texts[i] + word);
  }
  for (const std::string& a : texts) {
    for (const std::string& b : texts) diff(a, b);
  }
}

TEST(WordDiff, IsBoundedOnLongTextsThatShareNothing) {
  std::vector<std::string> store;
  for (int i = 0; i < 40000; ++i) store.push_back("word" + std::to_string(i));
  const std::vector<std::string_view> a(store.begin(), store.begin() + 20000);
  std::vector<std::string_view> b(store.begin() + 20000, store.end());
  b.front() = a.front();
  b.back() = a.back();
  const std::vector<DiffPart> parts = word_diff(a, b);
  ASSERT_EQ(parts.size(), 3u);
  EXPECT_FALSE(parts[1].same);
  EXPECT_EQ(parts[1].a.size(), 19998u);
}

}  // namespace
}  // namespace stemma::briefing
