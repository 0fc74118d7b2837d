#include "claims/predicate_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "claims/words.h"

namespace stemma::claims {
namespace {

constexpr std::pair<std::string_view, PredicateMark> kMarks[] = {
    {"light", kLight},         {"suffers", kSuffers},     {"undergoes", kUndergoes},
    {"gives", kGives},         {"meets", kMeets},         {"promises", kPromises},
    {"announced", kAnnounced}, {"predicted", kPredicted}, {"fails", kFails},
    {"aims", kAims},           {"done_to", kDoneTo},      {"tool", kTool},
    {"thing", kThing},         {"mutual", kMutual},       {"hypothetical", kHypothetical},
    {"perfect", kPerfect},     {"condition", kCondition}};

/// What a preposition can lead to. Times and amounts are known by what grounding found in them.
constexpr std::array kRoles = {ArgumentRole::kAgent,     ArgumentRole::kPatient,
                               ArgumentRole::kRecipient, ArgumentRole::kPlace,
                               ArgumentRole::kPartner,   ArgumentRole::kInstrument};

bool take_marks(std::string_view words, PredicateWord& word) {
  for (const std::string_view mark : split_words(words)) {
    if (mark.starts_with('=')) continue;
    bool known = false;
    for (const auto& [name, bit] : kMarks) {
      if (name != mark) continue;
      word.marks |= bit;
      known = true;
    }
    if (!known) return false;
  }
  return true;
}

/// "=crack down done_to" begins with the verb: all words up to the first mark.
std::string verb_in(std::string_view words) {
  std::string verb;
  if (!words.starts_with('=')) return verb;
  for (const std::string_view part : split_words(words.substr(1))) {
    for (const auto& [name, bit] : kMarks) {
      if (name == part) return verb;
    }
    if (!verb.empty()) verb += ' ';
    verb += part;
  }
  return verb;
}

Error bad_row(std::string_view why, std::string_view lexicon, const Lexicon::Row& row) {
  return Error{ErrorCode::kMalformed, fmt::format("{} in the row of '{}'", why, row.front()),
               fmt::format("lexicons/{}.tsv: {}", lexicon, row.size() > 1 ? row[1] : row.front())};
}

}  // namespace

Result<PredicateWords> PredicateWords::load() {
  const auto deverbal = Lexicon::load("deverbal_nouns", 2);
  if (!deverbal) return deverbal.error();
  const auto own = Lexicon::load("predicate_words", 3);
  if (!own) return own.error();
  const auto prepositions = Lexicon::load("role_prepositions", 3);
  if (!prepositions) return prepositions.error();
  return load(*deverbal, *own, *prepositions);
}

Result<PredicateWords> PredicateWords::load(const Lexicon& deverbal_nouns,
                                            const Lexicon& predicate_words,
                                            const Lexicon& role_prepositions) {
  PredicateWords words;
  for (const Lexicon::Row& row : deverbal_nouns.rows()) {
    words.nouns_[std::string(row[0])].verb = std::string(row[1]);
  }
  for (const Lexicon::Row& row : predicate_words.rows()) {
    if (auto error = words.take(row)) return *error;
  }
  for (const Lexicon::Row& row : role_prepositions.rows()) {
    const auto role = std::find_if(kRoles.begin(), kRoles.end(),
                                   [&](ArgumentRole r) { return to_string(r) == row[2]; });
    if (role == kRoles.end() || (row[1] != "verb" && row[1] != "noun")) {
      return bad_row("unknown class", "role_prepositions", row);
    }
    (row[1] == "noun" ? words.after_noun_ : words.after_verb_)[std::string(row[0])] = *role;
  }
  return words;
}

std::optional<Error> PredicateWords::take(const Lexicon::Row& row) {
  const std::pair<std::string_view, TextMap<PredicateWord>*> classes[] = {
      {"verb", &verbs_}, {"noun", &nouns_}, {"modal", &modals_}, {"conjunction", &conjunctions_}};
  const auto known = std::find_if(std::begin(classes), std::end(classes),
                                  [&](const auto& c) { return c.first == row[0]; });
  if (known == std::end(classes)) return bad_row("unknown class", "predicate_words", row);
  const auto bad = [&](std::string_view why) { return bad_row(why, "predicate_words", row); };

  PredicateWord& word = (*known->second)[std::string(row[1])];
  const PredicateWord before = word;
  std::string_view marks = row[2];
  if (std::string verb = verb_in(marks); !verb.empty()) {
    marks.remove_prefix(verb.size() + 1);
    word.verb = std::move(verb);
  }
  if (!take_marks(marks, word)) return bad("unknown mark");
  const bool tells = !word.verb.empty();
  if (word.is(kDoneTo) && !tells) return bad("\"done_to\" without a verb");
  if (word.is(kThing) && !tells) return bad("\"thing\" without a verb to take away");
  if (word.marks == before.marks && word.verb == before.verb) return bad("nothing new");
  if (word.is(kThing)) word.verb.clear();
  return std::nullopt;
}

std::optional<ArgumentRole> PredicateWords::preposition(std::string_view norm, bool of_noun) const {
  const auto& map = of_noun ? after_noun_ : after_verb_;
  const auto it = map.find(norm);
  if (it == map.end()) return std::nullopt;
  return it->second;
}

}  // namespace stemma::claims
