#include "base/byte_reader.h"

#include <gtest/gtest.h>

#include <string>

namespace stemma {
namespace {

TEST(ByteReader, TakesInOrderUntilNothingIsLeft) {
  std::string bytes(1, 'x');
  const std::uint32_t number = 6700;
  const float scale = 0.5F;
  bytes.append(reinterpret_cast<const char*>(&number), sizeof(number));
  bytes.append(reinterpret_cast<const char*>(&scale), sizeof(scale));
  bytes += "\x01\xff";
  ByteReader reader(bytes);
  char letter = 0;
  std::uint32_t count = 0;
  std::vector<float> floats;
  std::span<const std::int8_t> cells;
  ASSERT_TRUE(reader.take(letter) && reader.take(count) && reader.take(floats, 1));
  EXPECT_FALSE(reader.empty());
  ASSERT_TRUE(reader.take(cells, 2));
  EXPECT_TRUE(reader.empty());
  EXPECT_EQ(letter, 'x');
  EXPECT_EQ(count, 6700u);
  EXPECT_EQ(floats, std::vector<float>{0.5F});
  EXPECT_EQ(cells[1], -1);
}

TEST(ByteReader, WhatDoesNotFitIsNotTaken) {
  const std::string bytes = "abc";
  ByteReader reader(bytes);
  std::uint32_t number = 7;
  std::vector<float> floats;
  std::span<const std::int8_t> cells;
  EXPECT_FALSE(reader.take(number));
  EXPECT_FALSE(reader.take(floats, 1));
  EXPECT_FALSE(reader.take(floats, SIZE_MAX / 2));  // whose size in bytes is no number
  EXPECT_FALSE(reader.take(cells, 4));
  EXPECT_EQ(number, 7u);
  EXPECT_TRUE(floats.empty());
  EXPECT_TRUE(reader.take(cells, 3));
}

}  // namespace
}  // namespace stemma
