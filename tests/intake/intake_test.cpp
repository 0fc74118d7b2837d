#include "intake/intake.h"

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/utf8.h"
#include "support.h"
#include "support/paths.h"

namespace stemma::intake {
namespace {

class TextTest : public IntakeTest {};

TEST_F(TextTest, KeepsUtf8ByteForByte) {
  const std::string text = "\xEF\xBB\xBFThe caf\xC3\xA9 in Port Sela closed.\r\nIt was late.\r\n";
  const Report got = report(text);
  EXPECT_EQ(got.text, text);
  EXPECT_TRUE(got.notes.empty());
}

TEST_F(TextTest, DecodesMarkedUtf16AndUtf32) {
  const Report wide = report(std::string_view("\xFF\xFEH\0i\0\xE9\0", 8));
  EXPECT_EQ(wide.text, "Hi\xC3\xA9");
  ASSERT_EQ(wide.notes.size(), 1u);
  EXPECT_NE(wide.notes[0].find("UTF-16LE"), std::string::npos);
  EXPECT_EQ(report(std::string_view("\0\0\xFE\xFF\0\0\0H\0\0\0i", 12)).text, "Hi");
}

TEST_F(TextTest, DecodesWesternText) {
  const Report got = report("She said \x93no\x94 in the Caf\xE9 Ruan.");
  EXPECT_EQ(got.text, "She said \xE2\x80\x9Cno\xE2\x80\x9D in the Caf\xC3\xA9 Ruan.");
  ASSERT_EQ(got.notes.size(), 1u);
  EXPECT_NE(got.notes[0].find("windows-1252"), std::string::npos);
}

TEST_F(TextTest, MendsTextThatIsNearlyUtf8) {
  const Report got = report("Caf\xC3\xA9, r\xC3\xB4le, na\xC3\xAFve, \xC3\xA0 la carte \xFF here.");
  EXPECT_EQ(got.text,
            "Caf\xC3\xA9, r\xC3\xB4le, na\xC3\xAFve, \xC3\xA0 la carte \xEF\xBF\xBD here.");
  EXPECT_EQ(got.notes.size(), 1u);
}

TEST_F(TextTest, DecodesLongUtf16WithPairsAcrossBuffers) {
  std::string bytes("\xFF\xFE", 2);
  std::string expected;
  for (int i = 0; i < 3000; ++i) {
    bytes.append("\x3D\xD8\x00\xDE", 4);  // U+1F600
    expected += "\xF0\x9F\x98\x80";
    if (i == 0) {
      bytes.append("a\0", 2);  // shifts the pairs to odd places
      expected += 'a';
    }
  }
  EXPECT_EQ(report(bytes).text, expected);
}

TEST_F(TextTest, RefusesWhatIsNoText) {
  const Error pdf = problem("%PDF-1.4 and so on");
  EXPECT_EQ(pdf.code, ErrorCode::kBinary);
  EXPECT_NE(pdf.message.find("PDF"), std::string::npos);
  EXPECT_EQ(pdf.context, "wire.txt");
  EXPECT_EQ(problem(std::string_view("ab\0cd", 5)).code, ErrorCode::kBinary);
  EXPECT_EQ(problem("").code, ErrorCode::kEmpty);
  EXPECT_EQ(problem(" \n\t \xC2\xA0").code, ErrorCode::kEmpty);
}

TEST_F(TextTest, TellsTheLimit) {
  Options options;
  options.max_bytes = 10;
  const Error large = problem("eleven bytes", "wire.txt", options);
  EXPECT_EQ(large.code, ErrorCode::kTooLarge);
  EXPECT_NE(large.message.find("10 bytes"), std::string::npos);
  options.max_bytes = 100;
  options.max_report_bytes = 5;
  EXPECT_EQ(problem("six bytes", "wire.txt", options).code, ErrorCode::kTooLarge);
}

class JsonTest : public IntakeTest {};

TEST_F(JsonTest, AFeedMayCallThePublicationDateDate) {
  EXPECT_EQ(report(R"({"text":"It rained.","date":"2031-03-11"})", "feed.jsonl").published->value,
            "2031-03-11");
  const Report both =
      report(R"({"text":"It rained.","date":"2031-03-11","published":"2031-03-12"})", "feed.jsonl");
  EXPECT_EQ(both.published->value, "2031-03-12");
}

TEST_F(JsonTest, ListsSayWhenATextWasHad) {
  const Batch lines = read(
      R"({"text":"It rained.","added":"2031-03-12T09:30:00Z","fetched":"2031-03-11T09:30:00Z"}
{"text":" "}
{"text":"It snowed."}
)",
      "feed.jsonl");
  EXPECT_EQ(lines.reports.size(), 2u);
  EXPECT_EQ(lines.captured, (std::vector<std::string>{"2031-03-11T09:30:00Z", ""}));
  const Batch rows =
      read("text,fetched\nIt rained.,2031-03-12T09:30:00Z\n,x\nIt snowed.,\n", "t.csv");
  EXPECT_EQ(rows.captured, (std::vector<std::string>{"2031-03-12T09:30:00Z", ""}));
}

TEST_F(JsonTest, ReadsTheFieldsOfALine) {
  const Report got = report(
      R"({"id":"n7","url":"https://post.example/7","outlet":"Harbour Post","title":"Bridge",)"
      R"("published":"2031-03-07T09:30:00+02:00","colour":["blue"],"text":"It rained."})",
      "feed.jsonl");
  EXPECT_EQ(got.external_id, "n7");
  EXPECT_EQ(got.url, "https://post.example/7");
  EXPECT_EQ(got.outlet, "Harbour Post");
  EXPECT_EQ(got.title, "Bridge");
  EXPECT_EQ(got.text, "It rained.");
  EXPECT_EQ(got.source, "feed.jsonl:1");
  EXPECT_EQ(got.format, ReportFormat::kJson);
  ASSERT_TRUE(got.published);
  EXPECT_EQ(got.published->value, "2031-03-07T09:30:00+02:00");
  EXPECT_EQ(got.published->basis, DateBasis::kMetadata);
}

TEST_F(JsonTest, GoesOnAfterABadLineAndNamesIt) {
  const Batch batch =
      read("{\"text\":\"One.\"}\n\noops\n{\"text\":\" \"}\n{\"text\":\"Two.\"}\n", "feed.jsonl");
  ASSERT_EQ(batch.reports.size(), 2u);
  EXPECT_EQ(batch.reports[1].source, "feed.jsonl:5");
  ASSERT_EQ(batch.problems.size(), 2u);
  EXPECT_EQ(batch.problems[0].context, "feed.jsonl:3");
  EXPECT_EQ(batch.problems[0].code, ErrorCode::kMalformed);
  EXPECT_EQ(batch.problems[1].context, "feed.jsonl:4");
  EXPECT_EQ(batch.problems[1].code, ErrorCode::kEmpty);
}

TEST_F(JsonTest, ReadsOneObjectOrArrayOverManyLines) {
  EXPECT_EQ(report("{\n \"text\":\n \"One.\"\n}").text, "One.");
  const Batch batch = read("[\n {\"text\":\"One.\"},\n 7,\n {\"text\":\"Two.\"}\n]", "feed.json");
  EXPECT_EQ(batch.reports.size(), 2u);
  ASSERT_EQ(batch.problems.size(), 1u);
  EXPECT_EQ(batch.problems[0].context, "feed.json[2]");
}

TEST_F(JsonTest, TakesTextOutOfHtml) {
  EXPECT_EQ(report(R"({"html":"<div><p>It &amp; rained.</p></div>"})", "feed.jsonl").text,
            "It & rained.");
}

TEST_F(JsonTest, PlainTextThatBeginsWithABraceIsText) {
  EXPECT_EQ(report("{ not an object } but words").format, ReportFormat::kPlainText);
}

class FileTest : public IntakeTest {
 protected:
  void SetUp() override {
    IntakeTest::SetUp();
    std::string name = (std::filesystem::temp_directory_path() / "stemma_intake_XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  Error file_problem(const std::filesystem::path& path) {
    Batch batch = read_file(path.string(), *model_, {});
    EXPECT_TRUE(batch.reports.empty());
    EXPECT_EQ(batch.problems.size(), 1u);
    return batch.problems.empty() ? Error() : batch.problems[0];
  }

  std::filesystem::path folder_;
};

TEST_F(FileTest, ReadsAFile) {
  std::ofstream(folder_ / "a.txt") << "It rained.";
  const Batch batch = read_file((folder_ / "a.txt").string(), *model_, {});
  ASSERT_EQ(batch.reports.size(), 1u);
  EXPECT_EQ(batch.reports[0].source, (folder_ / "a.txt").string());
}

TEST_F(FileTest, SaysWhatIsWrongWithAPath) {
  EXPECT_EQ(file_problem(folder_ / "none.txt").code, ErrorCode::kNotFound);
  EXPECT_NE(file_problem(folder_).message.find("folder"), std::string::npos);
  EXPECT_NE(file_problem("/dev/zero").message.find("device"), std::string::npos);
  EXPECT_EQ(file_problem("").code, ErrorCode::kUsage);
  ASSERT_EQ(::mkfifo((folder_ / "pipe").c_str(), 0600), 0);
  EXPECT_NE(file_problem(folder_ / "pipe").message.find("pipe"), std::string::npos);
}

TEST_F(FileTest, RefusesAHugeFileUnread) {
  std::ofstream(folder_ / "big.txt") << "x";
  std::filesystem::resize_file(folder_ / "big.txt", 200u << 20);  // sparse: takes no room
  const Error error = file_problem(folder_ / "big.txt");
  EXPECT_EQ(error.code, ErrorCode::kTooLarge);
  EXPECT_NE(error.message.find("67108864"), std::string::npos);
}

TEST_F(FileTest, ReadsAStreamToItsLimit) {
  std::istringstream in("It rained.");
  EXPECT_EQ(read_stream(in, "-", *model_, {}).reports.size(), 1u);
  Options options;
  options.max_bytes = 4;
  std::istringstream longer("It rained.");
  const Batch batch = read_stream(longer, "-", *model_, options);
  ASSERT_EQ(batch.problems.size(), 1u);
  EXPECT_EQ(batch.problems[0].code, ErrorCode::kTooLarge);
}

TEST_F(FileTest, KeepsTheSeedsByteForByteWithSoundFurniture) {
  const auto shared = testing::shared_dir();
  if (!shared) GTEST_SKIP() << "no shared data here (set STEMMA_SHARED)";
  for (const auto& entry : std::filesystem::directory_iterator(*shared / "seeds")) {
    const Batch batch = read_file(entry.path().string(), *model_, {});
    ASSERT_EQ(batch.reports.size(), 1u) << entry.path();
    std::ifstream in(entry.path(), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    EXPECT_EQ(batch.reports[0].text, bytes);
    std::uint32_t last = 0;
    std::size_t marked = 0;
    for (const Furniture& item : batch.reports[0].furniture) {
      EXPECT_GE(item.range.begin, last);
      last = item.range.end;
      marked += item.range.size();
    }
    EXPECT_LT(marked, bytes.size() / 20) << "prose was swallowed";
  }
}

}  // namespace
}  // namespace stemma::intake
