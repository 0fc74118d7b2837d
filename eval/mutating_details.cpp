// Ways to damage by words of one's own, and by leaving words out.
#include <algorithm>

#include "mutating.h"

namespace stemma::eval {
namespace {

constexpr std::uint32_t kShortestTail = 3;  // words
constexpr std::uint32_t kLongestTail = 12;

bool is_plain(const Scene& scene, std::uint32_t first, std::uint32_t last) {
  for (std::uint32_t t = first; t <= last; ++t) {
    const Token& token = scene.token(t);
    if (token.upos == Upos::kPron || token.kind == TokenKind::kQuote ||
        (token.kind == TokenKind::kPunctuation && token.norm != "-" && token.norm != ","))
      return false;
  }
  return true;
}

// The phrase that ends the sentence before its full stop, if it hangs from a verb: "after a vote in
// the lower house". First and last token.
std::optional<std::pair<std::uint32_t, std::uint32_t>> tail(const Scene& scene, const Sentence& s) {
  if (s.end_token - s.first_token < 10 || scene.token(s.end_token - 1).norm != ".") return {};
  std::optional<std::pair<std::uint32_t, std::uint32_t>> best;
  for (std::uint32_t t = s.first_token; t + 1 < s.end_token; ++t) {
    const Relation base = base_of(scene.token(t).relation);
    if (base != Relation::kObl && base != Relation::kAdvcl) continue;
    const std::uint32_t head = scene.token(t).head;
    if (head == kNoHead || head > t || scene.token(head).upos != Upos::kVerb) continue;
    const auto words = scene.extent(t);
    const std::uint32_t length = words.second - words.first + 1;
    if (words.second + 2 != s.end_token || length < kShortestTail || length > kLongestTail)
      continue;
    const Upos opens = scene.token(words.first).upos;
    if (opens != Upos::kAdp && opens != Upos::kSconj) continue;
    if (words.first <= head) continue;
    if (!best || words.first < best->first) best = words;
  }
  return best;
}

}  // namespace

std::vector<std::string> tail_phrases(const Scene& scene) {
  std::vector<std::string> phrases;
  for (const Sentence& s : scene.analysis().sentences) {
    const auto words = tail(scene, s);
    if (!words || !is_plain(scene, words->first, words->second)) continue;
    const std::string& opens = scene.token(words->first).norm;
    if (opens != "after" && opens != "before" && opens != "during" && opens != "because" &&
        opens != "while" && opens != "despite" && opens != "amid" && opens != "following" &&
        opens != "since" && opens != "with" && opens != "in" && opens != "at" && opens != "as" &&
        opens != "under" && opens != "through")
      continue;
    const ByteRange range = scene.bytes(*words);
    if (!scene.quoted(range)) phrases.push_back(scene.words(range));
  }
  return phrases;
}

void find_phrase_added(const Workshop& shop, std::uint32_t sentence, std::vector<Mutation>& out) {
  const Scene& scene = shop.scene;
  const Sentence& s = scene.sentence(sentence);
  if (shop.details.empty() || scene.token(s.end_token - 1).norm != "." || scene.quoted(s.range))
    return;
  const std::string& detail = shop.details[shop.random.below(shop.details.size())];
  const std::uint32_t stop = scene.token(s.end_token - 1).range.begin;
  out.push_back({VariantKind::kAddition, {}, {{{stop, stop}, " " + detail}}, "", detail});
}

void find_party_added(const Workshop& shop, std::uint32_t sentence, std::vector<Mutation>& out) {
  const Scene& scene = shop.scene;
  const Sentence& s = scene.sentence(sentence);
  for (std::uint32_t verb = s.first_token; verb < s.end_token; ++verb) {
    if (scene.token(verb).xpos != Xpos::kVBD || scene.token(verb).upos != Upos::kVerb) continue;
    const auto subject = scene.child(verb, Relation::kNsubj);
    if (!subject || *subject > verb || scene.token(*subject).upos != Upos::kPropn) continue;
    const auto words = scene.extent(*subject);
    if (words.second + 1 != verb || words.second - words.first > 3 ||
        !is_plain(scene, words.first, words.second) || scene.child(*subject, Relation::kConj) ||
        scene.quoted(scene.bytes({words.first, verb})))
      continue;
    // Of a word of saying that would be another speaker.
    if (std::any_of(scene.claims().begin(), scene.claims().end(), [&](const Claim& c) {
          return c.cue && c.cue->overlaps(scene.token(verb).range);
        }))
      continue;
    const std::string& party = shop.words.other("party", scene.text(), shop.random);
    const std::uint32_t at = scene.token(words.second).range.end;
    out.push_back({VariantKind::kAddition, {}, {{{at, at}, " and " + party}}, "", party});
  }
}

void find_aside_dropped(const Workshop& shop, std::uint32_t sentence, std::vector<Mutation>& out) {
  const Scene& scene = shop.scene;
  const Sentence& s = scene.sentence(sentence);
  for (std::uint32_t t = s.first_token + 2; t + 1 < s.end_token; ++t) {
    const Relation relation = scene.token(t).relation;
    if (relation != Relation::kAppos && relation != Relation::kAclRelcl &&
        relation != Relation::kAcl)
      continue;
    const auto words = scene.extent(t);
    if (words.first < s.first_token + 2 || words.second + 1 >= s.end_token) continue;
    const std::uint32_t opening =
        scene.token(words.first).norm == "," ? words.first : words.first - 1;
    const std::string& after = scene.token(words.second + 1).norm;
    if (scene.token(opening).norm != "," || (after != "," && after != ".")) continue;
    const std::uint32_t closing = after == "." ? words.second : words.second + 1;
    if (closing - opening < 3) continue;
    const ByteRange gone{scene.token(opening - 1).range.end, scene.token(closing).range.end};
    if (scene.quoted(gone)) continue;
    out.push_back({VariantKind::kOmission, {}, {{gone, ""}}, scene.words(gone), ""});
  }
}

void find_tail_dropped(const Workshop& shop, std::uint32_t sentence, std::vector<Mutation>& out) {
  const Scene& scene = shop.scene;
  const auto words = tail(scene, scene.sentence(sentence));
  if (!words) return;
  const ByteRange range = scene.bytes(*words);
  // What is dated or counted there is a detail like any other; a speaker is not.
  if (scene.quoted(range) ||
      std::any_of(scene.claims().begin(), scene.claims().end(), [&](const Claim& c) {
        return (c.speaker && c.speaker->evidence.overlaps(range)) ||
               (c.cue && c.cue->overlaps(range));
      }))
    return;
  out.push_back({VariantKind::kOmission, {}, {without(scene, range)}, scene.words(range), ""});
}

void find_party_dropped(const Workshop& shop, std::uint32_t sentence, std::vector<Mutation>& out) {
  const Scene& scene = shop.scene;
  const Sentence& s = scene.sentence(sentence);
  for (std::uint32_t t = s.first_token; t < s.end_token; ++t) {
    const auto second = scene.child(t, Relation::kConj);
    if (!second || *second < t) continue;
    const Token& token = scene.token(t);
    if (token.upos != Upos::kNoun && token.upos != Upos::kPropn) continue;
    // Two only, and no subject, whose verb would have to agree with it.
    std::size_t members = 0;
    for (std::uint32_t i = s.first_token; i < s.end_token; ++i)
      members += scene.token(i).head == t && scene.token(i).relation == Relation::kConj;
    if (members != 1 || base_of(token.relation) == Relation::kNsubj) continue;
    const auto words = scene.extent(*second);
    if (scene.token(words.first).norm != "and" || words.first == t ||
        words.second - words.first > 6 || !is_plain(scene, words.first, words.second))
      continue;
    if (scene.token(words.first - 1).kind == TokenKind::kPunctuation) continue;
    const ByteRange range = scene.bytes(words);
    if (scene.quoted(range)) continue;
    out.push_back({VariantKind::kOmission, {}, {without(scene, range)}, scene.words(range), ""});
  }
}

}  // namespace stemma::eval
