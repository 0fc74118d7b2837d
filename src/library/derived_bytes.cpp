#include "library/derived_bytes.h"

#include <algorithm>

#include "language/tokens.h"
#include "library/packed.h"

namespace stemma::library {

/// How a word's normal form or lemma is told.
enum class WordCode : std::uint8_t { kAsNorm, kAsText, kOther };

template <>
inline constexpr WordCode kLast<WordCode> = WordCode::kOther;
template <>
inline constexpr TokenKind kLast<TokenKind> = TokenKind::kSymbol;
template <>
inline constexpr Upos kLast<Upos> = Upos::kX;
template <>
inline constexpr Xpos kLast<Xpos> = Xpos::kXX;
template <>
inline constexpr Relation kLast<Relation> = Relation::kXcomp;
template <>
inline constexpr EntityType kLast<EntityType> = EntityType::kUnknown;
template <>
inline constexpr MentionKind kLast<MentionKind> = MentionKind::kPronoun;
template <>
inline constexpr TaggedSpan::Kind kLast<TaggedSpan::Kind> = TaggedSpan::Kind::kOrdinal;
template <>
inline constexpr TimeType kLast<TimeType> = TimeType::kSet;
template <>
inline constexpr Bound kLast<Bound> = Bound::kAbout;
template <>
inline constexpr ChangeDirection kLast<ChangeDirection> = ChangeDirection::kDown;
template <>
inline constexpr PlaceKind kLast<PlaceKind> = PlaceKind::kArea;
template <>
inline constexpr PlaceRole kLast<PlaceRole> = PlaceRole::kNamePart;
template <>
inline constexpr Manner kLast<Manner> = Manner::kOwnVoice;
template <>
inline constexpr Certainty kLast<Certainty> = Certainty::kUnknown;
template <>
inline constexpr SpeakerKind kLast<SpeakerKind> = SpeakerKind::kDocument;
template <>
inline constexpr ArgumentRole kLast<ArgumentRole> = ArgumentRole::kAmount;
template <>
inline constexpr PredicateForm kLast<PredicateForm> = PredicateForm::kCopula;
template <>
inline constexpr Tense kLast<Tense> = Tense::kUnknown;

template <class Archive, Of<Sentence> T>
void fields(Archive& archive, T& value) {
  auto& [range, first, end, paragraph] = value;
  archive.token(first);
  archive.token(end);
  archive(range, paragraph);
}

template <class Archive, Of<Quotation> T>
void fields(Archive& archive, T& value) {
  auto& [range, inner, closed] = value;
  archive(range, inner, closed);
}

template <class Archive, Of<TaggedSpan> T>
void fields(Archive& archive, T& value) {
  auto& [first, end, kind, confidence] = value;
  archive.token(first);
  archive.token(end);
  archive(kind, confidence);
}

template <class Archive, Of<Mention> T>
void fields(Archive& archive, T& value) {
  auto& [range, head, first, end, sentence, kind, type, plural, chain] = value;
  archive.token(first);
  archive.token(end);
  archive(range, head, sentence, kind, type, plural, chain);
}

template <class Archive, Of<Chain> T>
void fields(Archive& archive, T& value) {
  auto& [name, type, mentions] = value;
  archive(name, type, mentions);
}

template <class Archive, Of<Phrase> T>
void fields(Archive& archive, T& value) {
  auto& [first, end, head] = value;
  archive.token(first);
  archive.token(end);
  archive.token(head);
}

template <class Archive, Of<DayInterval> T>
void fields(Archive& archive, T& value) {
  auto& [first, last] = value;
  archive(first, last);
}

template <class Archive, Of<TimeValue> T>
void fields(Archive& archive, T& time) {
  auto& [range, sentence, type, value, interval, basis] = time;
  archive(range, sentence, type, value, interval, basis);
}

template <class Archive, Of<Quantity> T>
void fields(Archive& archive, T& quantity) {
  auto& [range, number, sentence, value, high, bound, unit, per, of, approximate] = quantity;
  archive(range, number, sentence, value, high, bound, unit, per, of, approximate);
}

template <class Archive, Of<FigureSum> T>
void fields(Archive& archive, T& value) {
  auto& [whole, parts, complete, holds] = value;
  archive(whole, parts, complete, holds);
}

template <class Archive, Of<FigureChange> T>
void fields(Archive& archive, T& value) {
  auto& [from, to, by, direction, factor, cue, holds] = value;
  archive(from, to, by, direction, factor, cue, holds);
}

template <class Archive, Of<PlaceEntry> T>
void fields(Archive& archive, T& value) {
  auto& [geonames_id, name, kind, latitude, longitude, country, region] = value;
  archive(geonames_id, name, kind, latitude, longitude, country, region);
}

template <class Archive, Of<PlaceValue> T>
void fields(Archive& archive, T& value) {
  auto& [range, sentence, role, entry, share, basis] = value;
  archive(range, sentence, role, entry, share, basis);
}

template <class Archive, Of<Speaker> T>
void fields(Archive& archive, T& value) {
  auto& [chain, name, kind, evidence, count, group, anonymity, reason] = value;
  archive(chain, name, kind, evidence, count, group, anonymity, reason);
}

template <class Archive, Of<Relay> T>
void fields(Archive& archive, T& value) {
  auto& [name, evidence] = value;
  archive(name, evidence);
}

template <class Archive, Of<Argument> T>
void fields(Archive& archive, T& value) {
  auto& [role, evidence, head, lemma, chain] = value;
  archive(role, evidence, head, lemma, chain);
}

template <class Archive, Of<Proposition> T>
void fields(Archive& archive, T& value) {
  auto& [predicate, evidence, form, arguments, tense, tense_evidence, negated, negation,
         condition] = value;
  archive(predicate, evidence, form, arguments, tense, tense_evidence, negated, negation,
          condition);
}

template <class Archive, Of<Claim> T>
void fields(Archive& archive, T& value) {
  auto& [id, report, sentence, content, speaker, cue, relays, manner, certainty, hedges, negated,
         negation, tense, tense_evidence, condition, scare_quotes, act, propositions, continued] =
      value;
  static_cast<void>(id);  // of the batch
  static_cast<void>(report);
  archive(sentence, content, speaker, cue, relays, manner, certainty, hedges, negated, negation,
          tense, tense_evidence, condition, scare_quotes, act, propositions, continued);
}

template <class Archive, Of<Grounding> T>
void fields(Archive& archive, T& value) {
  auto& [report, times, quantities, sums, changes, places] = value;
  static_cast<void>(report);
  archive(times, quantities, sums, changes, places);
}

namespace {

// Tokens go by columns: what is alike then stands together, and takes a third less room.

void pack_words(const std::vector<Token>& tokens, const std::string& text, Packer& pack) {
  const auto word = [&](const std::string& value, const std::string& norm, std::string_view form) {
    const WordCode code = value == norm   ? WordCode::kAsNorm
                          : value == form ? WordCode::kAsText
                                          : WordCode::kOther;
    pack(code);
    if (code == WordCode::kOther) pack.text(value);
  };
  for (const Token& token : tokens) {
    const std::string_view form = slice(text, token.range);
    word(token.norm, language::norm_of(form), form);
  }
  for (const Token& token : tokens) word(token.lemma, token.norm, slice(text, token.range));
  for (const Token& token : tokens) pack.learn(token.lemma);  // propositions are made of them
}

void unpack_words(std::vector<Token>& tokens, const std::string& text, Unpacker& unpack) {
  const auto word = [&](std::string& value, std::string norm, std::string_view form) {
    WordCode code{};
    unpack(code);
    value = code == WordCode::kAsNorm   ? std::move(norm)
            : code == WordCode::kAsText ? std::string(form)
                                        : unpack.text();
  };
  for (Token& token : tokens) {
    const std::string_view form = slice(text, token.range);
    word(token.norm, language::norm_of(form), form);
  }
  for (Token& token : tokens) word(token.lemma, token.norm, slice(text, token.range));
  for (const Token& token : tokens) unpack.learn(token.lemma);
}

void pack_tokens(const std::vector<Token>& tokens, const std::string& text, Packer& pack) {
  pack.number(tokens.size());
  std::uint32_t end = 0;
  for (const Token& token : tokens) {
    pack.number(token.range.begin - end);
    end = token.range.end;
  }
  for (const Token& token : tokens) pack.number(token.range.size());
  for (const Token& token : tokens) pack(token.kind, token.space_before, token.capitalised);
  for (const Token& token : tokens) pack(token.upos, token.xpos, token.relation);
  for (std::size_t t = 0; t < tokens.size(); ++t) {
    // Nothing is its own head, so that stands for none.
    const bool root = tokens[t].head == kNoHead;
    pack.difference(root ? 0 : std::int64_t{tokens[t].head} - static_cast<std::int64_t>(t));
  }
  pack_words(tokens, text, pack);
}

bool unpack_tokens(std::vector<Token>& tokens, const std::string& text, Unpacker& unpack) {
  tokens.resize(unpack.length());
  for (Token& token : tokens) token.range.begin = unpack.number32();
  std::uint64_t end = 0;
  for (Token& token : tokens) {
    const std::uint64_t begin = end + token.range.begin;
    end = begin + unpack.number32();
    if (end > text.size()) return false;
    token.range = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    if (token.range.empty() || !unpack.lies_in_text(token.range)) return false;
  }
  for (Token& token : tokens) unpack(token.kind, token.space_before, token.capitalised);
  for (Token& token : tokens) unpack(token.upos, token.xpos, token.relation);
  const auto count = static_cast<std::int64_t>(tokens.size());
  for (std::int64_t t = 0; t < count; ++t) {
    const std::int64_t step = unpack.difference();
    if (step < -t || step >= count - t) return false;
    tokens[static_cast<std::size_t>(t)].head =
        step == 0 ? kNoHead : static_cast<std::uint32_t>(t + step);
  }
  if (!unpack.failed()) unpack_words(tokens, text, unpack);
  return !unpack.failed();
}

/// Whether all that points at something points at something that is there.
class Check {
 public:
  explicit Check(const Derived& derived)
      : analysis_(derived.analysis), grounding_(derived.grounding), claims_(derived.claims) {}

