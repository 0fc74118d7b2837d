// "killed by the United Nations": a body that counts the dead is written down as their killer.
#include <fmt/format.h>

#include <algorithm>

#include "collation/variants.h"
#include "collation/warnings.h"

namespace stemma::collation {
namespace {

constexpr std::uint32_t kLongestName = 8;  // tokens of a body's name

// The body named by the noun phrase at `at`, if it is one that observes: its tokens; else empty.
// The whole phrase must be the body: "a Red Cross lorry" and "the UN's soldiers" are others.
TokenSpan observer_at(const Batch& batch, ReportId report, std::uint32_t at, std::uint32_t end) {
  const ReportView& view = batch.report(report);
  const auto& tokens = view.analysis->tokens;
  std::uint32_t first = at;
  if (first < end &&
      (tokens[first].norm == "the" || tokens[first].norm == "a" || tokens[first].norm == "its"))
    ++first;
  // The phrase runs over names, and over "for", "of", "on" between them.
  const std::uint32_t limit = std::min(end, first + kLongestName);
  for (std::uint32_t t = first; t < limit; ++t) {
    if (tokens[t].kind == TokenKind::kPunctuation) break;
    const auto hit = batch.tables().observers.longest_at(tokens, t, limit);
    if (!hit) {
      const bool linking = tokens[t].norm == "of" || tokens[t].norm == "for" ||
                           tokens[t].norm == "the" || tokens[t].norm == "on" ||
                           tokens[t].norm == "and";
      if (!tokens[t].capitalised && !(linking && t > first) && !view.content[t]) break;
      continue;
    }
    const std::uint32_t stop = t + hit->length;
    // What follows must not turn it into something else: "Red Cross lorry", "UN's", "UN-backed".
    if (stop < end) {
      const Token& next = tokens[stop];
      if (next.norm == "'s" || next.norm == "'" ||
          (view.content[stop] && !hit->kind.empty() && !next.norm.ends_with("ing")))
        if (next.kind == TokenKind::kWord) return {};
    }
    return {at, stop};
  }
  return {};
}

bool is_adverb(const Token& token) {
  return token.norm.ends_with("ly") || token.norm == "there" || token.norm == "so" ||
         token.norm == "far" || token.norm == "here";
}

}  // namespace

void warn_observer(const Batch& batch, ReportId report, std::vector<Warning>& out) {
  const ReportView& view = batch.report(report);
  const auto& tokens = view.analysis->tokens;
  for (const Sentence& sentence : view.analysis->sentences) {
    for (std::uint32_t t = sentence.first_token; t + 2 < sentence.end_token; ++t) {
      if (batch.tables().grave_acts.find(tokens[t].norm) != "done") continue;
      std::uint32_t by = t + 1;
      if (is_adverb(tokens[by])) ++by;
      if (by + 1 >= sentence.end_token || tokens[by].norm != "by") continue;
      const TokenSpan body = observer_at(batch, report, by + 1, sentence.end_token);
      if (body.first == body.end) continue;
      const ByteRange words = batch.bytes(report, {t, body.end});
      const ByteRange name = batch.bytes(report, body);
      out.push_back(
          {WarningKind::kObserverAsAgent,
           {report, words},
           fmt::format("{} says {}, but {} counts or observes such acts: most likely it gave the "
                       "figure, and \"according to\" was lost.",
                       label(report), quoted(batch, report, words), batch.words(report, name))});
      break;  // one a sentence
    }
  }
}

}  // namespace stemma::collation
