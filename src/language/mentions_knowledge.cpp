#include "language/mentions_knowledge.h"

#include <algorithm>
#include <utility>

#include "base/lexicon.h"
#include "base/utf8.h"
#include "language/mentions_forms.h"

namespace stemma::language {
namespace {

std::vector<std::string> split_list(std::string_view list, char separator) {
  std::vector<std::string> items;
  if (list == "-") return items;
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(separator), list.size());
    if (end > 0) items.emplace_back(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return items;
}

Gender gender_of(std::string_view letter) {
  return letter == "m" ? Gender::kMale : letter == "f" ? Gender::kFemale : Gender::kUnknown;
}

constexpr std::pair<std::string_view, std::uint32_t> kClosedNames[] = {
    {"det", kDeterminer},     {"quant", kQuantifier},  {"poss", kPossessiveWord},
    {"pron", kPronounWord},   {"prep", kPreposition},  {"conj", kConjunction},
    {"sub", kSubordinator},   {"aux", kAuxiliary},     {"modal", kModal},
    {"neg", kNegation},       {"adv", kClosedAdverb},  {"time", kTimeWord},
    {"label", kLabel},        {"region", kRegionWord}, {"particle", kParticle},
    {"connector", kConnector}};

bool all_capitals(std::string_view name) {
  std::size_t letters = 0;
  for (std::size_t at = 0; at < name.size();) {
    const utf8::CodePoint c = utf8::decode(name, at);
    at += c.length;
    if (utf8::is_lower(c.value)) return false;
    if (utf8::is_letter(c.value)) ++letters;
  }
  return letters >= 2;
}

void add_name(Knowledge& k, std::string_view name, std::string_view canonical, EntityType type,
              const std::vector<std::string>& kinds) {
  std::vector<std::string> words = split_words(fold(name));
  if (words.size() > 1 && words[0] == "the") words.erase(words.begin());
  if (words.empty()) return;
  std::vector<std::string> full = split_words(fold(canonical));
  if (full.size() > 1 && full[0] == "the") full.erase(full.begin());
  k.names[words[0]].push_back({join_words(full), type, all_capitals(name), kinds, words});
}

std::string with_ending(std::string_view stem, std::string_view ending) {
  return std::string(stem) + std::string(ending);
}

// The regular past, third person and gerund of a verb.
std::vector<std::string> regular_forms(const std::string& lemma) {
  const bool e = lemma.ends_with('e');
  const auto vowel = [](char c) {
    return std::string_view("aeiou").find(c) != std::string_view::npos;
  };
  const bool y = lemma.size() > 1 && lemma.ends_with('y') && !vowel(lemma[lemma.size() - 2]);
  const std::string stem = y || e ? lemma.substr(0, lemma.size() - 1) : lemma;
  const bool hiss = lemma.ends_with('s') || lemma.ends_with('x') || lemma.ends_with("ch") ||
                    lemma.ends_with("sh");
  std::vector<std::string> forms = {lemma,
                                    y      ? with_ending(stem, "ies")
                                    : hiss ? with_ending(lemma, "es")
                                           : with_ending(lemma, "s"),
                                    with_ending(stem, y ? "ied" : "ed"),
                                    with_ending(y ? lemma : stem, "ing")};
  if (lemma.size() > 2 && !vowel(lemma.back()) && vowel(lemma[lemma.size() - 2]) &&
      !vowel(lemma[lemma.size() - 3])) {  // admit: admitted, admitting
    forms.push_back(lemma + lemma.back() + "ed");
    forms.push_back(lemma + lemma.back() + "ing");
  }
  return forms;
}

// Loads each lexicon in turn; the first problem stops the rest.
class Loader {
 public:
  explicit Loader(Knowledge& k) : k_(k) {}

  template <class Use>
  void each(std::string_view name, std::size_t columns, Use use) {
    if (error_) return;
    const Result<Lexicon> lexicon = Lexicon::load(name, columns);
    if (!lexicon) {
      error_ = lexicon.error();
      return;
    }
    for (const Lexicon::Row& row : lexicon.value().rows()) use(row);
  }

  const std::optional<Error>& error() const { return error_; }

  void words() {
    each("common_words", 2, [&](const auto& row) {
      WordInfo& w = k_.words[std::string(row[0])];
      w.first = row[1].empty() ? '\0' : row[1].front();
      for (const char c : row[1]) {
        w.noun |= c == 'n';
        w.verb |= c == 'v';
        w.adjective |= c == 'a';
        w.adverb |= c == 'r';
      }
    });
    each("closed_classes", 2, [&](const auto& row) {
      for (const auto& [name, bit] : kClosedNames)
        if (row[1] == name) k_.words[std::string(row[0])].closed |= bit;
    });
    each("reporting_verbs", 5, [&](const auto& row) {
      // Wanting, praising and seeming are no speech: what follows may be nobody's word.
      if (row[2] == "attitude" || row[2] == "evaluation" || row[2] == "appearance") return;
      for (std::string& form : regular_forms(std::string(row[0])))
        k_.speech_verbs.insert(std::move(form));
      for (std::string& form : split_list(row[1], ' ')) k_.speech_verbs.insert(std::move(form));
    });
  }

