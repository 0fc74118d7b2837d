#include "language/coreference.h"

#include <algorithm>
#include <deque>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "language/coreference_grammar.h"
#include "language/coreference_names.h"
#include "language/mentions_forms.h"
#include "language/mentions_names.h"
#include "language/tables.h"

namespace stemma::language {
namespace {

constexpr std::uint32_t kNone = 0xffffffff;
constexpr std::uint32_t kWindow = 3;         // sentences that a pronoun looks back
constexpr std::uint32_t kSpeakerWindow = 6;  // the same for "he said" after a speech
constexpr std::size_t kRemembered = 48;      // mentions kept in mind
constexpr int kPersonScore = 15;             // what an antecedent must reach: he, she
constexpr int kOtherScore = 28;              // it, they
constexpr std::uint32_t kCataphora = 14;     // sentences that a leading "He said" looks ahead

// One entity of the report.
struct Cluster {
  EntityType type = EntityType::kUnknown;
  Gender gender = Gender::kUnknown;
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

struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

class Resolver {
 public:
  Resolver(std::string_view text, Analysis& analysis, const Knowledge& k, const WordView& view)
      : text_(text), a_(analysis), k_(k), view_(view) {}

  void run() {
    cluster_of_.assign(a_.mentions.size(), kNone);
    take_names();
    mark_coordinated();
    for (std::uint32_t m = 0; m < a_.mentions.size(); ++m) resolve(m);
    look_ahead();
    write_chains();
  }

 private:
  Span span(std::uint32_t m) const {
    return {view_.word_of_token(a_.mentions[m].first_token),
            view_.word_of_token(a_.mentions[m].end_token - 1) + 1};
  }
  std::uint32_t head_word(std::uint32_t m) const {
    const Mention& mention = a_.mentions[m];
    const Span s = span(m);
    for (std::uint32_t i = s.begin; i < s.end; ++i)
      if (view_[i].range.end >= mention.head.end) return i;
    return s.end - 1;
  }

  void take_names() {
    for (NameCluster& n : cluster_names(view_, a_, k_)) {
      Cluster c;
      c.type = n.type;
      c.gender = n.gender;
      c.named = true;
      c.ambiguous = n.ambiguous;
      c.kinds.insert(n.kinds.begin(), n.kinds.end());
      for (const std::uint32_t m : n.mentions) {
        cluster_of_[m] = static_cast<std::uint32_t>(clusters_.size());
        c.plural |= a_.mentions[m].plural;
        role_before(m, c);
      }
      clusters_.push_back(std::move(c));
    }
  }

  void take_role(const std::string& singular, const RoleNoun& role, Cluster& c) const {
    c.kinds.insert(singular);
    c.kinds.insert(role.kinds.begin(), role.kinds.end());
    if (c.gender == Gender::kUnknown) c.gender = role.gender;
  }

  // "Kyiv Mayor Vitali ...": his roles and their places.
  void role_before(std::uint32_t m, Cluster& c) const {
    const std::uint32_t begin = span(m).begin;
    for (std::uint32_t i = role_start(view_, k_, begin); i < span(m).end; ++i)
      c.words.insert(view_[i].folded);
    for (std::uint32_t i = role_start(view_, k_, begin); i < begin;) {
      const auto match = view_.role_at(i, begin);
      if (const std::string* country = k_.country_of(view_[i].folded)) c.countries.insert(*country);
      if (match.role != nullptr) {
        if (c.type == EntityType::kUnknown && match.role->type == EntityType::kPerson &&
            !said_of_anyone(*match.role))
          c.type = EntityType::kPerson;
        take_role(match.role->singular, *match.role, c);
        i += static_cast<std::uint32_t>(match.length);
      } else {
        ++i;
      }
    }
  }

  // "He and Ana Moro": a "they" that follows in the sentence means the pair, which is no mention.
  void mark_coordinated() {
    pair_end_.assign(a_.sentences.size(), kNone);
    for (std::uint32_t m = 0; m + 1 < a_.mentions.size(); ++m) {
      if (!maybe_one_person(m) || !maybe_one_person(m + 1)) continue;
      const std::uint32_t end = span(m).end;
      const Span next = span(m + 1);
      if (end >= next.begin || view_[end].folded != "and") continue;
      if (role_start(view_, k_, next.begin) <= end + 1 || next.begin <= end + 2)
        pair_end_[a_.mentions[m].sentence.index()] = next.end;
    }
  }

