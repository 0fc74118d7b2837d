#include "language/coreference_model.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/byte_reader.h"
#include "base/byte_rows.h"

namespace stemma::language {
namespace {

constexpr std::string_view kMagic = "stemcor1";

Error malformed(std::string what) {
  return Error{ErrorCode::kMalformed, std::move(what), "models/coreference.bin"};
}

}  // namespace

Result<CorefModel> CorefModel::open(std::string_view bytes, std::size_t state_width) {
  ByteReader reader(bytes);
  std::array<char, kMagic.size()> magic{};
  std::uint32_t version = 0, width = 0;
  if (!reader.take(magic) || !reader.take(version) || !reader.take(width))
    return malformed("cut short");
  if (std::string_view(magic.data(), magic.size()) != kMagic || version != kCorefVersion)
    return malformed(fmt::format("not a model of version {}: train it anew", kCorefVersion));
  if (width != state_width)
    return malformed(
        fmt::format("learned from states of {} values, the parser's have {}: train it anew", width,
                    state_width));
  CorefModel model;
  std::vector<float> dense;
  bool whole = reader.take(model.lean_) &&
               reader.take(dense, (width + 2 * kCorefVector) * kCorefSums) &&
               reader.take(model.bias_) && reader.take(model.out_) && reader.take(model.nobody_);
  const auto table = [&](Table& t, std::size_t row) {
    std::uint32_t rows = 0;
    if (!reader.take(rows) || rows == 0 || (rows & (rows - 1)) != 0) return false;
    t.mask = rows - 1;
    return reader.take(t.scale) && reader.take(t.cells, std::size_t{rows} * row);
  };
  whole = whole && table(model.alone_, kCorefSums) && table(model.pair_, kCorefUnits);
  if (!whole || !reader.empty()) return malformed("wrong size");
  const std::span<const float> all = dense;
  model.states_ = pack(all.first(width * kCorefSums));
  model.heads_ = pack(all.subspan(width * kCorefSums, kCorefVector * kCorefSums));
  model.governors_ = pack(all.last(kCorefVector * kCorefSums));
  return model;
}

/// [in][kCorefSums] floats in eight bits, as Matrix describes.
CorefModel::Packed CorefModel::pack(std::span<const float> dense) {
  const std::size_t in = dense.size() / kCorefSums;
  const std::size_t wide = padded(in, 4);
  Packed packed;
  packed.weights.assign(wide * kCorefSums, 0);
  packed.scales.assign(kCorefSums, 0);
  packed.offsets.assign(kCorefSums, 0);
  packed.sums.assign(kCorefSums, 0);
  for (std::size_t o = 0; o < kCorefSums; ++o) {
    float most = 1e-9F;
    for (std::size_t i = 0; i < in; ++i) most = std::max(most, std::abs(dense[i * kCorefSums + o]));
    const float scale = most / 127;
    packed.scales[o] = scale;
    for (std::size_t i = 0; i < in; ++i) {
      const auto cell = static_cast<std::int8_t>(std::lround(dense[i * kCorefSums + o] / scale));
      packed.weights[(o / 16) * wide * 16 + (i / 4) * 64 + (o % 16) * 4 + i % 4] = cell;
      packed.sums[o] += 128 * cell;
    }
  }
  return packed;
}

Matrix CorefModel::Packed::matrix() const {
  return {weights.data(),
          scales.data(),
          offsets.data(),
          sums.data(),
          static_cast<std::uint32_t>(kCorefSums),
          static_cast<std::uint32_t>(weights.size() / kCorefSums)};
}

void CorefModel::read(const Dense& dense, std::vector<CorefSums>& sums) const {
  const std::size_t count = dense.state_scales.size();
  sums.assign(count, bias_);
  if (count == 0) return;
  const Kernels& kernels = best_kernels();
  float* const out = sums.front().data();
  const auto add = [&](const std::vector<std::uint8_t>& bytes, const std::vector<float>& scales,
                       const Packed& packed) {
    kernels.multiply(bytes.data(), scales.data(), count, packed.matrix(), out, kCorefSums,
                     After::kAdd);
  };
  add(dense.states, dense.state_scales, states_);
  add(dense.heads, dense.head_scales, heads_);
  add(dense.governors, dense.governor_scales, governors_);
}

namespace {

/// to += scale * the sum of the keys' rows.
template <std::size_t kWidth>
void add_rows(std::span<const std::int8_t> cells, std::uint32_t mask, float scale,
              std::span<const std::uint32_t> keys, float* to) {
  constexpr std::size_t kMostKeys = 64;
  std::array<const std::int8_t*, kMostKeys> rows;
  std::array<std::int32_t, kWidth> sums{};
  for (; !keys.empty(); keys = keys.subspan(std::min(kMostKeys, keys.size()))) {
    std::size_t count = 0;
    for (const std::uint32_t k : keys.first(std::min(kMostKeys, keys.size()))) {
      rows[count++] = cells.data() + std::size_t{k & mask} * kWidth;
    }
    const auto batch = sum_byte_rows<kWidth>(std::span(rows).first(count));
    for (std::size_t u = 0; u < kWidth; ++u) sums[u] += batch[u];
  }
  for (std::size_t u = 0; u < kWidth; ++u) to[u] += scale * static_cast<float>(sums[u]);
}

float read_off(const float* units, const std::array<float, kCorefUnits>& out) {
  float score = units[kCorefUnits - 1];
  for (std::size_t u = 0; u + 1 < kCorefUnits; ++u) score += std::max(0.0F, units[u]) * out[u];
  return score;
}

}  // namespace

void CorefModel::add(std::span<const std::uint32_t> keys, CorefSums& sums) const {
  add_rows<kCorefSums>(alone_.cells, alone_.mask, alone_.scale, keys, sums.data());
}

CorefUnits side_of(const CorefSums& sums, CorefSide side) {
  CorefUnits units;
  std::copy_n(sums.data() + static_cast<std::size_t>(side) * kCorefUnits, kCorefUnits,
              units.begin());
  return units;
}

float CorefModel::score(const CorefUnits& taker, const CorefUnits& taken,
                        std::span<const std::uint32_t> pair_keys) const {
  CorefUnits units;
  for (std::size_t u = 0; u < kCorefUnits; ++u) units[u] = taker[u] + taken[u];
  add_rows<kCorefUnits>(pair_.cells, pair_.mask, pair_.scale, pair_keys, units.data());
  return read_off(units.data(), out_);
}

float CorefModel::nobody(const CorefSums& sums, PhraseKind kind) const {
  return read_off(side_of(sums, CorefSide::kNobody).data(), nobody_) +
         lean_[static_cast<std::size_t>(kind)];
}

}  // namespace stemma::language
