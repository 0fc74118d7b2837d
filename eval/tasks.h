// One scorer a line, each defined in the file of its name; eval.cpp holds the table.
#pragma once

#include "eval.h"

namespace stemma::eval {

// Result<Scores> evaluate_<task>(const std::string& gold, const briefing::Models&, const
// EvalOptions&);

Result<Scores> evaluate_parse(const std::string& gold, const briefing::Models& models,
                              const EvalOptions& options);
Result<Scores> evaluate_time(const std::string& gold, const briefing::Models&, const EvalOptions&);

Result<Scores> evaluate_quantities(const std::string& gold, const briefing::Models&,
                                   const EvalOptions&);
Result<Scores> evaluate_places(const std::string& gold, const briefing::Models&,
                               const EvalOptions&);
Result<Scores> evaluate_html(const std::string& gold, const briefing::Models& models,
                             const EvalOptions& options);

Result<Scores> evaluate_alignment(const std::string& gold, const briefing::Models& models,
                                  const EvalOptions& options);
Result<Scores> evaluate_similarity(const std::string& gold, const briefing::Models& models,
                                   const EvalOptions& options);
Result<Scores> evaluate_lineage(const std::string& gold, const briefing::Models& models,
                                const EvalOptions& options);
Result<Scores> evaluate_stories(const std::string& gold, const briefing::Models& models,
                                const EvalOptions& options);
Result<Scores> evaluate_mutations(const std::string& gold, const briefing::Models& models,
                                  const EvalOptions& options);
Result<Scores> evaluate_candidates(const std::string& gold, const briefing::Models& models,
                                   const EvalOptions& options);
Result<Scores> evaluate_clusters(const std::string& gold, const briefing::Models& models,
                                 const EvalOptions& options);
Result<Scores> evaluate_faithfulness(const std::string& gold, const briefing::Models& models,
                                     const EvalOptions& options);
Result<Scores> evaluate_attribution(const std::string& gold, const briefing::Models&,
                                    const EvalOptions&);
Result<Scores> evaluate_events(const std::string& gold, const briefing::Models& models,
                               const EvalOptions& options);

Result<Scores> evaluate_ner(const std::string& gold, const briefing::Models& models,
                            const EvalOptions& options);
Result<Scores> evaluate_coref(const std::string& gold, const briefing::Models& models,
                              const EvalOptions& options);

}  // namespace stemma::eval
