// Scores of predicted attributions against gold ones, as sets of words.
//
//   AttributionScore score;
//   score.add(gold, predicted);            // a document
//   score.whole.f1()
//
// A span counts as exact when it covers the same words as a gold span; as overlapping when the two
// share a word; each gold span answers for one predicted span. A whole attribution counts when cue,
// content and source (or the lack of one) all overlap those of one gold attribution.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "attribution_gold.h"
#include "eval.h"

namespace stemma::eval {

struct AttributionScore {
  F1 source_exact, source, cue_exact, cue, content_exact, content, whole, whole_exact;
  std::map<std::string, std::size_t> kinds;     // what became of each gold attribution
  std::map<std::string, F1> classes;            // cues by class of their first verb, noun or word
  std::map<std::string, std::size_t> missed;    // gold cues that nothing overlaps
  std::map<std::string, std::size_t> spurious;  // predicted cues that no gold cue overlaps

  void add(const std::vector<AttributionWords>& gold,
           const std::vector<AttributionWords>& predicted);
};

}  // namespace stemma::eval