  bool maybe_one_person(std::uint32_t m) const {
    const Mention& x = a_.mentions[m];
    return !x.plural && (x.type == EntityType::kPerson ||
                         (x.kind == MentionKind::kName && x.type == EntityType::kUnknown));
  }

  void resolve(std::uint32_t m) {
    const Mention& mention = a_.mentions[m];
    begin_sentence(mention.sentence.value);
    const Span s = span(m);
    const Grammar g =
        grammar_of(view_, s.begin, s.end,
                   mention.kind == MentionKind::kName ? role_start(view_, k_, s.begin) : s.begin);
    if (mention.kind == MentionKind::kNominal) {
      cluster_of_[m] = nominal(m);
    } else if (mention.kind == MentionKind::kPronoun) {
      cluster_of_[m] = pronoun(m, g);
      if (cluster_of_[m] == kNone) unresolved_.push_back(m);
    }
    if (cluster_of_[m] == kNone) return;
    recent_.push_back({m, cluster_of_[m], mention.sentence.value, g});
    if (recent_.size() > kRemembered) recent_.pop_front();
    if (g.speaks && !g.quoted) speaking_ = recent_.back();
  }

  EntityType type_of(std::uint32_t m) const { return clusters_[cluster_of_[m]].type; }

  void begin_sentence(std::uint32_t s) {
    if (s == sentence_) return;
    sentence_ = s;
    if (speaking_) speaker_ = speaking_;
    speaking_.reset();
  }

  // --- nominals -------------------------------------------------------------------------------

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

  Description describe(std::uint32_t m) const {
    const Span s = span(m);
    const std::uint32_t head = head_word(m);
    Description d;
    std::vector<std::string> words;
    for (std::uint32_t i = s.begin; i < s.end; ++i) {
      const Word& w = view_[i];
      if (w.kind == TokenKind::kNumber) d.counted = d.indefinite = true;
      if (!w.is_word() || w.is(kFunctionWord) || w.folded == "'s") continue;
      if (const std::string* country = k_.country_of(w.folded)) {
        d.countries.insert(*country);
        words.push_back(*country);
      } else {
        const KnownName* known = view_.known_at(i, s.end, 5);
        if (known != nullptr && known->type == EntityType::kPlace)
          d.countries.insert(known->canonical);
        words.push_back(k_.exonym(w.folded));
      }
      d.modified |= i < head || i > head;
    }
    for (std::uint32_t length = 3; length >= 1 && d.role == nullptr; --length) {
      if (head + 1 < s.begin + length) continue;
      std::string phrase;
      for (std::uint32_t i = head + 1 - length; i <= head; ++i)
        phrase += (phrase.empty() ? "" : " ") + view_[i].folded;
      d.role = k_.role(phrase);
      d.phrase = phrase;
    }
    d.head = d.role != nullptr ? d.role->singular : view_[head].folded;
    std::sort(words.begin(), words.end());
    for (const std::string& w : words) d.key += w + " ";
    for (const std::string& w : words)
      if (!d.countries.contains(w) &&
          (" " + d.phrase + " ").find(" " + w + " ") == std::string::npos)
        d.modifiers.push_back(w);
    const std::uint32_t sentence_begin = view_.sentence(view_[s.begin].sentence).first;
    if (s.begin > sentence_begin && view_[s.begin - 1].is(kDeterminer)) {
      const std::string& article = view_[s.begin - 1].folded;
      d.definite = article == "the" || article == "this" || article == "that" ||
                   article == "these" || article == "those";
      d.indefinite |= !d.definite;
    }
    d.definite |= view_[s.begin].is(kPossessiveWord);
    for (std::uint32_t i = s.begin; i < head; ++i)
      d.definite |= view_[i].folded == "'s" || view_[i].folded == "'";
    return d;
  }

  std::uint32_t nominal(std::uint32_t m) {
    const Description d = describe(m);
    const Mention& mention = a_.mentions[m];
    std::uint32_t found = apposition(m, d);
    const bool definite = d.definite && !mention.plural;
    if (found == kNone && definite) found = taken_up(d);
    if (found == kNone && definite && d.role != nullptr && d.role->document) found = document(m, d);
    if (found == kNone && !d.indefinite) found = same_description(d, mention.plural);
    if (found == kNone) found = fresh(m, d);
    Cluster& c = clusters_[found];
    if (d.role != nullptr) {
      take_role(d.head, *d.role, c);
      by_role_[d.head] = found;
      for (const std::string& kind : c.kinds) by_role_[kind] = found;
    }
    c.countries.insert(d.countries.begin(), d.countries.end());
    if (!d.counted) by_description_[(mention.plural ? "+" : "") + d.key] = found;
    return found;
  }

