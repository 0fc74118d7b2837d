// Names: capitalised spans, cut loose from titles and roles, and typed.
//
//   "Velmarian Defence Minister Ana Moro of the Sela Institute"
//     -> "Ana Moro" person (role "Velmarian Defence Minister"), "Sela Institute" organisation
//
// Case is weighed: a capital at the head of a sentence counts only if the report or the lexicons
// have other evidence; in headlines, where all words have capitals, only the lexicons count.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "language/mentions_words.h"

namespace stemma::language {

/// Words [begin, end) that are a name; [role, begin) are the title and role words before it.
struct NameSpan {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t role = 0;
  EntityType type = EntityType::kUnknown;
  bool plural = false;
  bool nominal = false;  // a role written with capitals, without a name: "the Foreign Minister"
};

/// All names of a report, in order; they do not overlap one another. What lexicons and context
/// leave open is typed as the tagger has it.
std::vector<NameSpan> find_names(const WordView& view, const Knowledge& knowledge,
                                 std::span<const TaggedSpan> tagged);

/// Whether a word is the adjective of a country or region ("Velmarian", "Western").
bool is_origin(const Word& word, const Knowledge& knowledge);

}  // namespace stemma::language
