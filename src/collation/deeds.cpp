#include "collation/deeds.h"

#include <algorithm>

#include "collation/batch.h"

namespace stemma::collation {
namespace {

std::optional<Party> party(const Batch& batch, ReportId report, const Proposition& p,
                           ArgumentRole role) {
  const Argument* argument = p.find(role);
  if (argument == nullptr) return std::nullopt;
  const TokenSpan head = batch.tokens_in(report, argument->head);
  if (head.first >= head.end || !batch.report(report).content[head.first]) return std::nullopt;
  Party who{.entity = {}, .stem = batch.stem(report, head.first)};
  if (argument->chain) {
    const EntityId entity = batch.report(report).entity_of_chain[argument->chain->index()];
    if (entity.value != kNone) who.entity = entity;
  }
  return who;
}

}  // namespace

std::vector<Deed> deeds_of(const Batch& batch, const ClaimView& view) {
  std::vector<Deed> deeds;
  const auto take = [&](const Proposition& p) {
    const auto agent = party(batch, view.report, p, ArgumentRole::kAgent);
    auto patient = party(batch, view.report, p, ArgumentRole::kPatient);
    if (!patient) patient = party(batch, view.report, p, ArgumentRole::kRecipient);
    if (!agent || !patient || *agent == *patient) return;
    ByteRange words = p.evidence;
    for (const Argument& a : p.arguments) {
      if (a.role == ArgumentRole::kAgent || a.role == ArgumentRole::kPatient ||
          a.role == ArgumentRole::kRecipient) {
        words = cover(words, a.evidence);
      }
    }
    deeds.push_back({&p, *agent, *patient, words});
  };
  if (view.claim->act) take(*view.claim->act);
  for (const Proposition& p : view.claim->propositions) take(p);
  return deeds;
}

}  // namespace stemma::collation
