#include "grounding/entities.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <unordered_map>

#include "base/disjoint_sets.h"
#include "grounding/grounding.h"
#include "grounding/tables.h"
#include "language/mentions_forms.h"

namespace stemma::grounding {
namespace {

using language::Knowledge;
using language::skeleton;

constexpr std::uint32_t kSeveral = 0xffffffff;
constexpr std::size_t kLongSurname = 7;  // letters from which one letter more or less is a variant

// A chain with its name in a form that can be compared.
struct Node {
  ChainRef ref;
  std::string name;
  EntityType type = EntityType::kUnknown;
  bool named = false;
  bool plural = false;
  std::vector<std::string> words;  // normal form of the name or description
};

class Linker {
 public:
  Linker(std::span<const Analysis> analyses, const Knowledge& k) : k_(k) {
    for (const Analysis& a : analyses)
      for (std::uint32_t c = 0; c < a.chains.size(); ++c) nodes_.push_back(node_of(a, c));
    same_ = DisjointSets(nodes_.size());
  }

  std::vector<Entity> run() {
    same_name();
    people();
    bodies();
    short_names();
    collectives();
    return entities();
  }

 private:
  Node node_of(const Analysis& a, std::uint32_t c) const {
    const Chain& chain = a.chains[c];
    Node node;
    node.ref = {a.report, ChainId{c}};
    node.name = chain.name;
    node.type = chain.type;
    for (const std::uint32_t m : chain.mentions) {
      const Mention& mention = a.mentions[m];
      node.named |= mention.kind == MentionKind::kName;
      node.plural |= mention.plural && mention.kind != MentionKind::kPronoun;
    }
    node.words = node.named ? name_words(chain) : description_words(chain.name);
    return node;
  }

  std::vector<std::string> name_words(const Chain& chain) const {
    std::vector<std::string> words = language::split_words(language::fold(chain.name));
    if (words.size() > 1 && words.front() == "the") words.erase(words.begin());
    if (const auto* known = k_.known(words)) return language::split_words(known->canonical);
    if (chain.type == EntityType::kPerson) return words;
    std::vector<std::string> out;
    for (const std::string& w : words) {
      const auto* known = out.empty() ? k_.known({w}) : nullptr;
      const std::string* country =
          chain.type == EntityType::kOrganisation ? k_.country_of(w) : nullptr;
      if (known != nullptr && known->acronym) {
        out = language::split_words(known->canonical);
      } else {
        out.push_back(country != nullptr ? *country : k_.exonym(language::without_stops(w)));
      }
    }
    if (const auto* known = k_.known(out)) return language::split_words(known->canonical);
    return out;
  }

  // "some officials from Velmar" and "Velmarian officials": {officials, velmar}.
  std::vector<std::string> description_words(const std::string& name) const {
    std::vector<std::string> words;
    for (const std::string& w : language::split_words(language::fold(name))) {
      const language::WordInfo info = k_.word(w);
      if (info.is(language::kFunctionWord) || w == "'s") continue;
      if (!w.empty() && w[0] >= '0' && w[0] <= '9') return {};  // a counted group is its own
      const std::string* country = k_.country_of(w);
      words.push_back(country != nullptr ? *country : k_.exonym(w));
    }
    std::sort(words.begin(), words.end());
    return words;
  }

  std::uint32_t root(std::uint32_t n) { return same_.root(n); }
  void join(std::uint32_t a, std::uint32_t b) { same_.join(a, b); }

  using Index = std::unordered_map<std::string, std::uint32_t>;
  void add(Index& index, const std::string& key, std::uint32_t n) {
    const auto [it, fresh] = index.emplace(key, n);
    if (!fresh && it->second != kSeveral && root(it->second) != root(n)) it->second = kSeveral;
  }

  static bool full_person(const Node& n) {
    return n.named && n.type == EntityType::kPerson && n.words.size() > 1;
  }

  // The same normal form. A name whose type is unknown goes with the same name of a known type.
  void same_name() {
    std::map<std::pair<std::string, EntityType>, std::uint32_t> first;
    std::unordered_map<std::string, std::uint32_t> typed;
    for (std::uint32_t n = 0; n < nodes_.size(); ++n) {
      const Node& node = nodes_[n];
      if (!node.named || node.words.empty()) continue;
      const std::string key = language::join_words(node.words);
      const auto [it, fresh] = first.emplace(std::pair(key, node.type), n);
      if (!fresh) join(it->second, n);
      if (node.type != EntityType::kUnknown) add(typed, key, n);
    }
    for (std::uint32_t n = 0; n < nodes_.size(); ++n) {
      const Node& node = nodes_[n];
      if (!node.named || node.type != EntityType::kUnknown) continue;
      const auto it = typed.find(language::join_words(node.words));
      if (it != typed.end() && it->second != kSeveral) join(it->second, n);
    }
  }

