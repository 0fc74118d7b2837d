#include "grounding/grounding.h"

#include "grounding/atoms.h"
#include "grounding/changes.h"
#include "grounding/places.h"
#include "grounding/quantities.h"
#include "grounding/sums.h"
#include "grounding/tables.h"
#include "grounding/times.h"

namespace stemma::grounding {

Model::Model(std::unique_ptr<const Tables> tables) : tables_(std::move(tables)) {}
Model::Model(Model&&) noexcept = default;
Model& Model::operator=(Model&&) noexcept = default;
Model::~Model() = default;

Result<Model> Model::load() {
  Result<NumeralReader> numerals = NumeralReader::load();
  if (!numerals) return numerals.error();
  Result<TimeTables> times = TimeTables::load();
  if (!times) return times.error();
  Result<QuantityTables> quantities = QuantityTables::load();
  if (!quantities) return quantities.error();
  Result<ChangeTables> changes = ChangeTables::load();
  if (!changes) return changes.error();
  Result<EntityTables> entities = EntityTables::load();
  if (!entities) return entities.error();
  Result<Gazetteer> gazetteer = Gazetteer::built_in();
  if (!gazetteer) return gazetteer.error();
  Result<PlaceTables> places = PlaceTables::load();
  if (!places) return places.error();
  return Model(std::make_unique<Tables>(
      Tables{std::move(numerals.value()), std::move(times.value()), std::move(quantities.value()),
             std::move(changes.value()), std::move(entities.value()), std::move(gazetteer.value()),
             std::move(places.value())}));
}

Grounding ground(const Report& report, const Analysis& analysis, const Model& model) {
  const Model::Tables& tables = model.tables();
  Grounding grounding;
  grounding.report = report.id;
  AtomReader reader;
  TimeFinder times(report, analysis, tables.times, tables.numerals);
  QuantityFinder quantities(tables.quantities, tables.changes, tables.numerals);
  ChangeFinder changes(tables.changes);
  std::vector<std::uint8_t> taken;
  for (std::uint32_t s = 0; s < analysis.sentences.size(); ++s) {
    const Sentence& sentence = analysis.sentences[s];
    const std::span<const Atom> atoms = reader.read(report.text, analysis.tokens_of(sentence));
    times.read(atoms, SentenceId{s}, grounding.times, taken);
    quantities.read(atoms, taken, SentenceId{s}, grounding.quantities);
    changes.read(atoms, taken, quantities.figures(), grounding.quantities, grounding.changes);
  }
  find_places(report, analysis, tables.gazetteer, tables.places, tables.entities.knowledge,
              grounding.places);
  grounding.sums = find_sums(grounding.quantities, quantities.notes());
  return grounding;
}

}  // namespace stemma::grounding
