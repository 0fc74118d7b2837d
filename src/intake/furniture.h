// Finds the furniture of a text: what stands in it but is not its prose.
//
//   Furnishings found = find_furniture(text, {"Bridge reopens in Port Sela"}, rules);
//   // found.furniture: sorted, disjoint ranges of the text
//
// Precision comes first: prose is never marked for the sake of a catch. Whole lines are judged by
// their words (furniture_lines.cpp: line rules, bylines, captions), the start of a line by its
// dateline (datelines.cpp), the lines above the prose together (masthead.h), and what has run into
// prose by its marks (furniture_inline.cpp). Linear in the text. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "intake/date_forms.h"
#include "intake/rules.h"

namespace stemma::intake {

/// A date that a piece of furniture states.
struct FurnitureDate {
  enum class Origin { kPublished, kDate, kBare, kDateline, kUpdated };  // best first
  StatedDate date;
  Origin origin;
};

struct Furnishings {
  std::vector<Furniture> furniture;
  std::vector<FurnitureDate> dates;  // in the order of the text
  std::optional<ByteRange> title;    // the line that is the text's own headline
  std::string outlet;                // from a "source: ..." header line, or the masthead
  std::string url;                   // from a "url: ..." header line
};

struct KnownFurniture {
  std::string_view title;         // from metadata; empty if none
  std::vector<Furniture> marked;  // already known, e.g. from HTML; sorted and disjoint
  bool find_title = false;        // look for a headline at the head of the text
};

Furnishings find_furniture(std::string_view text, const KnownFurniture& known, const Rules& rules);

/// What the line finders share. `line` is trimmed and not empty; `body` says that prose has begun.
struct LineContext {
  std::string_view text;
  ByteRange line;
  const Rules& rules;
  bool prose_begun = false;
  std::size_t prose_lines = 0;  // lines of prose before this one
};

/// The kind of a line that is furniture as a whole, by the line rules.
std::optional<FurnitureKind> match_line_rule(const LineContext& context, std::size_t words);

/// "By Ana Moro, Meridian", with nothing after it.
bool is_byline(const LineContext& context);

/// Furniture at the start of the line, if it is a dateline: up to and with the dash.
std::optional<ByteRange> match_dateline(const LineContext& context, std::uint32_t at,
                                        std::optional<StatedDate>& date);

/// "Ana Moro/AFP via Getty Images" at `at`: the end of the longest credit, or `at` if there is
/// none. `to_end`: the credit may be any few words that reach the end of the line.
std::uint32_t match_credit(std::string_view text, std::uint32_t at, std::uint32_t end,
                           const Rules& rules);

/// Furniture that has run into a line of prose, from `at` on. Appended in order.
void find_inline(const LineContext& context, std::uint32_t at, std::vector<Furniture>& out);

/// A full stop, question mark or the like that ends a sentence at byte `at` (the byte after it and
/// after closing marks is returned), or 0 if none ends there.
std::uint32_t sentence_end_at(std::string_view text, std::uint32_t at, ByteRange line,
                              const Rules& rules);

}  // namespace stemma::intake
