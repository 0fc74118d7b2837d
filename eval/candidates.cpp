// Task "candidates": a stream of reports whose parentage is known (report_stream.h) through the
// index of relatives: are a report's parents, and all reports that say the same sentences, among
// those that a look-up returns? Beside it what brute force finds: every report of the window, all
// terms.
#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <map>
#include <set>

#include "json_lines.h"
#include "lineage/relative_index.h"
#include "report_stream.h"
#include "tasks.h"

namespace stemma::eval {
namespace {

constexpr std::size_t kReports = 20'000;
constexpr std::uint32_t kDays = 60;  // the window is half of it
constexpr std::size_t kReturned = 32;
constexpr double kOneMatter = .3;        // of the shorter report's sentences
constexpr std::size_t kForceEvery = 23;  // reports whose relatives brute force looks for
constexpr std::size_t kWordsInRun = 5;

struct Share {
  std::size_t found = 0;
  std::size_t all = 0;

  void add(bool hit) {
    ++all;
    found += hit ? 1 : 0;
  }
  void add(const Share& other) {
    found += other.found;
    all += other.all;
  }
  double value() const { return all == 0 ? 0 : double(found) / double(all); }
};

struct Row {
  Share parents;
  Share relatives;      // parents and all others that say the same
  Share forced;         // parents, by brute force
  Share forced_beside;  // the index on the same reports
  double runs = 0;      // sum over reports with one parent: Jaccard of their runs of words
  double hashed = 0;    // and the chance that MinHash brings both together
  std::size_t single = 0;

  void add(const Row& other) {
    parents.add(other.parents);
    relatives.add(other.relatives);
    forced.add(other.forced);
    forced_beside.add(other.forced_beside);
    runs += other.runs;
    hashed += other.hashed;
    single += other.single;
  }
};

std::set<std::uint64_t> runs_of(std::string_view text) {
  std::vector<std::uint64_t> words;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    if (end > at) words.push_back(XXH3_64bits(text.data() + at, end - at));
    at = end + 1;
  }
  std::set<std::uint64_t> runs;
  for (std::size_t i = 0; i + kWordsInRun <= words.size(); ++i) {
    runs.insert(XXH3_64bits(&words[i], kWordsInRun * sizeof(std::uint64_t)));
  }
  return runs;
}

double jaccard(const std::set<std::uint64_t>& a, const std::set<std::uint64_t>& b) {
  std::size_t both = 0;
  for (const std::uint64_t run : a) both += b.contains(run) ? 1 : 0;
  const std::size_t all = a.size() + b.size() - both;
  return all == 0 ? 0 : double(both) / double(all);
}

/// Twenty bands of five hashes, as near-duplicates are looked for.
double minhash_chance(double jaccard) { return 1 - std::pow(1 - std::pow(jaccard, 5), 20); }

/// All terms of a report, by the rarity of all reports so far: the judge of the index.
class BruteForce {
 public:
  void add(const lineage::ReportTerms& terms) {
    std::vector<Held> held;
    for (const lineage::ReportTerm& t : terms) {
      const auto [at, fresh] = numbers_.try_emplace(t.key, having_.size());
      if (fresh) having_.push_back(0);
      ++having_[at->second];
      held.push_back({static_cast<std::uint32_t>(at->second), t.weight});
    }
    reports_.push_back(std::move(held));
  }
  /// The likest reports from `first` on, ascending.
  std::vector<std::uint32_t> find(const lineage::ReportTerms& terms, std::uint32_t first) const {
    std::vector<float> rarity(having_.size());
    for (std::size_t t = 0; t < rarity.size(); ++t) {
      rarity[t] = std::log((float(reports_.size()) + 2) / (having_[t] + 1));
    }
    std::vector<float> asked(having_.size(), 0);
    double own = 0;
    for (const lineage::ReportTerm& t : terms) {
      const auto at = numbers_.find(t.key);
      if (at == numbers_.end()) continue;
      asked[at->second] = t.weight * rarity[at->second];
      own += asked[at->second];
    }
    std::vector<std::pair<double, std::uint32_t>> found;
    for (std::uint32_t r = first; r < reports_.size(); ++r) {
      double shared = 0;
      double mass = 0;
      for (const Held& held : reports_[r]) {
        const float worth = held.weight * rarity[held.term];
        mass += worth;
        shared += std::min(worth, asked[held.term]);
      }
      found.emplace_back(-shared / std::sqrt(std::max(1e-9, mass * own)), r);
    }
    const std::size_t most = std::min(found.size(), kReturned);
    std::partial_sort(found.begin(), found.begin() + std::ptrdiff_t(most), found.end());
    std::vector<std::uint32_t> reports;
    for (std::size_t i = 0; i < most; ++i) reports.push_back(found[i].second);
    std::sort(reports.begin(), reports.end());
    return reports;
  }

