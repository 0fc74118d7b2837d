// stemma bench: the speed of every stage.
#include "bench/bench.h"

#include <fmt/format.h>
#include <sys/resource.h>

#include <fstream>
#include <iterator>

#include "bench/candidates.h"
#include "console.h"
#include "inputs.h"
#include "verbs.h"

namespace stemma::app {
namespace {

int run_stream(const std::string& folder, std::size_t reports, const briefing::Models& models,
               const Arguments& arguments) {
  const auto bench = bench::measure_candidates(folder, reports, models);
  if (!bench) {
    complain(bench.error());
    return kUsageOrInput;
  }
  std::string out = fmt::format(
      "{} reports, {:.0f} MB of text, a window of 30 of 180 days, one thread\n\n"
      "{:>9} {:>9}{:>9}{:>9}{:>9}{:>10}{:>9}{:>9}{:>9}{:>9}{:>9}{:>9}\n",
      reports, static_cast<double>(bench->bytes) / 1e6, "reports", "window", "read/s", "add/s",
      "both/s", "find ms", "p99 ms", "index MB", "RSS MB", "copies", "rewrites", "thorough");
  for (const bench::CandidateStretch& s : bench->stretches) {
    out += fmt::format(
        "{:>9} {:>9}{:>9.0f}{:>9.0f}{:>9.0f}{:>10.3f}{:>9.3f}{:>9.1f}{:>9.1f}{:>9.4f}{:>9.4f}"
        "{:>9.4f}\n",
        s.reports, s.in_window, s.read_per_second, s.add_per_second, s.both_per_second,
        s.find_median * 1000, s.find_p99 * 1000, s.index_bytes / 1e6, s.process_bytes / 1e6,
        s.parents_of_copies, s.parents_of_rewrites, s.parents_of_thorough);
  }
  return deliver(out, arguments);
}

}  // namespace

int run_bench(const Arguments& arguments) {
  auto models = briefing::Models::load();
  if (!models) {
    complain(models.error());
    return kInternal;
  }
  if (const auto reports = static_cast<std::size_t>(arguments.number("stream")); reports > 0) {
    return run_stream(arguments.positional.front(), reports, *models, arguments);
  }
  std::vector<std::pair<std::string, std::string>> raw;
  for (const std::string& path : arguments.positional) {
    std::ifstream in(path, std::ios::binary);
    if (!in) {
      complain(fmt::format("{}: cannot be read", path));
      return kUsageOrInput;
    }
    raw.emplace_back(path, std::string{std::istreambuf_iterator<char>(in), {}});
  }
  const bench::Bench bench =
      bench::measure(raw, intake_options(arguments), *models, arguments.number("seconds"));
  if (bench.reports == 0) {
    complain("no report could be read, so there is nothing to measure");
    return kUsageOrInput;
  }

  std::string out = fmt::format("{} reports, {} words, {:.3f} MB, one thread, fastest round\n\n",
                                bench.reports, bench.words, static_cast<double>(bench.bytes) / 1e6);
  out +=
      fmt::format("{:<10} {:>10} {:>12} {:>9} {:>7}\n", "stage", "ms", "words/s", "MB/s", "rounds");
  for (const bench::StageSpeed& speed : bench.stages) {
    out += fmt::format("{:<10} {:>10.3f} {:>12.0f} {:>9.2f} {:>7}\n", speed.stage,
                       speed.seconds * 1000, speed.words_per_second, speed.megabytes_per_second,
                       speed.rounds);
  }
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  out += fmt::format("\npeak memory {:.1f} MB\n", static_cast<double>(usage.ru_maxrss) / 1024);
  return deliver(out, arguments);
}

}  // namespace stemma::app
