// Any bytes, made valid UTF-8 as intake does, through language, grounding and claims, give claims
// and propositions that keep the promises of stemma/claim.h and stemma/proposition.h.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/utf8.h"
#include "claims/claims.h"
#include "grounding/grounding.h"
#include "language/language.h"

namespace {

using stemma::Analysis;
using stemma::ByteRange;

void require(bool holds) {
  if (!holds) std::abort();
}

/// A reader asks for each range's words.
class Checker {
 public:
  Checker(const stemma::Report& report, const Analysis& analysis)
      : report_(report), analysis_(analysis) {}

  void claim(const stemma::Claim& claim) const {
    require(!claim.content.empty());
    require(claim.sentence.index() < analysis_.sentences.size());
    std::uint32_t end = 0;
    for (const ByteRange range : claim.content) {
      inside(range);
      require(end <= range.begin);
      end = range.end;
    }
    const ByteRange home = analysis_.sentences[claim.sentence.index()].range;
    require(home.contains(claim.content.front()));
    const bool own_voice = claim.manner == stemma::Manner::kOwnVoice;
    require(own_voice == !claim.speaker && own_voice == !claim.cue);
    require(!own_voice || claim.relays.empty());
    require(claim.negated == claim.negation.has_value());
    inside(claim.cue);
    inside(claim.negation);
    inside(claim.tense_evidence);
    inside(claim.condition);
    for (const ByteRange range : claim.hedges) inside(range);
    for (const ByteRange range : claim.scare_quotes) inside(range);
    for (const stemma::Relay& relay : claim.relays) inside(relay.evidence);
    if (claim.speaker) speaker(*claim.speaker);
    for (const stemma::Proposition& p : claim.propositions) {
      require(std::any_of(claim.content.begin(), claim.content.end(),
                          [&](ByteRange range) { return range.contains(p.evidence); }));
      proposition(p);
    }
    if (claim.act) proposition(*claim.act);
  }

  void proposition(const stemma::Proposition& p) const {
    require(!p.predicate.empty() && !p.arguments.empty());
    const ByteRange sentence = sentence_of(p.evidence);
    const auto here = [&](const std::optional<ByteRange>& range) {
      inside(range);
      require(!range || sentence.contains(*range));
    };
    here(p.evidence);
    here(p.tense_evidence);
    here(p.negation);
    here(p.condition);
    require(p.negated == p.negation.has_value());
    for (std::size_t i = 0; i < p.arguments.size(); ++i) {
      const stemma::Argument& a = p.arguments[i];
      here(a.evidence);
      here(a.head);
      require(a.evidence.contains(a.head) && !a.lemma.empty());
      require(!a.chain || a.chain->index() < analysis_.chains.size());
      if (i == 0) continue;
      const stemma::Argument& before = p.arguments[i - 1];
      require(before.role < a.role || (before.role == a.role && before.head < a.head));
    }
  }

 private:
  void speaker(const stemma::Speaker& who) const {
    inside(who.evidence);
    inside(who.anonymity);
    inside(who.reason);
    require(!who.name.empty());
    require(!who.chain || who.chain->index() < analysis_.chains.size());
    const bool unnamed =
        who.kind == stemma::SpeakerKind::kAnonymous || who.kind == stemma::SpeakerKind::kCollective;
    require(!who.count || (unnamed && *who.count > 0));
  }

  void inside(const std::optional<ByteRange>& range) const {
    if (!range) return;
    require(!range->empty() && range->end <= report_.text.size());
    const std::string_view words = stemma::slice(report_.text, *range);
    require(stemma::utf8::first_invalid(words) == words.size());  // no character is cut
  }

  ByteRange sentence_of(ByteRange range) const {
    for (const stemma::Sentence& sentence : analysis_.sentences) {
      if (sentence.range.contains(range)) return sentence.range;
    }
    std::abort();
  }

  const stemma::Report& report_;
  const Analysis& analysis_;
};

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
  const Checker checker(report, analysis);
  std::vector<bool> has_claim(analysis.sentences.size(), false);
  for (const auto& claim : stemma::claims::extract(report, analysis, grounding, *claims_model)) {
    checker.claim(claim);
    has_claim[claim.sentence.index()] = true;
  }
  for (const bool has : has_claim) require(has);
  for (const auto& p : stemma::claims::propositions(report, analysis, grounding, *claims_model)) {
    checker.proposition(p);
  }
  for (const auto& a : stemma::claims::attribute(report, analysis, *claims_model)) {
    require(!a.cue.empty() && !a.content.empty() && a.cue.end <= report.text.size());
  }
  return 0;
}
