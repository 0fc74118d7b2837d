#include "collation/collation.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "collation/batch.h"
#include "collation/names.h"
#include "collation/pairs.h"
#include "collation/readings.h"
#include "collation/variants.h"
#include "collation/warnings.h"

namespace stemma::collation {
namespace {

// From here on a difference changes what a reader is told.
constexpr double kMatters = 0.3;

bool is_detail(VariantKind kind) {
  return kind == VariantKind::kAddition || kind == VariantKind::kOmission;
}

Kinship kinship_of(const Batch& batch, const Variant& variant) {
  return batch.same_lineage(batch.claim(variant.claim_a).report,
                            batch.claim(variant.claim_b).report)
             ? Kinship::kSiblings
             : Kinship::kStrangers;
}

ReadingRelation relation_of(const Batch& batch, const Reading& reading) {
  std::set<ReportId> reports;
  for (const ClaimId id : reading.claims) reports.insert(batch.claim(id).report);
  if (reports.size() == 1) return ReadingRelation::kOnlyHere;
  bool altered = false;
  bool detail = false;
  for (const Variant& variant : reading.variants) {
    if (is_detail(variant.kind)) {
      detail = true;
    } else if (kinship_of(batch, variant) == Kinship::kStrangers) {
      return ReadingRelation::kConflict;
    } else if (variant.severity >= kMatters) {
      altered = true;
    }
  }
  if (altered) return ReadingRelation::kAltered;
  return detail ? ReadingRelation::kMoreSpecific : ReadingRelation::kAgree;
}

void count_sources(const Batch& batch, Reading& reading) {
  std::set<NodeId> origins;
  std::set<std::string> voices;
  const auto add_voice = [&](const std::string& key, const std::string& name) {
    if (voices.insert(key).second) reading.voice_names.push_back(name);
  };
  for (const ClaimId id : reading.claims) {
    const ClaimView& claim = batch.claim(id);
    const auto own = batch.origins(claim.report);
    origins.insert(own.begin(), own.end());
    if (claim.claim->speaker) {
      add_voice(speaker_key(batch, *claim.claim), claim.claim->speaker->name);
    } else if (!own.empty()) {
      add_voice("o" + std::to_string(own.front().value), "own voice of " + label(claim.report));
    }
  }
  reading.origin_nodes.assign(origins.begin(), origins.end());
  reading.origins = static_cast<std::uint32_t>(origins.size());
  reading.voices = static_cast<std::uint32_t>(voices.size());
}

}  // namespace

Collation collate(const Input& input, const Model& model) {
  const Batch batch(input, model.tables());
  Collation collation;
  // The same words seen from two claims of one sentence are one difference.
  std::set<std::tuple<VariantKind, std::optional<Evidence>, std::optional<Evidence>>> told;
  for (const std::vector<ClaimId>& group : group_claims(batch)) {
    Reading reading;
    reading.id = ReadingId{static_cast<std::uint32_t>(collation.readings.size())};
    reading.claims = group;
    for (const Pair& pair : choose_pairs(batch, group))
      for (Variant& variant : compare(pair))
        if (told.insert({variant.kind, variant.a, variant.b}).second)
          reading.variants.push_back(std::move(variant));
    std::stable_sort(reading.variants.begin(), reading.variants.end(),
                     [](const Variant& x, const Variant& y) { return x.severity > y.severity; });
    reading.relation = relation_of(batch, reading);
    count_sources(batch, reading);
    collation.readings.push_back(std::move(reading));
  }
  collation.warnings = warn(batch, collation.readings);
  return collation;
}

}  // namespace stemma::collation
