#include "stemma/result.h"

namespace stemma {

std::string_view to_string(ErrorCode code) {
  switch (code) {
    case ErrorCode::kNotFound:
      return "not_found";
    case ErrorCode::kUnreadable:
      return "unreadable";
    case ErrorCode::kTooLarge:
      return "too_large";
    case ErrorCode::kEmpty:
      return "empty";
    case ErrorCode::kBinary:
      return "binary";
    case ErrorCode::kMalformed:
      return "malformed";
    case ErrorCode::kUsage:
      return "usage";
    case ErrorCode::kInternal:
      return "internal";
  }
  return "internal";
}

}  // namespace stemma
