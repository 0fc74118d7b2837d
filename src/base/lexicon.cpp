#include "base/lexicon.h"

#include <fmt/format.h>

#include "base/embedded.h"

namespace stemma {

Result<Lexicon> Lexicon::load(std::string_view name, std::size_t columns) {
  const std::string path = fmt::format("lexicons/{}.tsv", name);
  const auto bytes = embedded_file(path);
  if (!bytes) return Error{ErrorCode::kNotFound, "this lexicon was not built in", path};
  return parse(*bytes, path, columns);
}

Result<Lexicon> Lexicon::parse(std::string_view tsv, std::string_view name, std::size_t columns) {
  Lexicon lexicon;
  std::size_t number = 0;
  while (!tsv.empty()) {
    ++number;
    const std::size_t end = std::min(tsv.find('\n'), tsv.size());
    std::string_view line = tsv.substr(0, end);
    tsv.remove_prefix(std::min(end + 1, tsv.size()));
    if (line.empty() || line.front() == '#') continue;
    Row row;
    row.reserve(columns);
    for (std::size_t tab; (tab = line.find('\t')) != std::string_view::npos;) {
      row.push_back(line.substr(0, tab));
      line.remove_prefix(tab + 1);
    }
    row.push_back(line);
    if (row.size() != columns) {
      return Error{ErrorCode::kMalformed,
                   fmt::format("a row has {} columns where {} are expected", row.size(), columns),
                   fmt::format("{}:{}", name, number)};
    }
    lexicon.rows_.push_back(std::move(row));
  }
  return lexicon;
}

}  // namespace stemma
