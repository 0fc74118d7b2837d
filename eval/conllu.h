// Gold of Universal Dependencies: CoNLL-U text -> documents with their raw text rebuilt.
//
//   Result<std::vector<ConlluDocument>> documents = read_conllu(path);
//   // documents[0].text: sentences as "# text" and SpaceAfter have them, paragraphs ("# newpar")
//   // divided by an empty line; sentences, words and tokens are byte ranges in it
#pragma once

#include <string>
#include <vector>

#include "stemma/evidence.h"
#include "stemma/result.h"

namespace stemma::eval {

struct ConlluDocument {
  std::string id;
  std::string text;
  std::vector<ByteRange> sentences;
  std::vector<ByteRange> tokens;  // as written: "don't" is one
  std::vector<ByteRange> words;   // as analysed: "do", "n't"; two that share letters share a range
};

/// All documents of a .conllu file. Words that a token's letters do not spell out one after the
/// other are given the token's range.
Result<std::vector<ConlluDocument>> read_conllu(const std::string& path);

/// The .conllu files that `path` names: itself, or all in the folder, by name.
Result<std::vector<std::string>> conllu_files(const std::string& path);

}  // namespace stemma::eval
