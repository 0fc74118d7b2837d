// A process that takes in reports, or keeps what a briefing was made of, is killed, again and
// again, at moments of no choosing. What it leaves is always a whole library, and the same command
// at last has everything in it, once, and prints what it prints of a library that nobody disturbed.
//
// STEMMA_KILLS says how many times (`make kill-test`: 250), three in five of them while reports are
// taken in.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <map>
#include <random>
#include <thread>
#include <vector>

#include "app/program.h"
#include "library/checkup.h"
#include "library/export.h"
#include "library/sqlite.h"
#include "stemma/library.h"
#include "support/paths.h"

namespace stemma::testing {
namespace {

constexpr int kReports = 1500;

/// Reports long enough that the work takes a while, in several pieces.
std::string feed() {
  std::string lines;
  for (int i = 0; i < kReports; ++i) {
    const std::string n = std::to_string(i);
    lines += R"({"url": "https://courier.example/)" + n + R"(", "title": "Pump )" + n +
             R"(", "text": "Pump )" + n + " of Port Sela stood still on Friday. " +
             std::string(600, 'x') + "\"}\n";
  }
  return lines;
}

/// A run of stemma that nobody listens to.
pid_t start(const std::filesystem::path& folder, std::vector<const char*> arguments) {
  const pid_t child = fork();
  if (child == 0) {
    if (chdir(folder.c_str()) != 0) _exit(99);
    const int nowhere = open("/dev/null", O_RDWR);
    dup2(nowhere, 1);
    dup2(nowhere, 2);
    arguments.insert(arguments.begin(), "stemma");
    arguments.push_back(nullptr);
    execv(STEMMA_PROGRAM, const_cast<char* const*>(arguments.data()));
    _exit(98);
  }
  EXPECT_GT(child, 0);
  return child;
}

/// Kills it; whether it had ended by itself.
bool end(pid_t child) {
  kill(child, SIGKILL);
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status);
}

int asked_kills() {
  const char* asked = std::getenv("STEMMA_KILLS");
  return asked == nullptr ? 20 : std::atoi(asked);
}

std::string first_text(library::Connection& db, const char* sql) {
  library::Statement statement(db, sql);
  if (!statement.step()) return statement.error() ? statement.error()->describe() : "";
  return std::string(statement.text(0));
}

std::string tables_of(Library& library) {
  std::string out;
  for (const char* name :
       {"reports", "versions", "claims", "entities", "quantities", "stories", "story_changes"}) {
    const auto error = library::export_table(library, name, library::ExportFormat::kJsonl,
                                             [&](std::string_view lines) { out += lines; });
    EXPECT_FALSE(error);
  }
  return out;
}

TEST(Kill, AtAnyMomentNothingIsLost) {
  setenv("SOURCE_DATE_EPOCH", "1930642200", 1);
  const ScratchFolder good;
  good.write("feed.jsonl", feed());
  const auto begin = std::chrono::steady_clock::now();
  ASSERT_EQ(run_stemma("add --jobs 1 --library l.stemma feed.jsonl", good.path()).exit_code, 0);
  const auto whole = std::chrono::duration_cast<std::chrono::microseconds>(
      std::chrono::steady_clock::now() - begin);
  auto reference = Library::open((good.path() / "l.stemma").string(), {});
  ASSERT_TRUE(reference.ok());
  const std::string expected = tables_of(*reference);

  const int kills = asked_kills() * 3 / 5;
  std::mt19937 random(7);
  int killed = 0;
  int goes = 0;
  int fresh = 1;
  std::optional<ScratchFolder> folder;
  folder.emplace();
  folder->write("feed.jsonl", feed());
  while (killed < kills) {
    const std::chrono::microseconds after(random() % static_cast<unsigned>(whole.count()));
    const pid_t child =
        start(folder->path(), {"add", "--library", "l.stemma", "--jobs", "1", "feed.jsonl"});
    std::this_thread::sleep_for(after);
    const bool ended = end(child);
    ++goes;
    killed += !ended;
    const auto path = folder->path() / "l.stemma";
    if (!std::filesystem::exists(path)) continue;  // killed before it had begun
    auto library = Library::open(path.string(), {.create = true, .read_only = false, .vfs = {}});
    ASSERT_TRUE(library.ok()) << library.error().describe();
    library::Connection& db = library->db();
    ASSERT_EQ(first_text(db, "PRAGMA integrity_check"), "ok");
    ASSERT_EQ(first_text(db, "PRAGMA foreign_key_check"), "");
    // Every piece in the journal is there with all its reports.
    ASSERT_EQ(first_text(db, "SELECT coalesce(sum(reports), 0) FROM pieces"),
              first_text(db, "SELECT count(*) FROM versions"));
    if (!ended) continue;
    ASSERT_EQ(tables_of(*library), expected);
    folder.emplace();
    folder->write("feed.jsonl", feed());
    ++fresh;
  }
  EXPECT_EQ(run_stemma("add --jobs 1 --library l.stemma feed.jsonl", folder->path()).exit_code, 0);
  auto library = Library::open((folder->path() / "l.stemma").string(), {});
  ASSERT_TRUE(library.ok());
  EXPECT_EQ(tables_of(*library), expected);
  std::printf(
      "%d kills over %d runs and %d libraries: each whole afterwards, each complete in the end\n",
      killed, goes, fresh);
}

/// Until the process has begun to write to its library, or has ended.
void await_writing(const std::filesystem::path& log, pid_t child) {
  for (;;) {
    std::error_code none_yet;
    const auto size = std::filesystem::file_size(log, none_yet);
    if (!none_yet && size > 0) return;
    siginfo_t info{};
    if (waitid(P_PID, static_cast<id_t>(child), &info, WEXITED | WNOHANG | WNOWAIT) != 0 ||
        info.si_pid == child)
      return;
    std::this_thread::sleep_for(std::chrono::microseconds(50));
  }
}

// Half of the kills come at any moment of a run, half soon after it has begun to write, for a run
// works for long and writes for a moment.
TEST(Kill, WhateverIsKeptOfAStoryItsBriefingIsTheSame) {
  setenv("SOURCE_DATE_EPOCH", "1930642200", 1);
  const std::string examples = (source_dir() / "examples").string();
  const ScratchFolder folder;
  const auto run = [&](const std::string& arguments) {
    const ProgramRun done = run_stemma(arguments, folder.path());
    EXPECT_EQ(done.exit_code, 0) << done.err;
    return done.out;
  };
  const auto add = [&](const std::string& library, const std::string& names) {
    run("add --jobs 1 --library " + library + " " + examples + names);
  };
  // When it is asked for again the story has grown, so that what is kept has to be made good.
  for (const char* library : {"undisturbed.stemma", "asked.stemma"}) {
    add(library, "/0[1-5]*");
    if (library == std::string("asked.stemma")) run("story --library asked.stemma s1");
    add(library, "/[01]*");
  }
  std::map<std::string, std::string> expected;
  const auto began = std::chrono::steady_clock::now();
  for (const char* format : {"text", "json", "html"})
    expected[format] = run(std::string("story --library undisturbed.stemma s1 --format ") + format);
  const auto whole = std::chrono::duration_cast<std::chrono::microseconds>(
      (std::chrono::steady_clock::now() - began) / expected.size());

  const auto path = folder.path() / "l.stemma";
  const auto log = folder.path() / "l.stemma-wal";
  std::mt19937 random(11);
  int killed = 0;
  int writing = 0;  // of those
  int libraries = 0;
  bool fresh = true;
  for (const int kills = asked_kills() * 2 / 5; killed < kills;) {
    if (fresh) {
      std::filesystem::copy_file(folder.path() / "asked.stemma", path,
                                 std::filesystem::copy_options::overwrite_existing);
      ++libraries;
    }
    const auto format = std::next(expected.begin(), std::ptrdiff_t(random() % expected.size()));
    const pid_t child = start(
        folder.path(), {"story", "--library", "l.stemma", "s1", "--format", format->first.c_str()});
    const bool soon = random() % 2 == 0;
    if (soon) await_writing(log, child);
    const auto most = soon ? std::chrono::microseconds(15'000) : whole;
    std::this_thread::sleep_for(
        std::chrono::microseconds(random() % static_cast<unsigned>(most.count())));
    fresh = end(child);
    killed += !fresh;
    writing += !fresh && soon;
    {
      auto library = Library::open(path.string(), {});
      ASSERT_TRUE(library.ok()) << library.error().describe();
      for (const library::Finding& finding : library::check_library(*library, {}))
        ASSERT_EQ(finding.state, library::FindingState::kGood)
            << finding.about << ": " << finding.words;
    }
    for (const auto& [name, page] : expected) {
      if (!fresh && random() % 8 != 0) continue;
      ASSERT_EQ(run("story --library l.stemma s1 --format " + name), page);
    }
  }
  std::printf(
      "%d kills, %d of them while it was writing, and %d libraries: each whole, its story told as "
      "ever\n",
      killed, writing, libraries);
}

}  // namespace
}  // namespace stemma::testing
