#include "stories/stories.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <limits>
#include <numeric>

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

constexpr double kSomewhatAlike = .02;       // less says nothing about a pair
constexpr std::size_t kCandidates = 64;      // reports that a new one is compared with
constexpr std::size_t kNeighbourhood = 64;   // reports and whole stories that it may lay out anew
constexpr std::size_t kMostSingle = 40;      // reports; a larger story stays whole
constexpr std::size_t kStandIns = 24;        // reports that speak for a whole story
constexpr std::size_t kMostPairs = 1 << 16;  // reckoned again and again while a story is told of
constexpr ReportNumber kForgetAtOnce = 512;
constexpr std::size_t kRivals = 4;         // stories by which a crowd is measured
constexpr double kToSpare = .05;           // likeness, of two reports that are in one story
constexpr double kReportsInGeneral = 100;  // how much the shares of words in general weigh
constexpr double kTimeReach = 10;          // days after which likeness has lost some two thirds

Days around(std::int32_t day) { return {day - kWindowDays, day + kWindowDays}; }

}  // namespace

Stories::Stories(const Model& model, const StoriesOptions& options)
    : model_(model), options_(options) {}

ReportNumber Stories::floor() const {
  if (!newest_ || *newest_ < kMostLive + kForgetAtOnce) return 0;
  return (*newest_ - kMostLive) / kForgetAtOnce * kForgetAtOnce;
}

std::vector<std::int32_t> Stories::missing_days(std::int32_t day) {
  std::vector<std::int32_t> missing;
  for (std::int32_t d = around(day).first; d <= around(day).last; ++d) {
    if (days_.insert(d).second) missing.push_back(d);
  }
  return missing;
}

void Stories::restore(Live live) { window_.insert(std::move(live)); }

void Stories::set_sides(ReportNumber report, StoryId story, std::vector<Side> sides) {
  sides_[story][report] = std::move(sides);
}

/// Words are alike, and the nearer in time the more that counts.
double Stories::near_in_time(double likeness, const Live& a, const Live& b) {
  const double days = std::abs(double(a.day) - double(b.day)) / kTimeReach;
  return likeness * std::exp(-days * days);
}

/// Keeps the chances that two are of one story, by words, and the less of it the further apart in
/// time.
void Stories::answer(std::span<const Question> questions) {
  std::vector<Pair> pairs;
  pairs.reserve(questions.size());
  for (const auto& [a, b, overlap] : questions) {
    const bool in_order = a->report < b->report;
    pairs.push_back(
        {in_order ? &a->sketch : &b->sketch, in_order ? &b->sketch : &a->sketch, overlap});
  }
  const std::vector<double> chances = model_.pairs().chances(pairs);
  for (std::size_t i = 0; i < questions.size(); ++i) {
    const auto& [a, b, overlap] = questions[i];
    pairs_.set(a->report, b->report, static_cast<float>(near_in_time(chances[i], *a, *b)));
  }
}

double Stories::likeness_of(ReportNumber a, ReportNumber b) {
  if (const float* known = pairs_.find(a, b)) return double{*known};
  const Question question{&window_.at(a), &window_.at(b),
                          overlap(window_.at(a).sketch, window_.at(b).sketch)};
  answer({&question, 1});
  return double{*pairs_.find(a, b)};
}

/// How few of the days' reports have each word and, while these are few, how few in general.
std::vector<double> Stories::rarities_of(std::span<const WordCount> words, Days days) {
  const double reports = double(window_.reports(days)) + kReportsInGeneral;
  const std::vector<std::size_t> having = window_.having(words, days);
  std::vector<double> rarities(words.size());
  for (std::size_t i = 0; i < words.size(); ++i) {
    const double all = double(having[i]) + kReportsInGeneral * model_.share(words[i].key);
    rarities[i] = std::max(0., std::log((reports + 1) / (all + .5)));
  }
  return rarities;
}

