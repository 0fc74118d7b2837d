// stemma bench: the speed of every stage.
#include "bench/bench.h"

#include <fmt/format.h>
#include <sys/resource.h>

#include <fstream>
#include <iterator>

#include "console.h"
#include "inputs.h"
#include "verbs.h"

namespace stemma::app {

int run_bench(const Arguments& arguments) {
  auto models = briefing::Models::load();
  if (!models) {
    complain(models.error());
    return kInternal;
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
