// Task "stories": three newsrooms on one story each (BASIL; Fan et al. 2019). They wrote for
// themselves, so an edge of lineage between two of them is a false merge, but for the agency copy
// that some of them carry. Pairs of texts from different stories are the second control. Each
// article is also read alone: they were edited with care, so few warnings are owed to them.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "briefing/display.h"
#include "json_lines.h"
#include "lineage_batch.h"
#include "tasks.h"

namespace stemma::eval {
namespace {

/// The warnings that one article gets when it is read alone, a line each. That it has no date is no
/// fault of the text: the gold keeps dates apart.
std::vector<std::string> warnings_of(const std::string& text, const briefing::Models& models) {
  intake::Options as_text;
  as_text.format = intake::FormatHint::kPlainText;
  const Briefing alone =
      briefing::compose(intake::read_bytes(text, "text", models.intake, as_text).reports, models);
  std::vector<std::string> lines;
  for (const Warning& warning : alone.collation.warnings) {
    if (warning.kind == WarningKind::kDateUnknown) continue;
    const auto words =
        slice(alone.reports[warning.evidence.report.index()].text, warning.evidence.range);
    lines.push_back(fmt::format("{}: {}", to_string(warning.kind),
                                briefing::shorten(briefing::clean(words), 60)));
  }
  return lines;
}

}  // namespace

Result<Scores> evaluate_stories(const std::string& gold, const briefing::Models& models,
                                const EvalOptions&) {
  const std::filesystem::path path = gold;
  const std::string file =
      std::filesystem::is_directory(path) ? (path / "basil-dev.jsonl").string() : gold;
  std::map<std::string, std::vector<std::string>> stories;
  const auto failed = for_each_json_line(file, [&](auto& document) {
    std::string_view story;
    std::string_view text;
    if (document["story_id"].get(story) != simdjson::SUCCESS) return;
    const std::string key(story);
    if (document["text"].get(text) != simdjson::SUCCESS) return;
    stories[key].emplace_back(text);
  });
  if (failed) return *failed;

  Scores scores;
  std::size_t pairs = 0;
  std::size_t merged = 0;
  std::size_t articles = 0;
  std::size_t warnings = 0;
  std::vector<std::string> strangers;  // the first text of each story
  for (const auto& [story, texts] : stories) {
    strangers.push_back(texts.front());
    for (std::size_t i = 0; i < texts.size(); ++i) {
      ++articles;
      for (const std::string& warning : warnings_of(texts[i], models)) {
        ++warnings;
        scores.details += fmt::format("{}: text {}: {}\n", story, i + 1, warning);
      }
      for (std::size_t j = i + 1; j < texts.size(); ++j) {
        const LineageBatch batch = analyse_texts({texts[i], texts[j]}, models);
        const Lineage lineage = trace(batch, models);
        ++pairs;
        if (lineage.edges.empty()) continue;
        ++merged;
        const auto shared = std::count_if(lineage.alignments.begin(), lineage.alignments.end(),
                                          [](const Alignment& a) { return a.close; });
        scores.details += fmt::format("{}: texts {} and {} joined over {} sentences\n", story,
                                      i + 1, j + 1, shared);
      }
    }
  }
  const Lineage apart = trace(analyse_texts(strangers, models), models);
  const std::size_t stranger_pairs = strangers.size() * (strangers.size() - 1) / 2;
  const auto rate = [](std::size_t part, std::size_t all) {
    return all == 0 ? 0 : static_cast<double>(part) / static_cast<double>(all);
  };
  scores.metrics = {{"false_merge_rate", rate(merged, pairs), pairs},
                    {"edges between stories", double(apart.edges.size()), stranger_pairs},
                    {"alignments per pair between stories",
                     rate(apart.alignments.size(), stranger_pairs), stranger_pairs},
                    {"warnings per article", rate(warnings, articles), articles}};
  return scores;
}

}  // namespace stemma::eval