  bool run() const {
    return sentences() && mentions() && figures() &&
           std::all_of(claims_.begin(), claims_.end(), [&](const Claim& c) { return claim(c); });
  }

 private:
  bool span(std::uint32_t first, std::uint32_t end) const {
    return first < end && end <= analysis_.tokens.size();
  }
  bool sentence(SentenceId id) const { return id.index() < analysis_.sentences.size(); }
  bool chain(const std::optional<ChainId>& id) const {
    return !id || id->index() < analysis_.chains.size();
  }
  bool phrase(const Phrase& p) const {
    return span(p.first_token, p.end_token) && p.head < analysis_.tokens.size();
  }
  bool quantity(const std::optional<std::uint32_t>& at) const {
    return !at || *at < grounding_.quantities.size();
  }

  /// Every token is in one sentence, whose heads are a tree.
  bool sentences() const {
    std::uint32_t next = 0;
    for (const Sentence& s : analysis_.sentences) {
      if (s.first_token != next || !span(s.first_token, s.end_token) || !tree(s)) return false;
      next = s.end_token;
    }
    return next == analysis_.tokens.size();
  }

  bool tree(const Sentence& s) const {
    constexpr std::uint8_t kOnPath = 1;
    constexpr std::uint8_t kGood = 2;
    std::vector<std::uint8_t> state(s.end_token - s.first_token);
    std::size_t roots = 0;
    for (std::uint32_t t = s.first_token; t < s.end_token; ++t) {
      if (analysis_.tokens[t].head == kNoHead) ++roots;
      std::uint32_t at = t;
      while (at != kNoHead && state[at - s.first_token] == 0) {
        state[at - s.first_token] = kOnPath;
        at = analysis_.tokens[at].head;
        if (at != kNoHead && (at < s.first_token || at >= s.end_token)) return false;
      }
      if (at != kNoHead && state[at - s.first_token] == kOnPath) return false;  // a ring
      for (at = t; at != kNoHead && state[at - s.first_token] == kOnPath;
           at = analysis_.tokens[at].head) {
        state[at - s.first_token] = kGood;
      }
    }
    return roots == 1;
  }

