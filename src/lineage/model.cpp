#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/embedded.h"
#include "base/lexicon.h"
#include "base/utf8.h"
#include "lineage/stemmer.h"
#include "lineage/tables.h"

namespace stemma::lineage {
namespace {

double number(std::string_view digits) {
  double value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

/// Rarity falls with the logarithm of frequency (Sparck Jones 1972), scaled so that a word met once
/// in the counts has 1 and the commonest function words 0.
void fill_rarity(const Lexicon& frequency, Stemmer& stemmer, Model::Tables& tables) {
  double total = 0;
  for (const Lexicon::Row& row : frequency.rows()) {
    const double count = number(row[1]);
    tables.rarity[stemmer.stem(row[0])] += count;
    total += count;
  }
  constexpr double kFloor = 4.0;  // log of how much rarer than all text a content word must be
  const double top = std::log(total) - kFloor;
  for (auto& [stem, value] : tables.rarity) {
    value = std::clamp((std::log(total / (value + 1)) - kFloor) / top, 0.0, 1.0);
  }
}

/// Single words only: "Velmarian" for "Velmar". Columns: see lexicons/countries.tsv.
void fill_countries(const Lexicon& countries, Stemmer& stemmer, Model::Tables& tables) {
  for (const Lexicon::Row& row : countries.rows()) {
    if (row[0].find(' ') != row[0].npos) continue;
    const std::string country = stemmer.stem(utf8::to_lower(row[0]));
    for (const std::string_view list : {row[2], row[3]}) {
      for (std::string_view rest = list; !rest.empty();) {
        const std::size_t comma = rest.find(',');
        const std::string people = stemmer.stem(utf8::to_lower(rest.substr(0, comma)));
        rest = comma == rest.npos ? std::string_view() : rest.substr(comma + 1);
        if (people != country) tables.countries.try_emplace(people, country);
      }
    }
  }
}

}  // namespace

Result<std::unique_ptr<Model::Tables>> load_lexicons() {
  auto tables = std::make_unique<Model::Tables>();
  Stemmer stemmer;
  const auto frequency = Lexicon::load("word_frequency", 2);
  if (!frequency) return frequency.error();
  fill_rarity(*frequency, stemmer, *tables);
  const auto related = Lexicon::load("related_words", 3);
  if (!related) return related.error();
  tables->kin = KinTable(related->rows(), stemmer);
  const auto countries = Lexicon::load("countries", 5);
  if (!countries) return countries.error();
  fill_countries(*countries, stemmer, *tables);
  const auto agencies = Lexicon::load("agencies", 4);
  if (!agencies) return agencies.error();
  for (const Lexicon::Row& row : agencies->rows()) {
    tables->agencies.try_emplace(std::string(row[1]), std::string(row[0]));
  }
  const auto negations = Lexicon::load("negation_words", 2);
  if (!negations) return negations.error();
  for (const Lexicon::Row& row : negations->rows()) {
    if (row[1] == "open") tables->negations.emplace(row[0]);
  }
  auto prices = StepPrices::load();
  if (!prices) return prices.error();
  tables->prices = *prices;
  auto vectors = language::WordVectors::open(embedded_file("models/word_vectors.bin").value_or(""));
  if (!vectors) return vectors.error();
  tables->vectors = *vectors;
  return tables;
}

Model::Model(std::unique_ptr<const Tables> tables) : tables_(std::move(tables)) {}
Model::Model(Model&&) noexcept = default;
Model& Model::operator=(Model&&) noexcept = default;
Model::~Model() = default;

Result<Model> Model::load() {
  auto tables = load_lexicons();
  if (!tables) return tables.error();
  auto similarity = SimilarityModel::open(embedded_file("models/similarity.bin").value_or(""));
  if (!similarity) return similarity.error();
  (*tables)->similarity = std::move(*similarity);
  return Model(std::move(*tables));
}

}  // namespace stemma::lineage
