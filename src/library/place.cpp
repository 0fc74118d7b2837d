#include "library/place.h"

#include <algorithm>

#include "base/parallel.h"
#include "library/add.h"
#include "library/makers.h"
#include "library/report_day.h"
#include "library/store.h"
#include "library/story_rows.h"

namespace stemma::library {
namespace {

constexpr std::size_t kStep = 32;  // reports that one transaction takes: others wait meanwhile

/// A version on its way.
struct Waiting {
  std::int64_t version = 0;
  std::int64_t report = 0;
  std::string added;
  stories::Arrival arrival;
};

class Placer {
 public:
  Placer(Connection& db, const stories::Model& model, const PlaceOptions& options)
      : db_(db),
        model_(model),
        options_(options),
        rows_(db),
        days_(db),
        older_(db,
               "SELECT p.version, p.report, v.added FROM placed p JOIN versions v "
               "ON v.id = p.version WHERE p.maker < ? ORDER BY p.maker, p.report LIMIT ?"),
        newer_(db,
               "SELECT p.version, p.report, v.added FROM placed p JOIN versions v "
               "ON v.id = p.version WHERE p.maker > ? ORDER BY p.maker, p.report LIMIT ?"),
        new_(db,
             "SELECT id, report, added FROM versions "
             "WHERE id > (SELECT version FROM placing) ORDER BY id LIMIT ?"),
        prior_(db, "SELECT story, version FROM placed WHERE report = ?"),
        until_(db, "UPDATE placing SET version = max(version, ?)") {}

  Result<PlacedCount> run() {
    {
      Transaction transaction(db_);
      if (transaction.error()) return *transaction.error();
      auto id = maker(db_, Stage::kStories);
      if (!id) return id.error();
      maker_ = *id;
      if (auto error = transaction.commit()) return *error;
    }
    PlacedCount count;
    const auto total = count_for(db_, maker_);
    if (!total) return total.error();
    count.total = *total;
    for (;;) {
      const auto done = take_step();
      if (!done) return done.error();
      if (*done == 0) return count;
      count.done += *done;
      if (options_.on_progress) options_.on_progress(count);
    }
  }

  static Result<std::uint64_t> count_for(Connection& db, std::int64_t maker) {
    Statement count(db,
                    "SELECT (SELECT count(*) FROM placed WHERE maker < ?1) + "
                    "(SELECT count(*) FROM placed WHERE maker > ?1) + "
                    "(SELECT count(*) FROM versions WHERE id > (SELECT version FROM placing))");
    count.bind(1, maker);
    const std::uint64_t waiting = count.step() ? static_cast<std::uint64_t>(count.integer(0)) : 0;
    if (count.error()) return *count.error();
    return waiting;
  }

 private:
  std::optional<Error> collect(Statement& query, std::vector<Waiting>& step) {
    while (query.step()) {
      step.emplace_back();
      step.back().version = query.integer(0);
      step.back().report = query.integer(1);
      step.back().added = query.text(2);
    }
    auto error = query.error();
    query.reset();
    return error;
  }

  /// Those of other makers first, so that new ones meet only what is of this one.
  Result<std::vector<Waiting>> next_step() {
    std::vector<Waiting> step;
    for (Statement* stale : {&older_, &newer_}) {
      if (!step.empty()) break;
      if (auto error = collect(stale->bind(1, maker_).bind(2, kStep), step)) return *error;
    }
    if (!step.empty()) return step;
    if (auto error = collect(new_.bind(1, kStep), step)) return *error;
    return step;
  }

  std::optional<Error> read(std::vector<Waiting>& step) {
    std::vector<Report> reports;
    for (Waiting& waiting : step) {
      auto report = load_version(db_, waiting.version);
      if (!report) return report.error();
      const auto day = days_.of(waiting.version, *report, waiting.added);
      if (!day) return day.error();
      waiting.arrival.day = *day;
      reports.push_back(std::move(*report));
    }
    parallel_for(step.size(), options_.jobs, [&](std::size_t i) {
      stories::Arrival& arrival = step[i].arrival;
      arrival.report = static_cast<ReportNumber>(step[i].report);
      arrival.words = stories::words_of(reports[i], model_);
    });
    return std::nullopt;
  }

