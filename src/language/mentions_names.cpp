#include "language/mentions_names.h"

#include <algorithm>
#include <optional>
#include <string>
#include <unordered_map>

#include "language/mentions_forms.h"

namespace stemma::language {
namespace {

// How a report writes each word where its case is free.
struct CaseCount {
  std::uint32_t lower = 0;
  std::uint32_t capital = 0;  // not at the head of a sentence, not in a headline
  std::uint32_t opening = 0;  // with a capital that may be the sentence's
};

constexpr float kSure = 0.9F;  // how sure the tagger must be of a name that nothing else knows

class NameFinder {
 public:
  NameFinder(const WordView& view, const Knowledge& knowledge, std::span<const TaggedSpan> tagged)
      : view_(view), k_(knowledge), tagged_(tagged) {
    cases_.reserve(view.size());
    for (std::size_t s = 0; s < view.sentence_count(); ++s) headline_.push_back(is_headline(s));
    for (const Word& w : view.words()) {
      if (!w.is_word()) continue;
      CaseCount& count = cases_[w.folded()];
      if (!w.capital)
        ++count.lower;
      else if (!w.opening && !headline_[w.sentence])
        ++count.capital;
      else
        ++count.opening;
    }
  }

  std::vector<NameSpan> run() {
    for (std::size_t s = 0; s < view_.sentence_count(); ++s) {
      const auto [begin, end] = view_.sentence(s);
      for (std::uint32_t i = begin; i < end;) i = at(i, end);
    }
    settle_types();
    return std::move(spans_);
  }

 private:
  const Word& word(std::uint32_t i) const { return view_[i]; }

  // "Tarsian" where the report also names Tarsia: an adjective, when a small word follows.
  bool derived_adjective(std::uint32_t i, std::uint32_t end) const {
    const Word& w = word(i);
    if (!w.folded().ends_with("an") || w.folded().size() < 5 || w.info().common()) return false;
    if (i + 1 >= end || !word(i + 1).is_word() || word(i + 1).is(kFunctionWord)) return false;
    const auto named = [&](std::string_view stem) {
      const auto it = cases_.find(stem);
      return it != cases_.end() && it->second.lower == 0;
    };
    const std::string_view f = w.folded();
    if (!k_.given_name(f) && (f.ends_with("ian") || f.ends_with("ean"))) return true;
    return named(f.substr(0, f.size() - 1)) || named(f.substr(0, f.size() - 2)) ||
           (f.ends_with("ian") && named(f.substr(0, f.size() - 3)));
  }

  bool is_headline(std::size_t s) const {
    const auto [begin, end] = view_.sentence(s);
    // Every word that carries meaning has a capital, the verb too.
    std::size_t words = 0;
    std::size_t capitals = 0;
    bool lower_content = false;
    for (std::uint32_t i = begin; i < end; ++i) {
      const Word& w = view_[i];
      if (!w.is_word()) continue;
      lower_content |= !w.capital && !w.is(kFunctionWord | kParticle | kConnector);
      if (w.folded().size() < 4) continue;
      ++words;
      capitals += w.capital ? 1 : 0;
    }
    return words >= 5 && capitals >= 4 && !lower_content;
  }

  // The known name that begins at i, if its words are capitalised as names are.
  const KnownName* known_at(std::uint32_t i, std::uint32_t end) const {
    if (!word(i).capital) return nullptr;
    const KnownName* name = view_.known_at(i, end, 9);
    if (name == nullptr) return nullptr;
    const Word& last = word(i + static_cast<std::uint32_t>(name->words.size()) - 1);
    if (name->words.size() > 1 && !last.capital && last.kind == TokenKind::kWord) {
      return nullptr;
    }
    if (name->words.size() == 1 && weak_case(i) && !name_evidence(i, end)) return nullptr;
    return name;
  }

  bool weak_case(std::uint32_t i) const { return word(i).opening || headline_[word(i).sentence]; }

