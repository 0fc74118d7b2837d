// A few texts taken through the stages that lineage needs: it reads no mentions. For the scorers of
// lineage.
#pragma once

#include <string>
#include <vector>

#include "briefing/compose.h"
#include "gold_text.h"

namespace stemma::eval {

struct LineageBatch {
  std::vector<Report> reports;
  std::vector<Analysis> analyses;
  std::vector<Grounding> groundings;
};

/// Texts as they are: no furniture, no dates.
LineageBatch analyse_texts(const std::vector<std::string>& texts, const briefing::Models& models);

/// Reports as intake gave them; they get their ids here.
LineageBatch analyse_reports(std::vector<Report> reports, const briefing::Models& models);

Lineage trace(const LineageBatch& batch, const briefing::Models& models);

}  // namespace stemma::eval