std::vector<Stories::Candidate> Stories::candidates_of(ReportNumber report, Days days) {
  const Live& live = window_.at(report);
  const LaidOut laid(live.sketch);
  std::vector<Candidate> candidates;
  for (const ReportNumber other : window_.like(live.sketch, days, kCandidates)) {
    if (other == report) continue;
    candidates.push_back({other, laid.overlap(window_.at(other).sketch)});
  }
  return candidates;
}

/// In an affair of which much is written, every report is somewhat like many stories: what tells is
/// how much more it is like its own.
Standing Stories::standing_of(const Arrival& arrival, std::span<const Candidate> candidates) const {
  const Live& live = window_.at(arrival.report);
  std::map<StoryId, double> best;
  for (const Candidate& candidate : candidates) {
    const Live& other = window_.at(candidate.report);
    double& most = best[other.story];
    most = std::max(most, near_in_time(candidate.overlap.likeness, live, other));
  }
  std::optional<double> own;  // a report that was placed before has a story
  if (arrival.prior) {
    own = best[*arrival.prior];
    best.erase(*arrival.prior);
  }
  std::vector<double> values;
  for (const auto& [story, value] : best) values.push_back(value);
  std::sort(values.begin(), values.end(), std::greater<>());
  if (own) values.insert(values.begin(), *own);
  values.resize(1 + kRivals);
  const double rivals = std::accumulate(values.begin() + 1, values.end(), 0.);
  return {kept(values[0]), kept(values[1]), kept(values[kRivals]), kept(rivals / double(kRivals))};
}

double Stories::mean_likeness(std::span<const ReportNumber> a, std::span<const ReportNumber> b) {
  double sum = 0;
  for (const ReportNumber x : a) {
    for (const ReportNumber y : b) sum += likeness_of(x, y);
  }
  return a.empty() || b.empty() ? 0 : sum / (double(a.size()) * double(b.size()));
}

std::vector<ReportNumber> Stories::members(StoryId story, Days days) const {
  std::vector<ReportNumber> out;
  for (const ReportNumber report : window_.of_story(story)) {
    const std::int32_t day = window_.at(report).day;
    if (days.first <= day && day <= days.last) out.push_back(report);
  }
  return out;
}

/// The report, and the stories that hold something like it, the likest first.
std::vector<Stories::Unit> Stories::neighbourhood(const Arrival& arrival, Days days,
                                                  std::span<const Candidate> candidates) {
  std::map<StoryId, double> best;
  if (arrival.prior) best[*arrival.prior] = 1;
  const Live& live = window_.at(arrival.report);
  std::vector<Question> questions;
  for (const Candidate& candidate : candidates)
    questions.push_back({&live, &window_.at(candidate.report), candidate.overlap});
  answer(questions);
  for (const Candidate& candidate : candidates) {
    const double value = likeness_of(arrival.report, candidate.report);
    if (value < kSomewhatAlike) continue;
    double& most = best[window_.at(candidate.report).story];
    most = std::max(most, value);
  }
  std::vector<std::pair<double, StoryId>> order;
  for (const auto& [story, value] : best) order.emplace_back(-value, story);
  std::sort(order.begin(), order.end());

  std::vector<Unit> units = {{{arrival.report}, {arrival.report}, {}}};
  for (const auto& [value, story] : order) {
    std::vector<ReportNumber> reports = members(story, days);
    std::erase(reports, arrival.report);
    if (reports.empty()) continue;
    const bool whole = held(story) || reports.size() > kMostSingle;
    if (units.size() + (whole ? 1 : reports.size()) > kNeighbourhood) break;
    if (!whole) {
      for (const ReportNumber report : reports) units.push_back({{report}, {report}, {}});
      continue;
    }
    std::vector<ReportNumber> nearest = reports;
    const auto distance = [&](ReportNumber report) {
      return std::abs(window_.at(report).day - arrival.day);
    };
    std::stable_sort(nearest.begin(), nearest.end(),
                     [&](ReportNumber a, ReportNumber b) { return distance(a) < distance(b); });
    nearest.resize(std::min(nearest.size(), kStandIns));
    units.push_back({std::move(reports), std::move(nearest), story});
  }
  std::sort(units.begin(), units.end(),
            [](const Unit& a, const Unit& b) { return a.reports.front() < b.reports.front(); });
  return units;
}

