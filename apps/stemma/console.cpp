#include "console.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

namespace stemma::app {

void complain(const Error& error) { complain(error.describe()); }

void complain(std::string_view what) { fmt::print(stderr, "stemma: {}\n", what); }

int deliver(std::string_view text, const Arguments& arguments) {
  const auto path = arguments.find("output");
  std::FILE* out = path ? std::fopen(path->c_str(), "wb") : stdout;
  if (out == nullptr) {
    complain(fmt::format("{}: cannot be written: {}", *path, std::strerror(errno)));
    return kUsageOrInput;
  }
  bool written = std::fwrite(text.data(), 1, text.size(), out) == text.size();
  written = std::fflush(out) == 0 && written;
  const int why = errno;
  if (path) written = std::fclose(out) == 0 && written;
  if (written) return kDone;
  complain(fmt::format("{}: could not write all of it: {}", path.value_or("standard output"),
                       std::strerror(why)));
  return kUsageOrInput;
}

bool output_is_terminal() { return isatty(STDOUT_FILENO) == 1; }

unsigned terminal_columns() {
  winsize size{};
  return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

}  // namespace stemma::app
