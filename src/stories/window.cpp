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
  for (const Term& term : live.sketch.terms) {
    const Posting posting{live.day, live.report, term.weight};
    Postings& postings = postings_[term.key];
    postings.insert(std::upper_bound(postings.begin(), postings.end(), posting), posting);
  }
  ++by_day_[live.day];
  by_story_[live.story].insert(live.report);
  numbers_.insert(live.report);
  live_.emplace(live.report, std::move(live));
}

void Window::erase(ReportNumber report) {
  const auto found = live_.find(report);
  if (found == live_.end()) return;
  const Live& live = found->second;
  for (const Term& term : live.sketch.terms) {
    const auto at = postings_.find(term.key);
    Postings& postings = at->second;
    const auto range =
        std::equal_range(postings.begin(), postings.end(), Posting{live.day, live.report, 0});
    postings.erase(range.first, range.second);
    if (postings.empty()) postings_.erase(at);
  }
  if (--by_day_[live.day] == 0) by_day_.erase(live.day);
  leave(live);
  numbers_.erase(report);
  live_.erase(found);
}

/// Many at once: each word's list is gone through a single time.
void Window::forget_until(ReportNumber last) {
  const auto end = numbers_.upper_bound(last);
  std::set<std::uint32_t> keys;
  for (auto at = numbers_.begin(); at != end; ++at) {
    const Live& live = live_.at(*at);
    for (const Term& term : live.sketch.terms) keys.insert(term.key);
    if (--by_day_[live.day] == 0) by_day_.erase(live.day);
    leave(live);
    live_.erase(*at);
  }
  for (const std::uint32_t key : keys) {
    Postings& postings = postings_[key];
    std::erase_if(postings, [&](const Posting& posting) { return posting.report <= last; });
    if (postings.empty()) postings_.erase(key);
  }
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

std::span<const Window::Posting> Window::within(const Postings& postings, Days days) {
  auto first = postings.begin();
  auto last = postings.end();
  if (postings.empty()) return {first, last};
  // Mostly all that is held lies in the days asked for.
  if (postings.front().day < days.first)
    first = std::lower_bound(first, last, Posting{days.first, 0, 0});
  if (postings.back().day > days.last)
    last = std::lower_bound(first, last, Posting{days.last + 1, 0, 0});
  return {first, last};
}

std::size_t Window::reports(Days days) const {
  std::size_t count = 0;
  for (auto at = by_day_.lower_bound(days.first); at != by_day_.end() && at->first <= days.last;
       ++at)
    count += at->second;
  return count;
}

std::size_t Window::having(std::uint32_t key, Days days) const {
  const auto found = postings_.find(key);
  return found == postings_.end() ? 0 : within(found->second, days).size();
}

std::vector<ReportNumber> Window::like(const Sketch& sketch, Days days, std::size_t most) const {
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
    const auto at = postings_.find(term.key);
    if (at == postings_.end()) continue;
    const auto postings = within(at->second, days);
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
