// Coreference: which mentions of one report refer to the same entity.
//
//   const WordView view(text, analysis, knowledge);
//   const RuleFindings rules = resolve_coreference(text, analysis, knowledge, view);
//   // "Ana Moro, the mayor of Port Sela, said ... . She ... . “...,” Moro said."
//   //  -> one chain: Ana Moro, mayor of Port Sela, She, Moro
//
// Deterministic sieves in the manner of Lee et al. (2013), "Deterministic coreference resolution
// based on entity-centric, precision-ranked rules": names first, then appositions, roles taken up
// again ("the mayor"), and pronouns last. A pronoun whose antecedent is not plain keeps no chain.
//
// Invariants: every name and nominal mention is in exactly one chain, but for surnames that several
// people share; chains are in order of their first mention; Chain::mentions and Mention::chain
// agree. Linear in the mentions. Safe from any thread.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "language/mentions_knowledge.h"
#include "language/mentions_words.h"
#include "stemma/analysis.h"

namespace stemma::language {

/// What the rules know beside the chains.
struct RuleFindings {
  std::vector<Gender> genders;        // of each chain, as names and roles tell it
  std::vector<std::uint8_t> settled;  // by mention: pronouns that brackets or a speech make plain
};

/// Fills analysis.chains and the chain of each mention. REQUIRES: mentions were found; `view` is of
/// this text and analysis.
RuleFindings resolve_coreference(std::string_view text, Analysis& analysis,
                                 const Knowledge& knowledge, const WordView& view);

}  // namespace stemma::language
