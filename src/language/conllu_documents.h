// Documents of CoNLL-U, and the text that their words make.
//
//   for (const ConlluDocument& d : documents_of(std::move(*sentences))) {
//     const GivenText given = given_text(d);
//     Report report;
//     report.text = given.text;
//     const Analysis a = analyse(report, given.sentences, model);   // one token a word of d
//   }
//
// "# newdoc" begins a document, "# newpar" a paragraph. Texts have one space between tokens but
// after SpaceAfter=No, and an empty line between paragraphs.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "language/conllu.h"
#include "language/language.h"

namespace stemma::language {

struct ConlluDocument {
  std::string_view id;  // of "# newdoc id = ..."; empty where there is none
  std::vector<ConlluSentence> sentences;
};

std::vector<ConlluDocument> documents_of(std::vector<ConlluSentence> sentences);

/// The text as people wrote it: the forms of its tokens.
std::string written_text(const ConlluDocument& document);

/// The text with every word of every multiword token spelt out in it, so that each word has letters
/// of its own: "don't" = do + n't stands as it is, "du" = de + le becomes "dele".
struct GivenText {
  std::string text;
  std::vector<GivenSentence> sentences;  // ranges in the text
};

GivenText given_text(const ConlluDocument& document);

}  // namespace stemma::language
