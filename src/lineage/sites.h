// Places of the text that several reports hand down, each with one sentence: what textual criticism
// calls a variation unit (West 1973).
//
//   std::vector<std::uint32_t> site = find_sites(sentences, ties);
//   if (site[x] == site[y]) ...  // x and y are wordings of one place
//
// The likest sentences are brought together first, and no site gets two sentences of one report.
// Linear in sentences, ties and, a tie, the smaller site.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "lineage/terms.h"

namespace stemma::lineage {

struct SiteTie {
  double price = 0;  // of making each of the other
  std::uint32_t a = 0;
  std::uint32_t b = 0;
};

/// By sentence: the number of its site, that of one of its sentences.
std::vector<std::uint32_t> find_sites(std::span<const SentenceTerms> sentences,
                                      std::vector<SiteTie> ties);

}  // namespace stemma::lineage
