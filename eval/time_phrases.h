// Phrases with one time each (duckling-en.jsonl): is the value the days that the gold names?
#pragma once

#include <string>

#include "eval.h"

namespace stemma::eval {

/// Adds its metrics and tables to `scores` and its cases to `lines`. Nothing where there is no such
/// file.
///
/// In scope: phrases of days and longer, in American or plain English, and phrases that hold no
/// time; months and days are given in capitals, as printed. Out of it, and counted apart: clocks
/// and spans of hours, locales that write the day first, the world's holidays, phrases that an
/// assistant reads as coming ("Monday", said on a Tuesday) and the news as past, and phrases to
/// which TIMEX3 gives other units ("three weeks ago" is a week, not a day).
Result<bool> add_time_phrases(const std::string& file, const briefing::Models& models,
                              Scores& scores, std::string& lines);

}  // namespace stemma::eval
