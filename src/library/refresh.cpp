#include "library/refresh.h"

#include "base/in_order.h"
#include "library/analysis_rows.h"
#include "library/makers.h"
#include "library/store.h"

namespace stemma::library {
namespace {

constexpr std::size_t kStep = 64;                // versions that one transaction takes
constexpr std::size_t kStepRows = 100'000;       // and rows, but for a single version with more
constexpr std::size_t kUnderWay = 2 * kStep;     // so that no thread waits for a transaction
constexpr std::size_t kUnderWayBytes = 4 << 20;  // of text

/// Versions from first to last, both included.
struct Stretch {
  std::int64_t first = 0;
  std::int64_t last = 0;
};

/// What has no rows by the maker, in order. Versions are numbered from 1 without gaps, so what is
/// there need not be looked through: only what is done.
Result<std::vector<Stretch>> stale_versions(Connection& db, std::int64_t maker) {
  Statement newest(db, "SELECT coalesce(max(id), 0) FROM versions");
  const std::int64_t last = newest.step() ? newest.integer(0) : 0;
  if (newest.error()) return *newest.error();
  std::vector<Stretch> stale;
  std::int64_t next = 1;
  const auto upto = [&](std::int64_t end) {
    if (next < end) stale.push_back({next, end - 1});
    next = end + 1;
  };
  Statement done(db, "SELECT version FROM analysed WHERE maker = ? ORDER BY version");
  done.bind(1, maker);
  while (done.step()) upto(done.integer(0));
  if (done.error()) return *done.error();
  upto(last + 1);
  return stale;
}

std::uint64_t count(const std::vector<Stretch>& stretches) {
  std::uint64_t sum = 0;
  for (const Stretch& stretch : stretches)
    sum += static_cast<std::uint64_t>(stretch.last - stretch.first + 1);
  return sum;
}

Derived derive(const Report& report, const AnalysisModels& models) {
  Derived derived;
  if (!is_read(report)) return derived;
  derived.analysis = language::analyse(report, models.language);
  derived.grounding = grounding::ground(report, derived.analysis, models.grounding);
  derived.claims = claims::extract(report, derived.analysis, derived.grounding, models.claims);
  return derived;
}

/// A version on its way through the threads.
struct Stale {
  std::int64_t version = 0;
  Report report;
  bool read = true;
  std::vector<DerivedRow> rows;
};

/// Writes what comes in steps.
class Steps {
 public:
  Steps(Connection& db, std::int64_t maker, const RefreshOptions& options, Refreshed& refreshed)
      : db_(db), rows_(db), maker_(maker), options_(options), refreshed_(refreshed) {}

  std::optional<Error> put(Stale stale) {
    count_ += stale.rows.size();
    step_.push_back(std::move(stale));
    return step_.size() < kStep && count_ < kStepRows ? std::nullopt : write();
  }

  std::optional<Error> write() {
    if (step_.empty()) return std::nullopt;
    Transaction transaction(db_);
    if (transaction.error()) return transaction.error();
    for (const Stale& stale : step_) {
      if (auto error = rows_.write(stale.version, stale.rows, maker_)) return error;
    }
    if (auto error = transaction.commit()) return error;
    refreshed_.done += step_.size();
    for (const Stale& stale : step_) refreshed_.unread += stale.read ? 0 : 1;
    step_.clear();
    count_ = 0;
    if (options_.on_progress) options_.on_progress(refreshed_);
    return std::nullopt;
  }

 private:
  Connection& db_;
  AnalysisRows rows_;
  std::int64_t maker_;
  const RefreshOptions& options_;
  Refreshed& refreshed_;
  std::vector<Stale> step_;
  std::size_t count_ = 0;
};

}  // namespace

Result<std::uint64_t> count_stale(Library& library) {
  const auto id = known_maker(library.db(), Stage::kAnalysis);
  if (!id) return id.error();
  // No row has the maker -1: where this program has made nothing, all is stale.
  const auto stale = stale_versions(library.db(), id->value_or(-1));
  if (!stale) return stale.error();
  return count(*stale);
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
  const auto stretches = stale_versions(db, by);
  if (!stretches) return stretches.error();
  Refreshed refreshed;
  refreshed.total = count(*stretches);

  Steps steps(db, by, options, refreshed);
  std::optional<Error> failed;
  std::size_t stretch = 0;
  std::int64_t in_stretch = 0;
  const auto next = [&]() -> std::optional<Stale> {
    if (failed || stretch == stretches->size()) return std::nullopt;
    const Stretch& here = (*stretches)[stretch];
    const std::int64_t version = here.first + in_stretch;
    auto report = load_version(db, version);
    if (!report) {
      failed = report.error();
      return std::nullopt;
    }
    version < here.last ? ++in_stretch : (++stretch, in_stretch = 0);
    return Stale{version, std::move(*report), true, {}};
  };
  work_in_order<Stale>(
      {.threads = options.jobs, .items = kUnderWay, .weight = kUnderWayBytes}, next,
      [](const Stale& stale) { return stale.report.text.size(); },
      [&](Stale& stale) {
        stale.read = is_read(stale.report);
        stale.rows = rows_of(derive(stale.report, models));
        stale.report = {};
      },
      [&](Stale& stale) {
        if (auto error = steps.put(std::move(stale))) failed = std::move(error);
        return !failed;
      });
  if (!failed) failed = steps.write();
  if (failed) return *failed;
  return refreshed;
}

}  // namespace stemma::library
