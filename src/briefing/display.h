// Text made fit to be shown: on one line, without control characters, measured in columns.
//
//   clean("two\n words\x1b[31m") == "two words[31m"
//   shorten("a rather long sentence", 10) == "a rather …"
//   count_of(1, "report", "reports") == "1 report"
//
// Pure functions; safe from any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "stemma/report.h"

namespace stemma::briefing {

/// "in German, which is kept and not read". REQUIRES: !is_read(report).
std::string unread_note(const Report& report);

/// One line: runs of white space become one space; control characters, and the invisible ones that
/// turn the direction of writing (hostile text uses both), are left out.
std::string clean(std::string_view text);

/// True for characters that clean() leaves out: C0, C1, bidi embeddings, overrides and isolates,
/// and the separators U+2028 and U+2029. Not for tab, line feed, carriage return.
bool is_hostile(char32_t c);

/// Columns on a terminal: 2 for wide East Asian characters, 0 for combining marks.
std::size_t display_width(char32_t c);
std::size_t display_width(std::string_view text);

/// At most `columns` wide, cut between words where it can be, with "…" to show the cut.
/// REQUIRES: columns >= 1.
std::string shorten(std::string_view text, std::size_t columns);

/// The text in quotation marks, unless it has marks of its own.
std::string quoted(std::string_view text);

/// Words cut out of a sentence, made fit to stand alone: without a comma at the end, and with both
/// quotation marks where the cut left one. For text that clean() gave.
std::string tidy(std::string text);

/// "1 report", "2 reports".
std::string count_of(std::size_t count, std::string_view one, std::string_view many);

/// "r1", "r1 and r2", "r1, r2 and r3".
std::string join_and(const std::vector<std::string>& items);

/// "2031-03-08 09:30" of "2031-03-08T09:30:00Z".
std::string minute_of(const std::string& time);

/// First letter in upper case.
std::string capitalise(std::string text);

}  // namespace stemma::briefing