  // Is the capital of a word at the head of a sentence that of a name?
  bool name_evidence(std::uint32_t i, std::uint32_t end) const {
    const Word& w = word(i);
    if (w.is(kFunctionWord | kLabel)) return false;
    if (w.all_capitals() && !headline_[w.sentence]) return true;
    const CaseCount& count = cases_.at(w.folded());
    if (count.capital > 0 && count.capital >= count.lower) return true;
    if (count.lower > 0) return false;
    if (!w.info().common()) return true;
    // A common word: part of a name only if one goes on behind it.
    const bool followed = i + 1 < end && word(i + 1).is_word() && word(i + 1).capital &&
                          !word(i + 1).is(kTimeWord) && !headline_[w.sentence];
    if (!followed) return false;
    if (k_.given_name(w.folded()) || k_.title(w.folded())) return true;
    if (w.info().first == 'n') return !w.info().inflected;
    if (w.info().first == 'a') {
      for (std::uint32_t j = i + 1; j < std::min(end, i + 8) && word(j).capital; ++j)
        if (k_.organisation_word(word(j).folded()) || k_.place_words.contains(word(j).folded()))
          return true;
    }
    return false;
  }

  bool is_time(std::uint32_t i) const {
    const Word& w = word(i);
    if (!w.is(kTimeWord)) return false;
    const bool name_before =
        i > 0 && word(i - 1).sentence == w.sentence &&
        (k_.given_name(word(i - 1).folded()) || k_.title(word(i - 1).folded()));
    return !name_before;
  }

  // May word i be part of a name, by its own looks?
  bool name_word(std::uint32_t i, std::uint32_t end, bool inside) const {
    const Word& w = word(i);
    if (!w.is_word() || !w.capital || is_time(i)) return false;
    if (inside && !w.opening && k_.given_name(word(i - 1).folded())) return true;  // "Theresa May"
    if (w.is(kPronounWord) && !w.all_capitals()) return false;
    if (w.is(kFunctionWord) && !w.all_capitals())
      return inside && !headline_[w.sentence] &&
             !w.is(kPreposition | kDeterminer | kConjunction | kSubordinator | kAuxiliary | kModal |
                   kPossessiveWord | kQuantifier);
    if (w.is(kLabel) && w.opening) return false;
    if (inside && !headline_[w.sentence]) return true;
    if (!weak_case(i)) return true;
    if (is_origin(w, k_)) return true;
    return name_evidence(i, end);
  }

  bool organisation_or_of(std::uint32_t i) const {
    return k_.of_words.contains(word(i).folded()) ||
           k_.organisation_word(word(i).folded()) != nullptr;
  }

  bool lone_adjective(std::uint32_t i, std::uint32_t end) const {
    return i + 1 < end && !word(i + 1).capital && derived_adjective(i, end);
  }

  // Handles what begins at word i; returns the next word to look at.
  std::uint32_t at(std::uint32_t i, std::uint32_t end) {
    const KnownName* known = known_at(i, end);
    if (known == nullptr) {
      if (!name_word(i, end, false)) return i + 1;
      if (lone_adjective(i, end)) return i + 1;
    }
    std::uint32_t last =
        i + (known != nullptr ? static_cast<std::uint32_t>(known->words.size()) : 1);
    bool connected = false;
    // "Secretary of State" is one role, small words and all.
    const auto role = view_.role_at(i, end);
    if (role.length > 1) {
      const std::uint32_t past = i + static_cast<std::uint32_t>(role.length);
      if (word(past - 1).capital) last = std::max(last, past);
    }
    for (;;) {
      if (last >= end) break;
      if (word(last).is_word() && name_word(last, end, true)) {
        ++last;
        continue;
      }
      const std::uint32_t past = joined(last, end, connected);
      if (past == last) break;
      last = past;
    }
    segment(i, last, connected);
    return last;
  }

