// Streams of reports for scorers and for the trainer of stories: read from gold, put into other
// orders and sizes, gone through by Stories and measured.
//
//   Result<Stream> stream = read_stream("lrc-val.jsonl", *model);
//   Run run = run_stream(cut_stories(*stream, 1), *model);
//   run.score.f1();                                     // B-cubed
//
// Gold stories may all have one size and stand together in the file; a library's do neither. So
// what is learned or measured goes through the same reports in other guises too.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "stemma/result.h"
#include "stories/stories.h"

namespace stemma::eval {

struct StreamReport {
  std::string story;  // as divided by people; empty where nobody did
  std::string title, text;
  std::int32_t day = 0;
  stories::Words words;
};
using Stream = std::vector<StreamReport>;

/// Reports of a file of JSON lines with "title", "text" and maybe "story_id" and "date", in order.
Result<Stream> read_stream(const std::string& file, const stories::Model& model);

/// In another order: reports of one story no longer follow one another.
Stream shuffled(const Stream& stream, std::uint64_t seed);
/// Shuffled, and of each story only one, or some, or all.
Stream cut_stories(const Stream& stream, std::uint64_t seed);
/// Shuffled, and stories of 1 to 60 in which copies abound: further reports of a story are one of
/// its reports, edited a little, or made of parts of one, of another and of some report of another
/// story. About `reports` of them.
Stream grown_stories(const Stream& stream, std::size_t reports, const stories::Model& model,
                     std::uint64_t seed);

/// Bagga and Baldwin 1998.
struct BCubed {
  double precision = 0;
  double recall = 0;
  double f1() const {
    return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
  }
};

struct Run {
  BCubed score;
  std::size_t stories = 0;
  std::size_t largest = 0;
  std::size_t moved = 0;  // reports, each time that one went to another story after it was placed
};

/// Calls placed(number, placement) for each report in turn, if it is given.
using OnPlaced = std::function<void(std::size_t, const stories::Placement&)>;
Run run_stream(const Stream& stream, const stories::Model& model,
               const stories::StoriesOptions& options = {}, const OnPlaced& on_placed = {});

}  // namespace stemma::eval
