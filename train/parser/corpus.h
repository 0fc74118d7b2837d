// What the parser is trained on: sentences of word features with targets for each task.
#pragma once

#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "functions.h"
#include "language/word_features.h"
#include "stemma/result.h"

namespace stemma::train {

/// Targets' rows are places in the sentence, the first word being 1 (0 is ROOT). A task without
/// targets is not trained on the sentence.
struct Sentence {
  std::vector<language::WordFeatures> words;
  std::vector<std::string> forms;
  std::vector<Target> arcs;         // outcome: place of the head
  std::vector<std::int32_t> heads;  // for each word, the head its label targets presume
  std::vector<Target> labels;
  std::vector<Target> upos;
  std::vector<Target> xpos;
  std::vector<Target> entities;
};

/// The outcomes of each task, by number, and the words that have a row of their own.
struct Vocabulary {
  std::vector<std::string> upos, xpos, labels, entities;
  std::unordered_map<std::uint64_t, std::int32_t> words;  // 0: unknown

  std::int32_t word(std::uint64_t key) const {
    const auto found = words.find(key);
    return found == words.end() ? 0 : found->second;
  }
};

/// A relation without its subtype: "nmod" of "nmod:poss".
std::string_view base_of(std::string_view relation);

/// Sentences of a CoNLL-U file, with the names of its entity layer where it has one (GUM). Outcomes
/// not yet in `vocabulary` are added where `grow`, else a relation falls back to its base and an
/// unknown tag has no target.
Result<std::vector<Sentence>> read_trees(const std::string& path, Vocabulary& vocabulary,
                                         bool grow);

/// Sentences of a file of tokens and BIO tags, tab-divided, the token first and the tag in column
/// `tag_column`. Hyphenated tokens are cut as Universal Dependencies cuts them.
Result<std::vector<Sentence>> read_entities(const std::string& path, std::size_t tag_column,
                                            Vocabulary& vocabulary, bool grow);

/// Gives rows to the words that `sentences` hold at least `least` times, in order of first sight.
void add_words(const std::vector<Sentence>& sentences, std::size_t least, Vocabulary& vocabulary);

Result<std::string> read_file(const std::string& path);

}  // namespace stemma::train
