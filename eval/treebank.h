// Two analyses of one text compared, as the CoNLL 2018 shared task compares them.
//
//   const Treebank gold = treebank_of(gold_sentences), system = treebank_of(system_sentences);
//   Result<TreebankScore> score = score_treebank(gold, system);
//   // score->las.f1(): words with the right head and relation
//
// Sentences and tokens match where they have the same characters, white space aside. Words match
// where their tokens do; inside a stretch of the text that a multiword token of either side covers,
// by the longest common subsequence of their forms. A head is right where it is aligned with the
// gold head; relations are compared without their subtypes, features if they are universal ones;
// a gold lemma "_" takes any.
// https://universaldependencies.org/conll18/evaluation.html
//
// Invariant: rows are views into the CoNLL-U text that was read, which must outlive them.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "eval.h"
#include "language/conllu.h"
#include "stemma/evidence.h"

namespace stemma::eval {

struct TreebankWord {
  const language::ConlluWord* row = nullptr;
  ByteRange span;          // in the characters; of the whole token in a multiword one
  bool multiword = false;  // part of a multiword token
  std::uint32_t sentence = 0;
  std::optional<std::uint32_t> parent;  // a word; absent: a root
};

struct Treebank {
  std::string characters;  // of all tokens, white space left out
  std::vector<ByteRange> sentences;
  std::vector<ByteRange> tokens;
  std::vector<TreebankWord> words;
};

/// REQUIRES: the sentences outlive the treebank.
Treebank treebank_of(std::span<const language::ConlluSentence> sentences);

/// For every word of `system` the word of `gold` that it is, if any. Each gold word is at most one.
std::vector<std::optional<std::uint32_t>> align_words(const Treebank& gold, const Treebank& system);

struct TreebankScore {
  F1 sentences, tokens, words, upos, xpos, features, lemmas, uas, las;

  TreebankScore& operator+=(const TreebankScore& other);
};

/// Error kMalformed where the two have not the same characters.
Result<TreebankScore> score_treebank(const Treebank& gold, const Treebank& system);

/// Whether a system word, aligned with gold word `g`, hangs on the right head.
bool right_head(const TreebankWord& gold, const TreebankWord& system,
                std::span<const std::optional<std::uint32_t>> aligned);

/// "nmod" of "nmod:poss".
std::string_view universal_relation(const TreebankWord& word);

}  // namespace stemma::eval
