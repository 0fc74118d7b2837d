// Figures of which one became the other: "fell from 20 to 15", "up 5 percent", "doubled to 40".
//
//   ChangeFinder finder(tables);
//   finder.read(atoms, taken, figures, quantities, changes);   // one call a sentence
//
// Only what the words relate, within one clause. Linear in the atoms: each cue looks at a bounded
// number of them. Pure; safe from any thread.
#pragma once

#include <span>
#include <vector>

#include "grounding/atoms.h"
#include "grounding/change_tables.h"
#include "grounding/quantities.h"
#include "stemma/grounding.h"

namespace stemma::grounding {

class ChangeFinder {
 public:
  explicit ChangeFinder(const ChangeTables& tables) : tables_(tables) {}

  /// `figures` are the places of the sentence's quantities among its atoms, in order.
  void read(std::span<const Atom> atoms, std::span<const std::uint8_t> taken,
            std::span<const FigureAtoms> figures, std::span<const Quantity> quantities,
            std::vector<FigureChange>& changes);

 private:
  struct Roles;

  bool ends_clause(std::size_t atom) const;
  const FigureAtoms* figure_before(std::size_t atom, std::size_t reach) const;
  const ChangeWord* cue(std::size_t atom) const;
  void after_cue(std::size_t at, const ChangeWord& word, Roles& roles) const;
  void before_cue(std::size_t at, const ChangeWord& word, Roles& roles) const;
  bool amount(const ChangeWord& word, std::size_t at, const FigureAtoms& f, bool noun) const;
  std::string_view preposition(const FigureAtoms& f) const;
  bool same_measure(std::uint32_t a, std::uint32_t b) const;
  void add(std::size_t at, const ChangeWord& word, Roles roles,
           std::vector<FigureChange>& changes) const;

  const ChangeTables& tables_;
  std::span<const Atom> atoms_;
  std::span<const std::uint8_t> taken_;
  std::span<const FigureAtoms> figures_;
  std::span<const Quantity> quantities_;
};

}  // namespace stemma::grounding
