// One request and its answer, with nothing followed and nothing waited for: the narrow way to the
// network, so that tests can stand in for it.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <string>

namespace stemma::fetch {

struct Request {
  std::string url;       // as parse_url spells it
  std::string etag;      // of the state that is known: "send it only if it is another"
  std::string modified;  // the same by date, as the server wrote it
};

struct Response {
  enum class Failure {
    kNone,
    kForbidden,  // by our own rules: a private address
    kTooMuch,    // over a limit of size
    kNetwork,    // no connection, broken off, out of time: may pass
  };
  Failure failure = Failure::kNone;
  std::string reason;                          // of a failure, for people
  int status = 0;                              // 0 where there was no whole answer
  std::map<std::string, std::string> headers;  // names in lower case; the last of a name counts
  std::string body;                            // unpacked

  /// Empty if there is none.
  std::string header(const std::string& name) const {
    const auto at = headers.find(name);
    return at == headers.end() ? std::string() : at->second;
  }
};

class Transport {
 public:
  virtual ~Transport() = default;
  /// Safe to call at once from several threads.
  virtual Response get(const Request& request) = 0;
};

/// Time as politeness counts it.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual std::chrono::milliseconds now() = 0;  // from any start
  virtual void sleep_until(std::chrono::milliseconds time) = 0;
};

/// The system's.
class SystemClock : public Clock {
 public:
  std::chrono::milliseconds now() override;
  void sleep_until(std::chrono::milliseconds time) override;
};

}  // namespace stemma::fetch
