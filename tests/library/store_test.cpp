// What counts as the same report, and that one comes out as it went in.
#include "library/store.h"

#include "library/compress.h"
#include "library/support.h"

namespace stemma::library {
namespace {

constexpr const char* kNow = "2031-03-07T09:30:00Z";

class StoreTest : public LibraryTest {
 protected:
  void SetUp() override {
    library_.emplace(open());
    ASSERT_FALSE(library_->db().run("INSERT INTO makers VALUES(1, 'intake', 'test')"));
  }

  Kept put(const Report& report, bool came_back = false) {
    Store store(library_->db());
    Transaction transaction(library_->db());
    const auto kept = store.put(report, 1, kNow, {.at = {}, .came_back = came_back});
    EXPECT_TRUE(kept.ok()) << kept.error().describe();
    EXPECT_FALSE(transaction.commit());
    return kept.ok() ? *kept : Kept::kKnown;
  }

  static Report report(const std::string& url, const std::string& text,
                       const std::string& outlet = "Courier") {
    Report report;
    report.url = url;
    report.text = text;
    report.outlet = outlet;
    return report;
  }

  std::optional<Library> library_;
};

TEST_F(StoreTest, TheSameReportTwiceIsOne) {
  EXPECT_EQ(put(report("https://a.example/1", "The gate held.")), Kept::kNewReport);
  EXPECT_EQ(put(report("https://a.example/1", "The gate held.")), Kept::kKnown);
  EXPECT_EQ(count(*library_, "versions"), 1);
}

TEST_F(StoreTest, AChangedTextAtOneAddressIsANewVersion) {
  put(report("https://a.example/1", "The gate held."));
  EXPECT_EQ(put(report("https://a.example/1", "The gate gave way.")), Kept::kNewVersion);
  EXPECT_EQ(count(*library_, "reports"), 1);
  EXPECT_EQ(count(*library_, "versions WHERE number = 2"), 1);
}

TEST_F(StoreTest, AnEarlierTextIsKnownUnlessItCameBack) {
  const Report held = report("https://a.example/1", "The gate held.");
  put(held);
  EXPECT_EQ(put(held, true), Kept::kKnown) << "it is the newest";
  const Report gave_way = report("https://a.example/1", "The gate gave way.");
  put(gave_way);
  EXPECT_EQ(put(held), Kept::kKnown);
  EXPECT_EQ(put(held, true), Kept::kNewVersion);
  EXPECT_EQ(put(held, true), Kept::kKnown);
  EXPECT_EQ(put(gave_way), Kept::kKnown);
  EXPECT_EQ(put(gave_way, true), Kept::kNewVersion);
  EXPECT_EQ(put(held, true), Kept::kNewVersion);
  EXPECT_EQ(count(*library_, "versions WHERE number <= 5"), 5);
}

TEST_F(StoreTest, AChangedTitleIsANewVersion) {
  Report r = report("https://a.example/1", "The gate held.");
  r.title = "All is well";
  put(r);
  r.title = "All was well";
  EXPECT_EQ(put(r), Kept::kNewVersion);
}

TEST_F(StoreTest, TheSameTextAtTwoAddressesIsTwoReports) {
  put(report("https://a.example/1", "The gate held."));
  EXPECT_EQ(put(report("https://b.example/1", "The gate held.")), Kept::kNewReport);
}

TEST_F(StoreTest, WithoutAnAddressOutletAndTextCount) {
  put(report("", "The gate held.", "Courier"));
  EXPECT_EQ(put(report("", "The gate held.", "Courier")), Kept::kKnown);
  EXPECT_EQ(put(report("", "The gate held.", "Ledger")), Kept::kNewReport);
  EXPECT_EQ(put(report("", "The gate held!", "Courier")), Kept::kNewReport);
}

TEST_F(StoreTest, IdsHangOnTheReportAlone) {
  EXPECT_EQ(public_id(report("https://a.example/1", "x")),
            public_id(report("https://a.example/1", "y")));
  EXPECT_NE(public_id(report("", "x")), public_id(report("", "y")));
  // Outlet and text do not run into one another.
  EXPECT_NE(public_id(report("", "bc", "a")), public_id(report("", "c", "ab")));
  EXPECT_EQ(public_id(report("https://a.example/1", "x")).size(), 16u);
}

TEST_F(StoreTest, AReportComesOutAsItWentIn) {
  Report in = report("https://a.example/1", "LOADING\nPumps stood still \xE2\x80\x93 all night.");
  in.title = "Pumps";
  in.source = "feed.jsonl:3";
  in.external_id = "17";
  in.format = ReportFormat::kHtml;
  in.published = Published{"2031-03-07", DateBasis::kStatedInText, "date header", ByteRange{0, 7}};
  in.published_in_part = Published{"XXXX-03-07", DateBasis::kMetadata, "meta date", std::nullopt};
  in.furniture = {{{0, 7}, FurnitureKind::kLoading}};
  in.notes = {"decoded from windows-1252", "with \"marks\""};
  put(in);
  const auto out = load_version(library_->db(), 1);
  ASSERT_TRUE(out.ok()) << out.error().describe();
  EXPECT_EQ(out->text, in.text);
  EXPECT_EQ(out->title, in.title);
  EXPECT_EQ(out->outlet, in.outlet);
  EXPECT_EQ(out->url, in.url);
  EXPECT_EQ(out->source, in.source);
  EXPECT_EQ(out->external_id, in.external_id);
  EXPECT_EQ(out->format, in.format);
  EXPECT_EQ(out->furniture, in.furniture);
  EXPECT_EQ(out->notes, in.notes);
  ASSERT_TRUE(out->published && out->published_in_part);
  EXPECT_EQ(out->published->value, in.published->value);
  EXPECT_EQ(out->published->basis, in.published->basis);
  EXPECT_EQ(out->published->reason, in.published->reason);
  EXPECT_EQ(out->published->evidence, in.published->evidence);
  EXPECT_EQ(out->published_in_part->value, in.published_in_part->value);
  EXPECT_FALSE(out->published_in_part->evidence);
}

TEST_F(StoreTest, AVersionThatIsNotThereIsNotFound) {
  EXPECT_EQ(load_version(library_->db(), 7).error().code, ErrorCode::kNotFound);
}

TEST(Compress, DecompressUndoesCompress) {
  for (const std::string& text : {std::string(), std::string("a"), std::string(100000, 'x')}) {
    const auto back = decompress(compress(text), text.size());
    ASSERT_TRUE(back.ok());
    EXPECT_EQ(*back, text);
  }
}

TEST(Compress, ADamagedFrameIsAnError) {
  const std::string frame = compress("Pumps stood still all night.");
  EXPECT_FALSE(decompress(frame, 5).ok());
  EXPECT_FALSE(decompress(frame.substr(0, frame.size() - 3), 28).ok());
  EXPECT_FALSE(decompress("no frame", 28).ok());
  EXPECT_FALSE(decompress(frame, std::size_t{1} << 40).ok());
}

}  // namespace
}  // namespace stemma::library
