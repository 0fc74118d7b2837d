#include "grounding/time_tense.h"

#include <algorithm>

namespace stemma::grounding {
namespace {

constexpr std::size_t kHighest = 8;        // steps up the tree from the time
constexpr std::uint32_t kAuxiliaries = 8;  // tokens before a verb that may be its auxiliaries

}  // namespace

Tense TenseReader::of_verb(std::uint32_t verb, bool oblique, const Sentence& sentence) const {
  const std::vector<Token>& tokens = analysis_.tokens;
  const std::uint32_t first =
      std::max(sentence.first_token, verb > kAuxiliaries ? verb - kAuxiliaries : 0);
  bool to = false, past = false, present = false;
  for (std::uint32_t k = first; k < verb; ++k) {
    if (tokens[k].head != verb) continue;
    const Relation r = tokens[k].relation;
    if (r == Relation::kMark && tokens[k].norm == "to") to = true;
    if (r != Relation::kAux && r != Relation::kAuxPass) continue;
    if (tables_.tense_of(tokens[k].norm) == Tense::kFuture) return Tense::kFuture;
    past = past || tables_.tense_of(tokens[k].norm) == Tense::kPast;
    present = present || tokens[k].xpos == Xpos::kVBZ || tokens[k].xpos == Xpos::kVBP;
  }
  if (past) return Tense::kPast;
  const Token& t = tokens[verb];
  if (to && t.head != kNoHead && t.head >= sentence.first_token && t.head < sentence.end_token) {
    // "expected to vote", "plans to vote", "is to vote"
    const Token& above = tokens[t.head];
    if (tables_.tense_of(above.norm) == Tense::kFuture || above.lemma == "be")
      return Tense::kFuture;
    return Tense::kUnknown;
  }
  switch (t.xpos) {
    case Xpos::kVBD:
      return Tense::kPast;
    case Xpos::kVBG:  // "is meeting on Friday"
    case Xpos::kVBN:  // "is closed on Friday", "is expected on Friday"
      if (present && oblique) return Tense::kFuture;
      return tables_.tense_of(t.norm) == Tense::kFuture ? Tense::kFuture : Tense::kUnknown;
    case Xpos::kVBZ:
    case Xpos::kVBP: {
      // "meets on Friday"; "says" tells of what was said.
      const Tense told = tables_.tense_of(t.norm);
      return told != Tense::kUnknown ? told : oblique ? Tense::kFuture : Tense::kUnknown;
    }
    default:
      return tables_.tense_of(t.norm) == Tense::kFuture ? Tense::kFuture : Tense::kUnknown;
  }
}

Tense TenseReader::at(ByteRange time, SentenceId id) const {
  const Sentence& sentence = analysis_.sentences[id.value];
  const std::vector<Token>& tokens = analysis_.tokens;
  const auto begin = tokens.begin() + sentence.first_token;
  const auto end = tokens.begin() + sentence.end_token;
  const auto from =
      std::partition_point(begin, end, [&](const Token& t) { return t.range.end <= time.begin; });
  if (from == end) return Tense::kUnknown;
  auto now = static_cast<std::uint32_t>(from - tokens.begin());
  bool oblique = false;
  for (std::size_t step = 0; step < kHighest; ++step) {
    const Token& t = tokens[now];
    const bool outside = t.range.begin >= time.end || t.range.end <= time.begin;
    if (outside && (t.upos == Upos::kVerb || t.upos == Upos::kAux))
      return of_verb(now, oblique, sentence);
    oblique = t.relation == Relation::kObl || t.relation == Relation::kOblUnmarked ||
              t.relation == Relation::kAdvmod;
    if (t.head == kNoHead || t.head < sentence.first_token || t.head >= sentence.end_token) break;
    now = t.head;
  }
  return Tense::kUnknown;
}

}  // namespace stemma::grounding
