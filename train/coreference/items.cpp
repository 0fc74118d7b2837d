#include "items.h"

#include <algorithm>
#include <array>

#include "json_lines.h"

namespace stemma::train {

std::vector<PronounItem> items_of(const std::vector<eval::GapItem>& items) {
  std::vector<PronounItem> out;
  for (const eval::GapItem& item : items) {
    PronounItem& p = out.emplace_back();
    p.text = item.text;
    p.pronoun = item.pronoun;
    p.names_only = true;
    for (int n = 0; n < 2; ++n) (item.meant[n] ? p.right : p.wrong).push_back(item.name[n]);
  }
  return out;
}

namespace {

constexpr std::array<std::string_view, 8> kOfPeople = {"he",  "him", "his",  "himself",
                                                       "she", "her", "hers", "herself"};

std::string folded(std::string_view word) {
  std::string out(word);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

struct EcbMention {
  ByteRange range;
  std::string chain;
};

std::string text_of(simdjson::ondemand::object& object, std::string_view key) {
  std::string_view value;
  return object.find_field_unordered(key).get(value) ? std::string() : std::string(value);
}

/// The words of a document and the sentence of each; false where the line is not as it should be.
bool read_words(simdjson::ondemand::object& object, PronounItem& document,
                std::vector<ByteRange>& words) {
  std::vector<std::uint64_t> sentences;
  simdjson::ondemand::array array;
  if (object.find_field_unordered("tokens").get(array)) return false;
  for (auto value : array) {
    std::string_view word;
    if (value.get_string().get(word)) return false;
    if (!document.text.empty()) document.text += ' ';
    const auto begin = static_cast<std::uint32_t>(document.text.size());
    document.text += word;
    words.push_back({begin, static_cast<std::uint32_t>(document.text.size())});
  }
  if (object.find_field_unordered("sent").get(array)) return false;
  for (auto value : array) {
    if (value.get_uint64().get(sentences.emplace_back())) return false;
  }
  if (sentences.size() != words.size() || words.empty()) return false;
  for (std::size_t w = 0; w < words.size(); ++w) {
    if (w == 0 || sentences[w] != sentences[w - 1]) document.sentences.emplace_back();
    document.sentences.back().words.push_back(words[w]);
  }
  return true;
}

std::vector<EcbMention> read_mentions(simdjson::ondemand::object& object,
                                      const std::vector<ByteRange>& words) {
  std::vector<EcbMention> out;
  simdjson::ondemand::array mentions;
  if (object.find_field_unordered("mentions").get(mentions)) return out;
  for (auto value : mentions) {
    simdjson::ondemand::object mention;
    if (value.get_object().get(mention)) continue;
    if (!text_of(mention, "type").starts_with("HUMAN_PART")) continue;
    EcbMention found;
    found.chain = text_of(mention, "chain");
    simdjson::ondemand::array tokens;
    if (mention.find_field_unordered("tokens").get(tokens)) continue;
    std::uint64_t first = words.size(), last = 0;
    for (auto token : tokens) {
      std::uint64_t t = 0;
      if (token.get_uint64().get(t) || t >= words.size()) continue;
      first = std::min(first, t);
      last = std::max(last, t);
    }
    if (first > last) continue;
    found.range = cover(words[first], words[last]);
    out.push_back(std::move(found));
  }
  return out;
}

}  // namespace

Result<std::vector<PronounItem>> read_ecb(const std::string& path) {
  std::vector<PronounItem> items;
  const auto failed = eval::for_each_json_line(path, [&](auto line) {
    simdjson::ondemand::object object;
    if (line.get_object().get(object)) return;
    PronounItem document;
    std::vector<ByteRange> words;
    if (!read_words(object, document, words)) return;
    const std::vector<EcbMention> mentions = read_mentions(object, words);
    for (const EcbMention& m : mentions) {
      const std::string form = folded(slice(document.text, m.range));
      if (m.chain.empty() || std::find(kOfPeople.begin(), kOfPeople.end(), form) == kOfPeople.end())
        continue;
      PronounItem item = document;
      item.pronoun = m.range;
      for (const EcbMention& other : mentions) {
        if (other.range == m.range) continue;
        (other.chain == m.chain ? item.right : item.wrong).push_back(other.range);
      }
      if (!item.right.empty()) items.push_back(std::move(item));
    }
  });
  if (failed) return *failed;
  return items;
}

}  // namespace stemma::train
