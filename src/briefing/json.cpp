#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "briefing/display.h"
#include "briefing/ids.h"
#include "briefing/json_parts.h"
#include "briefing/lookup.h"
#include "briefing/render.h"
#include "grounding/holding.h"
#include "library/json_text.h"

namespace stemma::briefing {
namespace {

using Json = nlohmann::ordered_json;

std::string text_of(std::string_view view) { return std::string(view); }

/// Turns the parts of one briefing into JSON.
class Writer {
 public:
  explicit Writer(const Briefing& briefing) : b_(briefing), lookup_(briefing) {}

  /// An item at a time: the alignments of a large batch as one value would take many times their
  /// text.
  void all(const Sink& write) const {
    write("{\n  \"version\": 1");
    write_pretty(write, "reports", b_.reports, [this](const Report& r) { return report(r); });
    write_pretty(write, "entities", b_.entities, [this](const Entity& e) { return entity(e); });
    write_pretty(write, "claims", b_.claims, [this](const Claim& c) { return claim(c); });
    write_pretty(write, "lineage", lineage());
    write_pretty(write, "alignments", b_.lineage.alignments,
                 [this](const Alignment& a) { return alignment(a, true); });
    write_pretty(write, "readings", b_.collation.readings,
                 [this](const Reading& r) { return reading(r); });
    write_pretty(write, "warnings", b_.collation.warnings,
                 [this](const Warning& w) { return warning(w); });
    Json sums = Json::array();
    Json changes = Json::array();
    for (std::uint32_t r = 0; r < b_.groundings.size(); ++r) {
      add_sums(ReportId{r}, sums);
      add_changes(ReportId{r}, changes);
    }
    write_pretty(write, "sums", sums);
    write_pretty(write, "changes", changes);
    write("\n}\n");
  }

  /// One report by itself: with `text`, its claims and values, and the entities it mentions.
  void extract(const Report& r, const Sink& write) const {
    const Grounding& grounding = b_.groundings[r.id.index()];
    std::string head = line_of(report_head(r));
    head.pop_back();  // the object goes on
    write("{\"report\":" + head);
    const std::vector<Sentence>& sentences = b_.analyses[r.id.index()].sentences;
    write_list(write, "sentences", sentences, [&](const Sentence& s) {
      return sentence(r.id, s, static_cast<std::uint32_t>(&s - sentences.data()));
    });
    Json tail = report_tail(r);
    tail["text"] = r.text;
    write(line_of(tail).replace(0, 1, ","));
    write_list(write, "entities", b_.entities, [&](const Entity& e) { return entity(e); });
    write_list(write, "claims", b_.claims, [&](const Claim& c) { return claim(c); });
    write_list(write, "times", grounding.times, [&](const TimeValue& t) { return time(r.id, t); });
    write_list(write, "quantities", grounding.quantities,
               [&](const Quantity& q) { return quantity(r.id, q); });
    Json sums = Json::array();
    add_sums(r.id, sums);
    write(",\"sums\":" + line_of(sums));
    Json changes = Json::array();
    add_changes(r.id, changes);
    write(",\"changes\":" + line_of(changes));
    write_list(write, "places", grounding.places,
               [&](const PlaceValue& p) { return place(r.id, p); });
    write("}\n");
  }

  /// Without its sentences.
  Json report_alone(const Report& r) const {
    Json out = report_head(r);
    out.update(report_tail(r));
    return out;
  }

  Json lineage() const {
    const Lineage& l = b_.lineage;
    Json out;
    out["nodes"] = list(l.nodes, [this](const Node& n) {
      Json node;
      node["id"] = lookup_.print(n.id);
      node["kind"] = to_string(n.kind);
      node["label"] = n.label;
      node["evidence"] = spans(n.evidence);
      return node;
    });
    out["edges"] = list(l.edges, [this](const Edge& e) { return edge(e); });
    out["origins"] = l.origins.size();
    out["origin_nodes"] = list(l.origins, [this](NodeId n) { return lookup_.print(n); });
    out["unrelated"] = list(l.unrelated, [this](NodeId n) { return lookup_.print(n); });
    out["user_words"] = list(b_.words, [](const UserWord& word) {
      Json said;
      said["kind"] = word.same ? "same" : "distinct";
      said["a"] = print(word.a);
      said["b"] = print(word.b);
      return said;
    });
    return out;
  }

