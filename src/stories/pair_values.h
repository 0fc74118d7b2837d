// What was found of pairs of reports, to be asked for again and again as stories are laid out anew.
//
//   PairValues values;
//   values.set(3, 7, .5f);
//   const float* value = values.find(7, 3);   // null where nothing was set
//   values.expect(7, 3);            // find(7, 3) comes soon
//
// A pair has no order. Pairs lie side by side in one table, which a look-up touches once. So that
// it stays in the processor's caches, those that were set long ago are forgotten:
//
//   values.make_room(1000);         // when 1000 were set, those before them go
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "stemma/story.h"

namespace stemma::stories {

class PairValues {
 public:
  void clear() {
    recent_.clear();
    former_.clear();
  }

  /// No more than twice `most` are held after it, the latest among them.
  void make_room(std::size_t most) {
    if (recent_.size < most) return;
    std::swap(recent_, former_);
    recent_.clear();
  }

  /// REQUIRES: a != b. Valid until anything changes.
  const float* find(ReportNumber a, ReportNumber b) const {
    const float* found = recent_.find(key_of(a, b));
    return found ? found : former_.find(key_of(a, b));
  }

  /// Has the processor fetch what find() will look at: for many pairs one after the other, so that
  /// they are waited for together. REQUIRES: a != b.
  void expect(ReportNumber a, ReportNumber b) const {
    recent_.expect(key_of(a, b));
    former_.expect(key_of(a, b));
  }

  /// REQUIRES: a != b.
  void set(ReportNumber a, ReportNumber b, float value) { recent_.set(key_of(a, b), value); }

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

  struct Table {
    std::vector<Slot> slots;  // half of them free at least; a power of two, or none
    std::size_t size = 0;

    void clear() {  // the room stays
      if (size > 0) std::fill(slots.begin(), slots.end(), Slot{kFree, 0});
      size = 0;
    }
    const float* find(std::uint64_t key) const {
      if (size == 0) return nullptr;
      const Slot& slot = slots[place(key)];
      return slot.key == kFree ? nullptr : &slot.value;
    }
    void expect(std::uint64_t key) const {
      if (size > 0) __builtin_prefetch(&slots[start(key)]);
    }
    void set(std::uint64_t key, float value) {
      if (2 * (size + 1) > slots.size()) grow();
      Slot& slot = slots[place(key)];
      if (slot.key == kFree) ++size;
      slot = {key, value};
    }
    /// Where the key is looked for first.
    std::size_t start(std::uint64_t key) const {
      return key * 0x9e3779b97f4a7c15U >> 32 & (slots.size() - 1);
    }
    /// Where the key is, or is to go.
    std::size_t place(std::uint64_t key) const {
      std::size_t at = start(key);
      while (slots[at].key != key && slots[at].key != kFree) at = (at + 1) & (slots.size() - 1);
      return at;
    }
    void grow() {
      std::vector<Slot> old(std::max(kLeast, 2 * slots.size()), Slot{kFree, 0});
      old.swap(slots);
      for (const Slot& slot : old) {
        if (slot.key != kFree) slots[place(slot.key)] = slot;
      }
    }
  };

  Table recent_;
  Table former_;  // a value here counts where recent_ has none
};

}  // namespace stemma::stories
