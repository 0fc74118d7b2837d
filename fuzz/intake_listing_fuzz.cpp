// Feeds, sitemaps, OPML and plain lists of any bytes.
#include "intake/listing.h"
#include "intake_check.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace stemma;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto listing = intake::read_listing(bytes, "fuzz", fuzz::model())) {
    for (const intake::Listed& item : listing->items) {
      fuzz::require(!item.url.empty(), "an item names something");
      fuzz::require(utf8::first_invalid(item.url) == item.url.size(), "addresses are UTF-8");
      fuzz::require(item.changed.empty() || item.changed.size() >= 10, "a date has a day");
    }
  }
  return 0;
}
