#include "language/coreference_features.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace stemma::language {
namespace {

constexpr std::size_t kPronounReach = 70;  // phrases that a pronoun looks back over
constexpr std::size_t kNounReach = 4;      // a noun without a word in common
constexpr std::size_t kMost = 16;          // candidates of one phrase
constexpr std::size_t kAhead = 3;          // people named later
constexpr std::uint32_t kSentencesAhead = 4;

std::uint32_t mix(std::uint32_t a, std::uint32_t b) {
  a ^= b + 0x9e3779b9U + (a << 6U) + (a >> 2U);
  a *= 0x85ebca6bU;
  return a ^ (a >> 13U);
}

template <class... T>
std::uint32_t key(std::uint32_t name, T... values) {
  std::uint32_t k = name * 0x01000193U + 0x811c9dc5U;
  ((k = mix(k, static_cast<std::uint32_t>(values))), ...);
  return k ^ (k >> 16U);
}

std::uint32_t bucket(std::uint32_t n) {
  return n < 5 ? n : n < 8 ? 5 : n < 12 ? 6 : n < 20 ? 7 : n < 40 ? 8 : n < 100 ? 9 : 10;
}

/// What is known of number and kind: one small number.
std::uint32_t nature(const CorefPhrase& p) {
  return (static_cast<std::uint32_t>(p.type) * 3 + static_cast<std::uint32_t>(p.gender)) * 4 +
         (p.plural ? 2 : 0) + (p.person ? 1 : 0);
}

}  // namespace

bool shares_gender(Gender a, Gender b) {
  return a == Gender::kUnknown || b == Gender::kUnknown || a == b;
}

bool agree(const CorefPhrase& i, const CorefPhrase& c) {
  const bool named = c.kind == PhraseKind::kName;
  switch (i.kind) {
    case PhraseKind::kHe:
    case PhraseKind::kShe:
      if (c.pronoun()) return c.kind == i.kind;
      if (c.plural || c.kind == PhraseKind::kCoordination) return false;
      if (c.type != EntityType::kPerson && c.type != EntityType::kUnknown) return false;
      return shares_gender(i.gender, c.gender);
    case PhraseKind::kIt:
      if (c.pronoun())
        return c.kind == i.kind || c.kind == PhraseKind::kDemonstrative ||
               c.kind == PhraseKind::kIndefinite;
      return !c.plural && !c.person;
    case PhraseKind::kThey:
      if (c.pronoun())
        return c.kind == i.kind || c.kind == PhraseKind::kIndefinite ||
               (c.kind == PhraseKind::kDemonstrative && c.plural);
      return c.plural || c.type == EntityType::kOrganisation || (!named && !c.person);
    case PhraseKind::kFirst:
      return c.kind == i.kind ? c.plural == i.plural : !c.pronoun();
    case PhraseKind::kSecond:
      return c.kind == i.kind || !c.pronoun();
    case PhraseKind::kDemonstrative:
      return !c.person &&
             (!c.pronoun() || c.kind == PhraseKind::kIt || c.kind == PhraseKind::kDemonstrative);
    default:
      if (c.kind == PhraseKind::kHe || c.kind == PhraseKind::kShe)
        return !i.plural && shares_gender(i.gender, c.gender) &&
               (i.person || i.type == EntityType::kUnknown);
      if (c.pronoun()) return i.kind != PhraseKind::kIndefinite && i.plural == c.plural;
      return i.plural == c.plural &&
             (i.type == c.type || i.type == EntityType::kUnknown ||
              c.type == EntityType::kUnknown) &&
             shares_gender(i.gender, c.gender);
  }
}

