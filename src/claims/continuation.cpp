#include "claims/continuation.h"

namespace stemma::claims {
namespace {

/// Sentences [first, last] that a quotation lies in.
struct Extent {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  bool known = false;
};

class QuotationAssigner {
 public:
  QuotationAssigner(const ReportView& report, std::span<const std::vector<Voice>> voices)
      : report_(report),
        voices_(voices),
        owners_(report.analysis().quotations.size()),
        extents_(report.analysis().quotations.size()) {}

  std::vector<std::optional<VoiceRef>> assign() {
    find_extents();
    for (std::uint32_t i = 0; i < voices_.size(); ++i) own_sentence(i);
    for (std::uint32_t i = 1; i < voices_.size(); ++i) orphans(i);
    alone();
    return std::move(owners_);
  }

 private:
  const Sentence& sentence(std::uint32_t i) const { return report_.analysis().sentences[i]; }

  void find_extents() {
    for (std::uint32_t i = 0; i < voices_.size(); ++i) {
      for (std::uint32_t t = sentence(i).first_token; t < sentence(i).end_token; ++t) {
        const auto q = report_.quotation(t);
        if (!q) continue;
        Extent& extent = extents_[*q];
        if (!extent.known) extent = {i, i, true};
        extent.last = i;
      }
    }
  }

  /// Quotations that the content of a voice reaches into.
  void own_sentence(std::uint32_t i) {
    for (std::uint32_t k = 0; k < voices_[i].size(); ++k) {
      for (const TokenSpan span : voices_[i][k].attribution.content) {
        for (std::uint32_t t = span.begin; t < span.end; ++t) {
          const auto q = report_.quotation(sentence(i).first_token + t);
          if (q && !owners_[*q]) owners_[*q] = VoiceRef{SentenceId{i}, k};
        }
      }
    }
  }

  /// "... !" he said.  where the marks ended a sentence of their own.
  void orphans(std::uint32_t i) {
    for (std::uint32_t k = 0; k < voices_[i].size(); ++k) {
      const Attribution& a = voices_[i][k].attribution;
      if (!a.content.empty() || a.colon) continue;
      const Sentence& before = sentence(i - 1);
      for (std::uint32_t t = before.end_token; t > before.first_token && t + 3 > before.end_token;
           --t) {
        const auto q = report_.quotation(t - 1);
        if (q && !owners_[*q]) owners_[*q] = VoiceRef{SentenceId{i}, k};
      }
    }
  }

  /// Is the sentence nothing but quotations?
  bool all_quoted(std::uint32_t i) const {
    std::uint32_t words = 0;
    std::uint32_t outside = 0;
    for (std::uint32_t t = sentence(i).first_token; t < sentence(i).end_token; ++t) {
      if (report_.analysis().tokens[t].kind != TokenKind::kWord) continue;
      ++words;
      if (!report_.quotation(t)) ++outside;
    }
    return words > 0 && outside == 0;
  }

  /// Quotations in sentences of their own go to whoever spoke last, if he just did.
  void alone() {
    std::optional<VoiceRef> last;
    std::uint32_t last_sentence = 0;
    std::optional<std::uint32_t> done;  // quotations come in order; each is looked at once
    for (std::uint32_t i = 0; i < voices_.size(); ++i) {
      for (std::uint32_t k = 0; k < voices_[i].size(); ++k) {
        const Voice& voice = voices_[i][k];
        const Frames& frames = voice.attribution.cue.entry->frames;
        if (voice.nested || !(frames.clause || frames.quote)) continue;
        last = VoiceRef{SentenceId{i}, k};
        last_sentence = i;
      }
      for (std::uint32_t t = sentence(i).first_token; t < sentence(i).end_token; ++t) {
        const auto q = report_.quotation(t);
        if (!q || done == q) continue;
        done = q;
        if (owners_[*q]) {
          last = owners_[*q];
          last_sentence = std::max(last_sentence, extents_[*q].last);
          continue;
        }
        if (!last || !all_quoted(i) || last_sentence + 1 < i) continue;
        const std::uint32_t apart = sentence(i).paragraph - sentence(last_sentence).paragraph;
        if (apart > 1) continue;
        owners_[*q] = last;
        last_sentence = extents_[*q].last;
      }
    }
  }

  const ReportView& report_;
  std::span<const std::vector<Voice>> voices_;
  std::vector<std::optional<VoiceRef>> owners_;
  std::vector<Extent> extents_;
};

}  // namespace

std::vector<std::optional<VoiceRef>> quotation_voices(
    const ReportView& report, std::span<const std::vector<Voice>> voices_by_sentence) {
  return QuotationAssigner(report, voices_by_sentence).assign();
}

}  // namespace stemma::claims
