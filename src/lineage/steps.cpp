#include "lineage/steps.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <string_view>

#include "base/lexicon.h"

namespace stemma::lineage {
namespace {

constexpr std::array<std::string_view, kSteps> kNames{
    "reworded",   "word_added", "word_swapped", "clause_dropped", "said_anew",
    "moved",      "passage",    "sentence",     "taken_passage",  "taken_sentence",
    "mostly_own", "told",       "cut",          "cut_more",       "tail",
    "tail_more",  "credited",   "other_credit", "credits_back",   "same_newsroom",
    "later",      "later_day",  "again",        "words_again",    "popular",
    "no_parent",  "lost",       "strangers",    "named"};

}  // namespace

Result<StepPrices> StepPrices::load() {
  const auto lexicon = Lexicon::load("lineage_prices", 2);
  if (!lexicon) return lexicon.error();
  StepPrices prices;
  std::array<bool, kSteps> seen{};
  for (const Lexicon::Row& row : lexicon->rows()) {
    const auto step = std::find(kNames.begin(), kNames.end(), row[0]);
    double price = 0;
    const auto read = std::from_chars(row[1].data(), row[1].data() + row[1].size(), price);
    if (step == kNames.end() || read.ec != std::errc() ||
        read.ptr != row[1].data() + row[1].size()) {
      return Error{ErrorCode::kMalformed, fmt::format("no step and its price: {}", row[0]),
                   "lexicons/lineage_prices.tsv"};
    }
    const auto at = static_cast<std::size_t>(step - kNames.begin());
    prices.price_[at] = price;
    seen[at] = true;
  }
  const auto missing = std::find(seen.begin(), seen.end(), false);
  if (missing != seen.end()) {
    return Error{
        ErrorCode::kMalformed,
        fmt::format("no price for {}", kNames[static_cast<std::size_t>(missing - seen.begin())]),
        "lexicons/lineage_prices.tsv"};
  }
  return prices;
}

}  // namespace stemma::lineage
