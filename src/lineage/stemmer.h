// Word stems by Porter2 (Porter 2001, "Snowball"), through libstemmer.
//
//   Stemmer stemmer;
//   stemmer.stem("soldiers");   // "soldier"
//
// Threads: one Stemmer a thread; it is cheap to make.
#pragma once

#include <memory>
#include <string>
#include <string_view>

struct sb_stemmer;

namespace stemma::lineage {

class Stemmer {
 public:
  Stemmer();
  ~Stemmer();
  Stemmer(const Stemmer&) = delete;
  Stemmer& operator=(const Stemmer&) = delete;

  /// REQUIRES: word is in lower case.
  std::string stem(std::string_view word);

 private:
  sb_stemmer* stemmer_;
};

}  // namespace stemma::lineage
