#include "vectors.h"

#include "corpus.h"
#include "language/word_vectors.h"

namespace stemma::train {

Result<Vectors> read_vectors(const std::string& path) {
  const auto bytes = read_file(path);
  if (!bytes) return bytes.error();
  const auto file = language::WordVectors::open(*bytes);
  if (!file) return file.error();
  const auto dimensions = static_cast<std::int64_t>(file->dimensions());
  Vectors vectors;
  vectors.values = torch::zeros({static_cast<std::int64_t>(file->rows()) + 1, dimensions});
  float* to = vectors.values.data_ptr<float>() + dimensions;
  for (std::uint32_t r = 0; r < file->rows(); ++r) {
    for (const std::int8_t value : file->row(r)) *to++ = static_cast<float>(value) * file->scale(r);
    vectors.rows.emplace(file->key(r), r + 1);
  }
  return vectors;
}

}  // namespace stemma::train
