// Task "lineage": families of reports grown from real articles (families.h; the articles of
// BASIL, three newsrooms a story, serve as independent first texts) against lineage::trace: is the
// number of origins right, are the edges, has each report its own parents.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <set>
#include <tuple>

#include "base/parallel.h"
#include "families.h"
#include "json_lines.h"
#include "lineage_batch.h"
#include "tasks.h"

namespace stemma::eval {
namespace {

constexpr std::array<std::size_t, 8> kSizes{2, 3, 5, 8, 12, 20, 35, 50};
constexpr std::size_t kRuns = 6;          // families of each size and damage
constexpr std::size_t kFewSentences = 6;  // shorter texts are no article
constexpr std::size_t kShingle = 8;       // words
constexpr double kSharedShingles = 0.03;  // above, two newsrooms printed the same agency's text

/// Where a report was hung, seen from where it belongs.
enum class Fault : std::uint8_t {
  kRight,
  kAncestor,   // a parent's parent, or further up
  kReversed,   // its own child
  kSibling,    // another child of its parent, or further off in the same line
  kOther,      // a report of another origin
  kNoParent,   // it is taken for an origin
  kAnOrigin,   // it is one, and was given a parent
  kNotHidden,  // a report in the place of a hidden source
  kHidden,     // a hidden source in the place of a report, or another hidden source
  kOneOfTwo,   // a merge with one parent missing
  kOneTooMany  // the right parent and another
};
constexpr std::array<std::string_view, 11> kFaultNames{"right",
                                                       "an ancestor further up",
                                                       "its own child",
                                                       "a sibling or cousin",
                                                       "another origin's",
                                                       "none",
                                                       "one, being an origin",
                                                       "a report for a hidden one",
                                                       "a hidden one for another",
                                                       "one of two",
                                                       "one too many"};

struct Trial {
  std::size_t size = 0;
  Damage damage = Damage::kModerate;
  std::size_t origins = 0;  // that the machine grew
  std::size_t found = 0;
  F1 edges;
  std::size_t right = 0;  // reports with their own parents
  std::array<std::size_t, kFaultNames.size()> faults{};
  std::vector<std::pair<double, bool>> confidence;  // of each edge; whether it is right
};

Article article_of(std::string_view title, grounding::Day day, const std::string& text,
                   const language::Model& model) {
  Report report;
  report.text = text;
  const Analysis analysis = language::parse(report, model);
  Article article{std::string(title), day, {}};
  std::optional<std::uint32_t> paragraph;
  for (const Sentence& s : analysis.sentences) {
    if (paragraph != s.paragraph) article.paragraphs.emplace_back();
    paragraph = s.paragraph;
    article.paragraphs.back().emplace_back(slice(text, s.range));
  }
  return article;
}

std::size_t sentences_of(const Article& article) {
  std::size_t count = 0;
  for (const auto& paragraph : article.paragraphs) count += paragraph.size();
  return count;
}

std::set<std::string> shingles_of(const Article& article) {
  std::vector<std::string> words;
  for (const auto& paragraph : article.paragraphs) {
    for (const std::string& sentence : paragraph) {
      std::size_t at = 0;
      while (at < sentence.size()) {
        const std::size_t end = std::min(sentence.find(' ', at), sentence.size());
        if (end > at) words.push_back(sentence.substr(at, end - at));
        at = end + 1;
      }
    }
  }
  std::set<std::string> out;
  for (std::size_t i = 0; i + kShingle <= words.size(); ++i) {
    out.insert(fmt::format(
        "{}", fmt::join(words.begin() + static_cast<std::ptrdiff_t>(i),
                        words.begin() + static_cast<std::ptrdiff_t>(i + kShingle), " ")));
  }
  return out;
}

bool same_wire(const Article& a, const Article& b) {
  const auto x = shingles_of(a);
  const auto y = shingles_of(b);
  const auto shared =
      std::count_if(x.begin(), x.end(), [&](const auto& s) { return y.contains(s); });
  return static_cast<double>(shared) >
         kSharedShingles * static_cast<double>(std::min(x.size(), y.size()));
}

/// The stories' articles; of two newsrooms with the same agency's text the first alone.
Result<std::vector<std::vector<Article>>> read_stories(const std::string& file,
                                                       const language::Model& model) {
  std::map<std::string, std::vector<Article>> stories;
  const auto failed = for_each_json_line(file, [&](auto& document) {
    std::string_view story;
    std::string_view date;
    std::string_view title;
    std::string_view text;
    if (document["story_id"].get(story) != simdjson::SUCCESS) return;
    std::vector<Article>& articles = stories[std::string(story)];
    if (document["date"].get(date) != simdjson::SUCCESS) return;
    const auto day = grounding::parse_day(date);
    if (!day) return;
    if (document["title"].get(title) != simdjson::SUCCESS) return;
    const std::string head(title);
    if (document["text"].get(text) != simdjson::SUCCESS) return;
    Article article = article_of(head, *day, std::string(text), model);
    if (sentences_of(article) < kFewSentences) return;
    const bool copy = std::any_of(articles.begin(), articles.end(),
                                  [&](const Article& other) { return same_wire(article, other); });
    if (!copy) articles.push_back(std::move(article));
  });
  if (failed) return *failed;
  std::vector<std::vector<Article>> out;
  for (auto& [id, articles] : stories) {
    if (!articles.empty()) out.push_back(std::move(articles));
  }
  return out;
}

/// For each report the nodes that it was given as parents, hidden ones numbered as the truth
/// numbers the source with which they share most children; those without match get numbers above
/// all others.
std::vector<std::vector<std::size_t>> found_parents(const Lineage& lineage, const Family& family) {
  const std::size_t size = family.parents.size();
  std::vector<std::vector<std::size_t>> found(size);
  for (const Edge& edge : lineage.edges) {
    if (edge.to.index() < size) found[edge.to.index()].push_back(edge.from.index());
  }
  // With one hidden source at most, the best match is the node with most of its children.
  std::map<std::size_t, std::size_t> shared;
  for (std::size_t child = 0; child < size; ++child) {
    const auto& truth = family.parents[child];
    if (std::find(truth.begin(), truth.end(), size) == truth.end()) continue;
    for (const std::size_t node : found[child]) shared[node] += node >= size ? 1 : 0;
  }
  std::size_t best = 0;
  std::size_t most = 0;
  for (const auto& [node, count] : shared) {
    if (count > most) std::tie(best, most) = std::pair(node, count);
  }
  for (auto& nodes : found) {
    for (std::size_t& node : nodes) {
      if (node >= size) node = most > 0 && node == best ? size : node + size + 1;
    }
    std::sort(nodes.begin(), nodes.end());
  }
  return found;
}

bool holds(const std::vector<std::size_t>& nodes, std::size_t node) {
  return std::find(nodes.begin(), nodes.end(), node) != nodes.end();
}

bool is_ancestor(const Family& family, std::size_t old, std::size_t young) {
  std::vector<std::size_t> line{young};
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] >= family.parents.size()) continue;
    for (const std::size_t p : family.parents[line[i]]) {
      if (p == old) return true;
      if (!holds(line, p)) line.push_back(p);
    }
  }
  return false;
}

