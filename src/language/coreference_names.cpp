#include "language/coreference_names.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "base/disjoint_sets.h"
#include "language/mentions_forms.h"
#include "language/mentions_names.h"

namespace stemma::language {
namespace {

// One way of writing a name, with all its mentions.
struct Form {
  std::vector<std::string> words;  // folded, exonyms replaced, no connectors removed
  EntityType type = EntityType::kUnknown;
  Gender gender = Gender::kUnknown;
  Gender lone_gender = Gender::kUnknown;  // of one word that is a given name, and may be a surname
  std::vector<std::uint32_t> mentions;
  std::vector<std::string> kinds;
  bool known = false;
  bool acronym = false;  // one word in capitals
};

constexpr std::uint32_t kSeveral = 0xffffffff;

// A key to the one form that has it, or kSeveral.
using Index = std::unordered_map<std::string, std::uint32_t>;

class NameClusterer {
 public:
  NameClusterer(const WordView& view, const Analysis& analysis, const Knowledge& k)
      : view_(view), analysis_(analysis), k_(k) {}

  std::vector<NameCluster> run() {
    collect();
    same_ = DisjointSets(forms_.size());
    ambiguous_.resize(forms_.size(), false);
    same_people();
    acronyms();
    parts_of_bodies();
    surnames();
    return clusters();
  }

 private:
  void collect() {
    std::unordered_map<std::string, std::uint32_t> by_key;
    for (std::uint32_t m = 0; m < analysis_.mentions.size(); ++m) {
      const Mention& mention = analysis_.mentions[m];
      if (mention.kind != MentionKind::kName) continue;
      Form form = form_of(mention);
      const std::string key = join_words(form.words);
      const auto [it, fresh] = by_key.emplace(key, static_cast<std::uint32_t>(forms_.size()));
      if (fresh) forms_.push_back(std::move(form));
      Form& kept = forms_[it->second];
      if (kept.type == EntityType::kUnknown) kept.type = mention.type;
      if (kept.gender == Gender::kUnknown) kept.gender = title_gender(mention);
      kept.mentions.push_back(m);
    }
  }

  Form form_of(const Mention& mention) const {
    Form form;
    form.type = mention.type;
    const std::uint32_t begin = view_.word_of_token(mention.first_token);
    const std::uint32_t end = view_.word_of_token(mention.end_token - 1) + 1;
    std::vector<std::string> plain;
    for (std::uint32_t i = begin; i < end; ++i) plain.push_back(view_[i].folded());
    form.acronym = end - begin == 1 && view_[begin].all_capitals();
    const KnownName* known = view_.known_at(begin, end, 9);
    if (known != nullptr && known->words.size() == plain.size()) {
      form.words = split_words(known->canonical);
      form.kinds = known->kinds;
      form.known = true;
    } else {
      // "U.N. Human Rights Office": an acronym that begins a longer name is spelt out.
      if (known != nullptr && known->words.size() == 1 && known->acronym) {
        form.words = split_words(known->canonical);
        plain.erase(plain.begin());
      }
      for (std::string& w : plain) {
        const std::string* country =
            form.type == EntityType::kOrganisation ? k_.country_of(w) : nullptr;
        form.words.push_back(country != nullptr ? *country : k_.exonym(w));
      }
      if (const KnownName* whole = k_.known(form.words)) {
        form.words = split_words(whole->canonical);
        form.kinds = whole->kinds;
        form.known = true;
      }
    }
    if (form.type == EntityType::kPerson) {
      const Gender gender =
          k_.gender_of_name(plain.empty() ? form.words[0] : view_[begin].folded());
      (form.words.size() > 1 ? form.gender : form.lone_gender) = gender;
    }
    if (form.type == EntityType::kOrganisation && !form.known) {
      for (std::uint32_t i = begin; i < end; ++i) {
        const bool head = i + 1 == end || (view_[i + 1].is(kConnector) && !view_[i + 1].capital);
        if (const auto* kinds = head ? k_.organisation_word(view_[i].folded()) : nullptr) {
          form.kinds = *kinds;
          form.kinds.push_back(view_[i].folded());
        }
      }
    }
    return form;
  }

  Gender title_gender(const Mention& mention) const {
    const std::uint32_t begin = view_.word_of_token(mention.first_token);
    Gender gender = Gender::kUnknown;
    for (std::uint32_t i = role_start(view_, k_, begin); i < begin; ++i) {
      const auto title = k_.title(view_[i].folded());
      if (title && *title != Gender::kUnknown) gender = *title;
      const RoleNoun* role = k_.role(view_[i].folded());
      if (role != nullptr && role->gender != Gender::kUnknown) gender = role->gender;
    }
    return gender;
  }

