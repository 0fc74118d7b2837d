// What each atom of a sentence can be in a time expression: its word classes, and the numbers,
// days, years and clock readings that begin at it.
//
// Pure; one buffer a thread. Looks at a bounded number of atoms from each.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "grounding/atoms.h"
#include "grounding/numerals.h"
#include "grounding/time_tables.h"

namespace stemma::grounding {

struct TimeMark {
  const TimeWord* word = nullptr;  // absent where no table knows the word
  std::uint64_t classes = 0;
  Symbol literal = 0;
  // Atoms taken by the readings that begin here, and what they say.
  std::uint8_t num_atoms = 0;
  std::uint8_t day_atoms = 0;
  std::uint8_t ord_atoms = 0;
  std::uint8_t year_atoms = 0;
  std::uint8_t decade_atoms = 0;
  std::uint8_t digit_atoms = 0;  // ISO and slash dates, clocks, quarter codes
  std::int16_t day = 0;
  std::int16_t ord = 0;
  std::int16_t year = 0;   // of a year, a decade, or a written-out date
  std::int16_t month = 0;  // of a written-out date
  std::int16_t hour = 0;
  std::int16_t minute = 0;
  std::int16_t second = -1;
  double number = 0;

  /// Atoms that the symbol takes here; 0 if it does not match.
  std::size_t atoms_for(Symbol s) const;
};

/// Fills `marks` with one mark an atom.
void mark_times(std::span<const Atom> atoms, const TimeTables& tables,
                const NumeralReader& numerals, std::vector<TimeMark>& marks);

}  // namespace stemma::grounding
