#include "base/byte_rows.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

namespace stemma {
namespace {

template <std::size_t kWidth>
void expect_sums(std::size_t rows, std::mt19937& random) {
  std::vector<std::int8_t> cells(rows * kWidth + 1);
  for (std::int8_t& cell : cells) cell = static_cast<std::int8_t>(random());
  std::vector<const std::int8_t*> places;
  std::array<std::int32_t, kWidth> slow{};
  for (std::size_t r = 0; r < rows; ++r) {
    places.push_back(cells.data() + 1 + r * kWidth);  // aligned to nothing
    for (std::size_t w = 0; w < kWidth; ++w) slow[w] += places.back()[w];
  }
  EXPECT_EQ(sum_byte_rows<kWidth>(places), slow) << rows << " rows";
}

TEST(ByteRows, SumsAreThoseOfOneByteAtATime) {
  std::mt19937 random(7);
  for (const std::size_t rows : {0, 1, 2, 17, 255, 256}) {
    expect_sums<8>(rows, random);
    expect_sums<24>(rows, random);
    expect_sums<96>(rows, random);
  }
}

TEST(ByteRows, TheLargestSumsFit) {
  for (const std::int8_t most : {std::int8_t{127}, std::int8_t{-128}}) {
    const std::array<std::int8_t, 8> row = {most, most, most, most, most, most, most, most};
    const std::vector<const std::int8_t*> rows(kMostByteRows, row.data());
    EXPECT_EQ(sum_byte_rows<8>(rows)[7], 256 * most);
  }
}

}  // namespace
}  // namespace stemma
