#include "collation/names.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.h"
#include "lineage/stemmer.h"

namespace stemma::collation {
namespace {

EntityId entity_of(const Batch& batch, const Claim& claim) {
  if (!claim.speaker || !claim.speaker->chain) return EntityId{kNone};
  return batch.report(claim.report).entity_of_chain[claim.speaker->chain->index()];
}

}  // namespace

std::vector<std::string> name_stems(std::string_view name, const Model::Tables& tables) {
  lineage::Stemmer stemmer;
  std::vector<std::string> stems;
  const std::string lower = utf8::to_lower(name);
  std::string word;
  const auto flush = [&] {
    if (word.size() > 1 && !tables.function_words.find(word)) stems.push_back(stemmer.stem(word));
    word.clear();
  };
  for (const char c : lower) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      word += c;
    } else if (c != '.') {  // "U.N." is one word
      flush();
    }
  }
  flush();
  std::sort(stems.begin(), stems.end());
  stems.erase(std::unique(stems.begin(), stems.end()), stems.end());
  return stems;
}

bool same_speaker(const Batch& batch, const Claim& a, const Claim& b) {
  if (!a.speaker || !b.speaker) return !a.speaker && !b.speaker;
  const EntityId x = entity_of(batch, a);
  if (x.value != kNone && x == entity_of(batch, b)) return true;
  const auto p = name_stems(a.speaker->name, batch.tables());
  const auto q = name_stems(b.speaker->name, batch.tables());
  if (p.empty() || q.empty()) return true;  // a bare pronoun: nothing to tell them apart by
  return std::find_first_of(p.begin(), p.end(), q.begin(), q.end()) != p.end();
}

std::string speaker_key(const Batch& batch, const Claim& claim) {
  const EntityId entity = entity_of(batch, claim);
  if (entity.value != kNone) return fmt::format("e{}", entity.value);
  std::string key = "n";
  for (const std::string& stem : name_stems(claim.speaker->name, batch.tables())) key += " " + stem;
  return key;
}

}  // namespace stemma::collation
