// "We cannot rule it out" in a report's own prose: somebody's words have lost their marks or their
// speaker.
#include <fmt/format.h>

#include <algorithm>

#include "collation/variants.h"
#include "collation/warnings.h"

namespace stemma::collation {
namespace {

// A column or a letter speaks in the first person throughout; there it is no sign of damage.
constexpr double kMostOfAReport = 0.12;
constexpr std::size_t kFewSentences = 2;

// Marks that stand alone, a transcript's "Holm: we will", a letter: words of somebody who is named
// by the layout, not lost.
bool is_laid_out(const ReportView& view, const Sentence& sentence) {
  const auto& tokens = view.analysis->tokens;
  for (std::uint32_t t = sentence.first_token; t < sentence.end_token; ++t) {
    if (tokens[t].kind == TokenKind::kQuote && view.quotation[t] == kNone) {
      const auto& quotations = view.analysis->quotations;
      const auto after =
          std::lower_bound(quotations.begin(), quotations.end(), tokens[t].range.end,
                           [](const Quotation& q, std::uint32_t at) { return q.range.begin < at; });
      const bool paired = after != quotations.begin() && std::prev(after)->closed &&
                          std::prev(after)->range.contains(tokens[t].range);
      if (!paired) return true;
    }
    if (t > sentence.first_token && t < sentence.first_token + 4 && tokens[t].norm == ":" &&
        tokens[sentence.first_token].capitalised)
      return true;
  }
  return tokens[sentence.first_token].norm == "let";
}

// "I" or "we" as the subject, outside all marks.
std::uint32_t first_person_in(const ReportView& view, const Sentence& sentence) {
  const auto& tokens = view.analysis->tokens;
  for (std::uint32_t t = sentence.first_token; t < sentence.end_token; ++t) {
    const Token& token = tokens[t];
    if (view.quotation[t] != kNone || token.kind != TokenKind::kWord) continue;
    const bool we = token.norm == "we";
    const bool capital_i = token.norm == "i" && token.capitalised;
    if (!we && !capital_i) continue;
    if (t + 1 >= sentence.end_token) continue;
    const Token& next = tokens[t + 1];
    // A verb must follow: "World War I", "Phase I", "I." are no speakers.
    if (next.kind != TokenKind::kWord || next.capitalised) continue;
    if (capital_i && t > sentence.first_token && tokens[t - 1].capitalised &&
        tokens[t - 1].kind == TokenKind::kWord && t - 1 != sentence.first_token)
      continue;
    return t;
  }
  return kNone;
}

}  // namespace

void warn_first_person(const Batch& batch, ReportId report, std::vector<Warning>& out) {
  const ReportView& view = batch.report(report);
  struct Found {
    std::uint32_t sentence;
    std::uint32_t token;
  };
  // Where a mark is missing nobody can say what is outside; that has its own warning.
  for (const Quotation& quotation : view.analysis->quotations)
    if (!quotation.closed) return;
  std::vector<Found> found;
  const auto& sentences = view.analysis->sentences;
  for (std::uint32_t s = 0; s < sentences.size(); ++s) {
    // A letter is given in full, to the end of it or of the report.
    if (view.analysis->tokens[sentences[s].first_token].norm == "dear") break;
    const std::uint32_t t = first_person_in(view, sentences[s]);
    if (t == kNone || is_laid_out(view, sentences[s])) continue;
    if (s > 0 && is_laid_out(view, sentences[s - 1]) &&
        sentences[s - 1].paragraph == sentences[s].paragraph)
      continue;
    // Somebody said it, in indirect speech: "I will not go, he said".
    const auto claims = batch.claims_in(report, s);
    const bool spoken = std::any_of(claims.begin(), claims.end(), [&](ClaimId id) {
      return batch.claim(id).claim->speaker.has_value();
    });
    if (!spoken) found.push_back({s, t});
  }
  if (found.size() > kFewSentences &&
      double(found.size()) > kMostOfAReport * double(sentences.size()))
    return;
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (i > 0 && found[i].sentence == found[i - 1].sentence + 1) continue;  // told already
    std::size_t last = i;
    while (last + 1 < found.size() && found[last + 1].sentence == found[last].sentence + 1) ++last;
    const ByteRange range =
        cover(sentences[found[i].sentence].range, sentences[found[last].sentence].range);
    out.push_back({WarningKind::kFirstPersonOutside,
                   {report, range},
                   fmt::format("{} speaks as \"{}\" outside any quotation: these may be somebody's "
                               "words whose marks or speaker were lost.",
                               label(report),
                               batch.words(report, view.analysis->tokens[found[i].token].range))});
  }
}

}  // namespace stemma::collation