std::set<std::size_t> origins_of(const Family& family, std::size_t node) {
  std::set<std::size_t> out;
  std::vector<std::size_t> line{node};
  for (std::size_t i = 0; i < line.size(); ++i) {
    const bool first = line[i] >= family.parents.size() || family.parents[line[i]].empty();
    if (first) {
      out.insert(line[i]);
      continue;
    }
    for (const std::size_t p : family.parents[line[i]]) {
      if (!holds(line, p)) line.push_back(p);
    }
  }
  return out;
}

Fault fault_of(const Family& family, std::size_t report, const std::vector<std::size_t>& found) {
  const std::vector<std::size_t>& truth = family.parents[report];
  if (found == truth) return Fault::kRight;
  if (found.empty()) return Fault::kNoParent;
  if (truth.empty()) return Fault::kAnOrigin;
  const bool some_right =
      std::any_of(found.begin(), found.end(), [&](std::size_t n) { return holds(truth, n); });
  if (some_right) return found.size() < truth.size() ? Fault::kOneOfTwo : Fault::kOneTooMany;
  const std::size_t size = family.parents.size();
  const std::size_t first = found.front();
  if (first >= size) return Fault::kHidden;
  if (truth.front() >= size) return Fault::kNotHidden;
  if (is_ancestor(family, first, report)) return Fault::kAncestor;
  if (is_ancestor(family, report, first)) return Fault::kReversed;
  const auto mine = origins_of(family, report);
  const auto its = origins_of(family, first);
  const bool kin =
      std::any_of(its.begin(), its.end(), [&](std::size_t o) { return mine.contains(o); });
  return kin ? Fault::kSibling : Fault::kOther;
}

