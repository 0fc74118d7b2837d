// stemma claims: who says what, by speaker, with those who passed it on.
#include "briefing/claims_text.h"
#include "briefing/compose.h"
#include "console.h"
#include "inputs.h"
#include "verbs.h"

namespace stemma::app {

int run_claims(const Arguments& arguments) {
  auto opened = open_job(arguments);
  if (const int* exit_code = std::get_if<int>(&opened)) return *exit_code;
  Job& job = std::get<Job>(opened);
  briefing::ClaimFilter filter;
  filter.speaker = arguments.find("speaker");
  filter.predicate = arguments.find("predicate");
  if (const auto name = arguments.find("certainty")) {
    filter.certainty = briefing::parse_certainty(*name);
  }
  if (const auto name = arguments.find("tense")) filter.tense = briefing::parse_tense(*name);
  filter.negated = arguments.has("negated");
  filter.relayed = arguments.has("relayed");
  const Briefing composed = briefing::compose(
      std::move(job.inputs.reports), job.models,
      {.threads = arguments.number("threads"), .words = {}, .collate = false, .on_stage = {}});
  const std::string out = briefing::render_claims(composed, filter);
  if (out.empty()) {
    complain("no claim is like that");
    return kNothingFound;
  }
  return deliver(out, job, arguments);
}

}  // namespace stemma::app
