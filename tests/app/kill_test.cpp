// A process that takes in reports is killed, again and again, at moments of no choosing. What it
// leaves is always a whole library, and the same command at last has everything in it, once.
//
// STEMMA_KILLS says how many times (`make kill-test`: 200).
#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <random>
#include <thread>

#include "app/program.h"
#include "library/export.h"
#include "library/sqlite.h"
#include "stemma/library.h"

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

/// Starts `stemma add` and kills it after the time given; whether it had ended by itself.
bool add_and_kill(const std::filesystem::path& folder, std::chrono::microseconds after) {
  const pid_t child = fork();
  if (child == 0) {
    if (chdir(folder.c_str()) != 0) _exit(99);
    const int nowhere = open("/dev/null", O_RDWR);
    dup2(nowhere, 1);
    dup2(nowhere, 2);
    execl(STEMMA_PROGRAM, "stemma", "add", "--library", "l.stemma", "--jobs", "1", "feed.jsonl",
          nullptr);
    _exit(98);
  }
  EXPECT_GT(child, 0);
  std::this_thread::sleep_for(after);
  kill(child, SIGKILL);
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status);
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

  const char* asked = std::getenv("STEMMA_KILLS");
  const int kills = asked == nullptr ? 12 : std::atoi(asked);
  std::mt19937 random(7);
  int killed = 0;
  int goes = 0;
  int fresh = 1;
  std::optional<ScratchFolder> folder;
  folder.emplace();
  folder->write("feed.jsonl", feed());
  while (killed < kills) {
    const std::chrono::microseconds after(random() % static_cast<unsigned>(whole.count()));
    const bool ended = add_and_kill(folder->path(), after);
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

}  // namespace
}  // namespace stemma::testing
