#include "lineage/stemmer.h"

#include <libstemmer.h>

namespace stemma::lineage {

Stemmer::Stemmer() : stemmer_(sb_stemmer_new("english", "UTF_8")) {}
Stemmer::~Stemmer() { sb_stemmer_delete(stemmer_); }

std::string Stemmer::stem(std::string_view word) {
  constexpr std::size_t kLongest = 64;  // longer "words" are not words
  if (stemmer_ == nullptr || word.size() > kLongest) return std::string(word);
  const auto* in = reinterpret_cast<const sb_symbol*>(word.data());
  const sb_symbol* out = sb_stemmer_stem(stemmer_, in, static_cast<int>(word.size()));
  if (out == nullptr) return std::string(word);
  return {reinterpret_cast<const char*>(out),
          static_cast<std::size_t>(sb_stemmer_length(stemmer_))};
}

}  // namespace stemma::lineage
