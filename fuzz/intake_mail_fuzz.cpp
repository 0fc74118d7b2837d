// Messages and mailboxes of any bytes.
#include <sstream>

#include "intake/mail.h"
#include "intake_check.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace stemma;
  fuzz::read_as(intake::FormatHint::kMail, data, size);
  std::istringstream in(std::string(reinterpret_cast<const char*>(data), size));
  intake::MboxReader box(in, 1 << 16);
  std::size_t bytes = 0;
  while (const auto letter = box.next()) bytes += letter->bytes.size();
  fuzz::require(bytes <= size, "the messages of a mailbox are no more than it");
  return 0;
}
