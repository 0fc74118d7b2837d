#include "briefing/revision.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "briefing/compare.h"
#include "briefing/digest.h"
#include "briefing/display.h"
#include "briefing/json_parts.h"
#include "library/json_text.h"

namespace stemma::briefing {
namespace {

using Json = nlohmann::ordered_json;

constexpr ReportId kEarlier{0};
constexpr ReportId kLater{1};
constexpr std::size_t kShownWords = 60;  // columns of a passage in a note

/// The words of the change in one of the texts; empty where it has none.
std::string words_in(const Lookup& lookup, const Variant& variant, ReportId report) {
  for (const auto& side : {variant.a, variant.b}) {
    if (side && side->report == report)
      return briefing::quoted(shorten(tidy(clean(lookup.words(*side))), kShownWords));
  }
  return {};
}

/// "Sela Herald changed “12 people” to “15 people” (the number)"
std::string note_of(const Lookup& lookup, const Variant& variant) {
  const std::string name = lookup.report_name(kLater);
  const std::string before = words_in(lookup, variant, kEarlier);
  const std::string after = words_in(lookup, variant, kLater);
  std::string kind(plain(variant.kind));
  kind.front() = static_cast<char>(kind.front() - 'A' + 'a');
  if (before.empty()) return fmt::format("{} put in {} ({})", name, after, kind);
  if (after.empty()) return fmt::format("{} took out {} ({})", name, before, kind);
  return fmt::format("{} changed {} to {} ({})", name, before, after, kind);
}

bool is_news(VariantKind kind) {
  return kind != VariantKind::kAddition && kind != VariantKind::kOmission;
}

}  // namespace

std::string render_revision(const Briefing& briefing, const std::array<Stamp, 2>& stamps) {
  const Lookup lookup(briefing);
  const Comparison comparison = side_by_side(lookup);
  Json out;
  out["counts"] = counts_json(comparison);
  out["news"] = Json::array();
  for (const Change& change : changes_of(lookup)) {
    const Variant& variant = *change.variant;
    if (!is_news(variant.kind) || (!variant.a && !variant.b)) continue;
    Json evidence = Json::array();
    for (const auto& side : {variant.a, variant.b})
      if (side) evidence.push_back(span_json(lookup, stamps, *side));
    out["news"].push_back({{"kind", "revision"},
                           {"variant", std::string(to_string(variant.kind))},
                           {"at", stamps[kLater.index()].added},
                           {"note", note_of(lookup, variant)},
                           {"reports", {stamps[kLater.index()].id}},
                           {"evidence", std::move(evidence)}});
  }
  return library::json_text(out);
}

}  // namespace stemma::briefing
