// What a report is about, small enough to be kept by the hundred thousand: its words as keys with
// weights.
//
//   const Words words = words_of(report, model);     // counts, from the text alone
//   Sketch s = weigh(words, [&](std::uint32_t key) { return rarity_of(key); });
//   likeness(s, other);                              // cosine, 0..1
//
// Words are Porter's stems; a key is a hash of one. Furniture and function words are left out.
// Threads: pure functions; a Model is immutable.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "stemma/report.h"
#include "stemma/result.h"

namespace stemma::stories {

/// Words that carry no content, and how common others are.
class Model {
 public:
  static Result<Model> load();

  bool stops(const std::string& word) const { return stop_words_.contains(word); }
  /// Part of the reports in general that have the word; small and not 0 where it is not known.
  double share(std::uint32_t key) const;

 private:
  std::unordered_set<std::string> stop_words_;
  std::unordered_map<std::uint32_t, float> shares_;
};

struct WordCount {
  std::uint32_t key = 0;
  std::uint32_t count = 0;  // a word of the title counts as two
};

struct Words {
  std::vector<WordCount> counts;                         // by key, each once
  std::unordered_map<std::uint32_t, std::string> names;  // one form of each, lower case
};

Words words_of(const Report& report, const Model& model);

/// Days since 1970-01-01 of an ISO 8601 time; nothing where that names no day.
std::optional<std::int32_t> day_of(std::string_view iso);

struct Term {
  std::uint32_t key = 0;
  float weight = 0;
};

/// Terms by key, of length 1 all together; at most kMostTerms, the heaviest.
struct Sketch {
  std::vector<Term> terms;
  float crowd = 0;  // how alike it is, 0..1, to stories that are not its own (Stories::crowd_of)
};

inline constexpr std::size_t kMostTerms = 256;

/// rarity: at least 0, by key.
Sketch weigh(const Words& words, const std::function<double(std::uint32_t)>& rarity);

double likeness(const Sketch& a, const Sketch& b);

/// A sketch laid out so that what others share with it is found without going along it.
///
///   const LaidOut laid(sketch);
///   laid.likeness(other);                // likeness(sketch, other), to the last bit
class LaidOut {
 public:
  explicit LaidOut(const Sketch& sketch);
  double likeness(const Sketch& other) const;

 private:
  static constexpr std::size_t kBits = 4096;  // keys are hashes: few others' fall on one of these
  static constexpr std::size_t kPlaces = 4 * kMostTerms;
  static_assert((kPlaces & (kPlaces - 1)) == 0);

  std::array<std::uint64_t, kBits / 64> bits_{};
  std::array<Term, kPlaces> places_{};  // by key, on the next that is free; weight 0: none
};

/// Of what is kept of a number from 0 to 1: 16 bits.
float kept(double value);

/// As bytes and back; nothing is lost of a sketch that weigh() made and whose crowd was kept().
std::string to_bytes(const Sketch& sketch);
std::optional<Sketch> sketch_from(std::string_view bytes);

}  // namespace stemma::stories
