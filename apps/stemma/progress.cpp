#include "progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

namespace stemma::app {

Progress::Progress(std::string doing, std::string things)
    : doing_(std::move(doing)),
      things_(std::move(things)),
      terminal_(isatty(STDERR_FILENO) == 1),
      start_(std::chrono::steady_clock::now()),
      last_(start_) {}

Progress::~Progress() { clear(); }

void Progress::show(std::uint64_t things, std::uint64_t part, std::uint64_t whole) {
  if (!terminal_) return;
  const auto now = std::chrono::steady_clock::now();
  if (shown_ && now - last_ < std::chrono::milliseconds(100)) return;
  last_ = now;
  const double seconds = std::chrono::duration<double>(now - start_).count();
  clear();
  fmt::print(stderr, "{}: {}", doing_, progress_words(things, things_, part, whole, seconds));
  std::fflush(stderr);
  shown_ = true;
}

void Progress::clear() {
  if (shown_) std::fputs("\r\x1b[K", stderr);
  shown_ = false;
}

std::string progress_words(std::uint64_t things, const std::string& name, std::uint64_t part,
                           std::uint64_t whole, double seconds) {
  std::string out = fmt::format("{} {}", things, name);
  if (seconds >= 1) out += fmt::format(", {:.0f}/s", double(things) / seconds);
  if (whole == 0) return out;
  const double share = std::min(1.0, double(part) / double(whole));
  out += fmt::format(", {:.0f}%", share * 100);
  if (seconds < 1 || share <= 0) return out;
  const auto left = static_cast<std::uint64_t>(seconds * (1 - share) / share + .5);
  if (left >= 3600)
    return out + fmt::format(", {}:{:02}:{:02} left", left / 3600, left / 60 % 60, left % 60);
  return out + fmt::format(", {}:{:02} left", left / 60, left % 60);
}

}  // namespace stemma::app
