#include "grounding/numerals.h"

#include <charconv>
#include <cmath>
#include <string>

#include "base/lexicon.h"

namespace stemma::grounding {
namespace {

constexpr double kLargest = 9007199254740992.0;  // 2^53: whole numbers are exact up to here
constexpr std::size_t kLongestWords = 12;        // "one hundred and twenty-three thousand ..."

bool is(std::span<const Atom> atoms, std::size_t i, std::string_view norm) {
  return i < atoms.size() && atoms[i].norm == norm;
}

/// Atoms of "and a half"; 0 where it does not stand there.
std::size_t and_half(std::span<const Atom> atoms, std::size_t i) {
  if (!is(atoms, i, "and")) return 0;
  const std::size_t article = is(atoms, i + 1, "a") || is(atoms, i + 1, "an") ? 1 : 0;
  if (!is(atoms, i + 1 + article, "half")) return 0;
  // "five and half of the sixth"
  if (article == 0 && (is(atoms, i + 2, "of") || is(atoms, i + 2, "the"))) return 0;
  return 2 + article;
}

}  // namespace

std::optional<int> parse_int(std::string_view text) {
  if (text.empty() || text.size() > 9) return std::nullopt;
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

std::optional<double> parse_digits(std::string_view text) {
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  std::string plain;
  std::size_t group = 0;
  bool grouped = false;
  for (const char c : whole) {
    if (c == ',') {
      if (group == 0 || (grouped ? group != 3 : group > 3)) return std::nullopt;
      grouped = true;
      group = 0;
    } else if (c >= '0' && c <= '9') {
      plain += c;
      ++group;
    } else {
      return std::nullopt;
    }
  }
  if (plain.empty() || (grouped && group != 3)) return std::nullopt;
  if (point != std::string_view::npos) {
    const std::string_view part = text.substr(point + 1);
    if (part.empty() || part.find_first_not_of("0123456789") != std::string_view::npos)
      return std::nullopt;
    plain += '.';
    plain += part;
  }
  double value = 0;
  const auto [end, error] = std::from_chars(plain.data(), plain.data() + plain.size(), value);
  if (error != std::errc() || end != plain.data() + plain.size() || value > kLargest)
    return std::nullopt;
  return value;
}

Result<NumeralReader> NumeralReader::load() {
  const Result<Lexicon> lexicon = Lexicon::load("number_words", 3);
  if (!lexicon) return lexicon.error();
  NumeralReader reader;
  for (const Lexicon::Row& row : lexicon->rows()) {
    NumberEntry entry;
    if (row[1] == "unit")
      entry.kind = NumberWord::kUnit;
    else if (row[1] == "ten")
      entry.kind = NumberWord::kTen;
    else if (row[1] == "hundred")
      entry.kind = NumberWord::kHundred;
    else if (row[1] == "hundreds")
      entry.kind = NumberWord::kHundred, entry.plural = true;
    else if (row[1] == "scale")
      entry.kind = NumberWord::kScale;
    else if (row[1] == "scales")
      entry.kind = NumberWord::kScale, entry.plural = true;
    else if (row[1] == "suffix")
      entry.kind = NumberWord::kScale, entry.symbol_only = true;
    else if (row[1] == "fraction")
      entry.kind = NumberWord::kFraction;
    else if (row[1] == "vague")
      entry.kind = NumberWord::kVague;
    else if (row[1] == "vague_bare")
      entry.kind = NumberWord::kVague, entry.bare = true;
    else if (row[1] == "dozen")
      entry.kind = NumberWord::kDozen;
    else if (row[1] == "dozens")
      entry.kind = NumberWord::kDozen, entry.plural = true;
    else
      return Error{ErrorCode::kMalformed, "unknown kind of number word", std::string(row[1])};
    const auto value = parse_digits(row[2]);
    if (!value) return Error{ErrorCode::kMalformed, "not a number", std::string(row[2])};
    entry.value = *value;
    reader.words_[row[0]] = entry;
  }
  return reader;
}

Numeral NumeralReader::at(std::span<const Atom> atoms, std::size_t i) const {
  if (i >= atoms.size() || atoms[i].kind == AtomKind::kOther) return {};
  Numeral n = atoms[i].kind == AtomKind::kNumber ? from_digits(atoms, i) : from_words(atoms, i);
  if (n.value > kLargest) return {};
  return n;
}

void NumeralReader::add_scales(std::span<const Atom> atoms, std::size_t i, Numeral& n) const {
  while (i + n.atoms < atoms.size() && n.atoms < kLongestWords) {
    std::size_t next = i + n.atoms;
    const bool hyphen = is(atoms, next, "-") && atoms[next].glued && next + 1 < atoms.size() &&
                        atoms[next + 1].glued;
    if (hyphen) ++next;
    const NumberEntry* word = find(atoms[next].norm);
    if (word == nullptr || word->plural) return;
    const bool scale = word->kind == NumberWord::kScale || word->kind == NumberWord::kHundred ||
                       word->kind == NumberWord::kDozen;
    if (!scale) return;
    if (word->symbol_only) {
      // "150k", "5m": glued to digits. "m" apart from them is a metre or something else.
      const bool money_like = atoms[next].norm.size() > 1;  // "bn", "mln"
      if (!n.digits || hyphen || (!atoms[next].glued && !money_like)) return;
      if (next + 1 < atoms.size() && atoms[next + 1].glued &&
          atoms[next + 1].kind != AtomKind::kOther)
        return;
    }
    n.value *= word->value;
    n.atoms = next + 1 - i;
  }
}

Numeral NumeralReader::from_digits(std::span<const Atom> atoms, std::size_t i) const {
  Numeral n;
  const auto value = parse_digits(atoms[i].norm);
  if (!value) return n;
  n.value = *value;
  n.digits = true;
  n.atoms = 1;
  n.grouped = atoms[i].norm.find_first_of(",.") != std::string_view::npos;
  // "8 1/2": a mixed number; "1/2" alone is a fraction too.
  const auto fraction_at = [&](std::size_t k) -> double {
    if (k + 2 >= atoms.size() || !is(atoms, k + 1, "/") || !atoms[k + 1].glued ||
        !atoms[k + 2].glued)
      return 0;
    const auto a = parse_int(atoms[k].norm);
    const auto b = parse_int(atoms[k + 2].norm);
    if (k + 3 < atoms.size() && is(atoms, k + 3, "/") && atoms[k + 3].glued) return 0;
    return a && b && *a > 0 && *a < *b && *b <= 16 ? double(*a) / *b : 0;
  };
  if (!n.grouped && i + 1 < atoms.size()) {
    std::size_t k = i + 1;
    if (is(atoms, k, "-") && atoms[k].glued) ++k;
    if (const double part = fraction_at(k); part > 0) {
      n.value += part;
      n.atoms = k + 3 - i;
      n.grouped = true;
    }
  }
  if (const std::size_t half = and_half(atoms, i + n.atoms); half > 0 && !n.grouped) {
    n.value += 0.5;
    n.atoms += half;
  }
  add_scales(atoms, i, n);
  return n;
}

Numeral NumeralReader::from_words(std::span<const Atom> atoms, std::size_t i) const {
  Numeral n;
  std::size_t at = i;
  const bool article = is(atoms, at, "a") || is(atoms, at, "an");
  if (article) {
    // "a hundred", "a dozen", "a half", "a quarter of": the article is a one.
    const NumberEntry* next = at + 1 < atoms.size() ? find(atoms[at + 1].norm) : nullptr;
    if (next == nullptr || next->plural || next->symbol_only) return n;
    if (next->kind == NumberWord::kFraction) {
      if (!is(atoms, at + 2, "of")) return n;
      n.value = next->value;
      n.atoms = 2;
      n.article = true;
      // "a quarter of a million"
      const NumberEntry* scale =
          is(atoms, at + 3, "a") && at + 4 < atoms.size() ? find(atoms[at + 4].norm) : nullptr;
      if (scale != nullptr && scale->kind == NumberWord::kScale && !scale->plural &&
          !scale->symbol_only) {
        n.value *= scale->value;
        n.atoms = 5;
      } else {
        n.fraction = true;
      }
      return n;
    }
    if (next->kind == NumberWord::kVague && is(atoms, at + 2, "of")) {
      // "a handful of boats", "a couple of hundred"
      n.value = next->value;
      n.atoms = 2;
      n.vague = n.article = true;
      const NumberEntry* scale = at + 3 < atoms.size() ? find(atoms[at + 3].norm) : nullptr;
      if (scale != nullptr && !scale->plural && !scale->symbol_only &&
          (scale->kind == NumberWord::kScale || scale->kind == NumberWord::kHundred ||
           scale->kind == NumberWord::kDozen)) {
        n.value *= scale->value;
        n.atoms = 4;
      }
      return n;
    }
    if (next->kind != NumberWord::kHundred && next->kind != NumberWord::kScale &&
        next->kind != NumberWord::kDozen)
      return n;
    ++at;
  }
  double total = 0;
  double group = article ? 1 : 0;
  bool any = article;
  bool unit_open = !article;  // may a unit or ten still come?
  bool ten_open = !article;
  const std::size_t limit = std::min(atoms.size(), i + kLongestWords);
  std::size_t end = at;  // atoms up to here are part of the number
  for (; at < limit; ++at) {
    std::size_t k = at;
    if (any && is(atoms, k, "-") && atoms[k].glued)
      ++k;
    else if (any && is(atoms, k, "and") && group >= 100 && std::fmod(group, 100) == 0)
      ++k;
    else if (any && is(atoms, k, "and") && group == 0)
      ++k;
    if (k >= limit) break;
    const NumberEntry* word = find(atoms[k].norm);
    if (word == nullptr || word->symbol_only) break;
    if (word->kind == NumberWord::kUnit && unit_open && (group < 20 || std::fmod(group, 10) == 0) &&
        (std::fmod(group, 100) == 0 || (word->value < 10 && word->value > 0))) {
      group += word->value;
      unit_open = ten_open = false;
    } else if (word->kind == NumberWord::kTen && ten_open) {
      group += word->value;
      ten_open = false;
    } else if (word->kind == NumberWord::kHundred && !word->plural && any && group > 0 &&
               group < 100) {
      group *= 100;
      unit_open = ten_open = true;
    } else if (word->kind == NumberWord::kDozen && !word->plural && any && group > 0) {
      group *= word->value;
      unit_open = ten_open = false;
    } else if (word->kind == NumberWord::kScale && !word->plural && any && group > 0 &&
               (total == 0 || total >= group * word->value)) {
      total += group * word->value;
      group = 0;
      unit_open = ten_open = true;
    } else {
      break;
    }
    any = true;
    at = k;
    end = k + 1;
  }
  if (any && end > i) {
    n.value = total + group;
    n.atoms = end - i;
    n.article = article;
    // "two thirds", "three-quarters", "one and a half"
    std::size_t k = end;
    if (is(atoms, k, "-") && atoms[k].glued) ++k;
    const NumberEntry* word = k < atoms.size() ? find(atoms[k].norm) : nullptr;
    if (word != nullptr && word->kind == NumberWord::kFraction && n.value < 20 &&
        is(atoms, k + 1, "of")) {
      n.value *= word->value;
      n.atoms = k + 1 - i;
      n.fraction = true;
    } else if (const std::size_t half = and_half(atoms, end); half > 0) {
      n.value += 0.5;
      n.atoms = end + half - i;
      add_scales(atoms, i, n);
    }
    return n;
  }
  const NumberEntry* word = find(atoms[i].norm);
  if (word == nullptr || word->symbol_only) return n;
  if (word->kind == NumberWord::kFraction && atoms[i].norm == "half") {
    // "half a million", "half a dozen"; "half of the", "half the"
    if ((is(atoms, i + 1, "a") || (is(atoms, i + 1, "-"))) && i + 2 < atoms.size()) {
      const std::size_t k = is(atoms, i + 1, "-") && is(atoms, i + 2, "a") ? i + 3 : i + 2;
      const NumberEntry* scale = k < atoms.size() ? find(atoms[k].norm) : nullptr;
      if (scale != nullptr && !scale->plural && !scale->symbol_only &&
          (scale->kind == NumberWord::kScale || scale->kind == NumberWord::kDozen)) {
        n.value = 0.5 * scale->value;
        n.atoms = k + 1 - i;
        n.article = true;
      }
      return n;
    }
    if (is(atoms, i + 1, "of") || is(atoms, i + 1, "the") || is(atoms, i + 1, "its") ||
        is(atoms, i + 1, "their")) {
      n.value = 0.5;
      n.atoms = 1;
      n.fraction = true;
    }
    return n;
  }
  // "handful" and "couple" are numbers only behind their article.
  if (word->plural || word->bare) {
    // "thousands", "tens of thousands", "hundreds of thousands", "several hundred"
    n.value = word->value;
    n.atoms = 1;
    n.vague = true;
    if (word->plural) {
      const NumberEntry* scale =
          is(atoms, i + 1, "of") && i + 2 < atoms.size() ? find(atoms[i + 2].norm) : nullptr;
      if (scale != nullptr && scale->plural && scale->value >= 100) {
        n.value *= scale->value;
        n.atoms = 3;
      }
    } else {
      add_scales(atoms, i, n);
    }
  }
  return n;
}

}  // namespace stemma::grounding