CorefFeatures::CorefFeatures(const Analysis& analysis, std::span<const CorefPhrase> phrases,
                             const WordVectors& vectors, const TokenStates& states)
    : a_(analysis), phrases_(phrases), vectors_(vectors), states_(states) {
  seen_.resize(phrases.size());
  vector_lengths_.resize(phrases.size(), 1);
  find_vectors();
  for (std::uint32_t i = 0; i < phrases.size(); ++i) {
    const CorefPhrase& p = phrases[i];
    Seen& s = seen_[i];
    if (s.vector != 0) {
      std::int32_t sum = 0;
      for (const std::int8_t v : vectors.row(s.vector - 1)) sum += v * v;
      vector_lengths_[i] = std::sqrt(static_cast<float>(sum) + 1);
    }
    if (p.grammar.governor != kNoHead) s.governor = key_of(a_.tokens[p.grammar.governor].lemma);
    std::int32_t sum = 0;
    for (const std::uint8_t v : states.row(p.head)) sum += (v - 128) * (v - 128);
    s.length = std::sqrt(static_cast<float>(sum) + 1);
    s.role = static_cast<std::uint32_t>(p.grammar.function) * 8 + (p.grammar.speaks ? 4 : 0) +
             (p.grammar.first ? 2 : 0) + (p.grammar.quoted ? 1 : 0);
    s.in_sentence =
        i > 0 && phrases[i - 1].sentence == p.sentence ? seen_[i - 1].in_sentence + 1 : 0;
    if (p.kind == PhraseKind::kName && p.words.size() >= 1) {
      std::string initials;
      for (std::uint32_t t = p.span.first; t < p.span.end; ++t)
        if (a_.tokens[t].capitalised) initials += a_.tokens[t].norm.front();
      if (initials.size() > 1) s.acronym = key_of(initials);
    }
    const bool person = p.kind == PhraseKind::kName && p.earlier_texts == 0 && !p.plural &&
                        (p.person || p.type == EntityType::kUnknown);
    if (person) named_.push_back(i);
    for (std::uint32_t t = p.span.first; t-- > 0 && p.span.first - t < 3;)
      if (a_.tokens[t].head == p.head && a_.tokens[t].relation == Relation::kCase)
        s.preposition = key_of(a_.tokens[t].norm);
  }
}

/// Of heads and governors, some phrases at a time.
void CorefFeatures::find_vectors() {
  constexpr std::uint32_t kAtOnce = 64;
  std::vector<std::uint64_t> keys;
  std::vector<std::uint32_t*> places;
  std::vector<std::uint32_t> rows;
  const auto size = static_cast<std::uint32_t>(phrases_.size());
  for (std::uint32_t from = 0; from < size; from += kAtOnce) {
    keys.clear();
    places.clear();
    for (std::uint32_t i = from; i < std::min(size, from + kAtOnce); ++i) {
      keys.push_back(word_key(a_.tokens[phrases_[i].head].norm));
      places.push_back(&seen_[i].vector);
      const std::uint32_t governor = phrases_[i].grammar.governor;
      if (governor == kNoHead) continue;
      keys.push_back(word_key(a_.tokens[governor].norm));
      places.push_back(&seen_[i].governor_vector);
    }
    vectors_.find_all(keys, rows);
    for (std::size_t k = 0; k < rows.size(); ++k)
      *places[k] = rows[k] == WordVectors::kNoRow ? 0 : rows[k] + 1;
  }
}

void CorefFeatures::of(std::uint32_t i, CorefKeys& keys) const {
  keys.clear();
  const CorefPhrase& p = phrases_[i];
  const Seen& s = seen_[i];
  const auto kind = static_cast<std::uint32_t>(p.kind);
  const Token& head = a_.tokens[p.head];
  keys.push_back(key(1, kind));
  keys.push_back(key(2, kind, s.role));
  keys.push_back(key(3, kind, head.relation));
  keys.push_back(key(4, p.head_key));
  keys.push_back(key(5, kind, p.article, p.grammar.function));
  keys.push_back(key(6, kind, nature(p)));
  keys.push_back(key(7, kind, bucket(p.span.end - p.span.first)));
  keys.push_back(key(8, kind, bucket(p.earlier_heads), p.article));
  keys.push_back(key(9, kind, bucket(p.earlier_texts), p.article));
  keys.push_back(key(10, p.first_key, kind));
  keys.push_back(key(11, s.governor, p.grammar.function));
  keys.push_back(key(12, p.pronoun() ? key_of(head.norm) : 0, s.role));
  keys.push_back(key(13, kind, bucket(s.in_sentence)));
  keys.push_back(key(14, kind, bucket(p.sentence)));
  keys.push_back(key(15, head.xpos, head.relation));
  keys.push_back(key(16, kind, p.words.size() < 4 ? p.words.size() : 4, p.article));
  keys.push_back(key(17, s.preposition, kind));
  const bool extended = p.span.end > p.head + 1;
  keys.push_back(key(18, kind, extended, p.mention != kNoMention));
  if (p.pronoun()) keys.push_back(key(19, key_of(head.norm), s.governor));
  if (p.head + 1 < a_.tokens.size())
    keys.push_back(key(
        20, kind, key_of(a_.tokens[p.span.end < a_.tokens.size() ? p.span.end : p.head + 1].norm)));
  if (p.span.first > 0) keys.push_back(key(21, kind, key_of(a_.tokens[p.span.first - 1].norm)));
}

