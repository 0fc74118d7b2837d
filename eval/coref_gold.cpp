#include "coref_gold.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <map>
#include <optional>
#include <string_view>

#include "code_points.h"

namespace stemma::eval {
namespace {

std::vector<std::string> columns(std::string_view line) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at <= line.size();) {
    const std::size_t end = std::min(line.find('\t', at), line.size());
    out.emplace_back(line.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

ByteRange range_of(std::string_view text, const std::string& words, const std::string& offset) {
  const std::uint32_t begin = CodePoints(text).byte(std::strtoul(offset.c_str(), nullptr, 10));
  return {begin, begin + static_cast<std::uint32_t>(words.size())};
}

std::optional<GapItem> item_of(const std::string& line) {
  const std::vector<std::string> c = columns(line);
  if (c.size() < 10 || c[0] == "ID") return std::nullopt;
  GapItem item;
  item.id = c[0];
  item.text = c[1];
  item.pronoun = range_of(item.text, c[2], c[3]);
  item.name[0] = range_of(item.text, c[4], c[5]);
  item.meant[0] = c[6] == "TRUE" || c[6] == "true";
  item.name[1] = range_of(item.text, c[7], c[8]);
  item.meant[1] = c[9] == "TRUE" || c[9] == "true";
  item.feminine = c[2][0] == 's' || c[2][0] == 'S' || c[2].substr(1) == "er" ||
                  c[2].substr(1) == "ers" || c[2].substr(1) == "erself";
  return item;
}

/// Whether a space stands between two words of running text.
bool spaced(std::string_view before, std::string_view word) {
  static constexpr std::array<std::string_view, 10> kClitics = {"'s",  "’s",  "n't", "n’t", "'re",
                                                                "'ve", "'ll", "'d",  "'m",  "’re"};
  static constexpr std::array<std::string_view, 10> kAfter = {".", ",", ";", ":", "?",
                                                              "!", ")", "]", "”", "%"};
  static constexpr std::array<std::string_view, 5> kBefore = {"(", "[", "“", "$", "#"};
  const auto in = [](const auto& list, std::string_view w) {
    return std::find(list.begin(), list.end(), w) != list.end();
  };
  if (word == "-" || before == "-" || word == "/" || before == "/") return false;
  return !in(kClitics, word) && !in(kAfter, word) && !in(kBefore, before);
}

/// Reads one document line by line.
class DocumentReader {
 public:
  explicit DocumentReader(std::string_view name) {
    document_.name = name;
    const std::size_t from = name.starts_with("GUM_") ? 4 : 0;
    document_.genre = name.substr(from, name.find('_', from) - from);
  }

  void end_sentence() { open_sentence_ = false; }

  bool word(std::string form, std::string_view marks) {
    if (form.empty()) form = "–";  // one dash was lost from the files
    std::string& text = document_.text;
    if (!text.empty() && (!open_sentence_ || spaced(before_, form))) text += ' ';
    if (!open_sentence_) document_.sentences.emplace_back();
    open_sentence_ = true;
    const auto begin = static_cast<std::uint32_t>(text.size());
    text += form;
    before_ = form;
    document_.sentences.back().words.push_back({begin, static_cast<std::uint32_t>(text.size())});
    const bool read = read_marks(marks);
    ++words_;
    return read;
  }

  /// None if a phrase was not closed.
  std::optional<CorefDocument> finish() {
    for (const auto& [chain, begins] : open_)
      if (!begins.empty()) return std::nullopt;
    for (auto& [chain, phrases] : chains_) document_.chains.push_back(std::move(phrases));
    return std::move(document_);
  }

 private:
  /// "(3", "3)", "(3)", joined; "_" for none.
  bool read_marks(std::string_view marks) {
    for (std::size_t at = 0; at < marks.size() && marks != "_";) {
      const bool opens = marks[at] == '(';
      at += opens ? 1 : 0;
      const std::size_t digits = std::min(marks.find_first_of("()", at), marks.size());
      const std::string chain(marks.substr(at, digits - at));
      if (chain.empty()) return false;
      at = digits;
      if (opens) open_[chain].push_back(words_);
      if (at < marks.size() && marks[at] == ')') {
        std::vector<std::uint32_t>& begins = open_[chain];
        if (begins.empty()) return false;
        chains_[chain].push_back({begins.back(), words_ + 1});
        begins.pop_back();
        ++at;
      }
    }
    return true;
  }

  CorefDocument document_;
  std::string before_;
  std::uint32_t words_ = 0;
  bool open_sentence_ = false;
  std::map<std::string, std::vector<std::uint32_t>> open_;
  std::map<std::string, std::vector<TokenSpan>> chains_;
};

}  // namespace

Result<std::vector<CorefDocument>> read_ontogum(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return Error{ErrorCode::kNotFound, "cannot read the OntoGUM file", path};
  constexpr std::string_view kBegin = "# begin document ";
  std::vector<CorefDocument> documents;
  std::optional<DocumentReader> reader;
  std::size_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    while (line.ends_with('\r')) line.pop_back();
    const auto wrong = [&] {
      return Error{ErrorCode::kMalformed, fmt::format("not an OntoGUM line: {}", number), path};
    };
    if (line.starts_with(kBegin)) {
      reader.emplace(std::string_view(line).substr(kBegin.size()));
    } else if (line.starts_with("# end document")) {
      auto document = reader ? reader->finish() : std::nullopt;
      if (!document) return wrong();
      documents.push_back(std::move(*document));
      reader.reset();
    } else if (line.empty()) {
      if (reader) reader->end_sentence();
    } else {
      const std::vector<std::string> c = columns(line);
      if (!reader || c.size() != 3 || !reader->word(c[1], c[2])) return wrong();
    }
  }
  if (documents.empty()) return Error{ErrorCode::kMalformed, "no documents in it", path};
  return documents;
}

Result<std::vector<GapItem>> read_gap(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return Error{ErrorCode::kNotFound, "cannot read the GAP file", path};
  std::vector<GapItem> items;
  for (std::string line; std::getline(in, line);) {
    while (line.ends_with('\r')) line.pop_back();
    if (auto item = item_of(line)) items.push_back(std::move(*item));
  }
  if (items.empty()) return Error{ErrorCode::kMalformed, "no GAP items in it", path};
  return items;
}

GapAnswer answer_of(const GapItem& item, const Analysis& a) {
  GapAnswer out;
  std::optional<ChainId> chain;
  for (const Mention& m : a.mentions) {
    if (m.kind != MentionKind::kPronoun || m.range != item.pronoun) continue;
    out.pronoun_found = true;
    chain = m.chain;
  }
  out.resolved = chain.has_value();
  if (!chain) return out;
  for (const std::uint32_t i : a.chains[chain->index()].mentions) {
    const Mention& m = a.mentions[i];
    if (m.kind == MentionKind::kPronoun) continue;
    for (int n = 0; n < 2; ++n)
      out.meant[n] |=
          m.kind == MentionKind::kName ? m.range.overlaps(item.name[n]) : m.range == item.name[n];
  }
  return out;
}

}  // namespace stemma::eval
