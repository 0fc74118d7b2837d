#include "lineage/profile.h"

#include <xxhash.h>

#include <algorithm>
#include <cmath>

#include "base/utf8.h"
#include "language/word_features.h"
#include "lineage/figure_key.h"
#include "lineage/tables.h"

namespace stemma::lineage {
namespace {

constexpr float kCountryKin = 0.9F;
constexpr std::size_t kMostLetters = 1200;  // of a long text only the head is read letter by letter

std::uint32_t hash(std::string_view text) {
  return static_cast<std::uint32_t>(XXH3_64bits(text.data(), text.size()));
}

bool is_content(const Token& token) {
  switch (token.upos) {
    case Upos::kAdj:
    case Upos::kAdv:
    case Upos::kNoun:
    case Upos::kNum:
    case Upos::kPropn:
    case Upos::kVerb:
    case Upos::kIntj:
    case Upos::kX:
      return true;
    default:
      return token.kind == TokenKind::kNumber;
  }
}

WordClass class_of(const Token& token) {
  if (token.kind == TokenKind::kNumber || token.upos == Upos::kNum) return WordClass::kNumber;
  if (token.upos == Upos::kPropn) return WordClass::kName;
  if (token.upos == Upos::kNoun) return WordClass::kNoun;
  if (token.upos == Upos::kVerb) return WordClass::kVerb;
  return WordClass::kOther;
}

/// The first item that does not end before `begin`.
template <class T, class End>
auto first_after(const std::vector<T>& items, std::uint32_t begin, End end) {
  return std::partition_point(items.begin(), items.end(),
                              [&](const T& item) { return end(item) <= begin; });
}

}  // namespace

void Profiler::add_kin(const std::string& stem, SentenceProfile& profile) const {
  for (const Kin& other : tables_.kin.of(stem)) {
    profile.kin.push_back({hash(other.stem), static_cast<float>(other.weight)});
  }
  if (const auto country = tables_.countries.find(stem); country != tables_.countries.end()) {
    profile.kin.push_back({hash(country->second), kCountryKin});
  }
}

SentenceProfile Profiler::profile(const Analysis& analysis, const Grounding& grounding,
                                  std::uint32_t first, std::uint32_t end) {
  SentenceProfile profile;
  if (first >= end) return profile;
  const std::uint32_t begin = analysis.tokens[first].range.begin;
  auto quantity =
      first_after(grounding.quantities, begin, [](const Quantity& q) { return q.number.end; });
  auto time = first_after(grounding.times, begin, [](const TimeValue& t) { return t.range.end; });
  std::vector<std::uint32_t> place(end - first, kNoWord);  // by token
  std::string letters;
  for (std::uint32_t t = first; t < end; ++t) {
    const Token& token = analysis.tokens[t];
    if (token.kind != TokenKind::kWord && token.kind != TokenKind::kNumber) continue;
    while (quantity != grounding.quantities.end() && quantity->number.end <= token.range.begin)
      ++quantity;
    while (time != grounding.times.end() && time->range.end <= token.range.begin) ++time;
    ProfileWord word;
    std::string stem;
    word.kind = class_of(token);
    word.content = is_content(token);
    if (quantity != grounding.quantities.end() && quantity->number.contains(token.range) &&
        !quantity->approximate_word) {
      // A figure of several words ("6.7 million") counts once, at its first.
      word.kind = WordClass::kNumber;
      word.content = quantity->number.begin == token.range.begin;
      stem = word.content ? value_key(quantity->value) : token.norm;
    } else if (token.kind == TokenKind::kNumber) {
      stem = figure_key(token.norm);
    } else {
      stem = stemmer_.stem(token.norm);
    }
    if (time != grounding.times.end() && time->range.contains(token.range))
      word.kind = WordClass::kTime;
    word.form = hash(token.kind == TokenKind::kNumber ? figure_key(token.norm) : token.norm);
    word.stem = hash(stem);
    word.lemma = token.kind == TokenKind::kNumber ? word.stem : hash(utf8::to_lower(token.lemma));
    word.relation = token.relation;
    if (tables_.negations.contains(token.norm)) ++profile.negations;
    if (word.content) {
      word.rarity = static_cast<float>(tables_.rarity_of(stem));
      word.first_kin = static_cast<std::uint32_t>(profile.kin.size());
      add_kin(stem, profile);
      word.end_kin = static_cast<std::uint32_t>(profile.kin.size());
      for (std::uint32_t k = word.first_kin; k < word.end_kin; ++k) {
        word.kin_bits |= std::uint64_t{1} << (profile.kin[k].stem % 64);
      }
      if (word.kind != WordClass::kNumber) {
        if (const auto row = tables_.vectors.find(language::word_key(token.norm))) {
          word.vector = *row;
          std::int32_t square = 0;
          for (const std::int8_t x : tables_.vectors.row(*row)) square += x * x;
          word.scale = square > 0 ? 1.0F / std::sqrt(static_cast<float>(square)) : 0;
        }
      }
    }
    if (letters.size() < kMostLetters) letters += token.norm + ' ';
    place[t - first] = static_cast<std::uint32_t>(profile.words.size());
    profile.words.push_back(word);
  }
  for (std::uint32_t t = first; t < end; ++t) {
    const std::uint32_t head = analysis.tokens[t].head;
    if (place[t - first] == kNoWord || head < first || head >= end) continue;
    profile.words[place[t - first]].head = place[head - first];
  }
  for (std::size_t i = 0; i + 4 <= letters.size(); ++i) {
    profile.letters.push_back(hash(std::string_view(letters).substr(i, 4)));
  }
  finish(profile);
  return profile;
}

void Profiler::finish(SentenceProfile& profile) const {
  std::sort(profile.letters.begin(), profile.letters.end());
  const std::size_t count = profile.words.size();
  for (std::size_t n = 0; n < profile.runs.size(); ++n) {
    for (std::size_t i = 0; i + n < count; ++i) {
      std::uint32_t run = 0;
      for (std::size_t k = 0; k <= n; ++k) run = run * 0x9E3779B1U + profile.words[i + k].form;
      profile.runs[n].push_back(run);
    }
    std::sort(profile.runs[n].begin(), profile.runs[n].end());
  }
  float square = 0;
  for (std::uint32_t w = 0; w < count; ++w) {
    const ProfileWord& word = profile.words[w];
    if (!word.content) continue;
    profile.content.push_back(w);
    profile.mass += word.rarity;
    if (word.vector == kNoWord) continue;
    const auto row = tables_.vectors.row(word.vector);
    for (std::size_t d = 0; d < kVectorSize; ++d) {
      profile.mean[d] += word.rarity * word.scale * static_cast<float>(row[d]);
    }
  }
  for (const float x : profile.mean) square += x * x;
  if (square > 0) {
    for (float& x : profile.mean) x /= std::sqrt(square);
  }
}

}  // namespace stemma::lineage
