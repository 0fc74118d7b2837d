#include "base/numbers.h"

#include <gtest/gtest.h>

namespace stemma {
namespace {

TEST(PrintNumber, GroupsDigitsByThree) {
  EXPECT_EQ(print_number(0), "0");
  EXPECT_EQ(print_number(999), "999");
  EXPECT_EQ(print_number(6700), "6,700");
  EXPECT_EQ(print_number(-1234567.5), "-1,234,567.5");
  EXPECT_EQ(print_number(-100), "-100");
  EXPECT_EQ(print_number(1e300), "1e+300");
}

}  // namespace
}  // namespace stemma
