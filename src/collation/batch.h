// The batch as collation looks at it: stems beside tokens, claims with their words, and which
// sentences of two reports tell the same thing.
//
//   const Batch batch(input, tables);
//   const ClaimView& c = batch.claim(id);
//   for (std::uint32_t t : c.words) use(batch.stem(c.report, t));
//
// Views into the Input, which must outlive it. Read-only after construction.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "collation/collation.h"
#include "collation/deeds.h"
#include "collation/tables.h"

namespace stemma::collation {

/// Tokens [first, end) of one report.
struct TokenSpan {
  std::uint32_t first = 0;
  std::uint32_t end = 0;
  bool contains(std::uint32_t token) const { return first <= token && token < end; }
};

inline constexpr std::uint32_t kNone = 0xffffffff;

/// A claim with what the comparers ask of it. Token and sentence numbers are the report's.
struct ClaimView {
  const Claim* claim = nullptr;
  ReportId report;
  std::vector<std::uint32_t> words;      // tokens of its content, ascending
  std::vector<std::uint32_t> zone;       // the same with speaker, cue, relays and hedges
  std::vector<std::uint32_t> sentences;  // that its content touches, ascending
  std::vector<std::string> keys;         // stems of its content words, sorted, unique
  std::vector<Deed> deeds;
};

/// A report with a stem beside each token.
struct ReportView {
  const Report* report = nullptr;
  const Analysis* analysis = nullptr;
  const Grounding* grounding = nullptr;
  std::vector<std::string> stems;                 // parallel to tokens
  std::vector<bool> content;                      // a word or number that is no function word
  std::vector<std::uint32_t> sentence;            // of each token
  std::vector<std::uint32_t> quotation;           // that holds the token, or kNone
  std::set<std::string, std::less<>> vocabulary;  // stems of content words
  bool is_update = false;                         // says that its figures replace earlier ones
  std::set<double> figures;                       // values of its quantities
  std::vector<EntityId> entity_of_chain;
};

class Batch {
 public:
  Batch(const Input& input, const Model::Tables& tables);

  const Input& input() const { return input_; }
  const Model::Tables& tables() const { return tables_; }
  const ReportView& report(ReportId id) const { return reports_[id.index()]; }
  const ClaimView& claim(ClaimId id) const { return claims_[id.index()]; }
  std::span<const ClaimView> claims() const { return claims_; }
  std::size_t report_count() const { return reports_.size(); }

  /// Claims whose content touches a sentence, ascending.
  std::span<const ClaimId> claims_in(ReportId report, std::uint32_t sentence) const;

  /// Sentences of `other` that lineage holds to tell closely the same as this one, ascending.
  std::span<const std::uint32_t> aligned(ReportId report, std::uint32_t sentence,
                                         ReportId other) const;

  const Token& token(ReportId report, std::uint32_t t) const {
    return reports_[report.index()].analysis->tokens[t];
  }
  std::string_view stem(ReportId report, std::uint32_t t) const {
    return reports_[report.index()].stems[t];
  }
  TokenSpan tokens_of_sentence(ReportId report, std::uint32_t sentence) const;
  /// Tokens that lie inside a byte range.
  TokenSpan tokens_in(ReportId report, ByteRange range) const;
  /// Bytes from the begin of the first to the end of the last token. REQUIRES: span not empty.
  ByteRange bytes(ReportId report, TokenSpan span) const;
  std::string_view words(ReportId report, ByteRange range) const {
    return slice(reports_[report.index()].report->text, range);
  }

  /// The hyphen inside "Velmar-backed", which is divided into three tokens.
  bool is_inner_hyphen(ReportId report, std::uint32_t t) const;

  /// Does a time expression of the report overlap this range?
  bool in_time(ReportId report, ByteRange range) const;

  /// Share of content words in common, 0..1: the mean of Dice and containment, since rewriters
  /// split and join sentences.
  double similarity(const ClaimView& a, const ClaimView& b) const;

  /// Origins of a report, ascending (of lineage).
  std::span<const NodeId> origins(ReportId report) const { return origins_[report.index()]; }
  bool same_lineage(ReportId a, ReportId b) const;
  /// Is `parent` a direct source of `child`?
  bool is_parent(ReportId parent, ReportId child) const;

 private:
  void read_reports();
  void read_claims();
  void read_lineage();

  Input input_;
  const Model::Tables& tables_;
  std::vector<ReportView> reports_;
  std::vector<ClaimView> claims_;
  std::vector<std::vector<std::vector<ClaimId>>> claims_in_;  // report, sentence
  std::map<std::pair<ReportId, std::uint32_t>, std::map<ReportId, std::vector<std::uint32_t>>>
      aligned_;
  std::vector<std::vector<NodeId>> origins_;
  std::set<std::pair<ReportId, ReportId>> parents_;
};

/// "r4", as reports are called in what people read.
std::string label(ReportId report);

}  // namespace stemma::collation
