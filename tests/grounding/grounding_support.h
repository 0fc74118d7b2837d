// What the grounding tests share: the two models, and the invariants of a Grounding.
#pragma once

#include <string>

#include "grounding/grounding.h"
#include "language/language.h"

namespace stemma::grounding {

/// A text, read.
struct Read {
  Report report;
  Analysis analysis;
  Grounding grounding;
};

class Models {
 public:
  Models() : language_(language::Model::load()), grounding_(Model::load()) {}

  Read read(std::string text, std::string published) const {
    Read r;
    r.report.text = std::move(text);
    if (!published.empty())
      r.report.published = Published{std::move(published), DateBasis::kMetadata, "test", {}};
    r.analysis = language::analyse(r.report, *language_);
    r.grounding = grounding::ground(r.report, r.analysis, *grounding_);
    return r;
  }

  Grounding again(const Read& r) const {
    return grounding::ground(r.report, r.analysis, *grounding_);
  }

 private:
  Result<language::Model> language_;
  Result<Model> grounding_;
};

/// Sorted, inside the text, apart from one another, on code point boundaries; sums point at
/// figures.
inline bool holds(const Read& r) {
  const std::string& text = r.report.text;
  const auto boundary = [&](std::uint32_t at) {
    return at == text.size() || (at < text.size() && (text[at] & '\xC0') != '\x80');
  };
  const auto fine = [&](ByteRange range) {
    return range.begin < range.end && boundary(range.begin) && boundary(range.end);
  };
  std::uint32_t end = 0;
  for (const TimeValue& t : r.grounding.times) {
    if (!fine(t.range) || t.range.begin < end || t.value.empty() || t.basis.empty()) return false;
    if (t.interval && !t.interval->first.empty() && !t.interval->last.empty() &&
        t.interval->first > t.interval->last)
      return false;
    end = t.range.end;
  }
  end = 0;
  for (const Quantity& q : r.grounding.quantities) {
    if (!fine(q.range) || !fine(q.number) || !q.range.contains(q.number)) return false;
    if (q.range.begin < end || (q.high && !(*q.high > q.value))) return false;
    end = q.range.end;
  }
  end = 0;
  for (const PlaceValue& p : r.grounding.places) {
    if (!fine(p.range) || p.range.begin < end || p.basis.empty()) return false;
    if (p.share < 0 || p.share > 1 || p.sentence.index() >= r.analysis.sentences.size())
      return false;
    end = p.range.end;
  }
  for (const FigureSum& s : r.grounding.sums) {
    if (s.parts.empty() || s.whole >= r.grounding.quantities.size()) return false;
    for (const std::uint32_t part : s.parts)
      if (part == s.whole || part >= r.grounding.quantities.size()) return false;
  }
  return true;
}

}  // namespace stemma::grounding