Trial score(const Family& family, const Lineage& lineage) {
  Trial trial;
  const std::size_t size = family.parents.size();
  const auto found = found_parents(lineage, family);
  trial.origins = family.origins;
  trial.found = lineage.origins.size();
  for (std::size_t r = 0; r < size; ++r) {
    const auto& truth = family.parents[r];
    trial.edges.gold += truth.size();
    trial.edges.predicted += found[r].size();
    for (const std::size_t node : found[r])
      trial.edges.true_positives += holds(truth, node) ? 1 : 0;
    const Fault fault = fault_of(family, r, found[r]);
    ++trial.faults[static_cast<std::size_t>(fault)];
    trial.right += fault == Fault::kRight ? 1 : 0;
  }
  for (const Edge& edge : lineage.edges) {
    const std::size_t to = edge.to.index();
    if (to >= size || edge.from.index() >= size) continue;
    trial.confidence.emplace_back(edge.confidence, holds(family.parents[to], edge.from.index()));
  }
  return trial;
}

struct Sum {
  std::size_t families = 0;
  std::size_t origins_right = 0;
  std::size_t reports = 0;
  std::size_t parents_right = 0;
  F1 edges;

  void add(const Trial& trial) {
    ++families;
    origins_right += trial.origins == trial.found ? 1 : 0;
    reports += trial.size;
    parents_right += trial.right;
    edges.true_positives += trial.edges.true_positives;
    edges.predicted += trial.edges.predicted;
    edges.gold += trial.edges.gold;
  }
  double origins() const {
    return double(origins_right) / double(std::max<std::size_t>(families, 1));
  }
  double parents() const {
    return double(parents_right) / double(std::max<std::size_t>(reports, 1));
  }
};

std::string row(std::string_view name, const Sum& sum) {
  return fmt::format("{:<14}{:>9}{:>10.3f}{:>10.3f}{:>10.3f}{:>10.3f}{:>10.3f}\n", name,
                     sum.families, sum.origins(), sum.parents(), sum.edges.f1(),
                     sum.edges.precision(), sum.edges.recall());
}

