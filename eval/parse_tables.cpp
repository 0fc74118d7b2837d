#include "parse_tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <set>
#include <vector>

namespace stemma::eval {
namespace {

constexpr std::array<std::size_t, 5> kSentenceClasses = {1, 6, 11, 21, 41};
constexpr std::array<std::size_t, 6> kArcClasses = {0, 1, 2, 3, 6, 11};

/// The last class that begins at or below `length`.
std::size_t class_of(std::span<const std::size_t> classes, std::size_t length) {
  return *std::prev(std::upper_bound(classes.begin(), classes.end(), length));
}

std::string class_name(std::span<const std::size_t> classes, std::size_t least) {
  const auto next = std::upper_bound(classes.begin(), classes.end(), least);
  if (next == classes.end()) return fmt::format("{} and more", least);
  return *next == least + 1 ? fmt::format("{}", least) : fmt::format("{} to {}", least, *next - 1);
}

void count(Attachment& counts, bool head, bool both) {
  counts.words += 1;
  counts.heads += head ? 1 : 0;
  counts.both += both ? 1 : 0;
}

/// What stands before a place in the characters, where a sentence does or should begin.
std::string kind_before(std::string_view characters, std::uint32_t at) {
  if (at == 0) return "start";
  const char c = characters[at - 1];
  if (c == '.') return at > 1 && characters[at - 2] == '.' ? "ellipsis" : "full stop";
  if (c == '?' || c == '!') return "? or !";
  if (c == '"' || c == '\'' || static_cast<unsigned char>(c) >= 0x80) return "quote or other mark";
  if (c == ')' || c == ']') return "bracket";
  if (c == ':' || c == ';' || c == ',') return "colon, semicolon, comma";
  if (c == '-') return "dash";
  return "no mark";
}

double share(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

std::string line(std::string_view name, const Attachment& counts) {
  return fmt::format("    {:<24} {:7} {:8.4f} {:8.4f}\n", name, counts.words,
                     share(counts.heads, counts.words), share(counts.both, counts.words));
}

}  // namespace

void ParseTables::add_words(const std::string& genre, const Treebank& gold,
                            const Treebank& system) {
  const auto aligned = align_words(gold, system);
  std::vector<std::size_t> sizes(gold.sentences.size());
  for (const TreebankWord& word : gold.words) ++sizes[word.sentence];
  for (std::size_t i = 0; i < system.words.size(); ++i) {
    if (!aligned[i]) continue;
    const std::size_t place = *aligned[i];
    const TreebankWord& g = gold.words[place];
    const TreebankWord& s = system.words[i];
    const bool head = right_head(g, s, aligned);
    const std::string_view wanted = universal_relation(g);
    const std::string_view found = universal_relation(s);
    const bool both = head && wanted == found;
    auto entry = relations_.find(wanted);
    if (entry == relations_.end()) entry = relations_.emplace(wanted, RelationErrors{}).first;
    count(entry->second.counts, head, both);
    if (!both) ++entry->second.taken_for[wanted == found ? "wrong head" : std::string(found)];
    count(genres_[genre], head, both);
    count(sentence_lengths_[class_of(kSentenceClasses, sizes[g.sentence])], head, both);
    const std::size_t parent = g.parent.value_or(place);
    const std::size_t arc = parent > place ? parent - place : place - parent;
    count(arc_lengths_[class_of(kArcClasses, arc)], head, both);
  }
}

void ParseTables::add_boundaries(const std::string& genre, const Treebank& gold,
                                 const Treebank& system) {
  const std::set<ByteRange> wanted(gold.sentences.begin(), gold.sentences.end());
  F1& score = genre_sentences_[genre];
  score.gold += gold.sentences.size();
  score.predicted += system.sentences.size();
  for (const ByteRange& s : system.sentences) score.true_positives += wanted.count(s);
  std::set<std::uint32_t> begins;
  for (const ByteRange& s : gold.sentences) begins.insert(s.begin);
  for (const ByteRange& s : system.sentences) {
    if (begins.erase(s.begin) == 0) ++boundaries_[kind_before(system.characters, s.begin)].wrong;
  }
  for (const std::uint32_t missed : begins) {
    ++boundaries_[kind_before(gold.characters, missed)].missed;
  }
}

std::string ParseTables::describe() const {
  std::string out = "  words given: relation, words, UAS, LAS, what it is most often taken for\n";
  std::vector<std::pair<std::string_view, const RelationErrors*>> relations;
  for (const auto& [name, errors] : relations_) relations.emplace_back(name, &errors);
  std::stable_sort(relations.begin(), relations.end(), [](const auto& a, const auto& b) {
    return a.second->counts.words > b.second->counts.words;
  });
  for (const auto& [name, errors] : relations) {
    std::string row = line(name, errors->counts);
    const auto worst =
        std::max_element(errors->taken_for.begin(), errors->taken_for.end(),
                         [](const auto& a, const auto& b) { return a.second < b.second; });
    if (worst != errors->taken_for.end()) {
      row.insert(row.size() - 1, fmt::format("   {} {}", worst->first, worst->second));
    }
    out += row;
  }
  out += "  words given: genre, words, UAS, LAS\n";
  for (const auto& [genre, counts] : genres_) out += line(genre, counts);
  out += "  words given: words of the sentence, words, UAS, LAS\n";
  for (const auto& [least, counts] : sentence_lengths_) {
    out += line(class_name(kSentenceClasses, least), counts);
  }
  out += "  words given: words from the head, words, UAS, LAS\n";
  for (const auto& [least, counts] : arc_lengths_) {
    out += line(least == 0 ? "root" : class_name(kArcClasses, least), counts);
  }
  out += "  raw text: genre, sentences, F1\n";
  for (const auto& [genre, f1] : genre_sentences_) {
    out += fmt::format("    {:<24} {:7} {:8.4f}\n", genre, f1.gold, f1.f1());
  }
  out += "  raw text: what stands before a sentence's begin, missed, wrong\n";
  for (const auto& [kind, counts] : boundaries_) {
    out += fmt::format("    {:<24} {:7} {:7}\n", kind, counts.missed, counts.wrong);
  }
  return out;
}

}  // namespace stemma::eval
