// Numbers as news writes them: "6,700", "twenty-five", "1.2 million", "half a million", "150k".
//
//   NumeralReader reader(numbers);             // numbers: the table of number words
//   Numeral n = reader.at(atoms, i);           // n.atoms == 0: no number begins here
//
// Pure; safe from any thread. Looks at a bounded number of atoms.
#pragma once

#include <span>
#include <string_view>

#include "grounding/atoms.h"
#include "grounding/word_map.h"
#include "stemma/result.h"

namespace stemma::grounding {

enum class NumberWord : std::uint8_t {
  kUnit,      // zero to nineteen
  kTen,       // twenty to ninety
  kHundred,   // "hundred", "hundreds"
  kScale,     // "thousand", "million", "m", "bn" and their plurals
  kFraction,  // "half", "third", "quarters"
  kVague,     // "dozens", "scores", "several": value is the lower edge
  kDozen,     // "dozen", "score": "two dozen"
};

struct NumberEntry {
  NumberWord kind = NumberWord::kUnit;
  double value = 0;
  bool plural = false;       // "thousands": vague without a number before it
  bool bare = false;         // "several": vague, without an article
  bool symbol_only = false;  // "m", "k": only glued to digits or after them with money
};

/// A number and the atoms it takes.
struct Numeral {
  double value = 0;
  std::size_t atoms = 0;
  bool digits = false;    // begins with digits
  bool vague = false;     // "dozens", "thousands", "tens of thousands", "several"
  bool grouped = false;   // has a thousands comma or a decimal point: not a year, nor a day
  bool article = false;   // "a hundred", "half a million": begins with an article or "half"
  bool fraction = false;  // "half", "three quarters", "two-thirds"
};

class NumeralReader {
 public:
  static Result<NumeralReader> load();
  Numeral at(std::span<const Atom> atoms, std::size_t i) const;
  const NumberEntry* find(std::string_view word) const { return words_.find(word); }

 private:
  Numeral from_digits(std::span<const Atom> atoms, std::size_t i) const;
  Numeral from_words(std::span<const Atom> atoms, std::size_t i) const;
  void add_scales(std::span<const Atom> atoms, std::size_t i, Numeral& n) const;

  WordMap<NumberEntry> words_;
};

/// The value of "6,700" or "1.25"; nothing for "1,2", "1.2.3" or more digits than a double holds.
std::optional<double> parse_digits(std::string_view text);

/// A whole number of up to nine digits: "07" is 7. Nothing else.
std::optional<int> parse_int(std::string_view text);

}  // namespace stemma::grounding
