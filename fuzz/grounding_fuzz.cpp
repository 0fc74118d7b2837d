// Text through language and grounding: whatever it is, every range lies inside it, on code point
// boundaries and in order, and every sum points at figures.
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/utf8.h"
#include "grounding/grounding.h"
#include "language/language.h"

namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

bool boundary(const std::string& text, std::uint32_t at) {
  return at == text.size() || (at < text.size() && (text[at] & '\xC0') != '\x80');
}

void check(const std::string& text, stemma::ByteRange range) {
  require(range.begin < range.end && range.end <= text.size());
  require(boundary(text, range.begin) && boundary(text, range.end));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace stemma;
  static const Result<language::Model> language = language::Model::load();
  static const Result<grounding::Model> model = grounding::Model::load();
  require(language.ok() && model.ok());

  Report report;
  report.text = utf8::replace_invalid({reinterpret_cast<const char*>(data), size});
  // The first byte says whether there is a publication date.
  if (size > 0 && data[0] % 2 == 0)
    report.published = Published{"2022-12-07", DateBasis::kMetadata, "fuzz", std::nullopt};
  const Analysis analysis = language::analyse(report, *language);
  const Grounding g = grounding::ground(report, analysis, *model);

  std::uint32_t end = 0;
  for (const TimeValue& t : g.times) {
    check(report.text, t.range);
    require(t.range.begin >= end && t.sentence.index() < analysis.sentences.size());
    require(!t.value.empty() && !t.basis.empty());
    end = t.range.end;
  }
  end = 0;
  for (const Quantity& q : g.quantities) {
    check(report.text, q.range);
    check(report.text, q.number);
    require(q.range.contains(q.number) && q.range.begin >= end);
    require(!q.high || *q.high > q.value);
    end = q.range.end;
  }
  for (const FigureSum& s : g.sums) {
    require(!s.parts.empty() && s.whole < g.quantities.size());
    for (const std::uint32_t part : s.parts) require(part < g.quantities.size() && part != s.whole);
  }
  end = 0;
  for (const PlaceValue& p : g.places) {
    check(report.text, p.range);
    require(p.range.begin >= end && p.sentence.index() < analysis.sentences.size());
    require(!p.basis.empty() && p.share >= 0 && p.share <= 1);
    if (p.entry) require(std::abs(p.entry->latitude) <= 90 && std::abs(p.entry->longitude) <= 180);
    end = p.range.end;
  }
  return 0;
}