  std::uint32_t fresh(std::uint32_t m, const Description& d) {
    Cluster c;
    c.type = a_.mentions[m].type;
    c.plural = a_.mentions[m].plural;
    c.document = d.role != nullptr && d.role->document;
    clusters_.push_back(std::move(c));
    return static_cast<std::uint32_t>(clusters_.size() - 1);
  }

  bool fits_role(const Cluster& c, const Description& d) const {
    if (d.role == nullptr || c.plural) return false;
    if (d.role->type == EntityType::kPerson)
      return c.type == EntityType::kPerson || c.type == EntityType::kUnknown;
    return c.type == d.role->type;
  }

  // "Moro, an adviser to X", "Moro (a teacher)", "Moro was a teacher", "the mayor, Ana Moro,".
  std::uint32_t apposition(std::uint32_t m, const Description& d) {
    if (a_.mentions[m].plural || d.role == nullptr || d.role->document) return kNone;
    const Span s = span(m);
    const auto [s_begin, s_end] = view_.sentence(view_[s.begin].sentence);
    std::uint32_t i = s.begin;
    const bool article = i > s_begin && view_[i - 1].is(kDeterminer);
    if (article) --i;
    if (i > s_begin + 1 &&
        (view_[i - 1].is_mark(",") || view_[i - 1].is_mark("(") || copula(i - 1))) {
      const std::uint32_t name = ending_at(i - 1, m);
      const bool closed = view_[i - 1].is_mark("(") || copula(i - 1) || s.end >= s_end ||
                          view_[s.end].is_mark(",") || view_[s.end].is_mark(".") || d.definite ||
                          article;
      if (name != kNone && closed && !d.role->plural) {
        Cluster& c = clusters_[cluster_of_[name]];
        if (c.named && accepts(c, d)) {
          if (c.type == EntityType::kUnknown && !said_of_anyone(*d.role)) c.type = d.role->type;
          return cluster_of_[name];
        }
      }
    }
    if (s.end + 1 < s_end && view_[s.end].is_mark(",") && (d.definite || article)) {
      const std::uint32_t name = beginning_at(s.end + 1, m);
      if (name != kNone) {
        const std::uint32_t end = span(name).end;
        const bool closed = end >= s_end || view_[end].is_mark(",") || view_[end].is_mark(".");
        if (closed && accepts(clusters_[cluster_of_[name]], d)) return cluster_of_[name];
      }
    }
    return kNone;
  }

  static bool said_of_anyone(const RoleNoun& r) {
    return std::find(r.kinds.begin(), r.kinds.end(), "anyone") != r.kinds.end();
  }

  bool copula(std::uint32_t i) const {
    const std::string& f = view_[i].folded;
    return f == "is" || f == "was" || f == "became" || f == "remains";
  }

  bool accepts(const Cluster& c, const Description& d) const {
    if (c.plural || d.role->type == EntityType::kGroup) return false;
    return c.type == d.role->type || said_of_anyone(*d.role) ||
           (c.type == EntityType::kUnknown && !c.document);
  }

  // The name mention before m that ends at word `end`; likewise one after m that begins at `begin`.
  std::uint32_t ending_at(std::uint32_t end, std::uint32_t m) const {
    for (std::uint32_t n = m, steps = 0; n-- > 0 && steps < 6; ++steps)
      if (a_.mentions[n].kind == MentionKind::kName && span(n).end == end) return n;
    return kNone;
  }
  std::uint32_t beginning_at(std::uint32_t begin, std::uint32_t m) const {
    for (std::uint32_t n = m + 1, steps = 0; n < a_.mentions.size() && steps < 6; ++n, ++steps) {
      if (a_.mentions[n].kind != MentionKind::kName) continue;
      const std::uint32_t at = span(n).begin;  // a title may stand before it
      if (at >= begin && role_start(view_, k_, at) <= begin && at <= begin + 4) return n;
    }
    return kNone;
  }

