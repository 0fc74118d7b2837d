// Atoms: tokens cut finer, so that "third-quarter", "20-30", "24th", "150k" and "10:40" can be read
// piece by piece. One pass for times and quantities alike.
//
//   AtomReader reader;                       // keeps its buffer from sentence to sentence
//   std::span<const Atom> atoms = reader.read(report.text, analysis.tokens_of(sentence));
//
// Invariants: atoms are in order, do not overlap, lie inside their token, and their ends lie
// between code points. Views point into the analysis, which must outlive them. One reader a thread.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "stemma/analysis.h"

namespace stemma::grounding {

enum class AtomKind : std::uint8_t {
  kWord,
  kNumber,  // digits, with "," and "." between digits: "6,700", "1.2"
  kOther,   // punctuation and symbols; dashes and hyphens have the norm "-"
};

struct Atom {
  ByteRange range;
  std::string_view norm;  // lower case, without a full stop at the end
  AtomKind kind = AtomKind::kWord;
  bool glued = false;        // nothing stands between it and the atom before
  bool capitalised = false;  // its first letter is upper case
};

class AtomReader {
 public:
  /// The atoms of one sentence; valid until the next call.
  std::span<const Atom> read(std::string_view text, std::span<const Token> tokens);

 private:
  void cut(std::string_view text, const Token& token);
  std::vector<Atom> atoms_;
};

}  // namespace stemma::grounding