 private:
  template <class Items, class Make>
  static Json list(const Items& items, Make make) {
    Json out = Json::array();
    for (const auto& item : items) out.push_back(make(item));
    return out;
  }

  static std::string line_of(const Json& json) { return library::json_text(json); }

  /// With its lines moved right; line breaks inside strings are escaped, so all others are form.
  static std::string indented(const Json& json, std::size_t spaces) {
    std::string out;
    for (const char c : library::json_text(json, 2)) {
      out += c;
      if (c == '\n') out.append(spaces, ' ');
    }
    return out;
  }

  static void write_pretty(const Sink& write, std::string_view name, const Json& value) {
    write(",\n  \"" + std::string(name) + "\": " + indented(value, 2));
  }

  template <class Items, class Make>
  static void write_pretty(const Sink& write, std::string_view name, const Items& items,
                           Make make) {
    write(",\n  \"" + std::string(name) + "\": [");
    bool first = true;
    for (const auto& item : items) {
      write((first ? "\n    " : ",\n    ") + indented(make(item), 4));
      first = false;
    }
    write(first ? "]" : "\n  ]");
  }

  /// Writes the member of an object that is not its first, an item at a time.
  template <class Items, class Make>
  static void write_list(const Sink& write, std::string_view name, const Items& items, Make make) {
    write(",\"" + std::string(name) + "\":[");
    bool first = true;
    for (const auto& item : items) {
      if (!first) write(",");
      first = false;
      write(line_of(make(item)));
    }
    write("]");
  }

  Json span(const Evidence& e) const { return span_json(lookup_, e); }

  Json span(const std::optional<Evidence>& e) const { return e ? span(*e) : Json(nullptr); }

  Json span(ReportId report, const std::optional<ByteRange>& range) const {
    return range ? span(Evidence{report, *range}) : Json(nullptr);
  }

  Json report(const Report& r) const {
    Json out = report_head(r);
    const std::vector<Sentence>& sentences = b_.analyses[r.id.index()].sentences;
    out["sentences"] = Json::array();
    for (std::uint32_t i = 0; i < sentences.size(); ++i) {
      out["sentences"].push_back(sentence(r.id, sentences[i], i));
    }
    out.update(report_tail(r));
    return out;
  }

  /// What stands before a report's sentences, and behind them.
  Json report_head(const Report& r) const {
    Json out;
    out["id"] = print(r.id);
    out["source"] = r.source;
    out["external_id"] = r.external_id;
    out["url"] = r.url;
    out["outlet"] = r.outlet;
    out["title"] = r.title;
    out["byline"] = r.byline;
    out["language"] = r.language;
    out["language_basis"] = r.language_basis;
    out["published"] = published(r);
    out["format"] = to_string(r.format);
    out["furniture"] = list(r.furniture, [&](const Furniture& f) {
      Json piece = span(Evidence{r.id, f.range});
      piece["kind"] = to_string(f.kind);
      return piece;
    });
    return out;
  }

  Json report_tail(const Report& r) const {
    Json out;
    const auto origins = is_read(r) ? origins_of(b_.lineage, r.id) : std::vector<NodeId>();
    out["origins"] = list(origins, [this](NodeId n) { return lookup_.print(n); });
    out["notes"] = r.notes;
    if (!is_read(r)) out["notes"].push_back(unread_note(r));
    return out;
  }

  Json sentence(ReportId report, const Sentence& s, std::uint32_t index) const {
    Json out = span(Evidence{report, s.range});
    out["id"] = print(report, SentenceId{index});
    out["paragraph"] = s.paragraph;
    return out;
  }

  Json published(const Report& r) const {
    if (!r.published) return nullptr;
    Json out;
    out["value"] = r.published->value;
    out["basis"] = to_string(r.published->basis);
    out["reason"] = r.published->reason;
    out["evidence"] = span(r.id, r.published->evidence);
    return out;
  }

