#include "lineage_batch.h"

namespace stemma::eval {

LineageBatch analyse_reports(std::vector<Report> reports, const briefing::Models& models) {
  LineageBatch batch;
  for (Report& report : reports) {
    report.id = ReportId{static_cast<std::uint32_t>(batch.reports.size())};
    batch.analyses.push_back(language::parse(report, models.language));
    batch.groundings.push_back(grounding::ground(report, batch.analyses.back(), models.grounding));
    batch.reports.push_back(std::move(report));
  }
  return batch;
}

LineageBatch analyse_texts(const std::vector<std::string>& texts, const briefing::Models& models) {
  std::vector<Report> reports(texts.size());
  for (std::size_t i = 0; i < texts.size(); ++i) {
    reports[i].source = "text";
    reports[i].text = texts[i];
  }
  return analyse_reports(std::move(reports), models);
}

Lineage trace(const LineageBatch& batch, const briefing::Models& models) {
  return lineage::trace(batch.reports, batch.analyses, batch.groundings, models.lineage);
}

}  // namespace stemma::eval
