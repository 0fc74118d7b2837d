#include "place_gold.h"

#include <algorithm>

#include "code_points.h"
#include "json_lines.h"

namespace stemma::eval {
namespace {

std::string text_of(simdjson::ondemand::object object, std::string_view key) {
  std::string_view value;
  return object.find_field_unordered(key).get(value) ? std::string() : std::string(value);
}

}  // namespace

Result<std::vector<GoldPlaces>> read_gold_places(const std::string& path) {
  std::vector<GoldPlaces> documents;
  const auto failed = for_each_json_line(path, [&](auto line) {
    simdjson::ondemand::object object;
    if (line.get_object().get(object)) return;
    GoldPlaces document;
    document.id = text_of(object, "doc_id");
    document.url = text_of(object, "url");
    document.outlet = text_of(object, "domain");
    document.text = text_of(object, "text");
    const CodePoints places(document.text);
    simdjson::ondemand::array toponyms;
    if (object.find_field_unordered("toponyms").get(toponyms)) return;
    for (auto item : toponyms) {
      simdjson::ondemand::object t;
      std::uint64_t begin = 0, end = 0;
      if (item.get_object().get(t) || t.find_field_unordered("start").get(begin) ||
          t.find_field_unordered("end").get(end))
        continue;
      GoldToponym toponym;
      toponym.range = {places.byte(begin), places.byte(end)};
      toponym.phrase = text_of(t, "phrase");
      toponym.kind = text_of(t, "fcode");
      toponym.where = text_of(t, "admin1") + ", " + text_of(t, "country");
      double latitude = 0, longitude = 0;
      if (!t.find_field_unordered("lat").get(latitude) &&
          !t.find_field_unordered("lon").get(longitude))
        toponym.point = {latitude, longitude};
      document.toponyms.push_back(std::move(toponym));
    }
    documents.push_back(std::move(document));
  });
  if (failed) return *failed;
  if (documents.empty()) return Error{ErrorCode::kEmpty, "no article with toponyms", path};
  return documents;
}

}  // namespace stemma::eval
