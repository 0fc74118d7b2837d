#include "base/text_map.h"

#include <gtest/gtest.h>

#include <map>
#include <random>

namespace stemma {
namespace {

TEST(TextMap, AnswersAsAMapDoes) {
  std::mt19937 random(7);
  TextMap<unsigned> map;
  std::map<std::string, unsigned> slow;
  EXPECT_EQ(map.find(""), map.end());
  const auto word = [&] {
    std::string text(random() % 5, 'a');
    for (char& c : text) c = static_cast<char>('a' + random() % 4);
    return text;
  };
  for (int i = 0; i < 3000; ++i) {
    const std::string text = word();
    const unsigned value = random();
    if (i % 2 == 0) {
      map[text] = value;
      slow[text] = value;
    } else {
      map.emplace(text, value);
      slow.emplace(text, value);
    }
    const std::string asked = word();
    ASSERT_EQ(map.contains(asked), slow.contains(asked)) << asked;
    if (slow.contains(asked)) {
      ASSERT_EQ(map.find(asked)->second, slow.at(asked));
    }
  }
  EXPECT_EQ(map.size(), slow.size());
  EXPECT_EQ((std::map<std::string, unsigned>(map.begin(), map.end())), slow);
}

TEST(TextMap, KeepsTheOrderInWhichTextsCame) {
  TextMap<int> map;
  for (const char* text : {"weir", "dam", "weir", "lock"}) ++map[text];
  std::string order;
  for (const auto& [text, count] : map) order += text + std::to_string(count) + " ";
  EXPECT_EQ(order, "weir2 dam1 lock1 ");
}

}  // namespace
}  // namespace stemma
