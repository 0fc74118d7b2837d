// English stems (Snowball), so that "warned" and "warning" meet.
//
//   Stemmer stemmer;
//   stemmer.stem("warned")   // "warn"
//
// Holds working memory: one a thread.
#pragma once

#include <memory>
#include <string>
#include <string_view>

struct sb_stemmer;

namespace stemma::collation {

class Stemmer {
 public:
  Stemmer();
  ~Stemmer();
  Stemmer(const Stemmer&) = delete;
  Stemmer& operator=(const Stemmer&) = delete;

  /// REQUIRES: word is lower case.
  std::string stem(std::string_view word);

 private:
  sb_stemmer* stemmer_;
};

}  // namespace stemma::collation
