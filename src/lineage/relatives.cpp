#include "lineage/relatives.h"

#include <algorithm>

#include "base/parallel.h"
#include "lineage/relative_index.h"

namespace stemma::lineage {
namespace {

constexpr std::size_t kBlock = 32;  // reports that a thread takes at a time

}  // namespace

Relatives Relatives::find(std::span<const Report> reports, const Model& model, unsigned threads,
                          const RelativesOptions& options) {
  Relatives relatives;
  if (reports.size() <= options.many) return relatives;
  const std::size_t blocks = (reports.size() + kBlock - 1) / kBlock;
  const auto each_of = [&](std::size_t block, const auto& work) {
    for (std::size_t r = block * kBlock; r < std::min(reports.size(), (block + 1) * kBlock); ++r) {
      work(r);
    }
  };
  std::vector<ReportTerms> terms(reports.size());
  parallel_for(blocks, threads, [&](std::size_t block) {
    TermReader reader(model);
    each_of(block, [&](std::size_t r) { terms[r] = reader.read(reports[r]); });
  });
  RelativeIndex index({.most_reports = reports.size(), .compared = 2 * options.each});
  for (const ReportTerms& of_report : terms) index.add(of_report, RelativeIndex::Day{});

  relatives.of_.resize(reports.size());
  parallel_for(blocks, threads, [&](std::size_t block) {
    RelativeIndex::Workspace workspace;
    each_of(block, [&](std::size_t r) {
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

bool Relatives::related(ReportId a, ReportId b) const {
  return of_.empty() || std::binary_search(of_[a.index()].begin(), of_[a.index()].end(), b.value);
}

}  // namespace stemma::lineage
