// Who did what to whom in a claim, with both parties in a form that can be compared across reports.
//
//   for (const Deed& deed : view.deeds) compare(deed.agent, deed.patient);
//
// Linear in the claim's propositions.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "stemma/claim.h"
#include "stemma/evidence.h"

namespace stemma::collation {

class Batch;
struct ClaimView;

/// Who fills a role, as far as reports can be compared: the entity, else the head word's stem.
struct Party {
  std::optional<EntityId> entity;
  std::string_view stem;

  friend bool operator==(const Party& a, const Party& b) {
    return a.entity && b.entity ? a.entity == b.entity : a.stem == b.stem;
  }
};

/// A proposition with both its parties. Views lead into the claim and the batch.
struct Deed {
  const Proposition* proposition = nullptr;
  Party agent;
  Party patient;
  ByteRange words;  // from the first to the last of predicate and parties
};

/// REQUIRES: the batch has read its reports.
std::vector<Deed> deeds_of(const Batch& batch, const ClaimView& view);

}  // namespace stemma::collation
