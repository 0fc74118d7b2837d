// A trained network as the program reads it: 8-bit weights in the kernels' order, one file.
#pragma once

#include <string>

#include "checkpoint.h"

namespace stemma::train {

/// Writes `path` (models/parser.bin); false where it cannot be written. Matrices get a scale for
/// each output, tables one for each row; biases, norms and the distance tables stay in full
/// precision.
bool pack(const std::string& path, const Network& network, const Vocabulary& vocabulary);

}  // namespace stemma::train
