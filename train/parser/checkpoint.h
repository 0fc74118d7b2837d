// A trained network on disk, in full precision: shape, vocabulary and every parameter by name.
#pragma once

#include <string>

#include "network.h"

namespace stemma::train {

void save_checkpoint(const std::string& path, const Network& network, const Vocabulary& vocabulary);

struct Checkpoint {
  Vocabulary vocabulary;
  Network network;
};

Result<Checkpoint> load_checkpoint(const std::string& path, const Vectors& vectors);

}  // namespace stemma::train
