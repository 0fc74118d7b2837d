// A table from texts to values that is filled once and then asked again and again.
//
//   TextMap<int> map;
//   map["river"] = 3;
//   const auto it = map.find("river");         // of views: no string is made for a question
//   if (it != map.end()) use(it->second);
//
// Entries lie side by side in the order in which they came, so a question touches memory twice, and
// mostly once where the text is not there. An entry moves when another is added. Threads: any
// number may ask.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace stemma {

template <class Value>
class TextMap {
 public:
  using mapped_type = Value;
  using Entries = std::vector<std::pair<std::string, Value>>;

  typename Entries::const_iterator begin() const { return entries_.begin(); }
  typename Entries::const_iterator end() const { return entries_.end(); }
  typename Entries::iterator begin() { return entries_.begin(); }
  typename Entries::iterator end() { return entries_.end(); }
  std::size_t size() const { return entries_.size(); }

  typename Entries::const_iterator find(std::string_view text) const {
    if (slots_.empty()) return end();
    const Slot& slot = slots_[place(text, hash_of(text))];
    return slot.entry == 0 ? end() : begin() + (slot.entry - 1);
  }
  bool contains(std::string_view text) const { return find(text) != end(); }

  /// The text's value; a new one where it is not there.
  Value& operator[](std::string text) {
    emplace(std::move(text), {});
    return entries_[last_ - 1].second;
  }

  /// Changes nothing where the text is there.
  void emplace(std::string text, Value value) {
    if (2 * (entries_.size() + 1) > slots_.size()) grow();
    const std::uint64_t hash = hash_of(text);
    Slot& slot = slots_[place(text, hash)];
    if (slot.entry == 0) {
      entries_.emplace_back(std::move(text), std::move(value));
      slot = {check_of(hash), static_cast<std::uint32_t>(entries_.size())};
    }
    last_ = slot.entry;
  }

 private:
  struct Slot {
    std::uint32_t check = 0;
    std::uint32_t entry = 0;  // its number, from 1; 0: free
  };
  static constexpr std::size_t kLeast = 16;

  static std::uint64_t hash_of(std::string_view text) {
    return std::hash<std::string_view>{}(text);
  }
  static std::uint32_t check_of(std::uint64_t hash) {
    return static_cast<std::uint32_t>(hash >> 32U);
  }

  /// Where the text is, or is to go. REQUIRES: some slot is free; their number is a power of two.
  std::size_t place(std::string_view text, std::uint64_t hash) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = hash & mask;
    while (slots_[at].entry != 0 &&
           (slots_[at].check != check_of(hash) || entries_[slots_[at].entry - 1].first != text))
      at = (at + 1) & mask;
    return at;
  }

  void grow() {
    slots_.assign(slots_.empty() ? kLeast : 2 * slots_.size(), {});
    for (std::uint32_t i = 0; i < entries_.size(); ++i) {
      const std::uint64_t hash = hash_of(entries_[i].first);
      slots_[place(entries_[i].first, hash)] = {check_of(hash), i + 1};
    }
  }

  std::vector<Slot> slots_;  // half of them free at least
  Entries entries_;
  std::uint32_t last_ = 0;  // that was added or met
};

}  // namespace stemma
