#include "base/csv.h"

namespace stemma {
namespace {

constexpr std::string_view kFormulaStarts = "=+-@\t\r";

}  // namespace

std::string csv_cell(std::string_view text) {
  // One apostrophe more for what begins with apostrophes and then such a sign: so every text has
  // one cell, and every cell one text.
  const std::size_t sign = text.find_first_not_of('\'');
  const bool guard =
      sign != std::string_view::npos && kFormulaStarts.find(text[sign]) != std::string_view::npos;
  std::string cell = guard ? "'" : "";
  cell += text;
  if (cell.find_first_of(",\"\r\n") == std::string::npos && !cell.starts_with(' ') &&
      !cell.ends_with(' '))
    return cell;
  std::string quoted = "\"";
  for (const char c : cell) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

std::string_view without_guard(std::string_view cell) {
  const std::size_t sign = cell.find_first_not_of('\'');
  if (sign == 0 || sign == std::string_view::npos ||
      kFormulaStarts.find(cell[sign]) == std::string_view::npos)
    return cell;
  return cell.substr(1);
}

}  // namespace stemma
