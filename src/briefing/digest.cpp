#include "briefing/digest.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>

#include "base/utf8.h"
#include "briefing/display.h"
#include "briefing/ids.h"

namespace stemma::briefing {
namespace {

std::string folded(const Lookup& lookup, const std::optional<Evidence>& e) {
  return e ? utf8::to_lower(clean(lookup.words(*e))) : std::string();
}

/// Adds the report to the line of the claim's speaker and relays, making the line if it is new.
void add_word(std::vector<WhoseWord>& words, const Lookup& lookup, const Claim& claim) {
  std::string key = lookup.voice_key(claim);
  for (const Relay& relay : claim.relays) key += '\n' + utf8::to_lower(clean(relay.name));
  const std::string who = lookup.whose_word(claim);
  for (WhoseWord& word : words) {
    if (word.key != key && utf8::to_lower(word.who) != utf8::to_lower(who)) continue;
    if (word.reports.back() != claim.report) word.reports.push_back(claim.report);
    return;
  }
  words.push_back({key, who, {claim.report}});
}

}  // namespace

std::vector<Change> changes_of(const Lookup& lookup) {
  std::vector<Change> changes;
  for (const Reading& reading : lookup.briefing().collation.readings) {
    std::map<std::tuple<VariantKind, std::string, std::string>, std::size_t> seen;
    for (const Variant& v : reading.variants) {
      const auto [it, fresh] =
          seen.try_emplace({v.kind, folded(lookup, v.a), folded(lookup, v.b)}, changes.size());
      if (fresh) {
        changes.push_back({&reading, &v, {}});
      } else {
        changes[it->second].also.push_back(&v);
      }
    }
  }
  std::stable_sort(changes.begin(), changes.end(), [](const Change& x, const Change& y) {
    return x.variant->severity > y.variant->severity;
  });
  return changes;
}

std::vector<Caution> cautions_of(const Lookup& lookup) {
  std::vector<Caution> cautions;
  std::vector<Evidence> undated;
  for (const Warning& w : lookup.briefing().collation.warnings) {
    if (w.kind == WarningKind::kDateUnknown) {
      undated.push_back(w.evidence);
      if (undated.size() > 1) continue;
    }
    const bool about_words = w.kind != WarningKind::kDateUnknown && !w.evidence.range.empty();
    cautions.push_back({w.kind, clean(w.note), {w.evidence}, about_words});
  }
  if (undated.size() > 1) {
    std::vector<ReportId> reports;
    for (const Evidence& e : undated) reports.push_back(e.report);
    std::sort(reports.begin(), reports.end());
    for (Caution& caution : cautions) {
      if (caution.kind != WarningKind::kDateUnknown) continue;
      caution.note = "Nothing says when " + print(reports) +
                     " were published: weekdays and words like “yesterday” in them cannot be told "
                     "for certain.";
      caution.places = undated;
    }
  }
  return cautions;
}

std::vector<SharedReading> shared_readings_of(const Lookup& lookup) {
  const Briefing& b = lookup.briefing();
  std::vector<SharedReading> shared;
  for (const Reading& reading : b.collation.readings) {
    SharedReading s{&reading, {}, {}};
    for (const ClaimId id : reading.claims) {
      const Claim& claim = b.claims[id.index()];
      add_word(s.words, lookup, claim);
      if (s.claims.empty() || s.claims.back()->report != claim.report) s.claims.push_back(&claim);
    }
    if (s.claims.size() > 1) shared.push_back(std::move(s));
  }
  std::stable_sort(shared.begin(), shared.end(),
                   [](const SharedReading& x, const SharedReading& y) {
                     return std::tuple(x.reading->origins, x.reading->voices, x.claims.size()) >
                            std::tuple(y.reading->origins, y.reading->voices, y.claims.size());
                   });
  return shared;
}

std::string sources_of(const Lookup& lookup, const Reading& reading) {
  std::vector<std::string> origins;
  for (const NodeId node : reading.origin_nodes) origins.push_back(lookup.node_name(node));
  std::vector<std::string> voices;
  for (const std::string& name : reading.voice_names) voices.push_back(clean(name));
  return fmt::format("Origins: {}. Voices: {}.", join_and(origins), join_and(voices));
}

std::vector<std::vector<const Claim*>> only_here_of(const Lookup& lookup) {
  const Briefing& b = lookup.briefing();
  std::vector<std::vector<const Claim*>> only(b.reports.size());
  for (const Claim& claim : b.claims) {
    const std::optional<ReadingId> reading = lookup.reading_of(claim.id);
    if (!reading) continue;
    const std::vector<ClaimId>& all = b.collation.readings[reading->index()].claims;
    const bool alone = std::all_of(all.begin(), all.end(), [&](ClaimId id) {
      return b.claims[id.index()].report == claim.report;
    });
    if (alone) only[claim.report.index()].push_back(&claim);
  }
  return only;
}

std::vector<Day> timeline_of(const Lookup& lookup) {
  const Briefing& b = lookup.briefing();
  // Readings bring the sentences of several reports into one entry; a sentence without claims
  // stands for itself.
  using EntryKey = std::tuple<bool, std::uint32_t, std::uint32_t>;
  using DayKey = std::tuple<std::string, std::string, std::string>;  // order, first, last
  std::map<DayKey, std::map<EntryKey, DayEntry>> days;
  for (std::uint32_t r = 0; r < b.groundings.size(); ++r) {
    const ReportId report{r};
    for (const TimeValue& time : b.groundings[r].times) {
      if (!time.interval || (time.interval->first.empty() && time.interval->last.empty())) continue;
      EntryKey key{false, r, time.sentence.value};
      const std::span<const ClaimId> claims = lookup.claims_in(report, time.sentence);
      if (!claims.empty()) {
        if (const auto reading = lookup.reading_of(claims[0])) key = {true, reading->value, 0};
      }
      const DayInterval& interval = *time.interval;
      const std::string& order = interval.first.empty() ? interval.last : interval.first;
      DayEntry& entry = days[{order, interval.first, interval.last}][key];
      const Evidence sentence{report, lookup.sentence(report, time.sentence).range};
      const bool known =
          std::any_of(entry.sentences.begin(), entry.sentences.end(),
                      [&](const Evidence& e) { return e.report == sentence.report; });
      if (!known) entry.sentences.push_back(sentence);
    }
  }
  std::vector<Day> timeline;
  for (auto& [key_of_day, entries] : days) {
    Day day{{std::get<1>(key_of_day), std::get<2>(key_of_day)}, {}};
    for (auto& [key, entry] : entries) day.entries.push_back(std::move(entry));
    std::stable_sort(day.entries.begin(), day.entries.end(),
                     [](const DayEntry& x, const DayEntry& y) {
                       if (x.sentences.size() != y.sentences.size())
                         return x.sentences.size() > y.sentences.size();
                       return x.sentences[0] < y.sentences[0];
                     });
    timeline.push_back(std::move(day));
  }
  return timeline;
}

std::vector<Day> main_days(std::vector<Day> days, std::size_t most) {
  const auto weight = [](const Day& day) {
    std::size_t sentences = 0;
    for (const DayEntry& entry : day.entries) sentences += entry.sentences.size();
    return std::pair(sentences, day.days.first == day.days.last);
  };
  std::vector<std::size_t> order(days.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t x, std::size_t y) { return weight(days[x]) > weight(days[y]); });
  order.resize(std::min(most, order.size()));
  std::sort(order.begin(), order.end());
  std::vector<Day> main;
  for (const std::size_t i : order) main.push_back(std::move(days[i]));
  return main;
}

}  // namespace stemma::briefing
