// A briefing as a person or a program reads it. Pure functions of the briefing: same briefing, same
// bytes.
#pragma once

#include <array>
#include <functional>
#include <string>
#include <string_view>

#include "stemma/briefing.h"

namespace stemma::briefing {

struct TextOptions {
  unsigned columns = 100;  // no line is longer, but for an unbreakable word
  bool colour = false;     // ANSI colours
  bool full = false;       // everything, instead of what fits about one screen a section
};
std::string render_text(const Briefing& briefing, const TextOptions& options = {});

/// The contract of docs/briefing.schema.json, one object, keys in a fixed order.
std::string render_json(const Briefing& briefing);

/// Takes a result piece by piece, in order.
using Sink = std::function<void(std::string_view)>;

/// The same bytes, an item at a time: of a large batch they are many times the reports' text.
void render_json(const Briefing& briefing, const Sink& write);

/// What one report says by itself: one line of JSON with the keys report, entities, claims, times,
/// quantities and places, formed as in render_json. Handed on claim by claim, so that memory stays
/// small beside the briefing's own, however long the report. REQUIRES: the briefing holds exactly
/// one report.
void render_extract(const Briefing& briefing, const Sink& write);

/// One self-contained page: no script, style, font or picture from elsewhere.
std::string render_html(const Briefing& briefing);

/// The lineage alone, drawn: a whole SVG document, and one for Graphviz.
std::string render_lineage_svg(const Briefing& briefing);
std::string render_lineage_dot(const Briefing& briefing);
/// In words: each report, what it was made from and why; and as the "lineage" of render_json.
std::string render_lineage_text(const Briefing& briefing, const TextOptions& options = {});
std::string render_lineage_json(const Briefing& briefing);

/// What a library knows of two reports that are compared, beyond what they say themselves.
struct Sides {
  bool versions = false;             // two texts of one report, the earlier first
  std::array<std::string, 2> ids;    // of versions, "3fa9c1d2e4b50617.2"; empty: of no library
  std::array<std::string, 2> added;  // when the library took them in, UTC; empty: of no library
};

/// The two texts side by side, sentence beside sentence, with the words that differ marked and what
/// kind of change they are. Of versions, sentences that are as they were are only counted (but for
/// TextOptions::full). The JSON is of docs/compare.schema.json.
/// REQUIRES: the briefing holds exactly two reports; of versions, as ComposeOptions::versions.
std::string render_compare_text(const Briefing& briefing, const TextOptions& options = {},
                                const Sides& sides = {});
std::string render_compare_html(const Briefing& briefing, const Sides& sides = {});
std::string render_compare_json(const Briefing& briefing, const Sides& sides = {});

}  // namespace stemma::briefing
