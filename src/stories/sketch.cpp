#include "stories/sketch.h"

#include <xxhash.h>

#include <algorithm>
#include <cmath>

#include "base/utf8.h"
#include "grounding/calendar.h"
#include "lineage/stemmer.h"
#include "stories/model.h"

namespace stemma::stories {
namespace {

constexpr unsigned kTitleTimes = 2;
constexpr float kSteps = 65535;
constexpr std::size_t kStandingBytes = 8;

bool inside_word(char32_t c) { return utf8::is_letter(c) || utf8::is_digit(c) || utf8::is_mark(c); }

/// Calls use(word) for each word, in lower case; full stops and commas inside figures belong to
/// them: "6,700".
template <class Use>
void for_each_word(std::string_view text, Use use) {
  for (std::size_t at = 0; at < text.size();) {
    utf8::CodePoint c = utf8::decode(text, at);
    if (!inside_word(c.value)) {
      at += c.length;
      continue;
    }
    const std::size_t begin = at;
    while (at < text.size()) {
      c = utf8::decode(text, at);
      const bool inside =
          inside_word(c.value) || ((c.value == '.' || c.value == ',') && at + 1 < text.size() &&
                                   utf8::is_digit(static_cast<unsigned char>(text[at - 1])) &&
                                   utf8::is_digit(static_cast<unsigned char>(text[at + 1])));
      if (!inside) break;
      at += c.length;
    }
    use(utf8::to_lower(text.substr(begin, at - begin)));
  }
}

}  // namespace

std::uint32_t word_key(std::string_view stem) {
  return static_cast<std::uint32_t>(XXH3_64bits(stem.data(), stem.size()));
}

Words words_of(const Report& report, const Model& model) {
  lineage::Stemmer stemmer;
  Words words;
  std::unordered_map<std::uint32_t, std::uint32_t> counts;
  const auto count = [&](std::string_view text, unsigned times) {
    for_each_word(text, [&](const std::string& word) {
      if (model.stops(word) || (word.size() == 1 && !utf8::is_digit(word[0] & 0x7F))) return;
      const std::uint32_t key = word_key(stemmer.stem(word));
      counts[key] += times;
      words.names.try_emplace(key, word);
    });
  };
  count(report.title, kTitleTimes);
  const std::string_view text = report.text;
  std::uint32_t at = 0;
  for (const Furniture& item : report.furniture) {
    count(text.substr(at, item.range.begin - at), 1);
    at = item.range.end;
  }
  count(text.substr(at), 1);
  for (const auto& [key, times] : counts) words.counts.push_back({key, times});
  std::sort(words.counts.begin(), words.counts.end(),
            [](const WordCount& a, const WordCount& b) { return a.key < b.key; });
  return words;
}

std::optional<std::int32_t> day_of(std::string_view iso) {
  const auto day = grounding::parse_day(iso);
  if (!day) return std::nullopt;
  return static_cast<std::int32_t>(day->time_since_epoch().count());
}

float kept(double value) { return std::round(static_cast<float>(value) * kSteps) / kSteps; }

Sketch weigh(const Words& words, std::span<const double> rarities) {
  Sketch sketch;
  sketch.terms.reserve(words.counts.size());
  for (std::size_t i = 0; i < words.counts.size(); ++i) {
    const WordCount& word = words.counts[i];
    const double weight = (1 + std::log(double(word.count))) * rarities[i];
    if (weight > 0) sketch.terms.push_back({word.key, static_cast<float>(weight)});
  }
  const auto heavier = [](const Term& a, const Term& b) {
    return a.weight != b.weight ? a.weight > b.weight : a.key < b.key;
  };
  if (sketch.terms.size() > kMostTerms) {
    std::nth_element(sketch.terms.begin(), sketch.terms.begin() + kMostTerms, sketch.terms.end(),
                     heavier);
    sketch.terms.resize(kMostTerms);
  }
  std::sort(sketch.terms.begin(), sketch.terms.end(),
            [](const Term& a, const Term& b) { return a.key < b.key; });
  double square = 0;
  for (const Term& term : sketch.terms) square += double(term.weight) * double(term.weight);
  const double length = std::sqrt(square);
  for (Term& term : sketch.terms) term.weight = kept(double(term.weight) / length);
  return sketch;
}

Overlap overlap(const Sketch& a, const Sketch& b) {
  double product = 0;
  std::uint32_t words = 0;
  auto at_a = a.terms.begin();
  auto at_b = b.terms.begin();
  while (at_a != a.terms.end() && at_b != b.terms.end()) {
    if (at_a->key < at_b->key) {
      ++at_a;
    } else if (at_b->key < at_a->key) {
      ++at_b;
    } else {
      product += double(at_a->weight) * double(at_b->weight);
      words += at_a->weight > 0 && at_b->weight > 0 ? 1 : 0;
      ++at_a;
      ++at_b;
    }
  }
  return {std::min(product, 1.0), words};
}

LaidOut::LaidOut(const Sketch& sketch) {
  for (const Term& term : sketch.terms) {
    if (term.weight == 0) continue;
    bits_[term.key % kBits / 64] |= std::uint64_t{1} << term.key % 64;
    std::size_t at = term.key % kPlaces;
    while (places_[at].weight != 0) at = (at + 1) % kPlaces;
    places_[at] = term;
  }
}

/// In the order of the other's keys, as overlap() has it: sums round alike.
Overlap LaidOut::overlap(const Sketch& other) const {
  std::array<const Term*, kMostTerms> maybe;
  std::size_t count = 0;
  for (const Term& term : other.terms) {  // without a jump that cannot be foreseen
    maybe[count] = &term;
    count += bits_[term.key % kBits / 64] >> term.key % 64 & 1U;
  }
  double product = 0;
  std::uint32_t words = 0;
  for (std::size_t i = 0; i < count; ++i) {
    std::size_t at = maybe[i]->key % kPlaces;
    while (places_[at].weight != 0 && places_[at].key != maybe[i]->key) at = (at + 1) % kPlaces;
    product += double(places_[at].weight) * double(maybe[i]->weight);
    words += places_[at].weight > 0 && maybe[i]->weight > 0 ? 1 : 0;
  }
  return {std::min(product, 1.0), words};
}

std::string to_bytes(const Sketch& sketch) {
  std::string bytes;
  bytes.reserve(kStandingBytes + sketch.terms.size() * 6);
  const auto put = [&](std::uint32_t value, int size) {
    for (int at = 0; at < size; ++at) bytes.push_back(static_cast<char>(value >> 8 * at & 0xFF));
  };
  const auto steps = [](float value) {
    return static_cast<std::uint32_t>(std::lround(value * kSteps));
  };
  const Standing& standing = sketch.standing;
  for (const float value : {standing.likest, standing.second, standing.fifth, standing.crowd})
    put(steps(value), 2);
  for (const Term& term : sketch.terms) {
    put(term.key, 4);
    put(steps(term.weight), 2);
  }
  return bytes;
}

std::optional<Sketch> sketch_from(std::string_view bytes) {
  if (bytes.size() < kStandingBytes || (bytes.size() - kStandingBytes) % 6 != 0 ||
      bytes.size() > kStandingBytes + kMostTerms * 6)
    return std::nullopt;
  const auto take = [&](std::size_t at, std::size_t size) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < size; ++i)
      value |= std::uint32_t{static_cast<unsigned char>(bytes[at + i])} << 8 * i;
    return value;
  };
  Sketch sketch;
  const auto share = [&](std::size_t at) { return static_cast<float>(take(at, 2)) / kSteps; };
  sketch.standing = {share(0), share(2), share(4), share(6)};
  for (std::size_t at = kStandingBytes; at < bytes.size(); at += 6) {
    const std::uint32_t key = take(at, 4);
    if (!sketch.terms.empty() && sketch.terms.back().key >= key) return std::nullopt;
    sketch.terms.push_back({key, share(at + 4)});
  }
  return sketch;
}

}  // namespace stemma::stories
