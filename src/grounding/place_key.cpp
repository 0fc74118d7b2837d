#include "grounding/place_key.h"

#include "language/mentions_forms.h"

namespace stemma::grounding {
namespace {

std::string_view shortened(std::string_view word) {
  if (word == "saint") return "st";
  if (word == "sainte") return "ste";
  if (word == "mount") return "mt";
  if (word == "fort") return "ft";
  return word;
}

}  // namespace

std::string place_key(std::string_view name) {
  const std::string folded = language::fold(name);
  std::string key, word;
  const auto end_word = [&] {
    if (word.empty()) return;
    if (!key.empty()) key += ' ';
    key += shortened(word);
    word.clear();
  };
  for (const char c : folded) {
    const bool dropped = c == '.' || c == '\'' || c == '`';
    const bool divides = c == ' ' || c == '-' || c == '_' || c == '/' || c == ',' || c == '\t';
    if (divides)
      end_word();
    else if (!dropped)
      word += c;
  }
  end_word();
  return key;
}

}  // namespace stemma::grounding
