// What the ranker of antecedents sees: of each phrase, and of a phrase and an earlier one that it
// may take up.
//
//   CorefFeatures features(analysis, phrases, vectors, states);
//   features.of(i, keys);                      // hashes
//   features.candidates(i, candidates);        // whom phrase i may take up, nearest first
//   features.of_pair(i, candidate, keys);
//
// Trainer and program both call this, so that they cannot come to differ; changing anything here
// means training anew: kCorefVersion is stored with the weights and checked at load. A phrase has a
// bounded number of candidates, so all of it is linear in the phrases.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "language/coreference_phrases.h"
#include "language/parser.h"
#include "language/word_vectors.h"

namespace stemma::language {

inline constexpr std::uint32_t kCorefVersion = 1;

/// A phrase is taken up by none that stands further away than this many phrases: some eighty
/// thousand words on, and five thousand back. What is kept of phrases stays bounded so.
inline constexpr std::uint32_t kCorefReach = 30000;
inline constexpr std::uint32_t kCorefReachAhead = 2000;

using CorefKeys = std::vector<std::uint32_t>;

struct CorefCandidate {
  std::uint32_t phrase = 0;
  std::uint8_t rank = 0;     // how many nearer ones agree with the phrase
  std::uint8_t subject = 0;  // how many nearer subjects agree with it
  bool agrees = false;
  bool later = false;  // stands behind it: "He said ... . Moro said"
};

class CorefFeatures {
 public:
  /// All must outlive it.
  CorefFeatures(const Analysis& analysis, std::span<const CorefPhrase> phrases,
                const WordVectors& vectors, const TokenStates& states);

  /// Replaces `keys`.
  void of(std::uint32_t i, CorefKeys& keys) const;
  /// Rows of the word vectors of a phrase's head and of what governs it.
  std::optional<std::uint32_t> head_vector(std::uint32_t i) const {
    return row_of(seen_[i].vector);
  }
  std::optional<std::uint32_t> governor_vector(std::uint32_t i) const {
    return row_of(seen_[i].governor_vector);
  }
  /// Replaces `found`. REQUIRES: called for each i in turn, from 0.
  void candidates(std::uint32_t i, std::vector<CorefCandidate>& found);
  /// Replaces `keys`.
  void of_pair(std::uint32_t i, const CorefCandidate& c, CorefKeys& keys) const;

 private:
  struct Seen {
    std::uint32_t vector = 0;  // row + 1 of the head's word vector
    std::uint32_t governor_vector = 0;
    std::uint32_t governor = 0;     // hash of its lemma
    std::uint32_t role = 0;         // function, relation and the like in one number
    float length = 0;               // of the head's state
    std::uint32_t in_sentence = 0;  // phrases before it in its sentence
    std::uint32_t acronym = 0;
    std::uint32_t preposition = 0;
  };

  static std::optional<std::uint32_t> row_of(std::uint32_t one_more) {
    return one_more == 0 ? std::nullopt : std::optional(one_more - 1);
  }
  void find_vectors();
  void push(std::uint32_t i, std::uint32_t c, std::vector<CorefCandidate>& found, bool later) const;
  int likeness(std::uint32_t a, std::uint32_t b) const;
  int state_likeness(std::uint32_t i, std::uint32_t c) const;

  const Analysis& a_;
  std::span<const CorefPhrase> phrases_;
  const WordVectors& vectors_;
  const TokenStates& states_;
  std::vector<Seen> seen_;
  std::vector<float> vector_lengths_;  // by phrase
  // Phrases so far, by head, by a content word, by chain of the rules; and
  // those that are "he" (0) and "she" (1).
  std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> by_head_, by_word_, by_chain_,
      people_;
  std::vector<std::uint32_t> first_[2];  // first and second persons so far
  std::vector<std::uint32_t> named_;     // people's first mentions by name, of the whole text
};

/// Unknown goes with either.
bool shares_gender(Gender a, Gender b);
/// Could `i` take up `c`, as far as person, number and gender tell?
bool agree(const CorefPhrase& i, const CorefPhrase& c);

}  // namespace stemma::language
