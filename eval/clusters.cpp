// Task "clusters": reports of different outlets fall into stories as they stream in. Gold: JSON
// lines with "story_id", "title" and "text" (AllSides excerpts, BASIL's articles), taken in the
// order of the file, of the day "date" where it is given. Measure: B-cubed (Bagga and Baldwin
// 1998). The table in the details is of several bars; the one that is shipped was fixed on parts of
// lrc-train.jsonl alone. Streams that nobody has divided (T17) show how large stories grow and how
// often reports are moved.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "json_lines.h"
#include "stories/stories.h"
#include "tasks.h"

namespace stemma::eval {
namespace {

struct Stream {
  std::vector<stories::Arrival> arrivals;
  std::vector<std::string> gold;
};

struct BCubed {
  double precision = 0;
  double recall = 0;
  double f1() const {
    return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
  }
};

Result<Stream> read_stream(const std::string& file, const stories::Model& model) {
  Stream stream;
  const auto failed = for_each_json_line(file, [&](auto& document) {
    std::string_view words;
    Report report;
    std::string story;  // empty: a stream that nobody has divided
    if (document["story_id"].get(words) == simdjson::SUCCESS) story = words;
    if (document["title"].get(words) == simdjson::SUCCESS) report.title = words;
    if (document["text"].get(words) != simdjson::SUCCESS) return;
    report.text = words;
    stories::Arrival arrival;
    arrival.report = static_cast<ReportNumber>(stream.arrivals.size());
    arrival.words = stories::words_of(report, model);
    if (document["date"].get(words) == simdjson::SUCCESS)
      arrival.day = stories::day_of(words).value_or(0);
    stream.arrivals.push_back(std::move(arrival));
    stream.gold.push_back(story);
  });
  if (failed) return *failed;
  return stream;
}

BCubed score(const std::vector<StoryId>& found, const std::vector<std::string>& gold) {
  std::map<StoryId, std::size_t> of_story;
  std::map<std::string, std::size_t> of_gold;
  std::map<std::pair<StoryId, std::string>, std::size_t> of_both;
  for (std::uint32_t i = 0; i < gold.size(); ++i) {
    ++of_story[found[i]];
    ++of_gold[gold[i]];
    ++of_both[{found[i], gold[i]}];
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

struct Run {
  BCubed score;
  std::size_t stories = 0;
  std::size_t largest = 0;
  std::size_t moved = 0;  // reports, each time that one went to another story after it was placed
};

Run run_stream(const Stream& stream, const stories::Model& model,
               const stories::StoriesOptions& options) {
  Run run;
  stories::Stories stories(model, options);
  std::vector<StoryId> found(stream.arrivals.size());
  for (const stories::Arrival& arrival : stream.arrivals) {
    stories::Placement placed = stories.place(arrival);
    found[arrival.report] = placed.story;
    // Splits stand before merges, as whoever keeps stories must take them.
    for (const StoryChange& change : placed.changes) {
      for (const ReportNumber report : change.moved) found[report] = change.story;
      run.moved += change.moved.size();
      if (change.kind != StoryChangeKind::kMerged) continue;
      run.moved += static_cast<std::size_t>(std::count(found.begin(), found.end(), *change.from));
      std::replace(found.begin(), found.end(), *change.from, change.story);
    }
  }
  run.score = score(found, stream.gold);
  std::map<StoryId, std::size_t> sizes;
  for (const StoryId story : found) run.largest = std::max(run.largest, ++sizes[story]);
  run.stories = sizes.size();
  return run;
}

}  // namespace

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
    const Run shipped = run_stream(*stream, *model, {});
    const std::size_t items = stream->arrivals.size();
    const bool divided = std::any_of(stream->gold.begin(), stream->gold.end(),
                                     [](const std::string& story) { return !story.empty(); });
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
    for (const double bar : {.08, .10, .12, .14, .16}) {
      stories::StoriesOptions options;
      options.bar = bar;
      const BCubed at = run_stream(*stream, *model, options).score;
      scores.details += fmt::format("{} bar {:.2f}: P {:.3f} R {:.3f} F1 {:.3f}\n", name, bar,
                                    at.precision, at.recall, at.f1());
    }
  }
  return scores;
}

}  // namespace stemma::eval
