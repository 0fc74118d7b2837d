#include "library/analysis_rows.h"

#include <nlohmann/json.hpp>

#include "base/utf8.h"

namespace stemma::library {
namespace {

using Json = nlohmann::json;

template <class Ranges>
std::string ranges_json(const Ranges& ranges) {
  Json list = Json::array();
  for (const ByteRange range : ranges) list.push_back({range.begin, range.end});
  return list.dump();
}

std::string relays_json(const std::vector<Relay>& relays) {
  Json list = Json::array();
  for (const Relay& relay : relays)
    list.push_back({relay.name, relay.evidence.begin, relay.evidence.end});
  return list.dump();
}

/// `count` parameters: "?, ?, ?".
std::string marks(int count) {
  std::string out = "?";
  for (int i = 1; i < count; ++i) out += ", ?";
  return out;
}

std::string insert(const char* table, int columns) {
  return std::string("INSERT INTO ") + table + " VALUES(" + marks(columns) + ")";
}

Statement& bind_range(Statement& to, int at, const std::optional<ByteRange>& range) {
  if (!range) return to.bind_null(at).bind_null(at + 1);
  return to.bind(at, range->begin).bind(at + 1, range->end);
}

}  // namespace

AnalysisRows::AnalysisRows(Connection& db)
    : claim_(db, insert("claims", 16)),
      entity_(db, insert("entities", 6)),
      time_(db, insert("times", 10)),
      quantity_(db, insert("quantities", 11)),
      place_(db, insert("places", 13)),
      analysed_(db,
                "INSERT INTO analysed(version, maker) VALUES(?, ?) "
                "ON CONFLICT(version) DO UPDATE SET maker = excluded.maker") {
  for (const char* table : {"claims", "entities", "times", "quantities", "places"})
    clear_.emplace_back(db, std::string("DELETE FROM ") + table + " WHERE version = ?");
}

std::optional<Error> AnalysisRows::write(std::int64_t version, const Derived& derived,
                                         std::int64_t maker) {
  if (auto error = clear(version)) return error;
  if (auto error = write_claims(version, derived.claims, maker)) return error;
  if (auto error = write_entities(version, derived.analysis, maker)) return error;
  if (auto error = write_values(version, derived.grounding, maker)) return error;
  return analysed_.bind(1, version).bind(2, maker).run();
}

std::optional<Error> AnalysisRows::clear(std::int64_t version) {
  for (Statement& statement : clear_) {
    if (auto error = statement.bind(1, version).run()) return error;
  }
  return std::nullopt;
}

std::optional<Error> AnalysisRows::write_claims(std::int64_t version,
                                                const std::vector<Claim>& claims,
                                                std::int64_t maker) {
  std::size_t number = 0;
  for (const Claim& claim : claims) {
    Statement& row = claim_;
    row.bind(1, version).bind(2, ++number).bind(3, ranges_json(claim.content));
    if (claim.speaker) {
      row.bind(4, claim.speaker->name).bind(5, utf8::to_lower(claim.speaker->name));
      row.bind(6, to_string(claim.speaker->kind));
      bind_range(row, 7, claim.speaker->evidence);
    } else {
      for (int at = 4; at <= 8; ++at) row.bind_null(at);
    }
    bind_range(row, 9, claim.cue);
    row.bind(11, relays_json(claim.relays)).bind(12, to_string(claim.manner));
    row.bind(13, to_string(claim.certainty)).bind(14, claim.negated ? 1 : 0);
    if (auto error = row.bind(15, to_string(claim.tense)).bind(16, maker).run()) return error;
  }
  return std::nullopt;
}

std::optional<Error> AnalysisRows::write_entities(std::int64_t version, const Analysis& analysis,
                                                  std::int64_t maker) {
  std::size_t number = 0;
  for (const Chain& chain : analysis.chains) {
    std::vector<ByteRange> mentions;
    for (const std::uint32_t m : chain.mentions) mentions.push_back(analysis.mentions[m].range);
    entity_.bind(1, version).bind(2, ++number).bind(3, chain.name);
    entity_.bind(4, to_string(chain.type)).bind(5, ranges_json(mentions));
    if (auto error = entity_.bind(6, maker).run()) return error;
  }
  return std::nullopt;
}

std::optional<Error> AnalysisRows::write_values(std::int64_t version, const Grounding& grounding,
                                                std::int64_t maker) {
  std::size_t number = 0;
  for (const TimeValue& time : grounding.times) {
    Statement& row = time_;
    bind_range(row.bind(1, version).bind(2, ++number), 3, time.range);
    row.bind(5, to_string(time.type)).bind(6, time.value);
    const auto day = [&](int at, const std::string DayInterval::*end) {
      const bool known = time.interval && !((*time.interval).*end).empty();
      known ? row.bind(at, (*time.interval).*end) : row.bind_null(at);
    };
    day(7, &DayInterval::first);
    day(8, &DayInterval::last);
    if (auto error = row.bind(9, time.basis).bind(10, maker).run()) return error;
  }
  number = 0;
  for (const Quantity& quantity : grounding.quantities) {
    Statement& row = quantity_;
    bind_range(row.bind(1, version).bind(2, ++number), 3, quantity.range);
    row.bind(5, quantity.value).bind(6, quantity.high).bind(7, to_string(quantity.bound));
    row.bind(8, quantity.unit).bind(9, quantity.per).bind(10, quantity.of).bind(11, maker);
    if (auto error = row.run()) return error;
  }
  number = 0;
  for (const PlaceValue& place : grounding.places) {
    Statement& row = place_;
    bind_range(row.bind(1, version).bind(2, ++number), 3, place.range);
    row.bind(5, to_string(place.role));
    if (const auto& entry = place.entry) {
      row.bind(6, entry->name).bind(7, entry->country);
      entry->geonames_id == 0 ? row.bind_null(8) : row.bind(8, entry->geonames_id);
      row.bind(9, entry->latitude).bind(10, entry->longitude).bind(11, place.share);
    } else {
      for (int at = 6; at <= 11; ++at) row.bind_null(at);
    }
    if (auto error = row.bind(12, place.basis).bind(13, maker).run()) return error;
  }
  return std::nullopt;
}

}  // namespace stemma::library
