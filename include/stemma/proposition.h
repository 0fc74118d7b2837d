// A proposition: a predicate and who or what fills its roles, so that two texts can be compared
// role by role whatever their words.
//
//   "Port Sela was shelled by Velmar"        shell(agent Velmar, patient Port Sela)
//   "Velmar's shelling of Port Sela"         shell(agent Velmar, patient Port Sela)
//   "Velmar attacked Orvane on Friday"       attack(agent Velmar, patient Orvane, time Friday)
//   "Moro was the leader of Velmar"          be(topic Moro, attribute the leader of Velmar)
//
// Invariants: ranges are bytes of the report; a role may be filled more than once ("Velmar and
// Orvane signed"); arguments stand in order of role, then of the text.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stemma/evidence.h"

namespace stemma {

enum class ArgumentRole : std::uint8_t {
  kAgent,      // who does it
  kPatient,    // whom or what it is done to, or happens to
  kRecipient,  // who gets it, or is told
  kPartner,    // the other side: "met with", "talks between X and"
  kTopic,      // of whom something is said: the subject of "was the leader"
  kAttribute,  // what is said of the topic
  kPlace,
  kTime,
  kInstrument,  // "with a knife", "missile strikes"
  kAmount,      // "by 5%", "for $3 million"
};
std::string_view to_string(ArgumentRole role);

/// How the text puts the predicate.
enum class PredicateForm : std::uint8_t {
  kActive,
  kPassive,
  kNoun,    // "the shelling of", "carried out an attack"
  kCopula,  // "was the leader", "is urgent"
};
std::string_view to_string(PredicateForm form);

/// When it is, as the verb group tells.
enum class Tense : std::uint8_t {
  kHappened,      // "shelled", "has shelled"
  kOngoing,       // "is shelling", "holds"
  kAnnounced,     // "plans to", "agreed to", "will", of its own agent
  kPredicted,     // "will", "is expected to"
  kHypothetical,  // "if", "would"
  kUnknown,       // a noun, a bare infinitive
};
std::string_view to_string(Tense tense);

struct Argument {
  ArgumentRole role = ArgumentRole::kAgent;
  ByteRange evidence;            // the phrase, without what describes it from behind
  ByteRange head;                // its head word
  std::string lemma;             // of the head
  std::optional<ChainId> chain;  // whom it refers to, where coreference knows
};

struct Proposition {
  std::string
      predicate;       // lemma; of a noun that tells of a deed, the verb's: "shell" of "shelling"
  ByteRange evidence;  // the word, or the light verb to the noun: "carried out an attack"
  PredicateForm form = PredicateForm::kActive;
  std::vector<Argument> arguments;
  Tense tense = Tense::kUnknown;
  std::optional<ByteRange> tense_evidence;  // the words that show it: "will", "has", "plans"
  bool negated = false;
  std::optional<ByteRange> negation;   // "not", "no", "failed"
  std::optional<ByteRange> condition;  // "if the dam holds": it is so only then

  /// The first argument of a role; null where there is none.
  const Argument* find(ArgumentRole role) const;
};

}  // namespace stemma
