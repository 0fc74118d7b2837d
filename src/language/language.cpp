#include "language/language.h"

#include "language/coreference.h"
#include "language/given_words.h"
#include "language/layout.h"
#include "language/mentions_words.h"
#include "language/quotations.h"
#include "language/tables.h"

namespace stemma::language {

Model::Model(std::unique_ptr<const Tables> tables) : tables_(std::move(tables)) {}
Model::Model(Model&&) noexcept = default;
Model& Model::operator=(Model&&) noexcept = default;
Model::~Model() = default;

Result<Model> Model::load() {
  auto tokens = TokenTables::load();
  if (!tokens) return tokens.error();
  auto sentences = SentenceTables::load();
  if (!sentences) return sentences.error();
  auto parser = Parser::load();
  if (!parser) return parser.error();
  auto mentions = MentionTables::load();
  if (!mentions) return mentions.error();
  auto morphology = Morphology::load();
  if (!morphology) return morphology.error();
  return Model(
      std::make_unique<Tables>(Tables{std::move(*tokens), std::move(*sentences), std::move(*parser),
                                      std::move(*mentions), std::move(*morphology)}));
}

namespace {

/// Mentions and chains, which rest on all the rest.
Analysis with_mentions(Analysis analysis, std::string_view text, const Model::Tables& tables) {
  const Knowledge& knowledge = tables.mentions.knowledge;
  const WordView view(text, analysis, knowledge);
  find_mentions(analysis, knowledge, view);
  resolve_coreference(text, analysis, knowledge, view);
  return analysis;
}

}  // namespace

Analysis parse(const Report& report, const Model& model) {
  const Model::Tables& tables = model.tables();
  Analysis analysis;
  analysis.report = report.id;
  TokenStream stream = tokenise(report.text, report.furniture, tables.tokens);
  const std::vector<std::uint32_t> paragraphs = number_paragraphs(report.text, stream);
  QuotationMarks marks = pair_quotations(report.text, stream.tokens, paragraphs);
  analysis.sentences =
      find_sentences(report.text, stream, paragraphs, marks.roles, tables.tokens, tables.sentences);
  analysis.tokens = std::move(stream.tokens);
  analysis.quotations = std::move(marks.quotations);
  tables.parser.parse(report.text, analysis);
  return analysis;
}

Analysis analyse(const Report& report, const Model& model) {
  return with_mentions(parse(report, model), report.text, model.tables());
}

Analysis parse(const Report& report, std::span<const GivenSentence> sentences, const Model& model) {
  const Model::Tables& tables = model.tables();
  Analysis analysis;
  analysis.report = report.id;
  analysis.tokens = tokens_of_words(report.text, sentences, tables.tokens);
  std::vector<std::uint32_t> paragraphs;
  for (const GivenSentence& given : sentences) {
    const auto first = static_cast<std::uint32_t>(paragraphs.size());
    paragraphs.resize(paragraphs.size() + given.words.size(), given.paragraph);
    analysis.sentences.push_back({cover(given.words.front(), given.words.back()), first,
                                  static_cast<std::uint32_t>(paragraphs.size()), given.paragraph});
  }
  analysis.quotations = pair_quotations(report.text, analysis.tokens, paragraphs).quotations;
  tables.parser.parse(report.text, analysis);
  return analysis;
}

Analysis analyse(const Report& report, std::span<const GivenSentence> sentences,
                 const Model& model) {
  return with_mentions(parse(report, sentences, model), report.text, model.tables());
}

}  // namespace stemma::language
