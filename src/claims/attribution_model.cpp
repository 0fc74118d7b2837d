#include "claims/attribution_model.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/byte_reader.h"
#include "base/byte_rows.h"

namespace stemma::claims {
namespace {

constexpr std::string_view kMagic = "stematt1";
constexpr std::string_view kName = "models/attribution.bin";

Error malformed(std::string what) {
  return Error{ErrorCode::kMalformed, std::move(what), std::string(kName)};
}

template <std::size_t Width, std::size_t Labels>
bool take_net(ByteReader& reader, HashedNet<Width, Labels>& net) {
  struct {
    std::uint32_t rows, width, labels;
  } size;
  if (!reader.take(size) || size.width != Width || size.labels != Labels || size.rows == 0 ||
      (size.rows & (size.rows - 1)) != 0) {
    return false;
  }
  net.mask = size.rows - 1;
  return reader.take(net.scale) && reader.take(net.bias) && reader.take(net.out) &&
         reader.take(net.out_bias) && reader.take(net.rows, std::size_t{size.rows} * Width) &&
         reader.take(net.checks, size.rows);
}

}  // namespace

template <std::size_t Width, std::size_t Labels>
std::array<float, Labels> HashedNet<Width, Labels>::scores(std::span<const std::uint32_t> keys,
                                                           std::array<float, Width> units) const {
  constexpr std::size_t kBatch = 128;
  std::array<std::int32_t, Width> sums{};
  std::array<const std::int8_t*, kBatch> found;
  for (std::size_t k = 0; k < keys.size();) {
    std::size_t count = 0;
    for (; k < keys.size() && count < kBatch; ++k) {
      const std::size_t at = keys[k] & mask;
      found[count] = rows.data() + at * Width;  // without a jump that cannot be foreseen
      count += static_cast<std::uint8_t>(checks[at]) == check_of(keys[k]) ? 1U : 0U;
    }
    const auto batch = sum_byte_rows<Width>(std::span(found).first(count));
    for (std::size_t w = 0; w < Width; ++w) sums[w] += batch[w];
  }
  std::array<float, Labels> scores = out_bias;
  for (std::size_t w = 0; w < Width; ++w) {
    const float unit = std::max(0.0F, bias[w] + units[w] + scale * static_cast<float>(sums[w]));
    for (std::size_t l = 0; l < Labels; ++l) scores[l] += unit * out[w][l];
  }
  return scores;
}

template struct HashedNet<kCueWidth, 1>;
template struct HashedNet<kRoleWidth, kRoles>;

void VectorLayer::add(const Vectors& vectors, std::span<float, kCueWidth> units) const {
  const float* row = weights.data();
  for (const VectorView& vector : vectors) {
    for (std::size_t d = 0; d < vector.cells.size(); ++d) {
      const float value = vector.scale * static_cast<float>(vector.cells[d]);
      for (std::size_t w = 0; w < kCueWidth; ++w) units[w] += value * row[d * kCueWidth + w];
    }
    row += kVectorSize * kCueWidth;
  }
}

float AttributionModel::cue_score(std::span<const std::uint32_t> keys,
                                  const Vectors& vectors) const {
  std::array<float, kCueWidth> units{};
  vectors_.add(vectors, units);
  return cues_.scores(keys, units)[0];
}

Result<AttributionModel> AttributionModel::open(std::string_view bytes) {
  ByteReader reader(bytes);
  std::array<char, kMagic.size()> magic{};
  std::uint32_t version = 0;
  if (!reader.take(magic) || !reader.take(version)) return malformed("cut short");
  if (std::string_view(magic.data(), magic.size()) != kMagic || version != kAttributionVersion) {
    return malformed(fmt::format("not a model of version {}: train it anew", kAttributionVersion));
  }
  AttributionModel model;
  if (!reader.take(model.bar_) || !reader.take(model.transitions_) || !reader.take(model.starts_) ||
      !reader.take(model.vectors_.weights, kVectors * kVectorSize * kCueWidth) ||
      !take_net(reader, model.cues_) || !take_net(reader, model.roles_) || !reader.empty()) {
    return malformed("wrong size");
  }
  return model;
}

}  // namespace stemma::claims
