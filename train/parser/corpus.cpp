#include "corpus.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
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

struct EntitySpan {
  std::size_t first = 0;  // places from 0
  std::size_t last = 0;
  std::size_t head = 0;
  std::string_view kind;
};

/// The spans of GUM's entity layer: "Entity=(3-person-new-...-1-coref" opens one, "3)" closes it.
/// The sixth field names the head, counted from 1 within the span.
std::vector<EntitySpan> entity_spans(const language::ConlluSentence& sentence) {
  struct Open {
    std::string_view group;
    EntitySpan span;
  };
  std::vector<Open> open;
  std::vector<EntitySpan> spans;
  const auto close = [&](std::string_view group, std::size_t at) {
    for (std::size_t i = open.size(); i-- > 0;) {
      if (open[i].group != group) continue;
      open[i].span.last = at;
      spans.push_back(open[i].span);
      open.erase(open.begin() + static_cast<std::ptrdiff_t>(i));
      return;
    }
  };
  for (std::size_t at = 0; at < sentence.words.size(); ++at) {
    std::string_view misc = sentence.words[at].column(ConlluColumn::kMisc);
    const std::size_t field = misc.find("Entity=");
    if (field == std::string_view::npos) continue;
    misc.remove_prefix(field + 7);
    misc = misc.substr(0, misc.find('|'));
    while (!misc.empty()) {
      const bool opens = misc.front() == '(';
      if (opens) misc.remove_prefix(1);
      const std::size_t end = misc.find_first_of(opens ? "()" : ")");
      const std::string_view part = misc.substr(0, end);
      const bool closes = end != std::string_view::npos && misc[end] == ')';
      if (opens) {
        std::array<std::string_view, 6> fields;
        std::string_view left = part;
        for (auto& f : fields) {
          const std::size_t dash = left.find('-');
          f = left.substr(0, dash);
          left.remove_prefix(dash == std::string_view::npos ? left.size() : dash + 1);
        }
        std::size_t head = 1;
        std::from_chars(fields[5].data(), fields[5].data() + fields[5].size(), head);
        open.push_back({fields[0], {at, at, at + std::max<std::size_t>(head, 1) - 1, fields[1]}});
        if (closes) close(fields[0], at);
      } else {
        close(part, at);
      }
      misc.remove_prefix(end == std::string_view::npos ? misc.size() : end + (closes ? 1 : 0));
    }
  }
  std::sort(spans.begin(), spans.end(), [](const EntitySpan& a, const EntitySpan& b) {
    return std::pair(a.first, b.last) < std::pair(b.first, a.last);
  });
  return spans;
}

std::string_view name_kind(std::string_view entity) {
  if (entity == "person") return "PER";
  if (entity == "organization") return "ORG";
  if (entity == "place") return "LOC";
  if (entity == "event" || entity == "object" || entity == "abstract" || entity == "substance") {
    return "MISC";
  }
  return {};
}

/// Names within GUM's entities: the run of proper nouns around an entity's head, without titles; of
/// organisations, places and works also over "of". Words of which the layer does not say whether a
/// tagger of names would take them get no target.
void add_names(const language::ConlluSentence& row, Sentence& sentence, Vocabulary& vocabulary,
               bool grow) {
  const auto& words = row.words;
  const auto tag_of = [&](std::size_t i) { return words[i].column(ConlluColumn::kUpos); };
  const auto is_name = [&](std::size_t i) { return tag_of(i) == "PROPN"; };
  std::vector<std::string> tags(words.size());
  const std::vector<EntitySpan> spans = entity_spans(row);
  if (spans.empty()) return;
  for (const EntitySpan& span : spans) {
    const std::string_view kind = name_kind(span.kind);
    if (kind.empty() || span.head > span.last || !is_name(span.head)) continue;
    std::size_t first = span.head;
    std::size_t last = span.head;
    while (first > span.first && is_name(first - 1)) --first;
    while (last < span.last && is_name(last + 1)) ++last;
    if (kind != "PER") {
      while (last + 2 <= span.last && tag_of(last + 1) == "ADP" && is_name(last + 2)) {
        last += 2;
        while (last < span.last && is_name(last + 1)) ++last;
      }
    }
    while (first < span.head && words[first].column(ConlluColumn::kDeprel) == "nmod:desc") ++first;
    for (std::size_t i = first; i <= last; ++i) {
      if (tags[i].empty()) tags[i] = (i == first ? "B-" : "I-") + std::string(kind);
    }
  }
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string_view tag = tag_of(i);
    const bool plain = tag == "VERB" || tag == "AUX" || tag == "PRON" || tag == "SCONJ";
    if (tags[i].empty() && plain) tags[i] = "O";
    if (!tags[i].empty())
      add_target(sentence.entities, i + 1, outcome(vocabulary.entities, tags[i], grow));
  }
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
    add_names(row, sentence, vocabulary, grow);
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
