#include "briefing/marked_text.h"

#include <algorithm>
#include <array>
#include <optional>

#include "briefing/escape.h"
#include "briefing/word_diff.h"

namespace stemma::briefing {
namespace {

std::string_view tag_of(Mark mark) {
  switch (mark) {
    case Mark::kChanged:
      return "<mark class=\"changed\">";
    case Mark::kVariant:
      return "<mark class=\"variant\">";
    case Mark::kWarned:
      return "<mark class=\"warned\">";
  }
  return "<mark>";
}

struct Border {
  std::uint32_t at;
  std::size_t mark;
  int step;  // +1 a mark begins, -1 it ends
};

std::vector<std::string_view> norms(std::span<const Token> tokens) {
  std::vector<std::string_view> words;
  for (const Token& token : tokens) words.push_back(token.norm);
  return words;
}

ByteRange bytes_of(std::span<const Token> tokens, WordRange words) {
  return {tokens[words.begin].range.begin, tokens[words.end - 1].range.end};
}

}  // namespace

std::string marked(std::string_view text, ByteRange whole, std::vector<MarkedRange> marks) {
  std::vector<Border> borders;
  for (const MarkedRange& m : marks) {
    const std::uint32_t begin = std::clamp(m.range.begin, whole.begin, whole.end);
    const std::uint32_t end = std::clamp(m.range.end, whole.begin, whole.end);
    if (begin == end) continue;
    borders.push_back({begin, static_cast<std::size_t>(m.mark), 1});
    borders.push_back({end, static_cast<std::size_t>(m.mark), -1});
  }
  std::stable_sort(borders.begin(), borders.end(),
                   [](const Border& x, const Border& y) { return x.at < y.at; });
  std::array<int, 3> open{};
  const auto strongest = [&]() -> std::optional<Mark> {
    for (std::size_t i = open.size(); i-- > 0;) {
      if (open[i] > 0) return static_cast<Mark>(i);
    }
    return std::nullopt;
  };
  std::string out;
  std::uint32_t at = whole.begin;
  std::optional<Mark> shown;
  const auto write_until = [&](std::uint32_t end) {
    if (end == at) return;
    const std::string words = escape(slice(text, {at, end}));
    out += shown ? std::string(tag_of(*shown)) + words + "</mark>" : words;
    at = end;
  };
  for (std::size_t i = 0; i < borders.size();) {
    const std::uint32_t here = borders[i].at;
    for (; i < borders.size() && borders[i].at == here; ++i)
      open[borders[i].mark] += borders[i].step;
    if (strongest() == shown) continue;
    write_until(here);
    shown = strongest();
  }
  write_until(whole.end);
  return out;
}

SentenceDiff diff_sentences(const Lookup& lookup, ReportId report_a, SentenceId a,
                            ReportId report_b, SentenceId b) {
  const std::vector<Analysis>& analyses = lookup.briefing().analyses;
  const auto tokens_a = analyses[report_a.index()].tokens_of(lookup.sentence(report_a, a));
  const auto tokens_b = analyses[report_b.index()].tokens_of(lookup.sentence(report_b, b));
  SentenceDiff diff;
  std::size_t same = 0;
  for (const DiffPart& part : word_diff(norms(tokens_a), norms(tokens_b))) {
    if (part.same) {
      same += part.a.size();
      continue;
    }
    if (part.a.size() > 0) diff.a.push_back({bytes_of(tokens_a, part.a), Mark::kChanged});
    if (part.b.size() > 0) diff.b.push_back({bytes_of(tokens_b, part.b), Mark::kChanged});
  }
  const bool telling = same * 5 >= std::min(tokens_a.size(), tokens_b.size()) * 2;
  return telling ? diff : SentenceDiff{};
}

}  // namespace stemma::briefing
