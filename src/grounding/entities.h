// Entities: the chains of all reports of a batch that refer to one person, body, place or group.
//
//   link_entities(analyses, model)
//   // r1 "Ana Moro", r2 "Moro", r3 "Anna Moro" -> one entity; r1 "residents", r2 "residents" ->
//   one;
//   // r1 "Council of Lakes", r2 "Council of Rivers" -> two
//
// What joins chains: the same normal form of the full name (accents, transliteration, exonyms,
// known aliases and acronyms aside); a surname or short form that only one full name in the batch
// has; for groups without a name, the same description. What is left alone stays its own entity.
#pragma once

#include "language/mentions_knowledge.h"
#include "stemma/result.h"

namespace stemma::grounding {

/// What linking knows; loaded once, then read only.
struct EntityTables {
  language::Knowledge knowledge;

  static Result<EntityTables> load();
};

}  // namespace stemma::grounding
