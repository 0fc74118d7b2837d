// The sieves of coreference.h at work, in three files: coreference.cpp (names, the order of work,
// chains), coreference_nominals.cpp and coreference_pronouns.cpp. Only they include this header.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "language/coreference.h"
#include "language/coreference_grammar.h"
#include "language/mentions_names.h"

namespace stemma::language {

inline constexpr std::uint32_t kNoOne = 0xffffffff;  // no mention, no cluster
inline constexpr std::uint32_t kWindow = 3;          // sentences that a pronoun looks back

// One entity of the report.
struct Cluster {
  EntityType type = EntityType::kUnknown;
  Gender gender = Gender::kUnknown;  // as names and roles tell it
  Gender taken = Gender::kUnknown;   // of pronouns that mean it
  bool plural = false;
  bool document = false;
  bool named = false;
  bool ambiguous = false;
  std::unordered_set<std::string> kinds;      // nouns that may take it up
  std::unordered_set<std::string> countries;  // of its roles and name
  std::unordered_set<std::string> words;      // of its roles, descriptions and name
};

// A mention as candidates for a pronoun are remembered.
struct Candidate {
  std::uint32_t mention = 0;
  std::uint32_t cluster = 0;
  std::uint32_t sentence = 0;
  Grammar grammar;
};

struct WordSpan {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

class CoreferenceResolver {
 public:
  CoreferenceResolver(std::string_view text, Analysis& analysis, const Knowledge& k,
                      const WordView& view)
      : text_(text), a_(analysis), k_(k), view_(view) {}

  RuleFindings run();

 private:
  struct Description {
    std::string head;    // singular
    std::string phrase;  // the role noun as written
    std::string key;     // content words, sorted, countries by name
    const RoleNoun* role = nullptr;
    std::unordered_set<std::string> countries;
    std::vector<std::string> modifiers;  // content words that are no part of the role noun
    bool definite = false;               // "the", "this", "its"
    bool indefinite = false;             // "a", or a number
    bool counted = false;  // "441 civilians" are not "the civilians" of another sentence
    bool modified = false;
  };

  struct Wanted {
    bool person = false;
    bool plural = false;
    Gender gender = Gender::kUnknown;
    bool reflexive = false;
    bool possessive = false;
  };

  WordSpan span(std::uint32_t m) const;
  std::uint32_t head_word(std::uint32_t m) const;
  void take_names();
  void take_role(const std::string& singular, const RoleNoun& role, Cluster& c) const;
  // "Kyiv Mayor Vitali ...": his roles and their places.
  void role_before(std::uint32_t m, Cluster& c) const;
  // "He and Ana Moro": a "they" that follows in the sentence means the pair, which is no mention.
  void mark_coordinated();
  bool maybe_one_person(std::uint32_t m) const;
  void resolve(std::uint32_t m);
  EntityType type_of(std::uint32_t m) const { return clusters_[cluster_of_[m]].type; }
  void begin_sentence(std::uint32_t s);
  // The name mention before m that ends at word `end`; likewise one after m that begins at `begin`.
  std::uint32_t ending_at(std::uint32_t end, std::uint32_t m) const;
  std::uint32_t beginning_at(std::uint32_t begin, std::uint32_t m) const;
  static bool said_of_anyone(const RoleNoun& r);
  std::vector<Gender> write_chains();
  // The fullest name; where there is none, the fullest description.
  std::string name_of(const Chain& chain) const;

  Description describe(std::uint32_t m) const;
  std::uint32_t nominal(std::uint32_t m);
  std::uint32_t fresh(std::uint32_t m, const Description& d);
  bool fits_role(const Cluster& c, const Description& d) const;
  // "Moro, an adviser to X", "Moro (a teacher)", "Moro was a teacher", "the mayor, Ana Moro,".
  std::uint32_t apposition(std::uint32_t m, const Description& d);
  bool copula(std::uint32_t i) const;
  bool accepts(const Cluster& c, const Description& d) const;
  // "the mayor" after "Mayor Ana Moro"; "the think tank" after "the Sela Institute".
  std::uint32_t taken_up(const Description& d);
  // Nothing that describes it speaks against the cluster: "the Tarsian leader", "the state power
  // company".
  static bool agree(const Cluster& c, const Description& d);
  // "The statement" carries on what a body said; a report that was introduced is its own thing.
  std::uint32_t document(std::uint32_t m, const Description& d);
  std::uint32_t same_description(const Description& d, bool plural) const;

  static Wanted wanted(const std::string& form);
  bool fits(const Cluster& c, const Wanted& w) const;
  std::uint32_t pronoun(std::uint32_t m, const Grammar& g);
  // "her" before a noun or its adjective.
  bool owns(std::uint32_t at) const;
  std::uint32_t accept(std::uint32_t cluster, const Wanted& w);
  // "He (Moro) knows this": the brackets say who.
  std::uint32_t bracketed(std::uint32_t m, std::uint32_t at) const;
  // A plural mention earlier in the sentence than word `at`.
  bool plural_before(std::uint32_t at) const;
  // "…,” he said" and "He said" carry on with the last speaker, unless somebody else who fits has
  // since become the subject of a sentence.
  bool continues_speech(const Wanted& w, std::uint32_t m) const;
  // What a pronoun cannot mean: the other argument of its verb, or itself as a possessor.
  bool blocked(const Candidate& c, std::uint32_t at, const Grammar& g, const Wanted& w) const;
  int score(const Candidate& c, std::uint32_t distance, std::uint32_t at, const Grammar& g,
            const Wanted& w) const;
  // The report opens with "He said ..." and names him later: its top was cut off. Only if the first
  // person named after it speaks, and nobody else could be meant.
  void look_ahead();

  std::string_view text_;
  Analysis& a_;
  const Knowledge& k_;
  const WordView& view_;
  std::vector<Cluster> clusters_;
  std::vector<std::uint32_t> cluster_of_;
  std::vector<std::uint8_t> settled_;      // by mention
  std::vector<std::uint32_t> pair_end_;    // by sentence: where "X and Y" ends in it
  std::vector<std::uint32_t> unresolved_;  // pronouns
  std::deque<Candidate> recent_;
  std::optional<Candidate> speaking_;  // in this sentence
  std::optional<Candidate> speaker_;   // of an earlier one
  std::unordered_map<std::string, std::uint32_t> by_role_;
  std::unordered_map<std::string, std::uint32_t> by_description_;
  std::uint32_t sentence_ = kNoOne;
};

}  // namespace stemma::language
