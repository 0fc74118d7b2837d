#include "claims/view.h"

#include <algorithm>

namespace stemma::claims {

ReportView::ReportView(const Report& report, const Analysis& analysis, const Model::Tables& tables)
    : report_(report), analysis_(analysis), tables_(tables) {
  const std::size_t count = analysis.tokens.size();
  words_.reserve(count);
  for (const Token& token : analysis.tokens) words_.push_back(&tables.look_up(token.norm));

  // Quotations are sorted; where one lies in another, the outer one wins: its speaker speaks.
  quotations_.assign(count, kNone);
  std::size_t t = 0;
  std::uint32_t covered = 0;
  for (std::uint32_t q = 0; q < analysis.quotations.size(); ++q) {
    const ByteRange inner = analysis.quotations[q].inner;
    // Where the closing mark is missing we do not know how far the words go: they are then read
    // as if there were no marks.
    if (inner.end <= covered || !analysis.quotations[q].closed) continue;
    while (t < count && analysis.tokens[t].range.begin < inner.begin) ++t;
    for (; t < count && analysis.tokens[t].range.end <= inner.end; ++t) quotations_[t] = q;
    covered = inner.end;
  }

  mentions_.assign(count, kNone);
  headed_.assign(count, kNone);
  for (std::uint32_t m = 0; m < analysis.mentions.size(); ++m) {
    const Mention& mention = analysis.mentions[m];
    for (std::uint32_t i = mention.first_token; i < mention.end_token && i < count; ++i) {
      const Mention* before = known(mentions_[i]);
      if (before == nullptr || before->range.size() < mention.range.size()) mentions_[i] = m;
      if (headed_[i] == kNone && mention.head.contains(analysis.tokens[i].range)) headed_[i] = m;
    }
  }
}

std::optional<std::uint32_t> ReportView::quotation(std::uint32_t token) const {
  return quotations_[token] == kNone ? std::nullopt : std::optional(quotations_[token]);
}

const Mention* ReportView::mention(std::uint32_t token) const { return known(mentions_[token]); }

SentenceView::SentenceView(const ReportView& report, SentenceId id) : report_(report), id_(id) {
  const Sentence& sentence = report.analysis().sentences[id.index()];
  first_ = sentence.first_token;
  size_ = sentence.end_token - sentence.first_token;
}

bool SentenceView::is_dash(std::uint32_t i) const {
  const std::string_view n = norm(i);
  return n == "\u2014" || n == "\u2013" || n == "--" || (n == "-" && token(i).space_before);
}

bool SentenceView::is_stop(std::uint32_t i) const {
  const std::string_view n = norm(i);
  return n == "." || n == "!" || n == "?" || n == "\u2026" || n == "..." || n == ";";
}

bool SentenceView::is_name_word(std::uint32_t i) const {
  if (!token(i).capitalised || !is_word(i)) return false;
  return i > 0 && !is_quote(i - 1) && !is_colon(i - 1);
}

ByteRange SentenceView::range(TokenSpan span) const {
  return {token(span.begin).range.begin, token(span.end - 1).range.end};
}

TokenSpan SentenceView::trim(TokenSpan span) const {
  const auto idle = [&](std::uint32_t i) {
    return is_comma(i) || is_colon(i) || is_dash(i) || is_stop(i);
  };
  while (!span.empty() && idle(span.begin)) ++span.begin;
  while (!span.empty() && idle(span.end - 1) && !quotation(span.end - 1)) --span.end;
  return span;
}

std::uint32_t SentenceView::end_of_prose() const {
  std::uint32_t end = size_;
  while (end > 0 && is_stop(end - 1) && !quotation(end - 1)) --end;
  return end;
}

}  // namespace stemma::claims
