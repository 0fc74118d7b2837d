#include "language/tag_path.h"

#include "language/best_of.h"

namespace stemma::language {

std::vector<std::uint8_t> best_tags(const float* scores, std::size_t ld, std::size_t words,
                                    std::span<const std::uint8_t> begins) {
  const std::size_t tags = begins.size();
  std::vector<std::uint8_t> path(words);
  bool allowed = true;
  for (std::size_t w = 0; w < words; ++w) {
    path[w] = static_cast<std::uint8_t>(best_of({scores + w * ld, tags}));
    const std::uint8_t begin = begins[path[w]];
    if (begin == path[w]) continue;
    allowed = allowed && w > 0 && (path[w - 1] == begin || path[w - 1] == path[w]);
  }
  if (allowed) return path;

  std::vector<float> best(tags, 0.0F);
  std::vector<float> next(tags);
  std::vector<std::uint8_t> from(words * tags);
  for (std::size_t w = 0; w < words; ++w) {
    const auto top = static_cast<std::uint8_t>(best_of(best));
    for (std::size_t t = 0; t < tags; ++t) {
      std::uint8_t before = top;
      if (const std::uint8_t begin = begins[t]; begin != t) {  // an I-: after itself or its B-
        if (w == 0) {
          next[t] = -1e30F;
          continue;
        }
        before = best[t] > best[begin] ? static_cast<std::uint8_t>(t) : begin;
      }
      next[t] = best[before] + scores[w * ld + t];
      from[w * tags + t] = before;
    }
    best.swap(next);
  }
  path[words - 1] = static_cast<std::uint8_t>(best_of(best));
  for (std::size_t w = words - 1; w > 0; --w) path[w - 1] = from[w * tags + path[w]];
  return path;
}

}  // namespace stemma::language
