#include "grounding/places.h"

#include <fmt/format.h>

#include <algorithm>

namespace stemma::grounding {
namespace {

PlaceKind kind_of(RecordKind kind) {
  switch (kind) {
    case RecordKind::kCountry:
      return PlaceKind::kCountry;
    case RecordKind::kRegion:
      return PlaceKind::kRegion;
    case RecordKind::kDistrict:
      return PlaceKind::kDistrict;
    case RecordKind::kSettlement:
      return PlaceKind::kSettlement;
    case RecordKind::kArea:
      return PlaceKind::kArea;
  }
  return PlaceKind::kArea;
}

PlaceEntry entry_of(const Gazetteer& gazetteer, std::uint32_t ref) {
  const PlaceRecord& place = gazetteer.place(ref);
  PlaceEntry entry;
  entry.geonames_id = place.geonames_id;
  entry.name = gazetteer.name(ref);
  entry.kind = kind_of(place.kind);
  entry.latitude = place.latitude / 1e5;
  entry.longitude = place.longitude / 1e5;
  if (place.country_code[0] != 0)
    entry.country.assign(place.country_code.begin(), place.country_code.end());
  if (place.region != kNoRecord && place.kind != RecordKind::kRegion)
    entry.region = gazetteer.name(place.region);
  return entry;
}

/// A capital rather than the region of its name around it: "Moscow" is a town.
std::size_t chosen(const PlaceGroup& group, const Gazetteer& gazetteer) {
  const std::size_t best = group.best();
  const PlaceRecord& place = gazetteer.place(group.candidates[best]);
  if (place.kind != RecordKind::kRegion && place.kind != RecordKind::kDistrict) return best;
  for (std::size_t c = 0; c < group.candidates.size(); ++c) {
    const PlaceRecord& other = gazetteer.place(group.candidates[c]);
    if ((other.flags & kCapital) != 0 && other.country == place.country &&
        (group.candidates[c] & kRefOtherName) == (group.candidates[best] & kRefOtherName))
      return c;
  }
  return best;
}

/// What speaks for the chosen place and for those that lie about where it lies.
double share_of(const PlaceGroup& group, std::size_t best, const Gazetteer& gazetteer) {
  constexpr double kSamePlace = 100;  // km: a town, its county and its region
  const PlaceRecord& place = gazetteer.place(group.candidates[best]);
  double share = 0;
  for (std::size_t c = 0; c < group.candidates.size(); ++c) {
    const PlaceRecord& other = gazetteer.place(group.candidates[c]);
    if (distance_km(place.latitude / 1e5, place.longitude / 1e5, other.latitude / 1e5,
                    other.longitude / 1e5) <= kSamePlace)
      share += double(group.shares[c]);
  }
  return std::min(share, 1.0);
}

/// A country or a capital that acts or speaks is a government.
class Roles {
 public:
  Roles(const Analysis& analysis, const Gazetteer& gazetteer, const PlaceTables& tables)
      : a_(analysis), gazetteer_(gazetteer), tables_(tables) {}

  PlaceRole role(const PlaceSpan& span, const PlaceGroup& group) const {
    const std::uint32_t ref = group.candidates[chosen(group, gazetteer_)];
    if ((ref & kRefPeople) != 0 || span.people) return PlaceRole::kPeople;
    if (span.part_of_name) return PlaceRole::kNamePart;
    const PlaceRecord& place = gazetteer_.place(ref);
    // A capital is often a region too, of the same name.
    const bool governs = place.kind == RecordKind::kCountry || has_capital(group, place.country);
    return governs && acts(span) ? PlaceRole::kActor : PlaceRole::kLocation;
  }

 private:
  bool has_capital(const PlaceGroup& group, std::uint32_t country) const {
    return std::any_of(group.candidates.begin(), group.candidates.end(),
                       [&](std::uint32_t candidate) {
                         const PlaceRecord& p = gazetteer_.place(candidate);
                         return (p.flags & kCapital) != 0 && p.country == country;
                       });
  }

