#include "briefing/story_digest.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "briefing/digest.h"
#include "briefing/display.h"
#include "briefing/json_parts.h"
#include "briefing/lookup.h"
#include "library/json_text.h"

namespace stemma::briefing {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kShownWords = 90;  // columns of a passage in a note

enum class NewsKind : std::uint8_t {
  kOrigin,  // a further independent line of reporting
  kDenial,  // something is denied, or told with the opposite sense
  kFigure,  // a figure is not what it was elsewhere
  kParty,   // another did it, or had it done to them
  kWord,    // on another's word, or on nobody's
};

struct News {
  NewsKind kind = NewsKind::kOrigin;
  std::string at;
  std::string note;               // a sentence for people
  std::vector<Evidence> places;   // the words
  std::vector<ReportId> reports;  // that it is about, ascending
};

struct StoryDigest {
  std::uint32_t origins = 0;
  std::uint32_t contested = 0;
  std::vector<News> news;
};

std::optional<NewsKind> news_of(VariantKind kind) {
  switch (kind) {
    case VariantKind::kNumber:
      return NewsKind::kFigure;
    case VariantKind::kPolarity:
      return NewsKind::kDenial;
    case VariantKind::kRole:
      return NewsKind::kParty;
    case VariantKind::kAttribution:
      return NewsKind::kWord;
    default:
      return std::nullopt;
  }
}

/// The moment from which a report has had the sentence of a claim.
std::string known_from(const Lookup& lookup, std::span<const Stamp> stamps, const Claim& claim) {
  const Stamp& stamp = stamps[claim.report.index()];
  if (stamp.earlier.empty()) return stamp.added;
  const Sentence& sentence = lookup.sentence(claim.report, claim.sentence);
  const std::string words = clean(lookup.words({claim.report, sentence.range}));
  std::string at = stamp.added;
  for (auto text = stamp.earlier.rbegin(); text != stamp.earlier.rend(); ++text) {
    if (text->text.find(words) == std::string::npos) break;
    at = text->added;
  }
  return at;
}

/// When the first text of a report came.
const std::string& first_added(const Stamp& stamp) {
  return stamp.earlier.empty() ? stamp.added : stamp.earlier.front().added;
}

void sort_unique(std::vector<ReportId>& reports) {
  std::sort(reports.begin(), reports.end());
  reports.erase(std::unique(reports.begin(), reports.end()), reports.end());
}

/// Every line of reporting but the first to come.
void add_origins(const Briefing& b, const Lookup& lookup, std::span<const Stamp> stamps,
                 StoryDigest& digest) {
  std::vector<std::pair<std::string, NodeId>> came;  // when the first report of it did
  std::map<NodeId, std::string> first;
  for (const Report& report : b.reports) {
    const std::string& added = first_added(stamps[report.id.index()]);
    for (const NodeId origin : origins_of(b.lineage, report.id)) {
      const auto [at, fresh] = first.try_emplace(origin, added);
      if (!fresh) at->second = std::min(at->second, added);
    }
  }
  for (const NodeId origin : b.lineage.origins) came.emplace_back(first[origin], origin);
  std::sort(came.begin(), came.end());
  for (std::size_t i = 1; i < came.size(); ++i) {
    News news;
    news.at = came[i].first;
    const Node& node = b.lineage.nodes[came[i].second.index()];
    if (node.report) news.reports = {*node.report};
    news.places = node.evidence;
    const std::string name = lookup.node_name(came[i].second);
    news.note = i == 1 ? fmt::format("a first independent line of reporting: {}", name)
                       : fmt::format("a further line of reporting ({} by now): {}", i + 1, name);
    digest.news.push_back(std::move(news));
  }
}

void add_variants(const Lookup& lookup, std::span<const Stamp> stamps, StoryDigest& digest) {
  const Briefing& b = lookup.briefing();
  for (const Change& change : changes_of(lookup)) {
    const auto kind = news_of(change.variant->kind);
    if (!kind) continue;
    News news;
    news.kind = *kind;
    news.note = change.variant->note;
    const Variant& v = *change.variant;
    const Claim& first = b.claims[v.claim_a.index()];
    const Claim& second = b.claims[v.claim_b.index()];
    news.reports = {first.report, second.report};
    sort_unique(news.reports);
    for (const auto& place : {v.a, v.b}) {
      if (place) news.places.push_back(*place);
    }
    news.at = std::max(known_from(lookup, stamps, first), known_from(lookup, stamps, second));
    digest.news.push_back(std::move(news));
  }
}

/// What somebody is said to deny; of one speaker and reading the first report to say so.
void add_denials(const Lookup& lookup, std::span<const Stamp> stamps, StoryDigest& digest) {
  const Briefing& b = lookup.briefing();
  std::map<std::pair<std::string, std::optional<ReadingId>>, const Claim*> first;
  for (const Claim& claim : b.claims) {
    if (claim.certainty != Certainty::kDenied || !claim.speaker) continue;
    const auto [at, added] =
        first.try_emplace({lookup.voice_key(claim), lookup.reading_of(claim.id)}, &claim);
    const auto when = [&](const Claim& c) { return known_from(lookup, stamps, c); };
    if (!added && when(claim) < when(*at->second)) at->second = &claim;
  }
  for (const auto& [key, claim] : first) {
    News news;
    news.kind = NewsKind::kDenial;
    news.at = known_from(lookup, stamps, *claim);
    news.reports = {claim->report};
    const ByteRange whole = cover(claim->content.front(), claim->content.back());
    news.places = {{claim->report, whole}};
    news.note = fmt::format("{} denies: {}", lookup.speaker(*claim),
                            shorten(lookup.content(*claim), kShownWords));
    digest.news.push_back(std::move(news));
  }
}

/// Claims are numbered in their report, as a library does.
std::vector<std::string> claim_ids(const Briefing& b, std::span<const Stamp> stamps) {
  std::vector<std::size_t> count(b.reports.size(), 0);
  std::vector<std::string> ids;
  for (const Claim& claim : b.claims) {
    const std::size_t number = ++count[claim.report.index()];
    ids.push_back(fmt::format("{}.c{}", stamps[claim.report.index()].version, number));
  }
  return ids;
}

Json lineage_json(const Lookup& lookup, std::span<const Stamp> stamps) {
  const Lineage& lineage = lookup.briefing().lineage;
  const auto name = [&](NodeId id) {
    const Node& node = lineage.nodes[id.index()];
    return node.report ? stamps[node.report->index()].version : node.label;
  };
  Json out = Json::array();
  for (const Edge& edge : lineage.edges) {
    std::vector<std::string> reasons;
    for (const Reason& reason : edge.reasons) reasons.push_back(reason.note);
    out.push_back({{"from", name(edge.from)},
                   {"from_supplied", lineage.nodes[edge.from.index()].report.has_value()},
                   {"to", name(edge.to)},
                   {"kind", std::string(to_string(edge.kind))},
                   {"share", std::round(edge.share * 1e4) / 1e4},
                   {"confidence", std::round(edge.confidence * 1e4) / 1e4},
                   {"passages", edge.passages.size()},
                   {"reasons", reasons}});
  }
  return out;
}

Json readings_json(const Lookup& lookup, std::span<const Stamp> stamps) {
  const Briefing& b = lookup.briefing();
  const std::vector<std::string> ids = claim_ids(b, stamps);
  Json out = Json::array();
  for (const Reading& reading : b.collation.readings) {
    if (reading.claims.size() < 2) continue;
    std::vector<std::string> claims;
    for (const ClaimId claim : reading.claims) claims.push_back(ids[claim.index()]);
    Json variants = Json::array();
    for (const Variant& v : reading.variants) {
      variants.push_back({{"kind", std::string(to_string(v.kind))},
                          {"claim_a", ids[v.claim_a.index()]},
                          {"claim_b", ids[v.claim_b.index()]},
                          {"a", v.a ? span_json(lookup, stamps, *v.a) : Json()},
                          {"b", v.b ? span_json(lookup, stamps, *v.b) : Json()},
                          {"note", v.note}});
    }
    out.push_back({{"relation", std::string(to_string(reading.relation))},
                   {"origins", reading.origins},
                   {"voices", reading.voices},
                   {"voice_names", reading.voice_names},
                   {"claims", claims},
                   {"variants", std::move(variants)}});
  }
  return out;
}

std::string_view to_string(NewsKind kind) {
  switch (kind) {
    case NewsKind::kOrigin:
      return "origin";
    case NewsKind::kDenial:
      return "denial";
    case NewsKind::kFigure:
      return "figure";
    case NewsKind::kParty:
      return "party";
    case NewsKind::kWord:
      return "word";
  }
  return "origin";
}

StoryDigest digest_story(const Lookup& lookup, std::span<const Stamp> stamps) {
  const Briefing& b = lookup.briefing();
  StoryDigest digest;
  digest.origins = static_cast<std::uint32_t>(b.lineage.origins.size());
  for (const Reading& reading : b.collation.readings) {
    digest.contested += reading.relation == ReadingRelation::kAltered ||
                        reading.relation == ReadingRelation::kConflict;
  }
  add_origins(b, lookup, stamps, digest);
  add_denials(lookup, stamps, digest);
  add_variants(lookup, stamps, digest);
  std::stable_sort(digest.news.begin(), digest.news.end(), [](const News& a, const News& c) {
    return a.at != c.at ? a.at < c.at : a.kind < c.kind;
  });
  return digest;
}

}  // namespace

Json span_json(const Lookup& lookup, std::span<const Stamp> stamps, const Evidence& e) {
  return {{"version", stamps[e.report.index()].version},
          {"begin", e.range.begin},
          {"end", e.range.end},
          {"text", std::string(lookup.words(e))}};
}

std::string render_digest(const Briefing& b, std::span<const Stamp> stamps) {
  const Lookup lookup(b);
  const StoryDigest digest = digest_story(lookup, stamps);
  Json news = Json::array();
  for (const News& item : digest.news) {
    Json places = Json::array();
    for (const Evidence& place : item.places) places.push_back(span_json(lookup, stamps, place));
    std::vector<std::string> reports;
    for (const ReportId report : item.reports) reports.push_back(stamps[report.index()].id);
    news.push_back({{"kind", std::string(to_string(item.kind))},
                    {"at", item.at},
                    {"note", clean(item.note)},
                    {"reports", reports},
                    {"evidence", std::move(places)}});
  }
  const Json out = {{"origins", digest.origins},
                    {"contested", digest.contested},
                    {"news", std::move(news)},
                    {"lineage", lineage_json(lookup, stamps)},
                    {"readings", readings_json(lookup, stamps)}};
  return library::json_text(out);
}

}  // namespace stemma::briefing
