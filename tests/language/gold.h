// Words of the treebanks in the shared data, and lines of cases that give a word with its tags.
#pragma once

#include <gtest/gtest.h>

#include <array>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "language/conllu.h"
#include "support/paths.h"

namespace stemma::language {

using GoldSentence = ConlluSentence;

/// Calls use(sentence, place of a word) for every word of shared/gold/parse/<name>.
/// REQUIRES: there is shared data.
template <class Use>
void for_each_gold_word(std::string_view name, const Use& use) {
  const auto path = testing::shared_dir().value() / "gold" / "parse" / name;
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  const std::string bytes = text.str();
  const auto sentences = read_conllu_rows(bytes, path.string());
  ASSERT_TRUE(sentences.ok()) << sentences.error().describe();
  ASSERT_FALSE(sentences->empty()) << path;
  for (const GoldSentence& sentence : *sentences) {
    for (std::size_t at = 0; at < sentence.words.size(); ++at) use(sentence, at);
  }
}

/// "form CLASS TAG" a line.
inline std::vector<std::array<std::string, 3>> tagged_lines(const std::string& lines) {
  std::vector<std::array<std::string, 3>> words;
  std::istringstream in(lines);
  for (std::array<std::string, 3> word; in >> word[0] >> word[1] >> word[2];) words.push_back(word);
  return words;
}

}  // namespace stemma::language
