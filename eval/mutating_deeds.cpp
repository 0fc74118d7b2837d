// Ways to damage who did what to whom, and whether it was so.
#include <algorithm>

#include "mutating.h"

namespace stemma::eval {
namespace {

constexpr std::uint32_t kLongestParty = 9;  // words

using Words = std::pair<std::uint32_t, std::uint32_t>;

// A person, body, group or place that can do things and have them done.
bool can_act(const Scene& scene, std::uint32_t head) {
  if (scene.token(head).upos != Upos::kPropn && scene.token(head).upos != Upos::kNoun) return false;
  if (scene.in_time(scene.token(head).range)) return false;
  if (scene.token(head).upos == Upos::kPropn) return true;
  const auto& mentions = scene.analysis().mentions;
  return std::any_of(mentions.begin(), mentions.end(), [&](const Mention& m) {
    return m.first_token <= head && head < m.end_token && m.type != EntityType::kUnknown &&
           scene.token_at(m.head.begin) == head;
  });
}

// A phrase that reads well in another place: short, whole, without pronouns or clauses.
bool is_movable(const Scene& scene, Words words) {
  if (words.second - words.first + 1 > kLongestParty) return false;
  for (std::uint32_t t = words.first; t <= words.second; ++t) {
    const Token& token = scene.token(t);
    if (token.upos == Upos::kPron || token.upos == Upos::kVerb ||
        token.kind == TokenKind::kPunctuation || token.kind == TokenKind::kQuote)
      return false;
  }
  return !scene.quoted(scene.bytes(words));
}

void exchange(const Workshop& shop, Words left, Words right, std::vector<Mutation>& out) {
  const Scene& scene = shop.scene;
  std::string first = scene.words(scene.bytes(left));
  std::string second = scene.words(scene.bytes(right));
  const std::string gone = first + " " + second;
  if (scene.capital_only_by_place(left.first)) first = lower_first(first);
  const auto& sentences = scene.analysis().sentences;
  if (std::any_of(sentences.begin(), sentences.end(),
                  [&](const Sentence& s) { return s.first_token == left.first; }))
    second = upper_first(second);
  out.push_back({VariantKind::kRole,
                 {},
                 {{scene.bytes(left), second}, {scene.bytes(right), first}},
                 gone,
                 gone});
}

// Does the verb look the same whoever does it?
bool agrees_with_all(const Scene& scene, std::uint32_t verb) {
  const auto aux = scene.child(verb, Relation::kAux);
  if (!aux) return scene.token(verb).xpos == Xpos::kVBD;
  const std::string& norm = scene.token(*aux).norm;
  return scene.token(*aux).xpos == Xpos::kMD || norm == "had" || norm == "did";
}

}  // namespace

void find_exchanged(const Workshop& shop, std::uint32_t sentence, std::vector<Mutation>& out) {
  const Scene& scene = shop.scene;
  const Sentence& s = scene.sentence(sentence);
  for (std::uint32_t verb = s.first_token; verb < s.end_token; ++verb) {
    if (scene.token(verb).upos != Upos::kVerb) continue;
    auto subject = scene.child(verb, Relation::kNsubj);
    if (!subject || *subject > verb || !can_act(scene, *subject)) continue;
    std::optional<std::uint32_t> object;
    Words right;
    if (scene.token(*subject).relation == Relation::kNsubjPass) {
      object = scene.child(verb, Relation::kOblAgent);
      if (!object || *object < verb) continue;
      right = scene.extent(*object);
      if (scene.token(right.first).norm != "by") continue;
      ++right.first;
    } else {
      object = scene.child(verb, Relation::kObj);
      if (!object || *object < verb || scene.child(verb, Relation::kXcomp) ||
          scene.child(verb, Relation::kCcomp))
        continue;
      right = scene.extent(*object);
    }
    const Words left = scene.extent(*subject);
    if (!can_act(scene, *object) || !is_movable(scene, left) || !is_movable(scene, right)) continue;
    if (scene.plural(*subject) != scene.plural(*object) && !agrees_with_all(scene, verb)) continue;
    if (scene.plural(*subject) != scene.plural(*object) && scene.child(verb, Relation::kAuxPass))
      continue;  // "was" and "were"
    exchange(shop, left, right, out);
  }
}

void find_turned(const Workshop& shop, std::uint32_t sentence, std::vector<Mutation>& out) {
  const Scene& scene = shop.scene;
  const Sentence& s = scene.sentence(sentence);
  for (std::uint32_t verb = s.first_token; verb < s.end_token; ++verb) {
    const Token& token = scene.token(verb);
    if (token.xpos != Xpos::kVBD || token.norm != claims::inflect(token.lemma, "-").past) continue;
    const auto subject = scene.child(verb, Relation::kNsubj);
    const auto object = scene.child(verb, Relation::kObj);
    if (!subject || !object || *subject > verb || *object < verb) continue;
    if (scene.child(verb, Relation::kXcomp) || scene.child(verb, Relation::kCcomp) ||
        scene.child(verb, Relation::kIobj) || scene.child(verb, Relation::kCompoundPrt) ||
        scene.child(verb, Relation::kConj) || scene.token(verb).relation == Relation::kConj ||
        scene.child(verb, Relation::kAux))
      continue;
    if (!can_act(scene, *subject) || !can_act(scene, *object)) continue;
    const Words left = scene.extent(*subject);
    const Words right = scene.extent(*object);
    if (!is_movable(scene, left) || !is_movable(scene, right) || left.second + 1 != verb ||
        right.first != verb + 1 || scene.quoted(token.range))
      continue;
    const std::string turned = (scene.plural(*subject) ? "were " : "was ") + token.norm + " by";
    const std::string words =
        scene.words(scene.bytes(left)) + " " + scene.words(scene.bytes(right));
    out.push_back({VariantKind::kRole, {}, {{token.range, turned}}, words, words});
  }
}

namespace {

constexpr std::string_view kAuxiliaries[] = {"is",   "are",   "was",   "were",  "has",
                                             "have", "had",   "will",  "would", "should",
                                             "must", "could", "might", "may"};

bool is_negated(const Scene& scene, std::uint32_t verb) {
  const auto [first, last] = scene.extent(verb);
  for (std::uint32_t t = first; t <= last; ++t) {
    const std::string& norm = scene.token(t).norm;
    if (scene.token(t).head != verb && t != verb && scene.token(t).upos != Upos::kDet) continue;
    if (norm == "not" || norm == "n't" || norm == "never" || norm == "no" || norm == "only" ||
        norm == "also" || norm == "already" || norm == "neither" || norm == "nor" ||
        norm == "still" || norm == "hardly" || norm == "nothing" || norm == "none" ||
        norm == "nobody")
      return true;
  }
  return false;
}

}  // namespace

void find_negation_added(const Workshop& shop, std::uint32_t sentence, std::vector<Mutation>& out) {
  const Scene& scene = shop.scene;
  const Sentence& s = scene.sentence(sentence);
  for (std::uint32_t verb = s.first_token; verb < s.end_token; ++verb) {
    const Token& token = scene.token(verb);
    const bool clause = token.relation == Relation::kRoot || token.relation == Relation::kCcomp;
    if (!clause || scene.quoted(token.range) || is_negated(scene, verb)) continue;
    const auto subject = scene.child(verb, Relation::kNsubj);
    if (!subject || *subject > verb) continue;
    // Words of saying: that is whose word it is, and no matter of its truth.
    const auto cue = std::any_of(scene.claims().begin(), scene.claims().end(), [&](const Claim& c) {
      return c.cue && c.cue->overlaps(token.range);
    });
    if (cue) continue;
    std::optional<std::uint32_t> aux;
    for (std::uint32_t t = scene.extent(verb).first; t < verb && !aux; ++t) {
      const Token& a = scene.token(t);
      if (a.head != verb) continue;
      const Relation base = base_of(a.relation);
      if ((base == Relation::kAux || base == Relation::kCop) &&
          std::find(std::begin(kAuxiliaries), std::end(kAuxiliaries), a.norm) !=
              std::end(kAuxiliaries) &&
          !scene.quoted(a.range) && t > *subject)
        aux = t;
    }
    if (aux) {
      const ByteRange at{scene.token(*aux).range.end, scene.token(*aux).range.end};
      out.push_back({VariantKind::kPolarity,
                     {},
                     {{at, " not"}},
                     scene.words(token.range),
                     "not " + scene.words(token.range)});
      continue;
    }
    if (token.upos != Upos::kVerb) continue;
    std::string helper;
    if (token.xpos == Xpos::kVBD) helper = "did not ";
    if (token.xpos == Xpos::kVBZ) helper = "does not ";
    if (token.xpos == Xpos::kVBP) helper = "do not ";
    if (helper.empty() || token.lemma == "be" || token.lemma == "have") continue;
    out.push_back({VariantKind::kPolarity,
                   {},
                   {{token.range, helper + token.lemma}},
                   scene.words(token.range),
                   helper + token.lemma});
  }
}

void find_negation_dropped(const Workshop& shop, std::uint32_t sentence,
                           std::vector<Mutation>& out) {
  const Scene& scene = shop.scene;
  const Sentence& s = scene.sentence(sentence);
  for (std::uint32_t t = s.first_token + 1; t + 1 < s.end_token; ++t) {
    const Token& token = scene.token(t);
    if (scene.quoted(token.range)) continue;
    const bool split = token.norm == "n't";
    if (!split && token.norm != "not" && token.norm != "never") continue;
    const std::string& before = scene.token(t - 1).norm;
    if (split && (before == "ca" || before == "wo" || before == "sha")) continue;
    if (token.norm != "never" &&
        std::find(std::begin(kAuxiliaries), std::end(kAuxiliaries), before) ==
            std::end(kAuxiliaries) &&
        before != "did" && before != "does" && before != "do")
      continue;
    const Token& next = scene.token(t + 1);
    static constexpr std::string_view kIdle[] = {"only", "just",   "merely", "simply", "least",
                                                 "yet",  "always", "even",   "any",    "anyone"};
    if (next.kind != TokenKind::kWord ||
        std::find(std::begin(kIdle), std::end(kIdle), next.norm) != std::end(kIdle))
      continue;
    // "did not find any": without the negation that is no English.
    bool polar = false;
    for (std::uint32_t w = t; w < s.end_token; ++w)
      polar = polar || scene.token(w).norm == "any" || scene.token(w).norm == "anyone" ||
              scene.token(w).norm == "anything" || scene.token(w).norm == "either" ||
              scene.token(w).norm == "but" || scene.token(w).norm == "ever";
    if (polar) continue;
    const std::uint32_t governor = token.head == kNoHead ? t + 1 : token.head;
    ByteRange gone = token.range;
    if (!split) --gone.begin;  // with the space before it
    const std::string verb = scene.words(scene.token(governor).range);
    out.push_back({VariantKind::kPolarity, {}, {{gone, ""}}, token.norm + " " + verb, verb});
  }
}

void find_opposites(const Workshop& shop, std::uint32_t sentence, std::vector<Mutation>& out) {
  const Scene& scene = shop.scene;
  const Sentence& s = scene.sentence(sentence);
  for (std::uint32_t t = s.first_token; t < s.end_token; ++t) {
    const Token& token = scene.token(t);
    if (scene.quoted(token.range) || token.capitalised) continue;
    for (const MutationWords::Entry& entry : shop.words.of("opposite")) {
      if (entry.words != token.norm || entry.tag != token.upos) continue;
      // "opened fire", "lost to": words that belong together do not turn round by one of them.
      if (token.upos == Upos::kVerb && scene.child(t, Relation::kCompoundPrt)) continue;
      out.push_back({VariantKind::kPolarity,
                     {},
                     {{token.range, entry.others}},
                     scene.words(token.range),
                     entry.others});
      break;
    }
  }
}

}  // namespace stemma::eval
