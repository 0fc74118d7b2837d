#include "language/conllu.h"

#include <fmt/format.h>

#include <charconv>
#include <optional>
#include <string>

#include "base/utf8.h"

namespace stemma::language {
namespace {

std::optional<std::uint32_t> number(std::string_view digits) {
  std::uint32_t value = 0;
  const char* end = digits.data() + digits.size();
  const auto [stop, error] = std::from_chars(digits.data(), end, value);
  if (error != std::errc{} || stop != end) return std::nullopt;
  return value;
}

bool split_columns(std::string_view line, ConlluRow& row) {
  std::size_t count = 0;
  while (count < row.columns.size()) {
    const std::size_t tab = line.find('\t');
    row.columns[count++] = line.substr(0, tab);
    if (tab == std::string_view::npos) return count == row.columns.size();
    line.remove_prefix(tab + 1);
  }
  return false;  // more than ten
}

/// Null where all is well, else what is wrong.
const char* add_row(std::string_view line, ConlluSentence& sentence) {
  ConlluWord word;
  if (!split_columns(line, word)) return "expected ten columns divided by tabs";
  const std::string_view id = word.column(ConlluColumn::kId);
  if (id.find('.') != std::string_view::npos) return nullptr;
  if (word.column(ConlluColumn::kForm).empty()) return "empty form";
  const auto next = static_cast<std::uint32_t>(sentence.words.size()) + 1;
  if (const std::size_t dash = id.find('-'); dash != std::string_view::npos) {
    const auto first = number(id.substr(0, dash));
    const auto last = number(id.substr(dash + 1));
    if (!first || !last || *first != next || *last < *first) return "malformed range of words";
    if (!sentence.multiwords.empty() && sentence.multiwords.back().last + 1 >= *first) {
      return "ranges of words overlap";
    }
    ConlluMultiword token;
    token.columns = word.columns;
    token.first = *first - 1;
    token.last = *last - 1;
    sentence.multiwords.push_back(token);
    return nullptr;
  }
  if (number(id) != next) return "words are not numbered from 1 on";
  const std::string_view head = word.column(ConlluColumn::kHead);
  if (head != "_") {
    const auto value = number(head);
    if (!value) return "the head is no number";
    word.head = *value;
  }
  sentence.words.push_back(word);
  return nullptr;
}

/// Null where all is well, else what is wrong.
const char* check(const ConlluSentence& sentence) {
  for (const ConlluWord& word : sentence.words) {
    if (word.head > sentence.words.size()) return "a head lies outside the sentence";
  }
  for (const ConlluMultiword& token : sentence.multiwords) {
    if (token.last >= sentence.words.size()) return "a range of words lies outside the sentence";
  }
  return nullptr;
}

}  // namespace

Result<std::vector<ConlluSentence>> read_conllu_rows(std::string_view text, std::string_view name) {
  std::vector<ConlluSentence> sentences;
  ConlluSentence sentence;
  std::size_t number_of_line = 0;
  const auto failed = [&](const char* what) {
    return Error{ErrorCode::kMalformed, what, fmt::format("{}:{}", name, number_of_line)};
  };
  const auto finish = [&]() -> const char* {
    if (const char* wrong = check(sentence)) return wrong;
    if (sentence.words.empty()) return nullptr;  // comments alone go with the next sentence
    sentences.push_back(std::move(sentence));
    sentence = {};
    return nullptr;
  };
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);  // byte order mark
  while (!text.empty()) {
    ++number_of_line;
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    while (line.ends_with('\r')) line.remove_suffix(1);
    if (utf8::first_invalid(line) != line.size()) return failed("not valid UTF-8");
    if (line.empty()) {
      if (const char* wrong = finish()) return failed(wrong);
    } else if (line.front() == '#') {
      sentence.comments.push_back(line);
    } else if (const char* wrong = add_row(line, sentence)) {
      return failed(wrong);
    }
  }
  if (const char* wrong = finish()) return failed(wrong);
  return sentences;
}

}  // namespace stemma::language
