#include "lineage_batch.h"

#include <fstream>
#include <iterator>

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

Result<std::string> read_gold(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return Error{ErrorCode::kNotFound, "cannot read this gold file", path};
  return std::string(std::istreambuf_iterator<char>(in), {});
}

std::vector<std::string_view> columns(std::string_view line) {
  std::vector<std::string_view> out;
  for (;;) {
    const std::size_t tab = line.find('\t');
    out.push_back(line.substr(0, tab));
    if (tab == line.npos) return out;
    line.remove_prefix(tab + 1);
  }
}

}  // namespace stemma::eval