  // Spellings of one person: same skeleton of given and last name, or one letter between long last
  // names. Two spellings in one report are two people.
  void people() {
    Index by_ends;
    for (std::uint32_t n = 0; n < nodes_.size(); ++n) {
      if (!full_person(nodes_[n])) continue;
      const auto& words = nodes_[n].words;
      const auto [it, fresh] =
          by_ends.emplace(skeleton(words.front()) + " " + skeleton(words.back()), n);
      if (!fresh) join(it->second, n);
    }
    std::vector<std::set<std::uint32_t>> reports(nodes_.size());
    for (std::uint32_t n = 0; n < nodes_.size(); ++n)
      if (full_person(nodes_[n])) reports[root(n)].insert(nodes_[n].ref.report.value);
    Index by_deletion;
    for (std::uint32_t n = 0; n < nodes_.size(); ++n) {
      if (!full_person(nodes_[n])) continue;
      const auto& words = nodes_[n].words;
      const std::string last = skeleton(words.back());
      if (last.size() < kLongSurname || last.size() > 40) continue;
      const std::string given = skeleton(words.front()) + " ";
      for (std::size_t cut = 0; cut <= last.size(); ++cut) {
        std::string key = given + last;
        if (cut < last.size()) key.erase(given.size() + cut, 1);
        const auto [it, fresh] = by_deletion.emplace(std::move(key), n);
        if (!fresh) join_people(it->second, n, reports);
      }
    }
  }

  void join_people(std::uint32_t a, std::uint32_t b,
                   std::vector<std::set<std::uint32_t>>& reports) {
    a = root(a);
    b = root(b);
    if (a == b) return;
    std::set<std::uint32_t>& small =
        reports[a].size() < reports[b].size() ? reports[a] : reports[b];
    std::set<std::uint32_t>& large = &small == &reports[a] ? reports[b] : reports[a];
    for (const std::uint32_t r : small)
      if (large.contains(r)) return;
    large.insert(small.begin(), small.end());
    std::set<std::uint32_t> all = std::move(large);
    join(a, b);
    reports[root(a)] = std::move(all);
  }

  // "Office of Rivers and Lakes" and "ORL"; "Sela Security Council" and "Security Council".
  void bodies() {
    Index short_forms;
    for (std::uint32_t n = 0; n < nodes_.size(); ++n) {
      const Node& node = nodes_[n];
      if (!node.named || node.type != EntityType::kOrganisation || node.words.size() < 2 ||
          node.words.size() > 12)
        continue;
      std::string initials;
      for (const std::string& w : node.words)
        if (!k_.word(w).is(language::kFunctionWord)) initials += w[0];
      if (initials.size() > 2) add(short_forms, initials, n);
      std::string tail;
      for (std::size_t i = node.words.size(); i-- > 1;) {
        tail = tail.empty() ? node.words[i] : node.words[i] + " " + tail;
        if (node.words.size() - i >= 2) add(short_forms, tail, n);
      }
    }
    for (std::uint32_t n = 0; n < nodes_.size(); ++n) {
      const Node& node = nodes_[n];
      if (!node.named ||
          (node.type != EntityType::kOrganisation && node.type != EntityType::kUnknown))
        continue;
      const auto it = short_forms.find(language::join_words(node.words));
      if (it != short_forms.end() && it->second != kSeveral) join(it->second, n);
    }
  }

  // A surname that only one full name of the batch has.
  void short_names() {
    Index by_last;
    for (std::uint32_t n = 0; n < nodes_.size(); ++n)
      if (full_person(nodes_[n])) add(by_last, skeleton(nodes_[n].words.back()), n);
    for (std::uint32_t n = 0; n < nodes_.size(); ++n) {
      const Node& node = nodes_[n];
      const bool maybe = node.named && node.words.size() == 1 &&
                         (node.type == EntityType::kPerson || node.type == EntityType::kUnknown);
      if (!maybe) continue;
      const auto it = by_last.find(skeleton(node.words.front()));
      if (it != by_last.end() && it->second != kSeveral) join(it->second, n);
    }
  }

  // "residents" in two reports; a single unnamed person or document of each stays its own.
  void collectives() {
    Index by_description;
    for (std::uint32_t n = 0; n < nodes_.size(); ++n) {
      const Node& node = nodes_[n];
      if (node.named || !node.plural || node.words.empty()) continue;
      const auto [it, fresh] = by_description.emplace(language::join_words(node.words), n);
      if (!fresh) join(it->second, n);
    }
  }

  std::vector<Entity> entities() {
    std::vector<Entity> out;
    std::vector<std::uint32_t> entity_of(nodes_.size(), kSeveral);
    std::vector<std::pair<bool, std::size_t>> fullest;
    for (std::uint32_t n = 0; n < nodes_.size(); ++n) {
      const std::uint32_t r = root(n);
      if (entity_of[r] == kSeveral) {
        entity_of[r] = static_cast<std::uint32_t>(out.size());
        out.push_back({EntityId{entity_of[r]}, {}, EntityType::kUnknown, {}});
        fullest.emplace_back(false, 0);
      }
      const Node& node = nodes_[n];
      Entity& e = out[entity_of[r]];
      e.chains.push_back(node.ref);
      if (e.type == EntityType::kUnknown) e.type = node.type;
      const std::pair rank(node.named, language::split_words(node.name).size());
      if (e.chains.size() == 1 || rank > fullest[entity_of[r]]) {
        e.name = node.name;
        fullest[entity_of[r]] = rank;
      }
    }
    for (Entity& e : out) std::sort(e.chains.begin(), e.chains.end());
    return out;
  }

  const Knowledge& k_;
  std::vector<Node> nodes_;
  DisjointSets same_;  // nodes that are one entity
};

}  // namespace

Result<EntityTables> EntityTables::load() {
  Result<Knowledge> knowledge = Knowledge::load();
  if (!knowledge) return knowledge.error();
  return EntityTables{std::move(knowledge.value())};
}

std::vector<Entity> link_entities(std::span<const Analysis> analyses, const Model& model) {
  return Linker(analyses, model.tables().entities.knowledge).run();
}

}  // namespace stemma::grounding
