#include "library/export_web.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <vector>

#include "base/utf8.h"
#include "library/json_text.h"
#include "library/sqlite.h"
#include "library/texts.h"

namespace stemma::library {
namespace {

using Json = nlohmann::ordered_json;
using Write = std::function<void(std::string_view)>;

constexpr std::size_t kAround = 32;  // code points of a quotation's prefix and suffix at least
constexpr std::size_t kAroundMost = 256;
constexpr std::size_t kLookedThrough = 1
                                       << 16;  // bytes of a text that is looked through for others

std::string dumped(const Json& json) { return json_text(json); }

std::string urn(std::string_view id) { return fmt::format("urn:stemma:{}", id); }

/// The columns that every query begins with, and what they say of the version.
constexpr const char* kOfVersion =
    "SELECT v.id, r.public || '.' || v.number, t.number, r.url, v.title, v.outlet, v.published";
constexpr const char* kFromVersion =
    " t JOIN versions v ON v.id = t.version JOIN reports r ON r.id = v.report "
    "ORDER BY r.public, v.number, t.number";
constexpr int kOwn = 7;  // where the columns of a table's own begin

std::string finding_id(const Statement& row, char letter) {
  return fmt::format("{}.{}{}", row.text(1), letter, row.integer(2));
}

/// Where the words stand for a reader: the page, or where there is none, the version in a library.
std::string source_of(const Statement& row) {
  return row.text(3).empty() ? urn(row.text(1)) : std::string(row.text(3));
}

ByteRange range_at(const Statement& row, int at) {
  return {static_cast<std::uint32_t>(row.integer(at)),
          static_cast<std::uint32_t>(row.integer(at + 1))};
}

/// [[begin, end], ...]; what lies outside the text, as a damaged row may say, is left out.
std::vector<ByteRange> ranges_of(std::string_view json, std::string_view text) {
  std::vector<ByteRange> out;
  const auto list = nlohmann::json::parse(json, nullptr, false);
  for (const auto& item : list.is_array() ? list : nlohmann::json::array()) {
    if (!item.is_array() || item.size() != 2 || !item[0].is_number_unsigned() ||
        !item[1].is_number_unsigned())
      continue;
    const ByteRange range{item[0].get<std::uint32_t>(), item[1].get<std::uint32_t>()};
    if (range.begin < range.end && range.end <= text.size()) out.push_back(range);
  }
  return out;
}

/// Code points before byte offsets that mostly rise: counted on from the last one.
class Positions {
 public:
  std::size_t of(std::string_view text, std::size_t byte) {
    if (text.data() != text_ || byte < byte_) {
      text_ = text.data();
      byte_ = points_ = 0;
    }
    points_ += utf8::length(text.substr(byte_, byte - byte_));
    byte_ = byte;
    return points_;
  }
  /// A text has gone, and another may stand where it stood.
  void forget() { text_ = nullptr; }

 private:
  const char* text_ = nullptr;
  std::size_t byte_ = 0;
  std::size_t points_ = 0;
};

/// Selectors of a range: the position, and the quotation with as much around it as makes it the
/// only one of its kind in the text; within bounds, and in texts of usual length.
class Selectors {
 public:
  Json of(std::string_view text, std::int64_t version, ByteRange range) {
    if (version != version_) positions_.forget();
    version_ = version;
    const std::string_view exact = text.substr(range.begin, range.end - range.begin);
    std::size_t before = range.begin;
    std::size_t after = range.end;
    for (std::size_t around = kAround; around <= kAroundMost; around *= 2) {
      before = back(text, range.begin, around);
      after = forward(text, range.end, around);
      const std::string_view whole = text.substr(before, after - before);
      if (text.size() > kLookedThrough) break;  // it would be looked through for every quotation
      if (text.find(whole) == before && text.find(whole, before + 1) == std::string_view::npos)
        break;
    }
    Json quote{{"type", "TextQuoteSelector"},
               {"exact", std::string(exact)},
               {"prefix", std::string(text.substr(before, range.begin - before))},
               {"suffix", std::string(text.substr(range.end, after - range.end))}};
    const std::size_t start = positions_.of(text, range.begin);
    Json position{
        {"type", "TextPositionSelector"}, {"start", start}, {"end", start + utf8::length(exact)}};
    return Json::array({std::move(quote), std::move(position)});
  }

