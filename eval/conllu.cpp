#include "conllu.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <string_view>

namespace stemma::eval {
namespace {

/// The document being built, and the multiword token whose words are being read.
class Builder {
 public:
  void comment(std::string_view line) {
    if (line.starts_with("# newdoc") || documents_.empty()) {
      documents_.emplace_back();
      const std::size_t equals = line.find("= ");
      if (equals != std::string_view::npos) documents_.back().id = line.substr(equals + 2);
      space_ = false;
    } else if (line.starts_with("# newpar") && !line.starts_with("# newpar_")) {
      paragraph_ = true;
    }
  }

  bool row(std::string_view line) {
    std::array<std::string_view, 10> columns;
    std::size_t count = 0;
    while (count < columns.size()) {
      const std::size_t tab = line.find('\t');
      columns[count++] = line.substr(0, tab);
      if (tab == std::string_view::npos) break;
      line.remove_prefix(tab + 1);
    }
    if (count != columns.size()) return false;
    const std::string_view id = columns[0];
    const std::string_view form = columns[1];
    const bool space = columns[9].find("SpaceAfter=No") == std::string_view::npos;
    if (id.find('.') != std::string_view::npos) return true;  // not in the text
    if (documents_.empty()) documents_.emplace_back();
    ConlluDocument& d = documents_.back();
    const std::size_t dash = id.find('-');
    if (dash != std::string_view::npos) {
      unsigned from = 0;
      unsigned to = 0;
      std::from_chars(id.data(), id.data() + dash, from);
      std::from_chars(id.data() + dash + 1, id.data() + id.size(), to);
      put(d, form, space);
      multiword_left_ = to - from + 1;
      multiword_at_ = d.tokens.back().begin;
      return true;
    }
    if (multiword_left_ > 0) {
      --multiword_left_;
      const ByteRange whole = d.tokens.back();
      const bool spelt = multiword_at_ + form.size() <= whole.end &&
                         std::string_view(d.text).substr(multiword_at_, form.size()) == form;
      if (spelt) {
        const auto size = static_cast<std::uint32_t>(form.size());
        d.words.push_back({multiword_at_, multiword_at_ + size});
        multiword_at_ += size;
      } else {
        d.words.push_back(whole);
      }
      return true;
    }
    put(d, form, space);
    d.words.push_back(d.tokens.back());
    return true;
  }

  void end_sentence() {
    if (!in_sentence_) return;
    ConlluDocument& d = documents_.back();
    d.sentences.push_back({sentence_begin_, d.tokens.back().end});
    in_sentence_ = false;
    multiword_left_ = 0;
  }

  std::vector<ConlluDocument> take() {
    end_sentence();
    std::erase_if(documents_, [](const ConlluDocument& d) { return d.sentences.empty(); });
    return std::move(documents_);
  }

 private:
  void put(ConlluDocument& d, std::string_view form, bool space) {
    if (!d.text.empty()) {
      if (paragraph_ && !in_sentence_)
        d.text += "\n\n";
      else if (space_)
        d.text += ' ';
    }
    paragraph_ = false;
    const auto begin = static_cast<std::uint32_t>(d.text.size());
    if (!in_sentence_) sentence_begin_ = begin;
    in_sentence_ = true;
    d.text += form;
    d.tokens.push_back({begin, static_cast<std::uint32_t>(d.text.size())});
    space_ = space;
  }

  std::vector<ConlluDocument> documents_;
  std::uint32_t sentence_begin_ = 0;
  std::uint32_t multiword_at_ = 0;
  unsigned multiword_left_ = 0;
  bool in_sentence_ = false;
  bool paragraph_ = false;
  bool space_ = false;
};

}  // namespace

Result<std::vector<ConlluDocument>> read_conllu(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return Error{ErrorCode::kNotFound, "cannot be opened", path};
  Builder builder;
  std::size_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.ends_with('\r')) line.pop_back();
    if (line.empty()) {
      builder.end_sentence();
    } else if (line[0] == '#') {
      builder.comment(line);
    } else if (!builder.row(line)) {
      return Error{ErrorCode::kMalformed, "expected ten columns",
                   fmt::format("{}:{}", path, number)};
    }
  }
  return builder.take();
}

Result<std::vector<std::string>> conllu_files(const std::string& path) {
  std::error_code error;
  std::vector<std::string> files;
  if (!std::filesystem::is_directory(path, error)) {
    files.push_back(path);
    return files;
  }
  for (const auto& entry : std::filesystem::directory_iterator(path, error)) {
    if (entry.path().extension() == ".conllu") files.push_back(entry.path().string());
  }
  std::sort(files.begin(), files.end());
  if (files.empty()) return Error{ErrorCode::kNotFound, "no .conllu file in this folder", path};
  return files;
}

}  // namespace stemma::eval
