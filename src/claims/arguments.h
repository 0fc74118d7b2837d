// What fills the roles of a predicate, read off the parse: subjects, objects and what prepositions
// lead to, for verbs, for nouns that tell of a deed, and for both together.
//
//   Arguments arguments(sentence, tree, grounded, words, subjects);
//   arguments.of_verb(shelled, found);          // agent Velmar, patient Port Sela
//   arguments.of_noun(shelling, found);         // of "Velmar's shelling of Port Sela"
//
// Cost of a call: the word's children and what is joined to them.
#pragma once

#include <vector>

#include "claims/grounded.h"
#include "claims/subjects.h"

namespace stemma::claims {

/// A role and the word that heads what fills it.
struct Filler {
  ArgumentRole role = ArgumentRole::kAgent;
  std::uint32_t head = 0;
};

class Arguments {
 public:
  /// All must outlive it.
  Arguments(const SentenceView& s, const SentenceTree& tree, const Grounded& grounded,
            const PredicateWords& words, const Subjects& subjects)
      : s_(s), tree_(tree), grounded_(grounded), words_(words), subjects_(subjects) {}

  /// The noun that a light verb does: "attack" of "carried out an attack", "an attack was carried
  /// out"; kNoHead where it is none.
  std::uint32_t deed_of(std::uint32_t verb, const PredicateWord& word) const;

  /// `part` is an object that makes one word with the verb ("open fire"), or kNoHead.
  std::vector<Filler> of_verb(std::uint32_t verb, const PredicateWord& word,
                              std::uint32_t part) const;
  std::vector<Filler> of_noun(std::uint32_t noun) const;
  /// Of a light verb with its noun.
  std::vector<Filler> of_both(std::uint32_t verb, const PredicateWord& word,
                              std::uint32_t noun) const;
  std::vector<Filler> of_copula(std::uint32_t attribute) const;

 private:
  using Fillers = std::vector<Filler>;

  void add(Fillers& out, ArgumentRole role, std::uint32_t head) const;
  void add_subject(Fillers& out, std::uint32_t verb, const PredicateWord& word,
                   std::uint32_t part) const;
  void add_objects(Fillers& out, std::uint32_t verb, const PredicateWord& word,
                   std::uint32_t part) const;
  void add_gap(Fillers& out, std::uint32_t verb, const PredicateWord& word) const;
  void add_joined_object(Fillers& out, std::uint32_t verb) const;
  void add_misplaced_agent(Fillers& out) const;
  void add_oblique(Fillers& out, std::uint32_t child, const PredicateWord& word, bool passive,
                   bool of_noun) const;
  void add_noun_phrase(Fillers& out, std::uint32_t noun, const PredicateWord& told) const;
  void set_sides_apart(Fillers& out, const PredicateWord& word) const;
  void set_object_aside(Fillers& out, const PredicateWord& word) const;
  std::optional<ArgumentRole> role_of(std::string_view preposition, std::uint32_t head,
                                      const PredicateWord& word, bool of_noun) const;
  bool is_actor(std::uint32_t i) const;
  bool is_spot(std::uint32_t i) const;
  std::uint32_t meant(std::uint32_t i) const;
  std::string_view preposition(std::uint32_t i) const;
  void finish(Fillers& out, const PredicateWord& word) const;

  const SentenceView& s_;
  const SentenceTree& tree_;
  const Grounded& grounded_;
  const PredicateWords& words_;
  const Subjects& subjects_;
};

}  // namespace stemma::claims
