// A report and one of its sentences as the claims room reads them: tokens with what the lexicons
// know of them, which quotation and which mention each stands in.
//
//   const ReportView report_view(report, analysis, tables);
//   const SentenceView sentence(report_view, SentenceId{3});
//   for (std::uint32_t i = 0; i < sentence.size(); ++i)
//     if (sentence.word(i).verb && !sentence.quotation(i)) ...
//
// Token positions of a SentenceView count from its first token. Views hold references: report,
// analysis and tables must outlive them. Building a ReportView is linear in the text.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "claims/tables.h"
#include "stemma/analysis.h"
#include "stemma/report.h"

namespace stemma::claims {

/// Tokens [begin, end) of one sentence, counted from its first.
struct TokenSpan {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  bool empty() const { return begin >= end; }
  std::uint32_t size() const { return empty() ? 0 : end - begin; }
  bool contains(std::uint32_t i) const { return begin <= i && i < end; }
  bool overlaps(TokenSpan other) const { return begin < other.end && other.begin < end; }
  friend bool operator==(const TokenSpan&, const TokenSpan&) = default;
};

class ReportView {
 public:
  ReportView(const Report& report, const Analysis& analysis, const Model::Tables& tables);

  const Report& report() const { return report_; }
  const Analysis& analysis() const { return analysis_; }
  const Model::Tables& tables() const { return tables_; }
  const WordInfo& word(std::uint32_t token) const { return *words_[token]; }
  std::optional<std::uint32_t> quotation(std::uint32_t token) const;
  /// The longest mention that covers the token.
  const Mention* mention(std::uint32_t token) const;
  /// The mention that the token is the head of.
  const Mention* headed(std::uint32_t token) const { return known(headed_[token]); }

 private:
  static constexpr std::uint32_t kNone = UINT32_MAX;

  const Mention* known(std::uint32_t mention) const {
    return mention == kNone ? nullptr : &analysis_.mentions[mention];
  }

  const Report& report_;
  const Analysis& analysis_;
  const Model::Tables& tables_;
  std::vector<const WordInfo*> words_;     // by token
  std::vector<std::uint32_t> quotations_;  // by token: index into the analysis, kNone outside
  std::vector<std::uint32_t> mentions_;    // likewise
  std::vector<std::uint32_t> headed_;      // likewise
};

class SentenceView {
 public:
  SentenceView(const ReportView& report, SentenceId id);

  SentenceId id() const { return id_; }
  const ReportView& report() const { return report_; }
  const Model::Tables& tables() const { return report_.tables(); }
  std::uint32_t size() const { return size_; }
  /// Where the sentence begins in Analysis::tokens.
  std::uint32_t first_token() const { return first_; }
  const Token& token(std::uint32_t i) const { return report_.analysis().tokens[first_ + i]; }
  const WordInfo& word(std::uint32_t i) const { return report_.word(first_ + i); }
  /// The position of the head of token i; kNoHead for the sentence's root.
  std::uint32_t head(std::uint32_t i) const {
    const std::uint32_t head = token(i).head;
    return head == kNoHead || head < first_ || head >= first_ + size_ ? kNoHead : head - first_;
  }
  std::string_view norm(std::uint32_t i) const { return token(i).norm; }
  std::string_view text(std::uint32_t i) const {
    return slice(report_.report().text, token(i).range);
  }
  /// The quotation whose inner words hold token i; its marks lie outside it.
  std::optional<std::uint32_t> quotation(std::uint32_t i) const {
    return report_.quotation(first_ + i);
  }
  const Mention* mention(std::uint32_t i) const { return report_.mention(first_ + i); }
  /// The mention that token i is the head of.
  const Mention* headed(std::uint32_t i) const { return report_.headed(first_ + i); }

  bool is_word(std::uint32_t i) const { return token(i).kind == TokenKind::kWord; }
  bool is_quote(std::uint32_t i) const { return token(i).kind == TokenKind::kQuote; }
  bool is_comma(std::uint32_t i) const { return norm(i) == ","; }
  bool is_dash(std::uint32_t i) const;
  bool is_colon(std::uint32_t i) const { return norm(i) == ":"; }
  /// . ! ? … ; anything after which nothing of the sentence follows but marks.
  bool is_stop(std::uint32_t i) const;
  /// A capital that is not only there because the sentence begins.
  bool is_name_word(std::uint32_t i) const;

  /// Bytes from the first token of a span to its last. REQUIRES: span not empty, inside.
  ByteRange range(TokenSpan span) const;
  /// The span without commas, colons, dashes and full stops at its ends; quotation marks stay.
  TokenSpan trim(TokenSpan span) const;
  /// The sentence without its final full stop (marks of quotation after it stay outside too).
  std::uint32_t end_of_prose() const;

 private:
  const ReportView& report_;
  SentenceId id_;
  std::uint32_t first_ = 0;
  std::uint32_t size_ = 0;
};

}  // namespace stemma::claims
