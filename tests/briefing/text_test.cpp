#include <gtest/gtest.h>

#include <sstream>

#include "base/utf8.h"
#include "briefing/display.h"
#include "briefing/fixture.h"
#include "briefing/render.h"

namespace stemma::briefing {
namespace {

using stemma::testing::all_fixtures;

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

TEST(Text, NoLineIsWiderThanTheColumns) {
  for (const auto& [name, briefing] : all_fixtures()) {
    for (const unsigned columns : {24u, 40u, 80u, 100u, 200u}) {
      for (const bool full : {false, true}) {
        const std::string text = render_text(briefing, {.columns = columns, .full = full});
        for (const std::string& line : lines_of(text)) {
          EXPECT_LE(display_width(line), columns) << name << ": " << line;
          EXPECT_FALSE(line.ends_with(' ')) << name << ": " << line;
        }
      }
    }
  }
}

TEST(Text, HasNoControlCharactersUnlessColoured) {
  for (const auto& [name, briefing] : all_fixtures()) {
    const std::string text = render_text(briefing, {});
    EXPECT_EQ(utf8::first_invalid(text), text.size()) << name;
    for (std::size_t at = 0; at < text.size();) {
      const utf8::CodePoint c = utf8::decode(text, at);
      EXPECT_FALSE(is_hostile(c.value)) << name << " at " << at;
      at += c.length;
    }
  }
}

TEST(Text, ColourChangesNothingButTheColour) {
  for (const auto& [name, briefing] : all_fixtures()) {
    std::string coloured = render_text(briefing, {.colour = true});
    for (std::size_t at = 0; (at = coloured.find('\x1b', at)) != std::string::npos;) {
      coloured.erase(at, coloured.find('m', at) - at + 1);
    }
    EXPECT_EQ(coloured, render_text(briefing, {})) << name;
  }
}

TEST(Text, SaysHowManyOrigins) {
  const auto first_line = [](const Briefing& b) { return lines_of(render_text(b, {}))[0]; };
  EXPECT_EQ(first_line(stemma::testing::two_reports()),
            "2 reports, 1 origin: a Meridian story, not supplied.");
  EXPECT_EQ(first_line(stemma::testing::many_reports(50)),
            "50 reports, 2 origins: 48 of the reports come from Meridian (r1).");
  const auto all = all_fixtures();
  EXPECT_EQ(first_line(all[0].second), "No reports.");
  EXPECT_EQ(first_line(all[1].second), "1 report, and nothing to compare it with.");
  EXPECT_EQ(first_line(all[2].second), "2 reports, 2 origins: no two share a passage.");
}

TEST(Text, ShowsTheWorstChangeFirstWithTheWordsOfBothSides) {
  const std::string text = render_text(stemma::testing::two_reports(), {});
  const std::size_t role = text.find("1. Who did what: Someone who relied on pilots became one.");
  const std::size_t number = text.find("2. The number: 40 became 14.");
  ASSERT_NE(role, std::string::npos) << text;
  ASSERT_NE(number, std::string::npos) << text;
  EXPECT_LT(role, number);
  EXPECT_NE(text.find("[relied on island pilots]"), std::string::npos) << text;
  EXPECT_NE(text.find("[an island-trained pilot]"), std::string::npos) << text;
}

TEST(Text, AddsUpFigures) {
  const std::string text = render_text(stemma::testing::two_reports(), {});
  EXPECT_NE(text.find("3,000 dockers = 1,500 + 1,500: adds up. [r1:"), std::string::npos) << text;
}

TEST(Text, FullShowsAllAndTheDefaultSaysWhatIsMissing) {
  const Briefing many = stemma::testing::many_reports(50);
  const std::string some = render_text(many, {});
  const std::string full = render_text(many, {.full = true});
  EXPECT_NE(some.find("… 38 more; --full shows all"), std::string::npos) << some;
  EXPECT_EQ(full.find("--full"), std::string::npos);
  EXPECT_NE(full.find("Paper 48"), std::string::npos);
}

TEST(Text, EvidenceOnALineIsARangeOfTheReport) {
  const Briefing briefing = stemma::testing::two_reports();
  const std::string text = render_text(briefing, {});
  const std::size_t at = text.find("[r1:", text.find("Harbour Council, quoted by Norn"));
  ASSERT_NE(at, std::string::npos);
  unsigned begin = 0;
  unsigned end = 0;
  ASSERT_EQ(std::sscanf(text.c_str() + at, "[r1:%u-%u]", &begin, &end), 2);
  EXPECT_EQ(briefing.reports[0].text.substr(begin, end - begin),
            "40 ferries would be moved north within two days");
}

}  // namespace
}  // namespace stemma::briefing
