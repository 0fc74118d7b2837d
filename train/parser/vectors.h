// Word vectors as the program ships them (models/word_vectors.bin): read for training.
#pragma once

#include <torch/torch.h>

#include <cstdint>
#include <string>
#include <unordered_map>

#include "stemma/result.h"

namespace stemma::train {

struct Vectors {
  torch::Tensor values;  // [rows + 1, dimensions], row 0 zero
  std::unordered_map<std::uint64_t, std::int64_t> rows;

  std::int64_t row(std::uint64_t key) const {
    const auto found = rows.find(key);
    return found == rows.end() ? 0 : found->second;
  }
};

Result<Vectors> read_vectors(const std::string& path);

}  // namespace stemma::train
