#include "collation/pipeline.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace stemma::testing {

struct Pipeline::Models {
  intake::Model intake;
  language::Model language;
  grounding::Model grounding;
  claims::Model claims;
  lineage::Model lineage;
  collation::Model collation;
};

Pipeline::Pipeline() {
  auto intake = intake::Model::load();
  auto language = language::Model::load();
  auto grounding = grounding::Model::load();
  auto claims = claims::Model::load();
  auto lineage = lineage::Model::load();
  auto collation = collation::Model::load();
  if (!intake || !language || !grounding || !claims || !lineage || !collation) {
    ADD_FAILURE() << "a model does not load";
    std::abort();
  }
  models_ = std::unique_ptr<const Models>(new Models{std::move(*intake), std::move(*language),
                                                     std::move(*grounding), std::move(*claims),
                                                     std::move(*lineage), std::move(*collation)});
}
Pipeline::~Pipeline() = default;

std::vector<Report> Pipeline::read_texts(const std::vector<std::string>& texts) const {
  std::vector<Report> reports;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    intake::Options options;
    options.format = intake::FormatHint::kPlainText;
    auto read =
        intake::read_bytes(texts[i], fmt::format("{}.txt", i + 1), models_->intake, options);
    for (Report& report : read.reports) reports.push_back(std::move(report));
  }
  return reports;
}

Batch Pipeline::run(const std::vector<std::string>& texts) const {
  return run_reports(read_texts(texts));
}

Batch Pipeline::run_in_order(const std::vector<std::string>& texts) const {
  std::vector<Report> reports = read_texts(texts);
  for (std::size_t i = 0; i < reports.size(); ++i)
    if (!reports[i].published)
      reports[i].published =
          Published{fmt::format("2031-03-{:02}", 14 + i), DateBasis::kMetadata, "test", {}};
  return run_reports(std::move(reports));
}

std::vector<Report> Pipeline::read(const std::string& path) const {
  auto read = intake::read_file(path, models_->intake, {});
  EXPECT_TRUE(read.problems.empty()) << read.problems.front().describe();
  return std::move(read.reports);
}

Batch Pipeline::run_files(const std::vector<std::string>& paths) const {
  std::vector<Report> reports;
  for (const std::string& path : paths)
    for (Report& report : read(path)) reports.push_back(std::move(report));
  return run_reports(std::move(reports));
}

Batch Pipeline::run_reports(std::vector<Report> reports) const {
  Batch batch;
  batch.reports = std::move(reports);
  for (std::uint32_t r = 0; r < batch.reports.size(); ++r) {
    Report& report = batch.reports[r];
    report.id = ReportId{r};
    batch.analyses.push_back(language::analyse(report, models_->language));
    batch.analyses.back().report = report.id;
    batch.groundings.push_back(
        grounding::ground(report, batch.analyses.back(), models_->grounding));
    batch.groundings.back().report = report.id;
    for (Claim& claim :
         claims::extract(report, batch.analyses.back(), batch.groundings.back(), models_->claims)) {
      claim.id = ClaimId{static_cast<std::uint32_t>(batch.claims.size())};
      claim.report = report.id;
      batch.claims.push_back(std::move(claim));
    }
  }
  batch.entities = grounding::link_entities(batch.analyses, models_->grounding);
  batch.lineage = lineage::trace(batch.reports, batch.analyses, batch.groundings, models_->lineage);
  batch.collation = collate(batch);
  return batch;
}

Collation Pipeline::collate(const Batch& batch) const {
  return collation::collate({batch.reports, batch.analyses, batch.groundings, batch.entities,
                             batch.claims, batch.lineage},
                            models_->collation);
}

std::string broken_promise(const Batch& batch) {
  const auto inside = [&](const Evidence& e) {
    return e.report.index() < batch.reports.size() && e.range.begin < e.range.end &&
           e.range.end <= batch.reports[e.report.index()].text.size();
  };
  std::set<ClaimId> seen;
  ClaimId last_first{0};
  for (std::size_t i = 0; i < batch.collation.readings.size(); ++i) {
    const Reading& reading = batch.collation.readings[i];
    if (reading.id.index() != i) return fmt::format("reading {} has another id", i);
    if (reading.claims.empty()) return fmt::format("reading {} is empty", i);
    if (!std::is_sorted(reading.claims.begin(), reading.claims.end()))
      return fmt::format("claims of reading {} are out of order", i);
    if (i > 0 && reading.claims.front() < last_first)
      return fmt::format("reading {} is out of order", i);
    last_first = reading.claims.front();
    std::set<ReportId> reports;
    for (const ClaimId id : reading.claims) {
      if (!seen.insert(id).second) return fmt::format("claim {} is in two readings", id.value);
      reports.insert(batch.claims[id.index()].report);
    }
    if ((reports.size() == 1) != (reading.relation == ReadingRelation::kOnlyHere))
      return fmt::format("reading {} has the wrong relation", i);
    if (reading.origins == 0 || reading.origins > batch.lineage.origins.size())
      return fmt::format("reading {} has {} origins", i, reading.origins);
    if (reading.voices == 0 || reading.voices > reading.claims.size())
      return fmt::format("reading {} has {} voices", i, reading.voices);
    double worst = 1;
    for (const Variant& variant : reading.variants) {
      if (variant.severity > worst || variant.severity <= 0)
        return fmt::format("variants of reading {} are not by severity", i);
      worst = variant.severity;
      if (!variant.a && !variant.b) return "a variant without evidence";
      if (variant.a && !inside(*variant.a)) return "evidence a outside the text";
      if (variant.b && !inside(*variant.b)) return "evidence b outside the text";
      if (variant.a && variant.a->report != batch.claims[variant.claim_a.index()].report)
        return "evidence a of another report";
      if (variant.b && variant.b->report != batch.claims[variant.claim_b.index()].report)
        return "evidence b of another report";
      if (!std::binary_search(reading.claims.begin(), reading.claims.end(), variant.claim_a) ||
          !std::binary_search(reading.claims.begin(), reading.claims.end(), variant.claim_b))
        return "a variant of claims outside the reading";
      if (variant.note.empty() || variant.note.back() != '.') return "a note is no sentence";
    }
  }
  if (seen.size() != batch.claims.size()) return "a claim is in no reading";
  for (const Warning& warning : batch.collation.warnings) {
    if (!inside(warning.evidence)) return "warning evidence outside the text";
    if (warning.note.empty() || warning.note.back() != '.')
      return "a warning's note is no sentence";
  }
  return "";
}

}  // namespace stemma::testing
