#include "language/coreference.h"

#include <algorithm>
#include <utility>

#include "language/coreference_names.h"
#include "language/coreference_resolver.h"
#include "language/mentions_forms.h"

namespace stemma::language {
namespace {

constexpr std::size_t kRemembered = 48;  // mentions kept in mind

}  // namespace

RuleFindings CoreferenceResolver::run() {
  cluster_of_.assign(a_.mentions.size(), kNoOne);
  settled_.assign(a_.mentions.size(), 0);
  take_names();
  mark_coordinated();
  for (std::uint32_t m = 0; m < a_.mentions.size(); ++m) resolve(m);
  look_ahead();
  std::vector<Gender> genders = write_chains();
  return {std::move(genders), std::move(settled_)};
}

WordSpan CoreferenceResolver::span(std::uint32_t m) const {
  return {view_.word_of_token(a_.mentions[m].first_token),
          view_.word_of_token(a_.mentions[m].end_token - 1) + 1};
}

std::uint32_t CoreferenceResolver::head_word(std::uint32_t m) const {
  const Mention& mention = a_.mentions[m];
  const WordSpan s = span(m);
  for (std::uint32_t i = s.begin; i < s.end; ++i)
    if (view_[i].range.end >= mention.head.end) return i;
  return s.end - 1;
}

void CoreferenceResolver::take_names() {
  for (NameCluster& n : cluster_names(view_, a_, k_)) {
    Cluster c;
    c.type = n.type;
    c.gender = n.gender;
    c.named = true;
    c.ambiguous = n.ambiguous;
    c.kinds.insert(n.kinds.begin(), n.kinds.end());
    for (const std::uint32_t m : n.mentions) {
      cluster_of_[m] = static_cast<std::uint32_t>(clusters_.size());
      c.plural |= a_.mentions[m].plural;
      role_before(m, c);
    }
    clusters_.push_back(std::move(c));
  }
}

void CoreferenceResolver::take_role(const std::string& singular, const RoleNoun& role,
                                    Cluster& c) const {
  c.kinds.insert(singular);
  c.kinds.insert(role.kinds.begin(), role.kinds.end());
  if (c.gender == Gender::kUnknown) c.gender = role.gender;
}

void CoreferenceResolver::role_before(std::uint32_t m, Cluster& c) const {
  const std::uint32_t begin = span(m).begin;
  for (std::uint32_t i = role_start(view_, k_, begin); i < span(m).end; ++i)
    c.words.insert(view_[i].folded());
  for (std::uint32_t i = role_start(view_, k_, begin); i < begin;) {
    const auto match = view_.role_at(i, begin);
    if (const std::string* country = k_.country_of(view_[i].folded())) c.countries.insert(*country);
    if (match.role != nullptr) {
      if (c.type == EntityType::kUnknown && match.role->type == EntityType::kPerson &&
          !said_of_anyone(*match.role))
        c.type = EntityType::kPerson;
      take_role(match.role->singular, *match.role, c);
      i += static_cast<std::uint32_t>(match.length);
    } else {
      ++i;
    }
  }
}

void CoreferenceResolver::mark_coordinated() {
  pair_end_.assign(a_.sentences.size(), kNoOne);
  for (std::uint32_t m = 0; m + 1 < a_.mentions.size(); ++m) {
    if (!maybe_one_person(m) || !maybe_one_person(m + 1)) continue;
    const std::uint32_t end = span(m).end;
    const WordSpan next = span(m + 1);
    if (end >= next.begin || view_[end].folded() != "and") continue;
    if (role_start(view_, k_, next.begin) <= end + 1 || next.begin <= end + 2)
      pair_end_[a_.mentions[m].sentence.index()] = next.end;
  }
}

bool CoreferenceResolver::maybe_one_person(std::uint32_t m) const {
  const Mention& x = a_.mentions[m];
  return !x.plural && (x.type == EntityType::kPerson ||
                       (x.kind == MentionKind::kName && x.type == EntityType::kUnknown));
}

void CoreferenceResolver::resolve(std::uint32_t m) {
  const Mention& mention = a_.mentions[m];
  begin_sentence(mention.sentence.value);
  const Grammar g = grammar_of(a_, view_, mention);
  if (mention.kind == MentionKind::kNominal) {
    cluster_of_[m] = nominal(m);
  } else if (mention.kind == MentionKind::kPronoun) {
    cluster_of_[m] = pronoun(m, g);
    if (cluster_of_[m] == kNoOne) unresolved_.push_back(m);
  }
  if (cluster_of_[m] == kNoOne) return;
  recent_.push_back({m, cluster_of_[m], mention.sentence.value, g});
  if (recent_.size() > kRemembered) recent_.pop_front();
  if (g.speaks && !g.quoted) speaking_ = recent_.back();
}

void CoreferenceResolver::begin_sentence(std::uint32_t s) {
  if (s == sentence_) return;
  sentence_ = s;
  if (speaking_) speaker_ = speaking_;
  speaking_.reset();
}

std::uint32_t CoreferenceResolver::ending_at(std::uint32_t end, std::uint32_t m) const {
  for (std::uint32_t n = m, steps = 0; n-- > 0 && steps < 6; ++steps)
    if (a_.mentions[n].kind == MentionKind::kName && span(n).end == end) return n;
  return kNoOne;
}

std::uint32_t CoreferenceResolver::beginning_at(std::uint32_t begin, std::uint32_t m) const {
  for (std::uint32_t n = m + 1, steps = 0; n < a_.mentions.size() && steps < 6; ++n, ++steps) {
    if (a_.mentions[n].kind != MentionKind::kName) continue;
    const std::uint32_t at = span(n).begin;  // a title may stand before it
    if (at >= begin && role_start(view_, k_, at) <= begin && at <= begin + 4) return n;
  }
  return kNoOne;
}

bool CoreferenceResolver::said_of_anyone(const RoleNoun& r) {
  return std::find(r.kinds.begin(), r.kinds.end(), "anyone") != r.kinds.end();
}

std::vector<Gender> CoreferenceResolver::write_chains() {
  std::vector<Gender> genders;
  std::vector<std::uint32_t> chain_of(clusters_.size(), kNoOne);
  a_.chains.clear();
  for (std::uint32_t m = 0; m < a_.mentions.size(); ++m) {
    Mention& mention = a_.mentions[m];
    mention.chain.reset();
    const std::uint32_t c = cluster_of_[m];
    if (c == kNoOne || clusters_[c].ambiguous) continue;
    if (chain_of[c] == kNoOne) {
      chain_of[c] = static_cast<std::uint32_t>(a_.chains.size());
      a_.chains.push_back({{}, clusters_[c].type, {}});
      genders.push_back(clusters_[c].gender);
    }
    mention.chain = ChainId{chain_of[c]};
    a_.chains[chain_of[c]].mentions.push_back(m);
    if (mention.kind != MentionKind::kPronoun && mention.type == EntityType::kUnknown)
      mention.type = clusters_[c].type;
    if (mention.kind == MentionKind::kPronoun) mention.type = clusters_[c].type;
  }
  for (Chain& chain : a_.chains) chain.name = name_of(chain);
  return genders;
}

std::string CoreferenceResolver::name_of(const Chain& chain) const {
  std::uint32_t best = chain.mentions.front();
  const auto rank = [&](std::uint32_t m) {
    const Mention& x = a_.mentions[m];
    const int kind = x.kind == MentionKind::kName ? 2 : x.kind == MentionKind::kNominal ? 1 : 0;
    return std::pair(kind, x.end_token - x.first_token);
  };
  for (const std::uint32_t m : chain.mentions)
    if (rank(m) > rank(best)) best = m;
  std::string name;
  bool space = false;
  for (const char c : slice(text_, a_.mentions[best].range)) {  // a name may run over a line end
    if (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
      space = true;
      continue;
    }
    if (space) name += ' ';
    space = false;
    name += c;
  }
  return name;
}

RuleFindings resolve_coreference(std::string_view text, Analysis& analysis,
                                 const Knowledge& knowledge, const WordView& view) {
  if (analysis.tokens.empty()) return {};
  return CoreferenceResolver(text, analysis, knowledge, view).run();
}

}  // namespace stemma::language
