// Any bytes are either refused as CoNLL-U with a line, or read; what is read is analysed with just
// those words, and what is then written reads back as the same words.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "language/conllu_documents.h"
#include "language/conllu_writer.h"
#include "language/language.h"

namespace {

namespace language = stemma::language;
using language::ConlluColumn;

void require(bool holds) {
  if (!holds) std::abort();
}

void require_same_words(const language::ConlluSentence& a, const language::ConlluSentence& b) {
  require(a.comments == b.comments);
  require(a.words.size() == b.words.size() && a.multiwords.size() == b.multiwords.size());
  for (std::size_t i = 0; i < a.words.size(); ++i) {
    require(a.words[i].column(ConlluColumn::kForm) == b.words[i].column(ConlluColumn::kForm));
    require(a.words[i].head <= a.words.size());
  }
  for (std::size_t i = 0; i < a.multiwords.size(); ++i) {
    require(a.multiwords[i].columns == b.multiwords[i].columns);
    require(a.multiwords[i].first == b.multiwords[i].first);
    require(a.multiwords[i].last == b.multiwords[i].last);
    require(a.multiwords[i].last < a.words.size());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto model = language::Model::load();
  require(model.ok());
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  auto rows = language::read_conllu_rows(bytes, "fuzz");
  if (!rows) {
    require(rows.error().code == stemma::ErrorCode::kMalformed);
    require(rows.error().context.starts_with("fuzz:"));
    return 0;
  }
  for (const language::ConlluDocument& document : language::documents_of(std::move(*rows))) {
    require(!language::written_text(document).empty());
    const language::GivenText given = language::given_text(document);
    stemma::Report report;
    report.text = given.text;
    const stemma::Analysis a = language::analyse(report, given.sentences, *model);
    require(a.sentences.size() == document.sentences.size());
    std::uint32_t end = 0;
    for (const stemma::Token& t : a.tokens) {
      require(t.range.begin >= end && t.range.end > t.range.begin && !t.norm.empty());
      end = t.range.end;
    }
    require(end <= given.text.size());
    const std::string written = language::write_conllu(document, a, *model);
    const auto again = language::read_conllu_rows(written, "written");
    require(again.ok() && again->size() == document.sentences.size());
    for (std::size_t i = 0; i < again->size(); ++i) {
      require_same_words((*again)[i], document.sentences[i]);
    }
  }
  return 0;
}
