// Gold files of coreference: OntoGUM (https://github.com/amir-zeldes/gum, coref/ontogum) and GAP
// (https://github.com/google-research-datasets/gap-coreference).
//
//   Result<std::vector<CorefDocument>> documents = read_ontogum("ontogum-dev.conll");
//   Result<std::vector<GapItem>> items = read_gap("gap-development.tsv");
//
// OntoGUM gives words without the spaces between them; they are set as English sets them.
#pragma once

#include <string>
#include <vector>

#include "coref_score.h"
#include "language/language.h"
#include "stemma/report.h"
#include "stemma/result.h"

namespace stemma::eval {

struct CorefDocument {
  std::string name;   // "GUM_news_homeopathic"
  std::string genre;  // "news"
  std::string text;
  std::vector<language::GivenSentence> sentences;
  PhraseChains chains;  // of words, which are the tokens of analyse() with these sentences
};

Result<std::vector<CorefDocument>> read_ontogum(const std::string& path);

struct GapItem {
  std::string id;
  std::string text;
  ByteRange pronoun;
  ByteRange name[2];
  bool meant[2] = {false, false};
  bool feminine = false;
};

Result<std::vector<GapItem>> read_gap(const std::string& path);

/// What an analysis of an item's text says of it.
struct GapAnswer {
  bool meant[2] = {false, false};
  bool resolved = false;
  bool pronoun_found = false;
};
/// A name counts as meant if a mention that overlaps it is in the pronoun's chain.
GapAnswer answer_of(const GapItem& item, const Analysis& analysis);

}  // namespace stemma::eval
