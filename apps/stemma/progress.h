// A line on standard error that tells how far the work is, how fast it goes and how long it will
// still take. On a terminal only.
//
//   Progress progress("adding", "reports");
//   progress.show(done, done_of_total, total);
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace stemma::app {

class Progress {
 public:
  Progress(std::string doing, std::string things);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// `things` done so far; and how far the work is, part of whole in any unit (whole 0: unknown).
  void show(std::uint64_t things, std::uint64_t part, std::uint64_t whole);

  /// Wipes the line, so that something else can be said.
  void clear();

 private:
  std::string doing_;
  std::string things_;
  bool terminal_;
  bool shown_ = false;
  std::chrono::steady_clock::time_point start_;
  std::chrono::steady_clock::time_point last_;
};

/// "1,204 reports, 96/s, 42%, 1:05 left".
std::string progress_words(std::uint64_t things, const std::string& name, std::uint64_t part,
                           std::uint64_t whole, double seconds);

}  // namespace stemma::app