  Json entity(const Entity& e) const {
    Json out;
    out["id"] = print(e.id);
    out["name"] = e.name;
    out["type"] = to_string(e.type);
    out["mentions"] = Json::array();
    for (const ChainRef& ref : e.chains) {
      const Analysis& analysis = b_.analyses[ref.report.index()];
      for (const std::uint32_t m : analysis.chains[ref.chain.index()].mentions) {
        Json mention = span(Evidence{ref.report, analysis.mentions[m].range});
        mention["kind"] = kind_of(analysis.mentions[m].kind);
        out["mentions"].push_back(std::move(mention));
      }
    }
    return out;
  }

  static std::string_view kind_of(MentionKind kind) {
    switch (kind) {
      case MentionKind::kName:
        return "name";
      case MentionKind::kNominal:
        return "nominal";
      case MentionKind::kPronoun:
        return "pronoun";
    }
    return "name";
  }

  Json claim(const Claim& c) const {
    Json out;
    out["id"] = print(c.id);
    out["report"] = print(c.report);
    out["sentence"] = print(c.report, c.sentence);
    out["content"] = ranges(c.report, c.content);
    out["speaker"] = c.speaker ? speaker(c) : Json(nullptr);
    out["cue"] = span(c.report, c.cue);
    out["relays"] = list(c.relays, [&](const Relay& relay) {
      Json r;
      r["name"] = relay.name;
      r["evidence"] = span(Evidence{c.report, relay.evidence});
      return r;
    });
    out["manner"] = to_string(c.manner);
    out["certainty"] = to_string(c.certainty);
    out["hedges"] = ranges(c.report, c.hedges);
    out["negated"] = c.negated;
    out["negation"] = span(c.report, c.negation);
    out["tense"] = to_string(c.tense);
    out["tense_evidence"] = span(c.report, c.tense_evidence);
    out["condition"] = span(c.report, c.condition);
    out["scare_quotes"] = ranges(c.report, c.scare_quotes);
    out["act"] = c.act ? proposition(c.report, *c.act) : Json(nullptr);
    out["propositions"] =
        list(c.propositions, [&](const Proposition& p) { return proposition(c.report, p); });
    const Grounding& grounding = b_.groundings[c.report.index()];
    out["times"] = list(lookup_.times_of(c.id),
                        [&](std::uint32_t i) { return time(c.report, grounding.times[i]); });
    out["places"] = places(c);
    out["quantities"] = list(lookup_.quantities_of(c.id), [&](std::uint32_t i) {
      return quantity(c.report, grounding.quantities[i]);
    });
    return out;
  }

  Json proposition(ReportId report, const Proposition& p) const {
    Json out;
    out["predicate"] = p.predicate;
    out["form"] = to_string(p.form);
    out["evidence"] = span(Evidence{report, p.evidence});
    out["tense"] = to_string(p.tense);
    out["tense_evidence"] = span(report, p.tense_evidence);
    out["negated"] = p.negated;
    out["negation"] = span(report, p.negation);
    out["condition"] = span(report, p.condition);
    out["arguments"] = list(p.arguments, [&](const Argument& a) { return argument(report, a); });
    return out;
  }

  /// With what grounding knows of its words.
  Json argument(ReportId report, const Argument& a) const {
    Json out;
    out["role"] = to_string(a.role);
    out["evidence"] = span(Evidence{report, a.evidence});
    out["head"] = a.lemma;
    out["entity"] = entity_id(report, a.chain);
    const Grounding& grounding = b_.groundings[report.index()];
    const TimeValue* time_value = grounding::holding(grounding.times, a.head);
    const PlaceValue* place_value = grounding::holding(grounding.places, a.head);
    const Quantity* quantity_value = grounding::holding(grounding.quantities, a.head);
    out["time"] = time_value ? Json(time_value->value) : Json(nullptr);
    out["place"] =
        place_value && place_value->entry ? Json(place_value->entry->name) : Json(nullptr);
    out["quantity"] = quantity_value ? number(quantity_value->value) : Json(nullptr);
    out["unit"] = quantity_value ? Json(quantity_value->unit) : Json(nullptr);
    return out;
  }

  Json entity_id(ReportId report, std::optional<ChainId> chain) const {
    if (!chain) return nullptr;
    const auto id = lookup_.entity_of(report, *chain);
    return id ? Json(print(*id)) : Json(nullptr);
  }

