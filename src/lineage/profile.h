// A sentence made ready for close comparison: what PairReader needs of it, worked out once.
//
//   Profiler profiler(tables);
//   SentenceProfile p = profiler.profile(analysis, grounding, first_token, end_token);
//
// Words are kept as hashes of their form, stem and lemma, so that profiles of different reports
// compare without a common vocabulary. Figures count by value, peoples for their countries.
// Threads: one Profiler a thread; profiles are values, but view the word vectors of the tables.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "lineage/lineage.h"
#include "lineage/stemmer.h"
#include "stemma/analysis.h"
#include "stemma/grounding.h"

namespace stemma::lineage {

inline constexpr std::size_t kVectorSize = 100;
inline constexpr std::uint32_t kNoWord = UINT32_MAX;

enum class WordClass : std::uint8_t { kNumber, kTime, kName, kNoun, kVerb, kOther };
inline constexpr std::size_t kWordClasses = 6;

struct ProfileWord {
  std::uint32_t form = 0;  // hashes
  std::uint32_t stem = 0;
  std::uint32_t lemma = 0;
  float rarity = 0;                // 0..1; 0: not content
  std::uint32_t head = kNoWord;    // index into words
  std::uint32_t vector = kNoWord;  // row of the word vectors
  float scale = 0;                 // one over the row's length
  std::uint32_t first_kin = 0;     // [first_kin, end_kin) in SentenceProfile::kin
  std::uint32_t end_kin = 0;
  std::uint64_t kin_bits = 0;  // bit stem % 64 of each kin: most words are seen not to be kin by it
  Relation relation = Relation::kDep;
  WordClass kind = WordClass::kOther;
  bool content = false;
};

struct SentenceProfile {
  struct KinWord {
    std::uint32_t stem;
    float weight;
  };
  std::vector<ProfileWord> words;      // without punctuation
  std::vector<std::uint32_t> content;  // indices of content words
  std::vector<KinWord> kin;
  std::array<std::vector<std::uint32_t>, 4> runs;  // hashes of 1 to 4 words in a row, sorted
  std::vector<std::uint32_t> letters;              // hashes of four letters in a row, sorted
  std::array<float, kVectorSize> mean{};           // of the content's vectors by rarity; length 1
  double mass = 0;                                 // sum of rarities
  int negations = 0;
};

class Profiler {
 public:
  explicit Profiler(const Model::Tables& tables) : tables_(tables) {}

  /// Of the tokens [first, end): a sentence, or a short text as one.
  SentenceProfile profile(const Analysis& analysis, const Grounding& grounding, std::uint32_t first,
                          std::uint32_t end);

 private:
  void add_kin(const std::string& stem, SentenceProfile& profile) const;
  void finish(SentenceProfile& profile) const;

  const Model::Tables& tables_;
  Stemmer stemmer_;
};

}  // namespace stemma::lineage
