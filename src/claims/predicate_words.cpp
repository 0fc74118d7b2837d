#include "claims/predicate_words.h"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "base/lexicon.h"
#include "claims/words.h"

namespace stemma::claims {
namespace {

constexpr std::pair<std::string_view, PredicateMark> kMarks[] = {
    {"light", kLight},         {"suffers", kSuffers},     {"undergoes", kUndergoes},
    {"gives", kGives},         {"meets", kMeets},         {"promises", kPromises},
    {"announced", kAnnounced}, {"predicted", kPredicted}, {"fails", kFails},
    {"aims", kAims},           {"done_to", kDoneTo},      {"tool", kTool},
    {"thing", kThing}};

constexpr std::array kRoles = {
    ArgumentRole::kAgent, ArgumentRole::kPatient,    ArgumentRole::kRecipient,
    ArgumentRole::kPlace, ArgumentRole::kPartner,    ArgumentRole::kTopic,
    ArgumentRole::kTime,  ArgumentRole::kInstrument, ArgumentRole::kAmount};

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

Error bad_row(std::string_view lexicon, const Lexicon::Row& row) {
  return Error{ErrorCode::kMalformed, fmt::format("unknown class in the row of '{}'", row.front()),
               fmt::format("lexicons/{}.tsv", lexicon)};
}

}  // namespace

Result<PredicateWords> PredicateWords::load() {
  PredicateWords words;
  const auto deverbal = Lexicon::load("deverbal_nouns", 2);
  if (!deverbal) return deverbal.error();
  for (const Lexicon::Row& row : deverbal->rows()) {
    words.nouns_[std::string(row[0])].verb = std::string(row[1]);
  }
  const auto own = Lexicon::load("predicate_words", 3);
  if (!own) return own.error();
  for (const Lexicon::Row& row : own->rows()) {
    if (row[0] != "verb" && row[0] != "noun") return bad_row("predicate_words", row);
    PredicateWord& word = (row[0] == "verb" ? words.verbs_ : words.nouns_)[std::string(row[1])];
    std::string_view marks = row[2];
    if (std::string verb = verb_in(marks); !verb.empty()) {
      marks.remove_prefix(verb.size() + 1);
      word.verb = std::move(verb);
    }
    if (!take_marks(marks, word)) return bad_row("predicate_words", row);
    if (word.is(kThing)) word.verb.clear();
  }
  const auto prepositions = Lexicon::load("role_prepositions", 3);
  if (!prepositions) return prepositions.error();
  for (const Lexicon::Row& row : prepositions->rows()) {
    bool known = row[1] == "verb" || row[1] == "noun";
    for (const ArgumentRole role : kRoles) {
      if (!known || to_string(role) != row[2]) continue;
      (row[1] == "noun" ? words.after_noun_ : words.after_verb_)[std::string(row[0])] = role;
      known = false;
    }
    if (known || (row[1] != "verb" && row[1] != "noun")) return bad_row("role_prepositions", row);
  }
  return words;
}

std::optional<ArgumentRole> PredicateWords::preposition(std::string_view norm, bool of_noun) const {
  const auto& map = of_noun ? after_noun_ : after_verb_;
  const auto it = map.find(norm);
  if (it == map.end()) return std::nullopt;
  return it->second;
}

}  // namespace stemma::claims
