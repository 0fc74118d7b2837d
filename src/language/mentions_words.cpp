#include "language/mentions_words.h"

#include <algorithm>

#include "base/utf8.h"
#include "language/mentions_forms.h"

namespace stemma::language {
namespace {

bool is_hyphen(std::string_view bytes) {
  return bytes == "-" || bytes == "\u2010" || bytes == "\u2011";
}

bool joinable(const Token& t) { return t.kind == TokenKind::kWord || t.kind == TokenKind::kNumber; }

struct Case {
  bool capital = false;
  bool all = false;
};

// "al-Sela" begins like a name, "Sela-backed" does not: the case of the last part decides, but
// for parts that names write small ("Rostov-on-Don", "Sela-e-Nur").
Case case_of(std::string_view bytes) {
  std::size_t letters = 0;
  bool lower_seen = false;
  bool part_start = true;
  bool any_part_capital = false;
  bool last_part_capital = false;
  for (std::size_t at = 0; at < bytes.size();) {
    const utf8::CodePoint c = utf8::decode(bytes, at);
    at += c.length;
    if (c.value == U'-' || c.value == U'\u2010' || c.value == U'\u2011') {
      part_start = true;
      continue;
    }
    if (!utf8::is_letter(c.value)) {
      if (part_start && utf8::is_digit(c.value)) {
        last_part_capital = any_part_capital;  // "G-20"
        part_start = false;
      }
      continue;
    }
    ++letters;
    lower_seen |= utf8::is_lower(c.value);
    if (part_start) {
      last_part_capital = utf8::is_upper(c.value);
      any_part_capital |= last_part_capital;
      part_start = false;
    }
  }
  return {last_part_capital, letters >= 2 && !lower_seen && any_part_capital};
}

// "d'Ivoire", "al Sela's": an elided particle before a capital.
bool elided_capital(std::string_view bytes) {
  const std::size_t mark = bytes.find_first_of("'");
  if (mark == std::string_view::npos || mark > 2 || mark + 1 >= bytes.size()) return false;
  return utf8::is_upper(utf8::decode(bytes, mark + 1).value);
}

WordForm form_of(std::string_view bytes, const Knowledge& knowledge) {
  WordForm form;
  form.folded = fold(bytes);
  const Case c = case_of(bytes);
  form.capital = (c.capital || elided_capital(bytes)) &&
                 bytes.find('$') == std::string_view::npos;  // "US$" is money
  form.all_capitals = c.all;
  form.info = knowledge.word(form.folded);
  form.speech = knowledge.is_speech_verb(form.folded);
  form.role_reach = knowledge.role_reach(form.folded);
  form.names = knowledge.names_from(form.folded);
  return form;
}

}  // namespace

WordView::WordView(std::string_view text, const Analysis& analysis, const Knowledge& knowledge)
    : knowledge_(knowledge) {
  const std::vector<Token>& tokens = analysis.tokens;
  words_.reserve(tokens.size());
  sentences_.reserve(analysis.sentences.size());
  word_of_token_.resize(tokens.size());
  std::size_t quotation = 0;
  std::uint32_t quoted_until = 0;
  for (std::size_t s = 0; s < analysis.sentences.size(); ++s) {
    const Sentence& sentence = analysis.sentences[s];
    const auto first_word = static_cast<std::uint32_t>(words_.size());
    bool opening = true;
    for (std::uint32_t t = sentence.first_token; t < sentence.end_token;) {
      std::uint32_t end = t + 1;
      while (joinable(tokens[t]) && end + 1 < sentence.end_token && !tokens[end].space_before &&
             !tokens[end + 1].space_before && joinable(tokens[end + 1]) &&
             is_hyphen(slice(text, tokens[end].range)))
        end += 2;
      Word w;
      w.range = {tokens[t].range.begin, tokens[end - 1].range.end};
      w.first_token = t;
      w.end_token = end;
      w.sentence = static_cast<std::uint32_t>(s);
      w.kind = tokens[t].kind;
      w.space_before = tokens[t].space_before;
      const std::string_view bytes = slice(text, w.range);
      const bool word = w.kind == TokenKind::kWord || w.kind == TokenKind::kNumber;
      const auto [known, fresh] = (word ? forms_ : marks_).try_emplace(bytes);
      if (fresh && word) known->second = form_of(bytes, knowledge);
      if (fresh && !word) known->second.folded = bytes;
      w.form = &known->second;
      if (word) {
        w.capital = w.kind == TokenKind::kWord && w.form->capital;
        w.opening = opening;
        opening = false;
      } else {
        const bool dash = bytes == "\u2022" || bytes == "*";
        opening |= dash || bytes == ":" ||
                   (w.kind == TokenKind::kQuote && t + 1 < sentence.end_token &&
                    !tokens[t + 1].space_before);
      }
      while (quotation < analysis.quotations.size() &&
             analysis.quotations[quotation].range.begin <= w.range.begin) {
        quoted_until = std::max(quoted_until, analysis.quotations[quotation].range.end);
        ++quotation;
      }
      w.quoted = w.range.begin < quoted_until;
      for (std::uint32_t i = t; i < end; ++i)
        word_of_token_[i] = static_cast<std::uint32_t>(words_.size());
      words_.push_back(w);
      t = end;
    }
    sentences_.emplace_back(first_word, static_cast<std::uint32_t>(words_.size()));
  }
}

WordView::Ahead WordView::next(std::size_t at, std::size_t end, std::size_t count) const {
  Ahead ahead;
  const std::size_t until = std::min(end, at + std::min(count, ahead.words.size()));
  for (std::size_t i = at; i < until; ++i) ahead.words[ahead.size++] = words_[i].folded();
  return ahead;
}

Knowledge::RoleMatch WordView::role_at(std::size_t at, std::size_t end) const {
  if (at >= end || words_[at].form->role_reach == 0) return {};
  return knowledge_.role_at(next(at, end, words_[at].form->role_reach));
}

const KnownName* WordView::known_at(std::size_t at, std::size_t end, std::size_t count) const {
  if (at >= end || words_[at].form->names == nullptr) return nullptr;
  return knowledge_.known_at(next(at, end, count), words_[at].all_capitals());
}

}  // namespace stemma::language
