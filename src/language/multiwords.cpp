#include "language/multiwords.h"

namespace stemma::language {
namespace {

bool leans_on(const Token& clitic, const Token& before) {
  if (clitic.kind != TokenKind::kWord || clitic.range.begin != before.range.end) return false;
  if (clitic.norm.front() == '\'') {
    return before.kind == TokenKind::kWord || before.kind == TokenKind::kNumber;
  }
  // Two words that touch are parts of a contraction, unless a stop parts them: "Mr.Moro".
  return before.kind == TokenKind::kWord && !before.norm.ends_with('.');
}

}  // namespace

std::vector<WrittenToken> written_tokens(const Analysis& analysis) {
  std::vector<WrittenToken> spans;
  spans.reserve(analysis.tokens.size());
  for (const Sentence& sentence : analysis.sentences) {
    for (std::uint32_t i = sentence.first_token; i < sentence.end_token; ++i) {
      if (i > sentence.first_token && leans_on(analysis.tokens[i], analysis.tokens[i - 1])) {
        spans.back().end = i + 1;
      } else {
        spans.push_back({i, i + 1});
      }
    }
  }
  return spans;
}

}  // namespace stemma::language