  // If small words join the name [i, last) to more of it, the end of that; else last.
  std::uint32_t joined(std::uint32_t last, std::uint32_t end, bool& connected) {
    const Word& w = word(last);
    const auto capital_at = [&](std::uint32_t j) {
      return j < end && word(j).is_word() && word(j).capital && !is_time(j) &&
             !(word(j).is(kFunctionWord) && !word(j).all_capitals());
    };
    if (headline_[w.sentence]) return last;
    if (w.folded() == "&" && capital_at(last + 1)) return last + 2;
    if (w.is(kParticle) && w.is_word() && !w.capital && !w.is(kDeterminer | kPreposition) &&
        !organisation_or_of(last - 1)) {
      std::uint32_t j = last + 1;
      while (j < end && word(j).is(kParticle) && !word(j).capital) ++j;
      if (capital_at(j)) return j + 1;
    }
    // "Dam Workers' Union": a common noun with an apostrophe, and a body's head word near behind.
    if ((w.folded() == "'" || w.folded() == "'s" || w.folded() == "\u2019") &&
        word(last - 1).info().common() && capital_at(last + 1)) {
      for (std::uint32_t j = last + 1; j < std::min(end, last + 4) && capital_at(j); ++j)
        if (k_.organisation_word(word(j).folded()) != nullptr) return j + 1;
    }
    if (!w.is_word() || w.capital) return last;
    if (w.is(kConnector)) {
      const bool of = w.folded() == "of";
      bool head = false;
      if (of) {
        head = organisation_or_of(last - 1);
      } else {
        head = k_.organisation_word(word(last - 1).folded()) != nullptr ||
               (connected && w.folded() == "for");
      }
      if (connected && of && !k_.country_of(word(last - 1).folded())) head = true;
      if (!head) return last;
      std::uint32_t j = last + 1;
      if (j < end && word(j).folded() == "the" && !word(j).capital) ++j;
      if (!capital_at(j)) return last;
      // "for" and "on" must be followed by a topic, not by a country's name alone.
      if (!of && known_place(j, end)) return last;
      connected = true;
      return j + 1;
    }
    if (w.folded() == "and" && connected && capital_at(last + 1)) {
      const Word& next = word(last + 1);
      const bool plain = next.info().first == 'n' && !k_.given_name(next.folded()) &&
                         k_.role(next.folded()) == nullptr && !known_place(last + 1, end) &&
                         !k_.title(next.folded()) && k_.organisation_word(next.folded()) == nullptr;
      if (plain && word(last - 1).info().first != '\0') return last + 2;
    }
    return last;
  }

  bool known_place(std::uint32_t i, std::uint32_t end) const {
    const KnownName* name = view_.known_at(i, end, 5);
    return name != nullptr && name->type == EntityType::kPlace;
  }

  void add(std::uint32_t begin, std::uint32_t end, std::uint32_t role, EntityType type,
           bool nominal = false, bool plural = false) {
    if (begin < end) spans_.push_back({begin, end, std::min(role, begin), type, plural, nominal});
  }

  // The last role or title in [begin, end), as a range of words.
  std::optional<std::pair<std::uint32_t, std::uint32_t>> last_role(std::uint32_t begin,
                                                                   std::uint32_t end) const {
    std::optional<std::pair<std::uint32_t, std::uint32_t>> found;
    for (std::uint32_t j = begin; j < end;) {
      const auto match = view_.role_at(j, end);
      std::uint32_t length = static_cast<std::uint32_t>(match.length);
      const bool usable = match.role != nullptr && match.role->type == EntityType::kPerson &&
                          !k_.given_name(word(j).folded());
      if (!usable) length = k_.title(word(j).folded()) ? 1 : 0;
      if (length > 0) {
        found = {j, j + length};
        j += length;
      } else {
        ++j;
      }
    }
    return found;
  }

  bool ends_as_organisation(std::uint32_t begin, std::uint32_t end) const {
    return end > begin && k_.organisation_word(word(end - 1).folded()) != nullptr;
  }

  // A capitalised run [begin, end): role, name, adjective, body, or several of them.
  void segment(std::uint32_t begin, std::uint32_t end, bool connected) {
    if (connected) {
      segment_connected(begin, end);
      return;
    }
    if (const KnownName* known = whole_known(begin, end)) {
      add(begin, end, begin, known->type);
      return;
    }
    if (const auto role = last_role(begin, end)) {
      const auto [from, to] = *role;
      const bool person_inside =
          from > begin && k_.given_name(word(from - 1).folded()) && to == end && end - begin >= 2;
      if (to < end && !ends_as_organisation(to, end) && !person_inside) {
        places_in(begin, from);
        add_name(to, end, begin);
        return;
      }
      if (to == end && !person_inside) {
        role_alone(begin, from, end);
        return;
      }
    }
    add_name(begin, end, begin);
  }