std::string tables(const std::vector<Trial>& trials) {
  std::string out = fmt::format("{:<14}{:>9}{:>10}{:>10}{:>10}{:>10}{:>10}\n", "", "families",
                                "origins", "parents", "edge F1", "P", "R");
  for (const Damage damage : kDamages) {
    Sum sum;
    for (const Trial& t : trials) {
      if (t.damage == damage) sum.add(t);
    }
    out += row(to_string(damage), sum);
  }
  for (const std::size_t size : kSizes) {
    Sum sum;
    for (const Trial& t : trials) {
      if (t.size == size) sum.add(t);
    }
    out += row(fmt::format("{} reports", size), sum);
  }
  out += "\nparents that a report was given, by damage\n";
  for (std::size_t fault = 0; fault < kFaultNames.size(); ++fault) {
    out += fmt::format("{:<28}", kFaultNames[fault]);
    for (const Damage damage : kDamages) {
      std::size_t count = 0;
      for (const Trial& t : trials) count += t.damage == damage ? t.faults[fault] : 0;
      out += fmt::format("{:>8}", count);
    }
    out += '\n';
  }
  out += "\norigins found but for the right number, by damage: too few, too many\n";
  for (const Damage damage : kDamages) {
    std::size_t few = 0;
    std::size_t many = 0;
    for (const Trial& t : trials) {
      few += t.damage == damage && t.found < t.origins ? 1 : 0;
      many += t.damage == damage && t.found > t.origins ? 1 : 0;
    }
    out += fmt::format("{:<14}{:>8}{:>8}\n", to_string(damage), few, many);
  }
  out += "\nconfidence of edges between reports: stated, right\n";
  constexpr std::size_t kBins = 5;
  for (std::size_t bin = 0; bin < kBins; ++bin) {
    std::size_t edges = 0;
    std::size_t right = 0;
    double stated = 0;
    for (const Trial& t : trials) {
      for (const auto& [confidence, is_right] : t.confidence) {
        const auto its = std::min(kBins - 1, static_cast<std::size_t>(confidence * kBins));
        if (its != bin) continue;
        ++edges;
        right += is_right ? 1 : 0;
        stated += confidence;
      }
    }
    if (edges == 0) continue;
    out += fmt::format("{:>8.3f}{:>8.3f}{:>8} edges\n", stated / double(edges),
                       double(right) / double(edges), edges);
  }
  return out;
}

}  // namespace

Result<Scores> evaluate_lineage(const std::string& gold, const briefing::Models& models,
                                const EvalOptions& options) {
  const std::filesystem::path path = gold;
  const std::string file =
      std::filesystem::is_directory(path) ? (path / "basil-dev.jsonl").string() : gold;
  const auto rewriter = Rewriter::load();
  if (!rewriter) return rewriter.error();
  const auto stories = read_stories(file, models.language);
  if (!stories) return stories.error();
  if (stories->size() < 4) {
    return Error{ErrorCode::kEmpty, "too few stories to grow families from; four are needed", file};
  }

  std::vector<Trial> trials(kSizes.size() * std::size(kDamages) * kRuns);
  parallel_for(trials.size(), options.threads, [&](std::size_t i) {
    const std::size_t run = i % kRuns;
    const Damage damage = kDamages[i / kRuns % std::size(kDamages)];
    const std::size_t size = kSizes[i / kRuns / std::size(kDamages)];
    const std::vector<Article>& story = (*stories)[(7 * i + run) % stories->size()];
    const std::size_t roots =
        std::min({story.size(), 1 + run % 3, std::max<std::size_t>(1, size / 2)});
    std::vector<Article> own;  // from other stories
    for (std::size_t k = 1; own.size() < size && k < stories->size(); ++k) {
      own.push_back((*stories)[(7 * i + run + k) % stories->size()].front());
    }
    const Family family =
        grow(std::span(story).first(roots), own, {size, damage, i + 1}, *rewriter, models.language);
    auto batch = intake::read_bytes(family.lines, "family", models.intake,
                                    {.format = intake::FormatHint::kJsonl});
    const Lineage lineage = trace(analyse_reports(std::move(batch.reports), models), models);
    trials[i] = score(family, lineage);
    trials[i].size = size;
    trials[i].damage = damage;
  });

  Scores scores;
  for (const Damage damage : kDamages) {
    Sum sum;
    for (const Trial& t : trials) {
      if (t.damage == damage) sum.add(t);
    }
    const std::string name(to_string(damage));
    scores.metrics.push_back({name + " damage: origins exact", sum.origins(), sum.families});
    scores.metrics.push_back({name + " damage: parents exact", sum.parents(), sum.reports});
    scores.metrics.push_back({name + " damage: edge F1", sum.edges.f1(), sum.edges.gold});
  }
  scores.details = tables(trials);
  return scores;
}

}  // namespace stemma::eval
