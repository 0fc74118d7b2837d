#include "grounding/quantities.h"

#include <algorithm>
#include <cmath>

namespace stemma::grounding {
namespace {

constexpr std::size_t kLongestNounPhrase = 5;  // words from the number to its noun
constexpr std::size_t kKeptModifiers = 2;
constexpr std::size_t kListReach = 4;  // atoms between a figure's noun and "including"

bool is_dash(std::string_view norm) { return norm == "-" || norm == "--" || norm == "\u2014"; }

bool ends_list(std::string_view norm) {
  return norm == ";" || norm == "." || norm == ")" || norm == "!" || norm == "?" || norm == ":";
}

}  // namespace

bool QuantityFinder::is_plural_noun(const Atom& atom) const {
  const std::string_view w = atom.norm;
  if (tables_.is(w, NounClass::kPlural) || tables_.is(w, NounClass::kState) ||
      tables_.is(w, NounClass::kPerson))
    return true;
  return w.size() > 3 && w.ends_with('s') && !w.ends_with("ss") && !w.ends_with("us") &&
         !w.ends_with("is") && !w.ends_with("'s") && !tables_.is(w, NounClass::kVerbS);
}

QuantityFinder::NounPhrase QuantityFinder::noun_phrase(std::size_t i, bool singular) const {
  NounPhrase np;
  std::size_t first = i;
  std::size_t words = 0;
  std::size_t k = i;
  std::size_t head = 0;
  for (; k < atoms_.size() && words < kLongestNounPhrase; ++k) {
    const Atom& atom = atoms_[k];
    if (!free(k)) break;
    if (atom.kind == AtomKind::kOther) {
      // Only a hyphen inside of a word goes on.
      if (atom.norm == "-" && atom.glued && glued(k + 1) && k > first) continue;
      break;
    }
    if (atom.kind == AtomKind::kNumber) {
      // "five new 737 aircraft", "five 737s": a number in the name of what is counted.
      if (k == first || singular || parse_int(atom.norm).value_or(0) < 100) break;
      ++words;
      if (glued(k + 1) && norm(k + 1) == "s") {
        head = k + 2;
        break;
      }
      continue;
    }
    const bool inside = k > first && atom.glued && norm(k - 1) == "-";
    if (!inside && tables_.is(atom.norm, NounClass::kStop)) break;
    ++words;
    const bool hyphen_next = norm(k + 1) == "-" && glued(k + 1) && glued(k + 2);
    if (hyphen_next) continue;
    if (is_plural_noun(atom) && !singular) {
      head = k + 1;
      break;
    }
    if (singular && words > 1 && atom.norm.ends_with("ed")) {
      --words;
      break;  // "a 5,000-strong crowd gathered"
    }
    if (singular && (atom.norm.ends_with("ed") || atom.norm.ends_with("ly")) &&
        k + 1 < atoms_.size())
      continue;
  }
  if (singular && words > 0 && words < kLongestNounPhrase) {
    // A singular noun has no mark: it is the last word before the phrase ends, if that is near.
    head = std::min(k, i + 3);
  }
  if (head == 0) return np;
  while (head > first && atoms_[head - 1].kind == AtomKind::kOther) --head;
  if (head == first) return np;
  // A modifier or two are useful; more are not. A hyphenated word counts as one.
  std::size_t kept = 0;
  std::size_t begin = head - 1;
  while (begin > first) {
    const bool joined = atoms_[begin].glued || atoms_[begin - 1].norm == "-";
    if (!joined && ++kept > kKeptModifiers) break;
    --begin;
  }
  for (std::size_t n = begin; n < head; ++n) {
    if (!np.words.empty() && !atoms_[n].glued) np.words += ' ';
    np.words += atoms_[n].norm;
  }
  np.end = head;
  np.person = tables_.is(atoms_[head - 1].norm, NounClass::kPerson);
  return np;
}

bool QuantityFinder::read_number(std::size_t i, const Numeral& n, Figure& f) const {
  if (n.atoms == 0) return false;
  const std::size_t end = i + n.atoms;
  for (std::size_t k = i; k < end; ++k)
    if (!free(k)) return false;
  f.number = i;
  f.number_end = f.end = end;
  f.quantity.value = n.value;
  f.quantity.approximate_word = n.vague;
  f.fraction = n.fraction;
  return true;
}

/// "Three out of four", "one in ten": a share.
bool QuantityFinder::read_ratio(std::size_t i, const Numeral& part, Figure& f) const {
  if (part.atoms == 0 || part.value < 1 || part.fraction || part.vague) return false;
  std::size_t k = i + part.atoms;
  const bool out_of = norm(k) == "out" && norm(k + 1) == "of";
  if (!out_of && !(norm(k) == "in" && part.value == 1 && norm(i) == "one")) return false;
  k += out_of ? 2 : 1;
  if (norm(k) == "every") ++k;
  const Numeral whole = numerals_.at(atoms_, k);
  if (whole.atoms == 0 || whole.vague || whole.fraction || whole.value <= part.value) return false;
  // "20 out of 90 houses" are two figures; "nine out of ten" is a share.
  if (out_of && whole.value > 10 && whole.value != 100 && whole.value != 1000) return false;
  for (std::size_t a = i; a < k + whole.atoms; ++a)
    if (!free(a)) return false;
  f.number = i;
  f.number_end = f.end = k + whole.atoms;
  f.quantity.value = part.value / whole.value;
  f.fraction = true;
  return true;
}

/// "$81 a barrel", "50 cents per share", "900 litres a day": what one of.
void QuantityFinder::read_rate(Figure& f) const {
  std::size_t k = f.end;
  const bool slash = norm(k) == "/" && glued(k);
  const std::string_view w = norm(k);
  if (!slash && w != "per" && w != "a" && w != "an" && w != "each") return;
  ++k;
  if (k >= atoms_.size()) return;
  // "$20 million a year earlier": the time goes on.
  if (taken_[k] != 0 && k + 1 < atoms_.size() && taken_[k + 1] != 0) return;
  if (const Found<UnitPhrase> unit = tables_.unit(atoms_, k, false);
      unit && unit.phrase->kind == UnitKind::kMeasure) {
    f.quantity.per = std::string(unit.phrase->symbol);
    f.end = k + unit.atoms;
    return;
  }
  if (!is(k, NounClass::kRate)) return;
  f.quantity.per = std::string(norm(k));
  f.end = k + 1;
}

/// "20 to 30", "20-30", "between 20 and 30", "$5 million to $10 million".
void QuantityFinder::read_range(Figure& f, bool between, bool money) const {
  std::size_t k = f.number_end;
  // "$12 million and $20 million", "3% to 5%": the unit may follow each of them.
  Found<UnitPhrase> own = tables_.unit(atoms_, k, false);
  if (own && norm(k) != "%") own = {};
  if (own) k += own.atoms;
  const bool dash = norm(k) == "-" && glued(k);
  const bool joins = dash || norm(k) == "to" || (between && norm(k) == "and") ||
                     (norm(k) == "or" && f.quantity.value < 20);
  if (!joins) return;
  std::size_t next = k + 1;
  if (const Found<UnitPhrase> prefix = tables_.unit(atoms_, next, true); money && prefix)
    next += prefix.atoms;
  const Numeral high = numerals_.at(atoms_, next);
  if (high.atoms == 0 || high.vague || high.fraction || !free(next)) return;
  double low = f.quantity.value;
  // "5 to 10 million": the scale belongs to both.
  if (high.value >= 1000 && low < 1000 && high.atoms > 1) {
    const Numeral plain = numerals_.at(atoms_.subspan(0, next + 1), next);
    if (plain.atoms == 1 && plain.value > low) low *= high.value / plain.value;
  }
  if (high.value <= low) return;
  const Found<UnitPhrase> unit = tables_.unit(atoms_, next + high.atoms, false);
  if (own && (!unit || unit.phrase->symbol != own.phrase->symbol)) return;
  // "climbed 3% to 8%", "slid $1 to $80", "rose 20 to 140": an amount and where it led.
  const ChangeWord* change = f.begin > 0 ? changes_.find(norm(f.begin - 1)) : nullptr;
  if (!dash && change != nullptr && change->kind == ChangeKind::kVerb &&
      (own || money || high.value > 2 * low))
    return;
  if (norm(k) == "or" && high.value - low > 10) return;
  f.quantity.value = low;
  f.quantity.high = high.value;
  f.number_end = f.end = next + high.atoms;
}

bool QuantityFinder::read_unit(Figure& f) const {
  std::size_t k = f.number_end;
  if (norm(k) == "-" && glued(k) && glued(k + 1)) ++k;  // "20-mile"
  const Found<UnitPhrase> unit = tables_.unit(atoms_, k, false);
  if (!unit) return false;
  // Short symbols are letters: only right after digits, and not as the head of another word.
  if (norm(k).size() <= 2 && unit.phrase->kind == UnitKind::kMeasure) {
    if (atoms_[f.number_end - 1].kind != AtomKind::kNumber) return false;
    if (norm(k) == "in" || norm(k) == "am" || norm(k) == "pm") return false;
    const std::string_view after = norm(k + unit.atoms);
    if (glued(k + unit.atoms) && after != "." && after != "," && after != "/" && after != ")")
      return false;
  }
  if (!free(k)) return false;
  f.quantity.unit = std::string(unit.phrase->symbol);
  f.end = k + unit.atoms;
  return true;
}

QuantityFinder::BoundBefore QuantityFinder::bound_before(std::size_t first) const {
  // The longest phrase that ends right before the figure, looking back over a few words.
  constexpr std::size_t kLongestBound = 4;
  for (std::size_t back = std::min(kLongestBound, first); back > 0; --back) {
    const Found<BoundPhrase> phrase = tables_.bound(atoms_, first - back, false);
    if (!phrase || phrase.atoms != back) continue;
    if (!free(first - back)) break;
    return {first - back, phrase.phrase->bound};
  }
  return {first, std::nullopt};
}

/// A number that is part of a name, a score, or an address: not a figure.
bool QuantityFinder::is_name_number(const Figure& f) const {
  const std::size_t i = f.number;
  const std::size_t end = f.number_end;
  const bool digits = atoms_[i].kind == AtomKind::kNumber;
  if (i > 0 && tables_.is(norm(i - 1), NounClass::kDesignator) && f.quantity.unit.empty())
    return true;
  if (digits && atoms_[i].glued && i > 0) {
    // "A380", "Covid-19", "10:40", "2-1"
    const Atom& before = atoms_[i - 1];
    if (before.kind == AtomKind::kWord && f.quantity.unit.empty()) return true;
    if (before.norm == ":" || before.norm == "/" || before.norm == "." || before.norm == "#")
      return true;
    if (before.norm == "-" && before.glued && i > 1) return true;
  }
  if (digits && glued(end) && f.end == f.number_end) {
    const std::string_view after = norm(end);
    if (atoms_[end].kind == AtomKind::kWord && after != "'s" && after != "'") return true;
    if (after == ":" || (after == "/" && f.quantity.unit.empty())) return true;
    if (after == "-" && glued(end + 1)) {
      if (atoms_[end + 1].kind == AtomKind::kNumber) return true;  // a score
      if (!tables_.is(norm(end + 1), NounClass::kCompound)) return true;
    }
  }
  if (!digits && norm(end) == "-" && glued(end) && f.end == f.number_end &&
      !tables_.is(norm(end + 1), NounClass::kCompound))
    return true;
  // A capitalised word before, and nothing counted after: "Windows 10", "Phase 3".
  if (digits && i > 1 && atoms_[i - 1].kind == AtomKind::kWord && atoms_[i - 1].capitalised &&
      !tables_.is(norm(i - 1), NounClass::kStop) && f.begin == i && f.quantity.unit.empty() &&
      f.quantity.of.empty())
    return true;
  return false;
}

/// "Ana Moro, 45, was hurt", "aged 45": the number is an age.
bool QuantityFinder::is_age(const Figure& f) const {
  const std::size_t i = f.number;
  if (i == 0 || f.number_end != i + 1 || f.quantity.value > 120 || f.quantity.value < 1)
    return false;
  if (atoms_[i].kind != AtomKind::kNumber || !f.quantity.unit.empty()) return false;
  if (norm(i - 1) == "aged") return true;
  return norm(i - 1) == "," && norm(f.number_end) == "," && i > 1 && atoms_[i - 2].capitalised &&
         f.quantity.of.empty();
}

/// Whether a figure without a unit and without a noun is still one.
bool QuantityFinder::looks_like_count(const Figure& f) const {
  const Quantity& q = f.quantity;
  if (!q.unit.empty() || !q.of.empty() || f.fraction) return true;
  const Atom& first = atoms_[f.number];
  const bool digits = first.kind == AtomKind::kNumber;
  const std::string_view after = norm(f.number_end);
  if (f.begin < f.number) return true;  // bounded
  if (digits) {
    // A year that nothing else called one; a list number.
    if (first.norm.size() == 4 && f.number_end == f.number + 1 && q.value >= 1500 && q.value < 2100)
      return false;
    if (f.number == 0 && (after == "." || after == ")")) return false;
    // "the 500 index", "their 737 airliner": a number before a singular noun is a name.
    const bool named =
        f.number_end < atoms_.size() && free(f.number_end) &&
        atoms_[f.number_end].kind == AtomKind::kWord && !tables_.is(after, NounClass::kStop) &&
        !tables_.is(after, NounClass::kPreposition) && !tables_.is(after, NounClass::kInherit) &&
        !after.ends_with("ed") && (f.number == 0 || !is(f.number - 1, NounClass::kInherit));
    const bool decimal = first.norm.find('.') != std::string_view::npos;
    if (named && q.value < 1000 && q.value > 1 && !decimal && !f.note.of_next) return false;
    return f.number == 0 || q.value >= 1000 || decimal ||
           !(norm(f.number - 1) == "a" || norm(f.number - 1) == "an" ||
             norm(f.number - 1) == "new" || norm(f.number - 1) == "first" ||
             norm(f.number - 1) == "its" || norm(f.number - 1) == "their");
  }
  if (q.value <= 1 && !q.approximate_word) return false;  // "one" the pronoun
  if (q.approximate_word) {
    // "dozens left"; but "several left" and "a score" count only with their noun.
    const NumberEntry* word = numerals_.find(first.norm);
    return word == nullptr || word->plural;
  }
  // Number words without a noun: a figure if a participle or "of" follows, or they are large; in "a
  // crew of six" what is counted stands before.
  if (q.value >= 13) return true;
  if (f.number > 1 && norm(f.number - 1) == "of" &&
      tables_.is(norm(f.number - 2), NounClass::kSet) &&
      (f.number_end == atoms_.size() || atoms_[f.number_end].kind == AtomKind::kOther))
    return true;
  return after == "of" || tables_.is(after, NounClass::kState) || after == "were" ||
         after == "was" || after == "others";
}

void QuantityFinder::read_noun(Figure& f) const {
  Quantity& q = f.quantity;
  std::size_t k = f.end;
  if (norm(k) == "of") {
    if (const Found<UnitPhrase> unit = tables_.unit(atoms_, k + 1, false);
        unit && q.approximate_word && q.unit.empty()) {
      // "billions of dollars", "hundreds of kilometres"
      q.unit = std::string(unit.phrase->symbol);
      f.end = k + 1 + unit.atoms;
      return;
    }
    std::size_t n = k + 1;
    while (n < k + 4 && is(n, NounClass::kDeterminer)) ++n;
    while (n < k + 5 && is(n, NounClass::kInherit)) ++n;
    const Numeral whole = free(n) ? numerals_.at(atoms_, n) : Numeral{};
    const bool direct = n == k + 1 && whole.atoms == 0;
    if (whole.atoms > 0 && !whole.vague) {
      f.note.of_next = true;
      n += whole.atoms;
    }
    NounPhrase np = noun_phrase(n, false);
    if (np.end == 0 && !f.note.of_next) np = noun_phrase(n, true);
    if (np.end == 0) return;
    q.of = std::move(np.words);
    f.note.person = np.person;
    if (q.approximate_word && direct) f.end = np.end;
    return;
  }
  if (!q.unit.empty()) return;
  if (norm(k) == "-" && glued(k) && is(k + 1, NounClass::kCompound)) {
    // "a 300,000-strong force", "a five-member panel"
    if (norm(k + 1) == "strong") {
      const NounPhrase np = noun_phrase(k + 2, true);
      if (np.end > 0) q.of = np.words;
    } else {
      q.of = std::string(norm(k + 1)) + "s";
    }
    f.end = k + 2;
    return;
  }
  if (norm(k) == "other" || norm(k) == "more" || norm(k) == "additional" || norm(k) == "fewer") ++k;
  const bool singular = q.value == 1 && !q.high && !q.approximate_word;
  NounPhrase np = noun_phrase(k, singular);
  if (np.end == 0) return;
  q.of = std::move(np.words);
  f.note.person = np.person;
  f.end = np.end;
}

std::optional<QuantityFinder::Figure> QuantityFinder::figure(std::size_t i) const {
  Figure f;
  f.begin = i;
  std::size_t at = i;
  // Currency before the number, and "between" or "from" before that.
  Found<UnitPhrase> prefix = tables_.unit(atoms_, i, true);
  // "A$5" is Australian money, "a $5 note" is not.
  if (prefix && prefix.atoms == 2 && norm(i).size() == 1 && !glued(i + 1)) prefix = {};
  if (prefix) at = i + prefix.atoms;
  const bool money = bool(prefix);
  if (!free(at)) return std::nullopt;
  const Numeral number = numerals_.at(atoms_, at);
  if (!(!money && read_ratio(at, number, f)) && !read_number(at, number, f)) return std::nullopt;
  const bool between = i > 0 && norm(i - 1) == "between";
  // "rose from 20 to 30" tells of two figures, not of a range.
  const BoundBefore outside = bound_before(i);
  const std::size_t tie = outside.begin;
  if (!f.fraction &&
      (tie == 0 || norm(tie - 1) != "from" || (tie > 1 && norm(tie - 2).starts_with("rang"))))
    read_range(f, between, money);
  if (between && f.quantity.high) f.begin = i - 1;
  const bool unit = read_unit(f);
  if (money) {
    f.quantity.unit = std::string(prefix.phrase->symbol);
    if (!unit) f.end = f.number_end;
  }
  if (unit || money) read_rate(f);
  // "100m" is a distance where no money and nothing counted says that millions are meant.
  const bool metres = !money && !unit && !atoms_[f.number].glued && f.number_end == f.number + 2 &&
                      norm(f.number + 1) == "m" && noun_phrase(f.number_end, false).end == 0 &&
                      norm(f.number_end) != "of";
  if (metres) {
    f.quantity.value = parse_digits(norm(f.number)).value_or(f.quantity.value);
    f.quantity.unit = "m";
  }
  if (const BoundBefore bound = f.begin == i ? outside : bound_before(f.begin); bound.bound) {
    f.quantity.bound = *bound.bound;
    f.begin = bound.begin;
  }
  // "minus 5 degrees", "-5"
  if (f.begin == f.number && i > 0 &&
      ((norm(i - 1) == "minus" && !f.quantity.unit.empty()) ||
       (norm(i - 1) == "-" && glued(i) && !glued(i - 1) && atoms_[i].kind == AtomKind::kNumber)) &&
      !f.quantity.high) {
    f.quantity.value = -f.quantity.value;
    f.begin = i - 1;
  }
  if (norm(f.end) == "+" && glued(f.end)) {
    f.quantity.bound = Bound::kAtLeast;
    ++f.end;
  }
  read_noun(f);
  if (const Found<BoundPhrase> after = tables_.bound(atoms_, f.end, true);
      after && f.quantity.bound == Bound::kExact && norm(f.end + after.atoms) != "than") {
    f.quantity.bound = after.phrase->bound;
    const std::size_t bound_end = f.end + after.atoms;
    f.end = bound_end;
    if (f.quantity.of.empty()) {
      const std::size_t keep = f.end;
      read_noun(f);
      f.end = std::max(keep, f.end);
    }
  }
  if (is_age(f)) {
    f.quantity.unit = "year";
    f.quantity.of = "age";
    f.begin = i;
    f.end = f.number_end;
    return f;
  }
  if (is_name_number(f)) return std::nullopt;
  if (f.fraction && i > 0 &&
      (norm(i - 1) == "first" || norm(i - 1) == "second" || norm(i - 1) == "other"))
    return std::nullopt;  // "the first half of the game"
  if (norm(f.number) == "one" && f.number_end == f.number + 1 && f.quantity.unit.empty()) {
    // "one" is a figure only before the noun that it counts.
    const std::string_view before = i > 0 ? norm(i - 1) : std::string_view();
    const bool pronoun = before == "no" || before == "the" || before == "this" ||
                         before == "that" || before == "which" || before == "every" ||
                         before == "any" || before == "each" || before == "another" ||
                         before == "only" || norm(f.number_end) == "of" ||
                         norm(f.number_end) == "in" || f.quantity.of.empty() ||
                         (f.number_end < atoms_.size() && atoms_[f.number_end].capitalised);
    if (pronoun) return std::nullopt;
  }
  if (!looks_like_count(f)) return std::nullopt;
  return f;
}

/// "The remaining 150,000", "another 20 were wounded", ", 77,000 in combat units": the noun is that
/// of the figure before.
void QuantityFinder::inherit_noun(Figure& f, const std::vector<Quantity>& quantities) const {
  Quantity& q = f.quantity;
  const std::size_t b = f.begin;
  for (std::size_t back = 1; back <= 2 && back <= f.number; ++back) {
    const std::string_view w = norm(f.number - back);
    if (w == "remaining" || w == "other" || w == "rest") f.note.remaining = true;
  }
  if (!q.of.empty() || !q.unit.empty() || quantities.empty()) return;
  const bool marked = (b > 0 && is(b - 1, NounClass::kInherit)) || is(b, NounClass::kInherit) ||
                      is(f.end, NounClass::kInherit);
  const bool aside = b > 0 &&
                     (norm(b - 1) == "," || norm(b - 1) == "and" || norm(b - 1) == "with" ||
                      is(b - 1, NounClass::kListOpen)) &&
                     is(f.end, NounClass::kPreposition) && quantities.size() > sentence_first_;
  const bool of_them =
      norm(f.end) == "of" &&
      (norm(f.end + 1) == "them" || norm(f.end + 1) == "those" || norm(f.end + 1) == "whom");
  const bool total =
      norm(f.end) == "in" && (norm(f.end + 1) == "all" || norm(f.end + 1) == "total");
  if (!marked && !aside && !of_them && !total) return;
  const std::uint32_t here = f.quantity.sentence.value;
  for (std::size_t k = quantities.size(); k-- > 0 && quantities.size() - k <= 4;) {
    const Quantity& before = quantities[k];
    if (here - before.sentence.value > 2) return;
    if (before.of.empty() || !before.unit.empty()) continue;
    q.of = before.of;
    f.note.person = notes_[k].person;
    return;
  }
}

void QuantityFinder::note_relations(Figure& f, std::vector<Quantity>& quantities,
                                    std::size_t previous_end) {
  if ((norm(f.end) == "in" && (norm(f.end + 1) == "all" || norm(f.end + 1) == "total")) ||
      norm(f.end) == "altogether")
    f.note.in_all = true;
  // "Of the 300 detainees, 120 ...", "Out of the 300 detainees ..."
  for (std::size_t back = 1; back <= 3 && back <= f.begin; ++back) {
    const std::size_t k = f.begin - back;
    const std::size_t opening = k > 0 && norm(k - 1) == "out" ? k - 1 : k;
    if (norm(k) == "of" &&
        (opening == 0 || norm(opening - 1) == "," || norm(opening - 1) == "and")) {
      f.note.of_before = norm(f.end) == "," || norm(f.end) == "who" || norm(f.end) == "in";
    }
    if (!is(k, NounClass::kDeterminer)) break;
  }
  if (quantities.size() <= sentence_first_) return;
  // What stands between the figure before and this one: does it open or close a list?
  QuantityNote& before = notes_.back();
  bool opened = false;
  bool closed = false;
  for (std::size_t k = previous_end; k < f.begin; ++k) {
    const std::string_view w = norm(k);
    const bool near = k < previous_end + kListReach;
    if (near && is(k, NounClass::kListOpen)) {
      opened = true;
    } else if (near && w == "of" && norm(k + 1) == "whom") {
      opened = true;
    } else if (k == previous_end && (w == ":" || w == "(" || is_dash(w))) {
      opened = true;
      before.list_all = true;
    } else if (ends_list(w)) {
      closed = true;
      opened = false;
    }
  }
  if (opened) {
    before.list_whole = true;
    f.note.listed = true;
  } else if (!closed && before.listed) {
    f.note.listed = true;
  }
  f.note.list_end = closed;
}

void QuantityFinder::read(std::span<const Atom> atoms, std::span<const std::uint8_t> taken,
                          SentenceId sentence, std::vector<Quantity>& quantities) {
  atoms_ = atoms;
  taken_ = taken;
  sentence_first_ = quantities.size();
  figures_.clear();
  std::size_t previous_end = 0;
  for (std::size_t i = 0; i < atoms.size();) {
    if (!free(i)) {
      ++i;
      continue;
    }
    std::optional<Figure> f = figure(i);
    if (!f) {
      // A number that was turned down is passed over whole: its tail is no number either.
      const Numeral n = numerals_.at(atoms_, i);
      i += std::max<std::size_t>(1, n.atoms);
      continue;
    }
    f->quantity.sentence = sentence;
    f->begin = std::max(f->begin, previous_end);
    inherit_noun(*f, quantities);
    note_relations(*f, quantities, previous_end);
    Quantity& q = f->quantity;
    q.range = cover(atoms[f->begin].range, atoms[f->end - 1].range);
    q.number = cover(atoms[f->number].range, atoms[f->number_end - 1].range);
    figures_.push_back({f->begin, f->end, std::uint32_t(quantities.size())});
    quantities.push_back(std::move(q));
    notes_.push_back(f->note);
    previous_end = f->end;
    i = std::max(f->end, f->number_end);
  }
}

}  // namespace stemma::grounding