  Json ranges(ReportId report, const std::vector<ByteRange>& all) const {
    return list(all, [&](ByteRange range) { return span(Evidence{report, range}); });
  }

  Json speaker(const Claim& c) const {
    Json out;
    out["entity"] = entity_id(c.report, c.speaker->chain);
    out["name"] = c.speaker->name;
    out["kind"] = to_string(c.speaker->kind);
    out["evidence"] = span(Evidence{c.report, c.speaker->evidence});
    out["continued"] = c.continued;
    out["count"] = c.speaker->count ? Json(*c.speaker->count) : Json(nullptr);
    out["group"] = c.speaker->group.empty() ? Json(nullptr) : Json(c.speaker->group);
    out["anonymity"] = span(c.report, c.speaker->anonymity);
    out["reason"] = span(c.report, c.speaker->reason);
    return out;
  }

  Json time(ReportId report, const TimeValue& t) const {
    Json out;
    out["value"] = t.value;
    out["type"] = to_string(t.type);
    out["first"] = t.interval ? day(t.interval->first) : Json(nullptr);
    out["last"] = t.interval ? day(t.interval->last) : Json(nullptr);
    out["basis"] = t.basis;
    out["evidence"] = span(Evidence{report, t.range});
    return out;
  }

  static Json day(const std::string& iso) { return iso.empty() ? Json(nullptr) : Json(iso); }

  /// The places named in the claim's content.
  Json places(const Claim& c) const {
    Json out = Json::array();
    const std::vector<PlaceValue>& all = b_.groundings[c.report.index()].places;
    for (const ByteRange range : c.content) {
      auto it = std::lower_bound(
          all.begin(), all.end(), range.begin,
          [](const PlaceValue& p, std::uint32_t begin) { return p.range.begin < begin; });
      for (; it != all.end() && it->range.begin < range.end; ++it) {
        if (range.contains(it->range)) out.push_back(place(c.report, *it));
      }
    }
    return out;
  }

  Json place(ReportId report, const PlaceValue& p) const {
    Json out;
    out["name"] = p.entry ? p.entry->name : text_of(lookup_.words({report, p.range}));
    out["role"] = to_string(p.role);
    out["kind"] = p.entry ? Json(to_string(p.entry->kind)) : Json(nullptr);
    out["latitude"] = p.entry ? Json(p.entry->latitude) : Json(nullptr);
    out["longitude"] = p.entry ? Json(p.entry->longitude) : Json(nullptr);
    out["country"] = p.entry && !p.entry->country.empty() ? Json(p.entry->country) : Json(nullptr);
    out["region"] = p.entry && !p.entry->region.empty() ? Json(p.entry->region) : Json(nullptr);
    out["geonames"] =
        p.entry && p.entry->geonames_id != 0 ? Json(p.entry->geonames_id) : Json(nullptr);
    out["share"] = rounded(p.share);
    out["basis"] = p.basis;
    out["evidence"] = span(Evidence{report, p.range});
    return out;
  }

  Json quantity(ReportId report, const Quantity& q) const {
    Json out;
    out["value"] = number(q.value);
    out["high"] = q.high ? number(*q.high) : Json(nullptr);
    out["bound"] = to_string(q.bound);
    out["unit"] = q.unit;
    out["per"] = q.per;
    out["of"] = q.of;
    out["evidence"] = span(Evidence{report, q.range});
    return out;
  }

  /// Whole numbers print as whole numbers: 6700, not 6700.0.
  static Json number(double value) {
    if (std::floor(value) == value && std::fabs(value) < 9e15) {
      return static_cast<std::int64_t>(value);
    }
    return value;
  }

  Json spans(const std::vector<Evidence>& all) const {
    return list(all, [this](const Evidence& e) { return span(e); });
  }

  Json edge(const Edge& e) const {
    Json out;
    out["from"] = lookup_.print(e.from);
    out["to"] = lookup_.print(e.to);
    out["kind"] = to_string(e.kind);
    out["share"] = rounded(e.share);
    out["confidence"] = rounded(e.confidence);
    out["passages"] = list(e.passages, [this](AlignmentId id) {
      return alignment(b_.lineage.alignments[id.index()], false);
    });
    out["reasons"] = list(e.reasons, [this](const Reason& r) {
      Json reason;
      reason["note"] = r.note;
      reason["evidence"] = spans(r.evidence);
      return reason;
    });
    return out;
  }

