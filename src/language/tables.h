// Everything the language room knows, one struct a concern; each is loaded by its own load().
#pragma once

#include <optional>

#include "language/coreference_model.h"
#include "language/language.h"
#include "language/mentions.h"
#include "language/morphology.h"
#include "language/parser.h"
#include "language/sentences.h"
#include "language/tokens.h"
#include "language/word_vectors.h"

namespace stemma::language {

struct Model::Tables {
  TokenTables tokens;
  SentenceTables sentences;
  Parser parser;
  MentionTables mentions;
  WordVectors vectors;
  std::optional<CorefModel> coreference;  // absent only while it is being trained
  Morphology morphology;
};

}  // namespace stemma::language