  std::uint32_t root(std::uint32_t f) { return same_.root(f); }
  void join(std::uint32_t a, std::uint32_t b) { same_.join(a, b); }

  static bool maybe_person(const Form& f) {
    return f.type == EntityType::kPerson || (f.type == EntityType::kUnknown && !f.known);
  }
  static bool maybe_body(const Form& f) {
    return f.type == EntityType::kOrganisation || (f.type == EntityType::kUnknown && !f.known);
  }

  // Adds a form under a key; forms already joined count as one.
  void add(Index& index, const std::string& key, std::uint32_t f) {
    const auto [it, fresh] = index.emplace(key, f);
    if (!fresh && it->second != kSeveral && root(it->second) != root(f)) it->second = kSeveral;
  }

  // "Viktor Moro" and "Victor Moro"; "Ana Maria Moro" and "Ana Moro"; "A. Moro".
  void same_people() {
    Index by_ends;
    for (std::uint32_t f = 0; f < forms_.size(); ++f) {
      const Form& form = forms_[f];
      if (form.type != EntityType::kPerson || form.words.size() < 2) continue;
      const std::string key = skeleton(form.words.front()) + " " + skeleton(form.words.back());
      const auto [it, fresh] = by_ends.emplace(key, f);
      if (!fresh) join(it->second, f);
    }
    Index by_initial;
    for (std::uint32_t f = 0; f < forms_.size(); ++f) {
      const Form& form = forms_[f];
      if (form.type != EntityType::kPerson || form.words.size() < 2) continue;
      if (form.words.front().size() > 2)
        add(by_initial, form.words.front().substr(0, 1) + " " + skeleton(form.words.back()), f);
    }
    for (std::uint32_t f = 0; f < forms_.size(); ++f) {
      const Form& form = forms_[f];
      if (form.type != EntityType::kPerson || form.words.size() < 2) continue;
      const std::string& first = form.words.front();
      if (first.size() > 2 || (first.size() == 2 && first[1] != '.')) continue;
      const auto it = by_initial.find(first.substr(0, 1) + " " + skeleton(form.words.back()));
      if (it != by_initial.end() && it->second != kSeveral) join(it->second, f);
    }
  }

  // "Office of the High Warden for Rivers" -> ohwr, oothwfr.
  static std::vector<std::string> initials(const std::vector<std::string>& words) {
    std::string content;
    std::string all;
    for (const std::string& w : words) {
      if (w.empty() || w == "&") continue;
      all += w[0];
      if (w != "of" && w != "the" && w != "for" && w != "and" && w != "on" && w != "in")
        content += w[0];
    }
    return {content, all};
  }

  void acronyms() {
    Index by_initials;
    for (std::uint32_t f = 0; f < forms_.size(); ++f) {
      const Form& form = forms_[f];
      if (form.words.size() < 2 || form.words.size() > 12 || form.type == EntityType::kPerson)
        continue;
      for (const std::string& key : initials(form.words))
        if (key.size() > 1) add(by_initials, key, f);
    }
    for (std::uint32_t f = 0; f < forms_.size(); ++f) {
      const Form& form = forms_[f];
      if (!form.acronym || form.words.size() != 1) continue;
      const auto it = by_initials.find(without_stops(form.words[0]));
      if (it != by_initials.end() && it->second != kSeveral) join(it->second, f);
    }
  }

  // "Security Council" for "Sela Security Council"; "Tidewater" for "Tidewater Consulting".
  void parts_of_bodies() {
    Index by_part;
    for (std::uint32_t f = 0; f < forms_.size(); ++f) {
      const Form& form = forms_[f];
      const std::size_t n = form.words.size();
      if (n < 2 || n > 12 || form.type != EntityType::kOrganisation) continue;
      std::string tail;
      for (std::size_t i = n; i-- > 1;) {
        tail = tail.empty() ? form.words[i] : form.words[i] + " " + tail;
        if (n - i >= 2 || k_.organisation_word(tail) != nullptr) add(by_part, tail, f);
      }
      const std::string& first = form.words[0];
      // Companies go by their first word; "Sela Institute" is not called "Sela".
      const bool company =
          std::find(form.kinds.begin(), form.kinds.end(), "company") != form.kinds.end();
      if (company && !k_.word(first).common() && k_.known({first}) == nullptr &&
          k_.country_of(first) == nullptr)
        add(by_part, first, f);
    }
    for (std::uint32_t f = 0; f < forms_.size(); ++f) {
      if (!maybe_body(forms_[f])) continue;
      const auto it = by_part.find(join_words(forms_[f].words));
      if (it == by_part.end() || it->second == kSeveral || it->second == f) continue;
      join(it->second, f);
    }
  }

