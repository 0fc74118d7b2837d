// The transport against a server of this test that behaves badly. Only the loopback is touched.
#include "fetch/curl_transport.h"

#include <gtest/gtest.h>

#include "support/gzip.h"
#include "support/local_server.h"

namespace stemma::fetch {
namespace {

using Failure = Response::Failure;
using testing::Exchange;
using testing::gzipped;
using testing::http_answer;
using testing::LocalServer;

void answer(const Exchange& exchange) {
  const std::string& path = exchange.path;
  if (path == "/page") {
    exchange.send(http_answer("200 OK", "ETag: \"7\"\r\nContent-Type: text/html\r\n", "words"));
  } else if (path == "/agent") {
    exchange.send(http_answer("200 OK", "", exchange.header("User-Agent")));
  } else if (path == "/known") {
    exchange.send(http_answer(
        exchange.header("If-None-Match") == "\"7\"" ? "304 Not Modified" : "200 OK", "", ""));
  } else if (path == "/redirect") {
    exchange.send(http_answer("302 Found", "Location: http://10.0.0.1/\r\n", ""));
  } else if (path == "/endless") {
    exchange.send("HTTP/1.1 200 OK\r\n\r\n");
    while (exchange.send(std::string(10'000, 'x'))) {
    }
  } else if (path == "/drip") {
    exchange.send("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
    while (exchange.send("x")) std::this_thread::sleep_for(std::chrono::milliseconds(20));
  } else if (path == "/silent") {
    while (!exchange.stopping()) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  } else if (path == "/short") {
    exchange.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this");
  } else if (path == "/long") {
    exchange.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\nConnection: close\r\n\r\nonly this");
  } else if (path == "/nonsense_length") {
    exchange.send("HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\nwords");
  } else if (path == "/one_header") {
    exchange.send("HTTP/1.1 200 OK\r\nX: " + std::string(200'000, 'x') + "\r\n\r\nwords");
  } else if (path == "/many_headers") {
    exchange.send("HTTP/1.1 200 OK\r\n");
    while (exchange.send("X-Header: " + std::string(100, 'x') + "\r\n")) {
    }
  } else if (path == "/bomb") {
    exchange.send(http_answer("200 OK", "Content-Encoding: gzip\r\n",
                              gzipped(std::string(10'000'000, '\0'))));
  } else if (path == "/bomb_in_bomb") {
    exchange.send(http_answer("200 OK", "Content-Encoding: gzip, gzip\r\n",
                              gzipped(gzipped(std::string(10'000'000, '\0')))));
  } else if (path == "/packed") {
    exchange.send(http_answer("200 OK", "Content-Encoding: gzip\r\n", gzipped("words")));
  } else if (path == "/garbage") {
    exchange.send(std::string("\x00\x01\x02 no protocol at all\r\n\r\n", 27));
  } else if (path == "/broken_gzip") {
    exchange.send(http_answer("200 OK", "Content-Encoding: gzip\r\n", "no gzip at all"));
  }
}

class CurlTransportTest : public ::testing::Test {
 protected:
  static CurlOptions options() {
    CurlOptions out;
    out.user_agent = "stemma/test (+desk@courier.example)";
    out.allow_private = true;
    out.max_bytes = 1'000'000;
    out.timeout = std::chrono::milliseconds(20'000);
    return out;
  }

  Response get(const std::string& path, const CurlOptions& with = options(),
               const std::string& etag = {}) {
    CurlTransport transport(with);
    return transport.get({.url = server_.url(path), .etag = etag, .modified = {}});
  }

  LocalServer server_{&answer};
};

TEST_F(CurlTransportTest, GetsAPage) {
  const Response page = get("/page");
  EXPECT_EQ(page.failure, Failure::kNone) << page.reason;
  EXPECT_EQ(page.status, 200);
  EXPECT_EQ(page.body, "words");
  EXPECT_EQ(page.header("etag"), "\"7\"");
  EXPECT_EQ(get("/agent").body, "stemma/test (+desk@courier.example)");
  EXPECT_EQ(get("/packed").body, "words");
  EXPECT_EQ(get("/known", options(), "\"7\"").status, 304);
  EXPECT_EQ(get("/known", options(), "\"6\"").status, 200);
}

TEST_F(CurlTransportTest, FollowsNothingByItself) {
  const Response page = get("/redirect");
  EXPECT_EQ(page.status, 302);
  EXPECT_EQ(page.header("location"), "http://10.0.0.1/");
}

TEST_F(CurlTransportTest, PrivateAddressesAreRefusedWhateverTheyAreCalled) {
  CurlOptions strict = options();
  strict.allow_private = false;
  CurlTransport transport(strict);
  const std::string port = ":" + std::to_string(server_.port()) + "/page";
  // A name that resolves to the loopback is only known for what it is once it is connected to.
  for (const std::string host : {"127.0.0.1", "localhost", "0x7f.1", "[::ffff:127.0.0.1]"}) {
    const Response page =
        transport.get({.url = "http://" + host + port, .etag = {}, .modified = {}});
    EXPECT_EQ(page.failure, Failure::kForbidden) << host << ": " << page.reason;
    EXPECT_NE(page.reason.find("not a public one"), std::string::npos) << page.reason;
  }
  EXPECT_TRUE(server_.asked().empty());
}

TEST_F(CurlTransportTest, WhatIsTooMuchIsCutOff) {
  for (const char* path : {"/endless", "/bomb", "/bomb_in_bomb", "/one_header", "/many_headers"}) {
    const Response page = get(path);
    EXPECT_EQ(page.failure, Failure::kTooMuch) << path << ": " << page.reason;
    EXPECT_TRUE(page.body.empty());
  }
}

TEST_F(CurlTransportTest, WhatNeverEndsRunsOutOfTime) {
  CurlOptions hasty = options();
  hasty.timeout = std::chrono::milliseconds(300);
  for (const char* path : {"/drip", "/silent"}) {
    const Response page = get(path, hasty);
    EXPECT_EQ(page.failure, Failure::kNetwork) << path << ": " << page.reason;
  }
}

TEST_F(CurlTransportTest, LiesAboutTheLengthAreSeen) {
  EXPECT_EQ(get("/short").failure, Failure::kNetwork);
  EXPECT_EQ(get("/long").body, "only");
  EXPECT_EQ(get("/nonsense_length").failure, Failure::kNetwork);
  EXPECT_EQ(get("/garbage").failure, Failure::kNetwork);
  EXPECT_EQ(get("/broken_gzip").failure, Failure::kNetwork);
}

TEST_F(CurlTransportTest, AProxyIsAskedWhereThereIsOne) {
  LocalServer proxy([](const Exchange& exchange) {
    exchange.send(http_answer("200 OK", "", "by proxy: " + exchange.path));
  });
  CurlOptions with = options();
  with.allow_private = false;  // the proxy itself is the user's own
  with.proxies.http = proxy.url("");
  CurlTransport transport(with);
  const Response page =
      transport.get({.url = "http://courier.example/1", .etag = {}, .modified = {}});
  EXPECT_EQ(page.body, "by proxy: http://courier.example/1");
  EXPECT_EQ(transport.get({.url = server_.url("/page"), .etag = {}, .modified = {}}).failure,
            Failure::kForbidden)
      << "an address that stands in the URL is judged all the same";
  with.proxies.none = "127.0.0.1";
  with.allow_private = true;
  EXPECT_EQ(CurlTransport(with).get({.url = server_.url("/page"), .etag = {}, .modified = {}}).body,
            "words");
}

TEST_F(CurlTransportTest, NothingButTheWebIsSpoken) {
  CurlTransport transport(options());
  for (const char* url : {"file:///etc/hostname", "ftp://127.0.0.1/", "gopher://127.0.0.1/"})
    EXPECT_EQ(transport.get({.url = url, .etag = {}, .modified = {}}).failure, Failure::kForbidden);
}

}  // namespace
}  // namespace stemma::fetch
