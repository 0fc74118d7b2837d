#include "story_streams.h"

#include <algorithm>
#include <map>
#include <sstream>

#include "json_lines.h"
#include "random.h"

namespace stemma::eval {
namespace {

/// Sizes of grown stories, each as likely as the next.
constexpr std::size_t kSizes[] = {1, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 5, 6, 8, 12, 20, 35, 60};
// Of the words of a report that is made: those of its pattern, of another of its story, of none.
constexpr double kOfTitle = .7;
constexpr double kOfPattern = .6;
constexpr double kOfOther = .3;
constexpr double kOfStranger = .2;
// Some that are made are copies, cut and edited a little.
constexpr double kCopies = .5;
constexpr double kOfCopied = .92;
constexpr double kOfEditor = .05;

stories::Words words_of(const std::string& title, const std::string& text,
                        const stories::Model& model) {
  Report report;
  report.title = title;
  report.text = text;
  return stories::words_of(report, model);
}

template <class Item>
void shuffle(std::vector<Item>& items, Random& random) {
  for (std::size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[random.below(i)]);
}

/// By story, in the order of the stories' names.
std::vector<std::vector<const StreamReport*>> by_story(const Stream& stream) {
  std::map<std::string, std::vector<const StreamReport*>> stories;
  for (const StreamReport& report : stream) stories[report.story].push_back(&report);
  std::vector<std::vector<const StreamReport*>> out;
  for (auto& [name, reports] : stories) out.push_back(std::move(reports));
  return out;
}

/// Some words of a text, in order.
std::string some_of(const std::string& text, double share, Random& random) {
  std::istringstream words(text);
  std::string word;
  std::string out;
  while (words >> word) {
    if (random.chance(share)) out += word + " ";
  }
  return out;
}

BCubed score(const std::vector<StoryId>& found, const Stream& stream) {
  std::map<StoryId, std::size_t> of_story;
  std::map<std::string, std::size_t> of_gold;
  std::map<std::pair<StoryId, std::string>, std::size_t> of_both;
  for (std::size_t i = 0; i < stream.size(); ++i) {
    ++of_story[found[i]];
    ++of_gold[stream[i].story];
    ++of_both[{found[i], stream[i].story}];
  }
  BCubed sum;
  for (const auto& [pair, both] : of_both) {
    const double square = double(both) * double(both);
    sum.precision += square / double(of_story[pair.first]);
    sum.recall += square / double(of_gold[pair.second]);
  }
  const double count = std::max<double>(1, double(stream.size()));
  return {sum.precision / count, sum.recall / count};
}

}  // namespace

Result<Stream> read_stream(const std::string& file, const stories::Model& model) {
  Stream stream;
  const auto failed = for_each_json_line(file, [&](auto& document) {
    std::string_view words;
    StreamReport report;
    if (document["story_id"].get(words) == simdjson::SUCCESS) report.story = words;
    if (document["title"].get(words) == simdjson::SUCCESS) report.title = words;
    if (document["text"].get(words) != simdjson::SUCCESS) return;
    report.text = words;
    report.words = words_of(report.title, report.text, model);
    if (document["date"].get(words) == simdjson::SUCCESS)
      report.day = stories::day_of(words).value_or(0);
    stream.push_back(std::move(report));
  });
  if (failed) return *failed;
  return stream;
}

Stream shuffled(const Stream& stream, std::uint64_t seed) {
  Random random(seed);
  Stream out = stream;
  shuffle(out, random);
  return out;
}

Stream cut_stories(const Stream& stream, std::uint64_t seed) {
  Random random(seed);
  Stream out;
  for (auto& reports : by_story(stream)) {
    shuffle(reports, random);
    reports.resize(1 + random.below(reports.size()));
    for (const StreamReport* report : reports) out.push_back(*report);
  }
  shuffle(out, random);
  return out;
}

Stream grown_stories(const Stream& stream, std::size_t reports, const stories::Model& model,
                     std::uint64_t seed) {
  Random random(seed);
  auto stories = by_story(stream);
  shuffle(stories, random);
  Stream out;
  for (const auto& story : stories) {
    if (out.size() >= reports) break;
    const auto any = [&]() -> const StreamReport& { return *story[random.below(story.size())]; };
    const std::size_t size = kSizes[random.below(std::size(kSizes))];
    const std::size_t originals = 1 + random.below(story.size());
    for (std::size_t i = 0; i < size; ++i) {
      if (i < originals) {
        out.push_back(*story[i]);
        continue;
      }
      const StreamReport& pattern = any();
      StreamReport made;
      made.story = pattern.story;
      const StreamReport& stranger = stream[random.below(stream.size())];
      if (random.chance(kCopies)) {
        made.title = some_of(pattern.title, kOfCopied, random);
        made.text = some_of(pattern.text, kOfCopied, random);
        made.text += some_of(stranger.text, kOfEditor, random);
      } else {
        made.title = some_of(pattern.title, kOfTitle, random);
        made.text = some_of(pattern.text, kOfPattern, random);
        made.text += some_of(any().text, kOfOther, random);
        made.text += some_of(stranger.text, kOfStranger, random);
      }
      made.words = words_of(made.title, made.text, model);
      out.push_back(std::move(made));
    }
  }
  shuffle(out, random);
  return out;
}

Run run_stream(const Stream& stream, const stories::Model& model,
               const stories::StoriesOptions& options, const OnPlaced& on_placed) {
  Run run;
  stories::Stories stories(model, options);
  std::vector<StoryId> found(stream.size());
  for (std::size_t i = 0; i < stream.size(); ++i) {
    const stories::Placement placed =
        stories.place({static_cast<ReportNumber>(i), stream[i].day, stream[i].words, {}});
    if (on_placed) on_placed(i, placed);
    found[i] = placed.story;
    // Splits stand before merges, as whoever keeps stories must take them.
    for (const StoryChange& change : placed.changes) {
      for (const ReportNumber report : change.moved) found[report] = change.story;
      run.moved += change.moved.size();
      if (change.kind != StoryChangeKind::kMerged) continue;
      run.moved += static_cast<std::size_t>(std::count(found.begin(), found.end(), *change.from));
      std::replace(found.begin(), found.end(), *change.from, change.story);
    }
  }
  run.score = score(found, stream);
  std::map<StoryId, std::size_t> sizes;
  for (const StoryId story : found) run.largest = std::max(run.largest, ++sizes[story]);
  run.stories = sizes.size();
  return run;
}

}  // namespace stemma::eval
