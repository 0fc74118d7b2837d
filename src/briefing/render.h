// A briefing as a person or a program reads it. Pure functions of the briefing: same briefing, same
// bytes.
#pragma once

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

/// The two texts side by side, sentence beside sentence, with the words that differ marked and what
/// kind of change they are. REQUIRES: the briefing holds exactly two reports.
std::string render_compare_text(const Briefing& briefing, const TextOptions& options = {});
std::string render_compare_html(const Briefing& briefing);

}  // namespace stemma::briefing
