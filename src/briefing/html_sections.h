// The sections of the page, in the order in which they stand. Each appends to `out`, and nothing
// where it has nothing to say. All text from outside goes through escape.h.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "briefing/lookup.h"

namespace stemma::briefing {

/// Two reports, left and right.
using Pair = std::pair<ReportId, ReportId>;

void html_head(std::string& out, const Lookup& lookup);     // verdict, reports, reasons
void html_lineage(std::string& out, const Lookup& lookup);  // drawing and its edges
void html_changes(std::string& out, const Lookup& lookup);  // worst first
void html_warnings(std::string& out, const Lookup& lookup);
void html_shared(std::string& out, const Lookup& lookup);  // what more than one report says
void html_only_here(std::string& out, const Lookup& lookup);
void html_speakers(std::string& out, const Lookup& lookup);  // claims by speaker
void html_deeds(std::string& out, const Lookup& lookup);     // who did what to whom
void html_timeline(std::string& out, const Lookup& lookup);
void html_figures(std::string& out, const Lookup& lookup);
void html_map(std::string& out, const Lookup& lookup);    // nothing where no place is known
void html_texts(std::string& out, const Lookup& lookup);  // side by side, with its data

/// <section id> with a heading, to be closed by close_section.
void open_section(std::string& out, std::string_view id, std::string_view title,
                  std::string_view intro = {});
void close_section(std::string& out);

/// "r1" as a link to the sentence that holds the evidence, bytes in its tooltip.
std::string link(const Lookup& lookup, const Evidence& e);
/// Links to all; those beyond the first few fold away into "+46".
std::string links(const Lookup& lookup, const std::vector<Evidence>& places);

/// List items, of which those beyond the first `shown` fold away.
void write_list(std::string& out, const std::vector<std::string>& items, std::size_t shown,
                std::string_view css_class);

}  // namespace stemma::briefing
