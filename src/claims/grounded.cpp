#include "claims/grounded.h"

#include <algorithm>
#include <vector>

namespace stemma::claims {
namespace {

/// The value whose range holds the word; those that begin with it or shortly before are looked at.
template <class Value>
const Value* at(const std::vector<Value>& values, ByteRange word) {
  constexpr int kReach = 3;
  auto it = std::upper_bound(
      values.begin(), values.end(), word.begin,
      [](std::uint32_t begin, const Value& value) { return begin < value.range.begin; });
  for (int back = 0; back < kReach && it != values.begin(); ++back) {
    --it;
    if (it->range.contains(word)) return &*it;
  }
  return nullptr;
}

}  // namespace

bool Grounded::is_time(ByteRange word) const { return at(grounding_.times, word) != nullptr; }

bool Grounded::is_place(ByteRange word) const {
  const PlaceValue* place = at(grounding_.places, word);
  return place != nullptr && place->role != PlaceRole::kPeople;
}

bool Grounded::is_amount(ByteRange word) const {
  const Quantity* quantity = at(grounding_.quantities, word);
  return quantity != nullptr && !quantity->unit.empty();
}

}  // namespace stemma::claims
