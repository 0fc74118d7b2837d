// Whether the verb that a time belongs to looks back or ahead: "met on Saturday", "will vote on
// Saturday", "is to vote on Saturday".
//
//   TenseReader tenses(analysis, tables);
//   tenses.at(range, sentence)                  // kUnknown where the tree does not tell
//
// Looks at a bounded number of tokens for each time. The analysis must outlive it.
#pragma once

#include "grounding/time_tables.h"
#include "stemma/analysis.h"

namespace stemma::grounding {

class TenseReader {
 public:
  TenseReader(const Analysis& analysis, const TimeTables& tables)
      : analysis_(analysis), tables_(tables) {}

  Tense at(ByteRange time, SentenceId sentence) const;

 private:
  /// `oblique`: the time says when, and is not what the verb is about.
  Tense of_verb(std::uint32_t verb, bool oblique, const Sentence& sentence) const;

  const Analysis& analysis_;
  const TimeTables& tables_;
};

}  // namespace stemma::grounding
