#include "collation/stemmer.h"

#include <libstemmer.h>

namespace stemma::collation {

Stemmer::Stemmer() : stemmer_(sb_stemmer_new("english", nullptr)) {}
Stemmer::~Stemmer() {
  if (stemmer_ != nullptr) sb_stemmer_delete(stemmer_);
}

std::string Stemmer::stem(std::string_view word) {
  // Longer than any word; the stemmer's own cost is quadratic in bad cases.
  constexpr std::size_t kLongest = 64;
  if (stemmer_ == nullptr || word.size() > kLongest) return std::string(word);
  const auto* bytes = reinterpret_cast<const sb_symbol*>(word.data());
  const sb_symbol* out = sb_stemmer_stem(stemmer_, bytes, static_cast<int>(word.size()));
  if (out == nullptr) return std::string(word);
  return {reinterpret_cast<const char*>(out),
          static_cast<std::size_t>(sb_stemmer_length(stemmer_))};
}

}  // namespace stemma::collation
