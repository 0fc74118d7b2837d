// Quantities and sums: data-driven cases, and the invariants on text that is mostly figures.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "grounding/grounding.h"
#include "grounding/numerals.h"
#include "grounding_support.h"
#include "support/cases.h"
#include "support/timing.h"

namespace stemma::grounding {
namespace {

std::string number(double value) { return fmt::format("{:.15g}", value); }

std::string describe(const Report& report, const Quantity& q) {
  std::string out = fmt::format("{} | {}", slice(report.text, q.range), number(q.value));
  if (q.high) out += " to " + number(*q.high);
  if (q.bound != Bound::kExact) out += fmt::format(" | {}", to_string(q.bound));
  if (q.approximate_word) out += " | vague";
  if (!q.unit.empty()) out += " | in " + q.unit;
  if (!q.per.empty()) out += " per " + q.per;
  if (!q.of.empty()) out += " | of " + q.of;
  return out;
}

TEST(Quantities, Cases) {
  const Models models;
  for (const testing::Case& c : testing::read_cases("grounding/quantities.txt")) {
    SCOPED_TRACE(c.where + " " + c.name);
    const auto show = [&](const std::string& line) {
      const Read r = models.read(line, "2031-03-07");
      std::string found;
      for (const Quantity& q : r.grounding.quantities)
        found += (found.empty() ? "" : "; ") + describe(r.report, q);
      return found;
    };
    EXPECT_EQ(testing::line_by_line(c.input, show), c.expect);
  }
}

TEST(Sums, Cases) {
  const Models models;
  for (const testing::Case& c : testing::read_cases("grounding/sums.txt")) {
    SCOPED_TRACE(c.where + " " + c.name);
    const auto show = [&](const std::string& line) {
      const Grounding g = models.read(line, "2031-03-07").grounding;
      std::string found;
      for (const FigureSum& s : g.sums) {
        found += (found.empty() ? "" : "; ") + number(g.quantities[s.whole].value);
        found += s.complete ? " = " : " >= ";
        for (std::size_t i = 0; i < s.parts.size(); ++i)
          found += (i == 0 ? "" : " + ") + number(g.quantities[s.parts[i]].value);
        found += s.holds ? ": holds" : ": does not hold";
      }
      return found;
    };
    EXPECT_EQ(testing::line_by_line(c.input, show), c.expect);
  }
}

TEST(Changes, Cases) {
  const Models models;
  for (const testing::Case& c : testing::read_cases("grounding/changes.txt")) {
    SCOPED_TRACE(c.where + " " + c.name);
    const auto show = [&](const std::string& line) {
      const Grounding g = models.read(line, "2031-03-07").grounding;
      std::string found;
      for (const FigureChange& change : g.changes) {
        std::string one;
        const auto add = [&](std::string_view word, const std::optional<std::uint32_t>& i) {
          if (!i) return;
          one +=
              fmt::format("{}{} {}", one.empty() ? "" : " ", word, number(g.quantities[*i].value));
        };
        add("from", change.from);
        add("to", change.to);
        add("by", change.by);
        one += fmt::format(", {}", to_string(change.direction));
        if (change.factor) one += " x " + number(*change.factor);
        if (change.holds) one += *change.holds ? ": holds" : ": does not hold";
        found += (found.empty() ? "" : "; ") + one;
      }
      return found;
    };
    EXPECT_EQ(testing::line_by_line(c.input, show), c.expect);
  }
}

// Whatever number is written with commas is read back.
TEST(Quantities, WrittenNumbersReadBack) {
  for (std::uint64_t n = 1; n < 4'000'000'000'000; n = n * 7 + 3) {
    std::string text = std::to_string(n);
    for (std::size_t at = text.size(); at > 3;) text.insert(at -= 3, ",");
    EXPECT_EQ(parse_digits(text), double(n)) << text;
  }
  for (const std::string_view bad : {"", ",", "1,2", "1,23,456", "1.2.3", "12,3456", "1,", ".5"})
    EXPECT_FALSE(parse_digits(bad)) << bad;
}

// Four times the figures in one sentence cost about four times as much, whatever stands between.
TEST(Quantities, ManyFiguresAreLinear) {
  const Models models;
  for (const std::string_view piece :
       {"tent of 5 % ", "fall from 5 to 6 , ", "5 men and 6 women , 11 in all , ",
        "a drop of 5 , the remaining 7 boats , "}) {
    SCOPED_TRACE(piece);
    const auto seconds = [&](int pieces) {
      std::string text;
      for (int i = 0; i < pieces; ++i) text += piece;
      const Read r = models.read(text, "2031-03-07");
      EXPECT_GE(r.grounding.quantities.size(), std::size_t(pieces));
      return testing::cpu_seconds([&] { models.again(r); });
    };
    seconds(50);
    const double few = seconds(1000);
    EXPECT_LT(seconds(4000), 10 * few + 0.05);
  }
}

TEST(Quantities, OddTextsKeepTheInvariants) {
  const Models models;
  const std::string_view pieces[] = {"20",
                                     "-",
                                     "\u2013",
                                     "between ",
                                     "and ",
                                     " of those ",
                                     "$",
                                     "%",
                                     " million",
                                     " people",
                                     ",",
                                     "the remaining ",
                                     "\u00a3",
                                     "k",
                                     "half a ",
                                     "7/12/2022",
                                     "'90s ",
                                     "\u20ac5",
                                     " dozens of",
                                     " at least ",
                                     "1.2.3",
                                     "\n\n",
                                     ". ",
                                     "Q3 ",
                                     "two hundred and "};
  std::uint32_t seed = 1;
  for (int round = 0; round < 400; ++round) {
    std::string text;
    for (int i = 0; i < 30; ++i) {
      seed = seed * 1664525 + 1013904223;
      text += pieces[(seed >> 16) % std::size(pieces)];
    }
    EXPECT_TRUE(holds(models.read(text, "2022-12-07"))) << text;
  }
}

}  // namespace
}  // namespace stemma::grounding
