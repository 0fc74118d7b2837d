#include "base/utf8.h"

#include <gtest/gtest.h>

namespace stemma::utf8 {
namespace {

TEST(Utf8, DecodesForwardAndBackward) {
  const std::string text = "a\u00e9\u201c\U0001F600";
  const char32_t expected[] = {U'a', U'\u00e9', U'\u201c', U'\U0001F600'};
  std::size_t at = 0;
  for (const char32_t c : expected) {
    const CodePoint forward = decode(text, at);
    EXPECT_EQ(forward.value, c);
    at += forward.length;
    const CodePoint backward = decode_before(text, at);
    EXPECT_EQ(backward.value, c);
    EXPECT_EQ(backward.length, forward.length);
  }
  EXPECT_EQ(at, text.size());
  EXPECT_EQ(length(text), 4u);
}

TEST(Utf8, FindsAndReplacesWhatIsNotUtf8) {
  EXPECT_EQ(first_invalid("caf\xe9 au lait"), 3u);
  EXPECT_EQ(first_invalid("\xed\xa0\x80"), 0u) << "a surrogate";
  EXPECT_EQ(first_invalid("\xc0\xaf"), 0u) << "an overlong slash";
  EXPECT_EQ(replace_invalid("caf\xe9 au\xff\xfe lait"), "caf\ufffd au\ufffd lait");
}

TEST(Utf8, LowersBeyondAscii) {
  EXPECT_EQ(to_lower("\u00c9T\u00c9 \u0416"), "\u00e9t\u00e9 \u0436");
}

TEST(Utf8, CountsOddSpacesAsSpace) {
  EXPECT_TRUE(is_space(0xA0));
  EXPECT_TRUE(is_space(0x202F));
  EXPECT_TRUE(is_space(0xFEFF));
  EXPECT_FALSE(is_space('_'));
}

}  // namespace
}  // namespace stemma::utf8