/// Finds what is not known yet of all that lay_out() asks for, going through it report by report,
/// so that each is laid out a single time.
void Stories::compare(std::span<const Unit> units) {
  std::vector<std::pair<std::size_t, const Live*>> all;  // unit and report
  for (std::size_t i = 0; i < units.size(); ++i) {
    for (const ReportNumber report : units[i].nearest) all.emplace_back(i, &window_.at(report));
  }
  std::vector<Question> questions;
  for (auto a = all.begin(); a != all.end(); ++a) {
    std::optional<LaidOut> laid;
    for (auto b = a + 1; b != all.end(); ++b) {
      if (a->first != b->first) pairs_.expect(a->second->report, b->second->report);
    }
    for (auto b = a + 1; b != all.end(); ++b) {
      if (a->first == b->first || pairs_.find(a->second->report, b->second->report)) continue;
      if (!laid) laid.emplace(a->second->sketch);
      questions.push_back({a->second, b->second, laid->overlap(b->second->sketch)});
    }
  }
  answer(questions);
}

std::vector<Stories::Group> Stories::lay_out(const Arrival& arrival,
                                             const std::vector<Unit>& units) {
  compare(units);
  // Of reports that may part: what is in one story now has a little to spare, so that not every
  // report that comes sets others to and fro.
  const auto mates = [&](const Unit& a, const Unit& b) {
    if (a.whole || b.whole) return false;
    const ReportNumber x = a.reports.front();
    const ReportNumber y = b.reports.front();
    return x != arrival.report && y != arrival.report && window_.at(x).story == window_.at(y).story;
  };
  std::vector<LinkItem> items(units.size());
  std::vector<Likeness> pairs;
  for (std::uint32_t i = 0; i < units.size(); ++i) {
    items[i].size = static_cast<std::uint32_t>(units[i].reports.size());
    if (units[i].whole && held(*units[i].whole)) {
      for (const auto& [report, sides] : sides_.at(*units[i].whole))
        items[i].sides.insert(items[i].sides.end(), sides.begin(), sides.end());
      std::sort(items[i].sides.begin(), items[i].sides.end());
    }
    for (std::uint32_t j = i + 1; j < units.size(); ++j) {
      const double value = mean_likeness(units[i].nearest, units[j].nearest) +
                           (mates(units[i], units[j]) ? kToSpare : 0);
      if (value > 0) pairs.push_back({i, j, value});
    }
  }
  const auto first = average_link(items, pairs, options_.bar);
  std::map<std::uint32_t, Group> groups;
  for (std::uint32_t i = 0; i < units.size(); ++i) {
    Group& group = groups[first[i]];
    group.reports.insert(group.reports.end(), units[i].reports.begin(), units[i].reports.end());
    group.nearest.insert(group.nearest.end(), units[i].nearest.begin(), units[i].nearest.end());
    if (units[i].whole) group.held.push_back(*units[i].whole);
  }
  std::vector<Group> out;
  for (auto& [head, group] : groups) {
    std::sort(group.reports.begin(), group.reports.end());
    std::sort(group.nearest.begin(), group.nearest.end());
    out.push_back(std::move(group));
  }
  return out;
}

