#include "language/lemmas.h"

#include <fmt/format.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <optional>

#include "base/lexicon.h"

namespace stemma::language {
namespace {

constexpr std::size_t kLongestEnding = 6;
constexpr std::size_t kLongestAcronym = 5;  // longer words in capitals are names written loudly
constexpr std::uint16_t kAnyUpos = 0xFF;

std::uint16_t tags_of(std::uint16_t upos, Xpos xpos) {
  return static_cast<std::uint16_t>(upos << 8U | static_cast<std::uint16_t>(xpos));
}
std::uint16_t tags_of(Upos upos, Xpos xpos) {
  return tags_of(static_cast<std::uint16_t>(upos), xpos);
}
std::uint16_t tags_of(Xpos xpos) { return tags_of(kAnyUpos, xpos); }

std::uint64_t hash_of(std::string_view norm) { return XXH3_64bits(norm.data(), norm.size()); }
std::uint64_t with_tags(std::uint64_t hash, std::uint16_t tags) {
  return hash ^ tags * 0x9E3779B97F4A7C15U;
}

/// A tag and an ending of up to six bytes in one number.
std::uint64_t rule_key(Xpos xpos, std::string_view ending) {
  std::uint64_t key = static_cast<std::uint64_t>(xpos);
  for (const char c : ending) key = key << 8U | static_cast<unsigned char>(c);
  return key;
}

bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool inflects(Xpos xpos) {
  switch (xpos) {
    case Xpos::kJJR:
    case Xpos::kJJS:
    case Xpos::kNNPS:
    case Xpos::kNNS:
    case Xpos::kRBR:
    case Xpos::kRBS:
    case Xpos::kVBD:
    case Xpos::kVBG:
    case Xpos::kVBN:
    case Xpos::kVBZ:
      return true;
    default:
      return false;
  }
}

bool keeps_case(Upos upos, Xpos xpos) {
  return upos == Upos::kPropn || upos == Upos::kX || xpos == Xpos::kNNP || xpos == Xpos::kNNPS ||
         xpos == Xpos::kADD || xpos == Xpos::kFW || xpos == Xpos::kGW || xpos == Xpos::kLS;
}

/// "6,700", "1,234,567.8": commas exactly where thousands divide.
bool has_thousands(std::string_view form) {
  const std::string_view whole = form.substr(0, form.find('.'));
  const std::string_view fraction = form.substr(std::min(whole.size() + 1, form.size()));
  if (whole.size() < 5 || (whole.size() < form.size() && fraction.empty())) return false;
  for (std::size_t i = 0; i < whole.size(); ++i) {
    const bool comma_here = i > 0 && (whole.size() - i) % 4 == 0;
    if (comma_here ? whole[i] != ',' : !is_digit(whole[i])) return false;
  }
  return std::all_of(fraction.begin(), fraction.end(), is_digit);
}

bool is_roman(std::string_view form) {
  return form.find_first_not_of("IVXLCDM") == std::string_view::npos;
}

/// "C", "L2", "AS400": a letter or code, not a word.
bool is_code(std::string_view form) {
  if (form.empty() || !is_capital(form[0])) return false;
  return form.size() == 1 || (std::any_of(form.begin(), form.end(), is_digit) &&
                              std::all_of(form.begin(), form.end(),
                                          [](char c) { return is_capital(c) || is_digit(c); }));
}

std::string number(std::string_view form, std::string_view norm) {
  if (is_roman(form)) return std::string(form);
  std::string plain(norm);
  if (has_thousands(form)) std::erase(plain, ',');
  return plain;
}

}  // namespace

std::size_t Lemmatiser::KeyHash::operator()(const Key& key) const {
  return with_tags(hash_of(key.norm), key.tags);
}

Result<Lemmatiser> Lemmatiser::load() {
  const auto rules = Lexicon::load("lemma_rules", 3);
  if (!rules) return rules.error();
  const auto exceptions = Lexicon::load("lemma_exceptions", 4);
  if (!exceptions) return exceptions.error();
  const auto broken = [](std::string_view table, std::string_view word) {
    return Error{ErrorCode::kMalformed, "no such tag, or an ending without its hyphen or too long",
                 fmt::format("lexicons/{}.tsv: {}", table, word)};
  };
  Lemmatiser lemmas;
  for (const Lexicon::Row& row : rules->rows()) {
    const auto xpos = parse_xpos(row[0]);
    if (!xpos || !row[1].starts_with('-') || !row[2].starts_with('-') ||
        row[1].size() > kLongestEnding + 1) {
      return broken("lemma_rules", row[1]);
    }
    lemmas.rules_.emplace(rule_key(*xpos, row[1].substr(1)), row[2].substr(1));
  }
  for (const Lexicon::Row& row : exceptions->rows()) {
    const auto upos = parse_upos(row[0]);
    const auto xpos = parse_xpos(row[1]);
    if (!xpos || (!upos && row[0] != "*")) return broken("lemma_exceptions", row[2]);
    const Key key{row[2], upos ? tags_of(*upos, *xpos) : tags_of(*xpos)};
    lemmas.exceptions_.emplace(key, row[3]);
    lemmas.filter_.add(KeyHash()(key));
  }
  return lemmas;
}

std::string Lemmatiser::lemma(std::string_view form, std::string_view norm, Upos upos,
                              Xpos xpos) const {
  const std::uint64_t hash = hash_of(norm);
  for (const std::uint16_t tags : {tags_of(upos, xpos), tags_of(xpos)}) {
    if (!filter_.may_hold(with_tags(hash, tags))) continue;
    if (const auto found = exceptions_.find({norm, tags}); found != exceptions_.end()) {
      return std::string(found->second);
    }
  }
  if (xpos == Xpos::kCD) return number(form, norm);
  const bool as_written = keeps_case(upos, xpos) || (xpos == Xpos::kNN && is_code(form));
  std::string lemma(as_written ? form : norm);
  if ((xpos == Xpos::kNNP || xpos == Xpos::kNNPS) && form.size() > kLongestAcronym &&
      std::all_of(form.begin(), form.end(), is_capital)) {
    lemma.replace(1, std::string::npos, norm.substr(1));
  }
  if (!inflects(xpos) || norm.empty()) return lemma;
  for (std::size_t size = std::min(kLongestEnding, norm.size() - 1); size > 0; --size) {
    const std::string_view ending = norm.substr(norm.size() - size);
    const auto rule = rules_.find(rule_key(xpos, ending));
    if (rule == rules_.end()) continue;
    if (lemma.ends_with(ending)) lemma.replace(lemma.size() - size, size, rule->second);
    break;
  }
  return lemma;
}

}  // namespace stemma::language
