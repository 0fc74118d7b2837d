// The cross references of a briefing that every way of showing it needs, worked out once.
//
//   const Lookup lookup(briefing);
//   lookup.words({report.id, claim.content[0]});      // the very words
//   lookup.whose_word(claim);                          // "the Council, quoted by the Sela Herald"
//
// Holds a reference: the briefing must outlive it. Immutable once built; safe from any thread.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "stemma/briefing.h"

namespace stemma::briefing {

class Lookup {
 public:
  explicit Lookup(const Briefing& briefing);

  const Briefing& briefing() const { return *briefing_; }

  std::string_view words(const Evidence& e) const;
  /// The very words of a claim on one line, " … " between their pieces.
  std::string pieces(const Claim& claim) const;
  /// The content of a claim on one line, " … " between its pieces; its whole sentence where the
  /// content is too short to be understood alone.
  std::string content(const Claim& claim) const;
  /// The cue as it reads before the content, with a negation that stands outside of it: "warned
  /// of", "did not give". Empty where there is none.
  std::string cue_words(const Claim& claim) const;
  /// The same, but empty where "SPEAKER: content" already says it ("said", "according to"), or
  /// where the content is shown as its sentence.
  std::string cue(const Claim& claim) const;
  const Sentence& sentence(ReportId report, SentenceId id) const;
  /// The sentence that holds where the evidence begins, if one does.
  std::optional<SentenceId> sentence_at(const Evidence& e) const;

  /// "Sela Herald", or the file's name where no outlet is known. Cleaned for display.
  std::string report_name(ReportId report) const;
  /// "r1" for a report, "h1" for the first hidden source.
  std::string print(NodeId node) const;
  /// "Sela Herald (r1)", "a Meridian story, not supplied".
  std::string node_name(NodeId node) const;

  std::optional<EntityId> entity_of(ReportId report, ChainId chain) const;
  std::optional<ReadingId> reading_of(ClaimId claim) const;

  /// The speaker in words: "Ana Moro", "an official, speaking on condition of anonymity"; empty for
  /// the report's own voice.
  std::string speaker(const Claim& claim) const;
  /// Speaker and relays in words; empty for the report's own voice.
  std::string whose_word(const Claim& claim) const;

  /// The same for claims of one speaker: the entity where it is known, else the words. Empty for
  /// the report's own voice.
  std::string voice_key(const Claim& claim) const;

  /// Times and quantities in the claim's content, or in its sentence and in no claim's content:
  /// indices into the report's Grounding.
  std::span<const std::uint32_t> times_of(ClaimId claim) const;
  std::span<const std::uint32_t> quantities_of(ClaimId claim) const;
  /// The claims whose content begins in this sentence.
  std::span<const ClaimId> claims_in(ReportId report, SentenceId sentence) const;

 private:
  using Indices = std::vector<std::vector<std::uint32_t>>;

  bool stands_alone(const Claim& claim) const;
  void index_entities();
  void index_claims();
  void ground_claims(ReportId report, std::span<const Claim> claims);

  const Briefing* briefing_;
  std::vector<std::vector<std::optional<EntityId>>> entities_;      // by report, chain
  std::vector<std::optional<ReadingId>> readings_;                  // by claim
  std::vector<std::vector<std::vector<ClaimId>>> sentence_claims_;  // by report, sentence
  Indices times_;                                                   // by claim
  Indices quantities_;                                              // by claim
  std::vector<std::uint32_t> hidden_number_;                        // by node
};

}  // namespace stemma::briefing
