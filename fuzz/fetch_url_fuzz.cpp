// Addresses of any bytes: the first line is the base, the rest the address.
#include <cstdint>
#include <cstdlib>

#include "base/utf8.h"
#include "fetch/url.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace stemma;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::size_t line = std::min(bytes.find('\n'), bytes.size());
  const auto base = fetch::parse_url(bytes.substr(0, line));
  const auto url = fetch::parse_url(bytes.substr(std::min(line + 1, size)), base ? base->text : "");
  for (const auto* one : {&base, &url}) {
    if (!one->ok()) continue;
    if (!fetch::looks_like_url((*one)->text) || (*one)->host.empty()) std::abort();
    for (const std::string* part : {&(*one)->text, &(*one)->host, &(*one)->origin, &(*one)->path})
      if (utf8::first_invalid(*part) != part->size()) std::abort();
    if ((*one)->text.find_first_of("\r\n\t") != std::string::npos) std::abort();
  }
  return 0;
}
