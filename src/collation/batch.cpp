#include "collation/batch.h"

#include <fmt/format.h>

#include <algorithm>

#include "lineage/stemmer.h"

namespace stemma::collation {
namespace {

// Adds the tokens of `span` that `list` does not hold yet; `list` stays sorted by the caller.
void append(std::vector<std::uint32_t>& list, TokenSpan span) {
  for (std::uint32_t t = span.first; t < span.end; ++t) list.push_back(t);
}

void sort_unique(auto& list) {
  std::sort(list.begin(), list.end());
  list.erase(std::unique(list.begin(), list.end()), list.end());
}

}  // namespace

std::string label(ReportId report) { return fmt::format("r{}", report.value + 1); }

Batch::Batch(const Input& input, const Model::Tables& tables) : input_(input), tables_(tables) {
  read_reports();
  read_claims();
  read_lineage();
}

void Batch::read_reports() {
  lineage::Stemmer stemmer;
  reports_.resize(input_.reports.size());
  for (std::size_t r = 0; r < reports_.size(); ++r) {
    ReportView& view = reports_[r];
    view.report = &input_.reports[r];
    view.analysis = &input_.analyses[r];
    view.grounding = &input_.groundings[r];
    const std::vector<Token>& tokens = view.analysis->tokens;
    view.stems.reserve(tokens.size());
    view.content.resize(tokens.size());
    view.sentence.assign(tokens.size(), 0);
    view.quotation.assign(tokens.size(), kNone);
    for (std::size_t t = 0; t < tokens.size(); ++t) {
      view.stems.push_back(stemmer.stem(tokens[t].norm));
      const bool wordy = tokens[t].kind == TokenKind::kWord || tokens[t].kind == TokenKind::kNumber;
      view.content[t] = wordy && !tables_.function_words.find(tokens[t].norm);
      if (view.content[t]) view.vocabulary.insert(view.stems.back());
    }
    const std::vector<Sentence>& sentences = view.analysis->sentences;
    for (std::uint32_t s = 0; s < sentences.size(); ++s)
      for (std::uint32_t t = sentences[s].first_token; t < sentences[s].end_token; ++t)
        view.sentence[t] = s;
    const auto length = static_cast<std::uint32_t>(tokens.size());
    for (std::uint32_t t = 0; t < length && !view.is_update; ++t)
      view.is_update = tables_.updates.longest_at(tokens, t, length).has_value();
    const std::vector<Quotation>& quotations = view.analysis->quotations;
    for (std::uint32_t q = 0; q < quotations.size(); ++q) {
      const TokenSpan span =
          tokens_in(ReportId{static_cast<std::uint32_t>(r)}, quotations[q].inner);
      for (std::uint32_t t = span.first; t < span.end; ++t)
        if (view.quotation[t] == kNone) view.quotation[t] = q;
    }
    for (const Quantity& quantity : view.grounding->quantities) view.figures.insert(quantity.value);
    view.entity_of_chain.assign(view.analysis->chains.size(), EntityId{kNone});
  }
  for (const Entity& entity : input_.entities)
    for (const ChainRef& ref : entity.chains)
      reports_[ref.report.index()].entity_of_chain[ref.chain.index()] = entity.id;
}

void Batch::read_claims() {
  claims_in_.resize(reports_.size());
  for (std::size_t r = 0; r < reports_.size(); ++r)
    claims_in_[r].resize(reports_[r].analysis->sentences.size());
  claims_.reserve(input_.claims.size());
  for (const Claim& claim : input_.claims) {
    ClaimView view;
    view.claim = &claim;
    view.report = claim.report;
    const ReportView& report = reports_[claim.report.index()];
    for (const ByteRange range : claim.content) append(view.words, tokens_in(claim.report, range));
    sort_unique(view.words);
    view.zone = view.words;
    if (claim.speaker) append(view.zone, tokens_in(claim.report, claim.speaker->evidence));
    if (claim.cue) append(view.zone, tokens_in(claim.report, *claim.cue));
    for (const Relay& relay : claim.relays)
      append(view.zone, tokens_in(claim.report, relay.evidence));
    for (const ByteRange hedge : claim.hedges) append(view.zone, tokens_in(claim.report, hedge));
    sort_unique(view.zone);
    for (const std::uint32_t t : view.words) {
      view.sentences.push_back(report.sentence[t]);
      if (report.content[t]) view.keys.push_back(report.stems[t]);
    }
    sort_unique(view.sentences);
    sort_unique(view.keys);
    for (const std::uint32_t s : view.sentences)
      claims_in_[claim.report.index()][s].push_back(claim.id);
    view.deeds = deeds_of(*this, view);
    claims_.push_back(std::move(view));
  }
}

void Batch::read_lineage() {
  for (const Alignment& alignment : input_.lineage.alignments) {
    if (!alignment.close) continue;
    aligned_[{alignment.a.report, alignment.sentence_a.value}][alignment.b.report].push_back(
        alignment.sentence_b.value);
    aligned_[{alignment.b.report, alignment.sentence_b.value}][alignment.a.report].push_back(
        alignment.sentence_a.value);
  }
  for (auto& [sentence, others] : aligned_)
    for (auto& [other, list] : others) sort_unique(list);
  for (std::uint32_t r = 0; r < reports_.size(); ++r)
    origins_.push_back(origins_of(input_.lineage, ReportId{r}));
  for (const Edge& edge : input_.lineage.edges) {
    const Node& from = input_.lineage.nodes[edge.from.index()];
    const Node& to = input_.lineage.nodes[edge.to.index()];
    if (from.report && to.report) parents_.insert({*from.report, *to.report});
  }
}

std::span<const ClaimId> Batch::claims_in(ReportId report, std::uint32_t sentence) const {
  return claims_in_[report.index()][sentence];
}

std::span<const std::uint32_t> Batch::aligned(ReportId report, std::uint32_t sentence,
                                              ReportId other) const {
  const auto found = aligned_.find({report, sentence});
  if (found == aligned_.end()) return {};
  const auto list = found->second.find(other);
  if (list == found->second.end()) return {};
  return list->second;
}

TokenSpan Batch::tokens_of_sentence(ReportId report, std::uint32_t sentence) const {
  const Sentence& s = reports_[report.index()].analysis->sentences[sentence];
  return {s.first_token, s.end_token};
}

TokenSpan Batch::tokens_in(ReportId report, ByteRange range) const {
  const std::vector<Token>& tokens = reports_[report.index()].analysis->tokens;
  const auto first =
      std::lower_bound(tokens.begin(), tokens.end(), range.begin,
                       [](const Token& token, std::uint32_t at) { return token.range.begin < at; });
  auto end = first;
  while (end != tokens.end() && end->range.end <= range.end) ++end;
  return {static_cast<std::uint32_t>(first - tokens.begin()),
          static_cast<std::uint32_t>(end - tokens.begin())};
}

ByteRange Batch::bytes(ReportId report, TokenSpan span) const {
  return cover(token(report, span.first).range, token(report, span.end - 1).range);
}

bool Batch::is_inner_hyphen(ReportId report, std::uint32_t t) const {
  const std::vector<Token>& tokens = reports_[report.index()].analysis->tokens;
  return t > 0 && t + 1 < tokens.size() && tokens[t].kind == TokenKind::kPunctuation &&
         !tokens[t].space_before && !tokens[t + 1].space_before &&
         tokens[t + 1].kind == TokenKind::kWord && tokens[t - 1].kind == TokenKind::kWord &&
         (tokens[t].norm == "-" || tokens[t].norm == "\u2010" || tokens[t].norm == "\u2011");
}

bool Batch::in_time(ReportId report, ByteRange range) const {
  const std::vector<TimeValue>& times = reports_[report.index()].grounding->times;
  auto time =
      std::lower_bound(times.begin(), times.end(), range.end,
                       [](const TimeValue& t, std::uint32_t at) { return t.range.begin < at; });
  // Times may nest, but not deeply: a few before the point are enough.
  for (int back = 0; back < 4 && time != times.begin(); ++back)
    if ((--time)->range.overlaps(range)) return true;
  return false;
}

double Batch::similarity(const ClaimView& a, const ClaimView& b) const {
  if (a.keys.empty() || b.keys.empty()) return 0;
  std::size_t common = 0;
  auto i = a.keys.begin();
  auto j = b.keys.begin();
  while (i != a.keys.end() && j != b.keys.end()) {
    const int order = i->compare(*j);
    if (order == 0) ++common;
    if (order <= 0) ++i;
    if (order >= 0) ++j;
  }
  const double dice = 2.0 * double(common) / double(a.keys.size() + b.keys.size());
  const double contained = double(common) / double(std::min(a.keys.size(), b.keys.size()));
  return (dice + contained) / 2;
}

bool Batch::same_lineage(ReportId a, ReportId b) const {
  if (a == b) return true;
  const auto& x = origins_[a.index()];
  const auto& y = origins_[b.index()];
  return std::find_first_of(x.begin(), x.end(), y.begin(), y.end()) != x.end();
}

bool Batch::is_parent(ReportId parent, ReportId child) const {
  return parents_.contains({parent, child});
}

}  // namespace stemma::collation
