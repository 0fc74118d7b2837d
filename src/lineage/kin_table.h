// Which words may stand for one another, by their stems, in a few blocks of memory: it is loaded
// whenever reports are compared, and most of its words are never asked for.
//
//   KinTable kin(related.rows(), stemmer);      // rows of word, word, weight in hundredths
//   for (const Kin& other : kin.of("attack")) use(other.stem, other.weight);
//
// Both ways; of words with one stem the greater weight. Threads: immutable.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/lexicon.h"
#include "lineage/stemmer.h"

namespace stemma::lineage {

/// A word that may stand for another, and how far: 0..1.
struct Kin {
  std::string_view stem;  // as long as the table lives
  double weight = 0;
};

class KinTable {
 public:
  KinTable() = default;
  KinTable(std::span<const Lexicon::Row> related, Stemmer& stemmer);
  KinTable(KinTable&&) noexcept = default;
  KinTable& operator=(KinTable&&) noexcept = default;

  /// In the order of the rows; empty for a stem that has none.
  std::span<const Kin> of(const std::string& stem) const;

 private:
  std::unordered_map<std::string, std::uint32_t> numbers_;  // by stem; its keys stay where they are
  std::vector<std::uint32_t> first_;                        // by number: into kin_; one more
  std::vector<Kin> kin_;
};

}  // namespace stemma::lineage
