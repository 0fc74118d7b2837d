// Which bytes of a report grounding knows to be a time, a place, an amount.
//
//   if (grounded.is_time(token.range)) ...
//
// Views the grounding, which must outlive it. A look-up is a binary search.
#pragma once

#include "stemma/grounding.h"

namespace stemma::claims {

class Grounded {
 public:
  explicit Grounded(const Grounding& grounding) : grounding_(grounding) {}

  bool is_time(ByteRange word) const;
  bool is_place(ByteRange word) const;
  /// A quantity with a unit: money, a share, a length. "Twelve ships" is none.
  bool is_amount(ByteRange word) const;

 private:
  const Grounding& grounding_;
};

}  // namespace stemma::claims
