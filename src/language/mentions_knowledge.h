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
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "base/text_map.h"
#include "stemma/analysis.h"
#include "stemma/result.h"

namespace stemma::language {

/// Sets that are asked with views: no string is made for a question.
struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>{}(s); }
};
using TextSet = std::unordered_set<std::string, TextHash, std::equal_to<>>;

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

  WordInfo word(std::string_view folded) const;

  /// The longest role noun that begins at words[0], of at most four words, and its length.
  struct RoleMatch {
    const RoleNoun* role = nullptr;
    std::size_t length = 0;
  };
  RoleMatch role_at(std::span<const std::string_view> words) const;
  /// The number of words of the longest role noun that begins with this one; 0 if none does.
  std::uint8_t role_reach(std::string_view first) const;
  const RoleNoun* role(std::string_view phrase) const;

  /// The longest known name that begins at words[0]; `capitals`: that word is all capitals.
  const KnownName* known_at(std::span<const std::string_view> words, bool capitals) const;
  /// The known names that begin with this word, longest first; null if none does.
  const std::vector<KnownName>* names_from(std::string_view first) const;
  const KnownName* known(const std::vector<std::string>& words) const;

  bool is_speech_verb(std::string_view folded) const { return speech_verbs.contains(folded); }
  std::optional<Gender> given_name(std::string_view folded) const;
  /// Of whoever bears this given name, also one that tells no name by itself ("Summer").
  Gender gender_of_name(std::string_view folded) const;
  std::optional<Gender> title(std::string_view folded) const;
  /// The country whose adjective or people this is.
  const std::string* country_of(std::string_view folded) const;
  /// The nouns that may take up a body whose head word this is; null if it is none.
  const std::vector<std::string>* organisation_word(std::string_view folded) const;
  std::string exonym(std::string_view folded) const;

  TextMap<WordInfo> words;
  TextMap<RoleNoun> roles;                // by singular and by plural
  TextMap<std::uint8_t> role_reaches;     // by first word
  TextMap<std::vector<KnownName>> names;  // by first word, longest first
  TextMap<Gender> given_names;
  TextMap<Gender> name_genders;  // of more given names
  TextMap<Gender> titles;
  TextMap<std::string> adjectives;  // "belarusian" -> "belarus"
  TextMap<bool> peoples;            // "belarusians" -> plural
  TextMap<std::vector<std::string>> organisation_words;
  TextMap<std::string> exonyms;
  TextSet speech_verbs;   // all forms
  TextSet of_words;       // "bank": may be followed by "of"
  TextSet place_words;    // "river": ends a place
  TextSet place_openers;  // "mount": begins a place
};

}  // namespace stemma::language
