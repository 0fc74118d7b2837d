#include "sentence_pairs.h"

#include <charconv>
#include <unordered_map>

#include "base/disjoint_sets.h"
#include "lineage/tables.h"
#include "lineage_batch.h"

namespace stemma::eval {
namespace {

std::vector<std::uint32_t> make_folds(
    const std::vector<std::pair<std::string, std::string>>& texts) {
  DisjointSets together(texts.size());
  std::unordered_map<std::string_view, std::uint32_t> first;  // pair that has the text
  for (std::uint32_t i = 0; i < texts.size(); ++i) {
    for (const std::string* text : {&texts[i].first, &texts[i].second}) {
      together.join(first.try_emplace(*text, i).first->second, i);
    }
  }
  std::vector<std::uint32_t> fold(texts.size());
  std::uint32_t next = 0;
  for (std::uint32_t i = 0; i < texts.size(); ++i) {
    const std::uint32_t root = together.root(i);
    fold[i] = root == i ? next++ % kFolds : fold[root];
  }
  return fold;
}

}  // namespace

Result<SentencePairs> read_sentence_pairs(const std::string& file, const language::Model& language,
                                          const grounding::Model& grounding,
                                          const lineage::Model::Tables& tables) {
  const Result<std::string> content = read_gold(file);
  if (!content) return content.error();
  SentencePairs pairs;
  std::vector<std::pair<std::string, std::string>> texts;
  lineage::Profiler profiler(tables);
  lineage::PairReader reader(tables.vectors);
  const auto profile = [&](const std::string& text) {
    Report report;
    report.text = text;
    const Analysis analysis = language::parse(report, language);
    return profiler.profile(analysis, grounding::ground(report, analysis, grounding), 0,
                            static_cast<std::uint32_t>(analysis.tokens.size()));
  };
  std::string_view rest = *content;
  for (std::size_t line = 0; !rest.empty(); ++line) {
    const std::string_view row = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), row.size() + 1));
    const auto cells = columns(row);
    if (line == 0 || cells.size() < 4) continue;
    float score = 0;
    const auto end = cells[1].data() + cells[1].size();
    if (std::from_chars(cells[1].data(), end, score).ptr != end) {
      return Error{ErrorCode::kMalformed, "line " + std::to_string(line + 1) + " has no score",
                   file};
    }
    pairs.ids.emplace_back(cells[0]);
    pairs.scores.push_back(score);
    texts.emplace_back(cells[2], cells[3]);
    pairs.rows.push_back(reader.read(profile(texts.back().first), profile(texts.back().second)));
  }
  pairs.fold = make_folds(texts);
  return pairs;
}

}  // namespace stemma::eval
