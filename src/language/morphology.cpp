#include "language/morphology.h"

#include <fmt/format.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

#include <array>

#include "base/lexicon.h"
#include "language/clause_places.h"

namespace stemma::language {
namespace {

constexpr std::string_view kAny = "*";
constexpr std::string_view kNoFeatures = "_";

std::uint64_t hash_of(Upos upos, Xpos xpos, std::string_view norm) {
  const auto tags = static_cast<std::uint64_t>(upos) << 8U | static_cast<std::uint64_t>(xpos);
  return XXH3_64bits(norm.data(), norm.size()) ^ tags * 0x9E3779B97F4A7C15U;
}

}  // namespace

std::size_t Morphology::KeyHash::operator()(const Key& key) const {
  return hash_of(key.upos, key.xpos, key.norm) ^
         XXH3_64bits(key.place.data(), key.place.size()) * 3;
}

Result<Morphology> Morphology::load() {
  const auto rows = Lexicon::load("morphology", 5);
  if (!rows) return rows.error();
  Morphology morphology;
  for (const Lexicon::Row& row : rows->rows()) {
    const auto upos = parse_upos(row[0]);
    const auto xpos = parse_xpos(row[1]);
    if (!upos || !xpos) {
      return Error{ErrorCode::kMalformed, "no such tag",
                   fmt::format("lexicons/morphology.tsv: {} {}", row[0], row[1])};
    }
    morphology.rows_.emplace(Key{*upos, *xpos, row[2], row[3]}, row[4]);
    morphology.norms_.add(hash_of(*upos, *xpos, row[2]));
  }
  return morphology;
}

std::vector<std::string_view> Morphology::features(std::span<const Token> sentence,
                                                   std::uint32_t first) const {
  const ClausePlaces places(sentence, first);
  std::vector<std::string_view> features(sentence.size(), kNoFeatures);
  for (std::size_t at = 0; at < sentence.size(); ++at) {
    const Token& token = sentence[at];
    const std::string_view place = places.of(at);
    const std::array<Key, 4> keys = {Key{token.upos, token.xpos, token.norm, place},
                                     {token.upos, token.xpos, token.norm, kAny},
                                     {token.upos, token.xpos, kAny, place},
                                     {token.upos, token.xpos, kAny, kAny}};
    const bool own_rows = norms_.may_hold(hash_of(token.upos, token.xpos, token.norm));
    for (std::size_t k = own_rows ? 0 : 2; k < keys.size(); ++k) {
      const auto found = rows_.find(keys[k]);
      if (found == rows_.end()) continue;
      features[at] = found->second;
      break;
    }
  }
  return features;
}

}  // namespace stemma::language