  void people() {
    each("given_names", 2,
         [&](const auto& row) { k_.given_names.emplace(fold(row[0]), gender_of(row[1])); });
    each("name_genders", 2,
         [&](const auto& row) { k_.name_genders.emplace(std::string(row[0]), gender_of(row[1])); });
    each("titles", 2,
         [&](const auto& row) { k_.titles.emplace(std::string(row[0]), gender_of(row[1])); });
    each("roles", 5, [&](const auto& row) {
      RoleNoun role;
      role.singular = std::string(row[0] == "-" ? row[1] : row[0]);
      role.type = row[2] == "organisation" ? EntityType::kOrganisation
                  : row[2] == "group"      ? EntityType::kGroup
                  : row[2] == "place"      ? EntityType::kPlace
                  : row[2] == "document"   ? EntityType::kUnknown
                                           : EntityType::kPerson;
      role.document = row[2] == "document";
      role.place = row[2] == "place";
      role.gender = gender_of(row[3]);
      role.kinds = split_list(row[4], ',');
      if (row[0] != "-") k_.roles.emplace(std::string(row[0]), role);
      role.plural = true;
      k_.roles.emplace(std::string(row[1]), role);
    });
  }

  // No role noun of more than four words is looked for.
  void role_reaches() {
    constexpr std::size_t kLongest = 4;
    for (const auto& [phrase, role] : k_.roles) {
      const std::size_t count =
          1 + static_cast<std::size_t>(std::count(phrase.begin(), phrase.end(), ' '));
      std::uint8_t& reach = k_.role_reaches[phrase.substr(0, phrase.find(' '))];
      reach = std::max(reach, static_cast<std::uint8_t>(std::min(count, kLongest)));
    }
  }

  void places_and_bodies() {
    each("countries", 5, [&](const auto& row) {
      const std::vector<std::string> kinds = {"country", "nation", "state"};
      add_name(k_, row[0], row[0], EntityType::kPlace, kinds);
      for (const auto& alias : split_list(row[1], ','))
        add_name(k_, alias, row[0], EntityType::kPlace, kinds);
      for (const auto& adjective : split_list(row[2], ','))
        k_.adjectives.emplace(fold(adjective), fold(row[0]));
      for (const auto& people : split_list(row[3], ',')) {
        const std::string folded = fold(people);
        k_.adjectives.emplace(folded, fold(row[0]));
        k_.peoples.emplace(folded, folded.ends_with('s') || folded.ends_with("men"));
      }
      for (const auto& capital : split_list(row[4], ','))
        add_name(k_, capital, capital, EntityType::kPlace, {"capital", "city"});
    });
    each("places", 1, [&](const auto& row) {
      add_name(k_, row[0], row[0], EntityType::kPlace, {"city", "region"});
    });
    each("organisations", 3, [&](const auto& row) {
      const std::vector<std::string> kinds = split_list(row[2], ',');
      add_name(k_, row[0], row[0], EntityType::kOrganisation, kinds);
      for (const auto& alias : split_list(row[1], ';'))
        add_name(k_, alias, row[0], EntityType::kOrganisation, kinds);
    });
    each("organisation_words", 2, [&](const auto& row) {
      k_.organisation_words.emplace(std::string(row[0]), split_list(row[1], ','));
    });
    each("exonyms", 2,
         [&](const auto& row) { k_.exonyms.emplace(std::string(row[0]), std::string(row[1])); });
    each("name_words", 2, [&](const auto& row) {
      auto& set = row[1] == "of"      ? k_.of_words
                  : row[1] == "place" ? k_.place_words
                                      : k_.place_openers;
      set.insert(std::string(row[0]));
    });
    each("exonyms", 2, [&](const auto& row) {
      const KnownName* name = k_.known(split_words(row[1]));
      if (name == nullptr || k_.known(split_words(row[0])) != nullptr) return;
      const KnownName copy = *name;  // add_name may move the one pointed at
      add_name(k_, row[0], copy.canonical, copy.type, copy.kinds);
    });
    for (auto& [first, names] : k_.names) {
      std::stable_sort(names.begin(), names.end(), [](const KnownName& a, const KnownName& b) {
        return a.words.size() > b.words.size();
      });
    }
  }