  const KnownName* whole_known(std::uint32_t begin, std::uint32_t end) const {
    const KnownName* known = view_.known_at(begin, end, 9);
    return known != nullptr && known->words.size() == end - begin ? known : nullptr;
  }

  // "Foreign Minister" with capitals and no name behind it.
  void role_alone(std::uint32_t begin, std::uint32_t from, std::uint32_t end) {
    const auto match = view_.role_at(from, end);
    places_in(begin, from);
    if (match.role == nullptr) {
      if (end - begin == 1 && !weak_case(begin)) add(begin, end, begin, EntityType::kUnknown);
      return;
    }
    std::uint32_t first = begin;
    while (first < from && known_place(first, from)) ++first;
    const bool plain = end - begin == 1 && weak_case(begin);
    if (!plain) add(first, end, first, EntityType::kPerson, true, match.role->plural);
  }

  // "Sela Mayor": places named inside a role phrase are mentions too.
  void places_in(std::uint32_t begin, std::uint32_t end) {
    for (std::uint32_t i = begin; i < end;) {
      const KnownName* known = view_.known_at(i, end, 6);
      if (known != nullptr && !is_origin(word(i), k_)) {
        const auto length = static_cast<std::uint32_t>(known->words.size());
        add(i, i + length, i, known->type);
        i += length;
      } else if (i == begin && end - begin > 1 && ends_as_organisation(begin, end)) {
        add(begin, end, begin, EntityType::kOrganisation);
        return;
      } else {
        ++i;
      }
    }
  }

  // "Office of the High Commissioner for Human Rights", "Secretary of State Ana Moro".
  void segment_connected(std::uint32_t begin, std::uint32_t end) {
    const auto match = view_.role_at(begin, end);
    if (match.role != nullptr && match.role->type == EntityType::kPerson) {
      const auto past = begin + static_cast<std::uint32_t>(match.length);
      if (past < end) add_name(past, end, begin);
      return;
    }
    EntityType type = EntityType::kOrganisation;
    for (std::uint32_t i = begin; i < end; ++i) {
      if (word(i).is(kConnector) && !word(i).capital) {
        if (i > begin && k_.organisation_word(word(i - 1).folded()) == nullptr &&
            k_.place_openers.contains(word(i - 1).folded()))
          type = EntityType::kPlace;
        break;
      }
    }
    if (const KnownName* known = whole_known(begin, end)) type = known->type;
    add(begin, end, begin, type);
  }

  // The name [begin, end) without roles; role words begin at `role`.
  void add_name(std::uint32_t begin, std::uint32_t end, std::uint32_t role) {
    while (begin < end &&
           (word(begin).info().is(kClosedAdverb) || word(begin).folded() == "former") &&
           end - begin > 1)
      ++begin;
    if (begin >= end) return;
    const bool body = ends_as_organisation(begin, end) && end - begin > 1;
    if (!body) {
      // Adjectives of countries are no part of a person's name.
      std::uint32_t first = begin;
      while (first < end) {
        const std::uint32_t length = origin_length(first, end);
        if (length == 0 || two_word_origin_name(first, end)) break;
        first += length;
      }
      if (first == end) {
        add_people(begin, end, role);
        return;
      }
      if (first > begin && !k_.place_openers.contains(word(begin).folded()) &&
          !k_.place_words.contains(word(end - 1).folded()) && begin == role)
        begin = first;
      else if (first > begin && begin != role)
        begin = first;
    }
    // "Ukraine President"-like leftovers: a known place before more words is its own mention
    // unless the whole is a body.
    const KnownName* known = view_.known_at(begin, end, 9);
    if (known != nullptr && known->words.size() < end - begin && !body &&
        known->type == EntityType::kPlace) {
      const auto past = begin + static_cast<std::uint32_t>(known->words.size());
      if (k_.given_name(word(past).folded()) && end - past >= 2) {
        add(begin, past, role, known->type);
        add(past, end, past, EntityType::kPerson);
        return;
      }
    }
    add(begin, end, role, type_of(begin, end, role));
  }

