#include "claims/sources.h"

#include <algorithm>

namespace stemma::claims {
namespace {

/// The word of a phrase that the others hang from.
std::uint32_t head_of(const SentenceTree& tree, TokenSpan phrase) {
  for (std::uint32_t i = phrase.begin; i < phrase.end; ++i) {
    const std::uint32_t head = tree.head(i);
    if (head == kNoHead || !phrase.contains(head)) return i;
  }
  return phrase.begin;
}

/// Describes a noun from behind: "Ana Moro | , an adviser", "the man | who led the search". A name
/// without a comma is no such thing: "the newspaper Sela Herald".
bool describes(const SentenceView& s, std::uint32_t child, TokenSpan extent) {
  const Relation relation = s.token(child).relation;
  switch (base_of(relation)) {
    case Relation::kAppos:
      return !s.is_word(extent.begin) || (extent.begin > 0 && !s.is_word(extent.begin - 1));
    case Relation::kAcl:
    case Relation::kParataxis:
    case Relation::kAdvcl:
    case Relation::kDep:
      return true;
    default:
      return false;
  }
}

/// The phrase without what describes it from behind.
TokenSpan core_of(const SentenceView& s, const SentenceTree& tree, TokenSpan phrase) {
  const std::uint32_t head = head_of(tree, phrase);
  TokenSpan core = phrase;
  for (const std::uint32_t child : tree.children(head)) {
    const TokenSpan extent = tree.extent(child);
    if (child > head && describes(s, child, extent)) {
      core.end = std::min(core.end, std::max(extent.begin, head + 1));
    }
  }
  for (std::uint32_t i = head + 1; i < core.end; ++i) {
    if (s.norm(i) == "(" || s.is_dash(i)) core.end = i;
  }
  // A comma closes the name, but for the commas of a list.
  const bool list =
      std::any_of(tree.children(head).begin(), tree.children(head).end(),
                  [&](std::uint32_t child) { return s.token(child).relation == Relation::kConj; });
  for (std::uint32_t i = head + 1; i < core.end && !list; ++i) {
    if (s.is_comma(i)) core.end = i;
  }
  core = s.trim(core);
  return core.empty() ? TokenSpan{head, head + 1} : core;
}

bool is_relative_pronoun(const SentenceView& s, TokenSpan words) {
  const Xpos xpos = s.token(words.begin).xpos;
  return words.size() == 1 && (xpos == Xpos::kWP || xpos == Xpos::kWDT);
}

/// "the envoy" of "the envoy, who said".
TokenSpan antecedent_of(const SentenceView& s, const SentenceTree& tree, std::uint32_t pronoun) {
  constexpr int kReach = 6;
  std::uint32_t i = pronoun;
  for (int step = 0; step < kReach && tree.head(i) != kNoHead; ++step) {
    if (s.token(i).relation == Relation::kAclRelcl) {
      const TokenSpan extent = tree.extent(tree.head(i));
      TokenSpan before = s.trim({extent.begin, std::min(extent.end, pronoun)});
      while (!before.empty() && base_of(s.token(before.begin).relation) == Relation::kCase) {
        ++before.begin;
      }
      return before.empty() ? TokenSpan{} : core_of(s, tree, before);
    }
    i = tree.head(i);
  }
  return {};
}

/// The phrase with all of the names that it cuts at its ends; a name that holds the cue stays cut.
TokenSpan whole_names(const SentenceView& s, TokenSpan phrase, std::uint32_t cue) {
  for (const std::uint32_t at : {phrase.begin, phrase.end - 1}) {
    const Mention* mention = s.mention(at);
    if (mention == nullptr || mention->kind != MentionKind::kName) continue;
    const TokenSpan name{mention->first_token - s.first_token(),
                         mention->end_token - s.first_token()};
    if (name.contains(cue)) continue;
    phrase = {std::min(phrase.begin, name.begin), std::max(phrase.end, name.end)};
  }
  return phrase;
}

Source source_at(const SentenceView& s, const SentenceTree& tree, const Cue& cue,
                 TokenSpan phrase) {
  Source source;
  source.phrase = phrase;
  source.words = core_of(s, tree, phrase);
  source.inverted = phrase.begin > cue.head;
  source.region = phrase;
  if (is_relative_pronoun(s, source.words)) {
    source.antecedent = antecedent_of(s, tree, source.words.begin);
  }
  return source;
}

}  // namespace

std::optional<Source> source_of(const SentenceView& s, const SentenceTree& tree, const Cue& cue,
                                const Roles& roles) {
  if (roles.source.empty()) return std::nullopt;
  const auto distance = [&](TokenSpan span) {
    return span.end <= cue.head ? cue.head - span.end : span.begin - cue.head;
  };
  const auto nearest =
      std::min_element(roles.source.begin(), roles.source.end(),
                       [&](TokenSpan a, TokenSpan b) { return distance(a) < distance(b); });
  TokenSpan phrase = *nearest;
  for (const TokenSpan span : roles.source) {  // in parts: "Ana Moro | , | an adviser"
    if (span.end <= phrase.begin && phrase.begin - span.end <= 1) phrase.begin = span.begin;
    if (span.begin >= phrase.end && span.begin - phrase.end <= 1) phrase.end = span.end;
  }
  phrase = s.trim(phrase);
  if (phrase.empty()) return std::nullopt;
  if (phrase.size() > 1 && s.token(phrase.end - 1).xpos == Xpos::kPOS) --phrase.end;
  if (phrase.empty()) return std::nullopt;
  return source_at(s, tree, cue, whole_names(s, phrase, cue.head));
}

}  // namespace stemma::claims