/// Says what the report that came is most like in its group, and by which words.
void Stories::explain(const Arrival& arrival, const Group& group, StoryChange& change) {
  for (const ReportNumber other : group.nearest) {
    if (other == arrival.report) continue;
    const double value = likeness_of(arrival.report, other);
    if (change.nearest && value <= change.likeness) continue;
    change.likeness = value;
    change.nearest = other;
  }
  if (!change.nearest) return;
  std::vector<std::pair<float, std::uint32_t>> shared;
  const Sketch& other = window_.at(*change.nearest).sketch;
  for (const Term& term : window_.at(arrival.report).sketch.terms) {
    const auto at = std::lower_bound(other.terms.begin(), other.terms.end(), term,
                                     [](const Term& a, const Term& b) { return a.key < b.key; });
    if (at == other.terms.end() || at->key != term.key) continue;
    shared.emplace_back(-term.weight * at->weight, term.key);
  }
  std::sort(shared.begin(), shared.end());
  if (shared.size() > 4) shared.resize(4);
  for (const auto& [weight, key] : shared) change.words.push_back(arrival.words.names.at(key));
}

/// Gives groups their numbers: each story lives on in the group that has most of it, and takes
/// there what it has outside the days around.
void Stories::name(std::vector<Group> groups, const Arrival& arrival, Placement& placement) {
  struct Claim {
    std::size_t reports;
    StoryId story;
    std::size_t group;
  };
  const auto story_of = [&](ReportNumber report) -> std::optional<StoryId> {
    if (report == arrival.report) return arrival.prior;
    return window_.at(report).story;
  };
  std::vector<Claim> claims;
  std::vector<std::map<StoryId, std::vector<ReportNumber>>> parts(groups.size());
  std::map<StoryId, std::size_t> seen;  // reports of a story among the groups
  for (std::size_t g = 0; g < groups.size(); ++g) {
    for (const ReportNumber report : groups[g].reports) {
      if (const auto story = story_of(report)) parts[g][*story].push_back(report);
    }
    for (const auto& [story, reports] : parts[g]) seen[story] += reports.size();
  }
  std::map<StoryId, std::size_t> outside;
  for (const auto& [story, count] : seen)
    outside[story] = sizes_[story] > count ? sizes_[story] - count : 0;
  for (std::size_t g = 0; g < groups.size(); ++g) {
    for (const auto& [story, reports] : parts[g])
      claims.push_back({reports.size() + outside[story], story, g});
  }
  std::sort(claims.begin(), claims.end(), [](const Claim& a, const Claim& b) {
    return std::tuple(b.reports, a.story, a.group) < std::tuple(a.reports, b.story, b.group);
  });
  std::vector<std::optional<StoryId>> names(groups.size());
  std::set<StoryId> living;  // that keep a group, or reports outside
  for (const Claim& claim : claims) {
    if (names[claim.group] || living.contains(claim.story)) continue;
    names[claim.group] = claim.story;
    living.insert(claim.story);
  }
  // A story that stays whole goes with all it has.
  std::set<StoryId> whole;
  for (const Group& group : groups) whole.insert(group.held.begin(), group.held.end());
  for (const auto& [story, count] : outside) {
    if (count > 0 && !whole.contains(story)) living.insert(story);
  }
  for (std::size_t g = 0; g < groups.size(); ++g) {
    if (!names[g]) {
      names[g] = next_;
      next_ = StoryId{next_.value + 1};
    }
    const StoryId to = *names[g];
    const bool has_cause =
        std::binary_search(groups[g].reports.begin(), groups[g].reports.end(), arrival.report);
    if (has_cause) {
      placement.story = to;
      if (arrival.prior != to) {
        StoryChange change;
        change.kind = groups[g].reports.size() == 1 && outside[to] == 0 ? StoryChangeKind::kNew
                                                                        : StoryChangeKind::kJoined;
        change.story = to;
        change.from = arrival.prior;
        change.report = arrival.report;
        explain(arrival, groups[g], change);
        placement.changes.insert(placement.changes.begin(), std::move(change));
        ++sizes_[to];
        if (arrival.prior) --sizes_[*arrival.prior];
      }
    }
  }
  // Of a story that ends, the largest part goes under its heir's number with all that is left;
  // other parts are split off before.
  std::map<StoryId, std::size_t> heirs;
  for (const Claim& claim : claims) {
    if (!living.contains(claim.story)) heirs.try_emplace(claim.story, claim.group);
  }
  for (const bool merging : {false, true}) {
    for (std::size_t g = 0; g < groups.size(); ++g) {
      for (auto& [from, moved] : parts[g]) {
        const StoryId to = *names[g];
        const auto heir = heirs.find(from);
        if (from == to || merging != (heir != heirs.end() && heir->second == g)) continue;
        std::erase(moved, arrival.report);  // which has been told
        if (!merging && moved.empty()) continue;
        StoryChange change;
        change.kind = merging ? StoryChangeKind::kMerged : StoryChangeKind::kSplit;
        change.story = to;
        change.from = from;
        change.report = arrival.report;
        std::vector<ReportNumber> rest =
            merging ? groups[g].reports : members(from, around(arrival.day));
        std::erase_if(rest, [&own = moved](ReportNumber report) {
          return std::binary_search(own.begin(), own.end(), report);
        });
        // Of long stories some speak for all: it is told, and decides nothing.
        change.likeness = mean_likeness(std::span(moved).first(std::min(moved.size(), kStandIns)),
                                        std::span(rest).first(std::min(rest.size(), kStandIns)));
        if (!merging) {
          change.moved = moved;
          sizes_[to] += static_cast<std::uint32_t>(moved.size());
          sizes_[from] -= static_cast<std::uint32_t>(moved.size());
        } else {
          sizes_[to] += sizes_[from];
          sizes_.erase(from);
          if (held(from)) {
            for (auto& [report, sides] : sides_.at(from)) sides_[to][report] = std::move(sides);
            sides_.erase(from);
          }
        }
        placement.changes.push_back(std::move(change));
      }
    }
  }
  // Only now: what was told above looks at where reports were before.
  for (std::size_t g = 0; g < groups.size(); ++g) {
    for (const ReportNumber report : groups[g].reports) window_.set_story(report, *names[g]);
  }
  for (const StoryChange& change : placement.changes) {
    if (change.kind != StoryChangeKind::kMerged) continue;
    const std::set<ReportNumber> rest = window_.of_story(*change.from);  // of other days
    for (const ReportNumber report : rest) window_.set_story(report, change.story);
  }
}

