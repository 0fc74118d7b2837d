// Phrases with the time that they name, for task "time": duckling's English cases and those of
// Recognizers-Text. Both were written for assistants; what TIMEX3 in a report cannot be held to is
// counted apart, each with its reason, and so is every way of being right that rests on a
// convention (time_match.h).
#pragma once

#include <string>

#include "briefing/compose.h"
#include "eval.h"
#include "stemma/result.h"

namespace stemma::eval {

/// Scores the cases below the folder of gold, adds figures, tables and one line a case. Sets that
/// are not there add nothing.
Result<bool> add_time_phrases(const std::string& folder, const briefing::Models& models,
                              Scores& scores, std::string& lines);

}  // namespace stemma::eval
