// Relatives of a report among many: found, forgotten in time, at a bounded cost.
#include "lineage/relative_index.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "batch.h"

namespace stemma::lineage {
namespace {

using Day = RelativeIndex::Day;
using Workspace = RelativeIndex::Workspace;

Day day(int n) { return Day(std::chrono::days(n)); }

/// Numbers that look random, the same everywhere (xorshift).
class Chance {
 public:
  explicit Chance(std::uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15U + 1) {}
  std::uint64_t next() {
    state_ ^= state_ << 13U;
    state_ ^= state_ >> 7U;
    state_ ^= state_ << 17U;
    return state_;
  }
  double share() { return double(next() >> 11U) * 0x1.0p-53; }

 private:
  std::uint64_t state_;
};

/// A report of some forty terms: some that most have, some of its field, some of its own.
ReportTerms invent(Chance& chance) {
  std::map<std::uint64_t, float> terms;
  const std::uint64_t field = chance.next() % 5;
  for (int i = 0; i < 10; ++i) terms[chance.next() % 40] = .5F;
  for (int i = 0; i < 20; ++i) terms[1000 * (1 + field) + chance.next() % 400] = .8F;
  for (int i = 0; i < 10; ++i) terms[100'000 + chance.next() % 50'000] = 1;
  ReportTerms out;
  for (const auto& [key, weight] : terms) out.push_back({key, weight});
  return out;
}

/// The same with a share of its terms gone.
ReportTerms thin(const ReportTerms& terms, double share, Chance& chance) {
  ReportTerms out;
  for (const ReportTerm& t : terms) {
    if (chance.share() >= share) out.push_back(t);
  }
  return out;
}

std::vector<std::uint32_t> numbers(const std::vector<Relative>& relatives) {
  std::vector<std::uint32_t> out;
  for (const Relative& r : relatives) out.push_back(r.report);
  return out;
}

const char* const kStory =
    "Two barges collided below the Hartsea bridge before dawn on Tuesday, the Velmari harbour "
    "police said. Eleven sailors were pulled from the water by the tug Merrin; the pilot, Osei "
    "Brandt, was missing. Some 340 tonnes of diesel ran into the Orm estuary. Divers found a torn "
    "mooring chain. The port of Sela stayed shut until noon, and grain ships waited off Gallow "
    "Bay.";

struct Kin {
  const char* name;
  const char* text;
};

class RelativeOf : public testing::TestWithParam<Kin> {};

TEST_P(RelativeOf, IsFirstAmongMany) {
  TermReader reader(model());
  RelativeIndex index;
  Workspace workspace;
  const char* const others[] = {
      "Harbour police in Sela said on Tuesday that they had found diesel in a warehouse.",
      "Divers searched the Orm estuary for a torpedo from the war; the bridge was shut.",
      "Grain ships waited off Sela for a second week, as pilots went on strike over pay.",
      "The missing chain of the mayor was pulled from the water by sailors on Tuesday."};
  for (const char* other : others) index.add(reader.read(other), day(0));
  const std::uint32_t story = index.add(reader.read(kStory), day(1));
  for (const char* other : others) index.add(reader.read(other), day(1));
  const auto found = index.find(reader.read(GetParam().text), workspace);
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found[0].report, story);
  EXPECT_GT(found[0].share, .3F);
}

INSTANTIATE_TEST_SUITE_P(
    Reports, RelativeOf,
    testing::Values(
        Kin{"copy", kStory},
        Kin{"excerpt",
            "Some 340 tonnes of diesel ran into the Orm estuary. Divers found a torn mooring "
            "chain."},
        Kin{"rewrite",
            "The pilot Osei Brandt was still being sought after a crash of two barges near the "
            "bridge "
            "at Hartsea early on Tuesday. The tug Merrin rescued eleven sailors. About 340 tonnes "
            "of diesel spilt in the estuary of the Orm, and no ship could call at Sela before "
            "midday, police of Velmar's harbours told reporters."},
        Kin{"merge",
            "A court in Aldermoor freed the treasurer Ida Varga for lack of proof. She had been "
            "held "
            "since spring over bribes for a tram line. Eleven sailors were pulled from the water "
            "by "
            "the tug Merrin; the pilot, Osei Brandt, was missing. Divers found a torn mooring "
            "chain. "
            "The port of Sela stayed shut until noon."}),
    [](const auto& c) { return c.param.name; });

TEST(RelativeIndex, NothingTellingHasNoRelatives) {
  RelativeIndex index;
  Workspace workspace;
  index.add({{1, 1}, {2, 1}}, day(0));
  EXPECT_TRUE(index.find({}, workspace).empty());
  EXPECT_TRUE(index.find({{3, 1}}, workspace).empty());
  index.add({}, day(0));
  EXPECT_EQ(index.size(), 2U);
}

TEST(RelativeIndex, ForgetsWhatHasLeftTheWindow) {
  RelativeIndex index({.window_days = 10});
  Workspace workspace;
  const ReportTerms terms{{1, 1}, {2, 1}, {3, 1}};
  EXPECT_EQ(index.add(terms, day(100)), 0U);
  EXPECT_EQ(index.add(terms, day(105)), 1U);
  EXPECT_EQ(numbers(index.find(terms, workspace)), (std::vector<std::uint32_t>{1, 0}));
  index.expire(day(110));
  EXPECT_FALSE(index.holds(0));
  EXPECT_EQ(numbers(index.find(terms, workspace)), (std::vector<std::uint32_t>{1}));
  EXPECT_EQ(index.add({{9, 1}}, day(115)), 2U);
  EXPECT_TRUE(index.find(terms, workspace).empty());
  EXPECT_EQ(index.size(), 1U);
}

TEST(RelativeIndex, ADayBeforeTheLatestCountsAsThatDay) {
  RelativeIndex index({.window_days = 10});
  Workspace workspace;
  index.add({{1, 1}}, day(100));
  index.add({{2, 1}}, day(3));  // an old date
  index.expire(day(50));
  index.expire(day(109));
  EXPECT_TRUE(index.holds(0));
  EXPECT_TRUE(index.holds(1));
  index.expire(day(110));
  EXPECT_EQ(index.size(), 0U);
}

TEST(RelativeIndex, TheOldestGiveWayWhenThereAreTooMany) {
  RelativeIndex index({.most_reports = 3});
  Workspace workspace;
  const ReportTerms terms{{1, 1}, {2, 1}};
  for (int i = 0; i < 5; ++i) index.add(terms, day(0));
  EXPECT_EQ(numbers(index.find(terms, workspace)), (std::vector<std::uint32_t>{4, 3, 2}));
}

TEST(RelativeIndex, AsksForTheMostTheLeastAndTheEarlier) {
  RelativeIndex index;
  Workspace workspace;
  ReportTerms terms;
  for (std::uint64_t key = 0; key < 10; ++key) terms.push_back({key, 1});
  ReportTerms half(terms.begin() + 5, terms.end());
  for (std::uint64_t key = 20; key < 25; ++key) half.push_back({key, 1});
  index.add(terms, day(0));
  index.add(half, day(0));
  index.add(terms, day(0));
  for (int i = 0; i < 50; ++i) index.add({{1000U + unsigned(i), 1}}, day(0));
  EXPECT_EQ(numbers(index.find(terms, workspace)), (std::vector<std::uint32_t>{2, 0, 1}));
  EXPECT_EQ(numbers(index.find(terms, workspace, {.most = 2})), (std::vector<std::uint32_t>{2, 0}));
  EXPECT_EQ(numbers(index.find(terms, workspace, {.least_share = .8F})),
            (std::vector<std::uint32_t>{2, 0}));
}

/// With room enough for all terms and all postings the index is what the formula says.
TEST(RelativeIndex, AgreesWithBruteForceWhereNothingIsLeftOut) {
  Chance chance(7);
  RelativeIndex index({.terms_kept = 1000, .postings_read = 1'000'000, .compared = 100'000});
  Workspace workspace;
  std::vector<ReportTerms> reports;
  std::map<std::uint64_t, double> having;
  for (int i = 0; i < 400; ++i) {
    reports.push_back(invent(chance));
    for (const ReportTerm& t : reports.back()) ++having[t.key];
    index.add(reports.back(), day(i / 100));
  }
  const auto worth = [&](const ReportTerm& t) {
    return t.weight * std::max(.05, std::log(402 / (having[t.key] + 1)));
  };
  for (std::size_t q = 0; q < reports.size(); q += 40) {
    const ReportTerms query = thin(reports[q], .3, chance);
    std::map<std::uint32_t, double> share;
    for (std::uint32_t r = 0; r < reports.size(); ++r) {
      double shared = 0;
      double mass = 0;
      double own = 0;
      for (const ReportTerm& t : query) own += worth(t);
      for (const ReportTerm& t : reports[r]) {
        mass += worth(t);
        const auto same = std::find_if(query.begin(), query.end(),
                                       [&](const ReportTerm& x) { return x.key == t.key; });
        if (same != query.end()) shared += std::min(worth(t), worth(*same));
      }
      share[r] = shared / std::min(own, mass);
    }
    const auto found = index.find(query, workspace, {.most = 5, .least_share = 0});
    ASSERT_FALSE(found.empty());
    EXPECT_EQ(found[0].report, q);
    for (const Relative& r : found) EXPECT_NEAR(r.share, share[r.report], 1e-4);
  }
}

TEST(RelativeIndex, ALookUpCostsNoMoreAmongFourTimesAsMany) {
  const auto cost_and_found = [](std::size_t reports, std::size_t read) {
    Chance chance(3);
    RelativeIndex index({.postings_read = read});
    Workspace workspace;
    std::vector<ReportTerms> all;
    std::size_t most = 0;
    std::size_t found = 0;
    for (std::size_t i = 0; i < reports; ++i) {
      all.push_back(invent(chance));
      index.add(all.back(), day(0));
    }
    for (std::size_t q = 0; q < 50; ++q) {
      const std::size_t parent = q * reports / 50;
      const auto relatives = index.find(thin(all[parent], .4, chance), workspace);
      most = std::max(most, workspace.postings_read());
      found += !relatives.empty() && relatives[0].report == parent ? 1 : 0;
    }
    EXPECT_EQ(found, 50U) << reports;
    return most;
  };
  EXPECT_LE(cost_and_found(3'000, 2'000), 2'000U);
  EXPECT_LE(cost_and_found(12'000, 2'000), 2'000U);
  constexpr std::size_t kAll = 1'000'000;
  EXPECT_GT(cost_and_found(12'000, kAll), 2 * cost_and_found(3'000, kAll)) << "the bound bites";
}

TEST(RelativeIndex, AFloodOfOneWordIsReadInPartOnly) {
  RelativeIndex index({.postings_read = 100});
  Workspace workspace;
  for (int i = 0; i < 1000; ++i) index.add({{7, 1}}, day(0));
  const auto found = index.find({{7, 1}}, workspace, {.most = 3, .least_share = 0});
  EXPECT_EQ(workspace.postings_read(), 100U);
  EXPECT_EQ(numbers(found), (std::vector<std::uint32_t>{999, 998, 997}));
}

TEST(RelativeIndex, MemoryIsFlatOnceTheWindowIsFull) {
  Chance chance(5);
  RelativeIndex index({.window_days = 10});
  std::vector<std::size_t> memory;
  for (int d = 0; d < 100; ++d) {
    for (int i = 0; i < 60; ++i) {
      ReportTerms terms = invent(chance);
      terms.push_back({(std::uint64_t{1} << 40U) + chance.next() % (std::uint64_t{1} << 40U), 1});
      index.add(terms, day(d));  // with a word that nobody else has
    }
    memory.push_back(index.memory());
  }
  EXPECT_EQ(index.size(), 600U);
  const std::size_t early = *std::max_element(memory.begin() + 20, memory.begin() + 40);
  const std::size_t late = *std::max_element(memory.begin() + 80, memory.end());
  EXPECT_LE(double(late), 1.1 * double(early));
}

TEST(RelativeIndex, AWorkspaceLeavesNoTrace) {
  Chance chance(11);
  RelativeIndex index;
  Workspace used;
  std::vector<ReportTerms> all;
  for (int i = 0; i < 300; ++i) {
    all.push_back(invent(chance));
    index.add(all.back(), day(i / 10));
  }
  for (const ReportTerms& terms : all) {
    Workspace fresh;
    const auto a = index.find(terms, used);
    const auto b = index.find(terms, fresh);
    ASSERT_EQ(numbers(a), numbers(b));
  }
}

}  // namespace
}  // namespace stemma::lineage
