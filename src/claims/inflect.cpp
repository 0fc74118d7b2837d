#include "claims/inflect.h"

#include <utility>
#include <vector>

#include "claims/words.h"

namespace stemma::claims {
namespace {

bool is_vowel(char c) { return std::string_view("aeiou").find(c) != std::string_view::npos; }

bool ends_in_consonant_y(std::string_view word) {
  return word.size() > 1 && word.back() == 'y' && !is_vowel(word[word.size() - 2]);
}

bool hisses(std::string_view word) {
  return word.ends_with('s') || word.ends_with('x') || word.ends_with('z') ||
         word.ends_with("ch") || word.ends_with("sh");
}

std::string with_s(std::string_view word) {
  if (ends_in_consonant_y(word)) return std::string(word.substr(0, word.size() - 1)) + "ies";
  return std::string(word) +
         (hisses(word) || word.ends_with("go") || word == "do" || word == "veto" ? "es" : "s");
}

std::string with_ed(std::string_view word) {
  if (word.ends_with('e')) return std::string(word) + "d";
  if (ends_in_consonant_y(word)) return std::string(word.substr(0, word.size() - 1)) + "ied";
  return std::string(word) + "ed";
}

std::string with_ing(std::string_view word) {
  const bool silent_e = word.ends_with('e') && !word.ends_with("ee") && !word.ends_with("oe");
  return std::string(silent_e ? word.substr(0, word.size() - 1) : word) + "ing";
}

}  // namespace

VerbForms inflect(std::string_view lemma, std::string_view irregular) {
  VerbForms forms{std::string(lemma), with_s(lemma), with_ed(lemma), with_ed(lemma),
                  with_ing(lemma)};
  if (irregular == "-") return forms;
  const std::vector<std::string_view> given = split_words(irregular);
  if (given.size() > 0) forms.past = given[0];
  if (given.size() > 1) forms.participle = given[1];
  if (given.size() > 2) forms.gerund = given[2];
  return forms;
}

std::string plural_of(std::string_view noun) {
  static constexpr std::pair<std::string_view, std::string_view> kIrregular[] = {
      {"man", "men"},
      {"woman", "women"},
      {"child", "children"},
      {"person", "people"},
      {"wife", "wives"}};
  for (const auto& [singular, plural] : kIrregular) {
    if (noun.ends_with(singular) && (noun.size() == singular.size() || singular.ends_with("man"))) {
      return std::string(noun.substr(0, noun.size() - singular.size())) + std::string(plural);
    }
  }
  return with_s(noun);
}

}  // namespace stemma::claims
