#include "intake_check.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace stemma;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  fuzz::check_batch(intake::read_bytes(bytes, "fuzz.csv", fuzz::model(), {}));
  return 0;
}