 private:
  static std::size_t back(std::string_view text, std::size_t at, std::size_t points) {
    for (; points > 0 && at > 0; --points) at -= utf8::decode_before(text, at).length;
    return at;
  }
  static std::size_t forward(std::string_view text, std::size_t at, std::size_t points) {
    for (; points > 0 && at < text.size(); --points) at += utf8::decode(text, at).length;
    return std::min(at, text.size());
  }

  std::int64_t version_ = 0;
  Positions positions_;
};

Json article_of(const Statement& row) {
  Json article{{"@type", "NewsArticle"}, {"@id", urn(row.text(1))}};
  if (!row.text(3).empty()) article["url"] = std::string(row.text(3));
  if (!row.text(4).empty()) article["headline"] = std::string(row.text(4));
  if (!row.text(5).empty())
    article["publisher"] = {{"@type", "Organization"}, {"name", std::string(row.text(5))}};
  if (!row.is_null(6)) article["datePublished"] = std::string(row.text(6));
  return article;
}

/// Whom schema.org can have as an author: a person, a body, or several of whom nothing is known.
std::string_view author_type(std::string_view entity) {
  if (entity == "person") return "Person";
  if (entity == "organisation") return "Organization";
  return "Thing";
}

std::optional<Error> claims_jsonld(Connection& db, const Write& write) {
  Texts texts(db);
  // A speaker's kind of entity is that of the first that has the name.
  Statement rows(
      db,
      std::string(kOfVersion) +
          ", t.content, t.speaker, (SELECT e.type FROM entities e WHERE e.version = t.version "
          "AND e.name = t.speaker ORDER BY e.number LIMIT 1), t.certainty, t.negated FROM claims" +
          kFromVersion);
  write("{\"@context\":\"https://schema.org\",\"@graph\":[");
  for (bool first = true; rows.step(); first = false) {
    const auto text = texts.of(rows.integer(0));
    if (!text) return text.error();
    std::string words;
    for (const ByteRange range : ranges_of(rows.text(kOwn), *text)) {
      words += words.empty() ? "" : " ... ";
      words += text->substr(range.begin, range.end - range.begin);
    }
    Json claim{{"@type", "Claim"}, {"@id", urn(finding_id(rows, 'c'))}, {"text", words}};
    Json article = article_of(rows);
    if (!rows.is_null(kOwn + 1)) {
      claim["author"] = {{"@type", std::string(author_type(rows.text(kOwn + 2)))},
                         {"name", std::string(rows.text(kOwn + 1))}};
    } else if (article.contains("publisher")) {
      claim["author"] = article["publisher"];  // the report's own voice
    }
    // Terms of no vocabulary of theirs stand as keywords.
    claim["keywords"] = fmt::format("certainty:{}{}", rows.text(kOwn + 3),
                                    rows.integer(kOwn + 4) != 0 ? ", negated" : "");
    claim["appearance"] = std::move(article);
    write((first ? "\n" : ",\n") + dumped(claim));
  }
  if (rows.error()) return rows.error();  // and no end, so that it does not look whole
  write("\n]}\n");
  return std::nullopt;
}

std::optional<Error> places_geojson(Connection& db, const Write& write) {
  Texts texts(db);
  Statement rows(db, std::string(kOfVersion) +
                         ", t.begin, t.end, t.role, t.name, t.country, t.geonames, t.latitude, "
                         "t.longitude, t.share, t.basis FROM places" +
                         kFromVersion);
  write("{\"type\":\"FeatureCollection\",\"features\":[");
  for (bool first = true; rows.step(); first = false) {
    const auto text = texts.of(rows.integer(0));
    if (!text) return text.error();
    const ByteRange range = range_at(rows, kOwn);
    Json feature{{"type", "Feature"}, {"id", urn(finding_id(rows, 'p'))}};
    const bool known = !rows.is_null(kOwn + 6) && !rows.is_null(kOwn + 7);
    feature["geometry"] = nullptr;  // of a place that no gazetteer has
    if (known) {
      feature["geometry"] = {
          {"type", "Point"},
          {"coordinates", Json::array({rows.real(kOwn + 7), rows.real(kOwn + 6)})}};
    }
    Json properties;
    const auto put = [&](const char* name, int at) {
      if (!rows.is_null(at) && !rows.text(at).empty())
        properties[name] = std::string(rows.text(at));
    };
    put("name", kOwn + 3);
    put("country", kOwn + 4);
    if (!rows.is_null(kOwn + 5)) properties["geonames"] = rows.integer(kOwn + 5);
    put("role", kOwn + 2);
    if (!rows.is_null(kOwn + 8)) properties["share"] = rows.real(kOwn + 8);
    put("basis", kOwn + 9);
    put("version", 1);
    put("url", 3);
    put("title", 4);
    put("outlet", 5);
    put("published", 6);
    properties["begin"] = range.begin;
    properties["end"] = range.end;
    const bool inside = range.begin < range.end && range.end <= text->size();
    properties["text"] = inside ? std::string(slice(*text, range)) : "";
    feature["properties"] = std::move(properties);
    write((first ? "\n" : ",\n") + dumped(feature));
  }
  if (rows.error()) return rows.error();  // and no end, so that it does not look whole
  write("\n]}\n");
  return std::nullopt;
}

/// How a table's rows become annotations. The query gives the body's value first, then the places
/// of its words: one column of ranges, or two of one range.
struct Annotated {
  std::string_view table;
  char letter;
  const char* columns;
  bool ranges;
  const char* motivation;
};

constexpr Annotated kAnnotated[] = {
    {"claims", 'c', ", coalesce('said by ' || t.speaker, 'said by the report itself'), t.content",
     true, "describing"},
    {"entities", 'e', ", t.name || ' (' || t.type || ')', t.mentions", true, "identifying"},
    {"times", 't', ", t.value, t.begin, t.end", false, "identifying"},
    {"quantities", 'q',
     ", t.bound || ' ' || t.value || coalesce('-' || t.high, '') || ' ' || t.unit || ' ' || "
     "t.counted, t.begin, t.end",
     false, "identifying"},
    {"places", 'p', ", coalesce(t.name, '') || coalesce(', ' || t.country, ''), t.begin, t.end",
     false, "identifying"},
};

std::optional<Error> annotations(Connection& db, const Annotated& how, const Write& write) {
  Texts texts(db);
  Selectors selectors;
  Statement rows(
      db, std::string(kOfVersion) + how.columns + " FROM " + std::string(how.table) + kFromVersion);
  while (rows.step()) {
    const auto text = texts.of(rows.integer(0));
    if (!text) return text.error();
    std::vector<ByteRange> ranges;
    if (how.ranges) {
      ranges = ranges_of(rows.text(kOwn + 1), *text);
    } else if (const ByteRange range = range_at(rows, kOwn + 1);
               range.begin < range.end && range.end <= text->size()) {
      ranges.push_back(range);
    }
    if (ranges.empty()) continue;  // an annotation is of something
    Json targets = Json::array();
    for (const ByteRange range : ranges) {
      targets.push_back(
          {{"source", source_of(rows)}, {"selector", selectors.of(*text, rows.integer(0), range)}});
    }
    std::string value(rows.text(kOwn));
    while (value.ends_with(' ')) value.pop_back();
    Json annotation{{"@context", "http://www.w3.org/ns/anno.jsonld"},
                    {"id", urn(finding_id(rows, how.letter))},
                    {"type", "Annotation"},
                    {"motivation", how.motivation}};
    if (!value.empty())
      annotation["body"] = {
          {"type", "TextualBody"}, {"value", value}, {"format", "text/plain"}, {"language", "en"}};
    annotation["target"] = std::move(targets);
    write(dumped(annotation) + "\n");
  }
  return rows.error();
}

}  // namespace

std::optional<Error> export_web(Library& library, std::string_view table, WebFormat format,
                                const Write& write) {
  Connection& db = library.db();
  if (format == WebFormat::kJsonLd && table == "claims") return claims_jsonld(db, write);
  if (format == WebFormat::kGeoJson && table == "places") return places_geojson(db, write);
  if (format == WebFormat::kAnnotations) {
    for (const Annotated& how : kAnnotated) {
      if (how.table == table) return annotations(db, how, write);
    }
  }
  return Error{ErrorCode::kUsage,
               "this table has no such form: jsonld is for claims, geojson for places, annotations "
               "for claims, entities, times, quantities and places",
               std::string(table)};
}

}  // namespace stemma::library