  // "the mayor" after "Mayor Ana Moro"; "the think tank" after "the Sela Institute".
  std::uint32_t taken_up(const Description& d) {
    for (auto it = recent_.rbegin(); it != recent_.rend(); ++it) {
      const Cluster& c = clusters_[it->cluster];
      if (c.kinds.contains(d.head) && fits_role(c, d) && agree(c, d)) return it->cluster;
    }
    const auto it = by_role_.find(d.head);
    if (it == by_role_.end()) return kNone;
    const Cluster& c = clusters_[it->second];
    return fits_role(c, d) && agree(c, d) ? it->second : kNone;
  }

  // Nothing that describes it speaks against the cluster: "the Tarsian leader", "the state power
  // company".
  static bool agree(const Cluster& c, const Description& d) {
    for (const std::string& w : d.modifiers)
      if (!c.words.contains(w)) return false;
    if (d.countries.empty()) return true;
    if (c.countries.empty()) return c.named;
    return std::any_of(d.countries.begin(), d.countries.end(),
                       [&](const std::string& country) { return c.countries.contains(country); });
  }

  // "The statement" carries on what a body said; a report that was introduced is its own thing.
  std::uint32_t document(std::uint32_t m, const Description& d) {
    const auto it = by_role_.find(d.head);
    if (it != by_role_.end() && clusters_[it->second].document && !d.modified) return it->second;
    if (d.head != "statement" || !speaker_) return kNone;
    const Cluster& c = clusters_[speaker_->cluster];
    const bool near = a_.mentions[m].sentence.value - speaker_->sentence <= kWindow;
    return near && c.type == EntityType::kOrganisation ? speaker_->cluster : kNone;
  }

  std::uint32_t same_description(const Description& d, bool plural) const {
    const auto it = by_description_.find((plural ? "+" : "") + d.key);
    if (it == by_description_.end()) return kNone;
    return d.definite || plural ? it->second : kNone;
  }

  // --- pronouns -------------------------------------------------------------------------------

  struct Wanted {
    bool person = false;
    bool plural = false;
    Gender gender = Gender::kUnknown;
    bool reflexive = false;
    bool possessive = false;
  };

  static Wanted wanted(const std::string& form) {
    Wanted w;
    w.reflexive = form.ends_with("self") || form.ends_with("selves");
    w.possessive = form == "his" || form == "her" || form == "its" || form == "their";
    if (form.starts_with("the")) {
      w.plural = true;
    } else if (form.starts_with("it")) {
    } else {
      w.person = true;
      w.gender = form[0] == 's' || form.starts_with("her") ? Gender::kFemale : Gender::kMale;
    }
    return w;
  }

  bool fits(const Cluster& c, const Wanted& w) const {
    if (c.ambiguous) return false;
    if (w.person) {
      if (c.plural || c.document) return false;
      if (c.type != EntityType::kPerson && !(c.type == EntityType::kUnknown && c.named))
        return false;
      return c.gender == Gender::kUnknown || c.gender == w.gender;
    }
    if (w.plural) return c.plural || c.type == EntityType::kOrganisation;
    return !c.plural && c.type != EntityType::kPerson && c.type != EntityType::kGroup;
  }

  std::uint32_t pronoun(std::uint32_t m, const Grammar& g) {
    const std::uint32_t at = span(m).begin;
    if (const std::uint32_t named = bracketed(m, at); named != kNone) return named;
    Wanted w = wanted(view_[at].folded);
    if (view_[at].folded == "her" && !owns(at)) w.possessive = false;
    if (w.plural && pair_end_[sentence_] <= at && !plural_before(at)) return kNone;
    if (g.speaks && !g.quoted && continues_speech(w, m)) return accept(speaker_->cluster, w);

    std::optional<Candidate> best;
    int best_score = 0;
    for (auto it = recent_.rbegin(); it != recent_.rend(); ++it) {
      const std::uint32_t distance = sentence_ - it->sentence;
      if (distance > kWindow) break;
      if (!fits(clusters_[it->cluster], w)) continue;
      if (blocked(*it, at, g, w)) continue;
      const int s = score(*it, distance, at, g, w);
      if (!best || s > best_score) {
        best = *it;
        best_score = s;
      }
    }
    if (best && best_score > (w.person ? kPersonScore : kOtherScore))
      return accept(best->cluster, w);
    return kNone;
  }

  // "her" before a noun or its adjective.
  bool owns(std::uint32_t at) const {
    if (at + 1 >= view_.sentence(view_[at].sentence).second) return false;
    const Word& next = view_[at + 1];
    return next.is_word() && !next.is(kFunctionWord | kTimeWord);
  }

