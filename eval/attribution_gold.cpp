#include "attribution_gold.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>

#include "code_points.h"
#include "gold_text.h"

namespace stemma::eval {
namespace {

namespace fs = std::filesystem;

/// Empty where there is no such file.
std::string read_file(const fs::path& path) {
  auto bytes = read_gold(path.string());
  return bytes ? std::move(*bytes) : std::string();
}

std::optional<std::uint32_t> number(std::string_view text) {
  std::uint32_t value = 0;
  if (text.empty() || text.size() > 9) return std::nullopt;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + static_cast<std::uint32_t>(c - '0');
  }
  return value;
}

std::vector<fs::path> annotation_files(const fs::path& root) {
  std::vector<fs::path> files;
  std::error_code error;
  for (fs::recursive_directory_iterator it(root, error), end; !error && it != end;
       it.increment(error)) {
    if (it->path().extension() == ".ann") files.push_back(it->path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

/// "Source 89 106;110 120" -> byte ranges.
std::vector<ByteRange> gold_ranges(std::string_view column, const CodePoints& places) {
  std::vector<ByteRange> ranges;
  const std::size_t space = column.find(' ');
  if (space == std::string_view::npos) return ranges;
  for (const std::string_view part : split(column.substr(space + 1), ';')) {
    const auto ends = split(part, ' ');
    if (ends.size() != 2) continue;
    const auto begin = number(ends[0]);
    const auto end = number(ends[1]);
    if (!begin || !end || *begin >= *end || *end > places.count()) continue;
    ranges.push_back({places.byte(*begin), places.byte(*end)});
  }
  return ranges;
}

}  // namespace

void WordIndex::add(ByteRange range, Words& words) const {
  const auto& tokens = analysis_.tokens;
  auto it =
      std::lower_bound(tokens.begin(), tokens.end(), range.begin,
                       [](const Token& token, std::uint32_t at) { return token.range.end <= at; });
  for (; it != tokens.end() && it->range.begin < range.end; ++it) {
    if (take_ == Take::kScored &&
        (it->kind == TokenKind::kPunctuation || it->kind == TokenKind::kQuote))
      continue;
    if (take_ == Take::kScored && (it->norm == "the" || it->norm == "a" || it->norm == "an"))
      continue;
    words.push_back(static_cast<std::uint32_t>(it - tokens.begin()));
  }
}

void WordIndex::finish(Words& words, bool content) const {
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  if (content && take_ == Take::kScored && words.size() > 1 &&
      analysis_.tokens[words.front()].norm == "that") {
    words.erase(words.begin());
  }
}

std::string WordIndex::class_of(const Words& words) const {
  for (const Upos upos : {Upos::kVerb, Upos::kNoun}) {
    for (const std::uint32_t t : words) {
      if (analysis_.tokens[t].upos == upos) return std::string(to_string(upos));
    }
  }
  return words.empty() ? "" : std::string(to_string(analysis_.tokens[words.front()].upos));
}

std::vector<AttributionWords> read_attributions(const std::string& annotations,
                                                const std::string& text, const WordIndex& index) {
  const CodePoints places(text);
  std::map<std::string, std::vector<ByteRange>, std::less<>> spans;
  std::vector<AttributionWords> gold;
  for (const std::string_view line : split(annotations, '\n')) {
    const auto columns = split(line, '\t');
    if (columns.size() < 2) continue;
    if (line.front() == 'T') spans[std::string(columns[0])] = gold_ranges(columns[1], places);
  }
  for (const std::string_view line : split(annotations, '\n')) {
    const auto columns = split(line, '\t');
    if (columns.size() < 2 || line.front() != 'E') continue;
    AttributionWords roles;
    for (const std::string_view argument : split(columns[1], ' ')) {
      const auto parts = split(argument, ':');
      if (parts.size() != 2) continue;
      const auto found = spans.find(parts[1]);
      if (found == spans.end()) continue;
      Words* words = parts[0].starts_with("Source")    ? &roles.source
                     : parts[0].starts_with("Cue")     ? &roles.cue
                     : parts[0].starts_with("Content") ? &roles.content
                                                       : nullptr;
      if (words == nullptr) continue;
      for (const ByteRange range : found->second) {
        index.add(range, *words);
        if (words == &roles.cue) roles.cue_text += slice(text, range);
      }
    }
    index.finish(roles.source, false);
    index.finish(roles.cue, false);
    index.finish(roles.content, true);
    roles.cue_class = index.class_of(roles.cue);
    if (!roles.cue.empty() && !roles.content.empty()) gold.push_back(std::move(roles));
  }
  return gold;
}

Result<std::vector<AttributionDocument>> read_attribution_files(const std::string& gold) {
  std::vector<AttributionDocument> documents;
  for (const fs::path& file : annotation_files(gold)) {
    const fs::path text = file.parent_path().parent_path() / "text" / file.stem().concat(".txt");
    documents.push_back({file.stem().string(), read_file(text), read_file(file)});
    if (documents.back().text.empty()) {
      return Error{ErrorCode::kNotFound, "the annotations have no text beside them", text.string()};
    }
  }
  if (documents.empty()) {
    return Error{ErrorCode::kNotFound, "no attribution files (*.ann) here", gold};
  }
  return documents;
}

}  // namespace stemma::eval
