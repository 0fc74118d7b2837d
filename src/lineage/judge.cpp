#include "lineage/judge.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <set>

#include "grounding/calendar.h"

namespace stemma::lineage {
namespace {

constexpr double kUpdateWritten = 0.5;    // of what a desk writes into its own text, what it pays
constexpr std::int64_t kWellBefore = 30;  // minutes; what is taken in together tells no order
constexpr double kMuchWritten = 5;        // of price, from which it is worth a word

std::string count_of(std::size_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

/// Whether one was published before the other: -1 before, 1 after, 0 unknown or the same. Only
/// dates that somebody stated count; days are compared where either lacks a time of day.
int compare_dates(const Report& a, const Report& b) {
  if (!a.published || !b.published) return 0;
  if (a.published->basis == DateBasis::kInferred || b.published->basis == DateBasis::kInferred) {
    return 0;
  }
  std::string_view x = a.published->value;
  std::string_view y = b.published->value;
  constexpr std::size_t kDay = 10;  // "2022-12-07"
  if (x.size() < kDay || y.size() < kDay) return 0;
  constexpr std::size_t kSecond = 19;  // "2022-12-07T09:30:00"
  // Times of day compare only within one zone.
  const bool with_time =
      x.size() >= kSecond && y.size() >= kSecond && x.substr(kSecond) == y.substr(kSecond);
  if (!with_time) {
    x = x.substr(0, kDay);
    y = y.substr(0, kDay);
  }
  return x < y ? -1 : (x > y ? 1 : 0);
}

/// Minutes since 1970, of "2031-03-07T09:30:00Z".
std::optional<std::int64_t> minute_of(std::string_view time) {
  const auto day = grounding::parse_day(time);
  const auto clock = grounding::parse_clock(time);
  if (!day || !clock) return std::nullopt;
  return std::int64_t{day->time_since_epoch().count()} * 24 * 60 + *clock;
}

/// Whether a library had one well before the other, as compare_dates().
int compare_arrivals(const Context& context, ReportId a, ReportId b) {
  if (context.taken_in.empty()) return 0;
  const auto x = minute_of(context.taken_in[a.index()]);
  const auto y = minute_of(context.taken_in[b.index()]);
  if (!x || !y || std::abs(*x - *y) < kWellBefore) return 0;
  return *x < *y ? -1 : 1;
}

/// Of the sentences that the parent lacks.
double price_of_written(const Context& context, const Steps& steps) {
  const StepPrices& prices = context.tables.prices;
  double sum = 0;
  for (const Step step : {Step::kPassage, Step::kSentence, Step::kTold}) {
    sum += prices[step] * steps[step];
  }
  return sum;
}

Evidence sentence_evidence(const Context& context, ReportId report, SentenceId sentence) {
  return {report, context.analyses[report.index()].sentences[sentence.index()].range};
}

/// Credits in sentences of `child` that `parent` lacks, to a newsroom that is neither of them.
std::vector<const Credit*> foreign_credits(const Context& context, const Side& child_side,
                                           ReportId parent, ReportId child) {
  std::vector<const Credit*> found;
  const auto& own = context.credits[child.index()];
  for (const Credit& credit : own) {
    if (!credit.sentence) continue;
    if (!std::binary_search(child_side.unshared.begin(), child_side.unshared.end(),
                            *credit.sentence)) {
      continue;
    }
    if (is_by(context.reports[child.index()], own, credit.newsroom, context.tables)) continue;
    if (is_by(context.reports[parent.index()], context.credits[parent.index()], credit.newsroom,
              context.tables)) {
      continue;
    }
    found.push_back(&credit);
  }
  return found;
}

/// A newsroom that `child` credits and `parent` is.
const Credit* credit_to(const Context& context, ReportId parent, ReportId child) {
  const auto& own = context.credits[child.index()];
  for (const Credit& credit : own) {
    if (is_by(context.reports[parent.index()], context.credits[parent.index()], credit.newsroom,
              context.tables) &&
        !is_by(context.reports[child.index()], own, credit.newsroom, context.tables)) {
      return &credit;
    }
  }
  return nullptr;
}

/// Whether the child's byline, dateline or notice names a newsroom that neither it nor the parent
/// is and that the parent does not name.
bool credits_another(const Context& context, ReportId parent, ReportId child) {
  const auto& own = context.credits[child.index()];
  const auto& its = context.credits[parent.index()];
  return std::any_of(own.begin(), own.end(), [&](const Credit& credit) {
    return !credit.sentence &&
           !is_by(context.reports[child.index()], own, credit.newsroom, context.tables) &&
           !is_by(context.reports[parent.index()], its, credit.newsroom, context.tables) &&
           std::none_of(its.begin(), its.end(),
                        [&](const Credit& other) { return other.newsroom == credit.newsroom; });
  });
}

/// One outlet, or one newsroom by their datelines.
bool same_newsroom(const Context& context, ReportId x, ReportId y) {
  const Report& a = context.reports[x.index()];
  const Report& b = context.reports[y.index()];
  if (!a.outlet.empty() && a.outlet == b.outlet) return true;
  const auto& of_a = context.credits[x.index()];
  const auto& of_b = context.credits[y.index()];
  return std::any_of(of_a.begin(), of_a.end(), [&](const Credit& credit) {
    return is_by(a, of_a, credit.newsroom, context.tables) &&
           is_by(b, of_b, credit.newsroom, context.tables);
  });
}

/// Both are by known outlets, and a byline, dateline or notice of each names one third newsroom.
/// Gives the child's credit.
const Credit* common_source(const Context& context, ReportId parent, ReportId child) {
  const Report& a = context.reports[parent.index()];
  const Report& b = context.reports[child.index()];
  if (a.outlet.empty() || b.outlet.empty() || a.outlet == b.outlet) return nullptr;
  const auto& of_a = context.credits[parent.index()];
  const auto& of_b = context.credits[child.index()];
  for (const Credit& x : of_b) {
    if (x.sentence || is_by(b, of_b, x.newsroom, context.tables)) continue;
    if (is_by(a, of_a, x.newsroom, context.tables)) continue;
    for (const Credit& y : of_a) {
      if (!y.sentence && y.newsroom == x.newsroom) return &x;
    }
  }
  return nullptr;
}

}  // namespace

std::string printed(ReportId report) { return fmt::format("r{}", report.value + 1); }

Judgement judge(const Context& context, const PairRelation& relation, ReportId parent,
                ReportId child, const Steps& descent) {
  Judgement j;
  j.parent = parent;
  j.child = child;
  const std::string p = printed(parent);
  const std::string c = printed(child);
  const Report& parent_report = context.reports[parent.index()];
  const Report& child_report = context.reports[child.index()];
  const Side& parent_side = relation.side(parent);
  const Side& child_side = relation.side(child);

  Steps steps = descent;  // and the signs beside the text
  if (child_side.share() > parent_side.share() + 0.02) {
    j.reasons.push_back(
        {fmt::format(
             "{:.0f}% of {} stands in {}, but only {:.0f}% of {} in {}: {} is the fuller text.",
             100 * child_side.share(), c, p, 100 * parent_side.share(), p, c, p),
         {}});
  }

  const Credit* credited = credit_to(context, parent, child);
  if (credited != nullptr) {
    steps.add(Step::kCredited);
    j.reasons.push_back({fmt::format("{} names {}, whose story {} is.", c, credited->newsroom, p),
                         {credited->evidence}});
  }
  if (credits_another(context, parent, child)) steps.add(Step::kOtherCredit);
  const bool update = j.same_newsroom = same_newsroom(context, parent, child);
  const int dates = compare_dates(parent_report, child_report);
  const int arrivals = update && dates == 0 ? compare_arrivals(context, parent, child) : 0;
  if (update) {
    steps.add(Step::kSameNewsroom);
    for (const Step step : {Step::kPassage, Step::kSentence}) steps.scale(step, kUpdateWritten);
    if (dates < 0 || arrivals < 0) {
      j.reasons.push_back(
          {fmt::format("{} is a later version by the same newsroom: an update of {}.", c, p), {}});
    } else {
      j.reasons.push_back({fmt::format("{} and {} are by the same newsroom.", p, c), {}});
    }
  }
  if (arrivals != 0) {
    const auto minute = [&](ReportId report) {
      return context.taken_in[report.index()].substr(0, 16);
    };
    const std::string when = fmt::format("{} and {}", minute(parent), minute(child));
    if (arrivals < 0) {
      j.reasons.push_back({fmt::format("{} was taken in before {} ({}).", p, c, when), {}});
    } else {
      steps.add(Step::kLater);
      j.unlikely = true;
      j.obstacles.push_back(
          {fmt::format("{} was taken in after {} ({}), so {} was hardly made from it.", p, c, when,
                       c),
           {}});
    }
  }
  if (dates < 0) {
    j.reasons.push_back({fmt::format("{} was published before {} ({} and {}).", p, c,
                                     parent_report.published->value, child_report.published->value),
                         {}});
  } else if (dates > 0) {
    const auto day = [](const Report& r) {
      return std::string_view(r.published->value).substr(0, 10);
    };
    steps.add(day(parent_report) == day(child_report) ? Step::kLater : Step::kLaterDay);
    j.unlikely = true;
    j.obstacles.push_back(
        {fmt::format("{} was published after {} ({} and {}), so {} was hardly made from it.", p, c,
                     parent_report.published->value, child_report.published->value, c),
         {}});
  }
  if (const Credit* back = credit_to(context, child, parent); back != nullptr) {
    steps.add(Step::kCreditsBack);
    j.unlikely = true;
    j.obstacles.push_back(
        {fmt::format("{} names {}, whose story {} is, so {} was not made from {}.", p,
                     back->newsroom, c, c, p),
         {back->evidence}});
  }

  if (const Credit* shared = common_source(context, parent, child); shared != nullptr) {
    j.obstacles.push_back(
        {fmt::format("{} and {} both name {} as their source, so neither need come "
                     "from the other.",
                     p, c, shared->newsroom),
         {shared->evidence}});
  }

  const auto foreign = foreign_credits(context, child_side, parent, child);
  if (!foreign.empty() && !update) {
    Reason reason;
    std::set<std::string> names;
    for (const Credit* credit : foreign) {
      names.insert(credit->newsroom);
      reason.evidence.push_back(sentence_evidence(context, child, *credit->sentence));
    }
    const std::string how =
        foreign.front()->kind == CreditKind::kSeenBy ? "that rests on what was seen by" : "told to";
    reason.note = fmt::format(
        "{} carries {} that {} lacks, among them one {} {}, so {} was not made from {}.", c,
        count_of(child_side.unshared.size(), "sentence", "sentences"), p, how, *names.begin(), c,
        p);
    j.obstacles.push_back(std::move(reason));
  } else if (price_of_written(context, descent) >= kMuchWritten && !update) {
    Reason reason;
    reason.note = fmt::format(
        "{} carries {} that {} lacks ({:.0f}% of its words), so {} was hardly made from {}.", c,
        count_of(child_side.unshared.size(), "sentence", "sentences"), p,
        100 * (1 - child_side.share()), c, p);
    for (std::size_t i = 0; i < std::min<std::size_t>(3, child_side.unshared.size()); ++i) {
      reason.evidence.push_back(sentence_evidence(context, child, child_side.unshared[i]));
    }
    j.obstacles.push_back(std::move(reason));
  }
  if (child_side.fuller > 0 && child_side.fuller >= parent_side.fuller && !update) {
    j.obstacles.push_back(
        {fmt::format("{} tells {} more fully than {} does.", c,
                     count_of(child_side.fuller, "shared sentence", "shared sentences"), p),
         {}});
  }
  j.price = context.tables.prices.of(steps);
  return j;
}

}  // namespace stemma::lineage
