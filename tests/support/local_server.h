// A web server of one test's own, on this machine's loopback address, that may behave as badly as
// its handler likes.
//
//   LocalServer server([](const Exchange& exchange) {
//     exchange.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi");
//   });
//   get(server.url("/page"));
//
// Each connection is one thread and one request; it is closed when the handler returns. The server
// ends with its connections: a handler that sends without end is told so by send().
#pragma once

#include <atomic>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace stemma::testing {

class Exchange {
 public:
  Exchange(int socket, std::string asked, std::string request, const std::atomic<bool>& stopping)
      : path(std::move(asked)), head(std::move(request)), socket_(socket), stopping_(stopping) {}

  std::string path;
  std::string head;  // the request as it came

  /// False where the other side has gone, or the server ends.
  bool send(std::string_view bytes) const;

  /// The value of one of the request's headers; empty if it has none.
  std::string header(std::string_view name) const;

  bool stopping() const { return stopping_; }

 private:
  int socket_;
  const std::atomic<bool>& stopping_;
};

class LocalServer {
 public:
  using Handler = std::function<void(const Exchange&)>;
  explicit LocalServer(Handler handler);
  ~LocalServer();
  LocalServer(const LocalServer&) = delete;
  LocalServer& operator=(const LocalServer&) = delete;

  std::string url(std::string_view path) const;
  int port() const { return port_; }

  /// The paths asked for so far, in the order they came.
  std::vector<std::string> asked() const;

 private:
  void serve();
  void talk(int socket);

  Handler handler_;
  int listener_ = -1;
  int port_ = 0;
  std::atomic<bool> stopping_{false};
  mutable std::mutex mutex_;
  std::vector<std::string> asked_;
  std::vector<std::thread> talks_;
  std::thread server_;
};

/// A whole answer: "200 OK", further headers each with its line break, body.
std::string http_answer(std::string_view status, std::string_view headers, std::string_view body);

}  // namespace stemma::testing
