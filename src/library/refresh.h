// Working out what is stale: every version whose derived rows are not from this program's maker,
// new ones first among them.
//
//   Result<Refreshed> done = refresh(library, {models.language, models.grounding, models.claims},
//   {});
//
// Small steps that are each written wholly or not at all: a process that ends at any moment loses
// the step it was in, and the same call goes on from there. Two at once do some work twice, and
// write the same.
#pragma once

#include <cstdint>
#include <functional>

#include "claims/claims.h"
#include "grounding/grounding.h"
#include "language/language.h"
#include "stemma/library.h"

namespace stemma::library {

struct AnalysisModels {
  const language::Model& language;
  const grounding::Model& grounding;
  const claims::Model& claims;
};

struct Refreshed {
  std::uint64_t done = 0;
  std::uint64_t unread = 0;  // of these, in another language: kept, with nothing to work out
  std::uint64_t total = 0;   // that were stale when it began
};

struct RefreshOptions {
  unsigned jobs = 1;                                  // threads; 0 = all cores
  std::function<void(const Refreshed&)> on_progress;  // after every step
};

Result<Refreshed> refresh(Library& library, const AnalysisModels& models,
                          const RefreshOptions& options);

/// How many versions are stale.
Result<std::uint64_t> count_stale(Library& library);

}  // namespace stemma::library
