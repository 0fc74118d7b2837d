#include "library/refresh.h"

#include "base/parallel.h"
#include "library/analysis_rows.h"
#include "library/makers.h"
#include "library/store.h"

namespace stemma::library {
namespace {

constexpr std::size_t kStep = 64;  // versions that one transaction takes

constexpr const char* kStale =
    "FROM versions LEFT JOIN analysed ON analysed.version = versions.id "
    "WHERE analysed.maker IS NOT ?";

Result<std::uint64_t> count_stale_for(Connection& db, std::optional<std::int64_t> maker) {
  Statement count(db, std::string("SELECT count(*) ") + kStale);
  // No row has the maker -1: where this program has made nothing, all is stale.
  count.bind(1, maker.value_or(-1));
  const std::uint64_t stale = count.step() ? static_cast<std::uint64_t>(count.integer(0)) : 0;
  if (count.error()) return *count.error();
  return stale;
}

Derived derive(const Report& report, const AnalysisModels& models) {
  Derived derived;
  derived.analysis = language::analyse(report, models.language);
  derived.grounding = grounding::ground(report, derived.analysis, models.grounding);
  derived.claims = claims::extract(report, derived.analysis, derived.grounding, models.claims);
  return derived;
}

struct Stale {
  std::int64_t version = 0;
  Report report;
  Derived derived;
};

}  // namespace

Result<std::uint64_t> count_stale(Library& library) {
  const auto id = known_maker(library.db(), Stage::kAnalysis);
  if (!id) return id.error();
  return count_stale_for(library.db(), *id);
}

Result<Refreshed> refresh(Library& library, const AnalysisModels& models,
                          const RefreshOptions& options) {
  Connection& db = library.db();
  std::int64_t by = 0;
  {
    Transaction transaction(db);
    if (transaction.error()) return *transaction.error();
    auto id = maker(db, Stage::kAnalysis);
    if (!id) return id.error();
    by = *id;
    if (auto error = transaction.commit()) return *error;
  }
  Refreshed refreshed;
  const auto total = count_stale_for(db, by);
  if (!total) return total.error();
  refreshed.total = *total;

  AnalysisRows rows(db);
  Statement next(db, std::string("SELECT versions.id ") + kStale +
                         " AND versions.id > ? ORDER BY versions.id LIMIT ?");
  for (std::int64_t after = 0;;) {
    std::vector<Stale> step;
    next.bind(1, by).bind(2, after).bind(3, kStep);
    while (next.step()) {
      step.emplace_back();
      step.back().version = next.integer(0);
    }
    const auto error = next.error();
    next.reset();
    if (error) return *error;
    if (step.empty()) return refreshed;
    for (Stale& stale : step) {
      auto report = load_version(db, stale.version);
      if (!report) return report.error();
      stale.report = std::move(*report);
    }
    parallel_for(step.size(), options.jobs,
                 [&](std::size_t i) { step[i].derived = derive(step[i].report, models); });
    Transaction transaction(db);
    if (transaction.error()) return *transaction.error();
    for (const Stale& stale : step) {
      if (auto failed = rows.write(stale.version, stale.derived, by)) return *failed;
    }
    if (auto failed = transaction.commit()) return *failed;
    after = step.back().version;
    refreshed.done += step.size();
    if (options.on_progress) options.on_progress(refreshed);
  }
}

}  // namespace stemma::library
