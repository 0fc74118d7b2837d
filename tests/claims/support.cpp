#include "claims/support.h"

#include <fmt/format.h>

#include <utility>

#include "claims/claims.h"
#include "grounding/grounding.h"
#include "language/language.h"

namespace stemma::testing {
namespace {

struct Models {  // value() of a temporary moves
  language::Model language = language::Model::load().value();
  grounding::Model grounding = grounding::Model::load().value();
  claims::Model claims = claims::Model::load().value();
};

const Models& models() {
  static const Models kModels;  // for tests only: the library itself holds no statics
  return kModels;
}

}  // namespace

Extracted extract_claims(std::string text) {
  Extracted out;
  out.report.text = std::move(text);
  out.analysis = language::analyse(out.report, models().language);
  const Grounding grounding = grounding::ground(out.report, out.analysis, models().grounding);
  out.claims = claims::extract(out.report, out.analysis, grounding, models().claims);
  out.propositions = claims::propositions(out.report, out.analysis, grounding, models().claims);
  return out;
}

std::string claim_line(const Extracted& extracted, const Claim& claim) {
  const std::string& text = extracted.report.text;
  std::string content;
  for (const ByteRange range : claim.content) {
    if (!content.empty()) content += " ... ";
    content += slice(text, range);
  }
  std::string relays;
  for (const Relay& relay : claim.relays) {
    if (!relays.empty()) relays += ", ";
    relays += relay.name;
  }
  return fmt::format("{} | {}{} | {} | {} | {} | {} | {}",
                     claim.speaker ? claim.speaker->name : "-", claim.continued ? "... " : "",
                     claim.cue ? slice(text, *claim.cue) : "-", relays.empty() ? "-" : relays,
                     to_string(claim.manner), to_string(claim.certainty),
                     claim.negated ? "negated" : "-", content);
}

}  // namespace stemma::testing
