// Says a sentence in other words, as a desk does that takes over a text: words for words of the
// same sense, the speaker before or after the words, a date at the other end, a clause turned into
// the passive, an aside left out.
//
//   Result<Rewriter> rewriter = Rewriter::load();
//   std::optional<std::string> other = rewriter->rewrite(sentence, 2, random, models.language);
//
// The rules work on the sentence's parse and know no text; what they make is readable, not good.
// Words between quotation marks are left as they are. Threads: rewrite() is safe to call at once,
// each thread with a Random of its own.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "language/language.h"
#include "random.h"

namespace stemma::eval {

class Rewriter {
 public:
  /// Reads lexicons/rewriting_words.tsv.
  static Result<Rewriter> load();

  /// Up to `changes` changes, one of structure at most. Nothing if none could be made.
  std::optional<std::string> rewrite(const std::string& sentence, std::size_t changes,
                                     Random& random, const language::Model& model) const;

  /// A word of the same sense in the form of this one; nothing if none is known.
  std::optional<std::string> another_word(const Token& token, Random& random) const;

 private:
  /// The words that may stand in the place of another, each with its forms in the order of the
  /// lexicon; by lemma and word class.
  std::unordered_map<std::string, std::vector<std::vector<std::string>>> words_;
};

}  // namespace stemma::eval
