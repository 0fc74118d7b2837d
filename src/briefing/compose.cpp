#include "briefing/compose.h"

#include <algorithm>
#include <chrono>
#include <iterator>

#include "base/parallel.h"
#include "briefing/user_words.h"
#include "briefing/version_lineage.h"
#include "lineage/dates.h"

namespace stemma::briefing {
namespace {

/// Tells the caller how long each stage took.
class StageClock {
 public:
  explicit StageClock(const ComposeOptions& options) : options_(options) {}

  void finish(std::string_view stage) {
    const auto now = std::chrono::steady_clock::now();
    if (options_.on_stage) {
      options_.on_stage(stage, std::chrono::duration<double>(now - start_).count());
    }
    start_ = now;
  }

 private:
  const ComposeOptions& options_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

/// Of a report in a language that is not read nobody knows where it comes from: it is no origin.
void leave_out_unread(const std::vector<Report>& reports, Lineage& lineage) {
  const auto unread = [&](NodeId id) {
    const Node& node = lineage.nodes[id.index()];
    return node.report && !is_read(reports[node.report->index()]);
  };
  std::erase_if(lineage.origins, unread);
  std::erase_if(lineage.unrelated, unread);
}

}  // namespace

Result<Models> Models::load() {
  auto intake = intake::Model::load();
  if (!intake) return intake.error();
  auto language = language::Model::load();
  if (!language) return language.error();
  auto grounding = grounding::Model::load();
  if (!grounding) return grounding.error();
  auto claims = claims::Model::load();
  if (!claims) return claims.error();
  auto lineage = lineage::Model::load();
  if (!lineage) return lineage.error();
  auto collation = collation::Model::load();
  if (!collation) return collation.error();
  return Models{std::move(*intake), std::move(*language), std::move(*grounding),
                std::move(*claims), std::move(*lineage),  std::move(*collation)};
}

Briefing compose(std::vector<Report> reports, const Models& models, const ComposeOptions& options) {
  Briefing b;
  b.reports = std::move(reports);
  const std::size_t count = b.reports.size();
  for (std::size_t i = 0; i < count; ++i) b.reports[i].id = ReportId{static_cast<std::uint32_t>(i)};

  StageClock clock(options);
  b.analyses.resize(count);
  parallel_for(count, options.threads, [&](std::size_t i) {
    b.analyses[i].report = b.reports[i].id;
    if (is_read(b.reports[i])) b.analyses[i] = language::analyse(b.reports[i], models.language);
  });
  clock.finish("language");

  b.groundings.resize(count);
  parallel_for(count, options.threads, [&](std::size_t i) {
    if (is_read(b.reports[i]))
      b.groundings[i] = grounding::ground(b.reports[i], b.analyses[i], models.grounding);
  });
  b.entities = grounding::link_entities(b.analyses, models.grounding);
  clock.finish("grounding");

  std::vector<std::vector<Claim>> claims(count);
  parallel_for(count, options.threads, [&](std::size_t i) {
    if (is_read(b.reports[i]))
      claims[i] = claims::extract(b.reports[i], b.analyses[i], b.groundings[i], models.claims);
  });
  for (std::vector<Claim>& of_report : claims) {
    if (b.claims.empty()) {
      b.claims = std::move(of_report);  // those of one long report are not held twice
    } else {
      std::move(of_report.begin(), of_report.end(), std::back_inserter(b.claims));
    }
    of_report = {};
  }
  for (std::uint32_t c = 0; c < b.claims.size(); ++c) b.claims[c].id = ClaimId{c};
  clock.finish("claims");

  b.lineage = lineage::trace(b.reports, b.analyses, b.groundings, models.lineage,
                             {.threads = options.threads});
  if (options.versions) b.lineage = as_versions(std::move(b.lineage), b.analyses);
  b.words = options.words;
  b.lineage = heed(b.words, std::move(b.lineage));
  leave_out_unread(b.reports, b.lineage);
  // A report without a date may take that of a relative; its "Wednesday" then names a day.
  const auto inferred = lineage::infer_published(b.reports, b.analyses, b.lineage);
  for (std::size_t i = 0; i < count; ++i) {
    if (!inferred[i] || !is_read(b.reports[i])) continue;
    b.reports[i].published = inferred[i];
    b.groundings[i] = grounding::ground(b.reports[i], b.analyses[i], models.grounding);
  }
  clock.finish("lineage");

  if (!options.collate) return b;
  b.collation = collation::collate(
      {b.reports, b.analyses, b.groundings, b.entities, b.claims, b.lineage}, models.collation);
  clock.finish("collation");
  return b;
}

}  // namespace stemma::briefing
