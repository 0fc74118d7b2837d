// Sentences: where one ends and the next begins.
//
//   std::vector<Sentence> s = find_sentences(text, stream, paragraphs, roles, tables);
//   // “Why now?” Moro asked. It was 5 p.m. The U.N. office said no.  -> three
//
// Method: a paragraph's end always ends a sentence. Inside one, rules read the marks
// (sentence_rules.h) and a small model decides the gaps where there is any doubt
// (boundary_model.h): after stops, and where the next word or mark could begin something new.
// Invariants: those of Analysis::sentences. Pure; linear in the tokens.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "language/boundary_model.h"
#include "language/quotations.h"
#include "language/sentence_rules.h"
#include "language/tokens.h"
#include "stemma/result.h"

namespace stemma::language {

struct SentenceTables {
  QuoteTags tags;
  BoundaryModel boundaries;
  static Result<SentenceTables> load();
};

std::vector<Sentence> find_sentences(std::string_view text, const TokenStream& stream,
                                     std::span<const std::uint32_t> paragraphs,
                                     std::span<const MarkRole> roles, const TokenTables& words,
                                     const SentenceTables& tables);

}  // namespace stemma::language
