// Task "places": toponyms with coordinates (lgl.jsonl, geovirus-dev.jsonl below the gold path)
// against grounding::ground: which names are found, and how far from the gold they are put.
#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/utf8.h"
#include "grounding/gazetteer.h"
#include "place_gold.h"
#include "tasks.h"

namespace stemma::eval {
namespace {

constexpr double kNear = 161;  // km: 100 miles, the measure's usual bound

struct Tally {
  F1 exact, overlap;
  std::size_t located = 0;         // gold toponyms that have a point
  std::size_t put = 0, right = 0;  // of those: found and put somewhere; within kNear
  std::vector<double> errors;      // km
  std::map<std::string, std::size_t> kinds;
};

std::string error_kind(const GoldToponym& gold, const PlaceValue* found, double km) {
  if (found == nullptr) return "missed";
  if (!found->entry) return "in no gazetteer";
  if (km <= kNear) return "right";
  if (gold.kind != "" && gold.kind[0] == 'A' && found->entry->kind == PlaceKind::kSettlement)
    return "town for an area";
  if (gold.kind != "" && gold.kind[0] == 'P' && found->entry->kind != PlaceKind::kSettlement)
    return "area for a town";
  if (found->entry->kind == PlaceKind::kCountry || found->entry->kind == PlaceKind::kArea)
    return "middle of a large area";
  return "another of that name";
}

void score(const GoldPlaces& gold, const std::vector<PlaceValue>& found, Tally& tally,
           std::string& lines) {
  std::vector<bool> used(found.size(), false);
  tally.exact.predicted += found.size();
  tally.overlap.predicted += found.size();
  for (const GoldToponym& g : gold.toponyms) {
    ++tally.exact.gold;
    ++tally.overlap.gold;
    const PlaceValue* hit = nullptr;
    std::size_t at = 0;
    for (std::size_t i = 0; i < found.size(); ++i) {
      if (used[i] || !found[i].range.overlaps(g.range)) continue;
      if (hit == nullptr || found[i].range == g.range) hit = &found[i], at = i;
    }
    if (hit != nullptr) {
      used[at] = true;
      ++tally.overlap.true_positives;
      tally.exact.true_positives += hit->range == g.range;
    }
    if (!g.point) continue;
    ++tally.located;
    double km = -1;
    if (hit != nullptr && hit->entry) {
      km = grounding::distance_km(g.point->first, g.point->second, hit->entry->latitude,
                                  hit->entry->longitude);
      tally.errors.push_back(km);
      ++tally.put;
      tally.right += km <= kNear;
    }
    const std::string kind = error_kind(g, hit, km);
    ++tally.kinds[kind];
    lines += fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{}\t{:.0f}\t{}\n", kind, gold.id, g.phrase,
                         g.kind, g.where, hit ? slice(gold.text, hit->range) : "-",
                         hit && hit->entry ? fmt::format("{} {} {} {}", hit->entry->name,
                                                         to_string(hit->entry->kind),
                                                         hit->entry->region, hit->entry->country)
                                           : "-",
                         km, hit ? to_string(hit->role) : "-");
  }
  for (std::size_t i = 0; i < found.size(); ++i)
    if (!used[i]) {
      ++tally.kinds["spurious"];
      lines += fmt::format("spurious\t{}\t-\t-\t-\t{}\t{}\t-1\t{}\n", gold.id,
                           slice(gold.text, found[i].range),
                           found[i].entry ? found[i].entry->name : "-", to_string(found[i].role));
    }
}

void report(const std::string& name, Tally& tally, Scores& scores) {
  const auto add = [&](std::string_view what, double value, std::size_t items) {
    scores.metrics.push_back({fmt::format("{}: {}", name, what), value, items});
  };
  std::sort(tally.errors.begin(), tally.errors.end());
  double sum = 0;
  for (const double km : tally.errors) sum += km;
  const auto share = [](std::size_t part, std::size_t whole) {
    return whole == 0 ? 0 : double(part) / double(whole);
  };
  add("exact F1", tally.exact.f1(), tally.exact.gold);
  add("overlap F1", tally.overlap.f1(), tally.overlap.gold);
  add("overlap precision", tally.overlap.precision(), tally.overlap.predicted);
  add("overlap recall", tally.overlap.recall(), tally.overlap.gold);
  add("accuracy within 161 km, of matched", share(tally.right, tally.put), tally.put);
  add("recall within 161 km, end to end", share(tally.right, tally.located), tally.located);
  add("mean error, km", tally.errors.empty() ? 0 : sum / double(tally.errors.size()), tally.put);
  add("median error, km", tally.errors.empty() ? 0 : tally.errors[tally.errors.size() / 2],
      tally.put);
  for (const auto& [kind, count] : tally.kinds)
    scores.details += fmt::format("{:8} {}: {}\n", count, name, kind);
}

}  // namespace

Result<Scores> evaluate_places(const std::string& gold, const briefing::Models& models,
                               const EvalOptions& options) {
  namespace fs = std::filesystem;
  Scores scores;
  std::string lines;
  std::vector<std::pair<std::string, std::string>> sets;
  if (fs::is_directory(gold)) {
    sets = {{"LGL", (fs::path(gold) / "lgl.jsonl").string()},
            {"GeoVirus", (fs::path(gold) / "geovirus-dev.jsonl").string()}};
  } else {
    sets = {{fs::path(gold).stem().string(), gold}};
  }
  for (const auto& [name, path] : sets) {
    const Result<std::vector<GoldPlaces>> documents = read_gold_places(path);
    if (!documents) return documents.error();
    Tally tally;
    for (const GoldPlaces& document : *documents) {
      Report text;
      text.text = document.text;
      text.url = document.url;
      const Analysis analysis = language::analyse(text, models.language);
      score(document, grounding::ground(text, analysis, models.grounding).places, tally, lines);
    }
    report(name, tally, scores);
  }
  if (const auto failed = write_predictions(options, lines)) return *failed;
  return scores;
}

}  // namespace stemma::eval