 private:
  struct Held {
    std::uint32_t term;
    float weight;
  };
  std::unordered_map<std::uint64_t, std::size_t> numbers_;
  std::vector<float> having_;
  std::vector<std::vector<Held>> reports_;
};

/// Short texts that people wrote from a source, copying or rewriting it (Clough and Stevenson
/// 2011): is the source found among the reports of the window? Nothing where the file is not there.
std::string peoples_rewrites(const std::string& file, lineage::RelativeIndex& index,
                             lineage::TermReader& reader, std::vector<Metric>& metrics) {
  std::map<std::string, std::uint32_t> sources;
  std::map<std::string, std::vector<std::pair<lineage::ReportTerms, std::string>>> written;
  const auto failed = for_each_json_line(file, [&](auto& document) {
    std::string_view category;
    std::string_view source;
    std::string_view text;
    if (document["category"].get(category) != simdjson::SUCCESS) return;
    const std::string kind(category);
    if (document["source_id"].get(source) != simdjson::SUCCESS) return;
    const std::string id(source);
    if (document["text"].get(text) != simdjson::SUCCESS) return;
    lineage::ReportTerms terms = reader.read(text);
    if (document["source_text"].get(text) != simdjson::SUCCESS) return;
    if (!sources.contains(id)) {
      sources[id] = index.add(reader.read(text), lineage::RelativeIndex::Day{});
    }
    written[kind].emplace_back(std::move(terms), id);
  });
  if (failed) return "";
  std::string out =
      "\ntexts that people made from a source, among the same reports: source found\n";
  lineage::RelativeIndex::Workspace workspace;
  for (const auto& [kind, texts] : written) {
    Share found;
    for (const auto& [terms, id] : texts) {
      const auto relatives = index.find(terms, workspace, {.most = kReturned});
      found.add(std::any_of(relatives.begin(), relatives.end(),
                            [&](const lineage::Relative& r) { return r.report == sources[id]; }));
    }
    out += fmt::format("{:<20}{:>8}{:>9.4f}\n", kind, found.all, found.value());
    if (kind == "heavy")
      metrics.push_back({"sources of people's rewrites", found.value(), found.all});
  }
  return out;
}

/// Reports of the window that say part of the same, by the marks of their sentences.
class Truth {
 public:
  std::vector<std::uint32_t> relatives(const StreamedReport& report, std::uint32_t first) const {
    std::map<std::uint32_t, std::size_t> shared;
    for (const std::uint64_t mark : report.sentences) {
      const auto at = saying_.find(mark);
      if (at == saying_.end()) continue;
      for (const std::uint32_t other : at->second) shared[other] += other >= first ? 1 : 0;
    }
    std::vector<std::uint32_t> out;
    for (const auto& [other, count] : shared) {
      const std::size_t shorter = std::min(report.sentences.size(), sizes_[other]);
      if (count >= 3 && double(count) >= kOneMatter * double(shorter)) out.push_back(other);
    }
    return out;
  }
  void add(const StreamedReport& report) {
    const auto id = static_cast<std::uint32_t>(sizes_.size());
    sizes_.push_back(report.sentences.size());
    for (const std::uint64_t mark : report.sentences) {
      auto& saying = saying_[mark];
      if (saying.empty() || saying.back() != id) saying.push_back(id);
    }
  }

 private:
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> saying_;
  std::vector<std::size_t> sizes_;
};

std::string row_text(std::string_view name, const Row& row) {
  const double single = double(std::max<std::size_t>(1, row.single));
  return fmt::format("{:<20}{:>8}{:>9.4f}{:>10.4f}{:>10.4f}{:>10.4f}{:>9.3f}{:>9.3f}\n", name,
                     row.parents.all, row.parents.value(), row.relatives.value(),
                     row.forced_beside.value(), row.forced.value(), row.runs / single,
                     row.hashed / single);
}

}  // namespace

