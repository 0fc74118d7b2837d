// Where a parse goes wrong: tables of errors, for people.
//
//   ParseTables tables;
//   tables.add_words("news", gold, system);        // words that were given
//   tables.add_boundaries("news", gold, system);   // from raw text
//   std::string details = tables.describe();
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

#include "treebank.h"

namespace stemma::eval {

/// Words, and how many have the right head, and the right relation too.
struct Attachment {
  std::size_t words = 0;
  std::size_t heads = 0;
  std::size_t both = 0;
};

class ParseTables {
 public:
  /// REQUIRES: the two have the same words.
  void add_words(const std::string& genre, const Treebank& gold, const Treebank& system);
  /// REQUIRES: the two have the same characters.
  void add_boundaries(const std::string& genre, const Treebank& gold, const Treebank& system);

  std::string describe() const;

 private:
  struct RelationErrors {
    Attachment counts;
    std::map<std::string, std::size_t> taken_for;  // another relation, or "wrong head"
  };
  struct Boundaries {
    std::size_t missed = 0;
    std::size_t wrong = 0;
  };

  std::map<std::string, RelationErrors, std::less<>> relations_;
  std::map<std::string, Attachment> genres_;
  std::map<std::size_t, Attachment> sentence_lengths_;  // by the least length of the class
  std::map<std::size_t, Attachment> arc_lengths_;       // likewise; 0: roots
  std::map<std::string, F1> genre_sentences_;
  std::map<std::string, Boundaries> boundaries_;  // by what stands before them
};

}  // namespace stemma::eval
