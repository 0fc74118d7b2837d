// What the model of sentence boundaries sees of a gap between two tokens: hashes of the words on
// either side, their shapes, the rules' verdict, and the look of the sentence and its paragraph.
//
//   BoundaryFeatures features(text, stream, paragraphs, roles, words);
//   if (features.is_doubtful(i, verdict)) {
//     const BoundaryKeys keys = features.at(i, first, verdict);  // of the gap before token i
//   }
//
// Words that differ in digits only look the same. Line breaks inside a paragraph count as spaces.
// The trainer and the program both call this, so that they cannot come to differ; changing anything
// here means training anew: kBoundaryVersion is stored with the weights and checked at load.
// Gaps are asked for in ascending order. Linear in the tokens.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "language/sentence_rules.h"

namespace stemma::language {

inline constexpr std::uint32_t kBoundaryVersion = 1;
inline constexpr std::size_t kBoundarySlots = 42;
using BoundaryKeys = std::array<std::uint32_t, kBoundarySlots>;  // hashes, one a slot

class BoundaryFeatures {
 public:
  BoundaryFeatures(std::string_view text, const TokenStream& stream,
                   std::span<const std::uint32_t> paragraphs, std::span<const MarkRole> roles,
                   const TokenTables& words);

  /// Whether anything at all speaks for an end before token i.
  bool is_doubtful(std::size_t i, const Verdict& verdict) const;

  BoundaryKeys at(std::size_t i, std::size_t first, const Verdict& verdict);

  /// Whether the paragraph of the last at() reads as prose: ends with a stop, mostly small letters.
  bool in_prose() const { return paragraph_.prose; }

 private:
  enum class Shape : std::uint8_t;
  struct Seen {
    std::uint32_t word = 0;
    std::uint32_t ending = 0;  // its last three bytes
    Shape shape{};
  };
  struct Paragraph {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::uint32_t look = 0;  // length, share of capitals, how it ends
    bool prose = false;
  };

  Seen see(const Token& token, MarkRole role) const;
  Shape shape_of(const Token& token, MarkRole role) const;
  Seen seen(std::size_t i, std::ptrdiff_t offset) const;
  bool is_stop(std::size_t i) const;
  bool is_sure(std::size_t i, const Verdict& verdict) const;
  void enter(std::size_t i);

  std::string_view text_;
  std::span<const Token> tokens_;
  std::span<const std::uint32_t> paragraphs_;
  const TokenTables& words_;
  std::vector<Seen> seen_;
  std::vector<std::uint32_t> capitals_;  // capitalised words before each token
  std::vector<std::uint32_t> smalls_;    // words in small letters before each token
  std::vector<std::uint8_t> to_stop_;    // tokens from each to the next stop of its paragraph
  std::vector<std::uint8_t> to_figure_;  // to the next date, hour, address
  std::vector<std::uint8_t> to_colon_;
  std::vector<std::int8_t> depth_;  // open brackets and quotations before each token
  Paragraph paragraph_;
};

}  // namespace stemma::language