 private:
  Knowledge& k_;
  std::optional<Error> error_;
};

template <class Map>
auto find_or_null(const Map& map, std::string_view key) -> const typename Map::mapped_type* {
  const auto it = map.find(key);
  return it == map.end() ? nullptr : &it->second;
}

}  // namespace

Result<Knowledge> Knowledge::load() {
  Knowledge k;
  Loader loader(k);
  loader.words();
  loader.people();
  loader.role_reaches();
  loader.places_and_bodies();
  if (loader.error()) return *loader.error();
  return k;
}

WordInfo Knowledge::word(std::string_view folded) const {
  if (const WordInfo* w = find_or_null(words, folded)) return *w;
  const auto stem = [&](std::size_t cut, std::string_view add) -> const WordInfo* {
    if (folded.size() < cut + 2) return nullptr;
    const std::string_view kept = folded.substr(0, folded.size() - cut);
    return add.empty() ? find_or_null(words, kept)
                       : find_or_null(words, std::string(kept) + std::string(add));
  };
  const auto first_of = [](std::initializer_list<const WordInfo*> candidates,
                           auto fits) -> const WordInfo* {
    for (const WordInfo* w : candidates)
      if (w != nullptr && fits(*w)) return w;
    return nullptr;
  };
  WordInfo info;
  const WordInfo* base = nullptr;
  const auto is_verb = [](const WordInfo& w) { return w.verb; };
  if (folded.ends_with('s')) {
    base = first_of({stem(1, ""), stem(2, ""), stem(3, "y")},
                    [](const WordInfo& w) { return w.noun || w.verb; });
    if (base != nullptr) {
      info.noun = base->noun;
      info.verb = base->verb;
      info.first = base->first == 'v' && base->verb ? 'v' : base->noun ? 'n' : 'v';
    }
  } else if (folded.ends_with("ed")) {
    base = first_of({stem(2, ""), stem(1, ""), stem(3, "y"), stem(3, "")}, is_verb);
    if (base != nullptr) {
      info.verb = true;
      info.first = 'v';
    }
  } else if (folded.ends_with("ing")) {
    base = first_of({stem(3, ""), stem(3, "e"), stem(4, "")}, is_verb);
    if (base != nullptr) {
      info.verb = true;
      info.noun = true;
      info.first = 'v';
    }
  } else if (folded.ends_with("ly")) {
    base = first_of({stem(2, ""), stem(3, "y")}, [](const WordInfo& w) { return w.adjective; });
    if (base != nullptr) {
      info.adverb = true;
      info.first = 'r';
    }
  }
  info.inflected = base != nullptr;
  return info;
}

const RoleNoun* Knowledge::role(std::string_view phrase) const {
  return find_or_null(roles, phrase);
}

Knowledge::RoleMatch Knowledge::role_at(std::span<const std::string_view> next) const {
  RoleMatch best;
  if (next.empty()) return best;
  const std::size_t reach = std::min<std::size_t>(next.size(), role_reach(next[0]));
  if (reach == 0) return best;
  if (const RoleNoun* r = role(next[0])) best = {r, 1};
  if (reach == 1) return best;
  std::string phrase(next[0]);
  for (std::size_t n = 1; n < reach; ++n) {
    phrase += ' ';
    phrase += next[n];
    if (const RoleNoun* r = role(phrase)) best = {r, n + 1};
  }
  return best;
}

std::uint8_t Knowledge::role_reach(std::string_view first) const {
  const std::uint8_t* reach = find_or_null(role_reaches, first);
  return reach == nullptr ? 0 : *reach;
}

const std::vector<KnownName>* Knowledge::names_from(std::string_view first) const {
  return find_or_null(names, first);
}

const KnownName* Knowledge::known_at(std::span<const std::string_view> next, bool capitals) const {
  if (next.empty()) return nullptr;
  const auto* list = names_from(next[0]);
  if (list == nullptr) return nullptr;
  for (const KnownName& name : *list) {
    if (name.words.size() > next.size()) continue;
    if (!std::equal(name.words.begin(), name.words.end(), next.begin())) continue;
    if (name.acronym && name.words.size() == 1 && !capitals) continue;
    return &name;
  }
  return nullptr;
}

const KnownName* Knowledge::known(const std::vector<std::string>& all) const {
  if (all.empty()) return nullptr;
  const auto* list = find_or_null(names, all[0]);
  if (list == nullptr) return nullptr;
  for (const KnownName& name : *list)
    if (name.words == all) return &name;
  return nullptr;
}

std::optional<Gender> Knowledge::given_name(std::string_view folded) const {
  const Gender* g = find_or_null(given_names, folded);
  return g == nullptr ? std::nullopt : std::optional(*g);
}

Gender Knowledge::gender_of_name(std::string_view folded) const {
  if (const Gender* g = find_or_null(given_names, folded)) return *g;
  const Gender* g = find_or_null(name_genders, folded);
  return g == nullptr ? Gender::kUnknown : *g;
}

std::optional<Gender> Knowledge::title(std::string_view folded) const {
  const Gender* g = find_or_null(titles, folded);
  return g == nullptr ? std::nullopt : std::optional(*g);
}

const std::string* Knowledge::country_of(std::string_view folded) const {
  return find_or_null(adjectives, folded);
}

const std::vector<std::string>* Knowledge::organisation_word(std::string_view folded) const {
  return find_or_null(organisation_words, folded);
}

std::string Knowledge::exonym(std::string_view folded) const {
  const std::string* to = find_or_null(exonyms, folded);
  return to == nullptr ? std::string(folded) : *to;
}

}  // namespace stemma::language
