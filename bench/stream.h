// A stream of made-up news of any length: sentences of a pool of reports, put together anew.
//
//   auto pool = bench::read_pool("gold/stream");      // JSONL files with a "text" a line
//   bench::NewsStream stream(*pool, {.seed = 7, .words = 700});
//   out << stream.line(0) << stream.line(1);          // JSONL, as `stemma add` reads it
//
// Report i tells of a happening that about six reports near it tell of too; each takes most of the
// happening's sentences, in their order, so that copies, rewrites and additions are there to find.
// The names of one happening are exchanged for others, so that the words and entities of a long
// stream are as many as its happenings. Same pool, seed and i: same line, on any machine.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "stemma/result.h"

namespace stemma::bench {

struct Pool {
  std::vector<std::vector<std::string>> texts;  // sentences of each report
};

/// The texts of the JSONL files of a folder (or of one file), a sentence a line; by name.
Result<Pool> read_pool(const std::string& path);

struct StreamOptions {
  std::uint64_t seed = 1;
  std::size_t words = 700;  // of a report, about
};

class NewsStream {
 public:
  /// REQUIRES: the pool outlives it, and is not empty.
  NewsStream(const Pool& pool, const StreamOptions& options);

  std::string line(std::uint64_t report) const;

 private:
  std::vector<std::string> happening(std::uint64_t number) const;
  std::string renamed(const std::string& sentence, std::uint64_t by) const;

  const Pool& pool_;
  StreamOptions options_;
  std::vector<std::string> names_;                      // words that are only ever written large
  std::unordered_map<std::string, std::size_t> known_;  // and where each stands among them
};

}  // namespace stemma::bench
