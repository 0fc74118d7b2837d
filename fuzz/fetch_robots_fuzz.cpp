// robots.txt of any bytes: the first line is the path, the rest the file.
#include <cstdint>
#include <cstdlib>

#include "fetch/robots.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace stemma;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::size_t line = std::min(bytes.find('\n'), bytes.size());
  const auto robots = fetch::Robots::parse(bytes.substr(std::min(line + 1, size)), "stemma");
  robots.allows(bytes.substr(0, line));
  if (!robots.allows("/robots.txt")) std::abort();
  if (robots.delay() && robots.delay()->count() < 0) std::abort();
  return 0;
}
