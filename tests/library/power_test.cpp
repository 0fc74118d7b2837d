// The power goes at any moment, and of what was not synced some is lost: the library is whole, what
// was told as written is in it, and the same commands complete it.
#include <fmt/format.h>

#include <cstdlib>

#include "library/place.h"
#include "library/power_vfs.h"
#include "library/support.h"

namespace stemma::library {
namespace {

class PowerTest : public LibraryTest {
 protected:
  static constexpr int kReports = 5;

  /// Adds the reports, a step each, then analyses them and finds their stories.
  bool work(const std::string& name, const std::string& vfs, int& told) {
    auto library = Library::open(path(name), {.create = true, .read_only = false, .vfs = vfs});
    if (!library) return false;
    // So small that its pages go to the file itself again and again.
    if (library->db().run("PRAGMA wal_autocheckpoint=20")) return false;
    for (int i = 1; i <= kReports; ++i) {
      std::istringstream in(report_line(i));
      AddOptions options = still();
      options.standard_input = &in;
      if (!add(*library, std::vector<Source>{{"-", 0}}, intake_model(), options)) return false;
      ++told;
    }
    if (!refresh(*library, models(), {}).ok()) return false;
    static const auto kStories = stories::Model::load();
    return place(*library, *kStories, {.jobs = 1, .now = still().now, .on_progress = {}}).ok();
  }

  static std::string tables_of(Library& library) {
    return table(library, "versions") + table(library, "claims") + table(library, "stories");
  }
};

TEST_F(PowerTest, WhateverIsLostTheLibraryIsWhole) {
  PowerVfs power;
  power.cut_at(0, 0);
  int told = 0;
  ASSERT_TRUE(work("good", power.name(), told));
  const std::uint64_t operations = power.operations();
  ASSERT_GT(operations, 100u);
  std::string expected;
  {
    Library good = open("good");
    expected = tables_of(good);
  }
  const char* asked = std::getenv("STEMMA_POWER_CUTS");
  const std::uint64_t cuts = asked == nullptr ? 60 : std::strtoull(asked, nullptr, 10);
  std::uint64_t felt = 0;
  for (std::uint64_t i = 0; i < cuts; ++i) {
    // Spread over the whole of it, at other places in each round.
    const std::uint64_t at = 1 + (i * 7919 + i / operations) % operations;
    const std::string name = fmt::format("cut{}", i);
    power.cut_at(at, i + 1);
    told = 0;
    felt += !work(name, power.name(), told);  // but for a cut while all is being closed
    ASSERT_TRUE(power.is_cut());
    power.lose();
    // After a cut there is no shared memory.
    std::filesystem::remove(path(name + "-shm"));
    {
      Library library = open(name);
      ASSERT_EQ(integrity(library), "ok;") << at;
      ASSERT_GE(count(library, "versions"), told) << at;
      ASSERT_EQ(count(library, "versions"), count(library, "pieces")) << at;
    }
    power.cut_at(0, 0);
    ASSERT_TRUE(work(name, power.name(), told)) << at;
    Library library = open(name);
    ASSERT_EQ(tables_of(library), expected) << at;
  }
  EXPECT_GT(felt * 2, cuts);
}

/// That the test can fail: without syncs a cut does harm.
TEST_F(PowerTest, WithoutSyncsSomethingIsLost) {
  PowerVfs power;
  std::size_t harmed = 0;
  for (std::uint64_t i = 0; i < 12; ++i) {
    const std::string name = fmt::format("loose{}", i);
    power.cut_at(0, 0);
    int told = 0;
    {
      auto library =
          Library::open(path(name), {.create = true, .read_only = false, .vfs = power.name()});
      ASSERT_TRUE(library.ok());
      ASSERT_FALSE(library->db().run("PRAGMA synchronous=OFF; PRAGMA wal_autocheckpoint=20"));
      power.cut_at(60 + 5 * i, i + 1);
      for (int n = 1; n <= 20; ++n) {
        std::istringstream in(report_line(n));
        AddOptions options = still();
        options.standard_input = &in;
        if (!add(*library, std::vector<Source>{{"-", 0}}, intake_model(), options)) break;
        ++told;
      }
    }
    ASSERT_TRUE(power.is_cut());
    power.lose();
    std::filesystem::remove(path(name + "-shm"));
    auto library = Library::open(path(name), {});
    harmed += !library || integrity(*library) != "ok;" || count(*library, "versions") < told;
  }
  EXPECT_GT(harmed, 0u);
}

}  // namespace
}  // namespace stemma::library