  // "Velmarian" is one word, "North Korean" two; 0 if it is no adjective of origin.
  std::uint32_t origin_length(std::uint32_t i, std::uint32_t end) const {
    if (i + 1 < end && k_.country_of(word(i).folded() + " " + word(i + 1).folded()) != nullptr)
      return 2;
    return is_origin(word(i), k_) ? 1 : 0;
  }

  bool two_word_origin_name(std::uint32_t i, std::uint32_t end) const {
    return i + 1 < end && view_.known_at(i, end, 4) != nullptr;
  }

  // "Velmarians" are a group; "Velmarian" before a noun is nobody.
  void add_people(std::uint32_t begin, std::uint32_t end, std::uint32_t role) {
    const auto it = k_.peoples.find(word(end - 1).folded());
    const bool plural = it != k_.peoples.end() && it->second;
    if (plural) {
      add(begin, end, role, EntityType::kGroup, false, true);
      return;
    }
    if (word(end - 1).folded() == "west" || word(end - 1).folded() == "east") {
      if (after_the(begin)) add(begin, end, role, EntityType::kPlace);
    }
  }

  EntityType type_of(std::uint32_t begin, std::uint32_t end, std::uint32_t role) const {
    if (const KnownName* known = whole_known(begin, end)) return known->type;
    const std::string& first = word(begin).folded();
    const std::string& last = word(end - 1).folded();
    if (role < begin) {
      const auto match = last_role(role, begin);
      if (match) return EntityType::kPerson;
    }
    const std::uint32_t length = end - begin;
    if (k_.organisation_word(last) != nullptr && (length > 1 || after_the(begin)))
      return EntityType::kOrganisation;
    if (length > 1 && k_.place_words.contains(last)) return EntityType::kPlace;
    if (length > 1 && k_.given_name(first)) return EntityType::kPerson;
    if (length > 1 && k_.place_openers.contains(first)) return EntityType::kPlace;
    for (std::uint32_t i = begin; i + 1 < end; ++i)
      if (word(i).folded() == "&") return EntityType::kOrganisation;
    if (length == 1 && word(begin).all_capitals() && last.size() <= 7)
      return EntityType::kOrganisation;
    if (const auto by_context = context_type(begin, end)) return *by_context;
    if (const auto tagged = tagged_type(begin, end)) return *tagged;
    if (length >= 2 && length <= 4) {
      bool plain = false;
      for (std::uint32_t i = begin; i < end; ++i)
        plain |= (word(i).info().common() && !word(i).is(kParticle)) || has_digit(word(i));
      if (!plain) return EntityType::kPerson;
      if (k_.known(split_words(first)) != nullptr) return EntityType::kOrganisation;
    }
    return EntityType::kUnknown;
  }

  // What the tagger calls the last word of the name.
  std::optional<EntityType> tagged_type(std::uint32_t begin, std::uint32_t end) const {
    const std::uint32_t token = word(end - 1).end_token - 1;
    const auto after = std::upper_bound(
        tagged_.begin(), tagged_.end(), token,
        [](std::uint32_t t, const TaggedSpan& span) { return t < span.first_token; });
    if (after == tagged_.begin()) return std::nullopt;
    const TaggedSpan& span = *std::prev(after);
    if (token >= span.end_token || span.end_token <= word(begin).first_token) return std::nullopt;
    if (span.confidence < kSure) return std::nullopt;
    switch (span.kind) {
      case TaggedSpan::Kind::kPerson:
        // A single word that nobody knows may be a country that acts; "he" or "it" will tell.
        if (end - begin == 1) return std::nullopt;
        return EntityType::kPerson;
      case TaggedSpan::Kind::kOrganisation:
        return EntityType::kOrganisation;
      case TaggedSpan::Kind::kLocation:
        return EntityType::kPlace;
      default:
        return std::nullopt;
    }
  }

  static bool has_digit(const Word& w) {
    return std::any_of(w.folded().begin(), w.folded().end(),
                       [](char c) { return c >= '0' && c <= '9'; });
  }

  bool after_the(std::uint32_t i) const {
    return i > 0 && word(i - 1).folded() == "the" && word(i - 1).sentence == word(i).sentence;
  }

