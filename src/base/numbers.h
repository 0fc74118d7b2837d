// Numbers as people write them.
#pragma once

#include <string>

namespace stemma {

/// "6,700", "1,234.5", "-12": the shortest digits that give the value back, in groups of three.
std::string print_number(double value);

}  // namespace stemma