  bool acts(const PlaceSpan& span) const {
    std::uint32_t t = span.first_token;
    for (std::uint32_t i = t; i < span.end_token; ++i) {
      const std::uint32_t head = a_.tokens[i].head;
      if (head == kNoHead || head < span.first_token || head >= span.end_token) {
        t = i;
        break;
      }
    }
    // "Moscow and Minsk agreed": the second of a pair does what the first does.
    for (int steps = 0; steps < 4 && a_.tokens[t].head != kNoHead; ++steps) {
      if (a_.tokens[t].relation != Relation::kConj) break;
      t = a_.tokens[t].head;
    }
    const Token& token = a_.tokens[t];
    if (token.head == kNoHead) return false;
    const Token& head = a_.tokens[token.head];
    switch (token.relation) {
      case Relation::kNsubj:
        return tables_.actor_verbs.contains(head.lemma);
      case Relation::kOblAgent:
      case Relation::kObj:
      case Relation::kIobj:
        return head.upos == Upos::kVerb && tables_.actor_verbs.contains(head.lemma) &&
               (token.relation != Relation::kObj || asks(head.lemma));
      default:
        return false;
    }
  }

  /// Verbs whose object is one who can answer: "urged Minsk", not "left Minsk".
  static bool asks(std::string_view lemma) {
    constexpr std::string_view kAsks[] = {
        "accuse", "ask",   "assure",   "blame",  "call",     "condemn",   "convince",
        "invite", "press", "pressure", "punish", "persuade", "tell",      "threaten",
        "thank",  "urge",  "warn",     "help",   "join",     "criticise", "criticize"};
    return std::find(std::begin(kAsks), std::end(kAsks), lemma) != std::end(kAsks);
  }

  const Analysis& a_;
  const Gazetteer& gazetteer_;
  const PlaceTables& tables_;
};

/// Why this place and no other, for people.
std::string basis_of(const PlaceGroup& group, std::size_t best, std::string_view beside) {
  const RankWeights& f = group.features[best];
  if (group.candidates.size() == 1) return "the only place so named";
  std::string why = fmt::format("one of {} places so named", group.candidates.size());
  if (f[kQualified] > 0) return why + fmt::format("; \"{}\" stands beside it", beside);
  if (f[kQualifiedElsewhere] > 0) return why + "; told apart elsewhere in the report";
  if (f[kQualifies] > 0) return why + "; the place before it lies there";
  if (f[kNearShare] > .2F) return why + "; other places of the report are near";
  if (f[kRegionShare] > .2F) return why + "; other places of the report lie in its region";
  if (f[kLargestSoNamed] > 0) return why + "; the largest";
  if (f[kCountryShare] > .2F) return why + "; other places of the report lie in its country";
  return why;
}

}  // namespace

void find_places(const Report& report, const Analysis& analysis, const Gazetteer& gazetteer,
                 const PlaceTables& tables, const language::Knowledge& knowledge,
                 std::vector<PlaceValue>& places) {
  const std::vector<PlaceSpan> spans =
      find_place_spans(report, analysis, gazetteer, tables, knowledge);
  std::vector<bool> kept(spans.size());
  for (std::size_t s = 0; s < spans.size(); ++s) kept[s] = place_score(spans[s], tables.spot) > 0;
  PlaceRanker ranker(gazetteer, spans, kept);
  ranker.rank(tables.rank);
  const Roles roles(analysis, gazetteer, tables);
  for (const PlaceGroup& group : ranker.groups()) {
    const std::size_t best = chosen(group, gazetteer);
    const double share = share_of(group, best, gazetteer);
    for (const std::uint32_t s : group.spans) {
      const PlaceSpan& span = spans[s];
      PlaceValue value;
      value.range = span.range;
      value.sentence = span.sentence;
      value.role = roles.role(span, group);
      value.entry = entry_of(gazetteer, group.candidates[best]);
      value.share = share;
      value.basis =
          basis_of(group, best,
                   span.beside == kNoRecord ? "" : slice(report.text, spans[span.beside].range));
      places.push_back(std::move(value));
    }
  }
  const auto by_begin = [](const PlaceValue& a, const PlaceValue& b) { return a.range < b.range; };
  std::sort(places.begin(), places.end(), by_begin);
  // Names that the text uses as places and the gazetteer does not know.
  const std::size_t known = places.size();
  std::size_t next = 0;
  std::uint32_t end = 0;
  for (const Mention& mention : analysis.mentions) {
    if (mention.kind != MentionKind::kName || mention.type != EntityType::kPlace ||
        mention.range.begin < end)
      continue;
    while (next < known && places[next].range.end <= mention.range.begin) ++next;
    if (next < known && places[next].range.overlaps(mention.range)) continue;
    PlaceValue value;
    value.range = mention.range;
    value.sentence = mention.sentence;
    value.basis = "in no gazetteer";
    end = mention.range.end;
    places.push_back(std::move(value));
  }
  std::sort(places.begin(), places.end(), by_begin);
}

}  // namespace stemma::grounding
