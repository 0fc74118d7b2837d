#include <algorithm>
#include <array>

#include "stemma/analysis.h"

namespace stemma {
namespace {

constexpr std::array<std::string_view, 12> kSpanKinds = {"PER",   "ORG",     "LOC",      "MISC",
                                                         "DATE",  "TIME",    "DURATION", "SET",
                                                         "MONEY", "PERCENT", "NUMBER",   "ORDINAL"};

}  // namespace

std::string_view to_string(TaggedSpan::Kind kind) {
  return kSpanKinds[static_cast<std::size_t>(kind)];
}

std::optional<TaggedSpan::Kind> parse_span_kind(std::string_view name) {
  const auto* found = std::find(kSpanKinds.begin(), kSpanKinds.end(), name);
  if (found == kSpanKinds.end()) return std::nullopt;
  return static_cast<TaggedSpan::Kind>(found - kSpanKinds.begin());
}

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
