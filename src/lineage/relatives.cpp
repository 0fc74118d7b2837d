#include "lineage/relatives.h"

#include <algorithm>

#include "base/parallel.h"
#include "lineage/relative_index.h"

namespace stemma::lineage {
namespace {

// Reports that a thread takes at a time: many to read, since a reader remembers words.
constexpr std::size_t kReadBlock = 512;
constexpr std::size_t kBlock = 32;

}  // namespace

Relatives Relatives::find(std::span<const Report> reports, const Model& model, unsigned threads,
                          const RelativesOptions& options) {
  Relatives relatives;
  if (reports.size() <= options.many) return relatives;
  const auto blocks_of = [&](std::size_t size) { return (reports.size() + size - 1) / size; };
  const auto each_of = [&](std::size_t block, std::size_t size, const auto& work) {
    for (std::size_t r = block * size; r < std::min(reports.size(), (block + 1) * size); ++r) {
      work(r);
    }
  };
  std::vector<ReportTerms> terms(reports.size());
  parallel_for(blocks_of(kReadBlock), threads, [&](std::size_t block) {
    TermReader reader(model);
    each_of(block, kReadBlock, [&](std::size_t r) { terms[r] = reader.read(reports[r]); });
  });
  RelativeIndex index({.most_reports = reports.size(), .compared = 2 * options.each});
  for (const ReportTerms& of_report : terms) index.add(of_report, RelativeIndex::Day{});

  relatives.of_.resize(reports.size());
  parallel_for(blocks_of(kBlock), threads, [&](std::size_t block) {
    RelativeIndex::Workspace workspace;
    each_of(block, kBlock, [&](std::size_t r) {
      // One more than wanted, for it finds itself.
      for (const Relative& found :
           index.find(terms[r], workspace, {.most = options.each + 1, .least_share = 0})) {
        if (found.report != r) relatives.of_[r].push_back(found.report);
      }
    });
  });
  for (std::uint32_t r = 0; r < reports.size(); ++r) {
    for (const std::uint32_t other : std::vector(relatives.of_[r]))
      relatives.of_[other].push_back(r);
  }
  for (std::vector<std::uint32_t>& of_report : relatives.of_) {
    std::sort(of_report.begin(), of_report.end());
    of_report.erase(std::unique(of_report.begin(), of_report.end()), of_report.end());
  }
  return relatives;
}

std::vector<std::uint32_t> Relatives::beyond(std::uint32_t begin, std::uint32_t end) const {
  std::vector<std::uint32_t> found;
  for (std::uint32_t r = begin; r < end && !of_.empty(); ++r) {
    found.insert(found.end(), std::lower_bound(of_[r].begin(), of_[r].end(), end), of_[r].end());
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

bool Relatives::related(ReportId a, ReportId b) const {
  return of_.empty() || std::binary_search(of_[a.index()].begin(), of_[a.index()].end(), b.value);
}

}  // namespace stemma::lineage
