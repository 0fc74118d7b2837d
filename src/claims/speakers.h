// Speakers: from the words of a source to whose word it is.
//
//   SpeakerResolver resolver(report_view);
//   Speaker who = resolver.resolve(sentence, source);   // "He" -> "Ana Moro", chain 3
//
// Resolves in text order: a pronoun without a chain goes to the nearest earlier speaker that fits
// it in number and kind, in the same paragraph or the one before; else it stays as written.
#pragma once

#include <optional>
#include <vector>

#include "claims/sources.h"
#include "claims/view.h"
#include "stemma/claim.h"

namespace stemma::claims {

class SpeakerResolver {
 public:
  explicit SpeakerResolver(const ReportView& report) : report_(report) {}

  Speaker resolve(const SentenceView& s, const Source& source);

 private:
  struct Earlier {
    Speaker speaker;
    bool person = false;
    bool plural = false;
    std::uint32_t paragraph = 0;
  };

  std::optional<Speaker> from_history(const SentenceView& s, std::uint32_t pronoun) const;
  void remember(const SentenceView& s, TokenSpan base, const Speaker& speaker);

  const ReportView& report_;
  std::vector<Earlier> history_;
};

/// The phrase without a leading article, as written.
std::string name_of_phrase(const SentenceView& s, TokenSpan phrase);

bool is_pronoun(const SentenceView& s, TokenSpan words);

/// "the think tank", "the agency": a definite noun that points back to a body named before.
bool points_back(const SentenceView& s, TokenSpan words);

}  // namespace stemma::claims
