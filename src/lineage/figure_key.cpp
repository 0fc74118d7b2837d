#include "lineage/figure_key.h"

#include <charconv>

namespace stemma::lineage {

std::string value_key(double value) {
  char buffer[32];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
  return "#" + std::string(buffer, end);
}

std::string figure_key(std::string_view norm) {
  std::string digits;
  for (const char c : norm) {
    if ((c >= '0' && c <= '9') || c == '.') digits += c;
  }
  double value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return digits.empty() ? std::string(norm) : value_key(value);
}

}  // namespace stemma::lineage
