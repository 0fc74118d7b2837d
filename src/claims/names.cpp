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

}  // namespace stemma
