#include "grounding/place_spans.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "base/utf8.h"
#include "grounding/place_key.h"

namespace stemma::grounding {
namespace {

constexpr std::uint32_t kLongestName = 9;  // tokens
constexpr std::uint32_t kNone = UINT32_MAX;

bool all_capitals(std::string_view words) {
  for (std::size_t at = 0; at < words.size();) {
    const utf8::CodePoint c = utf8::decode(words, at);
    if (utf8::is_lower(c.value)) return false;
    at += c.length;
  }
  return true;
}

class SpanFinder {
 public:
  SpanFinder(const Report& report, const Analysis& analysis, const Gazetteer& gazetteer,
             const PlaceTables& tables, const language::Knowledge& knowledge)
      : text_(report.text), a_(analysis), gazetteer_(gazetteer), tables_(tables), k_(knowledge) {}

  std::vector<PlaceSpan> find() {
    cover();
    for (std::uint32_t s = 0; s < a_.sentences.size(); ++s) {
      sentence_ = &a_.sentences[s];
      const std::size_t first = spans_.size();
      for (std::uint32_t t = sentence_->first_token; t < sentence_->end_token;) {
        const std::uint32_t end = match(t, SentenceId{s});
        t = std::max(end, t + 1);
      }
      join_qualifiers(first);
    }
    count_elsewhere();
    for (PlaceSpan& span : spans_) features(span);
    return std::move(spans_);
  }

 private:
  std::string_view words(std::uint32_t first, std::uint32_t end) const {
    return slice(text_, {a_.tokens[first].range.begin, a_.tokens[end - 1].range.end});
  }

  /// The widest mention by name, and the tag, over each token.
  void cover() {
    mention_.assign(a_.tokens.size(), kNone);
    tag_.assign(a_.tokens.size(), kNone);
    for (std::uint32_t m = 0; m < a_.mentions.size(); ++m) {
      const Mention& mention = a_.mentions[m];
      if (mention.kind != MentionKind::kName) continue;
      // Sorted, longer ones first: what is there is wider.
      if (mention.first_token < mention.end_token && mention_[mention.first_token] != kNone)
        continue;
      for (std::uint32_t t = mention.first_token; t < mention.end_token; ++t) mention_[t] = m;
    }
    for (std::uint32_t s = 0; s < a_.tagged.size(); ++s)
      for (std::uint32_t t = a_.tagged[s].first_token; t < a_.tagged[s].end_token; ++t) tag_[t] = s;
  }

  /// The marks of references that words written like these cannot have.
  std::uint32_t shut(std::string_view name, std::uint32_t first, std::uint32_t end) const {
    std::uint32_t marks = 0;
    const bool postal =
        first > sentence_->first_token && a_.tokens[first - 1].norm == "," && all_capitals(name);
    if (!postal) marks |= kRefPostal;
    const std::size_t stop = name.find('.');
    const std::uint32_t after = a_.tokens[end - 1].range.end;
    const bool stopped =
        stop != std::string_view::npos || (after < text_.size() && text_[after] == '.');
    // "Ill." and "Miss." begin sentences too.
    const bool word = (stop == std::string_view::npos || stop + 1 == name.size()) &&
                      first == sentence_->first_token;
    if ((!stopped || word) && !postal) marks |= kRefStops;
    return marks;
  }

  std::uint32_t match(std::uint32_t first, SentenceId sentence) {
    const Token& opening = a_.tokens[first];
    if (!opening.capitalised || opening.kind != TokenKind::kWord) return first;
    std::uint32_t best_end = first;
    PlaceSpan best;
    const std::uint32_t limit = std::min(sentence_->end_token, first + kLongestName);
    for (std::uint32_t t = first; t < limit; ++t) {
      const Token& token = a_.tokens[t];
      const bool word = token.capitalised || token.kind == TokenKind::kNumber;
      const bool inside = token.norm == "." || token.norm == "-" || token.norm == "'s" ||
                          token.norm == "’s" || tables_.connectors.contains(token.norm);
      if (t > first && !word && !inside) break;
      if (t > first && !word) continue;  // a name ends with a word of its own
      const std::string_view name = words(first, t + 1);
      key_ = place_key(name);
      const Gazetteer::Found found = gazetteer_.find(key_);
      if (!found.refs.empty() &&
          (key_.size() > 2 || name.find('.') != std::string_view::npos || all_capitals(name))) {
        const std::uint32_t marks = shut(name, first, t + 1);
        // Two letters are an abbreviation: no village is meant by "UN".
        const bool brief = key_.size() <= 2;
        if (std::any_of(found.refs.begin(), found.refs.end(), [&](std::uint32_t ref) {
              return (ref & marks) == 0 &&
                     !(brief && gazetteer_.place(ref).kind == RecordKind::kSettlement);
            })) {
          best_end = t + 1;
          best.shut = marks;
          best.key = key_;
          best.refs = found.refs;
        }
      }
      if (!found.longer) break;
    }
    if (best_end == first) return first;
    // The stop of an abbreviation belongs to it.
    if (best_end < sentence_->end_token && a_.tokens[best_end].norm == "." &&
        best_end + 1 < sentence_->end_token && !a_.tokens[best_end].space_before &&
        (best.refs[0] & kRefStops) != 0)
      ++best_end;
    best.range = {opening.range.begin, a_.tokens[best_end - 1].range.end};
    best.first_token = first;
    best.end_token = best_end;
    best.sentence = sentence;
    spans_.push_back(std::move(best));
    return best_end;
  }

