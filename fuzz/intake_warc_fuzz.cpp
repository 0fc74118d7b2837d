// Archives and packed inputs of any bytes, taken in pieces.
#include <sstream>

#include "intake/pieces.h"
#include "intake_check.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace stemma;
  intake::Options options;
  options.max_bytes = 1 << 20;  // so that a bomb of a few bytes costs little
  std::istringstream in(std::string(reinterpret_cast<const char*>(data), size));
  intake::PieceReader reader(in, "fuzz", options);
  std::size_t pieces = 0;
  while (const auto piece = reader.next()) {
    ++pieces;
    if (piece->problem) {
      fuzz::require(piece->bytes.empty(), "a problem stands instead of bytes");
      fuzz::require(!piece->problem->message.empty(), "a problem says what");
    } else {
      fuzz::check_batch(intake::read_piece(*piece, fuzz::model(), options));
    }
  }
  fuzz::require(pieces <= size + 1, "every piece takes some bytes");
  return 0;
}
