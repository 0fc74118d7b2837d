// Ways to damage whose word it is, and the words between quotation marks.
#include <algorithm>

#include "mutating.h"

namespace stemma::eval {
namespace {

bool ends_plainly(const Scene& scene, const Sentence& s) {
  return scene.token(s.end_token - 1).norm == "." && s.end_token - s.first_token >= 6;
}

// The claims whose content stands in this sentence.
template <class Visit>
void for_claims(const Scene& scene, std::uint32_t sentence, const Visit& visit) {
  const ByteRange range = scene.sentence(sentence).range;
  for (const Claim& claim : scene.claims())
    if (claim.sentence.value == sentence && range.contains(claim.content.front())) visit(claim);
}

bool is_clause(const Scene& scene, ByteRange content) {
  const std::uint32_t first = scene.token_at(content.begin);
  bool subject = false;
  for (std::uint32_t t = first;
       t < scene.analysis().tokens.size() && scene.token(t).range.end <= content.end; ++t)
    subject = subject || base_of(scene.token(t).relation) == Relation::kNsubj;
  return subject && scene.token(first).norm != "to" && scene.token(first).norm != "if" &&
         scene.token(first).norm != "whether" && scene.token(first).xpos != Xpos::kWP &&
         scene.token(first).xpos != Xpos::kWRB;
}

bool plain_word_of_saying(const std::string& norm) {
  static constexpr std::string_view kPlain[] = {"said",   "says",  "say",       "told",
                                                "added",  "noted", "announced", "stated",
                                                "argued", "wrote", "reported",  "explained"};
  return std::find(std::begin(kPlain), std::end(kPlain), norm) != std::end(kPlain);
}

}  // namespace

void find_speaker_dropped(const Workshop& shop, std::uint32_t sentence,
                          std::vector<Mutation>& out) {
  const Scene& scene = shop.scene;
  const Sentence& s = scene.sentence(sentence);
  if (!ends_plainly(scene, s) || scene.quoted(s.range)) return;
  std::size_t spoken = 0;
  for_claims(scene, sentence, [&](const Claim& c) { spoken += c.speaker ? 1 : 0; });
  if (spoken != 1) return;  // with two speakers the words would go to the other one
  for_claims(scene, sentence, [&](const Claim& claim) {
    if (!claim.speaker || !claim.cue || claim.content.size() != 1 || claim.continued ||
        claim.manner != Manner::kIndirect || !s.range.contains(claim.speaker->evidence))
      return;
    const ByteRange content = claim.content.front();
    if (!is_clause(scene, content)) return;
    const ByteRange speaker = claim.speaker->evidence;
    const std::string cue = scene.words(*claim.cue);
    const std::uint32_t stop = scene.token(s.end_token - 1).range.begin;
    const std::string gone = scene.words(speaker) + " " + cue;
    if (content.begin == s.range.begin) {
      if (speaker.begin < content.end || claim.cue->begin < content.end) return;
      const std::uint32_t comma = scene.token_at(content.end);
      if (scene.token(comma).norm != "," && scene.token(comma - 1).norm != ",") return;
      const std::uint32_t from = scene.token(comma).norm == ","
                                     ? scene.token(comma).range.begin
                                     : scene.token(comma - 1).range.begin;
      out.push_back({VariantKind::kAttribution, {}, {{{from, stop}, ""}}, gone, ""});
      return;
    }
    if (content.end + 1 < stop || speaker.begin > content.begin || claim.cue->begin > content.begin)
      return;
    const bool according = cue.size() > 5 && lower_first(cue).rfind("according", 0) == 0;
    if (!according && !plain_word_of_saying(scene.token(scene.token_at(claim.cue->begin)).norm))
      return;
    std::uint32_t first = scene.token_at(content.begin);
    if (scene.token(first).norm == "that" || scene.token(first).norm == ",") ++first;
    const ByteRange word = scene.token(first).range;
    out.push_back({VariantKind::kAttribution,
                   {},
                   {{{s.range.begin, word.end}, upper_first(scene.words(word))}},
                   gone,
                   ""});
  });
}

void find_speaker_added(const Workshop& shop, std::uint32_t sentence, std::vector<Mutation>& out) {
  const Scene& scene = shop.scene;
  const Sentence& s = scene.sentence(sentence);
  if (!ends_plainly(scene, s) || s.end_token - s.first_token < 8 || scene.quoted(s.range)) return;
  bool spoken = false;
  for_claims(scene, sentence, [&](const Claim& c) { spoken = spoken || c.speaker || c.act; });
  // Somebody who says, thinks or wants something is in the sentence all the same.
  std::uint32_t root = s.first_token;
  for (std::uint32_t t = s.first_token; t < s.end_token; ++t) {
    if (scene.token(t).relation == Relation::kRoot) root = t;
    spoken = spoken || scene.token(t).relation == Relation::kCcomp;
  }
  if (spoken || !scene.child(root, Relation::kNsubj) ||
      scene.token(s.first_token).upos == Upos::kCconj ||
      scene.token(s.first_token).upos == Upos::kSconj)
    return;
  const std::string source = shop.words.other("source", scene.text(), shop.random);
  const std::uint32_t stop = scene.token(s.end_token - 1).range.begin;
  if (shop.random.chance(0.5)) {
    out.push_back({VariantKind::kAttribution,
                   {},
                   {{{stop, stop}, ", " + source + " said"}},
                   "",
                   source + " said"});
    return;
  }
  const Token& first = scene.token(s.first_token);
  const std::string word = scene.capital_only_by_place(s.first_token)
                               ? lower_first(scene.words(first.range))
                               : scene.words(first.range);
  out.push_back({VariantKind::kAttribution,
                 {},
                 {{first.range, "According to " + source + ", " + word}},
                 "",
                 "According to " + source});
}

void find_speaker_changed(const Workshop& shop, std::uint32_t sentence,
                          std::vector<Mutation>& out) {
  const Scene& scene = shop.scene;
  const Sentence& s = scene.sentence(sentence);
  for_claims(scene, sentence, [&](const Claim& claim) {
    if (!claim.speaker || !claim.cue || claim.continued) return;
    const ByteRange speaker = claim.speaker->evidence;
    if (!s.range.contains(speaker) || scene.quoted(speaker)) return;
    if (claim.speaker->kind == SpeakerKind::kDocument) return;
    const std::uint32_t first = scene.token_at(speaker.begin);
    if (scene.token(first).upos == Upos::kPron) return;
    const std::string old = scene.words(speaker);
    if (old.find(',') != std::string::npos || old.size() > 60) return;
    if (!plain_word_of_saying(scene.token(scene.token_at(claim.cue->begin)).norm) &&
        scene.token(scene.token_at(claim.cue->begin)).norm != "according")
      return;
    std::string source = shop.words.other("source", scene.text(), shop.random);
    // Half of them somebody else of the same report.
    std::vector<std::string> others;
    for (const Chain& chain : scene.analysis().chains)
      if (chain.type == EntityType::kPerson && chain.name.find(' ') != std::string::npos &&
          chain.name[0] >= 'A' && chain.name[0] <= 'Z' &&
          slice(scene.text(), s.range).find(chain.name.substr(chain.name.rfind(' ') + 1)) ==
              std::string_view::npos)
        others.push_back(chain.name);
    if (!others.empty() && shop.random.chance(0.5))
      source = others[shop.random.below(others.size())];
    // "government spokesman X": a title before the name would stay behind.
    if (first > s.first_token && scene.token(first - 1).upos == Upos::kNoun &&
        scene.token(first - 1).head >= first)
      return;
    const std::string put_in = first == s.first_token ? upper_first(source) : source;
    out.push_back({VariantKind::kAttribution, {}, {{speaker, put_in}}, old, source});
  });
}

namespace {

// Quotations of some words that lie in one sentence, with their first and last token inside.
template <class Visit>
void for_quotations(const Scene& scene, std::uint32_t sentence, std::uint32_t least,
                    const Visit& visit) {
  const Sentence& s = scene.sentence(sentence);
  for (const Quotation& q : scene.analysis().quotations) {
    if (!q.closed || !s.range.contains(q.range)) continue;
    const std::uint32_t first = scene.token_at(q.inner.begin);
    std::uint32_t end = first;
    while (end < s.end_token && scene.token(end).range.end <= q.inner.end) ++end;
    if (end - first >= least) visit(q, first, end);
  }
}

}  // namespace

void find_quoted_words(const Workshop& shop, std::uint32_t sentence, std::vector<Mutation>& out) {
  const Scene& scene = shop.scene;
  for_quotations(scene, sentence, 5, [&](const Quotation&, std::uint32_t first, std::uint32_t end) {
    for (std::uint32_t t = first; t < end; ++t) {
      const Token& token = scene.token(t);
      if (token.capitalised) continue;
      const auto other = shop.synonyms.another_word(token, shop.random);
      if (!other) continue;
      out.push_back(
          {VariantKind::kQuotation, {}, {{token.range, *other}}, scene.words(token.range), *other});
    }
  });
}

void find_quoted_dropped(const Workshop& shop, std::uint32_t sentence, std::vector<Mutation>& out) {
  const Scene& scene = shop.scene;
  for_quotations(scene, sentence, 6, [&](const Quotation&, std::uint32_t first, std::uint32_t end) {
    for (std::uint32_t t = first + 1; t + 1 < end; ++t) {
      const Token& token = scene.token(t);
      const bool extra =
          (token.relation == Relation::kAmod || token.relation == Relation::kAdvmod) &&
          token.head > t && token.head < end && token.head != kNoHead;
      if (!extra || token.capitalised || token.kind != TokenKind::kWord || !token.space_before)
        continue;
      if (token.norm == "not" || token.norm == "n't" || token.norm == "never" ||
          token.xpos == Xpos::kWRB || token.xpos == Xpos::kJJR || token.xpos == Xpos::kRBR)
        continue;
      const std::string& before = scene.token(t - 1).norm;
      if (before == "a" || before == "an" || before == "as" || before == "so" || before == "very" ||
          scene.token(t - 1).kind != TokenKind::kWord ||
          scene.token(t + 1).kind != TokenKind::kWord || !scene.token(t + 1).space_before)
        continue;
      out.push_back({VariantKind::kQuotation,
                     {},
                     {without(scene, token.range)},
                     scene.words(token.range),
                     ""});
    }
  });
}

void find_marks(const Workshop& shop, std::uint32_t sentence, std::vector<Mutation>& out) {
  const Scene& scene = shop.scene;
  for_quotations(scene, sentence, 2, [&](const Quotation& q, std::uint32_t, std::uint32_t) {
    // Another quotation in the sentence would swallow the words between.
    const std::string words = scene.words(q.inner);
    if (words.find('"') != std::string::npos || words.find("“") != std::string::npos) return;
    if (q.range.begin != scene.sentence(sentence).range.begin &&
        scene.token(scene.token_at(q.inner.begin)).capitalised &&
        words.find(' ') == std::string::npos)
      return;  // a title of a work
    out.push_back({VariantKind::kQuotation,
                   {},
                   {{{q.range.begin, q.inner.begin}, ""}, {{q.inner.end, q.range.end}, ""}},
                   words,
                   words});
  });
}

}  // namespace stemma::eval
