// The word lists that collation works by; what each holds is said at the top of its file in
// lexicons/.
#pragma once

#include "collation/collation.h"
#include "collation/opposites.h"
#include "collation/phrases.h"
#include "collation/related.h"
#include "collation/word_classes.h"

namespace stemma::collation {

struct Model::Tables {
  PhraseSet function_words;
  PhraseSet hedges;
  PhraseSet negations;
  PhraseSet quantifiers;
  PhraseSet distancing;
  PhraseSet grave_acts;
  PhraseSet observers;
  PhraseSet updates;
  PhraseSet limits;
  Opposites opposites;
  Related related;
  WordClasses words;
};

}  // namespace stemma::collation
