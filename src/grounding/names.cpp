#include "stemma/grounding.h"

namespace stemma {

std::string_view to_string(TimeType type) {
  switch (type) {
    case TimeType::kDate:
      return "DATE";
    case TimeType::kTime:
      return "TIME";
    case TimeType::kDuration:
      return "DURATION";
    case TimeType::kSet:
      return "SET";
  }
  return "DATE";
}

std::string_view to_string(Bound bound) {
  switch (bound) {
    case Bound::kExact:
      return "exact";
    case Bound::kAtLeast:
      return "at_least";
    case Bound::kAtMost:
      return "at_most";
    case Bound::kMoreThan:
      return "more_than";
    case Bound::kLessThan:
      return "less_than";
    case Bound::kAbout:
      return "about";
  }
  return "exact";
}

}  // namespace stemma
