// Which of the places so named is meant, for all names of a report together.
//
//   PlaceRanker ranker(gazetteer, spans, kept);
//   ranker.rank(weights);
//   for (const PlaceGroup& group : ranker.groups()) use(group.best(), group.shares);
//
// Spans of one name and one qualifier are one group: a report means one place by one name. Two
// passes: the first looks at each name by itself (size, what stands beside it), the second at where
// the first put the others (country, region, district, nearness). What the others tell is summed
// into tables once, so the work is linear in groups times candidates, and those are bounded.
#pragma once

#include <array>
#include <span>
#include <unordered_map>
#include <vector>

#include "grounding/place_spans.h"

namespace stemma::grounding {

struct PlaceGroup {
  std::vector<std::uint32_t> spans;       // indices, ascending
  std::vector<std::uint32_t> candidates;  // references, the largest first
  std::vector<RankWeights> features;      // of each candidate, as of the last pass
  std::vector<float> shares;              // of each candidate; they sum to 1

  std::size_t best() const;
};

class PlaceRanker {
 public:
  /// Groups those of the spans for which `kept` is true. REQUIRES: both outlive the ranker.
  PlaceRanker(const Gazetteer& gazetteer, std::span<const PlaceSpan> spans,
              const std::vector<bool>& kept);

  void rank(const std::array<RankWeights, 2>& weights);
  const std::vector<PlaceGroup>& groups() const { return groups_; }

 private:
  /// The weight of the report's places by where they lie.
  struct Masses {
    float all = 0;
    std::unordered_map<std::uint32_t, float> areas;  // countries, regions, districts
    std::unordered_map<std::int32_t, float> cells;   // of a degree
  };

  void alone(std::size_t g);
  void among(std::size_t g, const Masses& masses);
  void share(PlaceGroup& group, const RankWeights& weights);
  void add(Masses& masses, const PlaceGroup& group, float sign) const;
  float near(const Masses& masses, const PlaceRecord& place) const;
  bool lies_in(std::uint32_t ref, std::uint32_t area) const;
  const std::vector<std::uint32_t>& qualifiers_of(std::uint32_t span);

  const Gazetteer& gazetteer_;
  std::span<const PlaceSpan> spans_;
  std::vector<PlaceGroup> groups_;
  std::unordered_map<std::string_view, std::vector<std::uint32_t>> stated_;  // by key: areas
  std::vector<std::uint32_t> areas_;
};

}  // namespace stemma::grounding
