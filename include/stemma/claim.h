// A claim: one proposition that a report puts forward, with whose word it rests on.
//
//   "The Council, quoted by the Sela Herald, said troops would arrive."
//   content "troops would arrive", cue "said", speaker "The Council", relay "the Sela Herald",
//   manner indirect, certainty certain
//
// Invariants: content is not empty, sorted, without overlaps, and lies inside sentences; every
// sentence of a report belongs to at least one claim. A claim in the report's own voice has
// no speaker, no cue and no relays.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "stemma/analysis.h"
#include "stemma/evidence.h"
#include "stemma/proposition.h"

namespace stemma {

enum class Manner : std::uint8_t {
  kDirect,    // the speaker's words, in quotation marks
  kMixed,     // partly in marks
  kIndirect,  // reported in the report's words
  kOwnVoice,  // nobody's word but the report's
};
std::string_view to_string(Manner manner);

enum class Certainty : std::uint8_t { kCertain, kProbable, kPossible, kDoubted, kDenied, kUnknown };
std::string_view to_string(Certainty certainty);

enum class SpeakerKind : std::uint8_t {
  kNamed,       // a person or body with a name
  kCollective,  // "residents", "some Western diplomats", "analysts"
  kAnonymous,   // "an official who declined to be named"
  kDocument,    // "the report", "a statement"
};
std::string_view to_string(SpeakerKind kind);

/// Whose word it is. `evidence` is the words in this sentence ("He", "It", "the think tank");
/// `name` is what they resolve to, or the same words where nothing better is known.
struct Speaker {
  std::optional<ChainId> chain;
  std::string name;
  SpeakerKind kind = SpeakerKind::kNamed;
  ByteRange evidence;
  // Of speakers without a name:
  std::optional<std::uint32_t> count;  // 2 of "two officials"; absent where the text has no number
  std::string group;                   // "official": what they are, dictionary form; else empty
  std::optional<ByteRange> anonymity;  // "who asked not to be named"
  std::optional<ByteRange> reason;     // "because they were not allowed to speak to the press"
};

/// Who passed the word on, nearest to the speaker first.
struct Relay {
  std::string name;
  ByteRange evidence;
};

struct Claim {
  ClaimId id;
  ReportId report;
  SentenceId sentence;  // where the content begins
  std::vector<ByteRange> content;
  std::optional<Speaker> speaker;
  std::optional<ByteRange> cue;  // "said", "according to", "denied"
  std::vector<Relay> relays;
  Manner manner = Manner::kOwnVoice;
  Certainty certainty = Certainty::kCertain;
  std::vector<ByteRange>
      hedges;  // the words that show certainty: "may", "apparent", "what it called"
  bool negated = false;
  std::optional<ByteRange> negation;        // "not", "no", "never"
  Tense tense = Tense::kUnknown;            // of the governing predicate
  std::optional<ByteRange> tense_evidence;  // the words that show it
  std::optional<ByteRange> condition;       // "if the dam holds": it is so only then
  std::vector<ByteRange> scare_quotes;      // words in marks inside a claim in other words
  /// What the speaker does by saying it, where that is done to somebody: accuse(agent, patient).
  std::optional<Proposition> act;
  /// What the content says, the governing predicate first; empty: it could not be analysed, and the
  /// claim is its span.
  std::vector<Proposition> propositions;
  bool continued = false;  // speaker carried over from an earlier sentence, not named in this one
};

}  // namespace stemma
