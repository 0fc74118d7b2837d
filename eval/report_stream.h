// A stream of reports as long as one likes, whose parentage is known: made by a seeded machine from
// the sentences of real news documents (`GOLD/stream`), for the search of relatives at scale.
//
//   Result<ReportStream> stream = ReportStream::load(folder, {.reports = 20'000}, models);
//   while (std::optional<StreamedReport> report = stream->next()) ...
//
// New reports are put together from passages of documents of one topic that have nothing to do with
// one another; in half of them names and figures are swapped for others, the same throughout. The
// rest are made from reports of the days before: copies, cuts, updates, merges of two, and rewrites
// (rewriting.h), in which some or all sentences are said in other words. Days pass evenly.
// Deterministic in folder and options. Threads: one at a time.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "briefing/compose.h"
#include "random.h"
#include "stemma/result.h"

namespace stemma::eval {

enum class StreamKind : std::uint8_t {
  kNew,
  kCopy,      // a sentence may be lost
  kCut,       // the head, 3 to 7 of ten sentences
  kUpdate,    // something new on top, the tail cut
  kMerge,     // half of each of two
  kLight,     // one sentence in ten in other words, up to one change each
  kModerate,  // one in three, up to four changes
  kHeavy,     // three in four, up to four changes, some sentences dropped or moved
  kThorough,  // every one, gone over three times; some dropped or moved
};
inline constexpr std::size_t kStreamKinds = 9;
std::string_view to_string(StreamKind kind);

struct StreamOptions {
  std::size_t reports = 20'000;
  std::uint32_t days = 180;
  std::uint32_t oldest_parent = 20;  // days
  std::size_t sentences = 24'000;    // that new reports are put together from, at most
  std::uint64_t seed = 1;
  unsigned threads = 1;  // for load(); 0 = all cores
};

struct StreamedReport {
  std::string text;
  std::uint32_t day = 0;
  StreamKind kind = StreamKind::kNew;
  /// Numbers of earlier reports that gave three sentences or more, ascending.
  std::vector<std::uint32_t> parents;
  /// Marks of the sentences that it says, in whatever words: the same in two reports where one
  /// sentence came to both.
  std::vector<std::uint64_t> sentences;
};

class ReportStream {
 public:
  /// Reads the `.jsonl` files of the folder and says their sentences in other words, which takes
  /// most of the time.
  static Result<ReportStream> load(const std::string& folder, const StreamOptions& options,
                                   const briefing::Models& models);

  /// Nothing when all have been given.
  std::optional<StreamedReport> next();

 private:
  /// One wording of a sentence, cut at names and figures.
  struct Piece {
    std::uint32_t begin;
    std::uint32_t end;
    enum class Kind : std::uint8_t { kPlain, kName, kFigure } kind;
  };
  struct Wording {
    std::string text;
    std::vector<Piece> pieces;
  };
  static constexpr std::size_t kWordings = 4;  // as it was, then with more and more changes
  struct Source {
    std::vector<Wording> wordings;
  };
  struct Line {
    std::uint32_t sentence;
    std::uint8_t wording;
    std::uint64_t world;  // of names and figures; 0: as they were
  };
  struct Made {
    std::vector<Line> lines;
    std::uint32_t day;
  };

  explicit ReportStream(const StreamOptions& options) : options_(options), random_(options.seed) {}

  static std::size_t sentences_of(const std::vector<Line>& source, const std::vector<Line>& lines);
  void write_anew(Made& made);
  void cut_pieces(Wording& wording) const;
  std::uint32_t pick_parent();
  void reword(std::vector<Line>& lines, double share, std::uint8_t wording);
  void shake(std::vector<Line>& lines);
  void render(const Line& line, std::string& out) const;

  StreamOptions options_;
  Random random_;
  std::vector<Source> sentences_;
  std::vector<std::vector<std::pair<std::uint32_t, std::uint32_t>>> topics_;  // documents: ranges
  std::unordered_map<std::string, bool> names_;  // words that only ever begin with a capital
  std::deque<Made> recent_;                      // that may become parents
  std::uint32_t first_recent_ = 0;
  std::uint32_t made_ = 0;
};

}  // namespace stemma::eval
