// Results go to standard output (or a file), everything said about the work to standard error.
#pragma once

#include <string>
#include <string_view>

#include "commands.h"
#include "stemma/result.h"

namespace stemma::app {

/// "stemma: wire.txt: no such file; ..." on standard error.
void complain(const Error& error);
void complain(std::string_view what);

/// Writes a result to the file of --output, or to standard output. Returns kDone, or kUsageOrInput
/// after saying why it could not be written (a full disk, a closed pipe, a folder).
int deliver(std::string_view text, const Arguments& arguments);

bool output_is_terminal();
/// Columns of the terminal, or 0 where there is none.
unsigned terminal_columns();

}  // namespace stemma::app
