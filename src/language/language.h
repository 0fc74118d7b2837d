// Language: report -> analysis. Sentences, tokens, quotations, mentions and who corefers.
//
//   Result<language::Model> model = language::Model::load();
//   Analysis analysis = language::analyse(report, *model);
//
// Pure and deterministic; cost linear in the text. Threads: a Model is immutable, analyse() is safe
// to call at once from many threads.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "stemma/analysis.h"
#include "stemma/report.h"
#include "stemma/result.h"

namespace stemma::language {

class Model {
 public:
  static Result<Model> load();
  /// For the trainer of the model of coreference: without that model, which may not fit a parser
  /// trained anew. Chains are those of the rules.
  static Result<Model> load_without_coreference();
  Model(Model&&) noexcept;
  Model& operator=(Model&&) noexcept;
  ~Model();

  struct Tables;
  const Tables& tables() const { return *tables_; }

 private:
  explicit Model(std::unique_ptr<const Tables> tables);
  std::unique_ptr<const Tables> tables_;
};

/// Never fails: odd text gives odd but valid analyses.
Analysis analyse(const Report& report, const Model& model);

/// The same without mentions and chains: sentences, words, trees and tagged spans.
Analysis parse(const Report& report, const Model& model);

/// A sentence whose words somebody else has cut, as in a treebank.
struct GivenSentence {
  std::vector<ByteRange> words;  // in the report's text; at least one
  std::uint32_t paragraph = 0;   // counted from 0, never falling
};

/// The same of words that are given: sentence i of the Analysis is sentences[i], with one token a
/// word. REQUIRES: words are in the order of the text, neither empty nor overlapping, and have all
/// that is not white space; the report's furniture is not looked at. Words that share letters
/// ("du" = de + le) must be spelt out in the text first: conllu_documents.h does.
Analysis analyse(const Report& report, std::span<const GivenSentence> sentences,
                 const Model& model);
Analysis parse(const Report& report, std::span<const GivenSentence> sentences, const Model& model);

}  // namespace stemma::language
