#include "language/conllu_documents.h"

namespace stemma::language {
namespace {

constexpr std::string_view kDocument = "# newdoc";
constexpr std::string_view kParagraph = "# newpar";

/// Whether a comment is this mark: "# newpar", "# newpar id = ...", not "# newpar_block".
bool is_mark(std::string_view comment, std::string_view mark) {
  return comment == mark || (comment.starts_with(mark) && comment[mark.size()] == ' ');
}

bool has_mark(const ConlluSentence& sentence, std::string_view mark) {
  for (const std::string_view comment : sentence.comments) {
    if (is_mark(comment, mark)) return true;
  }
  return false;
}

std::string_view id_of(const ConlluSentence& sentence) {
  for (const std::string_view comment : sentence.comments) {
    if (!is_mark(comment, kDocument)) continue;
    const std::size_t equals = comment.find("= ");
    if (equals != std::string_view::npos) return comment.substr(equals + 2);
  }
  return {};
}

bool space_after(const ConlluRow& row) {
  std::string_view misc = row.column(ConlluColumn::kMisc);
  while (!misc.empty()) {
    const std::size_t bar = misc.find('|');
    if (misc.substr(0, bar) == "SpaceAfter=No") return false;
    misc.remove_prefix(bar == std::string_view::npos ? misc.size() : bar + 1);
  }
  return true;
}

/// A text that grows token by token.
class TextBuilder {
 public:
  void open_paragraph() { gap_ = "\n\n"; }

  /// What stands before the next token.
  void gap() {
    if (!text_.empty()) text_ += gap_;
    gap_ = {};
  }
  ByteRange add(std::string_view form) {
    const auto begin = static_cast<std::uint32_t>(text_.size());
    text_ += form;
    return {begin, static_cast<std::uint32_t>(text_.size())};
  }
  void end_token(const ConlluRow& row) { gap_ = space_after(row) ? " " : ""; }

  std::string take() { return std::move(text_); }

 private:
  std::string text_;
  std::string_view gap_;
};

/// Calls token(multiword, first, end) for every token of a sentence: words [first, end), multiword
/// null where it is one word.
template <class Visit>
void for_each_token(const ConlluSentence& sentence, Visit token) {
  auto multiword = sentence.multiwords.begin();
  for (std::uint32_t i = 0; i < sentence.words.size();) {
    if (multiword != sentence.multiwords.end() && multiword->first == i) {
      token(&*multiword, i, multiword->last + 1);
      i = multiword->last + 1;
      ++multiword;
    } else {
      token(nullptr, i, i + 1);
      ++i;
    }
  }
}

}  // namespace

std::vector<ConlluDocument> documents_of(std::vector<ConlluSentence> sentences) {
  std::vector<ConlluDocument> documents;
  for (ConlluSentence& sentence : sentences) {
    if (documents.empty() || has_mark(sentence, kDocument)) {
      documents.emplace_back().id = id_of(sentence);
    }
    documents.back().sentences.push_back(std::move(sentence));
  }
  return documents;
}

std::string written_text(const ConlluDocument& document) {
  TextBuilder text;
  for (const ConlluSentence& sentence : document.sentences) {
    if (has_mark(sentence, kParagraph)) text.open_paragraph();
    for_each_token(sentence, [&](const ConlluMultiword* multiword, std::uint32_t first, auto) {
      const ConlluRow& row =
          multiword != nullptr ? static_cast<const ConlluRow&>(*multiword) : sentence.words[first];
      text.gap();
      text.add(row.column(ConlluColumn::kForm));
      text.end_token(row);
    });
  }
  return text.take();
}

GivenText given_text(const ConlluDocument& document) {
  GivenText given;
  TextBuilder text;
  std::uint32_t paragraph = 0;
  for (const ConlluSentence& sentence : document.sentences) {
    if (has_mark(sentence, kParagraph)) {
      text.open_paragraph();
      if (!given.sentences.empty()) ++paragraph;
    }
    GivenSentence& words = given.sentences.emplace_back();
    words.paragraph = paragraph;
    for_each_token(
        sentence, [&](const ConlluMultiword* multiword, std::uint32_t first, std::uint32_t end) {
          text.gap();
          for (std::uint32_t i = first; i < end; ++i) {
            words.words.push_back(text.add(sentence.words[i].column(ConlluColumn::kForm)));
          }
          text.end_token(multiword != nullptr ? static_cast<const ConlluRow&>(*multiword)
                                              : sentence.words[first]);
        });
  }
  given.text = text.take();
  return given;
}

}  // namespace stemma::language
