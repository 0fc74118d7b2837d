// A stretch of a report with some of its words marked, as HTML.
//
//   marked(text, {0, 40}, {{{10, 14}, Mark::kChanged}, {{12, 20}, Mark::kVariant}})
//
// Marks may overlap; where they do, the stronger shows. Linear in the text and the marks, but for
// sorting.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "briefing/lookup.h"

namespace stemma::briefing {

enum class Mark : std::uint8_t {
  kChanged,  // put in, taken out or exchanged
  kVariant,  // the very words of a change that matters
  kWarned,   // to be checked before use
};

struct MarkedRange {
  ByteRange range;
  Mark mark;
};

/// REQUIRES: whole lies inside text. Marks may reach beyond it.
std::string marked(std::string_view text, ByteRange whole, std::vector<MarkedRange> marks);

/// The words of each sentence that the other does not have, where they have enough in common for
/// that to say something; else nothing.
struct SentenceDiff {
  std::vector<MarkedRange> a;
  std::vector<MarkedRange> b;
};
SentenceDiff diff_sentences(const Lookup& lookup, ReportId report_a, SentenceId a,
                            ReportId report_b, SentenceId b);

}  // namespace stemma::briefing