  std::uint32_t accept(std::uint32_t cluster, const Wanted& w) {
    Cluster& c = clusters_[cluster];
    if (w.person) {
      c.gender = w.gender;
      if (c.type == EntityType::kUnknown) c.type = EntityType::kPerson;
    }
    return cluster;
  }

  // "He (Moro) knows this": the brackets say who.
  std::uint32_t bracketed(std::uint32_t m, std::uint32_t at) const {
    if (at + 3 > view_.size() || !view_[at + 1].is_mark("(")) return kNone;
    const std::uint32_t name = beginning_at(at + 2, m);
    if (name == kNone) return kNone;
    const std::uint32_t end = span(name).end;
    return end < view_.size() && view_[end].is_mark(")") ? cluster_of_[name] : kNone;
  }

  // A plural mention earlier in the sentence than word `at`.
  bool plural_before(std::uint32_t at) const {
    for (auto it = recent_.rbegin(); it != recent_.rend() && it->sentence == sentence_; ++it)
      if (clusters_[it->cluster].plural && span(it->mention).end <= at) return true;
    return false;
  }

  // "…,” he said" and "He said" carry on with the last speaker, unless somebody else who fits has
  // since become the subject of a sentence.
  bool continues_speech(const Wanted& w, std::uint32_t m) const {
    if (!speaker_ || sentence_ - speaker_->sentence > kSpeakerWindow) return false;
    if (!fits(clusters_[speaker_->cluster], w)) return false;
    if (w.plural && !clusters_[speaker_->cluster].plural) return false;
    for (auto it = recent_.rbegin(); it != recent_.rend(); ++it) {
      if (it->sentence <= speaker_->sentence || it->mention >= m) break;
      if (it->cluster == speaker_->cluster || it->grammar.quoted) continue;
      const bool subject = it->grammar.function == Function::kSubject && it->grammar.first;
      if (subject && fits(clusters_[it->cluster], w)) return false;
    }
    return true;
  }

  // What a pronoun cannot mean: the other argument of its verb, or itself as a possessor.
  bool blocked(const Candidate& c, std::uint32_t at, const Grammar& g, const Wanted& w) const {
    if (c.sentence != sentence_) return false;
    const Span s = span(c.mention);
    if (s.begin <= at && at < s.end) return true;  // "his" inside "his adviser"
    if (w.reflexive || w.possessive || g.function == Function::kSubject) return false;
    if (c.grammar.function != Function::kSubject) return false;
    for (std::uint32_t i = s.end; i < at; ++i) {
      const Word& word = view_[i];
      if (word.is(kSubordinator | kConjunction | kPronounWord) || !word.is_word() ||
          word.folded == "to")
        return false;
      if (i - s.end > 8) return false;
    }
    return true;
  }

  int score(const Candidate& c, std::uint32_t distance, std::uint32_t at, const Grammar& g,
            const Wanted& w) const {
    const Cluster& cluster = clusters_[c.cluster];
    int s = 40 - 11 * static_cast<int>(distance);
    switch (c.grammar.function) {
      case Function::kSubject:
        s += c.grammar.first && distance > 0 ? 12 : 9;
        break;
      case Function::kPossessive:
        s += 5;
        break;
      case Function::kObject:
        s += 4;
        break;
      case Function::kOblique:
        s += w.person ? 1 : -4;
        break;
      case Function::kOther:
        s += 2;
        break;
    }
    // In its own sentence the nearer clause has the better claim.
    if (distance == 0) {
      const std::uint32_t end = span(c.mention).end;
      s += std::max(0, 6 - (at > end ? static_cast<int>(at - end) / 3 : 0));
    }
    if (c.grammar.quoted != g.quoted) s -= 14;
    if (g.quoted && c.grammar.speaks && !c.grammar.quoted) s -= 20;  // speakers say "I"
    if (c.grammar.addressed && !w.person) s -= 20;
    if (cluster.type == EntityType::kUnknown && !cluster.document) s -= 6;
    if (!cluster.named && !w.plural) s -= w.person ? 10 : 4;
    if (w.plural && !cluster.plural) s -= 12;
    if (!w.person && !w.plural && cluster.type == EntityType::kPlace &&
        c.grammar.function == Function::kOblique)
      s -= 6;
    if (g.speaks && c.grammar.speaks) s += 4;
    if (w.possessive && distance == 0 && c.grammar.function == Function::kSubject) s += 4;
    return s;
  }

