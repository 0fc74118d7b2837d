#include "grounding/place_ranker.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace stemma::grounding {
namespace {

constexpr std::size_t kCandidates = 128;  // "San Antonio" is the name of more; the largest count
constexpr std::int32_t kColumns = 360;

float log_population(const PlaceRecord& place) {
  return std::log10(float(place.population) + 1) / 9;
}

std::int32_t row(const PlaceRecord& p) { return std::int32_t(std::floor(p.latitude / 1e5)) + 90; }
std::int32_t column(const PlaceRecord& p) {
  return std::int32_t(std::floor(p.longitude / 1e5)) + 180;
}
std::int32_t cell(std::int32_t r, std::int32_t c) {
  return r * kColumns + (c + kColumns) % kColumns;
}

bool is_point(const PlaceRecord& p) {
  return p.kind == RecordKind::kSettlement || p.kind == RecordKind::kDistrict;
}

}  // namespace

std::size_t PlaceGroup::best() const {
  return static_cast<std::size_t>(std::max_element(shares.begin(), shares.end()) - shares.begin());
}

PlaceRanker::PlaceRanker(const Gazetteer& gazetteer, std::span<const PlaceSpan> spans,
                         const std::vector<bool>& kept)
    : gazetteer_(gazetteer), spans_(spans) {
  std::map<std::pair<std::string_view, std::string_view>, std::uint32_t> index;
  for (std::uint32_t s = 0; s < spans.size(); ++s) {
    const PlaceSpan& span = spans[s];
    if (!kept[s]) continue;
    std::string_view beside;
    if (span.beside != kNoRecord) beside = spans[span.beside].key;
    // Where a name was told apart once, it means that wherever nothing stands beside it.
    const auto [it, fresh] =
        index.emplace(std::pair(std::string_view(span.key), beside), groups_.size());
    if (fresh) {
      groups_.emplace_back();
      for (const std::uint32_t ref : span.refs) {
        if ((ref & span.shut) != 0) continue;
        groups_.back().candidates.push_back(ref);
        if (groups_.back().candidates.size() == kCandidates) break;
      }
      groups_.back().features.resize(groups_.back().candidates.size());
      groups_.back().shares.resize(groups_.back().candidates.size());
      if (!beside.empty()) {
        std::vector<std::uint32_t>& stated = stated_[span.key];
        const std::vector<std::uint32_t>& areas = qualifiers_of(s);
        stated.insert(stated.end(), areas.begin(), areas.end());
      }
    }
    groups_[it->second].spans.push_back(s);
  }
}

void PlaceRanker::rank(const std::array<RankWeights, 2>& weights) {
  for (std::size_t g = 0; g < groups_.size(); ++g) {
    alone(g);
    share(groups_[g], weights[0]);
  }
  Masses masses;
  for (const PlaceGroup& group : groups_) add(masses, group, 1);
  // All look at the same first pass, so that order does not matter.
  for (std::size_t g = 0; g < groups_.size(); ++g) among(g, masses);
  for (PlaceGroup& group : groups_) share(group, weights[1]);
}

/// Areas that may stand beside a span: "Texas", and what that stands beside in turn.
const std::vector<std::uint32_t>& PlaceRanker::qualifiers_of(std::uint32_t span) {
  areas_.clear();
  std::uint32_t at = spans_[span].beside;
  for (int steps = 0; at != kNoRecord && steps < 2; at = spans_[at].beside, ++steps)
    for (const std::uint32_t ref : spans_[at].refs)
      if ((ref & (kRefPeople | spans_[at].shut)) == 0 &&
          gazetteer_.place(ref).kind != RecordKind::kSettlement && areas_.size() < kCandidates)
        areas_.push_back(ref & kRefIndex);
  return areas_;
}

bool PlaceRanker::lies_in(std::uint32_t ref, std::uint32_t area) const {
  const PlaceRecord& place = gazetteer_.place(ref);
  return (ref & kRefIndex) != area &&
         (place.country == area || place.region == area || place.district == area);
}