  std::optional<EntityType> context_type(std::uint32_t begin, std::uint32_t end) const {
    const std::uint32_t s_begin = view_.sentence(word(begin).sentence).first;
    const std::uint32_t s_end = view_.sentence(word(begin).sentence).second;
    // "adviser Ana Moro", "state news agency Belta", "ally Velmar"
    if (begin > s_begin) {
      const Word& before = word(begin - 1);
      if (const RoleNoun* r = k_.role(before.folded());
          r != nullptr && !r->plural && before.is_word()) {
        if (r->type == EntityType::kPerson && end - begin > 1) return EntityType::kPerson;
        if (r->type == EntityType::kPerson && !said_of_anyone(*r) && before.info().first != 'v')
          return EntityType::kPerson;
        if (r->type == EntityType::kOrganisation || r->place) return r->type;
      }
      if (end - begin == 1 &&
          (before.folded() == "in" || before.folded() == "near" || before.folded() == "at" ||
           before.folded() == "neighbouring" || before.folded() == "neighboring"))
        return EntityType::kPlace;
    }
    // "Moro, an adviser to ..." and "Moro (a teacher at ...)"
    if (end + 2 < s_end && (word(end).is_mark(",") || word(end).is_mark("("))) {
      std::uint32_t i = end + 1;
      if (word(i).is(kDeterminer | kPossessiveWord)) ++i;
      for (std::uint32_t n = 0; n < 6 && i < s_end; ++n, ++i) {
        const Word& w = word(i);
        if (!w.is_word() || w.is(kFunctionWord)) break;
        const auto match = view_.role_at(i, s_end);
        if (match.role == nullptr || match.role->plural) continue;
        const std::uint32_t past = i + static_cast<std::uint32_t>(match.length);
        const bool more = past < s_end && word(past).is_word() && !word(past).is(kFunctionWord) &&
                          word(past).info().first == 'n';
        if (more) continue;
        if (match.role->document || said_of_anyone(*match.role)) break;
        return match.role->type;
      }
    }
    return std::nullopt;
  }

  static bool said_of_anyone(const RoleNoun& r) {
    return std::find(r.kinds.begin(), r.kinds.end(), "anyone") != r.kinds.end();
  }

  // A second look at single names: a surname takes its bearer's type, a short form its body's.
  void settle_types() {
    std::unordered_map<std::string, EntityType> by_last;
    std::unordered_map<std::string, EntityType> by_name;
    for (const NameSpan& s : spans_) {
      if (s.nominal || s.type == EntityType::kUnknown) continue;
      if (s.type == EntityType::kPerson && s.end - s.begin > 1) {
        by_last.emplace(word(s.end - 1).folded(), EntityType::kPerson);
      }
      by_name.emplace(text_of(s), s.type);
    }
    for (NameSpan& s : spans_) {
      if (s.nominal) continue;
      const bool single = s.end - s.begin == 1;
      const auto last = by_last.find(word(s.end - 1).folded());
      if (single && last != by_last.end() &&
          (s.type == EntityType::kUnknown || whole_known(s.begin, s.end) == nullptr)) {
        s.type = EntityType::kPerson;
        continue;
      }
      if (s.type != EntityType::kUnknown) continue;
      if (const auto it = by_name.find(text_of(s)); it != by_name.end()) {
        s.type = it->second;
      } else if (single && k_.given_name(word(s.begin).folded())) {
        s.type = EntityType::kPerson;
      }
    }
  }

  std::string text_of(const NameSpan& s) const {
    std::string text;
    for (std::uint32_t i = s.begin; i < s.end; ++i) text += word(i).folded() + " ";
    return text;
  }

  const WordView& view_;
  const Knowledge& k_;
  std::span<const TaggedSpan> tagged_;
  std::vector<bool> headline_;
  std::unordered_map<std::string_view, CaseCount> cases_;
  std::vector<NameSpan> spans_;
};

}  // namespace

bool is_origin(const Word& word, const Knowledge& knowledge) {
  return word.capital && (word.is(kRegionWord) || knowledge.country_of(word.folded()) != nullptr);
}

std::vector<NameSpan> find_names(const WordView& view, const Knowledge& knowledge,
                                 std::span<const TaggedSpan> tagged) {
  return NameFinder(view, knowledge, tagged).run();
}

}  // namespace stemma::language
