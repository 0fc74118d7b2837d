// Places: data-driven cases, the packed gazetteer, and the cost of many names.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <sstream>

#include "grounding/gazetteer.h"
#include "grounding/place_key.h"
#include "grounding_support.h"
#include "support/cases.h"
#include "support/timing.h"

namespace stemma::grounding {
namespace {

std::string describe(const Report& report, const PlaceValue& p) {
  std::string out = fmt::format("{} | {}", slice(report.text, p.range), to_string(p.role));
  if (!p.entry) return out + " | unknown";
  out += fmt::format(" | {} {}", to_string(p.entry->kind), p.entry->name);
  if (!p.entry->region.empty()) out += ", " + p.entry->region;
  if (!p.entry->country.empty()) out += ", " + p.entry->country;
  return out;
}

TEST(Places, Cases) {
  const Models models;
  for (const testing::Case& c : testing::read_cases("grounding/places.txt")) {
    SCOPED_TRACE(c.where + " " + c.name);
    const Read r = models.read(c.input, "2031-03-07");
    EXPECT_TRUE(holds(r));
    std::string actual;
    for (const PlaceValue& p : r.grounding.places)
      actual += (actual.empty() ? "" : "\n") + describe(r.report, p);
    EXPECT_EQ(actual.empty() ? "-" : actual, c.expect);
  }
}

// Four times the names, told apart in many ways, cost about four times as much.
TEST(Places, ManyNamesAreLinear) {
  const Models models;
  const auto seconds = [&](int sentences) {
    const char* towns[] = {"Springfield", "San Antonio", "Paris", "Athens", "Franklin"};
    const char* states[] = {"Ohio", "Texas", "Ill.", "Georgia", "Kenya", "Maine", "Iowa"};
    std::string text;
    for (int i = 0; i < sentences; ++i)
      text += fmt::format("Ana Moro saw {}, {}, and then {}. ", towns[i % 5], states[i % 7],
                          towns[(i + 1) % 5]);
    const Read r = models.read(text, "2031-03-07");
    EXPECT_GT(r.grounding.places.size(), std::size_t(2 * sentences));
    return testing::cpu_seconds([&] { models.again(r); });
  };
  seconds(50);  // the first pages of the gazetteer are read in
  const double few = seconds(500);
  EXPECT_LT(seconds(2000), 10 * few + 0.05);
}

TEST(Gazetteer, FindsNamesInAnySpelling) {
  const Result<Gazetteer> g = Gazetteer::built_in();
  ASSERT_TRUE(g.ok());
  EXPECT_EQ(place_key("Saint-Étienne"), place_key("St. Etienne"));
  EXPECT_EQ(place_key("W.Va."), "wva");
  EXPECT_EQ(place_key(" -. "), "");
  // The largest comes first.
  const auto paris = g->find("paris");
  ASSERT_GT(paris.refs.size(), 3U);
  EXPECT_EQ(std::string(g->place(paris.refs[0]).country_code.data(), 2), "FR");
  EXPECT_TRUE(g->find("new").longer);
  EXPECT_TRUE(g->find("new york").longer);
  for (const char* none : {"", " ", "zz zz", "parisx", "\xff"}) {
    EXPECT_TRUE(g->find(none).refs.empty()) << none;
  }
  // All that a name leads to is there, and lies on the earth.
  for (const char* key : {"springfield", "georgia", "texas", "velmar", "st john"}) {
    for (const std::uint32_t ref : g->find(key).refs) {
      const PlaceRecord& place = g->place(ref);
      EXPECT_LE(std::abs(place.latitude), 90 * 100'000) << key;
      EXPECT_LE(std::abs(place.longitude), 180 * 100'000) << key;
      EXPECT_FALSE(g->name(ref).empty()) << key;
    }
  }
}

TEST(Gazetteer, FindsEveryPlaceByItsName) {
  const Result<Gazetteer> g = Gazetteer::built_in();
  ASSERT_TRUE(g.ok());
  ASSERT_GT(g->size(), 1000u);
  for (std::uint32_t place = 0; place < g->size(); ++place) {
    const std::string key = place_key(g->name(place));
    if (key.size() > 60) continue;  // those who write of it call it something shorter
    const auto refs = g->find(key).refs;
    EXPECT_TRUE(std::any_of(refs.begin(), refs.end(), [&](std::uint32_t ref) {
      return (ref & kRefIndex) == place;
    })) << g->name(place);
  }
}

TEST(Gazetteer, TurnsDownWhatIsNone) {
  alignas(8) static const char kBytes[64] = "STGAZ001 and then nothing of use";
  EXPECT_FALSE(Gazetteer::open({}).ok());
  EXPECT_FALSE(Gazetteer::open({kBytes, 16}).ok());
  EXPECT_FALSE(Gazetteer::open({kBytes, 64}).ok());
}

TEST(Gazetteer, MeasuresDistances) {
  EXPECT_NEAR(distance_km(0, 0, 0, 90), 10'008, 5);
  EXPECT_NEAR(distance_km(51.5, -0.1, 48.85, 2.35), 340, 10);
  EXPECT_NEAR(distance_km(0, 179.5, 0, -179.5), 111, 1);
  EXPECT_EQ(distance_km(12, 34, 12, 34), 0);
}

}  // namespace
}  // namespace stemma::grounding
