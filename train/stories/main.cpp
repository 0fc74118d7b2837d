// Trains models/stories.bin; models/stories.md has the command.
//
//   train_stories --out FILE GOLD      GOLD: lrc-train.jsonl
//   train_stories --folds 3 GOLD       how good such a model is on thirds that it was not learned
//   from
//
// Reports stream in, in the file's order and in other guises (story_streams.h); each is an example
// with each of the earlier ones that are likest to it. Where a report stands among stories is taken
// from a run by a plain rule: likeness less what the later has in common with stories at large.
// Deterministic: the same reports give the same bytes.
#include <CLI/CLI.hpp>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <map>

#include "boosting.h"
#include "need.h"
#include "random.h"
#include "story_streams.h"

namespace stemma::train {
namespace {

constexpr std::size_t kPart = 1050;     // reports of a stream: three to each story of the file
constexpr std::size_t kMeasured = 801;  // likewise, of one that is measured
constexpr std::size_t kCompared = 64;   // earlier reports that one is an example with
constexpr double kPairsOfReport = 2;    // of a grown story, on the mean: large ones weigh no more
constexpr double kPlainBar = .25;       // of the plain rule

struct Options {
  std::string gold, out;
  std::uint32_t folds = 0;
};

/// Likeness less four fifths of the later one's crowd, as a stair, scaled so that .12 of it is
/// kPlainBar.
stories::PairModel plain_rule() {
  constexpr std::uint8_t kLikenessLessCrowd = 2;
  lineage::Trees stair;
  stair.depth = 1;
  double before = 0;
  for (int step = 0; step <= 98; ++step) {
    const double chance = std::max(1e-6, step / 100.);
    const double odds = std::log(chance / (1 - chance));
    if (step == 0) {
      stair.base = static_cast<float>(odds);
    } else {
      stair.trees.push_back({{{kLikenessLessCrowd, static_cast<float>(chance * .12 / kPlainBar)}},
                             {0, static_cast<float>(odds - before)}});
    }
    before = odds;
  }
  return stories::PairModel(std::move(stair));
}

/// Pairs of a stream's reports, with whether they are of one story.
class Pairs {
 public:
  explicit Pairs(const stories::Model& plain) : plain_(plain) {}

  void add(const eval::Stream& stream, bool grown) {
    std::map<std::string, std::size_t> sizes;
    for (const auto& report : stream) ++sizes[report.story];
    std::vector<stories::Sketch> sketches;
    eval::run_stream(
        stream, plain_, {.bar = kPlainBar}, [&](std::size_t number, const auto& placed) {
          struct Other {
            stories::Overlap overlap;
            std::size_t number;
          };
          std::vector<Other> others;
          const stories::LaidOut laid(placed.sketch);
          for (std::size_t other = 0; other < number; ++other) {
            const auto overlap = laid.overlap(sketches[other]);
            if (overlap.likeness >= stories::kLeastOverlap) others.push_back({overlap, other});
          }
          std::stable_sort(others.begin(), others.end(), [](const Other& a, const Other& b) {
            return a.overlap.likeness > b.overlap.likeness;
          });
          others.resize(std::min(others.size(), kCompared));
          for (const auto& [overlap, other] : others) {
            const bool same = stream[other].story == stream[number].story;
            const double kept = kPairsOfReport / double(sizes[stream[number].story]);
            if (grown && same && !random_.chance(kept)) continue;
            examples_.add(stories::pair_figures({&sketches[other], &placed.sketch, overlap}),
                          same ? 1.F : 0.F);
          }
          sketches.push_back(placed.sketch);
        });
  }

  stories::PairModel learn() const {
    return stories::PairModel(eval::boost(examples_, {.loss = eval::Loss::kLogistic,
                                                      .rounds = 200,
                                                      .depth = 4,
                                                      .rate = .08F,
                                                      .row_share = .5F,
                                                      .column_share = .5F}));
  }
  std::size_t size() const { return examples_.size(); }

