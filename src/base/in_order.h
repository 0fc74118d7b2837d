// Work on a stream of items on several threads, with one writer that gets them in their order.
//
//   work_in_order<Page>({.threads = 4, .items = 128, .weight = 1 << 22},
//                       [&]() -> std::optional<Page> { ... next one, or none ... },
//                       [](const Page& page) { return page.bytes.size(); },
//                       [](Page& page) { page.words = count(page.bytes); },
//                       [&](Page& page) { return store(page); });   // false: stop here
//
// Invariants:
//   - make, weigh and take are called on the caller's thread only, so that they may use what
//   belongs to it;
//     work on any of the threads, several at once.
//   - take gets the items in the order in which make gave them: what it does with them is the same
//     on any number of threads.
//   - at most .items are under way, and none is made while those under way weigh .weight or more.
//   - when it returns or throws, no thread of its own is left. What work throws comes out here.
#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace stemma {

struct InOrderLimits {
  unsigned threads = 0;  // that work; 0 = all cores; 1 = all is done on the caller's own
  std::size_t items = 128;
  std::size_t weight = std::size_t{1} << 22;
};

namespace in_order_detail {

/// The threads, and the items on their way through them.
template <class Item, class Work>
class Crew {
 public:
  Crew(unsigned threads, Work& work) : work_(work) {
    try {
      for (unsigned i = 0; i < threads; ++i) helpers_.emplace_back([this] { help(); });
    } catch (...) {  // no more threads are to be had: those that began must end
      end();
      throw;
    }
  }

  ~Crew() { end(); }

  std::size_t size() const { return line_.size(); }

  void put(Item item) {
    line_.push_back(std::make_unique<Slot>(std::move(item)));
    {
      const std::lock_guard lock(mutex_);
      waiting_.push_back(line_.back().get());
    }
    to_do_.notify_one();
  }

  /// The oldest item, once it is done. REQUIRES: size() > 0.
  Item get() {
    const std::unique_ptr<Slot> slot = std::move(line_.front());
    line_.pop_front();
    std::unique_lock lock(mutex_);
    done_.wait(lock, [&] { return slot->done; });
    if (slot->failure) std::rethrow_exception(slot->failure);
    return std::move(slot->item);
  }

 private:
  struct Slot {
    explicit Slot(Item&& from) : item(std::move(from)) {}
    Item item;
    bool done = false;
    std::exception_ptr failure;
  };

  void end() {
    {
      const std::lock_guard lock(mutex_);
      over_ = true;
    }
    to_do_.notify_all();
  }

  void help() {
    std::unique_lock lock(mutex_);
    for (;;) {
      to_do_.wait(lock, [&] { return over_ || !waiting_.empty(); });
      if (over_) return;
      Slot* const slot = waiting_.front();
      waiting_.pop_front();
      lock.unlock();
      std::exception_ptr failure;
      try {
        work_(slot->item);
      } catch (...) {
        failure = std::current_exception();
      }
      lock.lock();
      slot->failure = failure;
      slot->done = true;
      done_.notify_one();
    }
  }

  Work& work_;
  std::deque<std::unique_ptr<Slot>> line_;  // in order; the caller's own
  std::mutex mutex_;
  std::condition_variable to_do_;
  std::condition_variable done_;
  std::deque<Slot*> waiting_;
  bool over_ = false;
  std::vector<std::jthread> helpers_;  // last: ends before what it uses
};

}  // namespace in_order_detail

template <class Item, class Make, class Weigh, class Work, class Take>
void work_in_order(const InOrderLimits& limits, Make make, Weigh weigh, Work work, Take take) {
  const unsigned threads =
      limits.threads == 0 ? std::max(1U, std::thread::hardware_concurrency()) : limits.threads;
  if (threads == 1) {
    while (std::optional<Item> item = make()) {
      work(*item);
      if (!take(*item)) return;
    }
    return;
  }
  // What is under way still weighs what it did before it was worked on.
  std::deque<std::size_t> weights;
  std::size_t weight = 0;
  in_order_detail::Crew<Item, Work> crew(threads, work);
  for (bool more = true;;) {
    while (more && crew.size() < limits.items && (crew.size() == 0 || weight < limits.weight)) {
      std::optional<Item> item = make();
      more = item.has_value();
      if (!more) break;
      weights.push_back(weigh(*item));
      weight += weights.back();
      crew.put(std::move(*item));
    }
    if (crew.size() == 0) return;
    Item item = crew.get();
    weight -= weights.front();
    weights.pop_front();
    if (!take(item)) return;
  }
}

}  // namespace stemma
