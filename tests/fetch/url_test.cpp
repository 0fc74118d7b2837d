#include "fetch/url.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>

#include "fetch/address.h"
#include "fetch/curl_transport.h"

namespace stemma::fetch {
namespace {

struct UrlCase {
  const char* given;
  const char* base;
  const char* text;  // empty: refused
  const char* origin;
};

class UrlTest : public ::testing::TestWithParam<UrlCase> {};

TEST_P(UrlTest, IsReadAndResolved) {
  const auto url = parse_url(GetParam().given, GetParam().base);
  const std::string expected = GetParam().text;
  ASSERT_EQ(url.ok(), !expected.empty()) << (url ? url->text : url.error().describe());
  if (!url) return;
  EXPECT_EQ(url->text, expected);
  EXPECT_EQ(url->origin, GetParam().origin);
  // Read again, it is the same.
  const auto again = parse_url(url->text);
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(again->text, url->text);
}

INSTANTIATE_TEST_SUITE_P(
    All, UrlTest,
    ::testing::Values(UrlCase{"https://courier.example", "", "https://courier.example/",
                              "https://courier.example:443"},
                      UrlCase{"HTTPS://Courier.Example:443/A?b=1#top", "",
                              "https://courier.example/A?b=1", "https://courier.example:443"},
                      UrlCase{"http://courier.example:8080/a b", "",
                              "http://courier.example:8080/a%20b", "http://courier.example:8080"},
                      UrlCase{"http://courier.example./x", "", "http://courier.example/x",
                              "http://courier.example:80"},
                      UrlCase{"http://[::1]/x", "", "http://[::1]/x", "http://[::1]:80"},
                      UrlCase{"../feed?x", "https://courier.example/a/b/c",
                              "https://courier.example/a/feed?x", "https://courier.example:443"},
                      UrlCase{"//ledger.example/1", "https://courier.example/a",
                              "https://ledger.example/1", "https://ledger.example:443"},
                      UrlCase{"/robots.txt", "http://courier.example:81/a?b",
                              "http://courier.example:81/robots.txt", "http://courier.example:81"},
                      UrlCase{"http://0x7f.1/", "", "http://127.0.0.1/", "http://127.0.0.1:80"},
                      UrlCase{"http://2130706433/", "", "http://127.0.0.1/", "http://127.0.0.1:80"},
                      UrlCase{"file:///etc/passwd", "", "", ""},
                      UrlCase{"ftp://courier.example/", "", "", ""},
                      UrlCase{"javascript:alert(1)", "https://courier.example/", "", ""},
                      UrlCase{"gopher://127.0.0.1:25/", "https://courier.example/", "", ""},
                      UrlCase{"https://ana:secret@courier.example/", "", "", ""},
                      UrlCase{"https://", "", "", ""}, UrlCase{"", "", "", ""},
                      UrlCase{"just words", "", "", ""}, UrlCase{"http://a b/", "", "", ""},
                      UrlCase{"https://\xB3.example/7", "", "", ""},
                      UrlCase{"//\xB3.example/7", "https://courier.example/", "", ""}));

TEST(Url, SitesAreToldApart) {
  EXPECT_TRUE(same_site("www.courier.example", "courier.example"));
  EXPECT_TRUE(same_site("courier.example", "amp.courier.example"));
  EXPECT_FALSE(same_site("notcourier.example", "courier.example"));
  EXPECT_FALSE(same_site("courier.example", "example"));
  EXPECT_FALSE(same_site("courier.example", ""));
}

TEST(Url, AHostLiesInItsDomains) {
  EXPECT_TRUE(lies_in("courier.example", "courier.example"));
  EXPECT_TRUE(lies_in("www.courier.example", "example"));
  EXPECT_FALSE(lies_in("courier.example", "www.courier.example"));
  EXPECT_FALSE(lies_in("notcourier.example", "courier.example"));
  EXPECT_FALSE(lies_in("courier.example", ""));
}

TEST(Address, OnlyThePublicsArePublic) {
  for (const char* address :
       {"93.184.216.34", "8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:2800:220:1::1",
        "2a00:1450::1", "64:ff9b::808:808", "2002:808:808::1", "::ffff:8.8.8.8"})
    EXPECT_EQ(literal_is_public(address), true) << address;
  for (const char* address : {"127.0.0.1",
                              "127.8.9.1",
                              "10.1.2.3",
                              "172.16.0.1",
                              "172.31.255.255",
                              "192.168.1.1",
                              "169.254.169.254",
                              "100.64.0.1",
                              "0.0.0.0",
                              "224.0.0.1",
                              "255.255.255.255",
                              "198.18.0.1",
                              "::1",
                              "::",
                              "fe80::1",
                              "fe80::1%eth0",
                              "fc00::1",
                              "fd12::1",
                              "ff02::1",
                              "2001:db8::1",
                              "2001::1",
                              "::ffff:127.0.0.1",
                              "::ffff:10.0.0.1",
                              "64:ff9b::7f00:1",
                              "2002:7f00:1::1",
                              "::127.0.0.1"})
    EXPECT_EQ(literal_is_public(address), false) << address;
  EXPECT_EQ(literal_is_public("courier.example"), std::nullopt);
}

TEST(Proxies, AreChosenByAddress) {
  const Proxies proxies{"http://p:1", "http://p:2", "localhost, .courier.example,10.0.0.1"};
  EXPECT_EQ(proxies.of("ledger.example", false), "http://p:1");
  EXPECT_EQ(proxies.of("ledger.example", true), "http://p:2");
  EXPECT_EQ(proxies.of("courier.example", true), "");
  EXPECT_EQ(proxies.of("www.courier.example", true), "");
  EXPECT_EQ(proxies.of("notcourier.example", true), "http://p:2");
  EXPECT_EQ(proxies.of("localhost", false), "");
  EXPECT_EQ((Proxies{"http://p:1", "", "*"}).of("a.example", false), "");
}

}  // namespace
}  // namespace stemma::fetch
