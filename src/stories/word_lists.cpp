#include "stories/word_lists.h"

#include <algorithm>

namespace stemma::stories {

void WordLists::List::add(const Posting& posting) {
  const auto at = empty() || postings.back() < posting
                      ? postings.end()
                      : std::upper_bound(postings.begin() + first, postings.end(), posting);
  postings.insert(at, posting);
  last_day = std::max(last_day, posting.day);
  if (posting.day < asked_from) asked_from = kNever;
}

void WordLists::List::remove(const Posting& posting) {
  const auto range = std::equal_range(postings.begin() + first, postings.end(), posting);
  postings.erase(range.first, range.second);
  asked_from = kNever;
  last_day = empty() ? kNever : postings.back().day;
}

/// What is forgotten lies near the front, where it is left until it is as much as what remains.
void WordLists::List::forget_until(ReportNumber last, std::int32_t last_forgotten) {
  const auto begin = postings.begin() + first;
  const auto end =
      std::upper_bound(begin, postings.end(), last_forgotten,
                       [](std::int32_t day, const Posting& posting) { return day < posting.day; });
  auto kept = end;
  for (auto at = end; at != begin;) {
    --at;
    if (at->report > last) *--kept = *at;
  }
  first = static_cast<std::uint32_t>(kept - postings.begin());
  if (2 * std::size_t{first} >= postings.size()) {
    postings.erase(postings.begin(), postings.begin() + first);
    first = 0;
  }
  asked_from = kNever;
  last_day = empty() ? kNever : postings.back().day;
}

std::span<const Posting> WordLists::List::within(Days days) {
  if (asked_from != days.first) {
    const auto at =
        std::lower_bound(postings.begin() + first, postings.end(), Posting{days.first, 0, 0});
    asked_at = static_cast<std::uint32_t>(at - postings.begin());
    asked_from = days.first;
  }
  const auto begin = postings.begin() + asked_at;
  if (last_day <= days.last) return {begin, postings.end()};
  return {begin, std::lower_bound(begin, postings.end(), Posting{days.last + 1, 0, 0})};
}

std::uint32_t WordLists::list_of(std::uint32_t key) {
  if (const std::uint32_t* number = numbers_.find(key)) return *number;
  const auto number = static_cast<std::uint32_t>(lists_.size());
  lists_.emplace_back().key = key;
  numbers_.put(key, number);
  return number;
}

void WordLists::insert(ReportNumber report, std::int32_t day, std::span<const Term> terms) {
  for (const Term& term : terms) numbers_.expect(term.key);
  std::vector<std::uint32_t> numbers;
  numbers.reserve(terms.size());
  for (const Term& term : terms) {
    numbers.push_back(list_of(term.key));
    __builtin_prefetch(&lists_[numbers.back()]);
  }
  for (const std::uint32_t number : numbers) {
    const auto& postings = lists_[number].postings;
    __builtin_prefetch(postings.data() + postings.size());
  }
  for (std::size_t i = 0; i < terms.size(); ++i)
    lists_[numbers[i]].add({day, report, terms[i].weight});
}

void WordLists::erase(ReportNumber report, std::int32_t day, std::span<const Term> terms) {
  for (const Term& term : terms) lists_[*numbers_.find(term.key)].remove({day, report, 0});
}

void WordLists::mark(std::span<const Term> terms) {
  for (const Term& term : terms) numbers_.expect(term.key);
  for (const Term& term : terms) lists_[*numbers_.find(term.key)].marked = true;
}

void WordLists::forget_marked(ReportNumber last, std::int32_t last_day) {
  std::size_t empty = 0;
  for (List& list : lists_) {
    if (list.marked) list.forget_until(last, last_day);
    list.marked = false;
    empty += list.empty() ? 1 : 0;
  }
  if (2 * empty > lists_.size()) drop_empty();
}

void WordLists::drop_empty() {
  std::erase_if(lists_, [](const List& list) { return list.empty(); });
  numbers_ = {};
  for (std::uint32_t number = 0; number < lists_.size(); ++number)
    numbers_.put(lists_[number].key, number);
}

std::span<const Posting> WordLists::within(std::uint32_t key, Days days) {
  const std::uint32_t* number = numbers_.find(key);
  return number ? lists_[*number].within(days) : std::span<const Posting>();
}

std::vector<std::size_t> WordLists::counts(std::span<const WordCount> words, Days days) {
  for (const WordCount& word : words) numbers_.expect(word.key);
  std::vector<List*> lists;
  lists.reserve(words.size());
  for (const WordCount& word : words) {
    const std::uint32_t* number = numbers_.find(word.key);
    lists.push_back(number ? &lists_[*number] : nullptr);
    __builtin_prefetch(lists.back());
  }
  std::vector<std::size_t> counts;
  counts.reserve(words.size());
  for (List* list : lists) counts.push_back(list ? list->within(days).size() : 0);
  return counts;
}

}  // namespace stemma::stories