 private:
  const stories::Model& plain_;
  eval::Random random_{1};
  eval::Examples examples_{.columns = stories::kPairFigures, .values = {}, .targets = {}};
};

eval::Stream part(const eval::Stream& stream, std::size_t from, std::size_t count) {
  const auto at = [&](std::size_t i) {
    return stream.begin() + std::ptrdiff_t(std::min(i, stream.size()));
  };
  return {at(from), at(from + count)};
}

/// From all parts but those of one fold of `folds`; of 0 folds from all.
stories::PairModel learn(const eval::Stream& stream, const stories::Model& plain,
                         std::uint32_t fold, std::uint32_t folds) {
  Pairs pairs(plain);
  const std::size_t parts = stream.size() / kPart;
  for (std::size_t p = 0; p < parts; ++p) {
    if (folds > 0 && p * folds / parts == fold) continue;
    const eval::Stream reports = part(stream, p * kPart, kPart);
    pairs.add(reports, false);
    pairs.add(eval::shuffled(reports, 2 * p), false);
    pairs.add(eval::cut_stories(reports, 2 * p), false);
    pairs.add(eval::grown_stories(reports, kPart, plain, 2 * p), true);
  }
  std::printf("%zu pairs\n", pairs.size());
  return pairs.learn();
}

void measure(const eval::Stream& stream, const stories::Model& plain, std::uint32_t folds) {
  constexpr double kBars[] = {.20, .225, .25, .275, .30, .325, .35};
  struct Sums {
    double file = 0, shuffled = 0, cut = 0, grown = 0, moved = 0;
  };
  std::map<double, Sums> sums;  // bar 0: the plain rule
  double runs = 0;
  const std::size_t parts = stream.size() / kPart;
  for (std::uint32_t fold = 0; fold < folds; ++fold) {
    const auto model = need(stories::Model::load(learn(stream, plain, fold, folds)));
    for (std::size_t p = 0; p < parts; ++p) {
      if (p * folds / parts != fold) continue;
      ++runs;
      const eval::Stream reports = part(stream, p * kPart, kMeasured);
      const auto shuffled = eval::shuffled(reports, 2 * p + 1);
      const auto cut = eval::cut_stories(reports, 2 * p + 1);
      const auto grown = eval::grown_stories(reports, kMeasured, plain, 2 * p + 1);
      const auto add = [&](const stories::Model& with, double bar, Sums& to) {
        const stories::StoriesOptions options{.bar = bar};
        const eval::Run run = eval::run_stream(reports, with, options);
        to.file += run.score.f1();
        to.moved += double(run.moved) / double(reports.size());
        to.shuffled += eval::run_stream(shuffled, with, options).score.f1();
        to.cut += eval::run_stream(cut, with, options).score.f1();
        to.grown += eval::run_stream(grown, with, options).score.f1();
      };
      add(plain, kPlainBar, sums[0]);
      for (const double bar : kBars) add(model, bar, sums[bar]);
    }
  }
  for (const auto& [bar, sum] : sums)
    std::printf("%s %.3f: B3 F1 %.4f, shuffled %.4f, cut %.4f, grown %.4f; moves a report %.3f\n",
                bar > 0 ? "bar" : "plain rule", bar, sum.file / runs, sum.shuffled / runs,
                sum.cut / runs, sum.grown / runs, sum.moved / runs);
}

int run(const Options& options) {
  const auto plain = need(stories::Model::load(plain_rule()));
  const eval::Stream stream = need(eval::read_stream(options.gold, plain));
  if (options.folds > 0) measure(stream, plain, options.folds);
  if (options.out.empty()) return 0;
  std::ofstream out(options.out, std::ios::binary);
  out << learn(stream, plain, 0, 0).encode();
  if (out.flush()) return 0;
  std::fprintf(stderr, "cannot write %s\n", options.out.c_str());
  return 1;
}

}  // namespace
}  // namespace stemma::train

int main(int argc, char** argv) {
  stemma::train::Options options;
  CLI::App app("Trains the judge of whether two reports are of one story.");
  app.add_option("gold", options.gold, "JSON lines of reports with their stories")->required();
  app.add_option("--out", options.out, "file to write");
  app.add_option("--folds", options.folds, "measure on so many parts of the file, each held out");
  CLI11_PARSE(app, argc, argv);
  return stemma::train::run(options);
}
