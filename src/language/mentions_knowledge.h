// What the language room knows about names, roles and words: the lexicons that finding mentions and
// resolving coreference share, in a form that is quick to ask.
//
//   Result<Knowledge> k = Knowledge::load();
//   k->word("officials").noun            // true: the plural of a noun
//   k->role({"prime", "minister"})       // person, taken up by "leader", "politician", ...
//   k->known({"u.n."})->canonical        // "united nations"
//
// All keys are folded (language/mentions_forms.h). Read only once loaded; safe from any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "stemma/analysis.h"
#include "stemma/result.h"

namespace stemma::language {

enum class Gender : std::uint8_t { kUnknown, kMale, kFemale };

/// The closed classes of lexicons/closed_classes.tsv; a word may be in several.
enum Closed : std::uint32_t {
  kDeterminer = 1u << 0,
  kQuantifier = 1u << 1,
  kPossessiveWord = 1u << 2,
  kPronounWord = 1u << 3,
  kPreposition = 1u << 4,
  kConjunction = 1u << 5,
  kSubordinator = 1u << 6,
  kAuxiliary = 1u << 7,
  kModal = 1u << 8,
  kNegation = 1u << 9,
  kClosedAdverb = 1u << 10,
  kTimeWord = 1u << 11,
  kLabel = 1u << 12,
  kRegionWord = 1u << 13,
  kParticle = 1u << 14,
  kConnector = 1u << 15,
};
inline constexpr std::uint32_t kFunctionWord =
    kDeterminer | kQuantifier | kPossessiveWord | kPronounWord | kPreposition | kConjunction |
    kSubordinator | kAuxiliary | kModal | kNegation | kClosedAdverb;

/// What a word may be, as far as lexicons tell.
struct WordInfo {
  std::uint32_t closed = 0;
  bool noun = false;
  bool verb = false;
  bool adjective = false;
  bool adverb = false;
  char first = '\0';       // its most frequent open class: n v a r, or nothing
  bool inflected = false;  // known by its stem: "-s", "-ed", "-ing"

  bool is(std::uint32_t classes) const { return (closed & classes) != 0; }
  bool common() const { return closed != 0 || first != '\0'; }
};

/// A noun for people, bodies, groups or documents.
struct RoleNoun {
  std::string singular;
  EntityType type = EntityType::kPerson;
  bool document = false;
  bool place = false;
  bool plural = false;
  Gender gender = Gender::kUnknown;
  std::vector<std::string> kinds;  // wider words that may take it up
};

/// A name that the lexicons hold.
struct KnownName {
  std::string canonical;
  EntityType type = EntityType::kUnknown;
  bool acronym = false;            // counts only when written in capitals
  std::vector<std::string> kinds;  // nouns that may take it up
  std::vector<std::string> words;
};

struct Knowledge {
  static Result<Knowledge> load();

  WordInfo word(const std::string& folded) const;

  /// The longest role noun that begins at words[0], of at most four words, and its length.
  struct RoleMatch {
    const RoleNoun* role = nullptr;
    std::size_t length = 0;
  };
  RoleMatch role_at(std::span<const std::string_view> words) const;
  const RoleNoun* role(std::string_view phrase) const;

  /// The longest known name that begins at words[0]; `capitals[i]`: word i is all capitals.
  const KnownName* known_at(std::span<const std::string_view> words,
                            const std::vector<bool>& capitals) const;
  const KnownName* known(const std::vector<std::string>& words) const;

  bool is_speech_verb(const std::string& folded) const { return speech_verbs.contains(folded); }
  std::optional<Gender> given_name(const std::string& folded) const;
  std::optional<Gender> title(const std::string& folded) const;
  /// The country whose adjective or people this is.
  const std::string* country_of(const std::string& folded) const;
  /// The nouns that may take up a body whose head word this is; null if it is none.
  const std::vector<std::string>* organisation_word(const std::string& folded) const;
  const std::string& exonym(const std::string& folded) const;

  std::unordered_map<std::string, WordInfo> words;
  std::unordered_map<std::string, RoleNoun> roles;                // by singular and by plural
  std::unordered_map<std::string, std::vector<KnownName>> names;  // by first word, longest first
  std::unordered_map<std::string, Gender> given_names;
  std::unordered_map<std::string, Gender> titles;
  std::unordered_map<std::string, std::string> adjectives;  // "belarusian" -> "belarus"
  std::unordered_map<std::string, bool> peoples;            // "belarusians" -> plural
  std::unordered_map<std::string, std::vector<std::string>> organisation_words;
  std::unordered_map<std::string, std::string> exonyms;
  std::unordered_set<std::string> speech_verbs;   // all forms
  std::unordered_set<std::string> of_words;       // "bank": may be followed by "of"
  std::unordered_set<std::string> place_words;    // "river": ends a place
  std::unordered_set<std::string> place_openers;  // "mount": begins a place
};

}  // namespace stemma::language
