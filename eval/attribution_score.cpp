#include "attribution_score.h"

#include <algorithm>
#include <functional>

namespace stemma::eval {
namespace {

bool share_a_word(const Words& a, const Words& b) {
  auto i = a.begin();
  auto j = b.begin();
  while (i != a.end() && j != b.end()) {
    if (*i == *j) return true;
    *i < *j ? ++i : ++j;
  }
  return false;
}

enum class Measure { kSource, kCue, kContent, kWhole };

bool overlaps(const AttributionWords& a, const AttributionWords& b, Measure what) {
  switch (what) {
    case Measure::kSource:
      return share_a_word(a.source, b.source);
    case Measure::kCue:
      return share_a_word(a.cue, b.cue);
    case Measure::kContent:
      return share_a_word(a.content, b.content);
    case Measure::kWhole:
      break;
  }
  const bool sources = a.source.empty() == b.source.empty() &&
                       (a.source.empty() || share_a_word(a.source, b.source));
  return sources && share_a_word(a.cue, b.cue) && share_a_word(a.content, b.content);
}

const Words& words_of(const AttributionWords& roles, Measure what) {
  return what == Measure::kSource ? roles.source
         : what == Measure::kCue  ? roles.cue
                                  : roles.content;
}

/// Distinct spans of one role; a span shared by several attributions counts once.
std::vector<Words> spans_of(const std::vector<AttributionWords>& all, Measure what) {
  std::vector<Words> spans;
  for (const AttributionWords& roles : all) {
    const Words& words = words_of(roles, what);
    if (!words.empty()) spans.push_back(words);
  }
  std::sort(spans.begin(), spans.end());
  spans.erase(std::unique(spans.begin(), spans.end()), spans.end());
  return spans;
}

template <class Match>
void match_spans(const std::vector<Words>& gold, const std::vector<Words>& predicted, Match match,
                 F1& score) {
  std::vector<bool> used(gold.size(), false);
  score.gold += gold.size();
  score.predicted += predicted.size();
  for (const Words& words : predicted) {
    for (std::size_t g = 0; g < gold.size(); ++g) {
      if (used[g] || !match(gold[g], words)) continue;
      used[g] = true;
      ++score.true_positives;
      break;
    }
  }
}

void score_role(const std::vector<AttributionWords>& gold,
                const std::vector<AttributionWords>& predicted, Measure what, F1& exact,
                F1& overlap) {
  const auto gold_spans = spans_of(gold, what);
  const auto predicted_spans = spans_of(predicted, what);
  match_spans(gold_spans, predicted_spans, std::equal_to<>(), exact);
  match_spans(gold_spans, predicted_spans, share_a_word, overlap);
}

/// How two sets that share a word differ.
std::string difference(const Words& gold, const Words& predicted) {
  if (gold == predicted) return "exact";
  const bool more = !std::includes(gold.begin(), gold.end(), predicted.begin(), predicted.end());
  const bool less = !std::includes(predicted.begin(), predicted.end(), gold.begin(), gold.end());
  return more && less ? "shifted" : more ? "too long" : "too short";
}

/// What became of a gold attribution, by the prediction that fits it best.
std::string kind_of(const AttributionWords& gold, const std::vector<AttributionWords>& predicted) {
  const AttributionWords* best = nullptr;
  for (const AttributionWords& p : predicted) {
    if (!share_a_word(gold.cue, p.cue)) continue;
    if (overlaps(gold, p, Measure::kWhole)) {
      return "found, content " + difference(gold.content, p.content);
    }
    if (best == nullptr || share_a_word(gold.content, p.content)) best = &p;
  }
  if (best == nullptr) return "no cue";
  if (!share_a_word(gold.content, best->content)) return "cue, but other content";
  if (best->source.empty()) return "cue and content, but no source";
  return gold.source.empty() ? "cue and content, but a source in excess"
                             : "cue and content, but another source";
}

}  // namespace

void AttributionScore::add(const std::vector<AttributionWords>& gold,
                           const std::vector<AttributionWords>& predicted) {
  score_role(gold, predicted, Measure::kSource, source_exact, source);
  score_role(gold, predicted, Measure::kCue, cue_exact, cue);
  score_role(gold, predicted, Measure::kContent, content_exact, content);

  std::vector<bool> used(gold.size(), false);
  whole.gold += gold.size();
  whole.predicted += predicted.size();
  for (const AttributionWords& p : predicted) {
    for (std::size_t g = 0; g < gold.size(); ++g) {
      if (used[g] || !overlaps(gold[g], p, Measure::kWhole)) continue;
      used[g] = true;
      ++whole.true_positives;
      break;
    }
  }
  const auto touches = [](const std::vector<AttributionWords>& all, const AttributionWords& one) {
    return std::any_of(all.begin(), all.end(), [&](const AttributionWords& other) {
      return share_a_word(other.cue, one.cue);
    });
  };
  for (const AttributionWords& g : gold) {
    ++kinds[kind_of(g, predicted)];
    F1& f = classes[g.cue_class];
    ++f.gold;
    if (touches(predicted, g)) {
      ++f.true_positives;
    } else {
      ++missed[g.cue_text];
    }
  }
  for (const AttributionWords& p : predicted) {
    ++classes[p.cue_class].predicted;
    if (!touches(gold, p)) ++spurious[p.cue_text];
  }
}

}  // namespace stemma::eval