  // The report opens with "He said ..." and names him later: its top was cut off. Only if the first
  // person named after it speaks, and nobody else could be meant.
  void look_ahead() {
    for (std::uint32_t m = 0; m < a_.mentions.size(); ++m) {
      const Mention& mention = a_.mentions[m];
      const bool person = cluster_of_[m] != kNone && type_of(m) == EntityType::kPerson;
      const bool could_be = cluster_of_[m] != kNone && mention.kind == MentionKind::kName &&
                            type_of(m) == EntityType::kUnknown;
      if (!person && !could_be) continue;
      if (mention.kind != MentionKind::kName) return;
      const Span s = span(m);
      const Grammar g = grammar_of(view_, s.begin, s.end, role_start(view_, k_, s.begin));
      if (!g.speaks || g.quoted) {
        if (could_be) continue;
        return;
      }
      Cluster& c = clusters_[cluster_of_[m]];
      Gender gender = c.gender;
      for (const std::uint32_t p : unresolved_) {
        if (p > m) break;
        const Wanted w = wanted(view_[span(p).begin].folded);
        if (!w.person) continue;
        if (mention.sentence.value - a_.mentions[p].sentence.value > kCataphora) continue;
        if (gender == Gender::kUnknown) gender = w.gender;
        if (w.gender != gender) return;
        cluster_of_[p] = cluster_of_[m];
        c.gender = gender;
        c.type = EntityType::kPerson;
      }
      return;
    }
  }

  // --- chains ---------------------------------------------------------------------------------

  void write_chains() {
    std::vector<std::uint32_t> chain_of(clusters_.size(), kNone);
    a_.chains.clear();
    for (std::uint32_t m = 0; m < a_.mentions.size(); ++m) {
      Mention& mention = a_.mentions[m];
      mention.chain.reset();
      const std::uint32_t c = cluster_of_[m];
      if (c == kNone || clusters_[c].ambiguous) continue;
      if (chain_of[c] == kNone) {
        chain_of[c] = static_cast<std::uint32_t>(a_.chains.size());
        a_.chains.push_back({{}, clusters_[c].type, {}});
      }
      mention.chain = ChainId{chain_of[c]};
      a_.chains[chain_of[c]].mentions.push_back(m);
      if (mention.kind != MentionKind::kPronoun && mention.type == EntityType::kUnknown)
        mention.type = clusters_[c].type;
      if (mention.kind == MentionKind::kPronoun) mention.type = clusters_[c].type;
    }
    for (Chain& chain : a_.chains) chain.name = name_of(chain);
  }

  // The fullest name; where there is none, the fullest description.
  std::string name_of(const Chain& chain) const {
    std::uint32_t best = chain.mentions.front();
    const auto rank = [&](std::uint32_t m) {
      const Mention& x = a_.mentions[m];
      const int kind = x.kind == MentionKind::kName ? 2 : x.kind == MentionKind::kNominal ? 1 : 0;
      return std::pair(kind, x.end_token - x.first_token);
    };
    for (const std::uint32_t m : chain.mentions)
      if (rank(m) > rank(best)) best = m;
    std::string name;
    bool space = false;
    for (const char c : slice(text_, a_.mentions[best].range)) {  // a name may run over a line end
      if (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
        space = true;
        continue;
      }
      if (space) name += ' ';
      space = false;
      name += c;
    }
    return name;
  }

  std::string_view text_;
  Analysis& a_;
  const Knowledge& k_;
  const WordView& view_;
  std::vector<Cluster> clusters_;
  std::vector<std::uint32_t> cluster_of_;  // by mention
  std::vector<std::uint32_t> pair_end_;    // by sentence: where "X and Y" ends in it
  std::vector<std::uint32_t> unresolved_;  // pronouns
  std::deque<Candidate> recent_;
  std::optional<Candidate> speaking_;  // in this sentence
  std::optional<Candidate> speaker_;   // of an earlier one
  std::unordered_map<std::string, std::uint32_t> by_role_;
  std::unordered_map<std::string, std::uint32_t> by_description_;
  std::uint32_t sentence_ = kNone;
};

}  // namespace

void resolve_coreference(std::string_view text, Analysis& analysis, const Knowledge& knowledge,
                         const WordView& view) {
  if (analysis.tokens.empty()) return;
  Resolver(text, analysis, knowledge, view).run();
}

}  // namespace stemma::language
