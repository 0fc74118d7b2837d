// How long a story's briefing takes when one report joins it, by the size of the story: made anew,
// and with what is kept of the others.
//
//   story_speed --sizes 3,10,30,60 --threads 2 GOLD/stream/t17-mj.jsonl
//
// Of each size the file's first reports are taken for one story, whatever stemma makes of them. The
// story is read when all but the last are there, then again with the last, in both ways by turns;
// a line a size tells the least processor time of each stage, in milliseconds. It ends with 3 if
// the two briefings differ.
#include <fmt/format.h>
#include <sys/resource.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "briefing/compose.h"
#include "briefing/render.h"
#include "library/add.h"
#include "library/sqlite.h"
#include "library/store.h"
#include "library/story_list.h"
#include "library/story_memory.h"
#include "library/update.h"

namespace stemma::bench {
namespace {

using Reports = std::vector<library::StoryReport>;
using Times = std::map<std::string, double>;  // by stage: milliseconds

struct Settings {
  std::vector<std::size_t> sizes = {3, 10, 30, 60};
  unsigned threads = 1;
  unsigned rounds = 5;
  std::string reports;
};

double processor_ms() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto ms = [](const timeval& t) { return double(t.tv_sec) * 1e3 + double(t.tv_usec) / 1e3; };
  return ms(usage.ru_utime) + ms(usage.ru_stime);
}

/// Adds up what passes between calls.
class Watch {
 public:
  explicit Watch(Times& times) : times_(times) {}
  void finish(const std::string& stage) {
    const double now = processor_ms();
    times_[stage] += now - last_;
    times_["all"] += now - last_;
    last_ = now;
  }

 private:
  Times& times_;
  double last_ = processor_ms();
};

class Bench {
 public:
  Bench(const Settings& settings, Library library, const briefing::Models& models,
        const stories::Model& story_model)
      : settings_(settings), library_(std::move(library)), models_(models), stories_(story_model) {}

  Result<Reports> add(const std::string& lines) {
    std::istringstream in(lines);
    library::AddOptions options;
    options.standard_input = &in;
    const auto added =
        library::add(library_, std::vector<library::Source>{{"-", 0}}, models_.intake, options);
    if (!added) return added.error();
    const auto done = library::update(
        library_, {models_.language, models_.grounding, models_.claims}, stories_,
        {.jobs = settings_.threads, .now = {}, .on_refreshed = {}, .on_placed = {}});
    if (!done) return done.error();
    return all_reports();
  }

  /// The story's briefing as JSON; `keep`: with what the library has of it.
  Result<std::string> read(const Reports& reports, bool keep, Times& times) {
    Watch watch(times);
    std::vector<Report> texts;
    for (const library::StoryReport& report : reports) {
      auto text = library::load_version(library_.db(), report.version);
      if (!text) return text.error();
      texts.push_back(std::move(*text));
    }
    Result<library::StoryMemory> memory = library::StoryMemory();
    if (keep) memory = library::recall(library_, kStory, reports);
    if (!memory) return memory.error();
    watch.finish("look-up");
    const Briefing b = briefing::compose(
        std::move(texts), models_,
        {.threads = settings_.threads,
         .words = {},
         .on_stage = [&](std::string_view stage, double) { watch.finish(std::string(stage)); }},
        keep ? &*memory : nullptr);
    if (keep) {
      if (auto error = library::remember(library_, kStory, reports, *memory)) return *error;
      watch.finish("keeping");
    }
    const std::string text = briefing::render_text(b);
    watch.finish("text");
    return briefing::render_json(b);
  }

  std::int64_t number(const char* sql) {
    library::Statement statement(library_.db(), sql);
    return statement.step() ? statement.integer(0) : -1;
  }

  std::optional<Error> forget() {
    return library_.db().run(
        "DELETE FROM kept_findings; DELETE FROM kept_grades; DELETE FROM kept_stories");
  }

 private:
  static constexpr StoryId kStory{1};

  Result<Reports> all_reports() {
    const auto lines =
        library::list_stories(library_, {.sort = {}, .limit = 1U << 20U, .least = 1, .since = {}});
    if (!lines) return lines.error();
    Reports all;
    for (const library::StoryLine& line : *lines) {
      auto reports = library::story_reports(library_, line.story);
      if (!reports) return reports.error();
      std::move(reports->begin(), reports->end(), std::back_inserter(all));
    }
    std::sort(all.begin(), all.end(), [](const auto& x, const auto& y) {
      return std::tie(x.published, x.number) < std::tie(y.published, y.number);
    });
    return all;
  }

