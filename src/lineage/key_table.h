// Hashes of 64 bits to numbers, in twelve bytes a slot; half as many slots again as keys at least.
//
//   KeyTable table;
//   table.put(key, 7);                  // REQUIRES: not there yet
//   const std::uint32_t* n = table.find(key);   // 7; nullptr where the key is not
//   table.expect(key);                 // find(key) comes soon
//   table.keep_if([&](std::uint32_t number) { return alive(number); });
//
// Keys must be hashes already: their low bits say where they go (linear probing).
#pragma once

#include <cstdint>
#include <vector>

namespace stemma::lineage {

class KeyTable {
 public:
  static constexpr std::uint32_t kNone = UINT32_MAX;

  const std::uint32_t* find(std::uint64_t key) const {
    if (keys_.empty()) return nullptr;
    for (std::size_t at = key & mask();; at = (at + 1) & mask()) {
      if (numbers_[at] == kNone) return nullptr;
      if (keys_[at] == key) return &numbers_[at];
    }
  }

  /// Has the processor fetch what find(key) will look at: for many keys one after the other, so
  /// that they are waited for together.
  void expect(std::uint64_t key) const {
    if (keys_.empty()) return;
    __builtin_prefetch(&keys_[key & mask()]);
    __builtin_prefetch(&numbers_[key & mask()]);
  }

  /// REQUIRES: number != kNone.
  void put(std::uint64_t key, std::uint32_t number) {
    if (3 * (size_ + 1) > 2 * keys_.size()) rebuild(2 * (size_ + 1), [](auto) { return true; });
    insert(key, number);
  }

  template <class Keep>
  void keep_if(const Keep& keep) {
    std::size_t kept = 0;
    for (const std::uint32_t number : numbers_) kept += number != kNone && keep(number) ? 1 : 0;
    rebuild(2 * kept, keep);
  }

  std::size_t memory() const {
    return keys_.capacity() * sizeof(std::uint64_t) + numbers_.capacity() * sizeof(std::uint32_t);
  }

 private:
  std::size_t mask() const { return keys_.size() - 1; }

  void insert(std::uint64_t key, std::uint32_t number) {
    std::size_t at = key & mask();
    while (numbers_[at] != kNone) at = (at + 1) & mask();
    keys_[at] = key;
    numbers_[at] = number;
    ++size_;
  }

  template <class Keep>
  void rebuild(std::size_t least, const Keep& keep) {
    std::size_t slots = 16;
    while (slots < least) slots *= 2;
    std::vector<std::uint64_t> keys(slots);
    std::vector<std::uint32_t> numbers(slots, kNone);
    keys.swap(keys_);
    numbers.swap(numbers_);
    size_ = 0;
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      if (numbers[i] != kNone && keep(numbers[i])) insert(keys[i], numbers[i]);
    }
  }

  std::vector<std::uint64_t> keys_;
  std::vector<std::uint32_t> numbers_;  // kNone: an empty slot
  std::size_t size_ = 0;
};

}  // namespace stemma::lineage
