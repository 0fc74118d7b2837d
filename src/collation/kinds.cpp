#include "stemma/collation.h"

namespace stemma {

std::string_view to_string(ReadingRelation relation) {
  switch (relation) {
    case ReadingRelation::kAgree:
      return "agree";
    case ReadingRelation::kMoreSpecific:
      return "more_specific";
    case ReadingRelation::kAltered:
      return "altered";
    case ReadingRelation::kConflict:
      return "conflict";
    case ReadingRelation::kOnlyHere:
      return "only_here";
  }
  return "only_here";
}

std::string_view to_string(VariantKind kind) {
  switch (kind) {
    case VariantKind::kNumber:
      return "number";
    case VariantKind::kTime:
      return "time";
    case VariantKind::kPlace:
      return "place";
    case VariantKind::kRole:
      return "role";
    case VariantKind::kPolarity:
      return "polarity";
    case VariantKind::kCertainty:
      return "certainty";
    case VariantKind::kAttribution:
      return "attribution";
    case VariantKind::kQuotation:
      return "quotation";
    case VariantKind::kScope:
      return "scope";
    case VariantKind::kAddition:
      return "addition";
    case VariantKind::kOmission:
      return "omission";
  }
  return "scope";
}

std::string_view to_string(WarningKind kind) {
  switch (kind) {
    case WarningKind::kUnclosedQuotation:
      return "unclosed_quotation";
    case WarningKind::kObserverAsAgent:
      return "observer_as_agent";
    case WarningKind::kUnattributedGrave:
      return "unattributed_grave";
    case WarningKind::kFirstPersonOutside:
      return "first_person_outside_quotation";
    case WarningKind::kSumFails:
      return "sum_fails";
    case WarningKind::kDateUnknown:
      return "date_unknown";
  }
  return "date_unknown";
}

}  // namespace stemma
