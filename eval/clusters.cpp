// Task "clusters": reports of different outlets fall into stories as they stream in. Gold: JSON
// lines with "story_id", "title" and "text" (AllSides excerpts, BASIL's articles), taken in the
// order of the file. Measure: B-cubed (Bagga and Baldwin 1998). The table in the details is of
// several bars; the one that is shipped was fixed on parts of lrc-train.jsonl alone.
#include <fmt/format.h>

#include <filesystem>
#include <map>

#include "json_lines.h"
#include "stories/stories.h"
#include "tasks.h"

namespace stemma::eval {
namespace {

struct Stream {
  std::vector<Report> reports;
  std::vector<std::string> gold;
};

struct BCubed {
  double precision = 0;
  double recall = 0;
  double f1() const {
    return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
  }
};

Result<Stream> read_stream(const std::string& file) {
  Stream stream;
  const auto failed = for_each_json_line(file, [&](auto& document) {
    std::string_view words;
    Report report;
    if (document["story_id"].get(words) != simdjson::SUCCESS) return;
    const std::string story(words);
    if (document["title"].get(words) == simdjson::SUCCESS) report.title = words;
    if (document["text"].get(words) != simdjson::SUCCESS) return;
    report.text = words;
    stream.reports.push_back(std::move(report));
    stream.gold.push_back(story);
  });
  if (failed) return *failed;
  return stream;
}

BCubed score(const stories::Stories& found, const std::vector<std::string>& gold) {
  std::map<StoryId, std::size_t> of_story;
  std::map<std::string, std::size_t> of_gold;
  std::map<std::pair<StoryId, std::string>, std::size_t> of_both;
  for (std::uint32_t i = 0; i < gold.size(); ++i) {
    ++of_story[found.story_of(i)];
    ++of_gold[gold[i]];
    ++of_both[{found.story_of(i), gold[i]}];
  }
  BCubed sum;
  for (const auto& [pair, both] : of_both) {
    const double square = double(both) * double(both);
    sum.precision += square / double(of_story[pair.first]);
    sum.recall += square / double(of_gold[pair.second]);
  }
  const double count = std::max<double>(1, double(gold.size()));
  return {sum.precision / count, sum.recall / count};
}

BCubed run_stream(const Stream& stream, const stories::Model& model,
                  const stories::StoriesOptions& options) {
  stories::Stories stories(model, options);
  for (const Report& report : stream.reports) stories.add(report);
  return score(stories, stream.gold);
}

}  // namespace

Result<Scores> evaluate_clusters(const std::string& gold, const briefing::Models&,
                                 const EvalOptions&) {
  const auto model = stories::Model::load();
  if (!model) return model.error();
  std::vector<std::string> files = {gold};
  if (std::filesystem::is_directory(gold)) {
    files.clear();
    for (const char* name : {"basil-dev.jsonl", "lrc-val.jsonl"})
      files.push_back((std::filesystem::path(gold) / name).string());
  }
  Scores scores;
  for (const std::string& file : files) {
    const auto stream = read_stream(file);
    if (!stream) return stream.error();
    const std::string name = std::filesystem::path(file).stem().string();
    const BCubed shipped = run_stream(*stream, *model, {});
    const std::size_t items = stream->reports.size();
    scores.metrics.push_back({name + " B3 F1", shipped.f1(), items});
    scores.metrics.push_back({name + " B3 precision", shipped.precision, items});
    scores.metrics.push_back({name + " B3 recall", shipped.recall, items});
    for (const double bar : {.18, .20, .22, .24, .26}) {
      const BCubed at = run_stream(*stream, *model, {.bar = bar});
      scores.details += fmt::format("{} bar {:.2f}: P {:.3f} R {:.3f} F1 {:.3f}\n", name, bar,
                                    at.precision, at.recall, at.f1());
    }
  }
  return scores;
}

}  // namespace stemma::eval
