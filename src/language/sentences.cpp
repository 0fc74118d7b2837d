#include "language/sentences.h"

#include "base/embedded.h"

namespace stemma::language {

Result<SentenceTables> SentenceTables::load() {
  auto tags = QuoteTags::load();
  if (!tags) return tags.error();
  const auto bytes = embedded_file("models/sentence_boundaries.bin");
  if (!bytes)
    return Error{ErrorCode::kNotFound, "was not built in", "models/sentence_boundaries.bin"};
  auto boundaries = BoundaryModel::open(*bytes);
  if (!boundaries) return boundaries.error();
  return SentenceTables{std::move(*tags), *boundaries};
}

std::vector<Sentence> find_sentences(std::string_view text, const TokenStream& stream,
                                     std::span<const std::uint32_t> paragraphs,
                                     std::span<const MarkRole> roles, const TokenTables& words,
                                     const SentenceTables& tables) {
  const std::vector<Token>& tokens = stream.tokens;
  SentenceRules rules(text, stream, paragraphs, roles, words, tables.tags);
  BoundaryFeatures features(text, stream, paragraphs, roles, words);
  const auto ends_before = [&](std::size_t i, std::size_t first) {
    if (i == tokens.size()) return true;
    const Verdict verdict = rules.before(i, first);
    if (paragraphs[i] != paragraphs[i - 1]) return true;
    if (!features.is_doubtful(i, verdict)) return verdict.divides;
    return tables.boundaries.ends(features.at(i, first, verdict), verdict, features.in_prose());
  };
  std::vector<Sentence> sentences;
  std::size_t first = 0;
  for (std::size_t i = 1; i <= tokens.size(); ++i) {
    if (!ends_before(i, first)) continue;
    Sentence& s = sentences.emplace_back();
    s.range = {tokens[first].range.begin, tokens[i - 1].range.end};
    s.first_token = static_cast<std::uint32_t>(first);
    s.end_token = static_cast<std::uint32_t>(i);
    s.paragraph = paragraphs[first];
    first = i;
  }
  return sentences;
}

}  // namespace stemma::language
