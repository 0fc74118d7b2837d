// Findings in the forms of the web: their shapes, and that what they quote is found again.
#include "library/export_web.h"

#include <nlohmann/json.hpp>
#include <pugixml.hpp>

#include "base/utf8.h"
#include "library/export.h"
#include "library/search.h"
#include "library/search_feed.h"
#include "library/support.h"

namespace stemma::library {
namespace {

using Json = nlohmann::json;

class ExportWebTest : public LibraryTest {
 protected:
  Library filled() {
    Library library = open();
    add_lines(library,
              report_lines(3) +
                  R"({"outlet": "Ledger", "title": "M\u00fcller <b>&\u0001</b>", "text": )"
                  R"("\u201cPumps run\u201d, Zo\u00eb M\u00fcller said on 7 March 2031 in Paris. )"
                  R"(Zo\u00eb M\u00fcller denied that 40 houses were dry. Zo\u00eb M\u00fcller )"
                  R"(denied that 40 houses were dry.", "published": "2031-03-07T10:00:00Z"})"
                  "\n");
    EXPECT_TRUE(refresh(library, models(), {}).ok());
    return library;
  }

  static std::string web(Library& library, const std::string& table, WebFormat format) {
    std::string out;
    const auto error =
        export_web(library, table, format, [&](std::string_view part) { out += part; });
    EXPECT_FALSE(error) << error->describe();
    return out;
  }

  static std::vector<Json> lines(const std::string& text) {
    std::vector<Json> out;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) out.push_back(Json::parse(line));
    return out;
  }

  /// The text of each version by the ids that annotations have.
  static std::map<std::string, std::string> texts(Library& library) {
    std::map<std::string, std::string> out;
    for (const Json& version : lines(table(library, "versions")))
      out["urn:stemma:" + version["id"].get<std::string>()] = version["text"];
    return out;
  }

  static std::string version_of(const std::string& id) { return id.substr(0, id.rfind('.')); }
};

TEST_F(ExportWebTest, ClaimsAreSchemaOrgClaims) {
  Library library = filled();
  const Json graph = Json::parse(web(library, "claims", WebFormat::kJsonLd));
  EXPECT_EQ(graph["@context"], "https://schema.org");
  ASSERT_EQ(graph["@graph"].size(), std::size_t(count(library, "claims")));
  std::set<std::string> ids;
  bool person = false;
  for (const Json& claim : graph["@graph"]) {
    EXPECT_EQ(claim["@type"], "Claim");
    EXPECT_TRUE(ids.insert(claim["@id"]).second);
    EXPECT_TRUE(claim["@id"].get<std::string>().starts_with("urn:stemma:"));
    EXPECT_NE(claim["text"], "");
    EXPECT_EQ(claim["appearance"]["@type"], "NewsArticle");
    EXPECT_EQ(claim["appearance"]["@id"], version_of(claim["@id"]));
    person = person || (claim.contains("author") && claim["author"]["@type"] == "Person" &&
                        claim["author"]["name"] == "Ana Moro");
  }
  EXPECT_TRUE(person);
}

TEST_F(ExportWebTest, PlacesAreGeoJson) {
  Library library = filled();
  const Json all = Json::parse(web(library, "places", WebFormat::kGeoJson));
  EXPECT_EQ(all["type"], "FeatureCollection");
  ASSERT_EQ(all["features"].size(), std::size_t(count(library, "places")));
  const auto text = texts(library);
  bool paris = false;
  for (const Json& feature : all["features"]) {
    EXPECT_EQ(feature["type"], "Feature");
    const Json& p = feature["properties"];
    ASSERT_TRUE(feature.contains("geometry"));
    if (!feature["geometry"].is_null()) {
      EXPECT_EQ(feature["geometry"]["type"], "Point");
      const Json& at = feature["geometry"]["coordinates"];
      ASSERT_EQ(at.size(), 2U);
      EXPECT_LE(std::abs(at[0].get<double>()), 180);  // longitude comes first
      EXPECT_LE(std::abs(at[1].get<double>()), 90);
      if (p["text"] == "Paris") paris = at[0].get<double>() < 10 && at[1].get<double>() > 45;
    }
    const std::string& whole = text.at(version_of(feature["id"]));
    EXPECT_EQ(p["text"], whole.substr(p["begin"],
                                      p["end"].get<std::size_t>() - p["begin"].get<std::size_t>()));
  }
  EXPECT_TRUE(paris);
}

