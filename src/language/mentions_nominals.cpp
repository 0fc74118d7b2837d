#include "language/mentions_nominals.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace stemma::language {
namespace {

constexpr std::uint32_t kNoName = 0xffffffff;

class NominalFinder {
 public:
  NominalFinder(const WordView& view, const Knowledge& k, const std::vector<NameSpan>& names)
      : view_(view), k_(k), names_(names), name_of_(view.size(), kNoName) {
    for (std::uint32_t n = 0; n < names.size(); ++n)
      for (std::uint32_t i = names[n].begin; i < names[n].end; ++i) name_of_[i] = n;
  }

  std::vector<NominalSpan> run() {
    for (const NameSpan& n : names_)
      if (n.nominal) spans_.push_back(capital_role(n));
    for (std::size_t s = 0; s < view_.sentence_count(); ++s) {
      const auto [begin, end] = view_.sentence(s);
      for (std::uint32_t i = begin; i < end;) i = at(i, begin, end);
    }
    return std::move(spans_);
  }

 private:
  const Word& word(std::uint32_t i) const { return view_[i]; }
  bool named(std::uint32_t i) const { return name_of_[i] != kNoName; }

  // "Foreign Minister" written with capitals; names_ knows its extent.
  NominalSpan capital_role(const NameSpan& n) const {
    const std::uint32_t s_end = view_.sentence(word(n.begin).sentence).second;
    return {n.begin, with_phrase_behind(n.end, s_end, nullptr), n.end - 1, n.end, n.type, n.plural};
  }

  std::uint32_t at(std::uint32_t i, std::uint32_t begin, std::uint32_t end) {
    if (!word(i).is_word() || named(i)) return i + 1;
    const auto match = view_.role_at(i, end);
    if (match.role == nullptr || match.role->place) return i + 1;
    const std::uint32_t past = i + static_cast<std::uint32_t>(match.length);
    for (std::uint32_t j = i; j < past; ++j)
      if (named(j)) return i + 1;
    if (!heads_phrase(past, end, *match.role)) return i + 1;
    const Left left = look_left(i, begin);
    if (!plausible(i, past, *match.role, left, end)) return i + 1;
    NominalSpan span;
    span.begin = left.begin;
    span.head = past - 1;
    span.head_end = past;
    span.end = with_phrase_behind(past, end, match.role);
    span.type = match.role->type;
    span.plural = match.role->plural && !(match.role->singular == "police");
    if (match.role->type == EntityType::kPerson && span.plural) span.type = EntityType::kGroup;
    spans_.push_back(span);
    return past;
  }

  // False where the noun only modifies another ("government building") or introduces a name.
  bool heads_phrase(std::uint32_t past, std::uint32_t end, const RoleNoun& role) const {
    if (past >= end) return true;
    const Word& next = word(past);
    if (!next.is_word()) return true;
    if (named(past) && (!role.plural || role.type == EntityType::kOrganisation)) {
      const NameSpan& n = names_[name_of_[past]];
      return n.begin != past;  // "adviser Ana Moro": the role of a name
    }
    if (next.capital || next.is(kFunctionWord)) return true;
    // "police records": a plural takes no verb in -s. "the ministry records every birth" tells what
    // it does, "the ministry records were lost" what was lost.
    const bool in_s =
        next.info().inflected && next.info().first == 'n' && next.folded().ends_with('s');
    if (in_s && (role.singular == "police" || (!role.plural && verb_follows(past + 1, end))))
      return false;
    if (next.speech()) return true;
    if (k_.role(next.folded()) != nullptr) return role.plural && next.info().verb;
    if (role.plural) return true;
    if (next.info().first == 'n') return next.info().verb && next.info().inflected;
    return true;
  }

  // Does a verb stand at word i? Then what stands before it is its subject's noun.
  bool verb_follows(std::uint32_t i, std::uint32_t end) const {
    return i < end && word(i).is_word() && (word(i).is(kAuxiliary | kModal) || word(i).speech());
  }

  struct Left {
    std::uint32_t begin = 0;
    bool determined = false;  // an article, possessive or quantifier stands at its edge
    bool modified = false;
    bool after_preposition = false;
    bool after_verb = false;
  };

