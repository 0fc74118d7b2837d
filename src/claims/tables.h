// What the claims room knows of English, read once from lexicons/.
//
//   const WordInfo& word = tables.look_up(token.norm);
//   if (word.verb && (word.forms & kGerund)) use(tables.cues[*word.verb]);
//
// Immutable once loaded; safe from any thread.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text_map.h"
#include "claims/attribution_model.h"
#include "claims/claims.h"
#include "claims/predicate_words.h"
#include "language/word_vectors.h"

namespace stemma::claims {

/// What kind of act or state of mind a cue names.
enum class CueClass : std::uint8_t {
  kSpeech,
  kClaim,
  kAdmission,
  kFinding,
  kBelief,
  kPrediction,
  kWarning,
  kCommitment,
  kEvaluation,
  kDenial,
  kDoubt,
  kProposal,
  kAttitude,
  kDirective,
  kQuestion,
  kAppearance,
  kInformation,  // "gave no details of"
};

/// What may follow a cue; the letters of lexicons/reporting_verbs.tsv.
struct Frames {
  bool clause = false;
  bool quote = false;
  bool noun = false;
  bool infinitive = false;
  bool addressee = false;
  bool object = false;
  bool weak = false;
  bool things = false;  // things may be its subject too: "signs point to"
  std::vector<std::string> prepositions;

  bool allows_preposition(std::string_view word) const;
};

struct CueEntry {
  std::string lemma;
  CueClass cue_class = CueClass::kSpeech;
  Certainty certainty = Certainty::kCertain;
  Frames frames;
};

/// Forms of a verb, as bits: "said" is kPast and kParticiple.
enum VerbForm : std::uint8_t {
  kBase = 1,
  kThird = 2,
  kPast = 4,
  kParticiple = 8,
  kGerund = 16,
};

/// Closed classes, as bits; the names of lexicons/claim_grammar.tsv.
enum Grammar : std::uint32_t {
  kDeterminer = 1u << 0,
  kPossessive = 1u << 1,
  kSubjectPronoun = 1u << 2,
  kObjectPronoun = 1u << 3,
  kOtherPronoun = 1u << 4,
  kPreposition = 1u << 5,
  kConjunction = 1u << 6,
  kSubordinator = 1u << 7,
  kRelative = 1u << 8,
  kQuestionWord = 1u << 9,
  kBe = 1u << 10,
  kHave = 1u << 11,
  kDo = 1u << 12,
  kModal = 1u << 13,
  kNegator = 1u << 14,
  kTimeNoun = 1u << 15,
  kTimeAdjective = 1u << 16,
  kTitle = 1u << 17,
  kAdverb = 1u << 18,
  kParticipleLink = 1u << 19,
  kPlainVerb = 1u << 20,
  kLightVerb = 1u << 21,
  kQuantity = 1u << 23,  // "dozens", "a number": counts what "of" leads to
  kCarrier = 1u << 22,  // "agency", "programme": a newsroom when "news" or "radio" stands before it

  kAuxiliary = kBe | kHave | kDo | kModal,
};

enum class SpeakerNoun : std::uint8_t { kNone, kPerson, kBody, kDocument, kMedia };

enum class CertaintyRole : std::uint8_t { kNone, kHedge, kNegator };

/// All that is known of one word form.
struct WordInfo {
  std::uint32_t grammar = 0;
  std::uint8_t forms = 0;
  std::optional<std::uint32_t> verb;  // indices into Tables::cues
  std::optional<std::uint32_t> noun;
  std::optional<std::uint32_t> adjective;
  CertaintyRole role = CertaintyRole::kNone;
  Certainty certainty = Certainty::kCertain;
  SpeakerNoun speaker = SpeakerNoun::kNone;
  bool plural = false;            // the plural of a speaker noun or reporting noun
  bool information_verb = false;  // "give" of "gave no details"
  bool information_noun = false;  // "details" of the same

  bool is(std::uint32_t classes) const { return (grammar & classes) != 0; }
};

struct Phrase {
  std::vector<std::string> words;
  std::uint32_t cue = 0;  // index into Tables::cues
};

struct Outlet {
  std::vector<std::string> words;  // as written: case matters
  bool channel = false;            // a service people publish on, not a newsroom
};

struct Model::Tables {
  std::vector<CueEntry> cues;
  CueEntry information;  // what "gave no details" is an instance of
  CueEntry statement;    // a cue that no lexicon has, whose content is a clause or a quotation
  CueEntry attitude;     // one whose content is neither
  AttributionModel attribution;
  language::WordVectors vectors;
  PredicateWords predicates;
  TextMap<WordInfo> words;
  TextMap<std::vector<Phrase>> phrases;                      // by first word
  TextMap<std::vector<Outlet>> outlets;                      // by first word, longest first
  TextMap<std::vector<std::vector<std::string>>> anonymity;  // phrases by first word
  WordInfo unknown;

  const WordInfo& look_up(std::string_view norm) const {
    const auto it = words.find(norm);
    return it == words.end() ? unknown : it->second;
  }
};

/// Reads all lexicons; names the file and line of the first row that makes no sense.
Result<Model::Tables> load_lexicons();

/// Lexicons and models.
Result<Model::Tables> load_tables();

}  // namespace stemma::claims
