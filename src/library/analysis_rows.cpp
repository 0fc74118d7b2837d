#include "library/analysis_rows.h"

#include <fmt/format.h>

#include <array>
#include <nlohmann/json.hpp>

#include "base/utf8.h"

namespace stemma::library {
namespace {

struct TableShape {
  const char* name;
  int columns;
};

constexpr std::array<TableShape, 5> kTables{
    {{"claims", 16}, {"entities", 6}, {"times", 10}, {"quantities", 11}, {"places", 13}}};

/// A row that is being made, cell by cell.
class RowMaker {
 public:
  RowMaker(std::vector<DerivedRow>& rows, DerivedTable table) {
    rows.push_back({table, {}});
    row_ = &rows.back();
    row_->cells.reserve(static_cast<std::size_t>(kTables[static_cast<std::size_t>(table)].columns));
  }

  RowMaker& add(std::string_view text) { return cell<std::string>(text); }
  RowMaker& add(const std::string& text) { return cell<std::string>(text); }
  RowMaker& add(std::int64_t value) { return cell<std::int64_t>(value); }
  RowMaker& add(double value) { return cell<double>(value); }
  RowMaker& add_null(std::size_t count = 1) {
    row_->cells.resize(row_->cells.size() + count);
    return *this;
  }
  RowMaker& add(const std::optional<double>& value) { return value ? add(*value) : add_null(); }
  RowMaker& add(const std::optional<ByteRange>& range) {
    if (!range) return add_null(2);
    return add(std::int64_t{range->begin}).add(std::int64_t{range->end});
  }

 private:
  template <class T, class From>
  RowMaker& cell(const From& from) {
    row_->cells.emplace_back(std::in_place_type<T>, from);
    return *this;
  }

  DerivedRow* row_;
};

/// [[begin, end], ...]
class RangesJson {
 public:
  void add(ByteRange range) {
    fmt::format_to(std::back_inserter(text_), "{}[{},{}]", text_.size() > 1 ? "," : "", range.begin,
                   range.end);
  }
  std::string take() { return std::move(text_) + "]"; }

 private:
  std::string text_ = "[";
};

std::string relays_json(const std::vector<Relay>& relays) {
  if (relays.empty()) return "[]";
  nlohmann::json list = nlohmann::json::array();
  for (const Relay& relay : relays)
    list.push_back({relay.name, relay.evidence.begin, relay.evidence.end});
  return list.dump();
}

void add_claim(const Claim& claim, std::vector<DerivedRow>& rows) {
  RowMaker row(rows, DerivedTable::kClaims);
  RangesJson content;
  for (const ByteRange range : claim.content) content.add(range);
  row.add(content.take());
  if (const auto& speaker = claim.speaker) {
    row.add(speaker->name).add(utf8::to_lower(speaker->name)).add(to_string(speaker->kind));
    row.add(std::optional<ByteRange>(speaker->evidence));
  } else {
    row.add_null(5);
  }
  row.add(claim.cue).add(relays_json(claim.relays)).add(to_string(claim.manner));
  row.add(to_string(claim.certainty)).add(std::int64_t{claim.negated}).add(to_string(claim.tense));
}

void add_entity(const Chain& chain, const Analysis& analysis, std::vector<DerivedRow>& rows) {
  RangesJson mentions;
  for (const std::uint32_t m : chain.mentions) mentions.add(analysis.mentions[m].range);
  RowMaker(rows, DerivedTable::kEntities)
      .add(chain.name)
      .add(to_string(chain.type))
      .add(mentions.take());
}

void add_time(const TimeValue& time, std::vector<DerivedRow>& rows) {
  RowMaker row(rows, DerivedTable::kTimes);
  row.add(std::optional<ByteRange>(time.range)).add(to_string(time.type)).add(time.value);
  for (const auto end : {&DayInterval::first, &DayInterval::last}) {
    const bool known = time.interval && !((*time.interval).*end).empty();
    known ? row.add((*time.interval).*end) : row.add_null();
  }
  row.add(time.basis);
}

void add_quantity(const Quantity& quantity, std::vector<DerivedRow>& rows) {
  RowMaker row(rows, DerivedTable::kQuantities);
  row.add(std::optional<ByteRange>(quantity.range)).add(quantity.value).add(quantity.high);
  row.add(to_string(quantity.bound)).add(quantity.unit).add(quantity.per).add(quantity.of);
}

void add_place(const PlaceValue& place, std::vector<DerivedRow>& rows) {
  RowMaker row(rows, DerivedTable::kPlaces);
  row.add(std::optional<ByteRange>(place.range)).add(to_string(place.role));
  if (const auto& entry = place.entry) {
    row.add(entry->name).add(entry->country);
    entry->geonames_id == 0 ? row.add_null() : row.add(std::int64_t{entry->geonames_id});
    row.add(double{entry->latitude}).add(double{entry->longitude}).add(double{place.share});
  } else {
    row.add_null(6);
  }
  row.add(place.basis);
}

/// version, number, cells, maker.
std::string insert_into(const TableShape& table) {
  std::string sql = std::string("INSERT INTO ") + table.name + " VALUES(?";
  for (int i = 1; i < table.columns; ++i) sql += ", ?";
  return sql + ")";
}

void bind_cell(Statement& to, int at, const DerivedRow::Cell& cell) {
  if (const auto* text = std::get_if<std::string>(&cell)) {
    to.bind(at, *text);
  } else if (const auto* number = std::get_if<std::int64_t>(&cell)) {
    to.bind(at, *number);
  } else if (const auto* real = std::get_if<double>(&cell)) {
    to.bind(at, *real);
  } else {
    to.bind_null(at);
  }
}

}  // namespace

std::vector<DerivedRow> rows_of(const Derived& derived) {
  std::vector<DerivedRow> rows;
  for (const Claim& claim : derived.claims) add_claim(claim, rows);
  for (const Chain& chain : derived.analysis.chains) add_entity(chain, derived.analysis, rows);
  for (const TimeValue& time : derived.grounding.times) add_time(time, rows);
  for (const Quantity& quantity : derived.grounding.quantities) add_quantity(quantity, rows);
  for (const PlaceValue& place : derived.grounding.places) add_place(place, rows);
  return rows;
}

AnalysisRows::AnalysisRows(Connection& db)
    : analysed_(db,
                "INSERT INTO analysed(version, maker) VALUES(?, ?) "
                "ON CONFLICT(version) DO UPDATE SET maker = excluded.maker") {
  for (const TableShape& table : kTables) {
    clear_.emplace_back(db, std::string("DELETE FROM ") + table.name + " WHERE version = ?");
    insert_.emplace_back(db, insert_into(table));
  }
}

std::optional<Error> AnalysisRows::write(std::int64_t version, const std::vector<DerivedRow>& rows,
                                         std::int64_t maker) {
  for (Statement& statement : clear_) {
    if (auto error = statement.bind(1, version).run()) return error;
  }
  std::array<std::int64_t, kTables.size()> numbers{};
  for (const DerivedRow& row : rows) {
    const auto table = static_cast<std::size_t>(row.table);
    Statement& insert = insert_[table];
    insert.bind(1, version).bind(2, ++numbers[table]);
    int at = 3;
    for (const DerivedRow::Cell& cell : row.cells) bind_cell(insert, at++, cell);
    if (auto error = insert.bind(at, maker).run()) return error;
  }
  return analysed_.bind(1, version).bind(2, maker).run();
}

}  // namespace stemma::library
