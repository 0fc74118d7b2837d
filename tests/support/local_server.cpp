#include "support/local_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cctype>
#include <stdexcept>

namespace stemma::testing {

bool Exchange::send(std::string_view bytes) const {
  while (!bytes.empty()) {
    if (stopping_) return false;
    pollfd waiting{socket_, POLLOUT, 0};
    if (::poll(&waiting, 1, 50) <= 0) continue;
    const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return !stopping_;
}

std::string Exchange::header(std::string_view name) const {
  std::size_t at = 0;
  while (at < head.size()) {
    const std::size_t end = std::min(head.find("\r\n", at), head.size());
    const std::string_view line = std::string_view(head).substr(at, end - at);
    at = end + 2;
    if (line.size() <= name.size() || line[name.size()] != ':') continue;
    bool same = true;
    for (std::size_t i = 0; i < name.size(); ++i) {
      same = same && std::tolower(static_cast<unsigned char>(line[i])) ==
                         std::tolower(static_cast<unsigned char>(name[i]));
    }
    if (same) return std::string(line.substr(std::min(line.size(), name.size() + 2)));
  }
  return {};
}

LocalServer::LocalServer(Handler handler) : handler_(std::move(handler)) {
  listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  if (::bind(listener_, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
      ::listen(listener_, 64) != 0 ||
      ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) != 0)
    throw std::runtime_error("no port to serve on");
  port_ = ntohs(address.sin_port);
  server_ = std::thread([this] { serve(); });
}

LocalServer::~LocalServer() {
  stopping_ = true;
  server_.join();
  for (std::thread& talk : talks_) talk.join();
  ::close(listener_);
}

std::string LocalServer::url(std::string_view path) const {
  return "http://127.0.0.1:" + std::to_string(port_) + std::string(path);
}

std::vector<std::string> LocalServer::asked() const {
  const std::lock_guard lock(mutex_);
  return asked_;
}

void LocalServer::serve() {
  while (!stopping_) {
    pollfd waiting{listener_, POLLIN, 0};
    if (::poll(&waiting, 1, 20) <= 0) continue;
    const int socket = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (socket >= 0) talks_.emplace_back([this, socket] { talk(socket); });
  }
}

void LocalServer::talk(int socket) {
  std::string head;
  char block[4096];
  while (!stopping_ && head.find("\r\n\r\n") == std::string::npos) {
    pollfd waiting{socket, POLLIN, 0};
    if (::poll(&waiting, 1, 20) <= 0) continue;
    const ssize_t got = ::recv(socket, block, sizeof block, 0);
    if (got <= 0) break;
    head.append(block, static_cast<std::size_t>(got));
  }
  const std::size_t space = head.find(' ');
  if (space != std::string::npos) {
    const std::string path = head.substr(space + 1, head.find(' ', space + 1) - space - 1);
    {
      const std::lock_guard lock(mutex_);
      asked_.push_back(path);
    }
    handler_(Exchange(socket, path, head, stopping_));
  }
  ::shutdown(socket, SHUT_WR);
  ::close(socket);
}

std::string http_answer(std::string_view status, std::string_view headers, std::string_view body) {
  std::string out = "HTTP/1.1 ";
  out.append(status).append("\r\n").append(headers);
  out.append("Content-Length: ").append(std::to_string(body.size()));
  return out.append("\r\nConnection: close\r\n\r\n").append(body);
}

}  // namespace stemma::testing
