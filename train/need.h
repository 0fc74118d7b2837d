// A trainer's way with errors: it says what is wrong and ends.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <utility>

#include "stemma/result.h"

namespace stemma::train {

template <class T>
T need(Result<T> result) {
  if (!result) {
    std::fprintf(stderr, "%s\n", result.error().describe().c_str());
    std::exit(2);
  }
  return std::move(result.value());
}

}  // namespace stemma::train
