// Whatever the file layer does, a library is whole afterwards, what was told as written is there,
// and the same command goes on from it.
#include <fmt/format.h>

#include "library/fault_vfs.h"
#include "library/support.h"

namespace stemma::library {
namespace {

class FaultTest : public LibraryTest, public ::testing::WithParamInterface<Fault> {
 protected:
  /// Adds the reports, a step a line, then analyses; false where that failed, as an Error should.
  bool work(const std::string& name, const std::string& vfs, std::uint64_t& told) {
    auto library = Library::open(path(name), {.create = true, .read_only = false, .vfs = vfs});
    if (!library) return false;
    for (int i = 1; i <= kReports; ++i) {
      std::istringstream in(report_line(i));
      AddOptions options = still();
      options.standard_input = &in;
      if (!add(*library, std::vector<Source>{{"-", 0}}, intake_model(), options)) return false;
      ++told;
    }
    return refresh(*library, models(), {}).ok();
  }

  static constexpr int kReports = 6;
};

TEST_P(FaultTest, AtEveryOperationTheLibraryStaysWhole) {
  FaultVfs faults;
  std::uint64_t told = 0;
  ASSERT_TRUE(work("good", faults.name(), told));
  const std::uint64_t operations = faults.operations();
  ASSERT_GT(operations, 50u);
  Library good = open("good");
  const std::string expected = table(good, "versions") + table(good, "claims");

  std::size_t failures = 0;
  for (std::uint64_t at = 1; at <= operations; at += 5) {
    const std::string name = fmt::format("at{}", at);
    faults.fail_at(at, GetParam());
    told = 0;
    const bool done = work(name, faults.name(), told);
    failures += faults.failed() && !done;
    faults.fail_at(0, Fault::kNone);
    {
      Library library = open(name);
      ASSERT_EQ(integrity(library), "ok;") << at;
      ASSERT_GE(count(library, "versions"), std::int64_t(told)) << at;
      ASSERT_EQ(count(library, "versions"), count(library, "pieces")) << at;
    }
    ASSERT_TRUE(work(name, faults.name(), told)) << at;
    Library library = open(name);
    ASSERT_EQ(table(library, "versions") + table(library, "claims"), expected) << at;
  }
  // Most of them are felt; a checkpoint at the end may fail without harm.
  EXPECT_GT(failures * 2, operations / 5);
}

INSTANTIATE_TEST_SUITE_P(Faults, FaultTest,
                         ::testing::Values(Fault::kDiskFull, Fault::kIoError, Fault::kShortWrite,
                                           Fault::kSyncError));

TEST(FaultMessages, AFullDiskIsSaidSo) {
  FaultVfs faults;
  testing::ScratchFolder folder;
  faults.fail_at(1, Fault::kDiskFull);
  const auto library = Library::open((folder.path() / "x").string(),
                                     {.create = true, .read_only = false, .vfs = faults.name()});
  ASSERT_FALSE(library.ok());
  EXPECT_NE(library.error().message.find("make room"), std::string::npos)
      << library.error().describe();
}

}  // namespace
}  // namespace stemma::library