  Json alignment(const Alignment& a, bool with_id) const {
    Json out;
    if (with_id) out["id"] = print(a.id);
    out["a"] = span(a.a);
    out["b"] = span(a.b);
    out["kind"] = to_string(a.kind);
    out["score"] = rounded(a.score);
    if (with_id) out["close"] = a.close;  // the passages of an edge all are
    return out;
  }

  Json reading(const Reading& r) const {
    Json out;
    out["id"] = print(r.id);
    out["claims"] = list(r.claims, [](ClaimId id) { return print(id); });
    out["relation"] = to_string(r.relation);
    out["variants"] = list(r.variants, [this](const Variant& v) {
      Json variant;
      variant["kind"] = to_string(v.kind);
      variant["a"] = span(v.a);
      variant["b"] = span(v.b);
      variant["note"] = v.note;
      variant["severity"] = rounded(v.severity);
      variant["claim_a"] = print(v.claim_a);
      variant["claim_b"] = print(v.claim_b);
      return variant;
    });
    out["origins"] = r.origins;
    out["origin_nodes"] = list(r.origin_nodes, [this](NodeId n) { return lookup_.print(n); });
    out["voices"] = r.voices;
    out["voice_names"] = list(r.voice_names, [](const std::string& name) { return clean(name); });
    return out;
  }

  Json warning(const Warning& w) const {
    Json out;
    out["kind"] = to_string(w.kind);
    out["evidence"] = span(w.evidence);
    out["note"] = w.note;
    return out;
  }

  void add_sums(ReportId report, Json& out) const {
    const Grounding& grounding = b_.groundings[report.value];
    for (const FigureSum& s : grounding.sums) {
      Json sum;
      sum["report"] = print(report);
      sum["whole"] = quantity(report, grounding.quantities[s.whole]);
      sum["parts"] =
          list(s.parts, [&](std::uint32_t i) { return quantity(report, grounding.quantities[i]); });
      sum["complete"] = s.complete;
      sum["holds"] = s.holds;
      out.push_back(std::move(sum));
    }
  }

  void add_changes(ReportId report, Json& out) const {
    const Grounding& grounding = b_.groundings[report.value];
    for (const FigureChange& c : grounding.changes) {
      const auto figure = [&](const std::optional<std::uint32_t>& i) {
        return i ? quantity(report, grounding.quantities[*i]) : Json(nullptr);
      };
      Json change;
      change["report"] = print(report);
      change["direction"] = to_string(c.direction);
      change["from"] = figure(c.from);
      change["to"] = figure(c.to);
      change["by"] = figure(c.by);
      change["factor"] = c.factor ? number(*c.factor) : Json(nullptr);
      change["holds"] = c.holds ? Json(*c.holds) : Json(nullptr);
      change["cue"] = span(Evidence{report, c.cue});
      out.push_back(std::move(change));
    }
  }

  const Briefing& b_;
  const Lookup lookup_;
};

}  // namespace

Json span_json(const Lookup& lookup, const Evidence& e) {
  Json out;
  out["report"] = print(e.report);
  out["begin"] = e.range.begin;
  out["end"] = e.range.end;
  out["text"] = text_of(lookup.words(e));
  return out;
}

double rounded(double score) { return std::round(score * 1e4) / 1e4; }

Json report_json(const Briefing& briefing, const Report& report) {
  return Writer(briefing).report_alone(report);
}

Json lineage_json(const Briefing& briefing) { return Writer(briefing).lineage(); }

std::string render_json(const Briefing& briefing) {
  std::string out;
  render_json(briefing, [&](std::string_view part) { out += part; });
  return out;
}

void render_json(const Briefing& briefing, const Sink& write) { Writer(briefing).all(write); }

std::string render_lineage_json(const Briefing& briefing) {
  return library::json_text(lineage_json(briefing), 2) + '\n';
}

void render_extract(const Briefing& briefing, const Sink& write) {
  Writer(briefing).extract(briefing.reports.front(), write);
}

}  // namespace stemma::briefing
