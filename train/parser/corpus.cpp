#include "corpus.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "language/conllu.h"

namespace stemma::train {
namespace {

using language::ConlluColumn;

/// The number of an outcome; -1 where it is unknown and may not be added.
std::int32_t outcome(std::vector<std::string>& names, std::string_view name, bool grow) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found != names.end()) return static_cast<std::int32_t>(found - names.begin());
  if (!grow) return -1;
  names.emplace_back(name);
  return static_cast<std::int32_t>(names.size()) - 1;
}

void add_target(std::vector<Target>& targets, std::size_t row, std::int32_t which) {
  if (which >= 0) targets.push_back({static_cast<std::int32_t>(row), which, 1.0F});
}

void add_word(Sentence& sentence, std::string_view form) {
  sentence.words.push_back(language::word_features(form));
  sentence.forms.emplace_back(form);
}

/// "-LRB-" and the like, as the Penn Treebank writes brackets and quotation marks.
std::string_view unescaped(std::string_view token) {
  if (token == "-LRB-") return "(";
  if (token == "-RRB-") return ")";
  if (token == "-LSB-") return "[";
  if (token == "-RSB-") return "]";
  if (token == "-LCB-") return "{";
  if (token == "-RCB-") return "}";
  if (token == "``" || token == "''") return "\"";
  return token;
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80U;
}

/// Adds the token, cut at hyphens that stand between letters. The tag's B- becomes I- after the
/// first part.
void add_tagged(Sentence& sentence, std::string_view token, std::string tag, Vocabulary& vocabulary,
                bool grow) {
  const auto add = [&](std::string_view part) {
    add_word(sentence, part);
    add_target(sentence.entities, sentence.words.size(), outcome(vocabulary.entities, tag, grow));
    if (tag.starts_with("B-")) tag[0] = 'I';
  };
  std::size_t start = 0;
  for (std::size_t i = 1; i + 1 < token.size(); ++i) {
    if (token[i] != '-' || i == start || !is_letter(token[i + 1])) continue;
    if (!is_letter(token[i - 1]) && !(token[i - 1] >= '0' && token[i - 1] <= '9')) continue;
    add(token.substr(start, i - start));
    add(token.substr(i, 1));
    start = i + 1;
  }
  add(token.substr(start));
}

}  // namespace

std::string_view base_of(std::string_view relation) {
  return relation.substr(0, relation.find(':'));
}

Result<std::string> read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return Error{ErrorCode::kNotFound, "cannot be opened", path};
  std::ostringstream text;
  text << in.rdbuf();
  return std::move(text).str();
}

Result<std::vector<Sentence>> read_trees(const std::string& path, Vocabulary& vocabulary,
                                         bool grow) {
  const auto text = read_file(path);
  if (!text) return text.error();
  const auto rows = language::read_conllu_rows(*text, path);
  if (!rows) return rows.error();
  std::vector<Sentence> sentences;
  for (const language::ConlluSentence& row : *rows) {
    Sentence sentence;
    for (const language::ConlluWord& word : row.words) {
      add_word(sentence, word.column(ConlluColumn::kForm));
      const std::size_t place = sentence.words.size();
      add_target(sentence.arcs, place, static_cast<std::int32_t>(word.head));
      sentence.heads.push_back(static_cast<std::int32_t>(word.head));
      const std::string_view relation = word.column(ConlluColumn::kDeprel);
      std::int32_t label = outcome(vocabulary.labels, relation, grow);
      if (label < 0) label = outcome(vocabulary.labels, base_of(relation), false);
      add_target(sentence.labels, place, label);
      add_target(sentence.upos, place,
                 outcome(vocabulary.upos, word.column(ConlluColumn::kUpos), grow));
      add_target(sentence.xpos, place,
                 outcome(vocabulary.xpos, word.column(ConlluColumn::kXpos), grow));
    }
    sentences.push_back(std::move(sentence));
  }
  return sentences;
}

Result<std::vector<Sentence>> read_entities(const std::string& path, std::size_t tag_column,
                                            Vocabulary& vocabulary, bool grow) {
  const auto text = read_file(path);
  if (!text) return text.error();
  std::vector<Sentence> sentences;
  Sentence sentence;
  std::string_view left = *text;
  std::size_t number = 0;
  const auto finish = [&] {
    if (!sentence.words.empty()) sentences.push_back(std::move(sentence));
    sentence = {};
  };
  while (!left.empty()) {
    ++number;
    const std::size_t end = left.find('\n');
    std::string_view line = left.substr(0, end);
    left.remove_prefix(end == std::string_view::npos ? left.size() : end + 1);
    if (line.find('\t') == std::string_view::npos) {
      finish();
      continue;
    }
    std::vector<std::string_view> columns;
    for (std::size_t tab = 0; tab != std::string_view::npos;) {
      tab = line.find('\t');
      columns.push_back(line.substr(0, tab));
      if (tab != std::string_view::npos) line.remove_prefix(tab + 1);
    }
    if (columns.size() <= tag_column || columns[0].empty()) {
      return Error{ErrorCode::kMalformed, "too few columns", fmt::format("{}:{}", path, number)};
    }
    add_tagged(sentence, unescaped(columns[0]), std::string(columns[tag_column]), vocabulary, grow);
  }
  finish();
  return sentences;
}

void add_words(const std::vector<Sentence>& sentences, std::size_t least, Vocabulary& vocabulary) {
  std::unordered_map<std::uint64_t, std::size_t> counts;
  for (const Sentence& sentence : sentences) {
    for (const auto& word : sentence.words) ++counts[word.key];
  }
  for (const Sentence& sentence : sentences) {
    for (const auto& word : sentence.words) {
      if (counts[word.key] < least) continue;
      const auto row = static_cast<std::int32_t>(vocabulary.words.size()) + 1;  // 0 is "unknown"
      vocabulary.words.try_emplace(word.key, row);
    }
  }
}

}  // namespace stemma::train
