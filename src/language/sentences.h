// Sentences: where one ends and the next begins.
//
//   std::vector<Sentence> s = find_sentences(text, stream, paragraphs, roles, tables);
//   // “Why now?” Moro asked. It was 5 p.m. The U.N. office said no.  -> three
//
// Method: a paragraph's end always ends a sentence. Inside one, only a stop, or an abbreviation
// whose own stop may serve as one, can; what follows it decides (case, words that begin sentences,
// closing marks, an attribution tied on after a quotation).
// Invariants: those of Analysis::sentences. Pure; linear in the tokens.
#pragma once

#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "language/quotations.h"
#include "language/tokens.h"
#include "stemma/result.h"

namespace stemma::language {

struct SentenceTables {
  /// "asked", "said": forms, and whether a hearer may follow at once ("asked reporters").
  std::unordered_map<std::string_view, bool> quote_tags;
  static Result<SentenceTables> load();
};

std::vector<Sentence> find_sentences(std::string_view text, const TokenStream& stream,
                                     std::span<const std::uint32_t> paragraphs,
                                     std::span<const MarkRole> roles, const TokenTables& words,
                                     const SentenceTables& tables);

}  // namespace stemma::language
