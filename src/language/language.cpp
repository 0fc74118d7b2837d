#include "language/language.h"

#include "language/coreference.h"
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
  return Model(std::make_unique<Tables>(
      Tables{std::move(*tokens), std::move(*sentences), std::move(*parser), std::move(*mentions)}));
}

Analysis analyse(const Report& report, const Model& model) {
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
  const Knowledge& knowledge = tables.mentions.knowledge;
  const WordView view(report.text, analysis, knowledge);
  find_mentions(analysis, knowledge, view);
  resolve_coreference(report.text, analysis, knowledge, view);
  return analysis;
}

}  // namespace stemma::language