  Left look_left(std::uint32_t i, std::uint32_t begin) const {
    Left left;
    left.begin = i;
    std::uint32_t j = i;
    for (int steps = 0; j > begin && steps < 6; ++steps) {
      const Word& w = word(j - 1);
      if (w.kind == TokenKind::kNumber) {
        left.modified = true;
        left.determined = true;
        left.begin = j - 1;
        break;  // before a figure stand its bounds ("at least"), no modifiers
      } else if (!w.is_word()) {
        break;
      } else if (w.is(kQuantifier)) {
        left.determined = true;
      } else if (w.is(kPossessiveWord)) {
        left.determined = true;
        left.begin = j - 1;
        return left;
      } else if (w.is(kDeterminer)) {
        left.determined = true;
        break;
      } else if (w.folded() == "'s" || w.folded() == "'") {
        // "Velmar's president": the owner belongs to the phrase.
        if (j >= begin + 2 && named(j - 2)) {
          const std::uint32_t owner = names_[name_of_[j - 2]].begin;
          if (owner >= begin) left.begin = owner;
          left.determined = true;
          return left;
        }
        left.determined = true;  // "the union's secretary"
      } else if (named(j - 1)) {
        // "Minsk residents", "Defence Ministry officials": a place or body as a modifier.
        const NameSpan& n = names_[name_of_[j - 1]];
        if (n.begin < begin || n.type == EntityType::kPerson) break;
        left.modified = true;
        left.begin = n.begin;
        j = n.begin;
        continue;
      } else if (is_origin(w, k_)) {
        left.modified = true;
      } else if (w.is(kFunctionWord | kTimeWord) || !modifier(w) || bare_participle(j - 1, begin)) {
        left.after_verb = w.info().first == 'v';
        break;
      } else {
        left.modified = true;
      }
      --j;
      left.begin = j;
    }
    if (left.begin > begin) left.after_preposition = word(left.begin - 1).is(kPreposition);
    return left;
  }

  // "moving troops", "closed schools": a verb and its object, unless an article or the like stands
  // before it.
  bool bare_participle(std::uint32_t i, std::uint32_t begin) const {
    const bool past = word(i).folded().ends_with("ed") && word(i).info().verb;
    if (!word(i).folded().ends_with("ing") && !past) return false;
    return i == begin || !(word(i - 1).is(kDeterminer | kPossessiveWord | kQuantifier) ||
                           is_origin(word(i - 1), k_) || word(i - 1).kind == TokenKind::kNumber);
  }

  static bool modifier(const Word& w) {
    if (w.info().first == 'a' || w.info().first == 'n')
      return !(w.info().inflected && w.info().noun);
    // Words that no lexicon knows: "anti-war"; with a capital, an adjective that find_names left.
    if (w.info().first == '\0') return true;
    return w.info().adjective && (w.info().first != 'v' || w.folded().ends_with("ed"));
  }

  bool plausible(std::uint32_t i, std::uint32_t past, const RoleNoun& role, const Left& left,
                 std::uint32_t end) const {
    const Word& w = word(past - 1);
    if (left.determined) return true;
    if (!role.plural) {
      // A bare singular is no noun phrase, but "police", "opposition", or one with an adjective of
      // origin as headlines write it.
      return role.singular == w.folded() && w.folded() == "police";
    }
    if (left.modified || left.after_preposition || left.after_verb) return true;
    if (w.info().first == 'v' || (w.info().verb && w.info().inflected && role.document))
      return false;
    if (i > 0 && word(i - 1).sentence == w.sentence && word(i - 1).is(kPronounWord)) return false;
    if (past < end && word(past).kind == TokenKind::kNumber) return false;
    // "X heads the ministry": a singular name before a plural noun makes it a verb.
    const bool name_before = i > 0 && named(i - 1) && word(i - 1).sentence == w.sentence;
    return !(name_before && w.info().verb);
  }

