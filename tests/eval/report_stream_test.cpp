// The stream by which the search of relatives is measured: what it promises of parents and days.
#include "report_stream.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>

#include "support/scratch.h"

namespace stemma::eval {
namespace {

const briefing::Models& models() {
  static const auto loaded = briefing::Models::load();
  return *loaded;
}

/// Two topics of three documents each, in the release's form: words split at spaces, a sentence a
/// line.
void write_documents(const std::filesystem::path& folder) {
  for (const std::string topic : {"flood", "strike"}) {
    std::ofstream out(folder / (topic + ".jsonl"));
    for (int d = 0; d < 3; ++d) {
      out << R"({"id": ")" << topic << d << R"(", "date": "2031-03-07", "text": ")";
      for (int s = 0; s < 9; ++s) {
        out << "On Monday the mayor of Sela said `` the " << topic << " in district " << d
            << " '' had stopped " << 10 * s + d << " trains to Aldermoor . \\n";
      }
      out << "\"}\n";
    }
  }
}

std::vector<StreamedReport> stream_of(const std::string& folder, const StreamOptions& options) {
  auto stream = ReportStream::load(folder, options, models());
  EXPECT_TRUE(stream.ok());
  std::vector<StreamedReport> reports;
  while (auto report = stream->next()) reports.push_back(std::move(*report));
  return reports;
}

TEST(ReportStream, KeepsItsPromises) {
  const testing::ScratchFolder scratch;
  write_documents(scratch.path());
  const StreamOptions options{.reports = 600, .days = 30, .oldest_parent = 5};
  const auto reports = stream_of(scratch.path().string(), options);
  ASSERT_EQ(reports.size(), 600U);
  std::set<StreamKind> kinds;
  std::size_t with_parents = 0;
  for (std::uint32_t i = 0; i < reports.size(); ++i) {
    const StreamedReport& r = reports[i];
    kinds.insert(r.kind);
    EXPECT_EQ(r.day, i / 20);
    if (r.kind == StreamKind::kNew) {
      EXPECT_TRUE(r.parents.empty());
    }
    with_parents += r.parents.empty() ? 0 : 1;
    EXPECT_TRUE(std::is_sorted(r.parents.begin(), r.parents.end()));
    EXPECT_GE(r.sentences.size(), 4U);
    EXPECT_EQ(r.text.find("``"), std::string::npos);
    for (const std::uint32_t parent : r.parents) {
      ASSERT_LT(parent, i);
      EXPECT_LE(r.day - reports[parent].day, 5U);
      const auto& of_parent = reports[parent].sentences;
      EXPECT_GE(std::count_if(r.sentences.begin(), r.sentences.end(),
                              [&](std::uint64_t s) {
                                return std::find(of_parent.begin(), of_parent.end(), s) !=
                                       of_parent.end();
                              }),
                3);
    }
  }
  EXPECT_EQ(kinds.size(), kStreamKinds);
  EXPECT_GT(with_parents, 300U);
}

TEST(ReportStream, TheSameSeedGivesTheSameStreamOnAnyNumberOfThreads) {
  const testing::ScratchFolder scratch;
  write_documents(scratch.path());
  StreamOptions options{.reports = 50, .days = 5};
  const auto texts = [&] {
    std::string all;
    for (const StreamedReport& r : stream_of(scratch.path().string(), options)) all += r.text;
    return all;
  };
  const std::string first = texts();
  options.threads = 3;
  EXPECT_EQ(texts(), first);
  options.seed = 2;
  EXPECT_NE(texts(), first);
}

TEST(ReportStream, AFolderWithoutDocumentsIsAnError) {
  const testing::ScratchFolder scratch;
  EXPECT_FALSE(ReportStream::load(scratch.path().string(), {}, models()).ok());
}

}  // namespace
}  // namespace stemma::eval
