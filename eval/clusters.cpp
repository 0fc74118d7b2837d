// Task "clusters": reports of different outlets fall into stories as they stream in. Gold: JSON
// lines with "story_id", "title" and "text" (AllSides excerpts, BASIL's articles), taken in the
// order of the file, of the day "date" where it is given. Measure: B-cubed (Bagga and Baldwin
// 1998). In the details: other bars (the one that is shipped was fixed on lrc-train.jsonl alone),
// and the same reports in random order and in stories of other sizes. Streams that nobody has
// divided (T17) show how large stories grow and how often reports are moved.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "story_streams.h"
#include "tasks.h"

namespace stemma::eval {
Result<Scores> evaluate_clusters(const std::string& gold, const briefing::Models&,
                                 const EvalOptions&) {
  const auto model = stories::Model::load();
  if (!model) return model.error();
  std::vector<std::string> files = {gold};
  if (std::filesystem::is_directory(gold)) {
    files.clear();
    // Training files stand in the same folder.
    for (const auto& entry : std::filesystem::directory_iterator(gold)) {
      const std::string name = entry.path().filename().string();
      if (name == "basil-dev.jsonl" || name == "lrc-val.jsonl" || name.starts_with("t17-"))
        files.push_back(entry.path().string());
    }
    std::sort(files.begin(), files.end());
  }
  Scores scores;
  for (const std::string& file : files) {
    const auto stream = read_stream(file, *model);
    if (!stream) return stream.error();
    const std::string name = std::filesystem::path(file).stem().string();
    const Run shipped = run_stream(*stream, *model);
    const std::size_t items = stream->size();
    const bool divided =
        std::any_of(stream->begin(), stream->end(),
                    [](const StreamReport& report) { return !report.story.empty(); });
    if (!divided) {
      const double count = std::max<double>(1, double(items));
      scores.metrics.push_back({name + " reports a story", count / double(shipped.stories), items});
      scores.metrics.push_back({name + " largest story", double(shipped.largest), items});
      scores.metrics.push_back({name + " moves a report", double(shipped.moved) / count, items});
      continue;
    }
    scores.metrics.push_back({name + " B3 F1", shipped.score.f1(), items});
    scores.metrics.push_back({name + " B3 precision", shipped.score.precision, items});
    scores.metrics.push_back({name + " B3 recall", shipped.score.recall, items});
    for (const double bar : {.15, .20, .25, .30, .35}) {
      stories::StoriesOptions options;
      options.bar = bar;
      const BCubed at = run_stream(*stream, *model, options).score;
      scores.details += fmt::format("{} bar {:.2f}: P {:.3f} R {:.3f} F1 {:.3f}\n", name, bar,
                                    at.precision, at.recall, at.f1());
    }
    if (name == "basil-dev") continue;  // its days and its text as a whole belong together
    const std::pair<const char*, Stream> guises[] = {
        {"in random order", shuffled(*stream, 1)},
        {"cut to 1 to 3 of a story", cut_stories(*stream, 1)},
        {"grown to 1 to 60 of a story", grown_stories(*stream, items, *model, 1)}};
    for (const auto& [guise, reports] : guises) {
      const BCubed at = run_stream(reports, *model).score;
      scores.details += fmt::format("{} {}: P {:.3f} R {:.3f} F1 {:.3f}\n", name, guise,
                                    at.precision, at.recall, at.f1());
    }
  }
  return scores;
}

}  // namespace stemma::eval
