#include "lineage/candidates.h"

#include <algorithm>
#include <numeric>
#include <optional>

#include "base/parallel.h"

namespace stemma::lineage {
namespace {

constexpr std::size_t kPerReport = 6;  // of one sentence, in each other report
constexpr std::size_t kOftenInReport =
    8;                                // a term that stands in more sentences a report is common
constexpr float kLeastShared = 0.6F;  // mass
constexpr float kUsefulKin = 0.7F;

constexpr std::size_t kBlock = 128;  // sentences that a thread takes at a time

}  // namespace

/// Finds the partners of one sentence after another among the postings given.
class CandidateFinder::Search {
 public:
  /// Partners are those in sentences [from, end).
  Search(const CandidateFinder& finder, const Postings& postings, std::uint32_t from,
         std::uint32_t end)
      : terms_(finder.terms_),
        relatives_(finder.relatives_),
        postings_(postings),
        from_(from),
        shared_(end - from, 0) {}

  /// Partners in other reports.
  void find(std::uint32_t a, std::vector<Candidate>& out) {
    const SentenceTerms& sentence = terms_.sentences[a];
    for (const Unit& unit : sentence.units) {
      gather(sentence.report, unit.term, unit.weight);
      for (const TermKin& kin : terms_.kin[unit.term]) {
        if (kin.weight >= kUsefulKin) {
          gather(sentence.report, kin.term, unit.weight * kin.weight);
        }
      }
    }
    // Few of those touched share enough; only these need be put in order.
    const auto enough = std::partition(touched_.begin(), touched_.end(),
                                       [&](std::uint32_t s) { return shared(s) >= kLeastShared; });
    for (auto s = enough; s != touched_.end(); ++s) shared(*s) = 0;
    touched_.erase(enough, touched_.end());
    std::sort(touched_.begin(), touched_.end());
    for (std::size_t begin = 0; begin < touched_.size();) {
      std::size_t end = begin;
      const ReportId report = terms_.sentences[touched_[begin]].report;
      while (end < touched_.size() && terms_.sentences[touched_[end]].report == report) ++end;
      best_.clear();
      if (relatives_.related(sentence.report, report)) {
        best_.assign(touched_.begin() + std::ptrdiff_t(begin),
                     touched_.begin() + std::ptrdiff_t(end));
      }
      std::stable_sort(best_.begin(), best_.end(),
                       [&](std::uint32_t x, std::uint32_t y) { return shared(x) > shared(y); });
      for (std::size_t i = 0; i < std::min(best_.size(), kPerReport); ++i) {
        out.push_back({std::min(a, best_[i]), std::max(a, best_[i])});
      }
      begin = end;
    }
    for (const std::uint32_t s : touched_) shared(s) = 0;
    touched_.clear();
  }

 private:
  float& shared(std::uint32_t sentence) { return shared_[sentence - from_]; }

  void gather(ReportId report, TermId term, float weight) {
    const std::vector<Posting>& list = postings_[term];
    if (list.empty()) return;
    const std::uint32_t own = terms_.first_sentence[report.index()];
    const std::uint32_t own_size = terms_.first_sentence[report.index() + 1] - own;
    auto at = list.begin();
    if (at->sentence < from_) {
      at = std::partition_point(at, list.end(),
                                [&](const Posting& p) { return p.sentence < from_; });
    }
    for (; at != list.end(); ++at) {
      if (at->sentence - own < own_size) continue;  // of the same report; below it wraps round
      float& sum = shared(at->sentence);
      if (sum == 0) touched_.push_back(at->sentence);
      sum += std::min(weight, at->weight);
    }
  }