  const Settings& settings_;
  Library library_;
  const briefing::Models& models_;
  const stories::Model& stories_;
};

int complain(const Error& error) {
  fmt::print(stderr, "story_speed: {}\n", error.describe());
  return 2;
}

void keep_least(Times& least, const Times& times) {
  if (least.empty() || times.at("all") < least.at("all")) least = times;
}

void print(std::size_t size, const char* how, const Times& times) {
  const auto of = [&](const char* stage) {
    const auto at = times.find(stage);
    return at == times.end() ? 0.0 : at->second;
  };
  fmt::print("{:>7} {:<7}", size, how);
  for (const char* stage : {"look-up", "recall", "language", "grounding", "claims", "lineage",
                            "collation", "memory", "keeping", "text", "all"})
    fmt::print(" {:>9.1f}", of(stage));
  fmt::print("\n");
}

int measure(const Settings& settings, std::size_t size, const std::vector<std::string>& lines,
            const briefing::Models& models, const stories::Model& story_model) {
  const std::string file =
      (std::filesystem::temp_directory_path() / fmt::format("story_speed.{}.stemma", getpid()))
          .string();
  auto library = Library::open(file, {.create = true, .read_only = false, .vfs = {}});
  if (!library) return complain(library.error());
  Bench bench(settings, std::move(*library), models, story_model);
  std::string first;
  for (std::size_t i = 0; i + 1 < size; ++i) first += lines[i] + "\n";
  const auto before = bench.add(first);
  if (!before) return complain(before.error());
  const auto after = bench.add(lines[size - 1] + "\n");
  if (!after) return complain(after.error());
  Times anew;
  Times joined;
  bool same = true;
  for (unsigned round = 0; round < settings.rounds; ++round) {
    if (auto error = bench.forget()) return complain(*error);
    Times times;
    const auto whole = bench.read(*after, false, times);
    if (!whole) return complain(whole.error());
    keep_least(anew, times);
    Times ignored;
    if (const auto made = bench.read(*before, true, ignored); !made) return complain(made.error());
    times.clear();
    const auto parts = bench.read(*after, true, times);
    if (!parts) return complain(parts.error());
    keep_least(joined, times);
    same = same && *whole == *parts;
  }
  print(size, "anew", anew);
  print(size, "joined", joined);
  fmt::print("        kept: {} bytes of findings a report, {} bytes of grades\n",
             bench.number("SELECT sum(length(found)) / count(*) FROM kept_findings"),
             bench.number("SELECT sum(length(found)) FROM kept_grades"));
  for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(file + end);
  if (same) return 0;
  fmt::print(stderr, "story_speed: of {} reports the two briefings differ\n", size);
  return 3;
}

}  // namespace
}  // namespace stemma::bench

int main(int argc, char** argv) {
  using namespace stemma;
  bench::Settings settings;
  CLI::App app("Time of a story's briefing when one report joins it.");
  app.add_option("--sizes", settings.sizes, "Reports of the story")->delimiter(',');
  app.add_option("--threads", settings.threads, "To work on");
  app.add_option("--rounds", settings.rounds, "The least of so many")->check(CLI::PositiveNumber);
  app.add_option("reports", settings.reports, "A JSONL file")->required();
  CLI11_PARSE(app, argc, argv);
  std::vector<std::string> lines;
  std::ifstream in(settings.reports);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  const double start = bench::processor_ms();
  const auto models = briefing::Models::load();
  if (!models) return bench::complain(models.error());
  fmt::print("loading the models: {:.1f} ms\n", bench::processor_ms() - start);
  const auto story_model = stories::Model::load();
  if (!story_model) return bench::complain(story_model.error());
  fmt::print("{:>7} {:<7}", "reports", "");
  for (const char* stage : {"look-up", "unpack", "language", "grounding", "claims", "lineage",
                            "collation", "pack", "keeping", "text", "all"})
    fmt::print(" {:>9}", stage);
  fmt::print("\n");
  for (const std::size_t size : settings.sizes) {
    if (size < 2 || size > lines.size()) {
      fmt::print(stderr, "story_speed: {} reports are too few or more than there are\n", size);
      return 2;
    }
    if (const int failed = bench::measure(settings, size, lines, *models, *story_model))
      return failed;
  }
  return 0;
}
