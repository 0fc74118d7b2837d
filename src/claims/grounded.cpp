#include "claims/grounded.h"

#include "grounding/holding.h"

namespace stemma::claims {

using grounding::holding;

bool Grounded::is_time(ByteRange word) const { return holding(grounding_.times, word) != nullptr; }

bool Grounded::is_place(ByteRange word) const {
  const PlaceValue* place = holding(grounding_.places, word);
  return place != nullptr && place->role != PlaceRole::kPeople;
}

bool Grounded::is_amount(ByteRange word) const {
  const Quantity* quantity = holding(grounding_.quantities, word);
  return quantity != nullptr && !quantity->unit.empty();
}

}  // namespace stemma::claims