  // Where the phrase ends that tells whose or where: "of the agency", "from Velmar".
  std::uint32_t with_phrase_behind(std::uint32_t past, std::uint32_t end,
                                   const RoleNoun* role) const {
    if (past >= end) return past;
    static constexpr std::array<std::string_view, 6> kJoin = {"of", "from", "at",
                                                              "in", "for",  "to"};
    const std::string& prep = word(past).folded();
    if (std::find(kJoin.begin(), kJoin.end(), prep) == kJoin.end()) return past;
    if (prep == "to" && role != nullptr && role->singular != "ambassador" &&
        role->singular != "envoy" && role->singular != "adviser" && role->singular != "advisor" &&
        role->singular != "aide")
      return past;
    if ((prep == "in" || prep == "for") && role != nullptr && role->document) return past;
    std::uint32_t i = past + 1;
    while (i < end && word(i).is(kDeterminer | kPossessiveWord)) ++i;
    for (int steps = 0; i < end && steps < 6; ++steps, ++i) {
      if (named(i)) {
        const NameSpan& n = names_[name_of_[i]];
        if (n.begin != i) return past;
        const bool owner =
            n.end + 1 < end && (word(n.end).folded() == "'s" || word(n.end).folded() == "'");
        if (!owner) return n.end;
        i = n.end;  // "a spokesman for Velmar's delegation": the phrase goes on to what is owned
        continue;
      }
      const Word& w = word(i);
      if (!w.is_word() || w.is(kFunctionWord | kTimeWord)) return past;
      const auto match = view_.role_at(i, end);
      const std::uint32_t after = i + static_cast<std::uint32_t>(match.length);
      if (match.role != nullptr && (prep == "of" || prep == "for" || prep == "at") &&
          (after >= end || !word(after).is_word() || word(after).is(kFunctionWord) ||
           word(after).speech() || word(after).info().first == 'v'))
        return after;
      if (!modifier(w) && match.role == nullptr && !is_origin(w, k_)) return past;
    }
    return past;
  }

  const WordView& view_;
  const Knowledge& k_;
  const std::vector<NameSpan>& names_;
  std::vector<std::uint32_t> name_of_;
  std::vector<NominalSpan> spans_;
};

// "it is clear that", "it seems", "it rained": an "it" that stands for nothing.
bool empty_it(const WordView& view, std::uint32_t i, std::uint32_t end) {
  static constexpr std::array<std::string_view, 21> kVerbs = {
      "seems",  "seemed",  "appears", "appeared",   "happens", "happened", "turns",
      "turned", "takes",   "took",    "rains",      "rained",  "rain",     "snowed",
      "snows",  "emerged", "emerges", "transpired", "follows", "remains",  "remained"};
  std::uint32_t j = i + 1;
  bool be = false;
  bool modal = false;
  while (j < end && (view[j].is(kAuxiliary | kModal | kNegation | kClosedAdverb))) {
    be |= view[j].is(kAuxiliary);
    modal |= view[j].is(kModal);
    ++j;
  }
  if (j < end && std::find(kVerbs.begin(), kVerbs.end(), view[j].folded()) != kVerbs.end())
    return true;
  if (!be || j >= end) return false;
  // "it is (not) ADJECTIVE ... that/to/whether"; "it was Moro who"; "it would be a ... if"
  for (std::uint32_t n = j; n < std::min(end, j + 8); ++n) {
    const std::string& f = view[n].folded();
    if (modal && f == "if") return true;
    if (view[n].kind == TokenKind::kPunctuation) return false;
    const bool near = n > j && n < j + 5;
    if (near && (f == "that" || f == "to" || f == "whether" || f == "who")) {
      if (view[j].is(kDeterminer)) return f == "who";
      return f == "who" || view[j].info().adjective || (f != "to" && view[j].info().first != 'v');
    }
  }
  return false;
}

}  // namespace

std::vector<NominalSpan> find_nominals(const WordView& view, const Knowledge& knowledge,
                                       const std::vector<NameSpan>& names) {
  return NominalFinder(view, knowledge, names).run();
}

std::vector<std::uint32_t> find_pronouns(const WordView& view, const Knowledge&) {
  static constexpr std::array<std::string_view, 17> kForms = {
      "he",  "him",    "his",  "himself", "she",   "her",    "hers",       "herself", "it",
      "its", "itself", "they", "them",    "their", "theirs", "themselves", "themself"};
  std::vector<std::uint32_t> found;
  for (std::uint32_t i = 0; i < view.size(); ++i) {
    const Word& w = view[i];
    if (!w.is_word() || !w.is(kPronounWord | kPossessiveWord)) continue;
    if (std::find(kForms.begin(), kForms.end(), w.folded()) == kForms.end()) continue;
    if (w.all_capitals() && w.folded().size() > 1 && w.folded() == "it") continue;  // "IT"
    if (w.folded() == "it" && empty_it(view, i, view.sentence(w.sentence).second)) continue;
    found.push_back(i);
  }
  return found;
}

}  // namespace stemma::language
