// What the parser's network made of tokens, kept for whoever comes after it.
//
//   TokenStates states(may_head);
//   parser.parse(text, analysis, &states);
//   if (states.has(token)) use(states.row(token), states.scale(token));
//
// A state is a row of whole numbers and their scale: value = scale * (cell - 128). Rows are twice
// as large as the words they stand for, so only those of tokens that `wanted` names are kept, and
// they never move: nothing is copied, or held twice, as their number grows.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "stemma/analysis.h"

namespace stemma::language {

class TokenStates {
 public:
  /// Asked once a token, when its sentence has its tags and tree.
  using Wanted = bool (*)(const Analysis& analysis, std::uint32_t token);

  explicit TokenStates(Wanted wanted) : wanted_(wanted) {}

  std::size_t width() const { return width_; }
  bool wants(const Analysis& analysis, std::uint32_t token) const {
    return wanted_(analysis, token);
  }
  bool has(std::uint32_t token) const { return places_[token] != kNone; }

  /// REQUIRES: has(token); likewise of scale().
  std::span<const std::uint8_t> row(std::uint32_t token) const {
    return {cells_of(places_[token]), width_};
  }
  float scale(std::uint32_t token) const { return scales_[places_[token]]; }

  /// Forgets all rows. What follows is of `tokens` tokens, in rows of `width`.
  void begin(std::size_t tokens, std::size_t width) {
    width_ = width;
    places_.assign(tokens, kNone);
    scales_.clear();
    blocks_.clear();
  }
  /// REQUIRES: `row` is of width(); the token has none yet.
  void keep(std::uint32_t token, const std::uint8_t* row, float scale) {
    const std::size_t place = scales_.size();
    if (place % kBlock == 0)
      blocks_.push_back(std::make_unique_for_overwrite<std::uint8_t[]>(kBlock * width_));
    std::copy_n(row, width_, cells_of(place));
    places_[token] = static_cast<std::uint32_t>(place);
    scales_.push_back(scale);
  }

 private:
  static constexpr std::uint32_t kNone = UINT32_MAX;
  static constexpr std::size_t kBlock = 512;  // rows

  std::uint8_t* cells_of(std::size_t place) const {
    return blocks_[place / kBlock].get() + place % kBlock * width_;
  }

  Wanted wanted_;
  std::size_t width_ = 0;
  std::vector<std::uint32_t> places_;  // by token
  std::vector<float> scales_;          // by place
  std::vector<std::unique_ptr<std::uint8_t[]>> blocks_;
};

}  // namespace stemma::language
