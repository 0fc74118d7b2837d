// The language of reports. All texts are our own.

#include "intake/text_language.h"
#include "support.h"
#include "support/paths.h"

namespace stemma::intake {
namespace {

struct Sample {
  const char* code;  // what must be found; empty: nothing may be claimed
  const char* text;
};

class LanguageTest : public ::testing::TestWithParam<Sample> {};

TEST_P(LanguageTest, IsFoundFromTheWords) {
  const auto found = detect_language(GetParam().text);
  EXPECT_EQ(found ? found->code : "", GetParam().code) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    All, LanguageTest,
    ::testing::Values(
        Sample{"en",
               "The pumps of the harbour stood still on Friday, and the old town was without water "
               "until the morning, the board said in the evening."},
        Sample{"de",
               "Die Pumpen am Hafen standen am Freitag still, und die Altstadt war bis zum Morgen "
               "ohne Wasser, teilte die Verwaltung am Abend mit."},
        Sample{"fr",
               "Les pompes du port se sont arr\xC3\xAAt\xC3\xA9"
               "es vendredi et la vieille ville est "
               "rest\xC3\xA9"
               "e sans eau jusqu'au matin, a annonc\xC3\xA9 la direction dans la soir\xC3\xA9"
               "e."},
        Sample{
            "es",
            "Las bombas del puerto se detuvieron el viernes y el casco antiguo se qued\xC3\xB3 sin "
            "agua hasta la ma\xC3\xB1"
            "ana, inform\xC3\xB3 la administraci\xC3\xB3n por la noche."},
        Sample{"it",
               "Le pompe del porto si sono fermate venerd\xC3\xAC e la citt\xC3\xA0 vecchia "
               "\xC3\xA8 rimasta "
               "senza acqua fino al mattino, ha detto in serata la direzione."},
        Sample{
            "nl",
            "De pompen in de haven stonden vrijdag stil en de oude stad zat tot de ochtend zonder "
            "water, meldde het bestuur in de avond."},
        Sample{"pl",
               "Pompy w porcie stan\xC4\x99\xC5\x82y w pi\xC4\x85tek, a stare miasto by\xC5\x82o "
               "bez wody a\xC5\xBC do "
               "rana, poinformowa\xC5\x82 wieczorem zarz\xC4\x85"
               "d portu."},
        Sample{"tr",
               "Liman\xC4\xB1n pompalar\xC4\xB1 cuma g\xC3\xBCn\xC3\xBC durdu ve eski \xC5\x9F"
               "ehir sabaha kadar susuz "
               "kald\xC4\xB1, dedi y\xC3\xB6netim ak\xC5\x9F"
               "am saatlerinde."},
        Sample{"ru",
               "Насосы в порту остановились в пятницу, и старый город оставался без воды до утра, "
               "сообщило вечером управление."},
        Sample{"uk",
               "Насоси в порту зупинилися у п'ятницю, і старе місто залишалося без води до ранку, "
               "повідомило ввечері управління порту."},
        Sample{
            "el",
            "Οι αντλίες του λιμανιού σταμάτησαν την Παρασκευή και η παλιά πόλη έμεινε χωρίς νερό "
            "μέχρι το πρωί."},
        Sample{"ar",
               "توقفت مضخات الميناء يوم الجمعة وبقيت المدينة القديمة بلا ماء حتى الصباح كما أعلنت "
               "الإدارة في المساء."},
        Sample{"zh",
               "港口的水泵星期五停止运转，老城直到早晨都没有水，管理部门晚上表示。居民们在广场上排"
               "队等候，希望能够尽快得到饮用水。"},
        Sample{"ja",
               "港のポンプは金曜日に止まり、旧市街は朝まで水がなかったと、管理局は夜に発表した。住"
               "民は広場に並んで水を待っていた。"},
        Sample{"", "Pumps stood still."}, Sample{"", "Port Sela, 7. 3. 2031: 14, 15, 16."},
        Sample{"", ""},
        Sample{
            "",
            "The pumps of the harbour stood still on Friday, the board said. Die Altstadt war bis "
            "zum Morgen ohne Wasser, teilte die Verwaltung mit."}));

class ReportLanguageTest : public IntakeTest {
 protected:
  static std::string page(const std::string& attributes, const std::string& head,
                          const std::string& words) {
    return "<html " + attributes + "><head>" + head + "</head><body><article><p>" + words +
           "</p></article></body></html>";
  }
};

constexpr const char* kGerman =
    "Die Pumpen am Hafen standen am Freitag still, und die Altstadt war bis zum Morgen ohne "
    "Wasser, "
    "teilte die Verwaltung am Abend mit.";
constexpr const char* kEnglish =
    "The pumps of the harbour stood still on Friday, and the old town was without water until the "
    "morning, the board said in the evening.";

TEST_F(ReportLanguageTest, ThePagesWordCountsFirst) {
  const Report said = report(page("lang=de-AT", "", "Pumpen stehen still."), "p.html");
  EXPECT_EQ(said.language, "de");
  EXPECT_EQ(said.language_basis, "html lang");
  EXPECT_FALSE(is_read(said));
  const Report linked =
      report(page("",
                  "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"inLanguage\":"
                  "\"fr\"}</script>",
                  "Les pompes."),
             "p.html");
  EXPECT_EQ(linked.language, "fr");
  const Report meta = report(
      page("", "<meta http-equiv=Content-Language content='es-MX, en'>", "Las bombas."), "p.html");
  EXPECT_EQ(meta.language, "es");
}

TEST_F(ReportLanguageTest, LongPlainWordsOverruleATemplate) {
  std::string german;
  std::string english;
  for (int i = 0; i < 6; ++i) {
    german += std::string(kGerman) + " ";
    english += std::string(kEnglish) + " ";
  }
  const Report a = report(page("lang=en", "", german), "p.html");
  EXPECT_EQ(a.language, "de");
  EXPECT_EQ(a.language_basis, "the words");
  const Report b = report(page("lang=de", "", english), "p.html");
  EXPECT_EQ(b.language, "en");
  EXPECT_TRUE(is_read(b));
  // Between two foreign languages the page knows best.
  EXPECT_EQ(report(page("lang=nl", "", german), "p.html").language, "nl");
}

TEST_F(ReportLanguageTest, WhatIsNotKnownIsRead) {
  const Report open = report("Pumps stood still.");
  EXPECT_EQ(open.language, "");
  EXPECT_TRUE(is_read(open));
  EXPECT_EQ(report(std::string(kGerman)).language, "de");
}

TEST_F(ReportLanguageTest, TagsAreTakenInAllTheirForms) {
  EXPECT_EQ(language_code("EN_us"), "en");
  EXPECT_EQ(language_code("deu"), "de");
  EXPECT_EQ(language_code("zh-Hant"), "zh");
  EXPECT_EQ(language_code("und"), "");
  EXPECT_EQ(language_code("English"), "");
  EXPECT_EQ(language_code(""), "");
  EXPECT_EQ(language_name("de"), "German");
}

class MetadataTest : public ReportLanguageTest {};

TEST_F(MetadataTest, BylinesComeFromEachOfTheirPlaces) {
  const auto byline = [&](const std::string& head, const std::string& before = {}) {
    return report("<html><head>" + head + "</head><body><article>" + before + "<p>" + kEnglish +
                      "</p></article></body></html>",
                  "p.html")
        .byline;
  };
  EXPECT_EQ(byline("<meta name=author content='Ana Moro'>"), "Ana Moro");
  EXPECT_EQ(byline("<meta property='article:author' content='https://x.example/ana'>"), "");
  EXPECT_EQ(
      byline("<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"author\":[{\"name\":"
             "\"Ana Moro\"},\"Ben Hale\"]}</script>"),
      "Ana Moro, Ben Hale");
  EXPECT_EQ(byline("",
                   "<span itemprop=author itemscope><a itemprop=name href=/a>Ana Moro</a> on "
                   "pumps</span>"),
            "Ana Moro");
  EXPECT_EQ(byline("", "<p class=byline>By Ana Moro</p>"), "Ana Moro");
  EXPECT_EQ(byline(""), "");
}

TEST_F(MetadataTest, MicrodataGivesTitleAndOutlet) {
  const Report got = report(
      "<html><body><article><div itemprop=publisher itemscope><meta itemprop=name content='Port "
      "Sela "
      "Courier'></div><h2 itemprop=headline>Pumps stand still</h2><time itemprop=datePublished "
      "datetime=2031-03-07></time><p>" +
          std::string(kEnglish) + "</p></article></body></html>",
      "p.html");
  EXPECT_EQ(got.title, "Pumps stand still");
  EXPECT_EQ(got.outlet, "Port Sela Courier");
  ASSERT_TRUE(got.published);
  EXPECT_EQ(got.published->value, "2031-03-07");
}

/// No English news may be taken for foreign: it would go unread.
TEST_F(ReportLanguageTest, AllGoldNewsIsEnglish) {
  const auto folder = testing::shared_dir();
  if (!folder) GTEST_SKIP() << "no shared data";
  std::size_t reports = 0;
  for (const char* name : {"gold/stream/t17-haiti.jsonl", "gold/stream/t17-finan.jsonl",
                           "gold/stories/basil-dev.jsonl"}) {
    const Batch batch = read_file((*folder / name).string(), *model_, {});
    reports += batch.reports.size();
    for (const Report& one : batch.reports)
      EXPECT_TRUE(is_read(one)) << one.source << ": " << one.language << ", " << one.language_basis;
  }
  EXPECT_GT(reports, 100u);
}

}  // namespace
}  // namespace stemma::intake
