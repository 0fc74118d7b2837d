// Cells of CSV (RFC 4180) that a spreadsheet may open: text that it would take for a formula gets
// an apostrophe before it. Reading takes it away again, so that texts come back as they were.
//
//   csv_cell("Sela, \"the port\"") == "\"Sela, \"\"the port\"\"\""
//   csv_cell("=1+1") == "'=1+1"
#pragma once

#include <string>
#include <string_view>

namespace stemma {

std::string csv_cell(std::string_view text);

/// The text of a cell whose quoting is undone: without the apostrophe that csv_cell may have put.
std::string_view without_guard(std::string_view cell);

}  // namespace stemma
