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

Output::Output(const Arguments& arguments) {
  const auto path = arguments.find("output");
  name_ = path.value_or("standard output");
  file_ = path ? std::fopen(path->c_str(), "wb") : stdout;
  if (file_ == nullptr) fail("cannot be written");
}

Output::~Output() {
  if (file_ != nullptr && file_ != stdout) std::fclose(file_);
}

void Output::fail(std::string_view what) {
  const int why = errno;
  if (ok_) complain(fmt::format("{}: {}: {}", name_, what, std::strerror(why)));
  ok_ = false;
}

void Output::write(std::string_view text) {
  if (!ok_) return;
  if (std::fwrite(text.data(), 1, text.size(), file_) != text.size())
    fail("could not write all of it");
}

int Output::close() {
  if (file_ == nullptr) return kUsageOrInput;
  if (std::fflush(file_) != 0) fail("could not write all of it");
  if (file_ != stdout && std::fclose(file_) != 0) fail("could not write all of it");
  file_ = nullptr;
  return ok_ ? kDone : kUsageOrInput;
}

int deliver(std::string_view text, const Arguments& arguments) {
  Output out(arguments);
  out.write(text);
  return out.close();
}

bool output_is_terminal() { return isatty(STDOUT_FILENO) == 1; }

unsigned terminal_columns() {
  winsize size{};
  return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

}  // namespace stemma::app
