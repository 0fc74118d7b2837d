// Work shared among threads, given back in order.
#include "base/in_order.h"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>

namespace stemma {
namespace {

struct Number {
  int n = 0;
  int square = 0;
};

/// Numbers from 1 to count; those that come out, and how many were under way at most.
struct Course {
  std::vector<int> squares;
  int most = 0;

  Course(InOrderLimits limits, int count, int stop_at = 0) {
    int made = 0;
    int taken = 0;
    work_in_order<Number>(
        limits,
        [&]() -> std::optional<Number> {
          if (made == count) return std::nullopt;
          most = std::max(most, ++made - taken);
          return Number{made, 0};
        },
        [](const Number&) { return 10U; },
        [](Number& number) {
          for (int i = 0; i < number.n % 7 * 1000; ++i) std::atomic_signal_fence({});
          number.square = number.n * number.n;
        },
        [&](const Number& number) {
          ++taken;
          squares.push_back(number.square);
          return number.n != stop_at;
        });
  }
};

TEST(InOrder, ComesOutAsItWentInOnAnyNumberOfThreads) {
  for (const unsigned threads : {0U, 1U, 2U, 5U}) {
    const Course run({.threads = threads, .items = 16, .weight = 1000}, 500);
    ASSERT_EQ(run.squares.size(), 500U) << threads;
    for (int i = 0; i < 500; ++i) ASSERT_EQ(run.squares[std::size_t(i)], (i + 1) * (i + 1));
  }
}

TEST(InOrder, NoMoreIsUnderWayThanIsAllowed) {
  EXPECT_EQ(Course({.threads = 3, .items = 8, .weight = 1000}, 100).most, 8);
  EXPECT_EQ(Course({.threads = 3, .items = 8, .weight = 35}, 100).most, 4);
  EXPECT_EQ(Course({.threads = 3, .items = 8, .weight = 0}, 100).most, 1);
}

TEST(InOrder, StopsWhenAsked) {
  for (const unsigned threads : {1U, 4U}) {
    EXPECT_EQ(Course({.threads = threads, .items = 16, .weight = 1000}, 500, 20).squares.size(),
              20U);
    EXPECT_EQ(Course({.threads = threads, .items = 16, .weight = 1000}, 0).squares.size(), 0U);
  }
}

TEST(InOrder, WhatWorkThrowsComesOut) {
  for (const unsigned threads : {1U, 3U}) {
    int made = 0;
    int taken = 0;
    EXPECT_THROW(work_in_order<Number>(
                     {.threads = threads, .items = 4, .weight = 1000},
                     [&]() {
                       return std::optional<Number>({++made, 0});
                     },
                     [](const Number&) { return 1U; },
                     [](Number& number) {
                       if (number.n == 9) throw std::runtime_error("nine");
                     },
                     [&](const Number&) { return ++taken > 0; }),
                 std::runtime_error);
    EXPECT_EQ(taken, 8) << threads;
  }
}

}  // namespace
}  // namespace stemma
