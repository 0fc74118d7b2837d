#include "stemma/claim.h"

namespace stemma {

std::string_view to_string(Manner manner) {
  switch (manner) {
    case Manner::kDirect:
      return "direct";
    case Manner::kMixed:
      return "mixed";
    case Manner::kIndirect:
      return "indirect";
    case Manner::kOwnVoice:
      return "own_voice";
  }
  return "own_voice";
}

std::string_view to_string(Certainty certainty) {
  switch (certainty) {
    case Certainty::kCertain:
      return "certain";
    case Certainty::kProbable:
      return "probable";
    case Certainty::kPossible:
      return "possible";
    case Certainty::kDoubted:
      return "doubted";
    case Certainty::kDenied:
      return "denied";
    case Certainty::kUnknown:
      return "unknown";
  }
  return "unknown";
}

std::string_view to_string(SpeakerKind kind) {
  switch (kind) {
    case SpeakerKind::kNamed:
      return "named";
    case SpeakerKind::kCollective:
      return "collective";
    case SpeakerKind::kAnonymous:
      return "anonymous";
    case SpeakerKind::kDocument:
      return "document";
  }
  return "named";
}

std::string_view to_string(ArgumentRole role) {
  switch (role) {
    case ArgumentRole::kAgent:
      return "agent";
    case ArgumentRole::kPatient:
      return "patient";
    case ArgumentRole::kRecipient:
      return "recipient";
    case ArgumentRole::kPartner:
      return "partner";
    case ArgumentRole::kTopic:
      return "topic";
    case ArgumentRole::kAttribute:
      return "attribute";
    case ArgumentRole::kPlace:
      return "place";
    case ArgumentRole::kTime:
      return "time";
    case ArgumentRole::kInstrument:
      return "instrument";
    case ArgumentRole::kAmount:
      return "amount";
  }
  return "agent";
}

std::string_view to_string(PredicateForm form) {
  switch (form) {
    case PredicateForm::kActive:
      return "active";
    case PredicateForm::kPassive:
      return "passive";
    case PredicateForm::kNoun:
      return "noun";
    case PredicateForm::kCopula:
      return "copula";
  }
  return "active";
}

std::string_view to_string(Tense tense) {
  switch (tense) {
    case Tense::kHappened:
      return "happened";
    case Tense::kOngoing:
      return "ongoing";
    case Tense::kAnnounced:
      return "announced";
    case Tense::kPredicted:
      return "predicted";
    case Tense::kHypothetical:
      return "hypothetical";
    case Tense::kUnknown:
      return "unknown";
  }
  return "unknown";
}

const Argument* Proposition::find(ArgumentRole role) const {
  for (const Argument& argument : arguments) {
    if (argument.role == role) return &argument;
  }
  return nullptr;
}

}  // namespace stemma
