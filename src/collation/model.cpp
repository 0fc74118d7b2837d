#include "collation/tables.h"

namespace stemma::collation {

Model::Model(std::unique_ptr<const Tables> tables) : tables_(std::move(tables)) {}
Model::Model(Model&&) noexcept = default;
Model& Model::operator=(Model&&) noexcept = default;
Model::~Model() = default;

Result<Model> Model::load() {
  struct Row {
    std::string_view lexicon;
    std::size_t columns;
    PhraseSet Tables::*table;
  };
  const Row rows[] = {
      {"function_words", 1, &Tables::function_words}, {"hedge_words", 2, &Tables::hedges},
      {"negation_words", 2, &Tables::negations},      {"quantifiers", 2, &Tables::quantifiers},
      {"distancing_phrases", 1, &Tables::distancing}, {"grave_acts", 2, &Tables::grave_acts},
      {"observer_bodies", 2, &Tables::observers},     {"update_phrases", 1, &Tables::updates},
      {"limiting_words", 2, &Tables::limits},
  };
  auto tables = std::make_unique<Tables>();
  for (const Row& row : rows) {
    const Result<Lexicon> lexicon = Lexicon::load(row.lexicon, row.columns);
    if (!lexicon) return lexicon.error();
    (*tables).*row.table = PhraseSet::from(*lexicon);
  }
  const Result<Lexicon> opposites = Lexicon::load("opposite_words", 3);
  if (!opposites) return opposites.error();
  const Result<Lexicon> cues = Lexicon::load("opposite_cues", 3);
  if (!cues) return cues.error();
  tables->opposites = Opposites::from({&*opposites, &*cues});
  const Result<Lexicon> related = Lexicon::load("related_words", 3);
  if (!related) return related.error();
  tables->related = Related::from(*related);
  const Result<Lexicon> lexicon = Lexicon::load("collation_words", 2);
  if (!lexicon) return lexicon.error();
  Result<WordClasses> words = WordClasses::from(*lexicon);
  if (!words) return words.error();
  tables->words = std::move(*words);
  return Model(std::move(tables));
}

}  // namespace stemma::collation
