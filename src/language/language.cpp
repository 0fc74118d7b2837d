#include "language/language.h"

#include "base/embedded.h"
#include "language/coreference.h"
#include "language/coreference_chains.h"
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

namespace {

Result<std::unique_ptr<Model::Tables>> load_tables() {
  auto tokens = TokenTables::load();
  if (!tokens) return tokens.error();
  auto sentences = SentenceTables::load();
  if (!sentences) return sentences.error();
  auto parser = Parser::load();
  if (!parser) return parser.error();
  auto mentions = MentionTables::load();
  if (!mentions) return mentions.error();
  auto vectors = WordVectors::open(embedded_file("models/word_vectors.bin").value_or(""));
  if (!vectors) return vectors.error();
  auto morphology = Morphology::load();
  if (!morphology) return morphology.error();
  return std::make_unique<Model::Tables>(
      Model::Tables{std::move(*tokens), std::move(*sentences), std::move(*parser),
                    std::move(*mentions), *vectors, std::nullopt, std::move(*morphology)});
}

}  // namespace

Result<Model> Model::load_without_coreference() {
  auto tables = load_tables();
  if (!tables) return tables.error();
  return Model(std::move(*tables));
}

Result<Model> Model::load() {
  auto tables = load_tables();
  if (!tables) return tables.error();
  auto coreference = CorefModel::open(embedded_file("models/coreference.bin").value_or(""),
                                      (*tables)->parser.state_width());
  if (!coreference) return coreference.error();
  (*tables)->coreference = std::move(*coreference);
  return Model(std::move(*tables));
}

namespace {

/// Mentions and chains, which rest on all the rest.
void add_mentions(Analysis& analysis, const TokenStates& states, std::string_view text,
                  const Model::Tables& tables) {
  const Knowledge& knowledge = tables.mentions.knowledge;
  RuleFindings rules;
  std::vector<CorefPhrase> phrases;
  {
    const WordView view(text, analysis, knowledge);  // as large as the text: gone before the ranker
    find_mentions(analysis, knowledge, view);
    rules = resolve_coreference(text, analysis, knowledge, view);
    if (tables.coreference) phrases = find_phrases(analysis, view, knowledge, rules.genders);
  }
  if (!tables.coreference) return;
  take_groups(analysis, phrases,
              group_phrases(analysis, phrases, tables.vectors, states, *tables.coreference),
              rules.settled);
}

/// `states`, where given, gets what the network made of the tokens it wants.
Analysis parse_text(const Report& report, const Model::Tables& tables, TokenStates* states) {
  Analysis analysis;
  analysis.report = report.id;
  TokenStream stream = tokenise(report.text, report.furniture, tables.tokens);
  const std::vector<std::uint32_t> paragraphs = number_paragraphs(report.text, stream);
  QuotationMarks marks = pair_quotations(report.text, stream.tokens, paragraphs);
  analysis.sentences =
      find_sentences(report.text, stream, paragraphs, marks.roles, tables.tokens, tables.sentences);
  analysis.tokens = std::move(stream.tokens);
  analysis.quotations = std::move(marks.quotations);
  tables.parser.parse(report.text, analysis, states);
  return analysis;
}

Analysis parse_words(const Report& report, std::span<const GivenSentence> sentences,
                     const Model::Tables& tables, TokenStates* states) {
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
  tables.parser.parse(report.text, analysis, states);
  return analysis;
}

}  // namespace

Analysis parse(const Report& report, const Model& model) {
  return parse_text(report, model.tables(), nullptr);
}

Analysis analyse(const Report& report, const Model& model) {
  TokenStates states(may_head);
  Analysis analysis = parse_text(report, model.tables(), &states);
  add_mentions(analysis, states, report.text, model.tables());
  return analysis;
}

Analysis parse(const Report& report, std::span<const GivenSentence> sentences, const Model& model) {
  return parse_words(report, sentences, model.tables(), nullptr);
}

Analysis analyse(const Report& report, std::span<const GivenSentence> sentences,
                 const Model& model) {
  TokenStates states(may_head);
  Analysis analysis = parse_words(report, sentences, model.tables(), &states);
  add_mentions(analysis, states, report.text, model.tables());
  return analysis;
}

}  // namespace stemma::language
