// One reader a format: decoded text -> reports. Problems name where they stand; good reports go on.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "intake/assemble.h"

namespace stemma::intake {

/// A whole input of one format.
struct Input {
  std::string text;  // valid UTF-8, but for JSON, whose lines are decoded one by one
  std::string_view source;
  std::vector<std::string> notes;  // what decoding had to do
};

void read_plain(Input input, const Rules& rules, const Options& options, Batch& batch);
void read_html(Input input, const Rules& rules, const Options& options, Batch& batch);
void read_json(Input input, const Rules& rules, const Options& options, Batch& batch);
/// RSS, RDF and Atom; sitemaps and OPML lists only say what they are.
void read_feed(Input input, const Rules& rules, const Options& options, Batch& batch);
/// A table with a row of headings, as CSV; semicolons and tabs divide cells too.
void read_csv(Input input, const Rules& rules, const Options& options, Batch& batch);

/// The draft of a page: body text with its furniture, and metadata. `html` is valid UTF-8.
Result<Draft> extract_html(std::string_view html, std::string_view source, const Rules& rules);

/// The text parses as JSON from its first byte on, as a whole or in its first line.
bool parses_as_json(std::string_view text);

}  // namespace stemma::intake
