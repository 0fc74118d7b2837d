#include "stories/model.h"

#include <charconv>
#include <cmath>

#include "base/embedded.h"
#include "base/lexicon.h"
#include "lineage/stemmer.h"

namespace stemma::stories {
namespace {

constexpr double kTokensOfReport = 400;  // of a report in general: makes counts of words shares
constexpr double kUnknownShare = 1e-5;

}  // namespace

Result<Model> Model::load() {
  auto pairs = PairModel::open(embedded_file("models/stories.bin").value_or(""));
  if (!pairs) return pairs.error();
  return load(std::move(*pairs));
}

Result<Model> Model::load(PairModel pairs) {
  const auto words = Lexicon::load("function_words", 1);
  if (!words) return words.error();
  Model model;
  model.pairs_ = std::move(pairs);
  for (const Lexicon::Row& row : words->rows()) model.stop_words_.emplace(row[0]);
  const auto frequency = Lexicon::load("word_frequency", 2);
  if (!frequency) return frequency.error();
  lineage::Stemmer stemmer;
  double tokens = 0;
  std::unordered_map<std::uint32_t, double> counts;
  for (const Lexicon::Row& row : frequency->rows()) {
    double count = 0;
    std::from_chars(row[1].data(), row[1].data() + row[1].size(), count);
    tokens += count;
    if (!model.stops(std::string(row[0]))) counts[word_key(stemmer.stem(row[0]))] += count;
  }
  for (const auto& [key, count] : counts)
    model.shares_[key] = float(1 - std::exp(-count / tokens * kTokensOfReport));
  return model;
}

double Model::share(std::uint32_t key) const {
  const auto found = shares_.find(key);
  return found == shares_.end() ? kUnknownShare : found->second;
}

}  // namespace stemma::stories
