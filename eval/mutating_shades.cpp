// Ways to damage how sure a statement is, and of how many it is made.
#include <algorithm>

#include "mutating.h"

namespace stemma::eval {
namespace {

std::string norms(const Scene& scene, std::uint32_t first, std::uint32_t count) {
  std::string out;
  for (std::uint32_t t = first; t < first + count; ++t)
    out += (t == first ? "" : " ") + scene.token(t).norm;
  return out;
}

std::uint32_t word_count(std::string_view words) {
  return static_cast<std::uint32_t>(std::count(words.begin(), words.end(), ' ')) + 1;
}

// The phrase of a list that begins at a token, and its length.
const MutationWords::Entry* phrase_at(const Workshop& shop, std::string_view list, std::uint32_t t,
                                      std::uint32_t end) {
  const MutationWords::Entry* best = nullptr;
  for (const MutationWords::Entry& entry : shop.words.of(list)) {
    const std::uint32_t count = word_count(entry.words);
    if (t + count > end || norms(shop.scene, t, count) != entry.words) continue;
    if (entry.tag && *entry.tag != shop.scene.token(t).upos) continue;
    if (best == nullptr || entry.words.size() > best->words.size()) best = &entry;
  }
  return best;
}

ByteRange phrase_bytes(const Scene& scene, std::uint32_t t, const MutationWords::Entry& entry) {
  return scene.bytes({t, t + word_count(entry.words) - 1});
}

std::string like(const Token& token, std::string words) {
  return token.capitalised ? upper_first(std::move(words)) : words;
}

bool subject_is_plural(const Scene& scene, std::uint32_t verb) {
  const auto subject = scene.child(verb, Relation::kNsubj);
  if (!subject) return false;
  const std::string& norm = scene.token(*subject).norm;
  return scene.plural(*subject) || norm == "they" || norm == "we" || norm == "you" || norm == "i";
}

}  // namespace

void find_hedge_dropped(const Workshop& shop, std::uint32_t sentence, std::vector<Mutation>& out) {
  const Scene& scene = shop.scene;
  const Sentence& s = scene.sentence(sentence);
  for (std::uint32_t t = s.first_token; t + 2 < s.end_token; ++t) {
    const Token& token = scene.token(t);
    if (scene.quoted(token.range)) continue;
    const Token& next = scene.token(t + 1);
    const bool modal = token.upos == Upos::kAux &&
                       (token.norm == "may" || token.norm == "might" || token.norm == "could");
    if (modal && token.head != kNoHead && token.head > t && next.norm != "not" &&
        next.norm != "n't" && next.norm != "well" && next.upos != Upos::kPron) {
      if (next.norm == "have") {
        const std::string has = subject_is_plural(scene, token.head) ? "have" : "has";
        out.push_back(
            {VariantKind::kCertainty, {}, {{cover(token.range, next.range), has}}, token.norm, ""});
      } else if (token.norm != "could") {
        out.push_back({VariantKind::kCertainty, {}, {{token.range, "will"}}, token.norm, ""});
      }
      continue;
    }
    if (const auto* phrase = phrase_at(shop, "hedge_phrase", t, s.end_token)) {
      out.push_back({VariantKind::kCertainty,
                     {},
                     {{phrase_bytes(scene, t, *phrase), phrase->others}},
                     phrase->words,
                     ""});
      continue;
    }
    const bool adverb = token.upos == Upos::kAdv && shop.words.has("hedge_adverb", token.norm);
    const bool set_off = t > s.first_token && scene.token(t - 1).norm == "," && next.norm == ",";
    if (!adverb || set_off || (token.norm == "likely" && next.norm == "to")) continue;
    if (t > s.first_token &&
        (scene.token(t - 1).norm == "most" || scene.token(t - 1).norm == "very"))
      continue;
    out.push_back({VariantKind::kCertainty, {}, {without(scene, token.range)}, token.norm, ""});
  }
}

void find_hedge_added(const Workshop& shop, std::uint32_t sentence, std::vector<Mutation>& out) {
  const Scene& scene = shop.scene;
  const Sentence& s = scene.sentence(sentence);
  for (std::uint32_t verb = s.first_token + 1; verb < s.end_token; ++verb) {
    const Token& token = scene.token(verb);
    const bool clause = token.relation == Relation::kRoot || token.relation == Relation::kCcomp;
    if (!clause || token.upos != Upos::kVerb || scene.quoted(token.range)) continue;
    const auto subject = scene.child(verb, Relation::kNsubj);
    if (!subject || *subject > verb) continue;
    if (std::any_of(scene.claims().begin(), scene.claims().end(),
                    [&](const Claim& c) { return c.cue && c.cue->overlaps(token.range); }))
      continue;
    const auto aux = scene.child(verb, Relation::kAux);
    if (aux && scene.token(*aux).norm == "will" && scene.token(*aux + 1).norm != "not") {
      const std::string other = shop.random.chance(0.5) ? "may" : "might";
      out.push_back({VariantKind::kCertainty, {}, {{scene.token(*aux).range, other}}, "", other});
      continue;
    }
    if (aux ? *aux + 1 != verb : token.xpos != Xpos::kVBD) continue;
    if (!aux && *subject + 1 != verb && scene.extent(*subject).second + 1 != verb) continue;
    const std::string hedge = shop.words.other("hedge_put_in", scene.text(), shop.random);
    const std::uint32_t at = token.range.begin;
    out.push_back({VariantKind::kCertainty, {}, {{{at, at}, hedge + " "}}, "", hedge});
  }
}

void find_hedge_strengthened(const Workshop& shop, std::uint32_t sentence,
                             std::vector<Mutation>& out) {
  const Scene& scene = shop.scene;
  const Sentence& s = scene.sentence(sentence);
  for (std::uint32_t t = s.first_token; t + 1 < s.end_token; ++t) {
    const Token& token = scene.token(t);
    if (scene.quoted(token.range)) continue;
    const auto* phrase = phrase_at(shop, "stronger", t, s.end_token);
    if (phrase == nullptr) continue;
    const std::string& next = scene.token(t + 1).norm;
    if (token.upos == Upos::kAux && (next == "not" || next == "n't" || next == "have")) continue;
    if (token.upos == Upos::kVerb && next == "in") continue;  // "believes in"
    if (token.upos == Upos::kVerb && !scene.child(t, Relation::kCcomp)) continue;
    out.push_back({VariantKind::kCertainty,
                   {},
                   {{token.range, like(token, phrase->others)}},
                   token.norm,
                   phrase->others});
  }
}

void find_quantifiers(const Workshop& shop, std::uint32_t sentence, std::vector<Mutation>& out) {
  const Scene& scene = shop.scene;
  const Sentence& s = scene.sentence(sentence);
  for (std::uint32_t t = s.first_token; t + 1 < s.end_token; ++t) {
    const Token& token = scene.token(t);
    if (scene.quoted(token.range)) continue;
    const auto* phrase = phrase_at(shop, "quantifier", t, s.end_token);
    if (phrase == nullptr) continue;
    const std::uint32_t last = t + word_count(phrase->words) - 1;
    if (last + 1 >= s.end_token) continue;
    if (t > s.first_token) {
      const std::string& before = scene.token(t - 1).norm;
      if (before == "a" || before == "the" || before == "so" || before == "as" || before == "how" ||
          before == "at" || before == "after" || before == "not" || before == "of" ||
          before == "too" || before == "very")
        continue;
    }
    const Token& next = scene.token(last + 1);
    if (next.kind == TokenKind::kNumber || next.upos == Upos::kNum) continue;  // "some 1,900"
    const bool one_word = last == t;
    const bool every = phrase->words == "every" || phrase->words == "each";
    // Before a plural noun, with nothing but adjectives between.
    if (one_word && token.head != kNoHead) {
      const Token& noun = scene.token(token.head);
      if (token.head <= t || token.head > t + 4) continue;
      if (!every && noun.xpos != Xpos::kNNS) continue;
      if (every && noun.xpos != Xpos::kNN) continue;
      if (next.norm == "of" || next.norm == "the") continue;
    }
    std::vector<const MutationWords::Entry*> choices;
    for (const MutationWords::Entry& entry : shop.words.of("quantifier"))
      if (entry.words == phrase->words) choices.push_back(&entry);
    const std::string& other = choices[shop.random.below(choices.size())]->others;
    out.push_back({VariantKind::kScope,
                   {},
                   {{phrase_bytes(scene, t, *phrase), like(token, other)}},
                   phrase->words,
                   other});
  }
}

void find_quantifier_dropped(const Workshop& shop, std::uint32_t sentence,
                             std::vector<Mutation>& out) {
  const Scene& scene = shop.scene;
  const Sentence& s = scene.sentence(sentence);
  for (std::uint32_t t = s.first_token; t + 2 < s.end_token; ++t) {
    const Token& token = scene.token(t);
    if (scene.quoted(token.range)) continue;
    if (token.norm != "some" && token.norm != "most" && token.norm != "many" &&
        token.norm != "several")
      continue;
    if (token.head == kNoHead || token.head <= t || token.head > t + 4) continue;
    if (scene.token(token.head).xpos != Xpos::kNNS || scene.in_time(token.range)) continue;
    const Token& next = scene.token(t + 1);
    if (next.norm == "of" || next.norm == "the" || next.upos == Upos::kNum ||
        next.kind == TokenKind::kPunctuation)
      continue;
    if (t > s.first_token &&
        (scene.token(t - 1).upos == Upos::kDet || scene.token(t - 1).upos == Upos::kAdv ||
         scene.token(t - 1).xpos == Xpos::kPRPS || scene.token(t - 1).xpos == Xpos::kPOS))
      continue;
    out.push_back({VariantKind::kScope,
                   {},
                   {without(scene, token.range)},
                   token.norm + " " + scene.token(token.head).norm,
                   scene.token(token.head).norm});
  }
}

void find_quantifier_added(const Workshop& shop, std::uint32_t sentence,
                           std::vector<Mutation>& out) {
  const Scene& scene = shop.scene;
  const Sentence& s = scene.sentence(sentence);
  for (std::uint32_t noun = s.first_token; noun < s.end_token; ++noun) {
    const Token& token = scene.token(noun);
    if (token.xpos != Xpos::kNNS || scene.quoted(token.range)) continue;
    const Relation base = base_of(token.relation);
    if (base != Relation::kNsubj) continue;
    const std::uint32_t first = scene.extent(noun).first;
    if (noun - first > 2) continue;
    bool bare = !scene.child(noun, Relation::kConj);
    for (std::uint32_t t = first; t < noun; ++t) {
      const Token& before = scene.token(t);
      bare = bare && before.head == noun &&
             (before.relation == Relation::kAmod || before.relation == Relation::kCompound);
      bare = bare && !shop.words.has("quantifier", before.norm) && before.xpos != Xpos::kJJR &&
             before.xpos != Xpos::kJJS;
    }
    if (!bare || scene.quoted(scene.bytes({first, noun}))) continue;
    const std::string put_in = shop.words.other("quantifier_put_in", scene.text(), shop.random);
    const std::string old = scene.words(scene.token(first).range);
    const bool opens = scene.capital_only_by_place(first) || first == s.first_token;
    const std::string after = scene.capital_only_by_place(first) ? lower_first(old) : old;
    out.push_back(
        {VariantKind::kScope,
         {},
         {{scene.token(first).range, (opens ? upper_first(put_in) : put_in) + " " + after}},
         token.norm,
         put_in + " " + token.norm});
  }
}

void find_limits(const Workshop& shop, std::uint32_t sentence, std::vector<Mutation>& out) {
  const Scene& scene = shop.scene;
  const Sentence& s = scene.sentence(sentence);
  for (std::uint32_t t = s.first_token + 1; t + 2 < s.end_token; ++t) {
    const Token& token = scene.token(t);
    if (scene.quoted(token.range)) continue;
    const auto* phrase = phrase_at(shop, "limit", t, s.end_token);
    if (phrase == nullptr) continue;
    const std::uint32_t last = t + word_count(phrase->words) - 1;
    const Token& before = scene.token(t - 1);
    const Token& next = scene.token(last + 1);
    if (last == t && token.upos != Upos::kAdv) continue;
    if (before.norm == "not" || before.norm == "n't" || before.norm == "the" ||
        before.norm == "an" || before.norm == "a" || before.norm == "more" ||
        before.norm == "most" || before.norm == "as" || before.norm == "how" ||
        before.norm == "very" || before.kind == TokenKind::kPunctuation || next.norm == "," ||
        next.upos == Upos::kNum || next.norm == "to" || next.norm == "as" || next.norm == "after")
      continue;
    out.push_back({VariantKind::kScope,
                   {},
                   {without(scene, phrase_bytes(scene, t, *phrase))},
                   phrase->words,
                   ""});
  }
}

}  // namespace stemma::eval
