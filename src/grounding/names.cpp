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

std::string_view to_string(ChangeDirection direction) {
  switch (direction) {
    case ChangeDirection::kUp:
      return "up";
    case ChangeDirection::kDown:
      return "down";
    case ChangeDirection::kUnknown:
      break;
  }
  return "unknown";
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

std::string_view to_string(PlaceKind kind) {
  switch (kind) {
    case PlaceKind::kCountry:
      return "country";
    case PlaceKind::kRegion:
      return "region";
    case PlaceKind::kDistrict:
      return "district";
    case PlaceKind::kSettlement:
      return "settlement";
    case PlaceKind::kArea:
      return "area";
  }
  return "area";
}

std::string_view to_string(PlaceRole role) {
  switch (role) {
    case PlaceRole::kLocation:
      return "location";
    case PlaceRole::kActor:
      return "actor";
    case PlaceRole::kPeople:
      return "people";
    case PlaceRole::kNamePart:
      return "name_part";
  }
  return "location";
}

}  // namespace stemma
