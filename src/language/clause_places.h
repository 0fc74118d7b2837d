// A word's place in its sentence, as far as its features depend on it: "passive" of the participle
// in "was seen", "3p" of a past verb whose subject is plural, "relative" of the "who" in "those who
// fled".
//
//   ClausePlaces places(analysis.tokens_of(s), s.first_token);
//   places.of(2)  // "3p"
//
// Names of places are keys into lexicons/morphology.tsv; train/make_morphology.py names them alike.
// Linear in the sentence. The tokens must outlive it; the names live as long as the program.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "stemma/analysis.h"

namespace stemma::language {

class ClausePlaces {
 public:
  ClausePlaces(std::span<const Token> sentence, std::uint32_t first);

  std::string_view of(std::size_t word) const;

 private:
  /// What hangs on a word.
  struct Dependents {
    std::size_t subject = kNone;
    bool passive = false;  // an auxiliary of the passive
    bool have = false;
    bool be = false;
    bool do_ = false;
    bool modal = false;
    bool to = false;
    bool coordinated = false;
    bool fixed = false;
    bool relative = false;  // a relative clause
    bool any_verb() const { return passive || have || be || do_ || modal || to; }
  };
  static constexpr std::size_t kNone = SIZE_MAX;

  Relation base(std::size_t word) const;
  void note(const Token& token, std::size_t at, Dependents& of_head) const;
  std::size_t clause_of(std::size_t verb) const;
  std::size_t first_coordinated(std::size_t word) const;
  std::string_view person(std::size_t verb) const;
  std::string_view verb_place(std::size_t verb) const;
  std::string_view question_place(std::size_t word) const;
  std::string_view written(std::size_t word) const;

  std::span<const Token> tokens_;
  std::vector<std::size_t> heads_;
  std::vector<Dependents> has_;
};

}  // namespace stemma::language
