// Quotations: which marks belong together.
//
//   QuotationMarks q = pair_quotations(text, tokens, paragraphs);
//   // “We were ‘very’ late,” he said.  ->  “We … late,” and ‘very’
//
// Pairs “ ”, ‘ ’, " ", ' ', « », „ “, ‹ ›, `` '' within a paragraph, nested where the kinds differ.
// A double mark left open continues if the next paragraph opens with the same mark, as printers do;
// otherwise it ends with its paragraph, and is not closed. A single mark left open is taken for a
// stray apostrophe and quotes nothing.
// Invariants: quotations are sorted by begin; roles has one entry a token; every opening mark of a
// quotation has kOpen, every closing one kClose. Pure; linear in the tokens.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "stemma/analysis.h"

namespace stemma::language {

enum class MarkRole : std::uint8_t { kNone, kOpen, kClose };

struct QuotationMarks {
  std::vector<Quotation> quotations;
  std::vector<MarkRole> roles;
};

QuotationMarks pair_quotations(std::string_view text, std::span<const Token> tokens,
                               std::span<const std::uint32_t> paragraphs);

}  // namespace stemma::language
