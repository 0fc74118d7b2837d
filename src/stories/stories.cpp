#include "stories/stories.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>

#include "stories/linkage.h"

namespace stemma {

std::string_view to_string(StoryChangeKind kind) {
  switch (kind) {
    case StoryChangeKind::kNew:
      return "new";
    case StoryChangeKind::kJoined:
      return "joined";
    case StoryChangeKind::kMerged:
      return "merged";
    case StoryChangeKind::kSplit:
      return "split";
  }
  return "new";
}

}  // namespace stemma

namespace stemma::stories {
namespace {

constexpr double kSomewhatAlike = .05;       // less says nothing about a pair
constexpr std::size_t kNeighbourhood = 200;  // reports that one arrival may lay out anew
constexpr std::uint32_t kNobody = std::numeric_limits<std::uint32_t>::max();

}  // namespace

Stories::Stories(const Model& model, const StoriesOptions& options)
    : options_(options), terms_(model) {}

void Stories::find_likes(std::uint32_t report) {
  likes_.emplace_back();
  for (const std::uint32_t other : terms_.candidates(report)) {
    const double value = terms_.likeness(report, other);
    if (value < kSomewhatAlike) continue;
    likes_[report].push_back({other, report + 1, value});
    likes_[other].push_back({report, report + 1, value});
  }
}

/// What is rare changes as reports come: a pair is judged anew when they have grown by a quarter.
double Stories::value_of(std::uint32_t report, Like& like) const {
  const auto reports = static_cast<std::uint32_t>(likes_.size());
  if (reports > like.judged + like.judged / 4) {
    like.judged = reports;
    like.value = terms_.likeness(report, like.other);
  }
  return like.value;
}

/// The reports of the stories that hold something like this one, the likest stories first.
std::vector<std::uint32_t> Stories::neighbourhood(std::uint32_t report) const {
  std::map<StoryId, double> best;
  for (const Like& like : likes_[report]) {
    double& value = best[story_of_[like.other]];
    value = std::max(value, like.value);
  }
  std::vector<std::pair<double, StoryId>> order;
  for (const auto& [story, value] : best) order.emplace_back(-value, story);
  std::sort(order.begin(), order.end());
  std::vector<std::uint32_t> reports = {report};
  for (const auto& [value, story] : order) {
    const auto members = reports_of(story);
    if (reports.size() + members.size() > kNeighbourhood) break;
    reports.insert(reports.end(), members.begin(), members.end());
  }
  std::sort(reports.begin(), reports.end());
  return reports;
}

std::vector<std::vector<std::uint32_t>> Stories::lay_out(
    const std::vector<std::uint32_t>& reports) {
  std::vector<Likeness> pairs;
  for (std::uint32_t i = 0; i < reports.size(); ++i) {
    for (Like& like : likes_[reports[i]]) {
      const auto at = std::lower_bound(reports.begin(), reports.end(), like.other);
      const auto j = static_cast<std::uint32_t>(at - reports.begin());
      if (at == reports.end() || *at != like.other || j <= i) continue;
      pairs.push_back({i, j, value_of(reports[i], like)});
    }
  }
  const auto first = average_link(static_cast<std::uint32_t>(reports.size()), pairs, options_.bar);
  std::map<std::uint32_t, std::vector<std::uint32_t>> groups;
  for (std::uint32_t i = 0; i < reports.size(); ++i) groups[first[i]].push_back(reports[i]);
  std::vector<std::vector<std::uint32_t>> out;
  for (auto& [head, group] : groups) out.push_back(std::move(group));
  return out;
}

std::string Stories::reason_for(std::uint32_t report,
                                const std::vector<std::uint32_t>& group) const {
  double best = 0;
  std::uint32_t nearest = kNobody;
  for (const std::uint32_t other : group) {
    if (other == report) continue;
    const double value = terms_.likeness(report, other);
    if (nearest != kNobody && value <= best) continue;
    best = value;
    nearest = other;
  }
  if (nearest == kNobody) return "no report is like it";
  return fmt::format("likeness {:.2f} to report {}: {}", best, nearest,
                     fmt::join(terms_.shared(report, nearest, 4), ", "));
}

/// Gives groups their numbers: each story lives on in the group that has most of it.
void Stories::rename(std::vector<std::vector<std::uint32_t>> groups, std::uint32_t cause,
                     std::vector<StoryChange>& changes) {
  struct Claim {
    std::size_t reports;
    StoryId story;
    std::size_t group;
  };
  std::vector<Claim> claims;
  std::vector<std::map<StoryId, std::size_t>> parts(groups.size());
  for (std::size_t g = 0; g < groups.size(); ++g) {
    for (const std::uint32_t report : groups[g]) {
      if (report != cause) ++parts[g][story_of_[report]];
    }
    for (const auto& [story, count] : parts[g]) claims.push_back({count, story, g});
  }
  std::sort(claims.begin(), claims.end(), [](const Claim& a, const Claim& b) {
    return std::tuple(b.reports, a.story, a.group) < std::tuple(a.reports, b.story, b.group);
  });
  std::vector<StoryId> names(groups.size(), StoryId{kNobody});
  std::map<StoryId, std::size_t> home;  // the group in which a story lives on
  for (const Claim& claim : claims) {
    if (names[claim.group].value != kNobody || home.contains(claim.story)) continue;
    names[claim.group] = claim.story;
    home[claim.story] = claim.group;
  }
  for (const Claim& claim : claims) members_[claim.story.index()].clear();
  for (std::size_t g = 0; g < groups.size(); ++g) {
    const bool fresh = names[g].value == kNobody;
    if (fresh) {
      names[g] = StoryId{static_cast<std::uint32_t>(members_.size())};
      members_.emplace_back();
    }
    const bool has_cause = std::binary_search(groups[g].begin(), groups[g].end(), cause);
    const std::string reason = reason_for(cause, groups[g]);
    if (has_cause) {
      const bool alone = groups[g].size() == 1;
      changes.insert(
          changes.begin(),
          {alone ? StoryChangeKind::kNew : StoryChangeKind::kJoined, names[g], {}, cause, reason});
    }
    for (const auto& [story, count] : parts[g]) {
      if (story == names[g]) continue;
      const bool lives_on = home.contains(story);
      changes.push_back({lives_on ? StoryChangeKind::kSplit : StoryChangeKind::kMerged, names[g],
                         story, cause, reason});
    }
    for (const std::uint32_t report : groups[g]) story_of_[report] = names[g];
    members_[names[g].index()] = std::move(groups[g]);
  }
}

std::vector<StoryChange> Stories::add(const Report& report) {
  const std::uint32_t id = terms_.add(report);
  find_likes(id);
  const std::vector<std::uint32_t> reports = neighbourhood(id);
  story_of_.push_back(StoryId{kNobody});
  std::vector<StoryChange> changes;
  rename(lay_out(reports), id, changes);
  return changes;
}

}  // namespace stemma::stories
