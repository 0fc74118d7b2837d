#include "claims/roles.h"

#include <algorithm>
#include <memory>

#include "claims/plain_cues.h"

namespace stemma::claims {
namespace {

/// How much less than the bar a plain cue needs.
constexpr float kPlainLead = 2;

constexpr std::array kBeginOf = {Role::kNone,        Role::kSourceBegin, Role::kSourceBegin,
                                 Role::kCueBegin,    Role::kCueBegin,    Role::kContentBegin,
                                 Role::kContentBegin};

/// The best sequence of roles for tokens [window.begin, window.end).
std::vector<Role> best_roles(const AttributionModel& model, const std::vector<RoleScores>& scores) {
  const std::size_t size = scores.size();
  std::vector<std::array<std::uint8_t, kRoles>> from(size);
  RoleScores best = scores[0];
  for (std::size_t r = 0; r < kRoles; ++r) best[r] += model.start(r);
  for (std::size_t t = 1; t < size; ++t) {
    RoleScores next;
    for (std::size_t r = 0; r < kRoles; ++r) {
      std::size_t at = 0;
      float most = best[0] + model.transition(0, r);
      for (std::size_t p = 1; p < kRoles; ++p) {
        const float score = best[p] + model.transition(p, r);
        if (score > most) {
          most = score;
          at = p;
        }
      }
      from[t][r] = static_cast<std::uint8_t>(at);
      next[r] = most + scores[t][r];
    }
    best = next;
  }
  std::vector<Role> roles(size);
  auto last = static_cast<std::size_t>(std::max_element(best.begin(), best.end()) - best.begin());
  for (std::size_t t = size; t-- > 0;) {
    roles[t] = static_cast<Role>(last);
    last = from[t][last];
  }
  return roles;
}

void collect(const std::vector<Role>& roles, std::uint32_t first, Roles& out) {
  std::vector<TokenSpan>* open = nullptr;
  for (std::uint32_t t = 0; t < roles.size(); ++t) {
    const Role role = roles[t];
    const Role begin = kBeginOf[static_cast<std::size_t>(role)];
    std::vector<TokenSpan>* spans = begin == Role::kSourceBegin    ? &out.source
                                    : begin == Role::kCueBegin     ? &out.cue
                                    : begin == Role::kContentBegin ? &out.content
                                                                   : nullptr;
    if (spans != nullptr) {
      if (spans == open && role != begin) {
        ++spans->back().end;
      } else {
        spans->push_back({first + t, first + t + 1});
      }
    }
    open = spans;
  }
}

}  // namespace

std::vector<Roles> find_roles(const SentenceView& s, const SentenceTree& tree,
                              const AttributionModel& model, const language::WordVectors& vectors) {
  std::vector<Roles> found;
  AttributionFeatures features(s, tree, vectors);
  const auto is_cue = std::make_unique<bool[]>(s.size());
  const std::vector<bool> plain = plain_cues(s, tree);
  // Scores are read one token late: what they rest on comes from far memory, while the features of
  // the next token are made.
  Keys keys, before;
  std::uint32_t late = kNoHead;
  const auto read_cue = [&] {
    if (late == kNoHead) return;
    const float score = model.cue_score(before, features.vectors_of_cue(late));
    if (score <= model.bar() - (plain[late] ? kPlainLead : 0.0F)) return;
    is_cue[late] = true;
    found.push_back({.head = late, .score = score, .cue = {}, .source = {}, .content = {}});
  };
  for (std::uint32_t i = 0; i < s.size(); ++i) {
    if (!features.may_be_cue(i)) continue;
    features.of_cue(i, keys);
    model.expect_cue(keys);
    read_cue();
    late = i;
    std::swap(keys, before);
  }
  read_cue();
  std::vector<RoleScores> scores;
  for (Roles& roles : found) {
    features.about(roles.head, {is_cue.get(), s.size()});
    const std::uint32_t begin = roles.head > kRoleReach ? roles.head - kRoleReach : 0;
    const std::uint32_t end = std::min(roles.head + kRoleReach, s.size());
    scores.clear();
    for (std::uint32_t t = begin; t < end; ++t) {
      features.of_role(t, keys);
      model.expect_role(keys);
      if (t > begin) scores.push_back(model.role_scores(before));
      std::swap(keys, before);
    }
    scores.push_back(model.role_scores(before));
    // The head itself is the cue's, whatever the scores.
    for (std::size_t r = 0; r < kRoles; ++r) {
      const auto role = static_cast<Role>(r);
      if (role != Role::kCue && role != Role::kCueBegin) scores[roles.head - begin][r] -= 1e6F;
    }
    collect(best_roles(model, scores), begin, roles);
    if (plain[roles.head] || roles.content.empty()) fill_from_parse(s, tree, roles);
  }
  return found;
}

}  // namespace stemma::claims
