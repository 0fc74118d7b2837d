// Any bytes, made valid UTF-8 as intake does, through language, grounding and claims, give claims
// that keep the promises of stemma/claim.h.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "base/utf8.h"
#include "claims/claims.h"
#include "grounding/grounding.h"
#include "language/language.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

void check(const stemma::Analysis& analysis, const stemma::Claim& claim) {
  require(!claim.content.empty());
  require(claim.sentence.index() < analysis.sentences.size());
  std::uint32_t end = 0;
  for (const stemma::ByteRange range : claim.content) {
    require(!range.empty() && end <= range.begin);
    end = range.end;
  }
  require(analysis.sentences[claim.sentence.index()].range.contains(claim.content.front()));
  const bool own_voice = claim.manner == stemma::Manner::kOwnVoice;
  require(own_voice == !claim.speaker && own_voice == !claim.cue);
  require(!own_voice || claim.relays.empty());
  require(claim.negated == claim.negation.has_value());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto language_model = stemma::language::Model::load();
  static const auto grounding_model = stemma::grounding::Model::load();
  static const auto claims_model = stemma::claims::Model::load();
  require(language_model.ok() && grounding_model.ok() && claims_model.ok());
  stemma::Report report;
  report.text =
      stemma::utf8::replace_invalid(std::string_view(reinterpret_cast<const char*>(data), size));
  const auto analysis = stemma::language::analyse(report, *language_model);
  const auto grounding = stemma::grounding::ground(report, analysis, *grounding_model);
  std::vector<bool> has_claim(analysis.sentences.size(), false);
  for (const auto& claim : stemma::claims::extract(report, analysis, grounding, *claims_model)) {
    check(analysis, claim);
    has_claim[claim.sentence.index()] = true;
  }
  for (const bool has : has_claim) require(has);
  for (const auto& a : stemma::claims::attribute(report, analysis, *claims_model)) {
    require(!a.cue.empty() && !a.content.empty() && a.cue.end <= report.text.size());
  }
  return 0;
}
