// Parses against Universal Dependencies, scored as in the CoNLL 2018 shared task: once with the
// gold's words and sentences given, once from raw text. Texts are put together from the gold's
// tokens, with an empty line between paragraphs; both runs print CoNLL-U and score what it says.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>

#include "base/parallel.h"
#include "language/conllu_documents.h"
#include "language/conllu_writer.h"
#include "language/language.h"
#include "parse_tables.h"
#include "tasks.h"
#include "treebank.h"

namespace stemma::eval {
namespace {

using language::ConlluDocument;
using language::ConlluSentence;

/// The .conllu files that a path names: itself, or all in the folder, by name.
Result<std::vector<std::string>> conllu_files(const std::string& path) {
  std::error_code error;
  std::vector<std::string> files;
  if (!std::filesystem::is_directory(path, error)) {
    files.push_back(path);
    return files;
  }
  for (const auto& entry : std::filesystem::directory_iterator(path, error)) {
    if (entry.path().extension() == ".conllu") files.push_back(entry.path().string());
  }
  std::sort(files.begin(), files.end());
  if (files.empty()) return Error{ErrorCode::kNotFound, "no .conllu file in this folder", path};
  return files;
}

Result<std::string> read_all(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return Error{ErrorCode::kNotFound, "cannot be opened", path};
  return std::string(std::istreambuf_iterator<char>(in), {});
}

/// "weblog" of "weblog-blog...", "news" of "GUM_news_iodine".
std::string genre_of(std::string_view id) {
  if (id.starts_with("GUM_")) id.remove_prefix(4);
  return std::string(id.substr(0, id.find_first_of("-_")));
}

struct Predicted {
  std::string given;  // CoNLL-U of the words that were given
  std::string raw;    // CoNLL-U of the text alone
};

Predicted predict(const ConlluDocument& document, const language::Model& model) {
  Predicted predicted;
  const language::GivenText given = language::given_text(document);
  Report report;
  report.text = given.text;
  predicted.given =
      language::write_conllu(document, language::parse(report, given.sentences, model), model);
  report.text = language::written_text(document);
  predicted.raw =
      language::write_conllu(document.id, report.text, language::parse(report, model), model);
  return predicted;
}

struct FileScore {
  TreebankScore given;
  TreebankScore raw;
  ParseTables tables;
};

/// Adds what the two runs over a document score.
std::optional<Error> add_document(const ConlluDocument& document, const Predicted& predicted,
                                  FileScore& score) {
  const auto given = language::read_conllu_rows(predicted.given, "words given");
  if (!given) return given.error();
  const auto raw = language::read_conllu_rows(predicted.raw, "from raw text");
  if (!raw) return raw.error();
  const Treebank gold = treebank_of(document.sentences);
  const Treebank given_bank = treebank_of(*given);
  const Treebank raw_bank = treebank_of(*raw);
  const auto of_given = score_treebank(gold, given_bank);
  if (!of_given) return of_given.error();
  const auto of_raw = score_treebank(gold, raw_bank);
  if (!of_raw) return of_raw.error();
  score.given += *of_given;
  score.raw += *of_raw;
  const std::string genre = genre_of(document.id);
  score.tables.add_words(genre, gold, given_bank);
  score.tables.add_boundaries(genre, gold, raw_bank);
  return std::nullopt;
}

void add_metrics(std::vector<Metric>& metrics, std::string_view name, const TreebankScore& score,
                 bool raw) {
  const auto add = [&](std::string_view what, const F1& f1) {
    metrics.push_back({fmt::format("{} {}", name, what), f1.f1(), f1.gold});
  };
  if (raw) {
    add("sentence F1", score.sentences);
    add("token F1", score.tokens);
    add("word F1", score.words);
  }
  add("UPOS", score.upos);
  add("XPOS", score.xpos);
  add("UFeats", score.features);
  add("lemmas", score.lemmas);
  add("UAS", score.uas);
  add("LAS", score.las);
}

}  // namespace

Result<Scores> evaluate_parse(const std::string& gold, const briefing::Models& models,
                              const EvalOptions& options) {
  const auto files = conllu_files(gold);
  if (!files) return files.error();
  std::ofstream predictions;
  if (options.predictions) {
    predictions.open(*options.predictions);
    if (!predictions) {
      return Error{ErrorCode::kUnreadable, "cannot be written", *options.predictions};
    }
  }
  Scores scores;
  for (const std::string& file : *files) {
    const auto text = read_all(file);
    if (!text) return text.error();
    auto rows = language::read_conllu_rows(*text, file);
    if (!rows) return rows.error();
    const std::vector<ConlluDocument> documents = language::documents_of(std::move(*rows));
    std::vector<Predicted> predicted(documents.size());
    parallel_for(documents.size(), options.threads,
                 [&](std::size_t i) { predicted[i] = predict(documents[i], models.language); });
    FileScore score;
    for (std::size_t i = 0; i < documents.size(); ++i) {
      if (predictions.is_open()) predictions << predicted[i].raw;
      if (const auto error = add_document(documents[i], predicted[i], score)) {
        return Error{error->code, error->message,
                     fmt::format("{}, document '{}', {}", file, documents[i].id, error->context)};
      }
    }
    const std::string name = std::filesystem::path(file).stem().string();
    add_metrics(scores.metrics, name + " given", score.given, false);
    add_metrics(scores.metrics, name + " raw", score.raw, true);
    scores.details += name + "\n" + score.tables.describe();
  }
  return scores;
}

}  // namespace stemma::eval