void CorefFeatures::push(std::uint32_t i, std::uint32_t c, std::vector<CorefCandidate>& found,
                         bool later) const {
  if (later ? c - i > kCorefReachAhead : i - c > kCorefReach) return;
  const CorefPhrase& p = phrases_[i];
  const CorefPhrase& q = phrases_[c];
  if (q.span.first <= p.span.first && p.span.end <= q.span.end) return;  // within it
  if (p.span.first <= q.span.first && q.span.end <= p.span.end) return;
  // "Moro met her": two arguments of one verb are two.
  const bool object = p.third() && !p.reflexive && !p.possessive && !q.possessive &&
                      p.grammar.function != Function::kSubject;
  if (object && p.grammar.governor != kNoHead && p.grammar.governor == q.grammar.governor &&
      p.grammar.function != Function::kOther)
    return;
  found.push_back({c, 0, 0, agree(p, q), later});
}

void CorefFeatures::candidates(std::uint32_t i, std::vector<CorefCandidate>& found) {
  found.clear();
  const CorefPhrase& p = phrases_[i];
  const bool noun = !p.pronoun();
  if (p.kind == PhraseKind::kFirst || p.kind == PhraseKind::kSecond) {
    for (const auto& list : first_) {
      const std::size_t from = list.size() > 4 ? list.size() - 4 : 0;
      for (std::size_t n = list.size(); n-- > from;) push(i, list[n], found, false);
    }
    for (std::uint32_t c = i, steps = 0; c-- > 0 && steps < 30; ++steps)
      if (phrases_[c].kind == PhraseKind::kName || phrases_[c].kind == PhraseKind::kCoordination ||
          (phrases_[c].kind == PhraseKind::kNominal && (phrases_[c].person || p.plural)))
        if (found.size() < kMost && agree(p, phrases_[c])) push(i, c, found, false);
  } else {
    const std::size_t reach = p.third() ? kPronounReach : kNounReach;
    for (std::uint32_t c = i, steps = 0; c-- > 0 && steps < reach && found.size() < kMost;
         ++steps) {
      const CorefPhrase& q = phrases_[c];
      if (p.third() || p.kind == PhraseKind::kDemonstrative) {
        if (agree(p, q)) push(i, c, found, false);
      } else if (noun && (!q.pronoun() || q.third() || p.person) &&
                 q.kind != PhraseKind::kIndefinite) {
        push(i, c, found, false);
      }
    }
  }
  if (noun) {
    const auto add = [&](const auto& index, std::uint32_t k, std::size_t most) {
      const auto it = index.find(k);
      if (it == index.end()) return;
      const std::size_t size = it->second.size();
      for (std::size_t n = size; n-- > (size > most ? size - most : 0);) {
        const std::uint32_t c = it->second[n];
        if (std::none_of(found.begin(), found.end(), [&](const auto& x) { return x.phrase == c; }))
          push(i, c, found, false);
      }
    };
    add(by_head_, p.head_key, 3);
    // Whoever has only been "he" so far may be named now.
    if (p.kind == PhraseKind::kName && !p.plural && (p.person || p.type == EntityType::kUnknown)) {
      add(people_, 0, 1);
      add(people_, 1, 1);
    }
    if (p.chain != kNoMention) add(by_chain_, p.chain, 2);
    std::size_t asked = 0;
    for (const std::uint32_t w : p.words)
      if (asked++ < 4) add(by_word_, w, 1);
    if (p.kind == PhraseKind::kName) add(by_word_, p.head_key, 1);
  }
  // Nearest first.
  std::sort(found.begin(), found.end(),
            [](const auto& x, const auto& y) { return x.phrase > y.phrase; });
  std::uint8_t rank = 0, subject = 0;
  for (CorefCandidate& c : found) {
    c.rank = rank;
    c.subject = subject;
    if (c.agrees) {
      if (rank < 12) ++rank;
      if (phrases_[c.phrase].grammar.function == Function::kSubject && subject < 6) ++subject;
    }
  }
  if (p.kind == PhraseKind::kHe || p.kind == PhraseKind::kShe) {
    std::size_t added = 0;
    for (auto it = std::upper_bound(named_.begin(), named_.end(), i);
         it != named_.end() && added < kAhead; ++it) {
      if (phrases_[*it].sentence > p.sentence + kSentencesAhead) break;
      if (!agree(p, phrases_[*it])) continue;
      const std::size_t before = found.size();
      push(i, *it, found, true);
      if (found.size() == before) continue;
      found.back().rank = static_cast<std::uint8_t>(added++);
    }
  }
  // From now on it can be taken up itself.
  if (noun) {
    by_head_[p.head_key].push_back(i);
    if (p.chain != kNoMention) by_chain_[p.chain].push_back(i);
    for (const std::uint32_t w : p.words) by_word_[w].push_back(i);
  }
  if (p.kind == PhraseKind::kHe) people_[0].push_back(i);
  if (p.kind == PhraseKind::kShe) people_[1].push_back(i);
  if (p.kind == PhraseKind::kFirst) first_[p.plural ? 1 : 0].push_back(i);
  if (p.kind == PhraseKind::kSecond) first_[0].push_back(i);
}

