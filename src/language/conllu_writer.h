// Analyses as CoNLL-U.
//
//   std::string page = write_conllu("wire.txt", report.text, analysis, model);
//   // # newdoc id = wire.txt
//   // # newpar
//   // # sent_id = wire.txt-1
//   // # text = Sela's ferries didn't sail.
//   // 1-2  Sela's  _  _  ...
//   // 1    Sela    Sela  PROPN  NNP  Number=Sing  3  nmod:poss  _  NER=B-LOC
//   std::string filled = write_conllu(document, analysis, model);   // words that were given
//
// MISC has SpaceAfter=No where the next token touches, and NER=B-TYPE or NER=I-TYPE on the words of
// a tagged span: PER, ORG, LOC, MISC of names, DATE, MONEY and so on. DEPS is always "_".
// Columns that are not known are "_". Invariant: what is written reads back with read_conllu_rows,
// with the same words in the same sentences. Pure; linear in the text.
#pragma once

#include <string>
#include <string_view>

#include "language/conllu_documents.h"
#include "stemma/analysis.h"

namespace stemma::language {

/// A document of its own. "/" and white space of `id` become "_".
std::string write_conllu(std::string_view id, std::string_view text, const Analysis& analysis,
                         const Model& model);

/// `document` with LEMMA, UPOS, XPOS, FEATS, HEAD, DEPREL and NER of the analysis. Comments, ids,
/// forms, rows of multiword tokens and the rest of MISC stay as they are; empty nodes are left out.
/// REQUIRES: the analysis is of given_text(document).
std::string write_conllu(const ConlluDocument& document, const Analysis& analysis,
                         const Model& model);

}  // namespace stemma::language