  bool mentions() const {
    const Analysis& a = analysis_;
    return std::all_of(a.tagged.begin(), a.tagged.end(),
                       [&](const TaggedSpan& t) { return span(t.first_token, t.end_token); }) &&
           std::all_of(a.mentions.begin(), a.mentions.end(),
                       [&](const Mention& m) {
                         return span(m.first_token, m.end_token) && sentence(m.sentence) &&
                                chain(m.chain);
                       }) &&
           std::all_of(a.chains.begin(), a.chains.end(),
                       [&](const Chain& c) {
                         return std::all_of(c.mentions.begin(), c.mentions.end(),
                                            [&](auto m) { return m < a.mentions.size(); });
                       }) &&
           std::all_of(a.references.begin(), a.references.end(), [&](const auto& chain) {
             return std::all_of(chain.begin(), chain.end(),
                                [&](const Phrase& p) { return phrase(p); });
           });
  }

  bool figures() const {
    const Grounding& g = grounding_;
    const auto in_sentence = [&](const auto& list) {
      return std::all_of(list.begin(), list.end(),
                         [&](const auto& item) { return sentence(item.sentence); });
    };
    return in_sentence(g.times) && in_sentence(g.quantities) && in_sentence(g.places) &&
           std::all_of(g.sums.begin(), g.sums.end(),
                       [&](const FigureSum& s) {
                         return quantity(s.whole) && !s.parts.empty() &&
                                std::all_of(s.parts.begin(), s.parts.end(),
                                            [&](auto part) { return quantity(part); });
                       }) &&
           std::all_of(g.changes.begin(), g.changes.end(), [&](const FigureChange& c) {
             return quantity(c.from) && quantity(c.to) && quantity(c.by);
           });
  }

