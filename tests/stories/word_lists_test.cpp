// Lists of reports by word against a plain table of them.
#include "stories/word_lists.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

namespace stemma::stories {
namespace {

struct Known {
  std::int32_t day = 0;
  std::vector<Term> terms;
};

class WordListsTest : public ::testing::Test {
 protected:
  void insert(ReportNumber report, std::int32_t day) {
    std::set<std::uint32_t> keys;
    while (keys.size() < 12) keys.insert(random_() % 80 * 4096);  // that collide
    std::vector<Term> terms;
    for (const std::uint32_t key : keys) terms.push_back({key, float(random_() % 100)});
    lists_.insert(report, day, terms);
    known_[report] = {day, terms};
  }

  void erase(ReportNumber report) {
    lists_.erase(report, known_.at(report).day, known_.at(report).terms);
    known_.erase(report);
  }

  void forget_until(ReportNumber last) {
    std::int32_t last_day = 0;
    while (!known_.empty() && known_.begin()->first <= last) {
      last_day = std::max(last_day, known_.begin()->second.day);
      lists_.mark(known_.begin()->second.terms);
      known_.erase(known_.begin());
    }
    lists_.forget_marked(last, last_day);
  }

  void expect_right(Days days) {
    std::vector<WordCount> words;
    std::vector<std::size_t> counts;
    for (std::uint32_t key = 0; key < 82 * 4096; key += 4096) {
      std::vector<std::tuple<std::int32_t, ReportNumber, float>> right;
      for (const auto& [report, known] : known_) {
        for (const Term& term : known.terms) {
          if (term.key == key && days.first <= known.day && known.day <= days.last)
            right.emplace_back(known.day, report, term.weight);
        }
      }
      std::sort(right.begin(), right.end());
      std::vector<std::tuple<std::int32_t, ReportNumber, float>> found;
      for (const Posting& posting : lists_.within(key, days))
        found.emplace_back(posting.day, posting.report, posting.weight);
      EXPECT_EQ(found, right) << key / 4096 << " of " << days.first << " to " << days.last;
      words.push_back({key, 1});
      counts.push_back(right.size());
    }
    EXPECT_EQ(lists_.counts(words, days), counts);
  }

  std::mt19937 random_{9};
  WordLists lists_;
  std::map<ReportNumber, Known> known_;
};

TEST_F(WordListsTest, AgreeWithAPlainTableWhateverComesAndGoes) {
  for (ReportNumber next = 1; next < 400; ++next) {
    insert(next, static_cast<std::int32_t>(next / 10 + random_() % 5));  // some days late
    const auto day = static_cast<std::int32_t>(next / 10);
    expect_right({day - 7, day + 7});
    if (next % 3 == 0) expect_right({day - 9, day - 2});
    if (next % 17 == 0) {
      const ReportNumber back = next - random_() % 5;
      erase(back);
      expect_right({day - 7, day + 7});
      if (next % 2 == 0) insert(back, day - 3);  // another text of it
    }
    if (next > 100 && next % 32 == 0) forget_until(next - 100);
  }
  forget_until(398);
  expect_right({0, 100});
  forget_until(500);
  expect_right({0, 100});
  insert(501, 60);
  expect_right({0, 100});
}

}  // namespace
}  // namespace stemma::stories
