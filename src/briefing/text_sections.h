// The sections of the text briefing, in the order in which they stand. Each writes nothing where it
// has nothing to say.
#pragma once

#include "briefing/lookup.h"
#include "briefing/render.h"
#include "briefing/text_page.h"

namespace stemma::briefing {

/// What every section needs to know.
struct TextContext {
  const Lookup& lookup;
  bool full = false;

  /// How many of `count` to show, of which `some` fit.
  std::size_t limit(std::size_t count, std::size_t some) const {
    return full || count <= some + 1 ? count : some;  // "1 more" takes the line that it saves
  }
};

/// The very words; in [brackets] inside their sentence where they alone would say little.
void add_in_place(Line& line, const Lookup& lookup, const Evidence& e, std::size_t columns);

void write_head(TextPage& page, const TextContext& context);      // verdict, reports, reasons
void write_changes(TextPage& page, const TextContext& context);   // worst first
void write_warnings(TextPage& page, const TextContext& context);  // what to check before use
void write_shared(TextPage& page, const TextContext& context);    // what more than one report says
void write_only_here(TextPage& page, const TextContext& context);
void write_deeds(TextPage& page, const TextContext& context);  // who did what to whom
void write_figures(TextPage& page, const TextContext& context);
void write_timeline(TextPage& page, const TextContext& context);

}  // namespace stemma::briefing
