// What a report is about, small enough to be kept by the hundred thousand: its words as keys with
// weights.
//
//   const Words words = words_of(report, model);     // counts, from the text alone
//   Sketch s = weigh(words, rarities);               // a number a word
//   overlap(s, other).likeness;                      // cosine, 0..1
//
// Words are Porter's stems; a key is a hash of one. Furniture and function words are left out.
// Threads: pure functions.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "stemma/report.h"

namespace stemma::stories {

class Model;

struct WordCount {
  std::uint32_t key = 0;
  std::uint32_t count = 0;  // a word of the title counts as two
};

struct Words {
  std::vector<WordCount> counts;                         // by key, each once
  std::unordered_map<std::uint32_t, std::string> names;  // one form of each, lower case
};

/// Of a stem.
std::uint32_t word_key(std::string_view stem);

Words words_of(const Report& report, const Model& model);

/// Days since 1970-01-01 of an ISO 8601 time; nothing where that names no day.
std::optional<std::int32_t> day_of(std::string_view iso);

struct Term {
  std::uint32_t key = 0;
  float weight = 0;
};

/// How alike a report was, when it came, to the stories of the days around it, each by its likest
/// report (Stories::standing_of). The likest is taken for its own. All 0..1, 0 where there are
/// none.
struct Standing {
  float likest = 0;
  float second = 0;
  float fifth = 0;
  float crowd = 0;  // the mean of the second to the fifth
};

/// Terms by key, of length 1 all together; at most kMostTerms, the heaviest.
struct Sketch {
  std::vector<Term> terms;
  Standing standing;
};

inline constexpr std::size_t kMostTerms = 256;

/// rarities: at least 0, by word of words.counts.
Sketch weigh(const Words& words, std::span<const double> rarities);

/// What two sketches share.
struct Overlap {
  double likeness = 0;      // cosine, 0..1
  std::uint32_t words = 0;  // how many terms both have, of some weight in both
};
Overlap overlap(const Sketch& a, const Sketch& b);

/// A sketch laid out so that what others share with it is found without going along it.
///
///   const LaidOut laid(sketch);
///   laid.overlap(other);                // overlap(sketch, other), to the last bit
class LaidOut {
 public:
  explicit LaidOut(const Sketch& sketch);
  Overlap overlap(const Sketch& other) const;

 private:
  static constexpr std::size_t kBits = 16384;  // keys are hashes: few others' fall on one of these
  static constexpr std::size_t kPlaces = 8 * kMostTerms;
  static_assert((kPlaces & (kPlaces - 1)) == 0);

  std::array<std::uint64_t, kBits / 64> bits_{};
  std::array<Term, kPlaces> places_{};  // by key, on the next that is free; weight 0: none
};

/// Of what is kept of a number from 0 to 1: 16 bits.
float kept(double value);

/// As bytes and back; nothing is lost of a sketch that weigh() made and whose standing was kept().
std::string to_bytes(const Sketch& sketch);
std::optional<Sketch> sketch_from(std::string_view bytes);

}  // namespace stemma::stories