TEST_F(ExportWebTest, AnnotationsQuoteWhatIsThere) {
  Library library = filled();
  const auto text = texts(library);
  for (const char* name : {"claims", "entities", "times", "quantities", "places"}) {
    const auto annotations = lines(web(library, name, WebFormat::kAnnotations));
    EXPECT_EQ(annotations.size(), std::size_t(count(library, name))) << name;
    for (const Json& annotation : annotations) {
      EXPECT_EQ(annotation["@context"], "http://www.w3.org/ns/anno.jsonld");
      EXPECT_EQ(annotation["type"], "Annotation");
      const std::string& whole = text.at(version_of(annotation["id"]));
      ASSERT_FALSE(annotation["target"].empty());
      for (const Json& target : annotation["target"]) {
        EXPECT_NE(target["source"], "");
        const Json& quote = target["selector"][0];
        const Json& position = target["selector"][1];
        EXPECT_EQ(quote["type"], "TextQuoteSelector");
        EXPECT_EQ(position["type"], "TextPositionSelector");
        // The quotation with what is around it is there once, where the position says.
        const std::string prefix = quote["prefix"];
        const std::string exact = quote["exact"];
        const std::string around = prefix + exact + quote["suffix"].get<std::string>();
        const std::size_t at = whole.find(around);
        ASSERT_NE(at, std::string::npos) << annotation;
        EXPECT_EQ(whole.find(around, at + 1), std::string::npos) << annotation;
        EXPECT_EQ(utf8::length(whole.substr(0, at + prefix.size())), position["start"]);
        EXPECT_EQ(utf8::length(whole.substr(0, at + prefix.size() + exact.size())),
                  position["end"]);
      }
    }
  }
}

TEST_F(ExportWebTest, AFormThatATableHasNotIsAUsageError) {
  Library library = filled();
  const auto nothing = [](std::string_view) {};
  EXPECT_EQ(export_web(library, "places", WebFormat::kJsonLd, nothing)->code, ErrorCode::kUsage);
  EXPECT_EQ(export_web(library, "claims", WebFormat::kGeoJson, nothing)->code, ErrorCode::kUsage);
  EXPECT_EQ(export_web(library, "reports", WebFormat::kAnnotations, nothing)->code,
            ErrorCode::kUsage);
}

TEST_F(ExportWebTest, ALibraryOfNothingIsWellFormed) {
  Library library = open();
  EXPECT_EQ(Json::parse(web(library, "claims", WebFormat::kJsonLd))["@graph"].size(), 0U);
  EXPECT_EQ(Json::parse(web(library, "places", WebFormat::kGeoJson))["features"].size(), 0U);
  EXPECT_EQ(web(library, "times", WebFormat::kAnnotations), "");
  pugi::xml_document feed;
  EXPECT_TRUE(feed.load_string(search_atom("x", {}).c_str()));
}

TEST_F(ExportWebTest, ASearchIsAnAtomFeed) {
  Library library = filled();
  const auto hits = search(library, "pump*", {.limit = 10, .newest_first = true});
  ASSERT_TRUE(hits.ok());
  ASSERT_EQ(hits->size(), 4U);
  pugi::xml_document document;
  ASSERT_TRUE(document.load_string(search_atom("pump* <&>", *hits).c_str()));
  const pugi::xml_node feed = document.child("feed");
  EXPECT_STREQ(feed.attribute("xmlns").value(), "http://www.w3.org/2005/Atom");
  EXPECT_STREQ(feed.child_value("title"), "pump* <&>");
  EXPECT_STREQ(feed.child_value("updated"), "2031-03-07T09:30:00Z");
  EXPECT_TRUE(std::string(feed.child_value("id")).starts_with("urn:stemma:search:"));
  std::set<std::string> ids;
  bool ledger = false;
  for (const pugi::xml_node entry : feed.children("entry")) {
    EXPECT_TRUE(ids.insert(entry.child_value("id")).second);
    for (const char* must : {"title", "updated", "summary"})
      EXPECT_STRNE(entry.child_value(must), "") << must;
    const std::string author = entry.child("author").child_value("name");
    EXPECT_NE(author, "");
    if (author == "Ledger") {
      ledger = true;
      EXPECT_STREQ(entry.child_value("title"), "Müller <b>&</b>");
      EXPECT_STREQ(entry.child_value("published"), "2031-03-07T10:00:00+00:00");
      EXPECT_FALSE(entry.child("link"));
    } else {
      EXPECT_FALSE(entry.child("published"));  // a day alone is no moment
      EXPECT_TRUE(std::string(entry.child("link").attribute("href").value())
                      .starts_with("https://courier.example/"));
    }
  }
  EXPECT_EQ(ids.size(), 4U);
  EXPECT_TRUE(ledger);
}

TEST_F(ExportWebTest, AFeedStaysTheSameUntilSomethingComesIn) {
  Library library = filled();
  const auto feed = [&] {
    return search_atom("pump*", *search(library, "pump*", {.limit = 10, .newest_first = true}));
  };
  const std::string before = feed();
  add_lines(library, report_line(1));  // known
  EXPECT_EQ(feed(), before);
  AddOptions later = still();
  later.now = [] { return std::string("2031-03-08T09:30:00Z"); };
  add_lines(library, report_line(9), later);
  const std::string after = feed();
  EXPECT_NE(after.find("<updated>2031-03-08T09:30:00Z</updated>"), std::string::npos);
  EXPECT_LT(after.find("district 9"), after.find("district 1<"));
}

}  // namespace
}  // namespace stemma::library
