#include "lineage/relative_index.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <tuple>

namespace stemma::lineage {
namespace {

constexpr float kWorthWeighing = 0.1F;  // of the most weight that any report met

}  // namespace

RelativeIndex::TermNumber RelativeIndex::number_of(std::uint64_t key) {
  if (const TermNumber* number = numbers_.find(key)) return *number;
  auto number = static_cast<TermNumber>(terms_.size());
  if (free_.empty()) {
    terms_.emplace_back();
  } else {
    number = free_.back();
    free_.pop_back();
  }
  terms_[number].key = key;
  terms_[number].in_use = true;
  numbers_.put(key, number);
  return number;
}

/// log((reports + 2) / (those with the term + 1)), and a little for a term that all have.
float RelativeIndex::rarity(const Term& term) const {
  constexpr float kLeast = 0.05F;
  return std::max(kLeast, log_reports_ - term.log_having);
}

void RelativeIndex::count(Term& term, std::uint32_t lately, std::uint32_t before) {
  term.lately = lately;
  term.before = before;
  term.log_having = std::log(static_cast<float>(lately + before + 1));
}

void RelativeIndex::forget_first() {
  for (const Kept& kept : reports_.front().terms) terms_[kept.term].postings.remove_first();
  reports_.pop_front();
  ++first_;
}

void RelativeIndex::turn() {
  before_ = lately_;
  lately_ = 0;
  turned_ = today_;
  log_reports_ = std::log(static_cast<float>(before_ + 2));
  for (TermNumber t = 0; t < terms_.size(); ++t) {
    Term& term = terms_[t];
    if (!term.in_use) continue;
    count(term, 0, term.lately);
    if (term.before > 0 || term.postings.size() > 0) continue;
    term.in_use = false;
    free_.push_back(t);
  }
  numbers_.keep_if([&](TermNumber t) { return terms_[t].in_use; });
}

void RelativeIndex::expire(Day today) {
  if (today <= today_) return;
  today_ = today;
  const std::chrono::days window(options_.window_days);
  while (!reports_.empty() && reports_.front().day + window <= today_) forget_first();
  if (turned_ + std::max(std::chrono::days(1), window / 2) <= today_) turn();
}

std::uint32_t RelativeIndex::add(const ReportTerms& terms, Day day) {
  if (first_ == 0 && reports_.empty()) today_ = turned_ = day;
  expire(day);
  while (reports_.size() >= std::max<std::size_t>(1, options_.most_reports)) forget_first();
  if (2 * std::size_t{lately_} >= options_.most_reports) turn();

  struct Telling {
    float worth;
    TermNumber term;
    float weight;
  };
  std::vector<Telling> telling;
  telling.reserve(terms.size());
  for (const ReportTerm& t : terms) {
    const TermNumber number = number_of(t.key);
    Term& term = terms_[number];
    telling.push_back({t.weight * rarity(term), number, t.weight});
    count(term, term.lately + 1, term.before);
  }
  ++lately_;
  log_reports_ = std::log(static_cast<float>(lately_ + before_ + 2));
  const std::size_t kept = std::min(telling.size(), options_.terms_kept);
  // Of two that are worth the same the one with the lesser key: numbers depend on what was freed.
  std::nth_element(telling.begin(), telling.begin() + std::ptrdiff_t(kept), telling.end(),
                   [&](const Telling& a, const Telling& b) {
                     return std::tuple(b.worth, terms_[a.term].key) <
                            std::tuple(a.worth, terms_[b.term].key);
                   });
  telling.resize(kept);
  std::sort(telling.begin(), telling.end(),
            [](const Telling& a, const Telling& b) { return a.term < b.term; });

  const auto id = static_cast<std::uint32_t>(first_ + reports_.size());
  Indexed indexed{today_, {}};
  indexed.terms.reserve(kept);
  for (const Telling& t : telling) {
    indexed.terms.push_back({t.term, t.weight});
    terms_[t.term].postings.add(id);
  }
  reports_.push_back(std::move(indexed));
  return id;
}

/// Gathers the terms that somebody has, and tells the mass of those that would be kept.
float RelativeIndex::ask(const ReportTerms& terms, Workspace& workspace) const {
  auto& asked = workspace.asked_;
  auto& worth = workspace.worth_;
  asked.clear();
  worth.clear();
  for (const ReportTerm& t : terms) {
    const TermNumber* number = numbers_.find(t.key);
    const float value = t.weight * (number == nullptr ? log_reports_ : rarity(terms_[*number]));
    worth.push_back(value);
    if (number == nullptr || terms_[*number].postings.size() == 0) continue;
    const auto postings = static_cast<std::uint32_t>(terms_[*number].postings.size());
    asked.push_back({*number, value, postings});
  }
  const auto kept = std::ptrdiff_t(std::min(worth.size(), options_.terms_kept));
  std::nth_element(worth.begin(), worth.begin() + kept, worth.end(), std::greater<>());
  std::sort(worth.begin(), worth.begin() + kept);
  return std::accumulate(worth.begin(), worth.begin() + kept, 0.0F);
}

/// The shortest lists first, until enough is read; of a list that is longer than that, the latest.
void RelativeIndex::read_postings(Workspace& workspace) const {
  auto& asked = workspace.asked_;
  auto& met = workspace.met_;
  auto& touched = workspace.touched_;
  touched.clear();
  if (met.size() < reports_.size()) met.resize(reports_.size(), 0);
  std::sort(asked.begin(), asked.end(), [&](const Asked& a, const Asked& b) {
    return std::tuple(a.postings, terms_[a.term].key) < std::tuple(b.postings, terms_[b.term].key);
  });
  std::size_t left = options_.postings_read;
  for (const Asked& a : asked) {
    if (left == 0) break;
    const auto all = terms_[a.term].postings.all();
    const auto latest = all.last(std::min(left, all.size()));
    left -= latest.size();
    for (const std::uint32_t report : latest) {
      float& weight = met[report - first_];
      if (weight == 0) touched.push_back(report);
      weight += a.worth;
    }
  }
  workspace.postings_read_ = options_.postings_read - left;
}

/// Leaves those of the touched that met with most weight.
void RelativeIndex::choose(Workspace& workspace) const {
  auto& touched = workspace.touched_;
  auto& met = workspace.met_;
  auto& chosen = workspace.chosen_;
  chosen.clear();
  float most = 0;
  for (const std::uint32_t report : touched) most = std::max(most, met[report - first_]);
  for (const std::uint32_t report : touched) {
    float& weight = met[report - first_];
    if (weight >= kWorthWeighing * most) chosen.emplace_back(weight, report);
    weight = 0;
  }
  if (chosen.size() <= options_.compared) return;
  const auto cut = chosen.begin() + std::ptrdiff_t(options_.compared);
  std::nth_element(chosen.begin(), cut, chosen.end(), std::greater<>());
  chosen.erase(cut, chosen.end());
}

std::vector<Relative> RelativeIndex::find(const ReportTerms& terms, Workspace& workspace,
                                          const RelativeQuery& query) const {
  const float mass = ask(terms, workspace);
  read_postings(workspace);
  choose(workspace);

  // Now term by term: both sides' terms ascend.
  auto& asked = workspace.asked_;
  std::sort(asked.begin(), asked.end(),
            [](const Asked& a, const Asked& b) { return a.term < b.term; });
  std::vector<Relative> found;
  for (const auto& [met, report] : workspace.chosen_) {
    float shared = 0;
    float other_mass = 0;
    auto a = asked.begin();
    for (const Kept& kept : reports_[report - first_].terms) {
      while (a != asked.end() && a->term < kept.term) ++a;
      const float worth = kept.weight * rarity(terms_[kept.term]);
      other_mass += worth;
      if (a != asked.end() && a->term == kept.term) shared += std::min(a->worth, worth);
    }
    const float share = std::min(1.0F, shared / std::min(mass, other_mass));
    if (share < query.least_share) continue;
    found.push_back({report, share, std::min(1.0F, shared / std::sqrt(mass * other_mass))});
  }
  std::sort(found.begin(), found.end(), [](const Relative& a, const Relative& b) {
    return std::tuple(b.likeness, b.report) < std::tuple(a.likeness, a.report);
  });
  if (found.size() > query.most) found.resize(query.most);
  return found;
}

std::size_t RelativeIndex::memory() const {
  std::size_t bytes = terms_.size() * sizeof(Term) + free_.capacity() * sizeof(TermNumber) +
                      numbers_.memory() + reports_.size() * sizeof(Indexed);
  for (const Term& term : terms_) bytes += term.postings.memory();
  for (const Indexed& report : reports_) bytes += report.terms.capacity() * sizeof(Kept);
  return bytes;
}

}  // namespace stemma::lineage
