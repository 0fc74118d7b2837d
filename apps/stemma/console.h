// Results go to standard output (or a file), everything said about the work to standard error.
#pragma once

#include <cstdio>
#include <string>
#include <string_view>

#include "commands.h"
#include "stemma/result.h"

namespace stemma::app {

/// "stemma: wire.txt: no such file; ..." on standard error.
void complain(const Error& error);
void complain(std::string_view what);

/// Where results go: the file of --output, or standard output. What goes wrong (a full disk, a
/// closed pipe, a folder) is said once, and nothing is written after it.
class Output {
 public:
  explicit Output(const Arguments& arguments);
  ~Output();
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  bool ok() const { return ok_; }
  void write(std::string_view text);
  /// Writes what is still held back. Returns kDone, or kUsageOrInput where anything went wrong.
  int close();

 private:
  void fail(std::string_view what);

  std::string name_;
  std::FILE* file_;
  bool ok_ = true;
};

/// Writes a whole result to an Output.
int deliver(std::string_view text, const Arguments& arguments);

bool output_is_terminal();
/// Columns of the terminal, or 0 where there is none.
unsigned terminal_columns();

}  // namespace stemma::app
