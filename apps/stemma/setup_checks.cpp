#include "setup_checks.h"

#include <fmt/format.h>
#include <langinfo.h>
#include <locale.h>
#include <sqlite3.h>
#include <unistd.h>

#include <ctime>
#include <filesystem>
#include <thread>

#include "base/embedded.h"
#include "briefing/compose.h"
#include "language/kernels.h"
#include "library/makers.h"
#include "library/sqlite.h"

namespace stemma::app {
namespace {

using library::Finding;
using library::FindingState;

constexpr std::uintmax_t kLittleSpace = std::uintmax_t{1} << 30;
constexpr std::uintmax_t kNoSpace = std::uintmax_t{64} << 20;
constexpr long kLittleMemory = 512;      // MB
constexpr std::time_t kLongAgo = 1.7e9;  // before this program was written: a clock that is not set

Finding good(std::string about, std::string words) {
  return {FindingState::kGood, std::move(about), std::move(words), ""};
}

Finding models() {
  std::size_t files = 0;
  std::size_t bytes = 0;
  std::size_t tables = 0;
  for (const auto& [name, content] : embedded_files()) {
    if (name.starts_with("models/")) {
      ++files;
      bytes += content.size();
    }
    tables += name.starts_with("lexicons/");
  }
  const auto loaded = briefing::Models::load();
  if (!loaded)
    return {FindingState::kBad, "models", loaded.error().describe(),
            "This build of stemma is damaged: install it anew."};
  return good("models",
              fmt::format("{} models ({} MB) and {} tables are built in and fit this version "
                          "(intake {}, analysis {})",
                          files, bytes >> 20, tables, fingerprint(library::Stage::kIntake),
                          fingerprint(library::Stage::kAnalysis)));
}

Finding processor() {
  const std::string name = language::best_kernels().name;
  const std::string words = fmt::format("{} cores; the parser uses its {} kernels",
                                        std::thread::hardware_concurrency(), name);
  if (&language::best_kernels() != &language::portable_kernels()) return good("processor", words);
  return {FindingState::kNote, "processor", words,
          "A processor with AVX2 or AVX-512 reads several times as fast."};
}

Finding memory() {
  const long megabytes = sysconf(_SC_PHYS_PAGES) / 1024 * sysconf(_SC_PAGE_SIZE) / 1024;
  std::string words = fmt::format("{} MB", megabytes);
  if (megabytes >= kLittleMemory) return good("memory", std::move(words));
  return {FindingState::kNote, "memory", std::move(words),
          "Long reports and large batches may not fit."};
}

Finding sqlite() {
  const std::string version = sqlite3_libversion();
  auto scratch =
      library::Connection::open(":memory:", {.create = true, .read_only = false, .vfs = {}});
  if (!scratch)
    return {FindingState::kBad, "SQLite", scratch.error().message, "Install libsqlite3-0 anew."};
  if (auto error = scratch->run(
          "CREATE VIRTUAL TABLE t USING fts5(x, content='', tokenize='porter unicode61')")) {
    return {FindingState::kBad, "SQLite",
            fmt::format("{} has no full-text search ({})", version, error->message),
            "Install a SQLite that is built with FTS5, as Debian's is."};
  }
  if (sqlite3_libversion_number() < SQLITE_VERSION_NUMBER) {
    return {
        FindingState::kNote, "SQLite",
        fmt::format("{}, older than the {} that stemma was built with", version, SQLITE_VERSION),
        "Update libsqlite3-0."};
  }
  return good("SQLite", version + " with full-text search");
}

Finding disk(const std::string& folder) {
  std::error_code error;
  const auto space = std::filesystem::space(folder, error);
  if (error)
    return {FindingState::kBad, "disk", fmt::format("{}: {}", folder, error.message()),
            "Check the path of the library."};
  if (access(folder.c_str(), W_OK) != 0)
    return {FindingState::kNote, "disk", folder + ": may not be written by this user",
            "A library needs to write beside its file, even to be read."};
  std::string words = fmt::format("{} MB free in {}", space.available >> 20, folder);
  if (space.available >= kLittleSpace) return good("disk", std::move(words));
  return {space.available < kNoSpace ? FindingState::kBad : FindingState::kNote, "disk",
          std::move(words),
          "A million reports of 700 words take about 15 GB: make room before it is full. A full "
          "disk loses nothing, but stops the intake."};
}

Finding clock_and_zone() {
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  std::tm local{};
  gmtime_r(&now, &utc);
  localtime_r(&now, &local);
  char text[100];
  const std::string at(text, std::strftime(text, sizeof text, "%Y-%m-%d %H:%M UTC", &utc));
  const std::string zone(text, std::strftime(text, sizeof text, "%Z, %z", &local));
  const std::string words = fmt::format(
      "{}; the zone here ({}) is not used: the library's own times are UTC, those of reports are "
      "as they state them",
      at, zone);
  if (now > kLongAgo) return good("clock", words);
  return {FindingState::kBad, "clock", words, "The clock is years behind: set it."};
}

Finding locale() {
  const locale_t own = newlocale(LC_CTYPE_MASK, "", nullptr);
  const std::string charset = own == nullptr ? "" : nl_langinfo_l(CODESET, own);
  if (own != nullptr) freelocale(own);
  if (charset == "UTF-8") return good("locale", "UTF-8");
  return {FindingState::kNote, "locale",
          charset.empty() ? "the one that LANG or LC_ALL names is not installed"
                          : fmt::format("its characters are {}, stemma prints UTF-8", charset),
          "On a terminal, set LANG=C.UTF-8. Files come out the same in any locale."};
}

}  // namespace

std::vector<Finding> check_setup(const std::string& folder) {
  return {models(), processor(), memory(), sqlite(), disk(folder), clock_and_zone(), locale()};
}

}  // namespace stemma::app
