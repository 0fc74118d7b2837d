// A report from what a list of reports says of it: a line of JSONL, a row of a table, an item of a
// feed.
#pragma once

#include <string>
#include <vector>

#include "intake/assemble.h"

namespace stemma::intake {

/// Empty where the list does not say.
struct Fields {
  std::string text;  // HTML if it looks so
  std::string html;  // used where there is no text
  std::string title;
  std::string url;
  std::string outlet;
  std::string id;
  std::string published;
  std::string published_where;  // "field \"date\""
};

/// All strings valid UTF-8. `text_note` says what offsets point into where the words were not HTML.
Result<Report> report_from_fields(Fields fields, const std::string& where, ReportFormat format,
                                  std::string text_note, std::vector<std::string> notes,
                                  const Rules& rules, const Options& options);

}  // namespace stemma::intake