void PlaceRanker::alone(std::size_t g) {
  PlaceGroup& group = groups_[g];
  const PlaceSpan& first = spans_[group.spans.front()];
  const std::vector<std::uint32_t> beside = qualifiers_of(group.spans.front());
  const auto elsewhere = stated_.find(first.key);
  float largest = 0;
  for (const std::uint32_t ref : group.candidates)
    largest = std::max(largest, log_population(gazetteer_.place(ref)));
  for (std::size_t c = 0; c < group.candidates.size(); ++c) {
    const std::uint32_t ref = group.candidates[c];
    const PlaceRecord& place = gazetteer_.place(ref);
    RankWeights& f = group.features[c];
    f.fill(0);
    const auto set = [&](RankFeature feature, bool on) { f[feature] = on ? 1.0F : 0.0F; };
    f[kPopulation] = log_population(place);
    set(kLargestSoNamed, f[kPopulation] >= largest);
    set(kCountry, place.kind == RecordKind::kCountry);
    set(kRegion, place.kind == RecordKind::kRegion);
    set(kDistrict, place.kind == RecordKind::kDistrict);
    set(kArea, place.kind == RecordKind::kArea);
    set(kIsCapital, (place.flags & kCapital) != 0);
    set(kIsRegionSeat, (place.flags & kRegionSeat) != 0);
    set(kIsDistrictSeat, (place.flags & kDistrictSeat) != 0);
    set(kIsSection, (place.flags & kSection) != 0);
    set(kByOtherName, (ref & kRefOtherName) != 0);
    set(kByShortName, (ref & kRefShort) != 0);
    set(kByPeople, (ref & kRefPeople) != 0);
    const auto in_any = [&](const std::vector<std::uint32_t>& areas) {
      return std::any_of(areas.begin(), areas.end(),
                         [&](std::uint32_t area) { return lies_in(ref, area); });
    };
    const bool qualified = in_any(beside);
    set(kQualified, qualified);
    set(kUnqualified, !beside.empty() && !qualified);
    set(kQualifiedElsewhere,
        beside.empty() && elsewhere != stated_.end() && in_any(elsewhere->second));
    // "Georgia" after "Athens": the one that has a large Athens.
    if (place.kind != RecordKind::kSettlement) {
      std::size_t looked = 0;
      for (const std::uint32_t s : group.spans) {
        if (spans_[s].qualifies == kNoRecord || ++looked > 4) continue;
        std::size_t seen = 0;
        for (const std::uint32_t other : spans_[spans_[s].qualifies].refs) {
          if (++seen > kCandidates) break;
          if (lies_in(other, ref & kRefIndex))
            f[kQualifies] = std::max(f[kQualifies], .3F + log_population(gazetteer_.place(other)));
        }
      }
    }
  }
}

void PlaceRanker::add(Masses& masses, const PlaceGroup& group, float sign) const {
  const float weight = sign * std::log2(1 + float(group.spans.size()));
  for (std::size_t c = 0; c < group.candidates.size(); ++c) {
    const float mass = weight * group.shares[c];
    const PlaceRecord& place = gazetteer_.place(group.candidates[c]);
    masses.all += mass;
    for (const std::uint32_t area : {place.country, place.region, place.district})
      if (area != kNoRecord) masses.areas[area] += mass;
    if (is_point(place)) masses.cells[cell(row(place), column(place))] += mass;
  }
}

float PlaceRanker::near(const Masses& masses, const PlaceRecord& place) const {
  float sum = 0;
  for (std::int32_t r = row(place) - 1; r <= row(place) + 1; ++r)
    for (std::int32_t c = column(place) - 1; c <= column(place) + 1; ++c)
      if (const auto it = masses.cells.find(cell(r, c)); it != masses.cells.end())
        sum += it->second;
  return sum;
}

void PlaceRanker::among(std::size_t g, const Masses& masses) {
  PlaceGroup& group = groups_[g];
  // What this name itself put into the tables.
  Masses own;
  add(own, group, 1);
  const float all = masses.all - own.all;
  const auto of = [&](std::uint32_t area) {
    if (area == kNoRecord || all < .01F) return 0.0F;
    const auto total = masses.areas.find(area);
    const auto mine = own.areas.find(area);
    const float rest = (total == masses.areas.end() ? 0 : total->second) -
                       (mine == own.areas.end() ? 0 : mine->second);
    return std::max(0.0F, rest / all);
  };
  for (std::size_t c = 0; c < group.candidates.size(); ++c) {
    const PlaceRecord& place = gazetteer_.place(group.candidates[c]);
    RankWeights& f = group.features[c];
    f[kCountryShare] = of(place.country);
    f[kRegionShare] = place.kind == RecordKind::kRegion ? 0 : of(place.region);
    f[kDistrictShare] = place.kind == RecordKind::kDistrict ? 0 : of(place.district);
    if (place.kind == RecordKind::kRegion || place.kind == RecordKind::kDistrict)
      f[kHoldsShare] = of(group.candidates[c] & kRefIndex);
    if (is_point(place)) {
      const float rest =
          all < .01F ? 0 : std::max(0.0F, (near(masses, place) - near(own, place)) / all);
      f[kNearShare] = rest;
      f[kNothingNear] = rest < .02F ? 1 : 0;
    }
  }
}

void PlaceRanker::share(PlaceGroup& group, const RankWeights& weights) {
  float highest = -1e9F;
  for (std::size_t c = 0; c < group.candidates.size(); ++c) {
    float score = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) score += weights[i] * group.features[c][i];
    group.shares[c] = score;
    highest = std::max(highest, score);
  }
  float sum = 0;
  for (float& s : group.shares) sum += s = std::exp(s - highest);
  for (float& s : group.shares) s /= sum;
}

}  // namespace stemma::grounding
