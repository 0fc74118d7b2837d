// Pronouns: the best antecedent nearby, the last speaker, or one who is named only later.
#include <algorithm>

#include "language/coreference_names.h"
#include "language/coreference_resolver.h"

namespace stemma::language {
namespace {

constexpr std::uint32_t kSpeakerWindow = 6;  // the same for "he said" after a speech
constexpr int kPersonScore = 15;             // what an antecedent must reach: he, she
constexpr int kOtherScore = 28;              // it, they
constexpr std::uint32_t kCataphora = 14;     // sentences that a leading "He said" looks ahead

}  // namespace

CoreferenceResolver::Wanted CoreferenceResolver::wanted(const std::string& form) {
  Wanted w;
  w.reflexive = form.ends_with("self") || form.ends_with("selves");
  w.possessive = form == "his" || form == "her" || form == "its" || form == "their";
  if (form.starts_with("the")) {
    w.plural = true;
  } else if (form.starts_with("it")) {
  } else {
    w.person = true;
    w.gender = form[0] == 's' || form.starts_with("her") ? Gender::kFemale : Gender::kMale;
  }
  return w;
}

bool CoreferenceResolver::fits(const Cluster& c, const Wanted& w) const {
  if (c.ambiguous) return false;
  if (w.person) {
    if (c.plural || c.document) return false;
    if (c.type != EntityType::kPerson && !(c.type == EntityType::kUnknown && c.named)) return false;
    const Gender gender = c.gender == Gender::kUnknown ? c.taken : c.gender;
    return gender == Gender::kUnknown || gender == w.gender;
  }
  if (w.plural) return c.plural || c.type == EntityType::kOrganisation;
  return !c.plural && c.type != EntityType::kPerson && c.type != EntityType::kGroup;
}

std::uint32_t CoreferenceResolver::pronoun(std::uint32_t m, const Grammar& g) {
  const std::uint32_t at = span(m).begin;
  if (const std::uint32_t named = bracketed(m, at); named != kNoOne) {
    settled_[m] = 1;
    return named;
  }
  Wanted w = wanted(view_[at].folded());
  if (view_[at].folded() == "her" && !owns(at)) w.possessive = false;
  if (w.plural && pair_end_[sentence_] <= at && !plural_before(at)) return kNoOne;
  if (g.speaks && !g.quoted && continues_speech(w, m)) {
    settled_[m] = 1;
    return accept(speaker_->cluster, w);
  }

  std::optional<Candidate> best;
  int best_score = 0;
  for (auto it = recent_.rbegin(); it != recent_.rend(); ++it) {
    const std::uint32_t distance = sentence_ - it->sentence;
    if (distance > kWindow) break;
    if (!fits(clusters_[it->cluster], w)) continue;
    if (blocked(*it, at, g, w)) continue;
    const int s = score(*it, distance, at, g, w);
    if (!best || s > best_score) {
      best = *it;
      best_score = s;
    }
  }
  if (best && best_score > (w.person ? kPersonScore : kOtherScore)) return accept(best->cluster, w);
  return kNoOne;
}

bool CoreferenceResolver::owns(std::uint32_t at) const {
  if (at + 1 >= view_.sentence(view_[at].sentence).second) return false;
  const Word& next = view_[at + 1];
  return next.is_word() && !next.is(kFunctionWord | kTimeWord);
}

std::uint32_t CoreferenceResolver::accept(std::uint32_t cluster, const Wanted& w) {
  Cluster& c = clusters_[cluster];
  if (w.person) {
    c.taken = w.gender;
    if (c.type == EntityType::kUnknown) c.type = EntityType::kPerson;
  }
  return cluster;
}

std::uint32_t CoreferenceResolver::bracketed(std::uint32_t m, std::uint32_t at) const {
  if (at + 3 > view_.size() || !view_[at + 1].is_mark("(")) return kNoOne;
  const std::uint32_t name = beginning_at(at + 2, m);
  if (name == kNoOne) return kNoOne;
  const std::uint32_t end = span(name).end;
  return end < view_.size() && view_[end].is_mark(")") ? cluster_of_[name] : kNoOne;
}

bool CoreferenceResolver::plural_before(std::uint32_t at) const {
  for (auto it = recent_.rbegin(); it != recent_.rend() && it->sentence == sentence_; ++it)
    if (clusters_[it->cluster].plural && span(it->mention).end <= at) return true;
  return false;
}

bool CoreferenceResolver::continues_speech(const Wanted& w, std::uint32_t m) const {
  if (!speaker_ || sentence_ - speaker_->sentence > kSpeakerWindow) return false;
  if (!fits(clusters_[speaker_->cluster], w)) return false;
  if (w.plural && !clusters_[speaker_->cluster].plural) return false;
  for (auto it = recent_.rbegin(); it != recent_.rend(); ++it) {
    if (it->sentence <= speaker_->sentence || it->mention >= m) break;
    if (it->cluster == speaker_->cluster || it->grammar.quoted) continue;
    const bool subject = it->grammar.function == Function::kSubject && it->grammar.first;
    if (subject && fits(clusters_[it->cluster], w)) return false;
  }
  return true;
}

bool CoreferenceResolver::blocked(const Candidate& c, std::uint32_t at, const Grammar& g,
                                  const Wanted& w) const {
  if (c.sentence != sentence_) return false;
  const WordSpan s = span(c.mention);
  if (s.begin <= at && at < s.end) return true;  // "his" inside "his adviser"
  if (w.reflexive || w.possessive || g.function == Function::kSubject) return false;
  // "Moro met her": two arguments of one verb are two people.
  return c.grammar.governor != kNoHead && c.grammar.governor == g.governor;
}

int CoreferenceResolver::score(const Candidate& c, std::uint32_t distance, std::uint32_t at,
                               const Grammar& g, const Wanted& w) const {
  const Cluster& cluster = clusters_[c.cluster];
  int s = 40 - 11 * static_cast<int>(distance);
  switch (c.grammar.function) {
    case Function::kSubject:
      s += c.grammar.first && distance > 0 ? 12 : 9;
      break;
    case Function::kPossessive:
      s += 5;
      break;
    case Function::kObject:
      s += 4;
      break;
    case Function::kOblique:
      s += w.person ? 1 : -4;
      break;
    case Function::kOther:
      s += 2;
      break;
  }
  // In its own sentence the nearer clause has the better claim.
  if (distance == 0) {
    const std::uint32_t end = span(c.mention).end;
    s += std::max(0, 6 - (at > end ? static_cast<int>(at - end) / 3 : 0));
  }
  if (c.grammar.quoted != g.quoted) s -= 14;
  if (g.quoted && c.grammar.speaks && !c.grammar.quoted) s -= 20;  // speakers say "I"
  if (c.grammar.addressed && !w.person) s -= 20;
  if (cluster.type == EntityType::kUnknown && !cluster.document) s -= 6;
  if (!cluster.named && !w.plural) s -= w.person ? 10 : 4;
  if (w.plural && !cluster.plural) s -= 12;
  if (!w.person && !w.plural && cluster.type == EntityType::kPlace &&
      c.grammar.function == Function::kOblique)
    s -= 6;
  if (g.speaks && c.grammar.speaks) s += 4;
  if (w.possessive && distance == 0 && c.grammar.function == Function::kSubject) s += 4;
  return s;
}

void CoreferenceResolver::look_ahead() {
  for (std::uint32_t m = 0; m < a_.mentions.size(); ++m) {
    const Mention& mention = a_.mentions[m];
    const bool person = cluster_of_[m] != kNoOne && type_of(m) == EntityType::kPerson;
    const bool could_be = cluster_of_[m] != kNoOne && mention.kind == MentionKind::kName &&
                          type_of(m) == EntityType::kUnknown;
    if (!person && !could_be) continue;
    if (mention.kind != MentionKind::kName) return;
    const Grammar g = grammar_of(a_, view_, mention);
    if (!g.speaks || g.quoted) {
      if (could_be) continue;
      return;
    }
    Cluster& c = clusters_[cluster_of_[m]];
    Gender gender = c.gender == Gender::kUnknown ? c.taken : c.gender;
    for (const std::uint32_t p : unresolved_) {
      if (p > m) break;
      const Wanted w = wanted(view_[span(p).begin].folded());
      if (!w.person) continue;
      if (mention.sentence.value - a_.mentions[p].sentence.value > kCataphora) continue;
      if (gender == Gender::kUnknown) gender = w.gender;
      if (w.gender != gender) return;
      cluster_of_[p] = cluster_of_[m];
      c.taken = gender;
      c.type = EntityType::kPerson;
    }
    return;
  }
}

}  // namespace stemma::language
