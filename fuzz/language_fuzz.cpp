// Any bytes, made valid UTF-8 as intake does, give an analysis that keeps its promises. The first
// two bytes choose a stretch of furniture.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/utf8.h"
#include "language/language.h"

namespace {

using stemma::Analysis;

void require(bool holds) {
  if (!holds) std::abort();
}

/// A stretch of `text` that two bytes choose, moved out to whole characters.
stemma::ByteRange stretch(std::string_view text, std::uint8_t a, std::uint8_t b) {
  const auto whole = [&](std::size_t at) {
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) ++at;
    return static_cast<std::uint32_t>(at);
  };
  const std::uint32_t begin = whole(text.size() * a / 256);
  return {begin, std::max(begin, whole(begin + (text.size() - begin) * b / 512))};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto model = stemma::language::Model::load();
  require(model.ok());
  if (size < 2) return 0;
  stemma::Report report;
  report.text = stemma::utf8::replace_invalid(
      std::string_view(reinterpret_cast<const char*>(data) + 2, size - 2));
  const stemma::ByteRange furniture = stretch(report.text, data[0], data[1]);
  if (!furniture.empty()) report.furniture.push_back({furniture, stemma::FurnitureKind::kLoading});

  const Analysis a = stemma::language::analyse(report, *model);
  std::uint32_t end = 0;
  for (const stemma::Token& t : a.tokens) {
    require(t.range.begin >= end && t.range.end > t.range.begin);
    require(t.range.end <= report.text.size() &&
            (furniture.empty() || !t.range.overlaps(furniture)));
    require(!t.norm.empty());
    end = t.range.end;
  }
  std::uint32_t next = 0;
  for (const stemma::Sentence& s : a.sentences) {
    require(s.first_token == next && s.end_token > next && s.end_token <= a.tokens.size());
    require(furniture.empty() || !s.range.overlaps(furniture));
    next = s.end_token;
  }
  require(next == a.tokens.size());
  for (const stemma::Quotation& q : a.quotations) {
    require(q.range.contains(q.inner) && q.range.end <= report.text.size());
  }
  for (const stemma::Mention& m : a.mentions) {
    require(m.range.contains(m.head) && m.range.end <= report.text.size());
    require(m.first_token < m.end_token && m.end_token <= a.tokens.size());
  }
  return 0;
}
