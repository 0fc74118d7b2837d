// How fast a library takes in a long stream of news, and whether it stays as fast as it fills.
//
//   library_speed --reports 100000 --every 10000 --jobs 2 --library big.stemma GOLD/stream
//
// Each part of the stream is written to a file, added, analysed and put into stories, as a desk
// would do day by day; a line a part tells the rate, what took how long, the memory at its highest
// and the file's size. With --from a library that was filled so far goes on; with --print the
// stream itself goes to standard output.
#include <fmt/format.h>
#include <sys/resource.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>

#include "bench/stream.h"
#include "briefing/compose.h"
#include "library/add.h"
#include "library/update.h"

namespace stemma::bench {
namespace {

struct Clock {
  double wall = 0;
  double cpu = 0;
  static Clock now() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& t) {
      return double(t.tv_sec) + double(t.tv_usec) / 1e6;
    };
    return {
        std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(),
        seconds(usage.ru_utime) + seconds(usage.ru_stime)};
  }
  Clock operator-(const Clock& from) const { return {wall - from.wall, cpu - from.cpu}; }
};

struct Settings {
  std::uint64_t from = 0;
  std::uint64_t reports = 2000;
  std::uint64_t every = 1000;
  StreamOptions stream;
  unsigned jobs = 0;
  std::string file;
  std::string pool;
  bool print = false;
};

int complain(const Error& error) {
  fmt::print(stderr, "library_speed: {}\n", error.describe());
  return 2;
}

int measure(const Settings& settings, const NewsStream& stream) {
  const auto models = briefing::Models::load();
  if (!models) return complain(models.error());
  const auto story_model = stories::Model::load();
  if (!story_model) return complain(story_model.error());
  auto library = Library::open(settings.file, {.create = true, .read_only = false, .vfs = {}});
  if (!library) return complain(library.error());
  const std::string part = settings.file + ".part.jsonl";
  fmt::print("{:>8} {:>10} {:>9} {:>14} {:>16} {:>8} {:>8} {:>7}\n", "reports", "reports/s",
             "cpu ms/r", "add s (cpu)", "work out s", "peak MB", "file MB", "wal MB");
  for (std::uint64_t from = settings.from; from < settings.reports; from += settings.every) {
    const std::uint64_t to = std::min(settings.reports, from + settings.every);
    {
      std::ofstream out(part, std::ios::binary);
      for (std::uint64_t i = from; i < to; ++i) out << stream.line(i);
    }
    const Clock start = Clock::now();
    library::AddOptions options;
    options.jobs = settings.jobs;
    const auto added =
        library::add(*library, std::vector<library::Source>{{part, 0}}, models->intake, options);
    if (!added) return complain(added.error());
    const Clock kept = Clock::now();
    const auto done = library::update(
        *library, {models->language, models->grounding, models->claims}, *story_model,
        {.jobs = settings.jobs, .now = {}, .on_refreshed = {}, .on_placed = {}});
    if (!done) return complain(done.error());
    const Clock end = Clock::now();
    const Clock all = end - start;
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    std::error_code ignored;
    const auto megabytes = [&](const std::string& file) {
      const auto size = std::filesystem::file_size(file, ignored);
      return ignored ? 0 : double(size) / 1e6;
    };
    const auto times = [](const Clock& clock) {
      return fmt::format("{:.1f} ({:.1f})", clock.wall, clock.cpu);
    };
    fmt::print("{:>8} {:>10.1f} {:>9.2f} {:>14} {:>16} {:>8.0f} {:>8.1f} {:>7.1f}\n", to,
               double(to - from) / all.wall, all.cpu * 1000 / double(to - from),
               times(kept - start), times(end - kept), double(usage.ru_maxrss) / 1024,
               megabytes(settings.file), megabytes(settings.file + "-wal"));
    std::fflush(stdout);
  }
  std::filesystem::remove(part);
  return 0;
}

}  // namespace
}  // namespace stemma::bench

int main(int argc, char** argv) {
  using namespace stemma::bench;
  Settings settings;
  CLI::App app("Speed of a library on a long stream of news.");
  app.add_option("--from", settings.from, "How many of them the library has already");
  app.add_option("--reports", settings.reports, "How many in all");
  app.add_option("--every", settings.every, "How many at a time")->check(CLI::PositiveNumber);
  app.add_option("--seed", settings.stream.seed, "Of the stream");
  app.add_option("--words", settings.stream.words, "Of a report, about");
  app.add_option("--jobs", settings.jobs, "Threads; 0 = all cores");
  app.add_option("--library", settings.file, "The library's file");
  app.add_flag("--print", settings.print, "Print the stream and do nothing else");
  app.add_option("pool", settings.pool, "JSONL files whose sentences are used")->required();
  CLI11_PARSE(app, argc, argv);
  const auto pool = read_pool(settings.pool);
  if (!pool) return complain(pool.error());
  const NewsStream stream(*pool, settings.stream);
  if (settings.print) {
    for (std::uint64_t i = settings.from; i < settings.reports; ++i)
      fmt::print("{}", stream.line(i));
    return 0;
  }
  if (settings.file.empty()) {
    fmt::print(stderr, "library_speed: name the library with --library FILE\n");
    return 2;
  }
  return measure(settings, stream);
}
