#include "claims/attribution_features.h"

#include <xxhash.h>

#include <algorithm>

#include "language/word_features.h"

namespace stemma::claims {
namespace {

constexpr std::uint32_t kLongestPath = 7;

std::uint32_t mix(std::uint64_t slot, std::uint64_t a = 0, std::uint64_t b = 0, std::uint64_t c = 0,
                  std::uint64_t d = 0) {
  std::uint64_t h = (slot + 1) * 0x9E3779B97F4A7C15ULL;
  h = (h ^ a) * 0xFF51AFD7ED558CCDULL;
  h = (h ^ (h >> 32U) ^ b) * 0xC4CEB9FE1A85EC53ULL;
  h = (h ^ (h >> 32U) ^ c) * 0x9FB21C651E98DF25ULL;
  h = (h ^ (h >> 32U) ^ d) * 0xD6E8FEB86659FD93ULL;
  return static_cast<std::uint32_t>(h >> 32U);
}

std::uint32_t hash(std::string_view text) {
  return static_cast<std::uint32_t>(XXH3_64bits(text.data(), text.size()));
}

template <class E>
constexpr std::uint32_t n(E value) {
  return static_cast<std::uint32_t>(value);
}

/// 0, 1, 2, 3, 4-5, 6-8, 9-13, 14-24, more.
std::uint32_t length_class(std::uint32_t length) {
  if (length <= 3) return length;
  if (length <= 5) return 4;
  if (length <= 8) return 5;
  if (length <= 13) return 6;
  return length <= 24 ? 7 : 8;
}

/// Relations that tell what a word governs; each is a bit.
std::uint32_t bit_of(Relation relation) {
  switch (base_of(relation)) {
    case Relation::kNsubj:
      return relation == Relation::kNsubjPass ? 2U : 1U;
    case Relation::kCcomp:
      return 4U;
    case Relation::kXcomp:
      return 8U;
    case Relation::kParataxis:
      return 16U;
    case Relation::kObj:
      return 32U;
    case Relation::kObl:
      return 64U;
    case Relation::kAcl:
      return relation == Relation::kAclRelcl ? 128U : 256U;
    case Relation::kNmod:
      return relation == Relation::kNmodPoss ? 512U : 1024U;
    case Relation::kAux:
      return relation == Relation::kAuxPass ? 2048U : 4096U;
    case Relation::kCop:
      return 8192U;
    case Relation::kMark:
      return 16384U;
    case Relation::kAdvcl:
      return 32768U;
    case Relation::kConj:
      return 65536U;
    case Relation::kCsubj:
      return 131072U;
    case Relation::kIobj:
      return 262144U;
    default:
      return 0;
  }
}

/// Who and what is governed, without the rest.
constexpr std::uint32_t kArguments = 1U | 2U | 4U | 8U | 16U | 32U | 2048U;

}  // namespace

AttributionFeatures::AttributionFeatures(const SentenceView& s, const SentenceTree& tree,
                                         const language::WordVectors& vectors)
    : s_(s), tree_(tree), vectors_(vectors) {
  const std::uint32_t size = s.size();
  seen_.reserve(size);
  commas_.reserve(size + 1);
  quotes_.reserve(size + 1);
  colons_.reserve(size + 1);
  std::uint32_t commas = 0, quotes = 0, colons = 0, capitals = 0, words = 0;
  for (std::uint32_t i = 0; i < size; ++i) {
    seen_.push_back(see(i));
    commas_.push_back(commas);
    quotes_.push_back(quotes);
    colons_.push_back(colons);
    commas += s.is_comma(i) ? 1 : 0;
    quotes += s.is_quote(i) ? 1 : 0;
    colons += s.is_colon(i) || s.is_dash(i) || s.is_stop(i) ? 1 : 0;
    if (s.is_word(i)) {
      ++words;
      capitals += s.token(i).capitalised ? 1 : 0;
    }
  }
  find_vectors();
  commas_.push_back(commas);
  quotes_.push_back(quotes);
  colons_.push_back(colons);
  all_quotes_ = quotes;
  for (std::uint32_t i = 0; i < size; ++i) look_below(i);
  edge_.norm = 1;
  edge_.lemma = 1;
  edge_.tag = 255;
  edge_.relation = 255;
  const bool headline = words > 2 && capitals * 2 > words;
  look_ = mix(0, length_class(words), headline ? 1 : 0, size > 0 && s.is_stop(size - 1) ? 1 : 0);

  std::uint8_t kind = 0;
  const Analysis& analysis = s.report().analysis();
  const Sentence& sentence = analysis.sentences[s.id().index()];
  auto span = std::lower_bound(
      analysis.tagged.begin(), analysis.tagged.end(), sentence.first_token,
      [](const TaggedSpan& tagged, std::uint32_t at) { return tagged.end_token <= at; });
  for (; span != analysis.tagged.end() && span->first_token < sentence.end_token; ++span) {
    kind = static_cast<std::uint8_t>(1 + n(span->kind));
    const std::uint32_t end = std::min(span->end_token, sentence.end_token);
    for (std::uint32_t t = std::max(span->first_token, sentence.first_token); t < end; ++t) {
      seen_[t - sentence.first_token].entity = kind;
    }
  }
}

AttributionFeatures::Seen AttributionFeatures::see(std::uint32_t i) const {
  const Token& token = s_.token(i);
  const WordInfo& word = s_.word(i);
  Seen seen;
  seen.norm = hash(token.norm);
  seen.lemma = token.lemma == token.norm ? seen.norm : hash(token.lemma);
  const std::size_t ending = std::min<std::size_t>(token.norm.size(), 3);
  seen.ending = hash(std::string_view(token.norm).substr(token.norm.size() - ending));
  const auto class_of = [&](const std::optional<std::uint32_t>& cue) {
    return cue ? 1 + n(s_.tables().cues[*cue].cue_class) : 0;
  };
  seen.knowledge = class_of(word.verb) + 32 * class_of(word.noun) +
                   1024 * class_of(word.adjective) + 32768 * n(word.speaker);
  seen.tag = static_cast<std::uint8_t>(token.xpos);
  seen.relation = static_cast<std::uint8_t>(token.relation);
  seen.quoted = s_.quotation(i).has_value();
  seen.mark = s_.is_quote(i);
  return seen;
}

void AttributionFeatures::find_vectors() {
  static_assert(kNoHead == language::WordVectors::kNoRow);
  std::vector<std::uint64_t> keys;
  std::vector<std::uint32_t> words, rows;
  for (std::uint32_t i = 0; i < s_.size(); ++i) {
    if (s_.token(i).kind != TokenKind::kWord) continue;
    keys.push_back(language::word_key(s_.token(i).norm));
    words.push_back(i);
  }
  vectors_.find_all(keys, rows);
  for (std::size_t w = 0; w < words.size(); ++w) seen_[words[w]].vector = rows[w];
}

void AttributionFeatures::look_below(std::uint32_t i) {
  Seen& seen = seen_[i];
  for (const std::uint32_t child : tree_.children(i)) {
    const Relation relation = s_.token(child).relation;
    seen.below |= bit_of(relation);
    const Relation base = base_of(relation);
    if (base == Relation::kCase || base == Relation::kMark) {
      if (seen.preposition == 0) seen.preposition = seen_[child].norm;
    }
    if ((base == Relation::kNsubj || base == Relation::kCsubj) && seen.subject == kNoHead) {
      seen.subject = child;
    }
    if ((base == Relation::kObj || base == Relation::kCcomp || base == Relation::kXcomp) &&
        seen.object == kNoHead) {
      seen.object = child;
    }
  }
}

const AttributionFeatures::Seen& AttributionFeatures::at(std::int64_t i) const {
  if (i < 0 || i >= static_cast<std::int64_t>(seen_.size())) return edge_;
  return seen_[static_cast<std::size_t>(i)];
}

bool AttributionFeatures::may_be_cue(std::uint32_t i) const {
  const Token& token = s_.token(i);
  if (token.kind != TokenKind::kWord) return s_.is_colon(i);
  return token.upos != Upos::kDet && token.upos != Upos::kPron && token.upos != Upos::kCconj &&
         token.upos != Upos::kNum;
}

void AttributionFeatures::of_cue(std::uint32_t i, Keys& keys) const {
  keys.clear();
  const std::int64_t k = i;
  const Seen& t = at(k);
  const Seen& before = at(k - 1);
  const Seen& after = at(k + 1);
  const auto add = [&](std::uint64_t slot, std::uint64_t a = 0, std::uint64_t b = 0,
                       std::uint64_t c = 0,
                       std::uint64_t d = 0) { keys.push_back(mix(slot, a, b, c, d)); };
  add(1, t.lemma);
  add(2, t.norm);
  add(3, t.tag);
  add(4, t.relation);
  add(5, t.lemma, t.tag);
  add(6, t.lemma, t.relation);
  add(7, t.tag, t.relation);
  add(8, t.ending, t.tag);
  add(9, t.knowledge);
  add(10, t.knowledge, t.tag, t.relation);
  add(11, t.below & kArguments, t.lemma);
  add(12, t.below, t.tag);
  add(13, t.below & kArguments, t.knowledge);
  add(14, t.below & kArguments, t.relation, t.tag);
  add(15, before.norm);
  add(16, after.norm);
  add(17, before.norm, t.lemma);
  add(18, after.norm, t.lemma);
  add(19, before.tag, t.tag, after.tag);
  add(20, at(k - 2).norm);
  add(21, at(k + 2).norm);
  add(22, at(k - 2).tag, before.tag, t.tag);
  add(23, t.tag, after.tag, at(k + 2).tag);
  add(24, at(k + 2).norm, t.lemma);
  add(25, after.tag, t.lemma);
  add(26, before.knowledge, t.tag);
  add(27, after.knowledge, t.tag);

  const std::uint32_t head = tree_.head(i);
  const Seen& h = head == kNoHead ? edge_ : seen_[head];
  const std::uint32_t head_of_head = head == kNoHead ? kNoHead : tree_.head(head);
  const Seen& hh = head_of_head == kNoHead ? edge_ : seen_[head_of_head];
  add(28, h.lemma, t.relation);
  add(29, h.tag, t.relation, h.relation);
  add(30, h.knowledge, t.relation);
  add(31, h.lemma, t.lemma);
  add(32, h.knowledge, t.knowledge, t.relation);
  add(33, hh.tag, h.relation, t.relation);
  add(34, h.below & kArguments, t.relation);

  if (t.subject != kNoHead) {
    const Seen& subject = seen_[t.subject];
    add(35, subject.lemma);
    add(36, subject.knowledge, subject.tag);
    add(37, subject.entity, t.tag);
    add(38, t.subject < i ? 1 : 0, length_class(t.subject < i ? i - t.subject : t.subject - i));
    add(39, subject.tag, t.lemma);
    add(40, subject.entity, subject.tag, t.knowledge);
    add(41, subject.quoted, t.quoted);
  } else {
    add(42, t.relation, t.tag);
  }
  if (t.object != kNoHead) {
    const Seen& object = seen_[t.object];
    add(43, object.lemma);
    add(44, object.lemma, t.lemma);
    add(45, object.knowledge, object.tag);
    add(46, object.preposition, t.lemma);
    add(47, object.quoted, t.quoted, object.relation);
    add(48, object.tag, t.lemma);
  }
  for (const std::uint32_t child : tree_.children(i)) {
    const Seen& c = seen_[child];
    const std::uint32_t side = child < i ? 0 : 1;
    add(49, c.relation, side);
    add(50, c.relation, t.lemma);
    add(51, c.relation, c.lemma);
    add(52, c.relation, c.tag, c.knowledge);
    if (c.preposition != 0) {
      add(53, c.preposition, t.lemma);
      add(54, c.preposition, c.relation, t.tag);
    }
  }
  if (t.preposition != 0) {
    add(55, t.preposition, t.lemma);
    add(56, t.preposition, t.relation);
  }
  add(57, t.quoted, t.tag);
  add(58, t.quoted, t.relation, h.quoted);
  add(59, before.mark, after.mark, t.tag, t.quoted);
  add(60, std::min(quotes_[i], 4U), std::min(all_quotes_ - quotes_[i], 4U));
  add(61, std::min(all_quotes_, 2U), t.lemma, t.quoted);
  add(62, all_quotes_ > 0, t.knowledge, t.below & kArguments);
  add(63, look_, t.tag);
  add(64, std::min(i, 3U), t.tag);
  add(65, t.entity, t.tag);
  add(66, std::min(seen_.size() - i, std::size_t{4}), t.tag, t.knowledge);
  add(67, t.knowledge, t.quoted, t.below & kArguments);
  // The nearest words that the lexicons know.
  for (std::int64_t d = 1; d <= 6; ++d) {
    if (at(k - d).knowledge % 32768 != 0) {
      add(68, at(k - d).knowledge, t.tag, t.knowledge % 32);
      break;
    }
  }
  for (std::int64_t d = 1; d <= 6; ++d) {
    if (at(k + d).knowledge % 32768 != 0) {
      add(69, at(k + d).knowledge, t.tag, t.knowledge % 32);
      break;
    }
  }
}

Vectors AttributionFeatures::vectors_of_cue(std::uint32_t i) const {
  Vectors vectors;
  const auto take = [&](std::size_t place, std::uint32_t token) {
    if (token == kNoHead || seen_[token].vector == kNoHead) return;
    const std::uint32_t row = seen_[token].vector;
    vectors[place] = {vectors_.row(row), vectors_.scale(row)};
  };
  take(0, i);
  take(1, tree_.head(i));
  take(2, seen_[i].object);
  take(3, seen_[i].subject);
  return vectors;
}

void AttributionFeatures::about(std::uint32_t cue, std::span<const bool> is_cue) {
  cue_ = cue;
  is_cue_ = is_cue;
  above_.clear();
  above_relations_.clear();
  std::uint32_t relations = 0;
  for (std::uint32_t i = cue; i != kNoHead && above_.size() < kLongestPath; i = tree_.head(i)) {
    above_.push_back(i);
    above_relations_.push_back(relations);
    relations = mix(1, relations, seen_[i].relation);
  }
}

AttributionFeatures::Path AttributionFeatures::path_to(std::uint32_t t) const {
  Path path;
  path.owner = 2;
  std::uint32_t relations = 0;
  std::uint32_t below = kNoHead;
  std::uint32_t i = t;
  for (std::uint32_t steps = 0; steps < kLongestPath && i != kNoHead; ++steps) {
    if (path.owner == 2 && is_cue_[i]) path.owner = i == cue_ ? 0 : 1;
    const auto met = std::find(above_.begin(), above_.end(), i);
    if (met != above_.end()) {
      path.up = static_cast<std::uint32_t>(met - above_.begin());
      path.down = steps;
      path.up_relations = above_relations_[path.up];
      path.branch = below;
      path.all = mix(2, relations, path.up_relations);
      return path;
    }
    relations = mix(3, relations, seen_[i].relation);
    below = i;
    i = tree_.head(i);
  }
  path.up = kLongestPath;
  path.down = kLongestPath;
  path.branch = below;
  path.all = mix(4, relations);
  return path;
}

std::uint32_t AttributionFeatures::marks_between(std::uint32_t a, std::uint32_t b) const {
  const std::uint32_t commas = std::min(commas_[b] - commas_[a], 3U);
  const std::uint32_t quotes = std::min(quotes_[b] - quotes_[a], 3U);
  const std::uint32_t colons = std::min(colons_[b] - colons_[a], 1U);
  return commas + 4 * quotes + 16 * colons;
}

void AttributionFeatures::of_role(std::uint32_t i, Keys& keys) const {
  keys.clear();
  const std::int64_t k = i;
  const Seen& t = at(k);
  const Seen& before = at(k - 1);
  const Seen& after = at(k + 1);
  const Seen& c = seen_[cue_];
  const std::uint32_t side = i < cue_ ? 0 : (i == cue_ ? 1 : 2);
  const std::uint32_t apart = i < cue_ ? cue_ - i : i - cue_;
  const std::uint32_t distance = length_class(apart) + 16 * side;
  const std::uint32_t marks =
      (i < cue_ ? marks_between(i + 1, cue_) : marks_between(cue_, i)) + 64 * side;
  const Path path = path_to(i);
  const Seen& branch = path.branch == kNoHead ? edge_ : seen_[path.branch];
  const std::uint32_t place =
      mix(5, std::min(path.up, 3U), path.up_relations, branch.relation, side);
  const TokenSpan extent = path.branch == kNoHead ? TokenSpan{} : tree_.extent(path.branch);
  const std::uint32_t edges = (extent.begin == i ? 1U : 0U) + (extent.end == i + 1 ? 2U : 0U) +
                              (tree_.extent(i).begin == i ? 4U : 0U);
  const std::uint32_t quotes = (t.quoted ? 1U : 0U) + (before.quoted ? 2U : 0U) +
                               (after.quoted ? 4U : 0U) + (t.mark ? 8U : 0U) +
                               (c.quoted ? 16U : 0U);
  const auto add = [&](std::uint64_t slot, std::uint64_t a = 0, std::uint64_t b = 0,
                       std::uint64_t d = 0,
                       std::uint64_t e = 0) { keys.push_back(mix(100 + slot, a, b, d, e)); };
  add(1, path.all);
  add(2, path.all, side, c.tag);
  add(3, place);
  add(4, place, c.lemma);
  add(5, place, t.tag, std::min(path.down, 3U));
  add(6, place, edges);
  add(7, place, branch.preposition);
  add(8, place, branch.preposition, c.lemma);
  add(9, place, branch.tag, branch.knowledge / 32768);
  add(10, place, c.knowledge, c.tag);
  add(11, place, c.below & kArguments);
  add(12, place, branch.lemma);
  add(13, path.all, t.tag, side);
  add(14, place, marks);
  add(15, place, quotes);
  add(16, path.owner, place);
  add(17, t.norm, side);
  add(18, t.tag, side, before.tag);
  add(19, t.tag, side, after.tag);
  add(20, t.norm, distance);
  add(21, before.norm, side, t.tag);
  add(22, after.norm, side, t.tag);
  add(23, t.relation, side, path.owner);
  add(24, distance, t.tag);
  add(25, distance, c.tag, c.relation);
  add(26, marks, t.tag);
  add(27, marks, c.tag);
  add(28, quotes, side);
  add(29, quotes, side, c.knowledge % 32);
  add(30, quotes, marks);
  add(31, t.entity, side, t.tag);
  add(32, t.knowledge, side, t.tag);
  add(33, t.entity, place);
  add(34, t.knowledge / 32768, place, t.tag);
  add(35, c.lemma, side);
  add(36, c.below, side, c.tag);
  add(37, edges, t.tag, side);
  add(38, edges, branch.relation, std::min(path.up, 3U), t.norm);
  add(39, is_cue_[i] ? 1 : 0, side, t.tag);
  add(40, look_, side);
  add(41, all_quotes_ > 0, place, c.below & 4U);
  if (apart <= 4) {
    add(42, t.norm, c.lemma, apart + 8 * side);
    add(43, t.tag, c.lemma, apart + 8 * side);
    add(44, t.tag, c.tag, apart + 8 * side);
    add(45, t.norm, c.tag, apart + 8 * side);
    add(46, t.relation, c.tag, apart + 8 * side);
  }
  add(47, before.relation, t.relation, side, path.owner);
  add(48, t.preposition, t.relation, side);
  add(49, quotes, t.norm);
  add(50, t.mark, before.tag, after.tag, side);
  add(51, c.relation, c.tag, place);
}

}  // namespace stemma::claims
