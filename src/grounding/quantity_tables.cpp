#include "grounding/quantity_tables.h"

#include <algorithm>

#include "base/lexicon.h"

namespace stemma::grounding {
namespace {

constexpr std::pair<std::string_view, NounClass> kClasses[] = {
    {"plural", NounClass::kPlural},
    {"state", NounClass::kState},
    {"person", NounClass::kPerson},
    {"stop", NounClass::kStop},
    {"verb_s", NounClass::kVerbS},
    {"designator", NounClass::kDesignator},
    {"inherit", NounClass::kInherit},
    {"determiner", NounClass::kDeterminer},
    {"preposition", NounClass::kPreposition},
    {"list_open", NounClass::kListOpen},
    {"compound", NounClass::kCompound},
    {"set", NounClass::kSet},
    {"rate", NounClass::kRate}};

std::vector<std::string_view> split(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const std::size_t space = std::min(text.find(' '), text.size());
    words.push_back(text.substr(0, space));
    text.remove_prefix(std::min(space + 1, text.size()));
  }
  return words;
}

Error unknown(std::string_view lexicon, std::string_view word) {
  return Error{ErrorCode::kMalformed, "unknown word in a column",
               std::string(lexicon) + ": " + std::string(word)};
}

template <class Phrase>
void longest_first(WordMap<std::vector<Phrase>>& phrases) {
  phrases.for_each([](std::vector<Phrase>& list) {
    std::stable_sort(list.begin(), list.end(), [](const Phrase& a, const Phrase& b) {
      return a.words.size() > b.words.size();
    });
  });
}

template <class Phrase>
bool same_words(const Phrase& phrase, std::span<const Atom> atoms, std::size_t i) {
  if (i + phrase.words.size() > atoms.size()) return false;
  for (std::size_t k = 0; k < phrase.words.size(); ++k)
    if (atoms[i + k].norm != phrase.words[k]) return false;
  return true;
}

}  // namespace

Result<QuantityTables> QuantityTables::load() {
  QuantityTables t;
  const Result<Lexicon> nouns = Lexicon::load("quantity_nouns", 2);
  if (!nouns) return nouns.error();
  for (const Lexicon::Row& row : nouns->rows()) {
    const auto* c = std::find_if(std::begin(kClasses), std::end(kClasses),
                                 [&](const auto& k) { return k.first == row[1]; });
    if (c == std::end(kClasses)) return unknown("quantity_nouns", row[1]);
    t.nouns_[row[0]] |= std::uint16_t(c->second);
  }
  const Result<Lexicon> bounds = Lexicon::load("quantity_bounds", 3);
  if (!bounds) return bounds.error();
  for (const Lexicon::Row& row : bounds->rows()) {
    BoundPhrase phrase;
    phrase.words = split(row[0]);
    phrase.after = row[1] == "after";
    std::optional<Bound> bound;
    for (const Bound b : {Bound::kExact, Bound::kAtLeast, Bound::kAtMost, Bound::kMoreThan,
                          Bound::kLessThan, Bound::kAbout})
      if (to_string(b) == row[2]) bound = b;
    if (!bound) return unknown("quantity_bounds", row[2]);
    phrase.bound = *bound;
    t.bounds_[phrase.words.front()].push_back(std::move(phrase));
  }
  const Result<Lexicon> units = Lexicon::load("quantity_units", 3);
  if (!units) return units.error();
  for (const Lexicon::Row& row : units->rows()) {
    UnitPhrase phrase;
    phrase.words = split(row[0]);
    phrase.prefix = row[1] == "prefix";
    if (row[1] == "percent")
      phrase.kind = UnitKind::kPercent;
    else if (row[1] == "money" || phrase.prefix)
      phrase.kind = UnitKind::kMoney;
    else if (row[1] != "measure")
      return unknown("quantity_units", row[1]);
    phrase.symbol = row[2];
    t.units_[phrase.words.front()].push_back(std::move(phrase));
  }
  longest_first(t.bounds_);
  longest_first(t.units_);
  return t;
}

Found<BoundPhrase> QuantityTables::bound(std::span<const Atom> atoms, std::size_t i,
                                         bool after) const {
  if (i >= atoms.size()) return {};
  const auto* it = bounds_.find(atoms[i].norm);
  if (it == nullptr) return {};
  for (const BoundPhrase& phrase : *it)
    if (phrase.after == after && same_words(phrase, atoms, i))
      return {&phrase, phrase.words.size()};
  return {};
}

Found<UnitPhrase> QuantityTables::unit(std::span<const Atom> atoms, std::size_t i,
                                       bool prefix) const {
  if (i >= atoms.size()) return {};
  const auto* it = units_.find(atoms[i].norm);
  if (it == nullptr) return {};
  for (const UnitPhrase& phrase : *it)
    if (phrase.prefix == prefix && same_words(phrase, atoms, i))
      return {&phrase, phrase.words.size()};
  return {};
}

}  // namespace stemma::grounding
