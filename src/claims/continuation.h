// Continuation: whose words the quotations are that run over several sentences, or stand in a
// sentence that names nobody.
//
//   "We stay. We will not go," the mayor said. "This is home."   all three are the mayor's
//   The mayor was angry, he said.  "This is home."                likewise, in the same paragraph
//
// Linear in quotations and sentences.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "claims/view.h"
#include "claims/voices.h"

namespace stemma::claims {

/// A voice of some sentence: index into the voices of that sentence.
struct VoiceRef {
  SentenceId sentence;
  std::uint32_t index = 0;
};

/// For each quotation of the report, the voice that it belongs to, if any.
std::vector<std::optional<VoiceRef>> quotation_voices(
    const ReportView& report, std::span<const std::vector<Voice>> voices_by_sentence);

}  // namespace stemma::claims
