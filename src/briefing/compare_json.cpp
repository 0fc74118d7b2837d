// Two reports side by side, for programs: docs/compare.schema.json.
#include <nlohmann/json.hpp>

#include "briefing/compare.h"
#include "briefing/json_parts.h"
#include "briefing/render.h"
#include "library/json_text.h"

namespace stemma::briefing {
namespace {

using Json = nlohmann::ordered_json;

constexpr ReportId kFirst{0};
constexpr ReportId kSecond{1};

Json or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }

Json spans(const Lookup& lookup, ReportId report, const std::vector<MarkedRange>& marks) {
  Json out = Json::array();
  for (const MarkedRange& mark : marks) out.push_back(span_json(lookup, {report, mark.range}));
  return out;
}

Json sentence(const Lookup& lookup, ReportId report, const std::optional<SentenceId>& id) {
  return id ? span_json(lookup, {report, lookup.sentence(report, *id).range}) : Json();
}

Json variant_json(const Lookup& lookup, const Variant& variant) {
  Json out;
  out["kind"] = to_string(variant.kind);
  out["a"] = variant.a ? span_json(lookup, *variant.a) : Json();
  out["b"] = variant.b ? span_json(lookup, *variant.b) : Json();
  out["note"] = variant.note;
  out["severity"] = rounded(variant.severity);
  return out;
}

Json row_json(const Lookup& lookup, const SideBySide& row) {
  Json out;
  out["a"] = sentence(lookup, kFirst, row.a);
  out["b"] = sentence(lookup, kSecond, row.b);
  out["kind"] = row.alignment ? Json(to_string(row.alignment->kind)) : Json();
  out["score"] = row.alignment ? Json(rounded(row.alignment->score)) : Json();
  out["same"] = row.same;
  out["words_a"] = spans(lookup, kFirst, row.diff.a);
  out["words_b"] = spans(lookup, kSecond, row.diff.b);
  out["variants"] = Json::array();
  for (const Variant* variant : row.variants)
    out["variants"].push_back(variant_json(lookup, *variant));
  return out;
}

Json outside_json(const Lookup& lookup, ReportId report, const std::vector<const Furniture*>& all) {
  Json out = Json::array();
  for (const Furniture* item : all) {
    Json piece = span_json(lookup, {report, item->range});
    piece["kind"] = to_string(item->kind);
    out.push_back(std::move(piece));
  }
  return out;
}

}  // namespace

Json counts_json(const Comparison& comparison) {
  return {{"same", comparison.same},
          {"changed", comparison.changed},
          {"only_a", comparison.only_a},
          {"only_b", comparison.only_b}};
}

std::string render_compare_json(const Briefing& briefing, const Sides& sides) {
  const Lookup lookup(briefing);
  const Comparison comparison = side_by_side(lookup);
  Json out;
  out["version"] = 1;
  out["relation"] = sides.versions ? "versions" : "reports";
  out["reports"] = Json::array();
  for (const ReportId report : {kFirst, kSecond}) {
    Json one = report_json(briefing, briefing.reports[report.index()]);
    one["version"] = or_null(sides.ids[report.index()]);
    one["added"] = or_null(sides.added[report.index()]);
    out["reports"].push_back(std::move(one));
  }
  out["lineage"] = lineage_json(briefing);
  out["counts"] = counts_json(comparison);
  out["rows"] = Json::array();
  for (const SideBySide& row : comparison.rows) out["rows"].push_back(row_json(lookup, row));
  out["outside"] = {{"only_a", outside_json(lookup, kFirst, comparison.outside.a)},
                    {"only_b", outside_json(lookup, kSecond, comparison.outside.b)}};
  return library::json_text(out, 2) + "\n";
}

}  // namespace stemma::briefing
