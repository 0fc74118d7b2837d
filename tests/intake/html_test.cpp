
#include "support.h"
#include "support/timing.h"

namespace stemma::intake {
namespace {

class HtmlTest : public IntakeTest {
 protected:
  static std::string page(std::string_view head, std::string_view body) {
    return "<!doctype html><html><head>" + std::string(head) + "</head><body>" + std::string(body) +
           "</body></html>";
  }
};

constexpr std::string_view kBody =
    "<nav><a href=/>Home</a> <a href=/w>World</a></nav>"
    "<article><h1>Bridge reopens</h1><p class=byline>By Ana Moro</p>"
    "<p>The bridge in Port Sela, closed since the storm, reopened on <b>Fri</b>day, officials "
    "said.</p><script>var x = '<p>not words</p>';</script>"
    "<figure><img src=a.jpg><figcaption>Cars on the bridge. Credit: Meridian</figcaption></figure>"
    "<p>It had been shut for nine days, and lorries, buses and carts had to go round by the "
    "hills, the port authority said&nbsp;&mdash; a detour of two hours.</p>"
    "<div class=share-tools>Share on Facebook</div></article>"
    "<aside>More stories</aside><footer>All rights reserved</footer>";

TEST_F(HtmlTest, TakesTheArticleOutOfThePage) {
  const Report got = report(page("<title>Bridge reopens</title>", kBody), "page.html");
  EXPECT_EQ(got.format, ReportFormat::kHtml);
  EXPECT_EQ(got.text,
            "Bridge reopens\n\nBy Ana Moro\n\n"
            "The bridge in Port Sela, closed since the storm, reopened on Friday, officials "
            "said.\n\nCars on the bridge. Credit: Meridian\n\n"
            "It had been shut for nine days, and lorries, buses and carts had to go round by the "
            "hills, the port authority said \xE2\x80\x94 a detour of two hours.");
  ASSERT_EQ(got.furniture.size(), 3u);
  EXPECT_EQ(got.furniture[0].kind, FurnitureKind::kHeadline);
  EXPECT_EQ(got.furniture[1].kind, FurnitureKind::kByline);
  EXPECT_EQ(slice(got.text, got.furniture[2].range), "Cars on the bridge. Credit: Meridian");
}

TEST_F(HtmlTest, ReadsWhatThePageSaysOfItself) {
  const Report got =
      report(page("<meta property=og:title content=\"Bridge &quot;reopens&quot; | Harbour Post\">"
                  "<meta property=og:site_name content='Harbour Post'>"
                  "<link rel=canonical href=https://post.example/bridge>"
                  "<meta property=article:published_time content=2031-03-08>"
                  "<script type=\"application/ld+json\">{\"@graph\":[{\"@type\":[\"NewsArticle\"],"
                  "\"datePublished\":\"2031-03-07T10:00:00Z\"}]}</script>",
                  kBody),
             "page.html");
  EXPECT_EQ(got.title, "Bridge \"reopens\"");
  EXPECT_EQ(got.outlet, "Harbour Post");
  EXPECT_EQ(got.url, "https://post.example/bridge");
  ASSERT_TRUE(got.published);
  EXPECT_EQ(got.published->value, "2031-03-07T10:00:00+00:00");
  EXPECT_EQ(got.published->reason, "JSON-LD datePublished");
}

TEST_F(HtmlTest, FallsBackFromBrokenMetadata) {
  const Report got = report(page("<script type=application/ld+json>{\"@type\":</script>"
                                 "<meta name=date content='03/07/2031'>"
                                 "<meta name=pubdate content='7 March 2031'><title>T</title>",
                                 kBody),
                            "page.html");
  ASSERT_TRUE(got.published);
  EXPECT_EQ(got.published->value, "2031-03-07");
  EXPECT_EQ(got.published->reason, "meta pubdate");
}

TEST_F(HtmlTest, DecodesByTheDeclaredCharset) {
  const Report got =
      report("<meta charset=windows-1251><p>\xCF\xEE\xF0\xF2 \xD1\xE5\xEB\xE0 \xF0\xE5\xEA\xE0</p>",
             "page.html");
  EXPECT_EQ(got.text,
            "\xD0\x9F\xD0\xBE\xD1\x80\xD1\x82 \xD0\xA1\xD0\xB5\xD0\xBB\xD0\xB0 "
            "\xD1\x80\xD0\xB5\xD0\xBA\xD0\xB0");
}

TEST_F(HtmlTest, SaysThatAPageHasNoWords) {
  const Error error = problem(page("", "<script>load()</script>"), "page.html");
  EXPECT_EQ(error.code, ErrorCode::kEmpty);
  EXPECT_NE(error.message.find("browser"), std::string::npos);
}

TEST_F(HtmlTest, OddEntitiesGiveValidText) {
  EXPECT_EQ(report("<p>a&#0;b &#xD800; &amp;lt; &noentity; x</p>", "page.html").text,
            "a\xEF\xBF\xBD"
            "b \xEF\xBF\xBD &lt; &noentity; x");
}

TEST_F(HtmlTest, SurvivesBombs) {
  const auto many = [](std::string_view unit, std::size_t count) {
    std::string out;
    while (count-- > 0) out += unit;
    return out;
  };
  std::string fonts;
  for (int i = 0; i < 2000; ++i) fonts += "<font size=" + std::to_string(i) + ">";
  std::string attributes = "<div";
  for (int i = 0; i < 10'000; ++i) attributes += " a" + std::to_string(i) + "=1";
  const std::string bombs[] = {
      many("<div>", 20'000) + "words",
      many("<span><div></span>", 10'000) + "words",
      many("<table><tr><td>", 10'000) + "words",
      many("<form><div></form>", 10'000) + "words",
      many("<ul><li>", 10'000) + "words",
      many("<a><div>", 10'000) + "words",
      many("<h1><h2>", 10'000) + "words",
      many("<svg>", 20'000) + "words",
      many("<!--", 20'000) + "--><p>words",
      many("<title>", 20'000) + "words",
      many("<", 60'000) + "words",
      fonts + many("<p>words", 10'000),
      attributes + ">words",
      many("&", 60'000) + "words",
  };
  for (const std::string& bomb : bombs) {
    Batch batch;
    const double seconds =
        testing::cpu_seconds([&] { batch = read("<html>" + bomb, "bomb.html"); });
    EXPECT_EQ(batch.reports.size() + batch.problems.size(), 1u) << bomb.substr(0, 40);
    EXPECT_LT(seconds, 20) << bomb.substr(0, 40);
  }
}

}  // namespace
}  // namespace stemma::intake
