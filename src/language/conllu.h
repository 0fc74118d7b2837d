// CoNLL-U text -> sentences of rows, as they stand.
//
//   auto sentences = read_conllu_rows("1\tSela\tSela\tPROPN\t...\n\n", "a.conllu");
//   // (*sentences)[0].words[0].column(ConlluColumn::kForm) == "Sela"
//
// Views point into the text, which must outlive them. Errors: kMalformed with file and line where a
// row has not ten columns, words are not numbered from 1 on, ranges of words overlap, a head is no
// number or points outside the sentence, a form is empty, or bytes are not UTF-8.
// Format: https://universaldependencies.org/format.html
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "stemma/result.h"

namespace stemma::language {

enum class ConlluColumn : std::uint8_t {
  kId,
  kForm,
  kLemma,
  kUpos,
  kXpos,
  kFeats,
  kHead,
  kDeprel,
  kDeps,
  kMisc
};

struct ConlluRow {
  std::array<std::string_view, 10> columns;
  std::string_view column(ConlluColumn c) const { return columns[static_cast<std::size_t>(c)]; }
};

struct ConlluWord : ConlluRow {
  std::uint32_t head = 0;  // 0: root; else the 1-based place of a word. 0 where the column is "_"
};

/// A token written as one that is several words, "don't" = 3-4.
struct ConlluMultiword : ConlluRow {
  std::uint32_t first = 0;  // 0-based places in `words`
  std::uint32_t last = 0;
};

struct ConlluSentence {
  std::vector<std::string_view> comments;  // lines with their '#'
  std::vector<ConlluWord> words;
  std::vector<ConlluMultiword> multiwords;  // empty nodes ("8.1") are left out
};

Result<std::vector<ConlluSentence>> read_conllu_rows(std::string_view text, std::string_view name);

}  // namespace stemma::language
