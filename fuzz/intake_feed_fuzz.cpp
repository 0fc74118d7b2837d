#include "intake_check.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace stemma;
  fuzz::read_as(intake::FormatHint::kDetect, data, size);
  return 0;
}