/// What no report will be compared with again; some at a time, since it goes through long lists.
void Stories::forget() {
  if (floor() <= forgotten_) return;
  forgotten_ = floor();
  window_.forget_until(forgotten_);
  std::erase_if(sizes_, [&](const auto& size) { return window_.of_story(size.first).empty(); });
}

Placement Stories::place(const Arrival& arrival) {
  const Days days = around(arrival.day);
  pairs_.make_room(kMostPairs);
  if (arrival.prior) {  // also one that was forgotten: its likenesses were those of another text
    window_.erase(arrival.report);
    pairs_.clear();
  }
  Live live{arrival.report, arrival.day, arrival.prior.value_or(StoryId{0}), {}};
  live.sketch = weigh(arrival.words, rarities_of(arrival.words.counts, days));
  Placement placement;
  window_.insert(std::move(live));
  const auto candidates = candidates_of(arrival.report, days);
  window_.set_standing(arrival.report, standing_of(arrival, candidates));
  if (arrival.prior && held(*arrival.prior)) {
    placement.story = *arrival.prior;
  } else {
    name(lay_out(arrival, neighbourhood(arrival, days, candidates)), arrival, placement);
  }
  placement.sketch = window_.at(arrival.report).sketch;
  if (!newest_ || arrival.report > *newest_) {
    newest_ = arrival.report;
    forget();
  }
  // One that came long ago was looked at again; no later process would see it.
  if (floor() > 0 && arrival.report <= floor()) window_.erase(arrival.report);
  return placement;
}

}  // namespace stemma::stories
