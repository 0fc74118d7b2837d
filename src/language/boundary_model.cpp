#include "language/boundary_model.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

namespace stemma::language {
namespace {

constexpr std::string_view kMagic = "stembnd1";
constexpr std::string_view kName = "models/sentence_boundaries.bin";

}  // namespace

Result<BoundaryModel> BoundaryModel::open(std::string_view bytes) {
  struct Header {
    char magic[8];
    std::uint32_t version, rows, hidden;
    BoundaryBars bars;
    float scale;
    float bias[kBoundaryHidden];
    float out[kBoundaryHidden];
    float out_bias;
  } header;
  if (bytes.size() < sizeof(header)) {
    return Error{ErrorCode::kMalformed, "cut short", std::string(kName)};
  }
  std::memcpy(&header, bytes.data(), sizeof(header));
  bytes.remove_prefix(sizeof(header));
  if (std::string_view(header.magic, sizeof(header.magic)) != kMagic ||
      header.version != kBoundaryVersion || header.hidden != kBoundaryHidden) {
    return Error{ErrorCode::kMalformed,
                 fmt::format("not a model of version {}: train it anew", kBoundaryVersion),
                 std::string(kName)};
  }
  if (header.rows == 0 || (header.rows & (header.rows - 1)) != 0 ||
      bytes.size() != std::size_t{header.rows} * kBoundaryHidden) {
    return Error{ErrorCode::kMalformed, "wrong number of rows", std::string(kName)};
  }
  BoundaryModel model;
  model.rows_ = {reinterpret_cast<const std::int8_t*>(bytes.data()), bytes.size()};
  model.mask_ = header.rows - 1;
  model.bars_ = header.bars;
  model.scale_ = header.scale;
  std::copy(std::begin(header.bias), std::end(header.bias), model.bias_.begin());
  std::copy(std::begin(header.out), std::end(header.out), model.out_.begin());
  model.out_bias_ = header.out_bias;
  return model;
}

float BoundaryModel::score(const BoundaryKeys& keys) const {
  std::array<std::int16_t, kBoundaryHidden> sums{};
  for (const std::uint32_t key : keys) {
    const std::int8_t* row = rows_.data() + std::size_t{key & mask_} * kBoundaryHidden;
    for (std::size_t h = 0; h < kBoundaryHidden; ++h) {
      sums[h] = static_cast<std::int16_t>(sums[h] + row[h]);
    }
  }
  float score = out_bias_;
  for (std::size_t h = 0; h < kBoundaryHidden; ++h) {
    score += out_[h] * std::max(0.0F, bias_[h] + scale_ * static_cast<float>(sums[h]));
  }
  return score;
}

}  // namespace stemma::language
