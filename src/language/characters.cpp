#include "language/characters.h"

#include <unicode/uchar.h>

namespace stemma::language {

bool is_symbol(char32_t c) {
  if (c < 0x80) {
    return std::string_view("$%+<=>^`|~@#*\\").find(static_cast<char>(c)) !=
               std::string_view::npos ||
           c < 0x20 || c == 0x7F;
  }
  return (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_P_MASK) == 0;
}

}  // namespace stemma::language
