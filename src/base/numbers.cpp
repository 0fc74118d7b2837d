#include "base/numbers.h"

#include <fmt/format.h>

#include <cmath>

namespace stemma {

std::string print_number(double value) {
  std::string digits = fmt::format("{}", value);
  if (std::fabs(value) >= 1e15 || digits.find('e') != std::string::npos) return digits;
  std::size_t point = digits.find('.');
  if (point == std::string::npos) point = digits.size();
  const std::size_t first = value < 0 ? 1 : 0;
  for (std::size_t at = point; at > first + 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

}  // namespace stemma
