#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "base/embedded.h"
#include "base/sha256.h"
#include "base/utf8.h"
#include "briefing/display.h"
#include "briefing/escape.h"
#include "briefing/fixture.h"
#include "briefing/lineage_svg.h"
#include "briefing/render.h"

namespace stemma::briefing {
namespace {

using stemma::testing::all_fixtures;

struct Tag {
  std::string name;
  std::string all;  // between < and >
};

/// The tags of a page in order. Text inside <style> and <script> is passed over, as browsers do.
std::vector<Tag> tags_of(const std::string& html) {
  std::vector<Tag> tags;
  for (std::size_t at = 0; (at = html.find('<', at)) != std::string::npos;) {
    std::size_t end = at + 1;
    for (char quote = 0; end < html.size() && (quote != 0 || html[end] != '>'); ++end) {
      if (html[end] == '"') quote = quote == 0 ? '"' : char{0};
    }
    const std::string all = html.substr(at + 1, end - at - 1);
    tags.push_back({all.substr(0, all.find_first_of(" /", 1)), all});
    at = end;
    if (tags.back().name == "style" || tags.back().name == "script") {
      at = html.find("</" + tags.back().name, at);
    }
  }
  return tags;
}

/// The first thing wrong with the nesting of the tags; empty if none.
std::string nesting_fault(const std::string& html) {
  const std::set<std::string> kVoid = {"!doctype", "meta", "br", "rect", "path", "circle"};
  std::vector<std::string> open;
  for (const Tag& tag : tags_of(html)) {
    if (kVoid.contains(tag.name)) continue;
    if (tag.name.front() != '/') {
      open.push_back(tag.name);
    } else if (open.empty() || open.back() != tag.name.substr(1)) {
      return "<" + tag.all + "> closes <" + (open.empty() ? "" : open.back()) + ">";
    } else {
      open.pop_back();
    }
  }
  return open.empty() ? "" : "<" + open.back() + "> stays open";
}

TEST(Html, TagsNestAndLinksLeadSomewhere) {
  for (const auto& [name, briefing] : all_fixtures()) {
    const std::string html = render_html(briefing);
    EXPECT_EQ(nesting_fault(html), "") << name;
    std::set<std::string> ids;
    std::vector<std::string> targets;
    for (const Tag& tag : tags_of(html)) {
      if (const std::size_t at = tag.all.find(" id=\""); at != std::string::npos) {
        const std::string id = tag.all.substr(at + 5, tag.all.find('"', at + 5) - at - 5);
        EXPECT_TRUE(ids.insert(id).second) << name << ": " << id << " twice";
      }
      if (const std::size_t at = tag.all.find("href=\""); at != std::string::npos) {
        targets.push_back(tag.all.substr(at + 6, tag.all.find('"', at + 6) - at - 6));
      }
    }
    for (const std::string& target : targets) {
      ASSERT_TRUE(target.starts_with('#')) << name << ": " << target;
      EXPECT_TRUE(ids.contains(target.substr(1))) << name << ": " << target;
    }
  }
}

TEST(Html, AsksForNothingFromElsewhere) {
  for (const auto& [name, briefing] : all_fixtures()) {
    for (const Tag& tag : tags_of(render_html(briefing))) {
      EXPECT_EQ(tag.all.find(" src="), std::string::npos) << name << ": " << tag.all;
      EXPECT_EQ(tag.all.find(" style="), std::string::npos) << name << ": " << tag.all;
      EXPECT_EQ(tag.all.find(" on"), std::string::npos) << name << ": " << tag.all;
      EXPECT_NE(tag.name, "link");
      EXPECT_NE(tag.name, "img");
    }
  }
  for (const char* file : {"briefing.css", "lineage.css", "briefing.js"}) {
    const auto asset = embedded_file(std::string("src/briefing/assets/") + file);
    ASSERT_TRUE(asset) << file;
    EXPECT_EQ(asset->find("url("), std::string_view::npos);
    EXPECT_EQ(asset->find("@import"), std::string_view::npos);
    EXPECT_EQ(asset->find("</"), std::string_view::npos);
  }
}

TEST(Html, HostileTextStaysText) {
  const std::string html = render_html(stemma::testing::hostile_reports());
  std::size_t scripts = 0;
  for (const Tag& tag : tags_of(html)) {
    if (tag.name == "script") ++scripts;
    EXPECT_NE(tag.name, "i");
    EXPECT_EQ(tag.all.find("alert(1)>"), std::string::npos) << tag.all;
  }
  EXPECT_EQ(scripts, 2u);
  EXPECT_EQ(html.find("<svg onload"), std::string::npos);
  EXPECT_EQ(html.find("<!--"), std::string::npos);
  EXPECT_NE(html.find("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"), std::string::npos);
  EXPECT_EQ(utf8::first_invalid(html), html.size());
  for (std::size_t at = 0; at < html.size();) {
    const utf8::CodePoint c = utf8::decode(html, at);
    EXPECT_FALSE(is_hostile(c.value)) << at;
    at += c.length;
  }
}

TEST(Html, NamesItsOwnStyleAndScriptInThePolicy) {
  const std::string html = render_html(stemma::testing::two_reports());
  for (const char* name : {"style", "script"}) {
    const std::string open = std::string("<") + name + ">";
    const std::size_t begin = html.find(open) + open.size();
    const std::size_t end = html.find(std::string("</") + name, begin);
    const std::string policy =
        std::string(name) + "-src 'sha256-" + sha256_base64(html.substr(begin, end - begin)) + "'";
    EXPECT_NE(html.find(policy), std::string::npos) << policy;
  }
}

TEST(Html, HoldsEachTextOnceSoThatFiftyReportsStaySmall) {
  const Briefing many = stemma::testing::many_reports(50);
  const std::string html = render_html(many);
  EXPECT_LT(html.size(), 300'000u);
  EXPECT_NE(html.find("Word 17 of the storm"), std::string::npos);
  EXPECT_EQ(html, render_html(many));
}

TEST(Html, MarksTheVeryWordsOfAChange) {
  const std::string html = render_html(stemma::testing::two_reports());
  EXPECT_NE(html.find("<mark class=\"variant\">relied on island pilots</mark>"), std::string::npos);
  EXPECT_NE(html.find("<mark class=\"warned\">drowned by the Office for Safety at Sea</mark>"),
            std::string::npos);
  EXPECT_NE(html.find("<span class=\"furniture\" title=\"date line\"><bdi>date 2031-03-11"),
            std::string::npos);
}

TEST(LineageSvg, DrawsEveryNodeAndEdgeWithoutOverlap) {
  for (const auto& [name, briefing] : all_fixtures()) {
    const std::string svg = render_lineage_svg(briefing);
    EXPECT_EQ(nesting_fault(svg), "") << name;
    std::size_t nodes = 0;
    std::size_t edges = 0;
    std::set<std::string> places;
    for (const Tag& tag : tags_of(svg)) {
      if (tag.all.starts_with("g class=\"node")) ++nodes;
      if (tag.all.starts_with("g class=\"edge")) ++edges;
      if (tag.name == "rect") {
        EXPECT_TRUE(places.insert(tag.all).second) << name << tag.all;
      }
    }
    EXPECT_EQ(nodes, briefing.lineage.nodes.size()) << name;
    EXPECT_EQ(edges, briefing.lineage.edges.size()) << name;
  }
}

TEST(LineageDot, QuotesLabels) {
  const std::string dot = render_lineage_dot(stemma::testing::hostile_reports());
  EXPECT_NE(dot.find("r1 -> r2 [label=\"excerpt, 67%\"]"), std::string::npos) << dot;
  EXPECT_NE(render_lineage_dot(stemma::testing::two_reports())
                .find("h1 [label=\"a Meridian story, not supplied\", style=dashed]"),
            std::string::npos);
}

TEST(Sha256, KnowsThePublishedExamples) {
  EXPECT_EQ(sha256_base64(""), "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
  EXPECT_EQ(sha256_base64("abc"), "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
  EXPECT_EQ(sha256_base64("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "JI1qYdIGOLjlwCaTDD5gOaM85Flk/yFn9uzt1BnbBsE=");
}

TEST(Escape, LeavesNothingThatCouldEndAnAttributeOrATag) {
  EXPECT_EQ(escape("<a b=\"c\" d='e'>&"), "&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;");
  EXPECT_EQ(escape("a\x1b\xE2\x80\xAE"
                   "b\nc"),
            "ab\nc");
}

TEST(Html, MapShowsLocationsAndNoGovernments) {
  stemma::testing::Desk desk;
  const ReportId r1 =
      desk.report("Sela Herald", "2031-03-11", {"Ten boats left Minsk for Port Sela."});
  Grounding& grounding = desk.briefing().groundings[0];
  PlaceValue town;
  town.range = desk.find(r1, "Minsk").range;
  town.entry = PlaceEntry{625144, "Minsk", PlaceKind::kSettlement, 53.9, 27.57, "BY", "Minsk City"};
  town.share = 1;
  town.basis = "the only place so named";
  town.role = PlaceRole::kActor;
  grounding.places = {town};
  EXPECT_EQ(render_html(desk.briefing()).find("id=\"map\""), std::string::npos);
  grounding.places[0].role = PlaceRole::kLocation;
  PlaceValue unknown;
  unknown.range = desk.find(r1, "Port Sela").range;
  unknown.basis = "in no gazetteer";
  grounding.places.push_back(unknown);
  const std::string page = render_html(desk.briefing());
  EXPECT_NE(page.find("<section id=\"map\""), std::string::npos);
  EXPECT_NE(page.find("class=\"land\""), std::string::npos);
  EXPECT_NE(page.find("class=\"town\""), std::string::npos);
  EXPECT_NE(page.find("Port Sela</bdi> <span class=\"quiet\">(in no gazetteer)"),
            std::string::npos);
  EXPECT_EQ(nesting_fault(page), "");
}

}  // namespace
}  // namespace stemma::briefing