  const TermIndex& terms_;
  const Relatives& relatives_;
  const Postings& postings_;
  std::uint32_t from_;
  std::vector<float> shared_;  // by sentence, from `from_` on
  std::vector<std::uint32_t> touched_;
  std::vector<std::uint32_t> best_;
};

CandidateFinder::CandidateFinder(const TermIndex& terms, const Relatives& relatives)
    : terms_(terms), relatives_(relatives), common_(terms.term_count(), false) {
  std::vector<std::uint32_t> reports(terms.first_sentence.size() - 1);
  std::iota(reports.begin(), reports.end(), 0U);
  all_ = post(reports);
  for (std::size_t t = 0; t < all_.size(); ++t) {
    std::size_t having = 0;
    for (std::size_t i = 0; i < all_[t].size(); ++i) {
      const bool same = i > 0 && terms.sentences[all_[t][i - 1].sentence].report ==
                                     terms.sentences[all_[t][i].sentence].report;
      having += same ? 0 : 1;
    }
    common_[t] = all_[t].size() > kOftenInReport * having;
    if (common_[t]) std::vector<Posting>().swap(all_[t]);
  }
  if (!relatives.all_are()) Postings().swap(all_);
}

CandidateFinder::Postings CandidateFinder::post(std::span<const std::uint32_t> reports) const {
  Postings postings(terms_.term_count());
  for (const std::uint32_t r : reports) {
    for (std::uint32_t s = terms_.first_sentence[r]; s < terms_.first_sentence[r + 1]; ++s) {
      for (const Unit& unit : terms_.sentences[s].units) {
        if (common_[unit.term]) continue;
        std::vector<Posting>& list = postings[unit.term];
        if (list.empty() || list.back().sentence != s) list.push_back({s, unit.weight});
      }
    }
  }
  return postings;
}

std::vector<ReportRange> CandidateFinder::stretches(std::size_t most_pairs) const {
  const std::size_t reports = terms_.first_sentence.size() - 1;
  const std::size_t sentences = terms_.sentences.size();
  std::vector<ReportRange> out;
  std::size_t in_last = 0;
  for (std::uint32_t r = 0; r < reports; ++r) {
    const std::size_t its = terms_.first_sentence[r + 1] - terms_.first_sentence[r];
    if (out.empty() || (in_last + its) * sentences > most_pairs) {
      out.push_back({r, r});
      in_last = 0;
    }
    out.back().end = r + 1;
    in_last += its;
  }
  return out;
}

std::vector<Candidate> CandidateFinder::find(ReportRange range, unsigned threads) const {
  const std::uint32_t begin = terms_.first_sentence[range.begin];
  const std::uint32_t end = terms_.first_sentence[range.end];
  const auto count = static_cast<std::uint32_t>(terms_.sentences.size());
  std::vector<std::uint32_t> inside(range.end - range.begin);
  std::iota(inside.begin(), inside.end(), range.begin);
  const Postings near = post(inside);
  // Where not all are relatives only those of the range are gone through.
  const bool all_are = relatives_.all_are();
  std::vector<std::uint32_t> outside = relatives_.beyond(range.begin, range.end);
  if (all_are) {
    outside.resize(terms_.first_sentence.size() - 1 - range.end);
    std::iota(outside.begin(), outside.end(), range.end);
  }
  const Postings of_relatives = all_are ? Postings() : post(outside);
  const Postings& far = all_are ? all_ : of_relatives;
  // Each sentence of both looks for partners in the range, those of the range beyond it too.
  std::vector<std::uint32_t> sentences;
  for (const auto* reports : {&inside, &outside}) {
    for (const std::uint32_t r : *reports) {
      for (std::uint32_t s = terms_.first_sentence[r]; s < terms_.first_sentence[r + 1]; ++s) {
        sentences.push_back(s);
      }
    }
  }
  std::vector<std::vector<Candidate>> found((sentences.size() + kBlock - 1) / kBlock);
  parallel_for(found.size(), threads, [&](std::size_t block) {
    Search in_range(*this, near, begin, end);
    std::optional<Search> beyond;
    const std::size_t first = block * kBlock;
    if (sentences[first] < end) beyond.emplace(*this, far, end, count);
    for (std::size_t i = first; i < std::min(sentences.size(), first + kBlock); ++i) {
      in_range.find(sentences[i], found[block]);
      if (sentences[i] < end) beyond->find(sentences[i], found[block]);
    }
  });
  std::size_t size = 0;
  for (const auto& part : found) size += part.size();
  std::vector<Candidate> all;
  all.reserve(size);
  for (std::vector<Candidate>& part : found) {
    all.insert(all.end(), part.begin(), part.end());
    std::vector<Candidate>().swap(part);
  }
  const auto key = [](const Candidate& c) { return std::uint64_t{c.a} << 32U | c.b; };
  std::sort(all.begin(), all.end(),
            [&](const Candidate& x, const Candidate& y) { return key(x) < key(y); });
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

}  // namespace stemma::lineage