Result<Scores> evaluate_candidates(const std::string& gold, const briefing::Models& models,
                                   const EvalOptions& options) {
  StreamOptions of_stream;
  of_stream.reports = kReports;
  of_stream.days = kDays;
  of_stream.threads = options.threads;
  auto stream = ReportStream::load(gold, of_stream, models);
  if (!stream) return stream.error();

  lineage::RelativeOptions of_index;
  of_index.window_days = kDays / 2;
  lineage::RelativeIndex index(of_index);
  lineage::RelativeIndex::Workspace workspace;
  lineage::TermReader reader(models.lineage);
  BruteForce force;
  Truth truth;
  std::array<Row, kStreamKinds> rows;
  std::vector<std::string> texts;
  Share precise;  // of those returned
  std::size_t returned = 0;
  while (const auto report = stream->next()) {
    Row& row = rows[static_cast<std::size_t>(report->kind)];
    const auto id = static_cast<std::uint32_t>(texts.size());
    const lineage::ReportTerms terms = reader.read(report->text);
    index.expire(lineage::RelativeIndex::Day(std::chrono::days(report->day)));
    const std::uint32_t first = id - static_cast<std::uint32_t>(index.size());

    std::vector<std::uint32_t> found;
    for (const lineage::Relative& r : index.find(terms, workspace, {.most = kReturned})) {
      found.push_back(r.report);
    }
    std::sort(found.begin(), found.end());
    const auto holds = [](const std::vector<std::uint32_t>& reports, std::uint32_t r) {
      return std::binary_search(reports.begin(), reports.end(), r);
    };
    const auto relatives = truth.relatives(*report, first);
    for (const std::uint32_t parent : report->parents) row.parents.add(holds(found, parent));
    if (relatives.size() <= kReturned) {
      for (const std::uint32_t other : relatives) row.relatives.add(holds(found, other));
    }
    for (const std::uint32_t other : found) precise.add(holds(relatives, other));
    returned += found.size();

    if (id % kForceEvery == 0 && !report->parents.empty()) {
      const auto forced = force.find(terms, first);
      for (const std::uint32_t parent : report->parents) {
        row.forced.add(holds(forced, parent));
        row.forced_beside.add(holds(found, parent));
      }
    }
    if (report->parents.size() == 1 && id % 10 == 0) {
      const double same = jaccard(runs_of(report->text), runs_of(texts[report->parents.front()]));
      row.runs += same;
      row.hashed += minhash_chance(same);
      ++row.single;
    }
    index.add(terms, lineage::RelativeIndex::Day(std::chrono::days(report->day)));
    force.add(terms);
    truth.add(*report);
    texts.push_back(report->text);
  }

  Scores scores;
  scores.details =
      fmt::format("{:<20}{:>8}{:>9}{:>10}{:>10}{:>10}{:>9}{:>9}\n", "how it was made", "parents",
                  "found", "relatives", "(sample)", "by force", "runs", "MinHash");
  Row copies;
  Row rewrites;
  Row hard;
  for (std::size_t k = 0; k < kStreamKinds; ++k) {
    scores.details += row_text(to_string(static_cast<StreamKind>(k)), rows[k]);
    const auto kind = static_cast<StreamKind>(k);
    if (kind >= StreamKind::kCopy && kind <= StreamKind::kMerge) copies.add(rows[k]);
    if (kind >= StreamKind::kLight) rewrites.add(rows[k]);
    if (kind >= StreamKind::kHeavy) hard.add(rows[k]);
  }
  scores.details += row_text("copies", copies) + row_text("rewrites", rewrites);
  scores.details += fmt::format(
      "\n{:.1f} returned a report, {:.3f} of them say part of the same\n"
      "index: {:.1f} MB for {} reports\n",
      double(returned) / double(texts.size()), precise.value(), double(index.memory()) / 1e6,
      index.size());
  scores.metrics = {
      {"parents of copies, cuts and merges", copies.parents.value(), copies.parents.all},
      {"parents of rewrites", rewrites.parents.value(), rewrites.parents.all},
      {"parents of heavy rewrites", hard.parents.value(), hard.parents.all},
      {"relatives of copies", copies.relatives.value(), copies.relatives.all},
      {"relatives of rewrites", rewrites.relatives.value(), rewrites.relatives.all},
      {"share of those returned", precise.value(), precise.all},
  };
  const auto rewrites_of_people =
      std::filesystem::path(gold) / ".." / "similarity" / "clough-stevenson.jsonl";
  scores.details += peoples_rewrites(rewrites_of_people.string(), index, reader, scores.metrics);
  return scores;
}

}  // namespace stemma::eval
