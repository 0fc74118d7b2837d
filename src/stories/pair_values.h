// What was found of pairs of reports, to be asked for again and again as stories are laid out anew.
//
//   PairValues values;
//   values.set(3, 7, .5f);
//   const float* value = values.find(7, 3);   // null where nothing was set
//
// A pair has no order. Pairs lie side by side in one table, which a look-up touches once.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "stemma/story.h"

namespace stemma::stories {

class PairValues {
 public:
  std::size_t size() const { return size_; }
  void clear() {
    slots_.clear();
    size_ = 0;
  }

  /// REQUIRES: a != b. Valid until the next set() or clear().
  const float* find(ReportNumber a, ReportNumber b) const {
    if (slots_.empty()) return nullptr;
    const Slot& slot = slots_[place(slots_, key_of(a, b))];
    return slot.key == kFree ? nullptr : &slot.value;
  }

  /// REQUIRES: a != b.
  void set(ReportNumber a, ReportNumber b, float value) {
    if (2 * (size_ + 1) > slots_.size()) grow();
    Slot& slot = slots_[place(slots_, key_of(a, b))];
    if (slot.key == kFree) ++size_;
    slot = {key_of(a, b), value};
  }

 private:
  struct Slot {
    std::uint64_t key;
    float value;
  };
  static constexpr std::uint64_t kFree = 0;  // of no pair: the larger number is not 0
  static constexpr std::size_t kLeast = 1024;

  static std::uint64_t key_of(ReportNumber a, ReportNumber b) {
    return std::uint64_t{std::min(a, b)} << 32 | std::max(a, b);
  }

  /// Where the key is, or is to go. REQUIRES: some slot is free; their number is a power of two.
  static std::size_t place(const std::vector<Slot>& slots, std::uint64_t key) {
    const std::size_t mask = slots.size() - 1;
    std::size_t at = key * 0x9e3779b97f4a7c15U >> 32 & mask;
    while (slots[at].key != key && slots[at].key != kFree) at = (at + 1) & mask;
    return at;
  }

  void grow() {
    std::vector<Slot> larger(std::max(kLeast, 2 * slots_.size()), Slot{kFree, 0});
    for (const Slot& slot : slots_) {
      if (slot.key != kFree) larger[place(larger, slot.key)] = slot;
    }
    slots_ = std::move(larger);
  }

  std::vector<Slot> slots_;  // half of them free at least
  std::size_t size_ = 0;
};

}  // namespace stemma::stories
