// Sentences in batches of about 1,500 words, for passes that train nothing.
#pragma once

#include <type_traits>
#include <vector>

#include "corpus.h"

namespace stemma::train {

/// Calls use(batch) with pointers to some sentences at a time, in order. `sentences` is a vector of
/// Sentence, const or not; so are the pointers.
template <class Sentences, class Use>
void for_each_batch(Sentences& sentences, Use use) {
  constexpr std::size_t kWords = 1500;
  std::vector<std::remove_reference_t<decltype(sentences.front())>*> batch;
  std::size_t words = 0;
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    batch.push_back(&sentences[i]);
    words += sentences[i].words.size() + 1;
    if (words >= kWords || i + 1 == sentences.size()) {
      use(batch);
      batch.clear();
      words = 0;
    }
  }
}

}  // namespace stemma::train