  bool names_area(const PlaceSpan& span) const {
    return std::any_of(span.refs.begin(), span.refs.end(), [&](std::uint32_t ref) {
      const RecordKind kind = gazetteer_.place(ref).kind;
      return (ref & (kRefPeople | span.shut)) == 0 && kind != RecordKind::kSettlement;
    });
  }

  /// "Paris, Texas", "Paris (Texas)", "Paris in Texas": the second says which the first is.
  void join_qualifiers(std::size_t first) {
    for (std::size_t i = first; i + 1 < spans_.size(); ++i) {
      PlaceSpan& named = spans_[i];
      PlaceSpan& next = spans_[i + 1];
      if (next.first_token != named.end_token + 1 || !names_area(next)) continue;
      const std::string& between = a_.tokens[named.end_token].norm;
      if (between != "," && between != "(" && between != "in") continue;
      named.beside = static_cast<std::uint32_t>(i + 1);
      next.qualifies = static_cast<std::uint32_t>(i);
    }
  }

  void count_elsewhere() {
    for (const PlaceSpan& span : spans_) {
      const Cover over = cover_of(span);
      if (over.exact && over.type == EntityType::kPlace) ++places_[span.key];
    }
    for (const Mention& mention : a_.mentions) {
      if (mention.kind != MentionKind::kName || mention.type != EntityType::kPerson) continue;
      for (std::uint32_t t = mention.first_token; t < mention.end_token; ++t)
        ++people_[a_.tokens[t].norm];
    }
  }

  struct Cover {
    const Mention* mention = nullptr;
    bool exact = false;
    bool inside = false;
    EntityType type = EntityType::kUnknown;
  };
  Cover cover_of(const PlaceSpan& span) const {
    Cover cover;
    const std::uint32_t m = mention_[span.first_token];
    if (m == kNone) return cover;
    cover.mention = &a_.mentions[m];
    cover.type = cover.mention->type;
    const std::uint32_t begin = cover.mention->first_token, end = cover.mention->end_token;
    // A stop at the end is part of one and not of the other.
    const bool same_end =
        end == span.end_token || (end + 1 == span.end_token && a_.tokens[end].norm == ".");
    cover.exact = begin == span.first_token && same_end;
    cover.inside = !cover.exact && begin <= span.first_token && span.end_token <= end;
    return cover;
  }