int CorefFeatures::likeness(std::uint32_t x, std::uint32_t y) const {
  if (seen_[x].vector == 0 || seen_[y].vector == 0) return -1;
  const auto a = vectors_.row(seen_[x].vector - 1);
  const auto b = vectors_.row(seen_[y].vector - 1);
  std::int32_t sum = 0;
  for (std::size_t d = 0; d < a.size(); ++d) sum += a[d] * b[d];
  const float cosine = static_cast<float>(sum) / (vector_lengths_[x] * vector_lengths_[y]);
  return std::max(0, static_cast<int>(cosine * 10));
}

int CorefFeatures::state_likeness(std::uint32_t i, std::uint32_t c) const {
  const auto a = states_.row(phrases_[i].head);
  const auto b = states_.row(phrases_[c].head);
  std::int32_t sum = 0;
  for (std::size_t d = 0; d < a.size(); ++d) sum += (a[d] - 128) * (b[d] - 128);
  const float cosine = static_cast<float>(sum) / (seen_[i].length * seen_[c].length);
  return std::max(-3, static_cast<int>(std::floor(cosine * 10)));
}

void CorefFeatures::of_pair(std::uint32_t i, const CorefCandidate& candidate,
                            CorefKeys& keys) const {
  keys.clear();
  const std::uint32_t c = candidate.phrase;
  const CorefPhrase& p = phrases_[i];
  const CorefPhrase& q = phrases_[c];
  const Seen& s = seen_[i];
  const Seen& t = seen_[c];
  const auto kind = static_cast<std::uint32_t>(p.kind);
  const std::uint32_t kinds = kind * 16 + static_cast<std::uint32_t>(q.kind);
  const std::uint32_t apart =
      candidate.later ? 20 + q.sentence - p.sentence : bucket(p.sentence - q.sentence);
  const std::uint32_t steps = bucket(candidate.later ? c - i : i - c);
  const bool same_sentence = p.sentence == q.sentence;
  keys.push_back(key(31, kinds));
  keys.push_back(key(32, kinds, apart));
  keys.push_back(key(33, kinds, steps));
  keys.push_back(key(34, kind, candidate.agrees, candidate.rank, candidate.later));
  keys.push_back(key(35, kind, candidate.subject, q.grammar.function, candidate.later));
  keys.push_back(key(36, kind, apart < 3 ? apart : 3, p.grammar.function, q.grammar.function,
                     q.grammar.first, candidate.later));
  keys.push_back(key(37, kind, nature(q)));
  keys.push_back(key(38, p.grammar.quoted, q.grammar.quoted, p.grammar.speaks, q.grammar.speaks,
                     apart < 2 ? apart : 2));
  if (same_sentence) {
    const bool siblings = p.grammar.governor == q.grammar.governor;
    // Where the pronoun's clause hangs: below the candidate's, above it, or beside it.
    std::uint32_t way = 0;
    std::uint32_t up = p.grammar.governor;
    for (int n = 0; n < 6 && up != kNoHead; ++n, up = a_.tokens[up].head) {
      if (up == q.grammar.governor) way = 1 + static_cast<std::uint32_t>(n);
      if (up == q.head) way = 10;
      if (way != 0) break;
    }
    if (way == 0) {
      up = q.grammar.governor;
      for (int n = 0; n < 6 && up != kNoHead && way == 0; ++n, up = a_.tokens[up].head)
        if (up == p.grammar.governor) way = 11 + static_cast<std::uint32_t>(n);
    }
    keys.push_back(
        key(39, kind, siblings, p.reflexive, p.possessive, q.grammar.function, candidate.later));
    keys.push_back(key(40, kind, way, p.grammar.function, q.grammar.function, candidate.later));
    keys.push_back(key(41, kind, p.possessive, q.possessive,
                       bucket(p.span.first > q.span.end ? p.span.first - q.span.end : 0)));
  } else {
    keys.push_back(key(42, kind, bucket(t.in_sentence), apart < 3 ? apart : 3));
  }
  if (p.pronoun()) {
    keys.push_back(key(43, p.first_key, q.pronoun() ? q.first_key : 0, apart < 3 ? apart : 3));
    keys.push_back(key(44, kind, bucket(q.earlier_heads), q.kind));
    keys.push_back(key(45, kind, q.article, q.kind));
    if (s.governor != 0) {
      keys.push_back(
          key(46, s.governor == t.governor, p.grammar.function == q.grammar.function, kind));
      // "a ship ... sailed": what does what, whatever the report.
      if (!q.pronoun()) keys.push_back(key(47, s.governor, p.grammar.function, q.type, q.person));
    }
  } else {
    const bool head = p.head_key == q.head_key;
    const bool text = p.text_key == q.text_key;
    std::uint32_t common = 0, fresh = 0;
    for (const std::uint32_t w : p.words) {
      if (std::binary_search(q.words.begin(), q.words.end(), w) || w == q.head_key)
        ++common;
      else
        ++fresh;
    }
    const auto missing =
        static_cast<std::uint32_t>(q.words.size()) -
        std::min<std::uint32_t>(common, static_cast<std::uint32_t>(q.words.size()));
    const auto few = [](std::uint32_t n) { return n < 3 ? n : 3U; };
    keys.push_back(key(48, kinds, head, text));
    keys.push_back(key(49, kinds, head, few(common), few(fresh), few(missing)));
    keys.push_back(key(50, kinds, head, fresh > 0, p.article, q.article));
    keys.push_back(key(51, kinds, head, text, apart));
    keys.push_back(key(52, kinds, likeness(i, c), head));
    keys.push_back(key(53, p.plural, q.plural, p.type, q.type, head));
    keys.push_back(
        key(54, static_cast<std::uint32_t>(p.gender) * 3 + static_cast<std::uint32_t>(q.gender),
            p.person, q.person, head));
    const bool chain = p.chain != kNoMention && p.chain == q.chain;
    const bool chains = p.chain != kNoMention && q.chain != kNoMention;
    keys.push_back(key(55, kinds, chain, chains, head));
    keys.push_back(key(56, kinds, std::binary_search(q.words.begin(), q.words.end(), p.head_key),
                       std::binary_search(p.words.begin(), p.words.end(), q.head_key), head));
    if (s.acronym != 0 || t.acronym != 0)
      keys.push_back(key(57, s.acronym == q.head_key || t.acronym == p.head_key));
    if (head && text) keys.push_back(key(58, kinds, bucket(p.earlier_texts), p.article));
    if (!q.pronoun() && !head) keys.push_back(key(59, q.head_key, p.head_key));
    if (head) keys.push_back(key(60, p.head_key, p.article));
    keys.push_back(key(62, kinds, candidate.agrees, p.article));
    // A name after "he": was it there before?
    if (q.pronoun())
      keys.push_back(key(63, kinds, bucket(p.earlier_heads), candidate.agrees, p.person,
                         apart < 4 ? apart : 4));
  }
  if (candidate.later)
    keys.push_back(key(64, bucket(i), apart, q.grammar.function, p.grammar.function));
  keys.push_back(key(61, kinds, state_likeness(i, c)));
}

}  // namespace stemma::language