  bool proposition(const Proposition& p) const {
    return std::all_of(p.arguments.begin(), p.arguments.end(),
                       [&](const Argument& a) { return chain(a.chain); });
  }

  bool claim(const Claim& c) const {
    return sentence(c.sentence) && !c.content.empty() && (!c.speaker || chain(c.speaker->chain)) &&
           (!c.act || proposition(*c.act)) &&
           std::all_of(c.propositions.begin(), c.propositions.end(),
                       [&](const Proposition& p) { return proposition(p); });
  }

  const Analysis& analysis_;
  const Grounding& grounding_;
  const std::vector<Claim>& claims_;
};

}  // namespace

std::string pack(const Analysis& analysis, const Grounding& grounding,
                 const std::vector<Claim>& claims, const Report& report) {
  const auto& [of, sentences, tokens, quotations, tagged, mentions, chains, references] = analysis;
  static_cast<void>(of);
  Packer pack;
  pack.number(report.text.size());
  pack_tokens(tokens, report.text, pack);
  pack(sentences, quotations, tagged, mentions, chains, references, grounding, claims);
  return pack.take();
}

std::optional<Derived> unpack(std::string_view bytes, const Report& report) {
  if (bytes.size() > kMostPacked) return std::nullopt;
  Unpacker unpack(bytes, report.text);
  Derived derived;
  Analysis& a = derived.analysis;
  if (unpack.number() != report.text.size()) return std::nullopt;
  if (!unpack_tokens(a.tokens, report.text, unpack)) return std::nullopt;
  unpack(a.sentences, a.quotations, a.tagged, a.mentions, a.chains, a.references, derived.grounding,
         derived.claims);
  if (unpack.failed() || !unpack.at_end() || !Check(derived).run()) return std::nullopt;
  derived.analysis.report = derived.grounding.report = report.id;
  for (Claim& claim : derived.claims) claim.report = report.id;
  return derived;
}

}  // namespace stemma::library
