// What the model of attributions sees: hashes of words, tags and paths of the parse.
//
//   AttributionFeatures features(sentence, tree);
//   features.of_cue(i, keys);               // is token i the head of a cue?
//   features.about(cue, is_cue);            // from here on, roles are asked for this cue
//   features.of_role(t, keys);              // what token t is to it
//
// Trainer and program both call this, so that they cannot come to differ; changing anything here
// means training anew: kAttributionVersion is stored with the weights and checked at load. Cost of
// a call does not depend on the length of the sentence.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "claims/attribution_model.h"
#include "claims/tree.h"
#include "claims/view.h"
#include "language/word_vectors.h"

namespace stemma::claims {

class AttributionFeatures {
 public:
  /// All three must outlive it.
  AttributionFeatures(const SentenceView& s, const SentenceTree& tree,
                      const language::WordVectors& vectors);

  /// Could token i be a cue's head? Articles and most marks are none.
  bool may_be_cue(std::uint32_t i) const;

  /// Replaces `keys`.
  void of_cue(std::uint32_t i, Keys& keys) const;
  Vectors vectors_of_cue(std::uint32_t i) const;

  /// Sets the cue that of_role() asks about. `is_cue` says of each token whether it heads a cue.
  void about(std::uint32_t cue, std::span<const bool> is_cue);

  /// Replaces `keys`. REQUIRES: about() was called.
  void of_role(std::uint32_t t, Keys& keys) const;

 private:
  struct Seen {
    std::uint32_t norm = 0;
    std::uint32_t lemma = 0;
    std::uint32_t ending = 0;
    std::uint32_t knowledge = 0;    // what the lexicons say
    std::uint32_t below = 0;        // bits: which relations its children have
    std::uint32_t preposition = 0;  // its case or mark
    std::uint32_t subject = kNoHead;
    std::uint32_t object = kNoHead;
    std::uint32_t vector = kNoHead;  // row
    std::uint8_t entity = 0;
    std::uint8_t tag = 0;
    std::uint8_t relation = 0;
    bool quoted = false;
    bool mark = false;  // a quotation mark
  };
  struct Path {
    std::uint32_t all = 0;           // relations up from the cue and down to the token
    std::uint32_t branch = kNoHead;  // where the way down begins
    std::uint32_t up = 0;
    std::uint32_t down = 0;
    std::uint32_t up_relations = 0;
    std::uint32_t owner = 0;  // the nearest cue on the way to the root: 0 this, 1 other, 2 none
  };

  Seen see(std::uint32_t i) const;
  void find_vectors();
  void look_below(std::uint32_t i);
  const Seen& at(std::int64_t i) const;
  std::uint32_t marks_between(std::uint32_t a, std::uint32_t b) const;
  Path path_to(std::uint32_t t) const;

  const SentenceView& s_;
  const SentenceTree& tree_;
  const language::WordVectors& vectors_;
  std::vector<Seen> seen_;
  Seen edge_;
  std::vector<std::uint32_t> commas_, quotes_, colons_;  // before each token
  std::uint32_t all_quotes_ = 0;
  std::uint32_t look_ = 0;  // length, capitals, whether it ends with a stop

  std::uint32_t cue_ = 0;
  std::span<const bool> is_cue_;
  std::vector<std::uint32_t> above_;  // the cue and the heads above it
  std::vector<std::uint32_t> above_relations_;
};

}  // namespace stemma::claims
