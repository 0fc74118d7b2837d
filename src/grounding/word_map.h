// A map from words that says "not here" fast: most words of a text are in no table.
//
//   WordMap<int> map;
//   map["seven"] = 7;
//   const int* value = map.find("seven");   // nullptr where the word is unknown
//
// Keys are views that must outlive the map (they point into embedded lexicons).
#pragma once

#include <bitset>
#include <string_view>
#include <unordered_map>

namespace stemma::grounding {

template <class Value>
class WordMap {
 public:
  Value& operator[](std::string_view word) {
    maybe_.set(mark(word));
    return words_[word];
  }

  const Value* find(std::string_view word) const {
    if (!maybe_[mark(word)]) return nullptr;
    const auto it = words_.find(word);
    return it == words_.end() ? nullptr : &it->second;
  }

  /// Calls f(value) for all, in no order: f must not depend on it.
  template <class F>
  void for_each(F f) {
    for (auto& [word, value] : words_) f(value);
  }

 private:
  static constexpr std::size_t kBits = 8192;

  /// Length, the first, the middle and the last letter: enough to turn down nine words of ten.
  static std::size_t mark(std::string_view w) {
    if (w.empty()) return 0;
    const auto at = [&](std::size_t i) { return std::size_t(static_cast<unsigned char>(w[i])); };
    return (at(0) * 131 + at(w.size() / 2) * 31 + at(w.size() - 1) * 7 + w.size() * 613) % kBits;
  }

  std::unordered_map<std::string_view, Value> words_;
  std::bitset<kBits> maybe_;
};

}  // namespace stemma::grounding
