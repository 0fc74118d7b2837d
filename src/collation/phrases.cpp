#include "collation/phrases.h"

#include <algorithm>

namespace stemma::collation {

PhraseSet PhraseSet::from(const Lexicon& lexicon) {
  PhraseSet set;
  for (const Lexicon::Row& row : lexicon.rows()) {
    Phrase phrase;
    std::string word;
    const auto flush = [&] {
      if (!word.empty()) phrase.words.push_back(std::move(word));
      word.clear();
    };
    for (const char c : row[0]) {
      if (c == ' ' || c == '-') {
        flush();
        if (c == '-') phrase.words.emplace_back("-");  // tokens are divided at hyphens
      } else {
        word += c;
      }
    }
    flush();
    if (phrase.words.empty()) continue;
    if (row.size() > 1) phrase.kind = row[1];
    set.by_first_[phrase.words.front()].push_back(std::move(phrase));
  }
  for (auto& [first, phrases] : set.by_first_) {
    std::stable_sort(phrases.begin(), phrases.end(), [](const Phrase& a, const Phrase& b) {
      return a.words.size() > b.words.size();
    });
  }
  return set;
}

std::optional<PhraseSet::Hit> PhraseSet::longest_at(std::span<const Token> tokens, std::uint32_t at,
                                                    std::uint32_t end) const {
  const auto found = by_first_.find(tokens[at].norm);
  if (found == by_first_.end()) return std::nullopt;
  for (const Phrase& phrase : found->second) {
    const auto length = static_cast<std::uint32_t>(phrase.words.size());
    if (length > end - at) continue;
    bool same = true;
    for (std::uint32_t k = 1; same && k < length; ++k)
      same = phrase.words[k] == "*" || phrase.words[k] == tokens[at + k].norm;
    if (same) return Hit{length, phrase.kind};
  }
  return std::nullopt;
}

std::optional<std::string_view> PhraseSet::find(std::string_view word) const {
  const auto found = by_first_.find(word);
  if (found == by_first_.end()) return std::nullopt;
  for (const Phrase& phrase : found->second)
    if (phrase.words.size() == 1) return phrase.kind;
  return std::nullopt;
}

}  // namespace stemma::collation