  // "Moro" for "Ana Moro", if she is the only Moro; "Ana", if the only Ana.
  void surnames() {
    Index by_last;
    Index by_first;
    for (std::uint32_t f = 0; f < forms_.size(); ++f) {
      const Form& form = forms_[f];
      if (form.type != EntityType::kPerson || form.words.size() < 2) continue;
      add(by_last, skeleton(form.words.back()), f);
      add(by_first, skeleton(form.words.front()), f);
      if (form.words.size() > 2)  // "van der Moro", "De la Sota"
        for (std::size_t i = 1; i + 1 < std::min<std::size_t>(form.words.size(), 5); ++i) {
          std::string tail;
          for (std::size_t j = i; j < form.words.size(); ++j) tail += skeleton(form.words[j]) + " ";
          add(by_last, tail, f);
        }
    }
    for (std::uint32_t f = 0; f < forms_.size(); ++f) {
      const Form& form = forms_[f];
      if (!maybe_person(form)) continue;
      std::string key = skeleton(form.words.front());
      if (form.words.size() > 1) {
        key.clear();
        for (const std::string& w : form.words) key += skeleton(w) + " ";
      }
      auto it = by_last.find(key);
      if (it == by_last.end() && form.words.size() == 1) {
        it = by_first.find(key);
        if (it == by_first.end()) continue;
      }
      if (it == by_last.end()) continue;
      if (it->second == kSeveral) {
        if (form.words.size() == 1) ambiguous_[f] = true;
        continue;
      }
      if (root(it->second) != root(f)) join(it->second, f);
    }
  }

  std::vector<NameCluster> clusters() {
    std::map<std::uint32_t, NameCluster> by_root;
    std::map<std::uint32_t, Gender> lone;  // by root: counts where nothing else tells
    for (std::uint32_t f = 0; f < forms_.size(); ++f) {
      const Form& form = forms_[f];
      NameCluster& c = by_root[root(f)];
      c.mentions.insert(c.mentions.end(), form.mentions.begin(), form.mentions.end());
      if (c.type == EntityType::kUnknown) c.type = form.type;
      if (c.gender == Gender::kUnknown) c.gender = form.gender;
      if (form.lone_gender != Gender::kUnknown) lone.emplace(root(f), form.lone_gender);
      c.kinds.insert(c.kinds.end(), form.kinds.begin(), form.kinds.end());
      c.ambiguous |= ambiguous_[f];
    }
    std::vector<NameCluster> out;
    out.reserve(by_root.size());
    for (auto& [r, c] : by_root) {
      if (const auto it = lone.find(r); it != lone.end() && c.gender == Gender::kUnknown)
        c.gender = it->second;
      std::sort(c.mentions.begin(), c.mentions.end());
      out.push_back(std::move(c));
    }
    std::sort(out.begin(), out.end(), [](const NameCluster& a, const NameCluster& b) {
      return a.mentions.front() < b.mentions.front();
    });
    return out;
  }

  const WordView& view_;
  const Analysis& analysis_;
  const Knowledge& k_;
  std::vector<Form> forms_;
  DisjointSets same_;  // forms of one name
  std::vector<bool> ambiguous_;
};

}  // namespace

std::uint32_t role_start(const WordView& view, const Knowledge& k, std::uint32_t begin) {
  const std::uint32_t sentence_begin = view.sentence(view[begin].sentence).first;
  std::uint32_t role = begin;  // the earliest role or title word seen
  std::uint32_t i = begin;
  for (int steps = 0; i > sentence_begin && steps < 8; ++steps) {
    const Word& w = view[i - 1];
    if (!w.is_word() || w.is(kFunctionWord | kTimeWord)) break;
    const bool title = k.title(w.folded()).has_value();
    const RoleNoun* r = k.role(w.folded());
    // The word next to the name must be a role; what stands before may modify it.
    if (i == begin && !title && (r == nullptr || r->plural)) break;
    if (w.info().first == 'v' && !title && r == nullptr) break;
    --i;
    if (title || r != nullptr || is_origin(w, k) || w.capital || w.info().first == 'a' ||
        w.info().first == 'n')
      role = i;
  }
  return role;
}

std::vector<NameCluster> cluster_names(const WordView& view, const Analysis& analysis,
                                       const Knowledge& knowledge) {
  return NameClusterer(view, analysis, knowledge).run();
}

}  // namespace stemma::language
