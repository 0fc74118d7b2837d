#include "intake/published.h"

#include <fmt/format.h>

#include <algorithm>

namespace stemma::intake {
namespace {

std::string_view reason_for(FurnitureDate::Origin origin) {
  switch (origin) {
    case FurnitureDate::Origin::kPublished:
      return "\"published\" line";
    case FurnitureDate::Origin::kDate:
      return "date header";
    case FurnitureDate::Origin::kBare:
      return "date line";
    case FurnitureDate::Origin::kDateline:
      return "dateline";
    case FurnitureDate::Origin::kUpdated:
      return "\"updated\" line; no earlier date is given";
  }
  return "date line";
}

/// Metadata is quoted in notes, so what is odd in it must not swamp them.
std::string shortened(std::string_view value) {
  std::size_t end = std::min<std::size_t>(value.size(), 40);
  while (end > 0 && end < value.size() && (static_cast<unsigned char>(value[end]) & 0xC0) == 0x80)
    --end;
  return fmt::format("\"{}\"{}", value.substr(0, end), end < value.size() ? "..." : "");
}

}  // namespace

std::optional<Published> find_published(const std::vector<DateClaim>& metadata,
                                        const Furnishings& found, std::string_view text,
                                        const Rules& rules, std::vector<std::string>& notes) {
  const StatedDate* unsettled = nullptr;
  const FurnitureDate* best = nullptr;
  for (const FurnitureDate& stated : found.dates) {
    if (stated.date.value.empty()) {
      if (unsettled == nullptr) unsettled = &stated.date;
    } else if (best == nullptr || stated.origin < best->origin) {
      best = &stated;
    }
  }
  for (const DateClaim& claim : metadata) {
    const auto date = parse_date(claim.value, rules);
    if (date && !date->value.empty())
      return Published{date->value, DateBasis::kMetadata, claim.where, std::nullopt};
    if (claim.value.empty()) continue;
    notes.push_back(fmt::format("{} gives {}, which {}; not used as the date", claim.where,
                                shortened(claim.value),
                                date && date->ambiguous ? "may be either of two days"
                                                        : "is no full date that can be read"));
  }
  if (best != nullptr)
    return Published{best->date.value, DateBasis::kStatedInText,
                     std::string(reason_for(best->origin)), best->date.range};
  if (unsettled != nullptr) {
    notes.push_back(
        fmt::format("the text is dated {}, which {}", shortened(slice(text, unsettled->range)),
                    unsettled->ambiguous ? "may be either of two days; publication date left open"
                                         : "has no year; only a dated relative can lend one"));
  }
  return std::nullopt;
}

std::optional<Published> find_published_in_part(const Furnishings& found) {
  const FurnitureDate* best = nullptr;
  for (const FurnitureDate& stated : found.dates) {
    if (!stated.date.day.empty() && (best == nullptr || stated.origin < best->origin))
      best = &stated;
  }
  if (best == nullptr) return std::nullopt;
  return Published{best->date.day, DateBasis::kStatedInText, std::string(reason_for(best->origin)),
                   best->date.range};
}

}  // namespace stemma::intake
