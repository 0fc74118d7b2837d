#include "bench/candidates.h"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <fstream>

#include "eval/report_stream.h"
#include "lineage/relative_index.h"

namespace stemma::bench {
namespace {

constexpr std::size_t kStretches = 8;
constexpr std::size_t kBlock = 1000;  // reports made before they are timed
constexpr std::size_t kFindEvery = 20;
constexpr std::uint32_t kDays = 180;
constexpr std::uint32_t kWindow = 30;

/// Processor time of this thread: other guests of the machine do not show in it.
double seconds_now() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return double(now.tv_sec) + 1e-9 * double(now.tv_nsec);
}

double resident_bytes() {
  std::ifstream file("/proc/self/statm");
  double all = 0;
  double resident = 0;
  file >> all >> resident;
  return resident * double(sysconf(_SC_PAGESIZE));
}

struct Share {
  std::size_t found = 0;
  std::size_t all = 0;
  double value() const { return all == 0 ? 0 : double(found) / double(all); }
};

/// What is gathered over one stretch.
struct Tally {
  double reading = 0;
  double adding = 0;
  std::size_t reports = 0;
  std::vector<double> finding;
  Share copies;
  Share rewrites;
  Share thorough;

  void judge(const eval::StreamedReport& report, const std::vector<lineage::Relative>& found) {
    for (const std::uint32_t parent : report.parents) {
      const bool hit = std::any_of(found.begin(), found.end(),
                                   [&](const lineage::Relative& r) { return r.report == parent; });
      const auto count = [&](Share& share) {
        ++share.all;
        share.found += hit ? 1 : 0;
      };
      count(report.kind < eval::StreamKind::kLight ? copies : rewrites);
      if (report.kind == eval::StreamKind::kThorough) count(thorough);
    }
  }

  CandidateStretch stretch(const lineage::RelativeIndex& index, std::size_t so_far) {
    CandidateStretch s;
    s.reports = so_far;
    s.in_window = index.size();
    s.read_per_second = double(reports) / reading;
    s.add_per_second = double(reports) / adding;
    s.both_per_second = double(reports) / (reading + adding);
    std::sort(finding.begin(), finding.end());
    if (!finding.empty()) {
      s.find_median = finding[finding.size() / 2];
      s.find_p99 = finding[finding.size() * 99 / 100];
    }
    s.index_bytes = double(index.memory());
    s.process_bytes = resident_bytes();
    s.parents_of_copies = copies.value();
    s.parents_of_rewrites = rewrites.value();
    s.parents_of_thorough = thorough.value();
    return s;
  }
};

}  // namespace

Result<CandidateBench> measure_candidates(const std::string& folder, std::size_t reports,
                                          const briefing::Models& models) {
  eval::StreamOptions of_stream;
  of_stream.reports = reports;
  of_stream.days = kDays;
  of_stream.threads = 0;
  auto stream = eval::ReportStream::load(folder, of_stream, models);
  if (!stream) return stream.error();

  lineage::RelativeIndex index({.window_days = kWindow});
  lineage::RelativeIndex::Workspace workspace;
  lineage::TermReader reader(models.lineage);
  CandidateBench bench;
  Tally tally;
  std::size_t so_far = 0;
  std::vector<eval::StreamedReport> block;
  for (bool more = true; more;) {
    block.clear();
    while (block.size() < kBlock && more) {
      auto report = stream->next();
      more = report.has_value();
      if (!report) break;
      bench.bytes += report->text.size();
      block.push_back(std::move(*report));
    }
    const double reading = seconds_now();
    std::vector<lineage::ReportTerms> terms;
    for (const eval::StreamedReport& report : block) terms.push_back(reader.read(report.text));
    tally.reading += seconds_now() - reading;
    for (std::size_t i = 0; i < block.size(); ++i) {
      if (i % kFindEvery == 0) {
        const double finding = seconds_now();
        const auto found = index.find(terms[i], workspace);
        tally.finding.push_back(seconds_now() - finding);
        tally.judge(block[i], found);
      }
      const double adding = seconds_now();
      index.add(terms[i], lineage::RelativeIndex::Day(std::chrono::days(block[i].day)));
      tally.adding += seconds_now() - adding;
    }
    tally.reports += block.size();
    so_far += block.size();
    if (tally.reports > 0 && (!more || so_far * kStretches / reports > bench.stretches.size())) {
      bench.stretches.push_back(tally.stretch(index, so_far));
      tally = {};
    }
  }
  return bench;
}

}  // namespace stemma::bench
