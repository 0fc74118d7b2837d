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

bool is_shared_name(const ReportView& own, const ReportView& other, std::uint32_t token) {
  return std::any_of(
      own.analysis->mentions.begin(), own.analysis->mentions.end(), [&](const Mention& m) {
        if (m.kind != MentionKind::kName || !m.chain) return false;
        if (token < m.first_token || token >= m.end_token) return false;
        const EntityId entity = own.entity_of_chain[m.chain->index()];
        return entity.value != kNone &&
               std::find(other.entity_of_chain.begin(), other.entity_of_chain.end(), entity) !=
                   other.entity_of_chain.end();
      });
}

bool is_same_country(const ReportView& own, const ReportView& other, ByteRange word) {
  for (const PlaceValue& mine : own.grounding->places) {
    if (!mine.range.overlaps(word) || !mine.entry) continue;
    if (mine.entry->kind != PlaceKind::kCountry && mine.role != PlaceRole::kPeople) return false;
    return std::any_of(
        other.grounding->places.begin(), other.grounding->places.end(), [&](const PlaceValue& p) {
          return p.entry && p.entry->country == mine.entry->country &&
                 (p.entry->kind == PlaceKind::kCountry || p.role == PlaceRole::kPeople);
        });
  }
  return false;
}

namespace {

constexpr std::size_t kLongestInitials = 6;

// Does a run of words whose initials are these begin at a token?
bool spells(const std::vector<Token>& tokens, std::size_t at, std::string_view initials) {
  for (const char c : initials) {
    if (at >= tokens.size() || tokens[at].norm.empty() || tokens[at].norm.front() != c)
      return false;
    ++at;
  }
  return true;
}

bool may_be_initials(const Token& token) {
  return token.capitalised && token.norm.size() >= 2 && token.norm.size() <= kLongestInitials;
}

}  // namespace

bool is_short_for(const ReportView& own, const ReportView& other, std::uint32_t token) {
  const auto& mine = own.analysis->tokens;
  const auto& theirs = other.analysis->tokens;
  if (may_be_initials(mine[token]))
    for (std::size_t t = 0; t < theirs.size(); ++t)
      if (theirs[t].capitalised && spells(theirs, t, mine[token].norm)) return true;
  for (const Token& word : theirs) {
    if (!may_be_initials(word)) continue;
    const std::size_t length = word.norm.size();
    const std::size_t from = token + 1 < length ? 0 : token + 1 - length;
    for (std::size_t t = from; t <= token; ++t)
      if (mine[t].capitalised && t + length > token && spells(mine, t, word.norm)) return true;
  }
  return false;
}

std::string speaker_key(const Batch& batch, const Claim& claim) {
  const EntityId entity = entity_of(batch, claim);
  if (entity.value != kNone) return fmt::format("e{}", entity.value);
  std::string key = "n";
  for (const std::string& stem : name_stems(claim.speaker->name, batch.tables())) key += " " + stem;
  return key;
}

}  // namespace stemma::collation
