// Articles with their toponyms, as the gold files of places have them. Shared by the scorer and the
// trainer of the weights.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "stemma/evidence.h"
#include "stemma/result.h"

namespace stemma::eval {

struct GoldToponym {
  ByteRange range;
  std::string phrase;
  std::string kind;   // GeoNames' feature code; empty where there is none
  std::string where;  // for people: "Louisiana, United States"
  std::optional<std::pair<double, double>> point;  // degrees north and east
};

struct GoldPlaces {
  std::string id;
  std::string outlet;  // the newspaper's host
  std::string url;
  std::string text;
  std::vector<GoldToponym> toponyms;
};

Result<std::vector<GoldPlaces>> read_gold_places(const std::string& path);

}  // namespace stemma::eval
