// Quotation marks: lost or put around the same words, and words changed inside them.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "collation/variants.h"

namespace stemma::collation {
namespace {

constexpr double kMarksLost = 0.6;
constexpr double kScareLost = 0.45;  // marks around a word or two
constexpr double kMarksAdded = 0.55;
constexpr double kWordsChanged = 0.65;
constexpr std::size_t kShortQuote = 4;    // words; fewer is a scare quote
constexpr std::size_t kLongestRun = 200;  // words of one quotation that are compared
constexpr double kAlikeQuotes = 0.5;

struct Run {
  std::vector<std::uint32_t> words;  // tokens between marks, without punctuation, one sentence
  std::uint32_t quotation = kNone;
};

bool is_word(const Token& token) {
  return token.kind == TokenKind::kWord || token.kind == TokenKind::kNumber ||
         token.kind == TokenKind::kSymbol;
}

std::vector<std::uint32_t> words_of(const Batch& batch, ReportId report,
                                    std::span<const std::uint32_t> sentences) {
  std::vector<std::uint32_t> words;
  for (const std::uint32_t s : sentences) {
    const TokenSpan span = batch.tokens_of_sentence(report, s);
    for (std::uint32_t t = span.first; t < span.end; ++t)
      if (is_word(batch.token(report, t))) words.push_back(t);
  }
  return words;
}

// The quoted words of a claim, a run for each sentence of each quotation.
std::vector<Run> runs_of(const Batch& batch, const ClaimView& claim) {
  std::map<std::pair<std::uint32_t, std::uint32_t>, Run> runs;
  const ReportView& view = batch.report(claim.report);
  for (const std::uint32_t t : claim.zone) {
    const std::uint32_t q = view.quotation[t];
    if (q == kNone || !is_word(view.analysis->tokens[t])) continue;
    Run& run = runs[{q, view.sentence[t]}];
    run.quotation = q;
    if (run.words.size() < kLongestRun) run.words.push_back(t);
  }
  std::vector<Run> out;
  for (auto& [key, run] : runs) out.push_back(std::move(run));
  return out;
}

bool same_word(const Batch& batch, ReportId a, std::uint32_t x, ReportId b, std::uint32_t y) {
  return batch.token(a, x).norm == batch.token(b, y).norm;
}

// Where the words of a run stand, in order and together, among `words`; or npos.
std::size_t find_run(const Batch& batch, ReportId own, const Run& run, ReportId other,
                     const std::vector<std::uint32_t>& words, std::size_t from) {
  for (std::size_t i = from; i + run.words.size() <= words.size(); ++i) {
    std::size_t k = 0;
    while (k < run.words.size() && same_word(batch, own, run.words[k], other, words[i + k])) ++k;
    if (k == run.words.size()) return i;
  }
  return std::string::npos;
}

double overlap(const Batch& batch, ReportId own, const Run& a, ReportId other, const Run& b) {
  std::multiset<std::string_view> left;
  for (const std::uint32_t t : a.words) left.insert(batch.token(own, t).norm);
  std::size_t common = 0;
  for (const std::uint32_t t : b.words) {
    const auto found = left.find(batch.token(other, t).norm);
    if (found == left.end()) continue;
    left.erase(found);
    ++common;
  }
  return 2.0 * double(common) / double(a.words.size() + b.words.size());
}

ByteRange range_of(const Batch& batch, ReportId report, const Run& run) {
  return cover(batch.token(report, run.words.front()).range,
               batch.token(report, run.words.back()).range);
}

// Marks that own has around words which the other has bare.
void compare_marks(const Sided& side, const std::vector<Run>& runs, Variants& out) {
  const Batch& batch = side.pair.batch;
  const ReportId own = side.own().report;
  const ReportId other = side.other().report;
  const auto words = words_of(batch, other, side.other_context());
  for (const Run& run : runs) {
    if (run.words.size() == 1 && !batch.report(own).content[run.words.front()]) continue;
    if (side.own_is_child() && run.words.size() < 3) continue;
    // All places must be bare: where one is in marks, the quotation was kept.
    std::size_t bare = std::string::npos;
    bool kept = false;
    for (std::size_t at = find_run(batch, own, run, other, words, 0);
         at != std::string::npos && !kept; at = find_run(batch, own, run, other, words, at + 1)) {
      kept = batch.report(other).quotation[words[at]] != kNone;
      if (bare == std::string::npos) bare = at;
    }
    if (kept || bare == std::string::npos) continue;
    const ByteRange mine = range_of(batch, own, run);
    const ByteRange theirs = cover(batch.token(other, words[bare]).range,
                                   batch.token(other, words[bare + run.words.size() - 1]).range);
    std::string note;
    double severity = run.words.size() < kShortQuote ? kScareLost : kMarksLost;
    if (side.own_is_child()) {
      severity = kMarksAdded;
      note = fmt::format("{} put quotation marks around {}, which {} has in its own words.",
                         label(own), quoted(batch, own, mine), label(other));
    } else if (side.other_is_child()) {
      note = fmt::format(
          "{} lost the quotation marks around {}: somebody's words in {} read as "
          "the report's own.",
          label(other), quoted(batch, own, mine), label(own));
    } else {
      note = fmt::format("{} has {} in quotation marks, {} has the same words without them.",
                         label(own), quoted(batch, own, mine), label(other));
    }
    out.push_back(
        make_variant(side, VariantKind::kQuotation, mine, theirs, severity, std::move(note)));
  }
}

// Words that differ though both texts put them in marks.
void compare_words(const Pair& pair, const std::vector<Run>& mine, const std::vector<Run>& theirs,
                   Variants& out) {
  const Batch& batch = pair.batch;
  const ReportId a = pair.a.report;
  const ReportId b = pair.b.report;
  const auto a_words = words_of(batch, a, pair.context_a);
  const auto b_words = words_of(batch, b, pair.context_b);
  for (const Run& run : mine) {
    if (run.words.size() < kShortQuote ||
        find_run(batch, a, run, b, b_words, 0) != std::string::npos)
      continue;
    const Run* best = nullptr;
    double most = kAlikeQuotes;
    for (const Run& candidate : theirs) {
      if (candidate.words.size() < kShortQuote) continue;
      const double score = overlap(batch, a, run, b, candidate);
      if (score < most) continue;
      most = score;
      best = &candidate;
    }
    // A part of a quotation, word for word, is no change.
    if (best == nullptr || find_run(batch, b, *best, a, a_words, 0) != std::string::npos) continue;
    const ByteRange left = range_of(batch, a, run);
    const ByteRange right = range_of(batch, b, *best);
    if (batch.words(a, left) == batch.words(b, right)) continue;  // only the marks inside differ
    out.push_back(make_variant(
        {pair, false}, VariantKind::kQuotation, left, right, kWordsChanged,
        fmt::format("The words inside the quotation marks differ: {} has {}, {} has {}. They "
                    "cannot both be what was said.",
                    label(a), quoted(batch, a, left), label(b), quoted(batch, b, right))));
  }
}

}  // namespace

void compare_quotations(const Pair& pair, Variants& out) {
  const auto mine = runs_of(pair.batch, pair.a);
  const auto theirs = runs_of(pair.batch, pair.b);
  compare_marks({pair, false}, mine, out);
  compare_marks({pair, true}, theirs, out);
  compare_words(pair, mine, theirs, out);
}

}  // namespace stemma::collation
