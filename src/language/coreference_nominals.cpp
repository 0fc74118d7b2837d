// Descriptions: "the mayor", "an adviser to ...", "the think tank", "the statement".
#include <algorithm>

#include "language/coreference_resolver.h"

namespace stemma::language {

CoreferenceResolver::Description CoreferenceResolver::describe(std::uint32_t m) const {
  const WordSpan s = span(m);
  const std::uint32_t head = head_word(m);
  Description d;
  std::vector<std::string> words;
  for (std::uint32_t i = s.begin; i < s.end; ++i) {
    const Word& w = view_[i];
    if (w.kind == TokenKind::kNumber) d.counted = d.indefinite = true;
    if (!w.is_word() || w.is(kFunctionWord) || w.folded() == "'s") continue;
    if (const std::string* country = k_.country_of(w.folded())) {
      d.countries.insert(*country);
      words.push_back(*country);
    } else {
      const KnownName* known = view_.known_at(i, s.end, 5);
      if (known != nullptr && known->type == EntityType::kPlace)
        d.countries.insert(known->canonical);
      words.push_back(k_.exonym(w.folded()));
    }
    d.modified |= i < head || i > head;
  }
  for (std::uint32_t length = 3; length >= 1 && d.role == nullptr; --length) {
    if (head + 1 < s.begin + length) continue;
    std::string phrase;
    for (std::uint32_t i = head + 1 - length; i <= head; ++i)
      phrase += (phrase.empty() ? "" : " ") + view_[i].folded();
    d.role = k_.role(phrase);
    d.phrase = phrase;
  }
  d.head = d.role != nullptr ? d.role->singular : view_[head].folded();
  std::sort(words.begin(), words.end());
  for (const std::string& w : words) d.key += w + " ";
  for (const std::string& w : words)
    if (!d.countries.contains(w) && (" " + d.phrase + " ").find(" " + w + " ") == std::string::npos)
      d.modifiers.push_back(w);
  const std::uint32_t sentence_begin = view_.sentence(view_[s.begin].sentence).first;
  if (s.begin > sentence_begin && view_[s.begin - 1].is(kDeterminer)) {
    const std::string& article = view_[s.begin - 1].folded();
    d.definite = article == "the" || article == "this" || article == "that" || article == "these" ||
                 article == "those";
    d.indefinite |= !d.definite;
  }
  d.definite |= view_[s.begin].is(kPossessiveWord);
  for (std::uint32_t i = s.begin; i < head; ++i)
    d.definite |= view_[i].folded() == "'s" || view_[i].folded() == "'";
  return d;
}

std::uint32_t CoreferenceResolver::nominal(std::uint32_t m) {
  const Description d = describe(m);
  const Mention& mention = a_.mentions[m];
  std::uint32_t found = apposition(m, d);
  const bool definite = d.definite && !mention.plural;
  if (found == kNoOne && definite) found = taken_up(d);
  if (found == kNoOne && definite && d.role != nullptr && d.role->document) found = document(m, d);
  if (found == kNoOne && !d.indefinite) found = same_description(d, mention.plural);
  if (found == kNoOne) found = fresh(m, d);
  Cluster& c = clusters_[found];
  if (d.role != nullptr) {
    take_role(d.head, *d.role, c);
    by_role_[d.head] = found;
    for (const std::string& kind : c.kinds) by_role_[kind] = found;
  }
  c.countries.insert(d.countries.begin(), d.countries.end());
  if (!d.counted) by_description_[(mention.plural ? "+" : "") + d.key] = found;
  return found;
}

std::uint32_t CoreferenceResolver::fresh(std::uint32_t m, const Description& d) {
  Cluster c;
  c.type = a_.mentions[m].type;
  c.plural = a_.mentions[m].plural;
  c.document = d.role != nullptr && d.role->document;
  clusters_.push_back(std::move(c));
  return static_cast<std::uint32_t>(clusters_.size() - 1);
}

bool CoreferenceResolver::fits_role(const Cluster& c, const Description& d) const {
  if (d.role == nullptr || c.plural) return false;
  if (d.role->type == EntityType::kPerson)
    return c.type == EntityType::kPerson || c.type == EntityType::kUnknown;
  return c.type == d.role->type;
}

std::uint32_t CoreferenceResolver::apposition(std::uint32_t m, const Description& d) {
  if (a_.mentions[m].plural || d.role == nullptr || d.role->document) return kNoOne;
  const WordSpan s = span(m);
  const auto [s_begin, s_end] = view_.sentence(view_[s.begin].sentence);
  std::uint32_t i = s.begin;
  const bool article = i > s_begin && view_[i - 1].is(kDeterminer);
  if (article) --i;
  if (i > s_begin + 1 &&
      (view_[i - 1].is_mark(",") || view_[i - 1].is_mark("(") || copula(i - 1))) {
    const std::uint32_t name = ending_at(i - 1, m);
    const bool closed = view_[i - 1].is_mark("(") || copula(i - 1) || s.end >= s_end ||
                        view_[s.end].is_mark(",") || view_[s.end].is_mark(".") || d.definite ||
                        article;
    if (name != kNoOne && closed && !d.role->plural) {
      Cluster& c = clusters_[cluster_of_[name]];
      if (c.named && accepts(c, d)) {
        if (c.type == EntityType::kUnknown && !said_of_anyone(*d.role)) c.type = d.role->type;
        return cluster_of_[name];
      }
    }
  }
  if (s.end + 1 < s_end && view_[s.end].is_mark(",") && (d.definite || article)) {
    const std::uint32_t name = beginning_at(s.end + 1, m);
    if (name != kNoOne) {
      const std::uint32_t end = span(name).end;
      const bool closed = end >= s_end || view_[end].is_mark(",") || view_[end].is_mark(".");
      if (closed && accepts(clusters_[cluster_of_[name]], d)) return cluster_of_[name];
    }
  }
  return kNoOne;
}

bool CoreferenceResolver::copula(std::uint32_t i) const {
  const std::string& f = view_[i].folded();
  return f == "is" || f == "was" || f == "became" || f == "remains";
}

bool CoreferenceResolver::accepts(const Cluster& c, const Description& d) const {
  if (c.plural || d.role->type == EntityType::kGroup) return false;
  return c.type == d.role->type || said_of_anyone(*d.role) ||
         (c.type == EntityType::kUnknown && !c.document);
}

std::uint32_t CoreferenceResolver::taken_up(const Description& d) {
  for (auto it = recent_.rbegin(); it != recent_.rend(); ++it) {
    const Cluster& c = clusters_[it->cluster];
    if (c.kinds.contains(d.head) && fits_role(c, d) && agree(c, d)) return it->cluster;
  }
  const auto it = by_role_.find(d.head);
  if (it == by_role_.end()) return kNoOne;
  const Cluster& c = clusters_[it->second];
  return fits_role(c, d) && agree(c, d) ? it->second : kNoOne;
}

bool CoreferenceResolver::agree(const Cluster& c, const Description& d) {
  for (const std::string& w : d.modifiers)
    if (!c.words.contains(w)) return false;
  if (d.countries.empty()) return true;
  if (c.countries.empty()) return c.named;
  return std::any_of(d.countries.begin(), d.countries.end(),
                     [&](const std::string& country) { return c.countries.contains(country); });
}

std::uint32_t CoreferenceResolver::document(std::uint32_t m, const Description& d) {
  const auto it = by_role_.find(d.head);
  if (it != by_role_.end() && clusters_[it->second].document && !d.modified) return it->second;
  const bool utterance =
      std::find(d.role->kinds.begin(), d.role->kinds.end(), "utterance") != d.role->kinds.end();
  if (!utterance || !speaker_) return kNoOne;
  const Cluster& c = clusters_[speaker_->cluster];
  const bool near = a_.mentions[m].sentence.value - speaker_->sentence <= kWindow;
  return near && c.type == EntityType::kOrganisation ? speaker_->cluster : kNoOne;
}

std::uint32_t CoreferenceResolver::same_description(const Description& d, bool plural) const {
  const auto it = by_description_.find((plural ? "+" : "") + d.key);
  if (it == by_description_.end()) return kNoOne;
  return d.definite || plural ? it->second : kNoOne;
}

}  // namespace stemma::language
