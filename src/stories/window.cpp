#include "stories/window.h"

#include <algorithm>

namespace stemma::stories {
namespace {

constexpr std::size_t kTelling = 30;    // words of a report by which its like are looked for
constexpr std::size_t kSmall = 300;     // reports below which no word is too common to link by
constexpr double kCommonShare = .08;    // of the reports; such words link nothing by themselves
constexpr std::size_t kCommon = 2'000;  // reports; no more of one word are gone through

}  // namespace

void Window::insert(Live live) {
  words_.insert(live.report, live.day, live.sketch.terms);
  ++by_day_[live.day];
  by_story_[live.story].insert(live.report);
  numbers_.insert(live.report);
  live_.emplace(live.report, std::move(live));
}

void Window::erase(ReportNumber report) {
  const auto found = live_.find(report);
  if (found == live_.end()) return;
  const Live& live = found->second;
  words_.erase(report, live.day, live.sketch.terms);
  if (--by_day_[live.day] == 0) by_day_.erase(live.day);
  leave(live);
  numbers_.erase(report);
  live_.erase(found);
}

/// Many at once: each word's list is gone through a single time.
void Window::forget_until(ReportNumber last) {
  const auto end = numbers_.upper_bound(last);
  if (end == numbers_.begin()) return;
  std::int32_t last_day = by_day_.begin()->first;
  for (auto at = numbers_.begin(); at != end; ++at) {
    const Live& live = live_.at(*at);
    words_.mark(live.sketch.terms);
    last_day = std::max(last_day, live.day);
    if (--by_day_[live.day] == 0) by_day_.erase(live.day);
    leave(live);
    live_.erase(*at);
  }
  words_.forget_marked(last, last_day);
  numbers_.erase(numbers_.begin(), end);
}

void Window::leave(const Live& live) {
  auto& members = by_story_[live.story];
  members.erase(live.report);
  if (members.empty()) by_story_.erase(live.story);
}

void Window::set_story(ReportNumber report, StoryId story) {
  Live& live = live_.at(report);
  if (live.story == story) return;
  leave(live);
  live.story = story;
  by_story_[story].insert(report);
}

void Window::set_standing(ReportNumber report, const Standing& standing) {
  live_.at(report).sketch.standing = standing;
}

std::size_t Window::reports(Days days) const {
  std::size_t count = 0;
  for (auto at = by_day_.lower_bound(days.first); at != by_day_.end() && at->first <= days.last;
       ++at)
    count += at->second;
  return count;
}

std::vector<ReportNumber> Window::like(const Sketch& sketch, Days days, std::size_t most) {
  if (live_.empty()) return {};
  const std::size_t all = reports(days);
  const auto common = all <= kSmall ? all : std::size_t(kCommonShare * double(all));
  // By falling weight; terms of the same weight by key, so that the cut is always the same.
  std::vector<Term> telling = sketch.terms;
  std::sort(telling.begin(), telling.end(), [](const Term& a, const Term& b) {
    return a.weight != b.weight ? a.weight > b.weight : a.key < b.key;
  });
  const ReportNumber first = *numbers_.begin();
  std::vector<float> shared(*numbers_.rbegin() - first + 1);
  std::vector<ReportNumber> found;
  std::size_t words = 0;
  for (const Term& term : telling) {
    const auto postings = words_.within(term.key, days);
    if (postings.empty() || postings.size() > std::min(common, kCommon)) continue;
    for (const Posting& posting : postings) {
      float& sum = shared[posting.report - first];
      if (sum == 0) found.push_back(posting.report);
      sum += term.weight * posting.weight;
    }
    if (++words == kTelling) break;
  }
  const auto liker = [&](ReportNumber a, ReportNumber b) {
    const float in_a = shared[a - first];
    const float in_b = shared[b - first];
    return in_a != in_b ? in_a > in_b : a < b;
  };
  if (found.size() > most) {
    std::nth_element(found.begin(), found.begin() + std::ptrdiff_t(most), found.end(), liker);
    found.resize(most);
  }
  std::sort(found.begin(), found.end(), liker);
  return found;
}

const std::set<ReportNumber>& Window::of_story(StoryId story) const {
  static const std::set<ReportNumber> kNone;
  const auto found = by_story_.find(story);
  return found == by_story_.end() ? kNone : found->second;
}

}  // namespace stemma::stories