  /// Stories in memory, as the file has them. REQUIRES: a transaction.
  std::optional<Error> catch_up() {
    const auto step = rows_.step();
    if (!step) return step.error();
    if (stories_ && *step == step_) return std::nullopt;
    stories_.emplace(model_);
    step_ = *step;
    return rows_.open(*stories_, maker_);
  }

  /// Is what was read still what is to be placed next? More may have come behind it.
  static bool holds(const std::vector<Waiting>& step, const std::vector<Waiting>& still) {
    return step.size() <= still.size() &&
           std::equal(step.begin(), step.end(), still.begin(),
                      [](const Waiting& a, const Waiting& b) { return a.version == b.version; });
  }

  /// Texts, which never change, are read before others have to wait; what is to be placed is looked
  /// up again under the right to write, for another process may have taken it.
  Result<std::size_t> take_step() {
    for (;;) {
      auto step = next_step();
      if (!step) return step.error();
      if (step->empty()) return std::size_t{0};
      if (auto error = read(*step)) return *error;
      const std::string now = options_.now ? options_.now() : utc_now();
      Transaction transaction(db_);
      if (transaction.error()) return *transaction.error();
      const auto still = next_step();
      if (!still) return still.error();
      if (!holds(*step, *still)) continue;
      if (auto error = write(*step, now)) return *error;
      if (auto error = transaction.commit()) return *error;
      ++step_;
      return step->size();
    }
  }

  /// REQUIRES: a transaction.
  std::optional<Error> write(std::vector<Waiting>& step, const std::string& now) {
    if (auto error = catch_up()) return error;
    for (Waiting& waiting : step) {
      if (auto error = place(waiting, now)) return error;
    }
    if (auto error = until_.bind(1, step.back().version).run()) return error;
    return rows_.end_step();
  }

  std::optional<Error> place(Waiting& waiting, const std::string& now) {
    stories::Arrival& arrival = waiting.arrival;
    prior_.bind(1, waiting.report);
    std::int64_t before = waiting.version;  // the text that it had
    if (prior_.step()) {
      arrival.prior = StoryId{static_cast<std::uint32_t>(prior_.integer(0))};
      before = prior_.integer(1);
    }
    auto error = prior_.error();
    prior_.reset();
    if (error) return error;
    if ((error = rows_.load_around(*stories_, arrival.day, maker_))) return error;
    if (arrival.prior && (error = rows_.load_size(*stories_, *arrival.prior))) return error;
    const stories::Placement placement = stories_->place(arrival);
    if ((error = rows_.write(arrival, waiting.version, placement, maker_, now))) return error;
    // Another text may tell something else, also where it moves nothing.
    if (before == waiting.version || !placement.changes.empty()) return std::nullopt;
    return rows_.touch(placement.story, now);
  }

  Connection& db_;
  const stories::Model& model_;
  const PlaceOptions& options_;
  StoryRows rows_;
  ReportDays days_;
  Statement older_;
  Statement newer_;
  Statement new_;
  Statement prior_;
  Statement until_;
  std::int64_t maker_ = 0;
  std::optional<stories::Stories> stories_;
  std::int64_t step_ = 0;
};

}  // namespace

Result<PlacedCount> place(Library& library, const stories::Model& model,
                          const PlaceOptions& options) {
  return Placer(library.db(), model, options).run();
}

Result<std::uint64_t> count_unplaced(Library& library) {
  const auto id = known_maker(library.db(), Stage::kStories);
  if (!id) return id.error();
  return Placer::count_for(library.db(), id->value_or(-1));
}

}  // namespace stemma::library