  void features(PlaceSpan& span) {
    auto& f = span.features;
    const auto set = [&](SpotFeature feature, bool on) { f[feature] = on ? 1.0F : 0.0F; };
    const Token& first = a_.tokens[span.first_token];
    const Token* before = span.first_token > a_.sentences[span.sentence.index()].first_token
                              ? &a_.tokens[span.first_token - 1]
                              : nullptr;
    const Token* after = span.end_token < a_.sentences[span.sentence.index()].end_token
                             ? &a_.tokens[span.end_token]
                             : nullptr;
    f[kAlways] = 1;

    const Cover over = cover_of(span);
    if (over.exact) {
      constexpr SpotFeature kByType[] = {kMentionPerson, kMentionOrganisation, kMentionPlace,
                                         kMentionGroup, kMentionUnknown};
      set(kByType[static_cast<std::size_t>(over.type)], true);
    } else if (over.inside) {
      const bool opens = over.mention->first_token == span.first_token;
      const bool closes = over.mention->end_token == span.end_token;
      switch (over.type) {
        case EntityType::kOrganisation:
        case EntityType::kGroup:
          set(opens ? kOpensOrganisation : closes ? kClosesOrganisation : kInOrganisation, true);
          break;
        case EntityType::kPlace:
          set(kInPlace, true);
          break;
        case EntityType::kPerson:
          set(kInPerson, true);
          break;
        case EntityType::kUnknown:
          set(kInUnknown, true);
          break;
      }
      span.part_of_name = true;
      span.ruled_out = breaks(*over.mention, span);
    } else if (over.mention != nullptr) {
      set(kPartlyMention, true);
    }
    if (const std::uint32_t tag = tag_[span.first_token]; tag != kNone) {
      switch (a_.tagged[tag].kind) {
        case TaggedSpan::Kind::kLocation:
          set(kTaggedPlace, true);
          break;
        case TaggedSpan::Kind::kOrganisation:
          set(kTaggedOrganisation, true);
          break;
        case TaggedSpan::Kind::kPerson:
          set(kTaggedPerson, true);
          break;
        default:
          set(kTaggedOther, true);
          break;
      }
    }
    const auto count = [](const auto& counts, const std::string& key) {
      const auto it = counts.find(key);
      return it == counts.end() ? 0 : it->second;
    };
    set(kPlaceElsewhere, count(places_, span.key) > (f[kMentionPlace] > 0 ? 1 : 0));
    set(kPersonElsewhere,
        f[kInPerson] == 0 && f[kMentionPerson] == 0 && count(people_, first.norm) > 0);

    bool area = false, district = false, region = false, people = true, other = true;
    std::uint32_t largest = 0;
    for (const std::uint32_t ref : span.refs) {
      if ((ref & span.shut) != 0) continue;
      const PlaceRecord& place = gazetteer_.place(ref);
      largest = std::max(largest, place.population);
      people = people && (ref & kRefPeople) != 0;
      other = other && (ref & kRefOtherName) != 0;
      if ((ref & (kRefOtherName | kRefPeople)) != 0) continue;
      area |= place.kind == RecordKind::kArea;
      district |= place.kind == RecordKind::kDistrict && (ref & kRefShort) == 0;
      region |= place.kind == RecordKind::kCountry || place.kind == RecordKind::kRegion;
    }
    span.people = people;
    f[kLargest] = std::log10(float(largest) + 1) / 7;
    set(kCountryOrRegion, region);
    set(kDistrictName, district && !region);
    set(kAreaName, area);
    set(kOnlyPeople, people);
    set(kOnlyOtherNames, other);

    set(kAfterIn, before != nullptr && before->norm == "in");
    set(kAfterLocative, before != nullptr && tables_.locatives.contains(before->norm));
    set(kBesideQualifier, span.beside != kNoRecord);
    set(kIsQualifier, span.qualifies != kNoRecord);
    set(kOpensSentence, before == nullptr);
    set(kSeveralWords, span.end_token - span.first_token > 1);
    set(kProperNoun, first.upos == Upos::kPropn);
    const Relation relation = base_of(a_.tokens[head_token(span)].relation);
    set(kModifier, relation == Relation::kCompound || relation == Relation::kFlat);
    set(kBeforeCapital, after != nullptr && after->capitalised && after->kind == TokenKind::kWord);
    set(kAfterCapital,
        before != nullptr && before->capitalised && before->kind == TokenKind::kWord);
    if (span.end_token - span.first_token == 1) {
      const bool label = tables_.streets.contains(first.norm) ||
                         k_.word(first.norm).is(language::kTimeWord | language::kFunctionWord);
      // "the West" is no region of Cameroon.
      if (tables_.locatives.contains(first.norm) || (label && !over.exact)) span.ruled_out = true;
      set(kGivenName, k_.given_names.contains(first.norm));
      set(kCommonWord, k_.word(first.norm).common());
    }
    set(kBeforeStreet,
        after != nullptr && after->capitalised && tables_.streets.contains(after->norm));
    set(kAfterTitle, before != nullptr && k_.titles.contains(before->norm));
  }

  /// Is the span torn out of a name? "Sela" of "Port Sela" is; "Oxford" of "East Oxford" and
  /// "Cleveland" of "Cleveland Police Department" are not.
  bool breaks(const Mention& mention, const PlaceSpan& span) const {
    if (span.first_token > mention.first_token) {
      const Token& before = a_.tokens[span.first_token - 1];
      if (before.capitalised && before.kind == TokenKind::kWord &&
          !tables_.locatives.contains(before.norm))
        return true;
    }
    if (span.end_token >= mention.end_token) return false;
    const Token& after = a_.tokens[span.end_token];
    return after.capitalised && after.kind == TokenKind::kWord && !k_.word(after.norm).common();
  }

  /// The span's word whose head lies outside it; the first if none does.
  std::uint32_t head_token(const PlaceSpan& span) const {
    for (std::uint32_t t = span.first_token; t < span.end_token; ++t) {
      const std::uint32_t head = a_.tokens[t].head;
      if (head == kNoHead || head < span.first_token || head >= span.end_token) return t;
    }
    return span.first_token;
  }

  std::string_view text_;
  const Analysis& a_;
  const Gazetteer& gazetteer_;
  const PlaceTables& tables_;
  const language::Knowledge& k_;
  const Sentence* sentence_ = nullptr;
  std::string key_;
  std::vector<std::uint32_t> mention_, tag_;  // by token
  std::vector<PlaceSpan> spans_;
  std::unordered_map<std::string, std::uint32_t> places_, people_;
};

}  // namespace

float place_score(const PlaceSpan& span, const SpotWeights& weights) {
  constexpr float kNever = -100;
  if (span.ruled_out) return kNever;
  float score = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) score += weights[i] * span.features[i];
  return score;
}

std::vector<PlaceSpan> find_place_spans(const Report& report, const Analysis& analysis,
                                        const Gazetteer& gazetteer, const PlaceTables& tables,
                                        const language::Knowledge& knowledge) {
  return SpanFinder(report, analysis, gazetteer, tables, knowledge).find();
}

}  // namespace stemma::grounding
