// Everything the language room knows, one struct a concern; each is loaded by its own load().
#pragma once

#include "language/language.h"
#include "language/mentions.h"
#include "language/morphology.h"
#include "language/parser.h"
#include "language/sentences.h"
#include "language/tokens.h"

namespace stemma::language {

struct Model::Tables {
  TokenTables tokens;
  SentenceTables sentences;
  Parser parser;
  MentionTables mentions;
  Morphology morphology;
};

}  // namespace stemma::language
