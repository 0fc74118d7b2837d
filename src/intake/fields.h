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
  std::string byline;
  std::string language;  // a tag: "en-GB"
  std::string id;
  std::string published;
  std::string published_where;  // "field \"date\""
  std::string captured;         // when it was had from its address
};

// What feeds say of their items, whatever they are written in.
constexpr std::string_view kOnlySummary = "the feed has only this summary of the report";
constexpr std::string_view kNoWordsInFeed =
    "this item has no words in the feed; `stemma add` fetches its page where the feed is given by "
    "its "
    "address";

/// The markup of an item's words as a page.
std::string page_of(std::string_view markup);

/// All strings valid UTF-8. `text_note` says what offsets point into where the words were not HTML.
Result<Report> report_from_fields(Fields fields, const std::string& where, ReportFormat format,
                                  std::string text_note, std::vector<std::string> notes,
                                  const Rules& rules, const Options& options);

}  // namespace stemma::intake
