// WACZ: web archives inside a ZIP file.
#include "intake/wacz.h"

#include <archive.h>
#include <archive_entry.h>

#include <sstream>

#include "intake/pieces.h"
#include "support.h"
#include "support/gzip.h"

namespace stemma::intake {
namespace {

using testing::gzipped;

std::string page_record(int number) {
  const std::string answer =
      "HTTP/1.1 200 OK\r\nContent-Type: text/html; "
      "charset=ISO-8859-2\r\n\r\n<html><head><title>Pumps " +
      std::to_string(number) + "</title></head><body><article><p>Pump " + std::to_string(number) +
      " of \xA9"
      "ela stood still on Friday, the harbour board said in the evening, and the old town "
      "was without water.</p></article></body></html>";
  return "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/" +
         std::to_string(number) +
         "\r\nWARC-Date: 2031-03-07T09:30:00Z\r\nContent-Type: "
         "application/http\r\nContent-Length: " +
         std::to_string(answer.size()) + "\r\n\r\n" + answer + "\r\n\r\n";
}

using Files = std::vector<std::pair<std::string, std::string>>;

la_ssize_t append(archive*, void* to, const void* bytes, std::size_t size) {
  static_cast<std::string*>(to)->append(static_cast<const char*>(bytes), size);
  return static_cast<la_ssize_t>(size);
}

std::string zipped(const Files& files, bool store) {
  std::string out;
  archive* zip = archive_write_new();
  archive_write_set_format_zip(zip);
  store ? archive_write_zip_set_compression_store(zip)
        : archive_write_zip_set_compression_deflate(zip);
  archive_write_open2(zip, &out, nullptr, &append, nullptr, nullptr);
  for (const auto& [name, bytes] : files) {
    archive_entry* entry = archive_entry_new();
    archive_entry_set_pathname(entry, name.c_str());
    archive_entry_set_size(entry, static_cast<la_int64_t>(bytes.size()));
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_write_header(zip, entry);
    archive_write_data(zip, bytes.data(), bytes.size());
    archive_entry_free(entry);
  }
  archive_write_close(zip);
  archive_write_free(zip);
  return out;
}

class WaczTest : public IntakeTest {
 protected:
  Batch take(const std::string& bytes) {
    std::istringstream in(bytes);
    PieceReader pieces(in, "a.wacz", {});
    Batch all;
    while (auto piece = pieces.next()) {
      if (piece->problem) {
        all.problems.push_back(*piece->problem);
        continue;
      }
      Batch batch = read_piece(*piece, *model_, {});
      for (Report& r : batch.reports) all.reports.push_back(std::move(r));
      for (Error& e : batch.problems) all.problems.push_back(std::move(e));
    }
    return all;
  }
};

Files archive_files() {
  return {{"datapackage.json", "{}"},
          {"archive/data-1.warc.gz", gzipped(page_record(1)) + gzipped(page_record(2))},
          {"archive/data-2.warc", page_record(3)},
          {"pages/pages.jsonl", "{\"format\": \"json-pages-1.0\"}\n"}};
}

TEST_F(WaczTest, GivesThePagesOfItsArchives) {
  for (const bool store : {true, false}) {
    const Batch all = take(zipped(archive_files(), store));
    EXPECT_TRUE(all.problems.empty()) << all.problems[0].describe();
    ASSERT_EQ(all.reports.size(), 3u);
    EXPECT_EQ(all.reports[2].url, "https://a.example/3");
    EXPECT_EQ(all.reports[2].source, "a.wacz#3");
    EXPECT_TRUE(
        all.reports[2].text.starts_with("Pump 3 of \xC5\xA0"
                                        "ela"))
        << all.reports[2].text;
  }
}

TEST_F(WaczTest, CutAnywhereItGivesWhatStandsBefore) {
  const std::string whole = zipped(archive_files(), false);
  for (std::size_t size = 4; size < whole.size(); size += 13) {
    const Batch all = take(whole.substr(0, size));
    EXPECT_LE(all.reports.size(), 3u);
    EXPECT_TRUE(all.reports.size() == 3 || !all.problems.empty()) << size;
  }
}

TEST_F(WaczTest, OtherZipFilesSayWhatTheyAre) {
  const Batch all = take(zipped({{"word/document.xml", "<w/>"}}, false));
  ASSERT_EQ(all.problems.size(), 1u);
  EXPECT_NE(all.problems[0].message.find("no web archive"), std::string::npos);
}

TEST_F(WaczTest, WhatUnpacksWithoutEndIsGivenUp) {
  // A record of half a gigabyte of nothing, packed twice.
  std::string record = "WARC/1.0\r\nWARC-Type: metadata\r\nContent-Length: 536870912\r\n\r\n";
  record.resize(record.size() + (144u << 20), '\0');
  const Batch all = take(zipped({{"archive/bomb.warc.gz", gzipped(record)}}, false));
  EXPECT_TRUE(all.reports.empty());
  ASSERT_EQ(all.problems.size(), 1u);
  EXPECT_NE(all.problems[0].message.find("damaged"), std::string::npos);
}

}  // namespace
}  // namespace stemma::intake
