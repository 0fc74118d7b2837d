// ZIP files of any bytes, read as web archives: the target of archives, which takes all sorts,
// seldom stays with them.
#include <sstream>

#include "intake/wacz.h"
#include "intake_check.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace stemma;
  constexpr std::size_t kMost = 1 << 16;
  std::istringstream in(std::string(reinterpret_cast<const char*>(data), size));
  intake::WaczReader wacz(in, kMost);
  std::size_t bytes = 0;
  while (const auto record = wacz.next()) {
    fuzz::require(record->body.size() <= kMost, "a page keeps within its limit");
    fuzz::require(record->problem.empty() || record->body.empty(), "a problem stands instead");
    fuzz::require(utf8::first_invalid(record->problem) == record->problem.size(),
                  "problems are UTF-8");
    bytes += record->body.size();
  }
  fuzz::require(!wacz.next(), "the end stays the end");
  fuzz::require(bytes <= (std::size_t{64} << 20) + size * 500, "what unpacks too far is given up");
  return 0;
}
