#include "lineage/candidates.h"

#include <algorithm>

#include "base/parallel.h"

namespace stemma::lineage {
namespace {

constexpr std::size_t kPerReport = 6;  // of one sentence, in each other report
constexpr std::size_t kOftenInReport =
    8;                                // a term that stands in more sentences a report is common
constexpr float kLeastShared = 0.6F;  // mass
constexpr float kUsefulKin = 0.7F;

struct Posting {
  std::uint32_t sentence;
  float weight;
};

/// Sentences by term, without common terms.
std::vector<std::vector<Posting>> post(const TermIndex& terms) {
  std::vector<std::vector<Posting>> postings(terms.term_count());
  std::vector<std::uint32_t> reports(terms.term_count(), 0);
  for (std::uint32_t s = 0; s < terms.sentences.size(); ++s) {
    for (const Unit& unit : terms.sentences[s].units) {
      std::vector<Posting>& list = postings[unit.term];
      if (!list.empty() && list.back().sentence == s) continue;
      if (list.empty() ||
          terms.sentences[list.back().sentence].report != terms.sentences[s].report) {
        ++reports[unit.term];
      }
      list.push_back({s, unit.weight});
    }
  }
  for (std::size_t t = 0; t < postings.size(); ++t) {
    if (postings[t].size() > kOftenInReport * reports[t]) std::vector<Posting>().swap(postings[t]);
  }
  return postings;
}

/// Finds the partners of one sentence after another.
class Finder {
 public:
  Finder(const TermIndex& terms, const std::vector<std::vector<Posting>>& postings)
      : terms_(terms), postings_(postings), shared_(terms.sentences.size(), 0) {}

  void find(std::uint32_t a, std::vector<Candidate>& out) {
    const SentenceTerms& sentence = terms_.sentences[a];
    for (const Unit& unit : sentence.units) {
      gather(sentence.report, unit.term, unit.weight);
      for (const TermKin& kin : terms_.kin[unit.term]) {
        if (kin.weight >= kUsefulKin) gather(sentence.report, kin.term, unit.weight * kin.weight);
      }
    }
    std::sort(touched_.begin(), touched_.end());
    for (std::size_t begin = 0; begin < touched_.size();) {
      std::size_t end = begin;
      const ReportId report = terms_.sentences[touched_[begin]].report;
      best_.clear();
      for (; end < touched_.size() && terms_.sentences[touched_[end]].report == report; ++end) {
        if (shared_[touched_[end]] >= kLeastShared) best_.push_back(touched_[end]);
      }
      std::stable_sort(best_.begin(), best_.end(),
                       [&](std::uint32_t x, std::uint32_t y) { return shared_[x] > shared_[y]; });
      for (std::size_t i = 0; i < std::min(best_.size(), kPerReport); ++i) {
        out.push_back({std::min(a, best_[i]), std::max(a, best_[i])});
      }
      begin = end;
    }
    for (const std::uint32_t s : touched_) shared_[s] = 0;
    touched_.clear();
  }

 private:
  void gather(ReportId report, TermId term, float weight) {
    for (const Posting& posting : postings_[term]) {
      if (terms_.sentences[posting.sentence].report == report) continue;
      if (shared_[posting.sentence] == 0) touched_.push_back(posting.sentence);
      shared_[posting.sentence] += std::min(weight, posting.weight);
    }
  }

  const TermIndex& terms_;
  const std::vector<std::vector<Posting>>& postings_;
  std::vector<float> shared_;  // by sentence
  std::vector<std::uint32_t> touched_;
  std::vector<std::uint32_t> best_;
};

}  // namespace

std::vector<Candidate> find_candidates(const TermIndex& terms, unsigned threads) {
  const auto postings = post(terms);
  const std::size_t reports = terms.first_sentence.size() - 1;
  std::vector<std::vector<Candidate>> found(reports);
  // Each block of reports gets its own scratch space.
  constexpr std::size_t kBlock = 8;
  parallel_for((reports + kBlock - 1) / kBlock, threads, [&](std::size_t block) {
    Finder finder(terms, postings);
    for (std::size_t r = block * kBlock; r < std::min(reports, (block + 1) * kBlock); ++r) {
      for (std::uint32_t s = terms.first_sentence[r]; s < terms.first_sentence[r + 1]; ++s) {
        finder.find(s, found[r]);
      }
    }
  });
  std::vector<Candidate> all;
  for (std::vector<Candidate>& part : found) {
    all.insert(all.end(), part.begin(), part.end());
    std::vector<Candidate>().swap(part);
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

}  // namespace stemma::lineage
