// The tables behind quantities: bounds, units, and words that tell what a figure counts.
// Read once from lexicons/quantity_*.tsv. Immutable after load; safe from any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "grounding/atoms.h"
#include "grounding/word_map.h"
#include "stemma/grounding.h"
#include "stemma/result.h"

namespace stemma::grounding {

enum class NounClass : std::uint16_t {
  kPlural = 1 << 0,
  kState = 1 << 1,
  kPerson = 1 << 2,
  kStop = 1 << 3,
  kVerbS = 1 << 4,
  kDesignator = 1 << 5,
  kInherit = 1 << 6,
  kDeterminer = 1 << 7,
  kPreposition = 1 << 8,
  kListOpen = 1 << 9,
  kCompound = 1 << 10,
  kSet = 1 << 11,
  kRate = 1 << 12,
};

enum class UnitKind : std::uint8_t { kPercent, kMoney, kMeasure };

struct BoundPhrase {
  std::vector<std::string_view> words;
  bool after = false;
  Bound bound = Bound::kExact;
};

struct UnitPhrase {
  std::vector<std::string_view> words;
  UnitKind kind = UnitKind::kMeasure;
  bool prefix = false;
  std::string_view symbol;
};

/// A phrase found in a text, and the atoms it takes.
template <class Phrase>
struct Found {
  const Phrase* phrase = nullptr;
  std::size_t atoms = 0;
  explicit operator bool() const { return phrase != nullptr; }
};

class QuantityTables {
 public:
  static Result<QuantityTables> load();

  bool is(std::string_view word, NounClass c) const {
    const std::uint16_t* classes = nouns_.find(word);
    return classes != nullptr && (*classes & std::uint16_t(c)) != 0;
  }
  /// The longest phrase that begins at atom i.
  Found<BoundPhrase> bound(std::span<const Atom> atoms, std::size_t i, bool after) const;
  Found<UnitPhrase> unit(std::span<const Atom> atoms, std::size_t i, bool prefix) const;

 private:
  WordMap<std::uint16_t> nouns_;
  WordMap<std::vector<BoundPhrase>> bounds_;  // by first word
  WordMap<std::vector<UnitPhrase>> units_;
};

}  // namespace stemma::grounding
