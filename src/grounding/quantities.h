// Finds the figures of a report, sentence by sentence: number, bound, unit, and what is counted.
//
//   QuantityFinder finder(tables, changes, numerals);
//   finder.read(atoms, taken, sentence_id, grounding.quantities);
//
// Sentences come in order: "the remaining 150,000" takes its noun from an earlier figure. Atoms
// that `taken` marks are times. Linear in the atoms. One finder a report and a thread.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "grounding/atoms.h"
#include "grounding/change_tables.h"
#include "grounding/numerals.h"
#include "grounding/quantity_tables.h"
#include "stemma/grounding.h"

namespace stemma::grounding {

/// How a figure stands to others, as its words say. One for each quantity, in the same order.
struct QuantityNote {
  bool of_next = false;     // "150,000 of those 300,000": the next figure is the whole
  bool remaining = false;   // "the remaining 150,000"
  bool in_all = false;      // "20 in all"
  bool of_before = false;   // "Of the 300 detainees,": the figures after it are parts
  bool listed = false;      // stands in a list that "including" opened on the figure before it
  bool list_whole = false;  // "20 people, including ..."; "20 people: ..."
  bool list_all = false;    // the list that it opens is meant to be all of it
  bool list_end = false;    // the clause of a list ends before this figure
  bool person = false;      // counts people
};

/// Where a quantity stands among the atoms of its sentence.
struct FigureAtoms {
  std::size_t begin = 0;  // with bound and currency
  std::size_t end = 0;    // with unit or noun
  std::uint32_t quantity = 0;
};

class QuantityFinder {
 public:
  QuantityFinder(const QuantityTables& tables, const ChangeTables& changes,
                 const NumeralReader& numerals)
      : tables_(tables), changes_(changes), numerals_(numerals) {}

  void read(std::span<const Atom> atoms, std::span<const std::uint8_t> taken, SentenceId sentence,
            std::vector<Quantity>& quantities);

  const std::vector<QuantityNote>& notes() const { return notes_; }
  /// Those of the sentence read last.
  std::span<const FigureAtoms> figures() const { return figures_; }

 private:
  /// A figure and the atoms of its parts.
  struct Figure {
    std::size_t begin = 0;       // with bound and currency
    std::size_t number = 0;      // first atom of the number
    std::size_t number_end = 0;  // one past its last atom (of the higher one, in a range)
    std::size_t end = 0;         // with unit or noun
    bool fraction = false;
    Quantity quantity;
    QuantityNote note;
  };
  struct NounPhrase {
    std::size_t end = 0;  // one past the head; 0: none found
    std::string words;
    bool person = false;
  };

  std::optional<Figure> figure(std::size_t i) const;
  bool read_number(std::size_t i, const Numeral& n, Figure& f) const;
  void read_range(Figure& f, bool between, bool money) const;
  bool read_ratio(std::size_t i, const Numeral& part, Figure& f) const;
  void read_rate(Figure& f) const;
  /// The bound that ends right before an atom: "at least" 20. Begins at the atom if there is none.
  struct BoundBefore {
    std::size_t begin = 0;
    std::optional<Bound> bound;
  };
  BoundBefore bound_before(std::size_t first) const;
  bool read_unit(Figure& f) const;
  void read_noun(Figure& f) const;
  NounPhrase noun_phrase(std::size_t i, bool singular) const;
  bool is_plural_noun(const Atom& atom) const;
  bool is_name_number(const Figure& f) const;
  bool is_age(const Figure& f) const;
  bool looks_like_count(const Figure& f) const;
  void inherit_noun(Figure& f, const std::vector<Quantity>& quantities) const;
  void note_relations(Figure& f, std::vector<Quantity>& quantities, std::size_t previous_end);
  std::string_view norm(std::size_t i) const {
    return i < atoms_.size() ? atoms_[i].norm : std::string_view();
  }
  bool glued(std::size_t i) const { return i < atoms_.size() && atoms_[i].glued; }
  bool is(std::size_t i, NounClass c) const { return i < atoms_.size() && tables_.is(norm(i), c); }
  bool free(std::size_t i) const { return i < atoms_.size() && taken_[i] == 0; }

  const QuantityTables& tables_;
  const ChangeTables& changes_;
  const NumeralReader& numerals_;
  std::span<const Atom> atoms_;
  std::span<const std::uint8_t> taken_;
  std::vector<QuantityNote> notes_;
  std::vector<FigureAtoms> figures_;
  std::size_t sentence_first_ = 0;  // first quantity of this sentence
};

}  // namespace stemma::grounding
