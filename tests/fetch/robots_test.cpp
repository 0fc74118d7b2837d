// What robots.txt allows; the rules' cases are RFC 9309's, told in our own words.
#include "fetch/robots.h"

#include <gtest/gtest.h>

namespace stemma::fetch {
namespace {

struct RobotsCase {
  const char* name;
  const char* text;
  std::vector<const char*> allowed;
  std::vector<const char*> refused;
};

class RobotsTest : public ::testing::TestWithParam<RobotsCase> {};

TEST_P(RobotsTest, Allows) {
  const Robots robots = Robots::parse(GetParam().text, "stemma");
  for (const char* path : GetParam().allowed) EXPECT_TRUE(robots.allows(path)) << path;
  for (const char* path : GetParam().refused) EXPECT_FALSE(robots.allows(path)) << path;
}

INSTANTIATE_TEST_SUITE_P(
    All, RobotsTest,
    ::testing::Values(
        RobotsCase{"nothing", "", {"/", "/a"}, {}},
        RobotsCase{"all_shut", "User-agent: *\nDisallow: /\n", {"/robots.txt"}, {"/", "/a"}},
        RobotsCase{"empty_rule_allows", "User-agent: *\nDisallow:\n", {"/a"}, {}},
        RobotsCase{"our_group_alone_counts",
                   "User-agent: *\nDisallow: /\nUser-Agent: Stemma/2.0\nDisallow: /private\n",
                   {"/a"},
                   {"/private/1"}},
        RobotsCase{"groups_that_name_us_are_joined",
                   "user-agent: stemma\ndisallow: /a\nuser-agent: other\ndisallow: /\n"
                   "user-agent: stemma\ndisallow: /b",
                   {"/c"},
                   {"/a", "/b"}},
        RobotsCase{"a_group_may_name_several",
                   "User-agent: other\nUser-agent: stemma\nDisallow: /a\n",
                   {"/b"},
                   {"/a"}},
        RobotsCase{"a_longer_name_is_another", "User-agent: stemma-bot\nDisallow: /\n", {"/a"}, {}},
        RobotsCase{"the_longest_rule_wins",
                   "User-agent: *\nAllow: /news/open\nDisallow: /news\n",
                   {"/news/open/1", "/"},
                   {"/news/1", "/newsletter"}},
        RobotsCase{"of_two_as_long_the_open_one",
                   "User-agent: *\nDisallow: /page\nAllow: /page\n",
                   {"/page"},
                   {}},
        RobotsCase{"stars_and_ends",
                   "User-agent: *\nDisallow: /*.pdf$\nDisallow: /*/print\nDisallow: /x*y*z\n",
                   {"/a.pdf?x", "/print", "/xzy"},
                   {"/a.pdf", "/b/c.pdf", "/a/printed", "/x-y-z", "/xyz1"}},
        RobotsCase{"several_spellings",
                   "User-agent: *\nDisallow: /caf\xC3\xA9\nDisallow: /%7Eana\nDisallow: /a%2fb\n",
                   {"/a/b"},
                   {"/caf%c3%a9", "/caf%C3%A9/1", "/~ana", "/a%2Fb"}},
        RobotsCase{"comments_and_line_ends",
                   "\xEF\xBB\xBFUser-agent: * # all\r\rDisallow: /a # not this\r\nfoo: bar\n:\n",
                   {"/b"},
                   {"/a"}},
        RobotsCase{"rules_before_any_group_are_nobodys", "Disallow: /\n", {"/a"}, {}},
        RobotsCase{"a_sitemap_does_not_end_a_group",
                   "User-agent: *\nSitemap: https://a.example/s.xml\nDisallow: /a\n",
                   {"/b"},
                   {"/a"}}),
    [](const auto& given) { return std::string(given.param.name); });

TEST(RobotsDelay, IsRead) {
  const auto delay = [](const char* text) { return Robots::parse(text, "stemma").delay(); };
  EXPECT_EQ(delay("User-agent: *\nCrawl-delay: 2.5\n"), std::chrono::milliseconds(2500));
  EXPECT_EQ(delay("User-agent: *\nCrawl-delay: soon\n"), std::nullopt);
  EXPECT_EQ(delay("User-agent: *\nCrawl-delay: -1\n"), std::nullopt);
  EXPECT_EQ(delay("User-agent: other\nCrawl-delay: 9\n"), std::nullopt);
  EXPECT_EQ(delay("User-agent: *\nCrawl-delay: 1e300\n"), std::chrono::hours(1));
}

}  // namespace
}  // namespace stemma::fetch
