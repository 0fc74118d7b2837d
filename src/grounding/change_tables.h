// Words that tell how a figure changed: lexicons/quantity_changes.tsv, quantity_change_words.tsv.
// Read once; safe from any thread after load.
#pragma once

#include <optional>
#include <string_view>

#include "grounding/word_map.h"
#include "stemma/grounding.h"
#include "stemma/result.h"

namespace stemma::grounding {

enum class ChangeKind : std::uint8_t {
  kVerb,
  kTransitive,
  kCutting,
  kFactor,
  kNeutral,
  kParticle,
  kAfter,
  kNoun,
  kCompare,
};

struct ChangeWord {
  ChangeKind kind = ChangeKind::kVerb;
  bool noun = false;  // a noun as well: "rose to ...", "a rise of ..."
  ChangeDirection direction = ChangeDirection::kUnknown;
  std::optional<double> factor;
};

/// What a small word beside a word of change is.
struct AroundChange {
  bool article = false;  // "to a record 40"
  bool lead = false;     // "was up 5 percent"
};

class ChangeTables {
 public:
  static Result<ChangeTables> load();
  const ChangeWord* find(std::string_view word) const { return words_.find(word); }
  bool is_article(std::string_view word) const {
    const AroundChange* around = around_.find(word);
    return around != nullptr && around->article;
  }
  bool is_lead(std::string_view word) const {
    const AroundChange* around = around_.find(word);
    return around != nullptr && around->lead;
  }

 private:
  WordMap<ChangeWord> words_;
  WordMap<AroundChange> around_;
};

}  // namespace stemma::grounding
