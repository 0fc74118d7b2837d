#include "stemma/analysis.h"

namespace stemma {

std::string_view to_string(EntityType type) {
  switch (type) {
    case EntityType::kPerson:
      return "person";
    case EntityType::kOrganisation:
      return "organisation";
    case EntityType::kPlace:
      return "place";
    case EntityType::kGroup:
      return "group";
    case EntityType::kUnknown:
      return "unknown";
  }
  return "unknown";
}

}  // namespace stemma
