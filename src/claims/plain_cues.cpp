#include "claims/plain_cues.h"

#include <algorithm>

namespace stemma::claims {
namespace {

/// Classes that put a statement forward.
bool states(CueClass cue_class) {
  switch (cue_class) {
    case CueClass::kAttitude:
    case CueClass::kDirective:
    case CueClass::kAppearance:
    case CueClass::kInformation:
      return false;
    default:
      return true;
  }
}

/// "said on condition of anonymity | that the dam was unsafe": a clause of the verb's that the
/// parse hangs from a noun which takes none. kNoHead where there is no such clause.
std::uint32_t stray_clause(const SentenceView& s, const SentenceTree& tree, std::uint32_t oblique) {
  constexpr int kDepth = 4;
  std::uint32_t noun = oblique;
  for (int depth = 0; depth < kDepth && noun != kNoHead && !s.word(noun).noun; ++depth) {
    std::uint32_t next = kNoHead;
    for (const std::uint32_t child : tree.children(noun)) {
      const Relation relation = s.token(child).relation;
      if (relation == Relation::kNmod) next = child;
      if (relation != Relation::kAcl || s.norm(tree.extent(child).begin) != "that") continue;
      if (s.token(tree.extent(child).begin).relation == Relation::kMark) return child;
    }
    noun = next;
  }
  return kNoHead;
}

/// What hangs from a word, as far as frames care.
struct Below {
  bool subject = false;
  bool passive = false;
  bool clause = false;
  bool object = false;
  bool preposition = false;  // one of the frames'
  bool owner = false;
  bool that = false;  // a clause with "that"
};

Below below(const SentenceView& s, const SentenceTree& tree, std::uint32_t i,
            const Frames& frames) {
  Below found;
  for (const std::uint32_t child : tree.children(i)) {
    const Relation relation = s.token(child).relation;
    switch (base_of(relation)) {
      case Relation::kNsubj:
        (relation == Relation::kNsubjPass ? found.passive : found.subject) = true;
        break;
      case Relation::kCcomp:
      case Relation::kParataxis:
        found.clause = true;
        found.that = true;
        break;
      case Relation::kXcomp:  // "vowed to go", "denied firing"
        found.clause |= frames.infinitive || s.token(child).xpos == Xpos::kVBG;
        break;
      case Relation::kAcl:
        found.that = found.that || relation == Relation::kAcl;
        break;
      case Relation::kObj:
        found.object = true;
        break;
      case Relation::kAux:
        found.passive = found.passive || relation == Relation::kAuxPass;
        break;
      case Relation::kObl:
        found.clause |= child > i && stray_clause(s, tree, child) != kNoHead;
        for (const std::uint32_t mark : tree.children(child)) {
          found.preposition |= frames.allows_preposition(s.norm(mark));
        }
        break;
      case Relation::kNmod:
        found.owner = found.owner || relation == Relation::kNmodPoss;
        break;
      default:
        break;
    }
  }
  return found;
}

bool has_content(const Below& found, const Frames& frames) {
  if (found.clause) return frames.clause || frames.quote || frames.infinitive;
  return found.preposition || (found.object && (frames.noun || frames.object) && !frames.weak);
}

bool phrase_begins(const SentenceView& s, std::uint32_t i) {
  const auto it = s.tables().phrases.find(s.norm(i));
  if (it == s.tables().phrases.end()) return false;
  return std::any_of(it->second.begin(), it->second.end(), [&](const Phrase& phrase) {
    for (std::uint32_t k = 0; k < phrase.words.size(); ++k) {
      if (i + k >= s.size() || s.norm(i + k) != phrase.words[k]) return false;
    }
    return true;
  });
}

bool is_plain(const SentenceView& s, const SentenceTree& tree, std::uint32_t i,
              const std::vector<bool>& plain) {
  if (!s.is_word(i) || s.quotation(i)) return false;
  if (phrase_begins(s, i)) return true;
  const WordInfo& word = s.word(i);
  const Token& token = s.token(i);
  if (token.upos == Upos::kNoun && word.noun) {
    const Below found = below(s, tree, i, s.tables().cues[*word.noun].frames);
    return found.owner && found.that;
  }
  if (token.upos != Upos::kVerb || !word.verb || token.xpos == Xpos::kVB) return false;
  const CueEntry& entry = s.tables().cues[*word.verb];
  if (!states(entry.cue_class)) return false;
  const Below found = below(s, tree, i, entry.frames);
  if (found.passive) return false;
  if (found.subject) {
    // "..., the mayor said": the clause that it hangs from is what is said.
    const bool aside = base_of(token.relation) == Relation::kParataxis && entry.frames.clause;
    return has_content(found, entry.frames) || aside;
  }
  const std::uint32_t head = tree.head(i);
  const bool shares = base_of(token.relation) == Relation::kConj && head != kNoHead && plain[head];
  const bool adds = token.xpos == Xpos::kVBG && found.clause;
  return (shares || adds) && has_content(found, entry.frames);
}

/// "According to the mayor, | two ships sank": the rest of the sentence.
void fill_beside_phrase(const SentenceView& s, Roles& roles) {
  const TokenSpan source = roles.source.front();
  const TokenSpan before = s.trim({0, roles.head});
  const bool first = before.size() <= 1;
  const TokenSpan after = s.trim({source.end, s.size()});
  if (!first) roles.content.push_back(before);
  if (first && !after.empty()) roles.content.push_back(after);
}

/// "The strait, | Velmar says, | is open": the clause that an aside hangs from, without the aside.
void fill_around(const SentenceView& s, const SentenceTree& tree, Roles& roles) {
  const std::uint32_t aside = roles.head;
  if (base_of(s.token(aside).relation) != Relation::kParataxis) return;
  const std::uint32_t clause = tree.head(aside);
  const TokenSpan own = tree.extent(aside);
  TokenSpan whole = tree.extent(clause);
  for (const std::uint32_t child : tree.children(clause)) {  // "..., he says, | and others fear"
    if (child > own.end && base_of(s.token(child).relation) == Relation::kConj) {
      whole.end = std::min(whole.end, tree.extent(child).begin);
    }
  }
  const TokenSpan left = s.trim({whole.begin, std::min(own.begin, whole.end)});
  const TokenSpan right = s.trim({std::max(own.end, whole.begin), whole.end});
  if (!left.empty()) roles.content.push_back(left);
  if (!right.empty()) roles.content.push_back(right);
}

/// "warned | of hunger": what one of the verb's own prepositions leads to.
bool is_frame(const SentenceView& s, const SentenceTree& tree, std::uint32_t verb,
              std::uint32_t child) {
  const auto& cue = s.word(verb).verb;
  if (!cue || base_of(s.token(child).relation) != Relation::kObl) return false;
  return s.tables().cues[*cue].frames.allows_preposition(s.norm(tree.extent(child).begin));
}

void fill_content(const SentenceView& s, const SentenceTree& tree, Roles& roles) {
  for (const std::uint32_t child : tree.children(roles.head)) {
    if (is_frame(s, tree, roles.head, child) && child > roles.head) {
      roles.content.push_back({tree.extent(child).begin + 1, tree.extent(child).end});
      return;
    }
  }
  for (const std::uint32_t child : tree.children(roles.head)) {
    const Relation relation = base_of(s.token(child).relation);
    if (relation != Relation::kCcomp && relation != Relation::kParataxis &&
        relation != Relation::kXcomp && relation != Relation::kAcl) {
      continue;
    }
    TokenSpan span = tree.extent(child);
    if (span.contains(roles.head)) {
      span = child < roles.head ? TokenSpan{span.begin, roles.head}
                                : TokenSpan{roles.head + 1, span.end};
    }
    for (const TokenSpan source : roles.source) {
      if (!span.overlaps(source)) continue;
      if (source.begin > span.begin) {
        span.end = source.begin;
      } else {
        span.begin = source.end;
      }
    }
    if (!span.empty()) {
      roles.content.push_back(span);
      return;
    }
  }
  for (const std::uint32_t child : tree.children(roles.head)) {
    if (base_of(s.token(child).relation) != Relation::kObl || child < roles.head) continue;
    if (const std::uint32_t clause = stray_clause(s, tree, child); clause != kNoHead) {
      roles.content.push_back(tree.extent(clause));
      return;
    }
  }
  fill_around(s, tree, roles);
}

void fill(const SentenceView& s, const SentenceTree& tree, Roles& roles) {
  if (roles.source.empty()) {
    for (const std::uint32_t child : tree.children(roles.head)) {
      const Relation relation = s.token(child).relation;
      if (relation != Relation::kNsubj && relation != Relation::kNmodPoss) continue;
      TokenSpan span = tree.extent(child);
      if (span.contains(roles.head)) continue;
      const bool owner = relation == Relation::kNmodPoss;
      if (owner && span.size() > 1 && s.token(span.end - 1).xpos == Xpos::kPOS) --span.end;
      roles.source.push_back(span);
      break;
    }
    for (const TokenSpan source : roles.source) {
      std::erase_if(roles.content, [&](TokenSpan span) { return span.overlaps(source); });
    }
  }
  if (!roles.content.empty()) return;
  if (phrase_begins(s, roles.head)) {
    if (!roles.source.empty() && roles.source.front().begin > roles.head) {
      fill_beside_phrase(s, roles);
    }
    return;
  }
  fill_content(s, tree, roles);
}

}  // namespace

std::vector<bool> plain_cues(const SentenceView& s, const SentenceTree& tree) {
  std::vector<bool> plain(s.size(), false);
  for (std::uint32_t i = 0; i < s.size(); ++i) plain[i] = is_plain(s, tree, i, plain);
  return plain;
}

void fill_from_parse(const SentenceView& s, const SentenceTree& tree, Roles& roles) {
  fill(s, tree, roles);
  // No clause that a person wrote is so long; the bound keeps time linear in any text.
  constexpr std::uint32_t kLongest = 600;
  const std::uint32_t first = roles.head > kLongest ? roles.head - kLongest : 0;
  for (TokenSpan& span : roles.content) {
    span.begin = std::max(span.begin, first);
    span.end = std::min(span.end, roles.head + kLongest);
  }
  std::erase_if(roles.content, [](TokenSpan span) { return span.empty(); });
}

}  // namespace stemma::claims
