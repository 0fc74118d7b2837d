// Where a thing stands in the text. Everything that stemma finds carries an Evidence: a report and
// a byte range in that report's UTF-8 text. Nothing extracted exists without one.
//
//   Evidence e{report.id, {120, 134}};
//   std::string_view words = slice(report.text, e.range);   // what `dd bs=1 skip=120 count=14`
//   prints
//
// All types here are small values, compared and ordered member by member.
#pragma once

#include <algorithm>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace stemma {

/// A number that names one thing of one kind, and indexes the vector that owns it: counted from 0
/// inside, printed from 1 ("r1", "c17").
template <class Tag>
struct Id {
  std::uint32_t value = 0;

  std::size_t index() const { return value; }
  friend auto operator<=>(const Id&, const Id&) = default;
};

using ReportId = Id<struct ReportTag>;        // in a batch of reports
using SentenceId = Id<struct SentenceTag>;    // in Analysis::sentences of one report
using ChainId = Id<struct ChainTag>;          // in Analysis::chains of one report
using EntityId = Id<struct EntityTag>;        // across the batch
using ClaimId = Id<struct ClaimTag>;          // across the batch
using AlignmentId = Id<struct AlignmentTag>;  // in Lineage::alignments
using NodeId = Id<struct NodeTag>;            // in Lineage::nodes
using ReadingId = Id<struct ReadingTag>;      // in Collation::readings

/// Bytes [begin, end) of a report's text. Both ends lie between code points, never inside one.
struct ByteRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  std::uint32_t size() const { return end - begin; }
  bool empty() const { return begin == end; }
  bool contains(ByteRange other) const { return begin <= other.begin && other.end <= end; }
  bool contains(std::uint32_t offset) const { return begin <= offset && offset < end; }
  bool overlaps(ByteRange other) const { return begin < other.end && other.begin < end; }
  friend auto operator<=>(const ByteRange&, const ByteRange&) = default;
};

/// The smallest range that holds both.
inline ByteRange cover(ByteRange a, ByteRange b) {
  return {std::min(a.begin, b.begin), std::max(a.end, b.end)};
}

/// The words of a range. REQUIRES: range lies inside text.
inline std::string_view slice(std::string_view text, ByteRange range) {
  return text.substr(range.begin, range.size());
}

/// A place in a report. Stable for the life of the batch; holds no text.
struct Evidence {
  ReportId report;
  ByteRange range;
  friend auto operator<=>(const Evidence&, const Evidence&) = default;
};

}  // namespace stemma
