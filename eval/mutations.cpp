// Task "mutations": real articles, a sentence of each damaged in a known way and put back, read as
// a second report of the first. Is a variant of that kind named, with those words? And how often is
// one named where nothing was changed: unchanged copies, sentences rewritten by rule, and pairs of
// sentences that annotators graded as saying the same (STS 5.0), put into the same place?
//
// A trial counts as found only with the very kind, and where the variant's words and the changed
// ones have a word in common. Everything is seeded: same data, same trials.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <map>
#include <set>

#include "base/lexicon.h"
#include "base/parallel.h"
#include "base/utf8.h"
#include "json_lines.h"
#include "lineage_batch.h"
#include "mutating.h"
#include "tasks.h"

namespace stemma::eval {
namespace {

constexpr std::size_t kLeastWords = 90;   // of an excerpt, in whole paragraphs
constexpr std::size_t kMostBlocks = 800;  // of a set
constexpr std::size_t kTrialsOfWay = 22;  // of a set
constexpr std::size_t kCopies = 60;       // of a set
constexpr std::size_t kRewritten = 120;   // excerpts of a set
constexpr std::size_t kChanges = 2;       // in a rewritten sentence
constexpr std::size_t kKinds = 11;
constexpr std::size_t kMostPairs = 150;  // of MRPC

std::size_t index_of(VariantKind kind) { return static_cast<std::size_t>(kind); }

struct Block {
  std::string text;
  std::string day = "2014-03-04";
  std::size_t set = 0;
};

std::size_t count_words(std::string_view text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), ' ')) + 1;
}

// Whole paragraphs, enough of them that the rest of the excerpt shows which texts belong together.
void cut_blocks(const std::string& text, const std::string& day, std::size_t set,
                std::vector<Block>& out) {
  std::string block;
  std::size_t at = 0;
  while (at < text.size()) {
    std::size_t end = text.find("\n\n", at);
    if (end == std::string::npos) end = text.size();
    block += (block.empty() ? "" : "\n\n") + text.substr(at, end - at);
    at = end + 2;
    if (count_words(block) < kLeastWords && at < text.size()) continue;
    if (count_words(block) >= kLeastWords / 2) {
      Block made;
      made.text = block;
      made.set = set;
      if (!day.empty()) made.day = day;
      out.push_back(std::move(made));
    }
    block.clear();
  }
}

Result<std::vector<Block>> read_blocks(const std::string& file, std::size_t set) {
  std::vector<Block> blocks;
  const auto failed = for_each_json_line(file, [&](auto& document) {
    std::string_view day;
    std::string_view text;
    std::string kept;
    if (document["date"].get(day) == simdjson::SUCCESS) kept = day;
    if (document["text"].get(text) == simdjson::SUCCESS)
      cut_blocks(std::string(text), kept, set, blocks);
  });
  if (failed) return *failed;
  Random random(7 + set);
  for (std::size_t i = blocks.size(); i > 1; --i) std::swap(blocks[i - 1], blocks[random.below(i)]);
  if (blocks.size() > kMostBlocks) blocks.resize(kMostBlocks);
  return blocks;
}

Report make_report(const std::string& text, std::string_view outlet, const std::string& day) {
  Report report;
  report.source = std::string(outlet);
  report.outlet = std::string(outlet);
  report.text = text;
  Published published;
  published.value = day;
  published.basis = DateBasis::kMetadata;
  report.published = published;
  return report;
}

Briefing read_alone(const Block& block, const briefing::Models& models) {
  std::vector<Report> reports;
  reports.push_back(make_report(block.text, "Courier", block.day));
  return briefing::compose(std::move(reports), models);
}

Briefing read_both(const std::string& first, const std::string& second, const std::string& day,
                   const briefing::Models& models) {
  std::vector<Report> reports;
  reports.push_back(make_report(first, "Courier", day + "T08:00:00Z"));
  reports.push_back(make_report(second, "Gazette", day + "T17:30:00Z"));
  return briefing::compose(std::move(reports), models);
}

std::set<std::string> words_in(std::string_view text) {
  std::set<std::string> words;
  std::string word;
  for (const char c : utf8::to_lower(text) + " ") {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80 || std::isalnum(byte) != 0) {
      word += c;
    } else if (!word.empty()) {
      words.insert(word);
      word.clear();
    }
  }
  return words;
}

// Has what the variant points at a word of those that were changed?
bool names(const Briefing& b, const Variant& variant, const Mutation& mutation) {
  const auto gone = words_in(mutation.gone);
  const auto come = words_in(mutation.come);
  const auto shares = [&](const std::optional<Evidence>& evidence) {
    if (!evidence) return false;
    for (const std::string& word :
         words_in(slice(b.reports[evidence->report.index()].text, evidence->range)))
      if (gone.contains(word) || come.contains(word)) return true;
    return false;
  };
  return shares(variant.a) || shares(variant.b);
}

std::string one_line(std::string_view words) {
  std::string out(words);
  for (char& c : out)
    if (c == '\n' || c == '\t' || c == '\r') c = ' ';
  return out;
}

std::string describe(const Briefing& b) {
  std::string out;
  for (const Reading& reading : b.collation.readings)
    for (const Variant& v : reading.variants) {
      const auto words = [&](const std::optional<Evidence>& e) {
        return e ? one_line(slice(b.reports[e->report.index()].text, e->range)) : "-";
      };
      out += fmt::format("{}{}: {} | {}", out.empty() ? "" : " ;; ", to_string(v.kind), words(v.a),
                         words(v.b));
    }
  return out;
}

struct Trial {
  std::size_t block = 0;
  bool rewritten = false;  // the second report is rewritten besides
  std::string base;        // the second report before it was damaged
  std::string damaged;
  Mutation mutation;
  bool found = false;
  std::string line;
};

/// Are all names still there? The rewriter's words know no names: of "Democratic" it makes
/// "Popular".
bool keeps_names(const std::string& before, const std::string& after) {
  const auto kept = words_in(after);
  std::size_t at = before.find(' ');
  while (at != std::string::npos && at + 1 < before.size()) {
    const std::size_t end = std::min(before.find(' ', at + 1), before.size());
    const std::string word = before.substr(at + 1, end - at - 1);
    const bool capital =
        std::isupper(static_cast<unsigned char>(word.empty() ? 'a' : word[0])) != 0;
    if (capital)
      for (const std::string& part : words_in(word))
        if (!kept.contains(part)) return false;
    at = end == before.size() ? std::string::npos : end;
  }
  return true;
}

/// Each sentence in other words where the rules find some; what they leave out is put back.
std::string rewrite_all(const Briefing& alone, const Rewriter& rewriter, Random& random,
                        const language::Model& model, std::set<std::uint32_t>* changed) {
  const std::string& text = alone.reports[0].text;
  std::vector<Edit> edits;
  const auto& sentences = alone.analyses[0].sentences;
  for (std::uint32_t s = 0; s < sentences.size(); ++s) {
    const std::string words(slice(text, sentences[s].range));
    if (words.find('\n') != std::string::npos) continue;
    // Of a quotation over several sentences the rewriter, which sees one, would change the words.
    const auto& quotations = alone.analyses[0].quotations;
    if (std::any_of(quotations.begin(), quotations.end(), [&](const Quotation& q) {
          return q.range.overlaps(sentences[s].range) && !sentences[s].range.contains(q.range);
        }))
      continue;
    auto other = rewriter.rewrite(words, kChanges, random, model);
    if (!other || count_words(*other) + 1 < count_words(words) || !keeps_names(words, *other))
      continue;
    edits.push_back({sentences[s].range, *other});
    if (changed != nullptr) changed->insert(s);
  }
  return with_edits(text, edits);
}

/// For every way one trial of a block at most.
std::vector<Trial> find_trials(const Briefing& alone, const MutationWords& words,
                               const Rewriter& rewriter, std::span<const std::string> details,
                               Random& random) {
  const Scene scene(alone);
  const Workshop shop{scene, words, rewriter, details, random};
  std::vector<Trial> trials;
  for (const WayOfDamage& way : ways_of_damage()) {
    std::vector<Mutation> found;
    for (std::uint32_t s = 0; s < scene.sentence_count(); ++s) {
      const auto range = scene.sentence(s).range;
      const std::string_view sentence = slice(scene.text(), range);
      if (sentence.find('\n') != std::string_view::npos || count_words(sentence) < 6 ||
          count_words(sentence) > 50)
        continue;
      way.find(shop, s, found);
    }
    if (found.empty()) continue;
    Trial trial;
    trial.mutation = std::move(found[random.below(found.size())]);
    trial.mutation.way = way.name;
    trial.damaged = with_edits(scene.text(), trial.mutation.edits);
    trial.base = scene.text();
    trials.push_back(std::move(trial));
  }
  return trials;
}

void judge(Trial& trial, const Block& block, std::string_view set, const briefing::Models& models) {
  const Briefing b = read_both(block.text, trial.damaged, block.day, models);
  for (const Reading& reading : b.collation.readings)
    for (const Variant& variant : reading.variants)
      trial.found =
          trial.found || (variant.kind == trial.mutation.kind && names(b, variant, trial.mutation));
  // The sentence around the first edit, before and after.
  const auto around = [](const std::string& text, std::size_t at) {
    const std::size_t begin = at < 160 ? 0 : at - 160;
    return one_line(std::string_view(text).substr(begin, 360));
  };
  const std::size_t at = trial.mutation.edits.front().range.begin;
  trial.line =
      fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\n", trial.found ? 1 : 0, set,
                  trial.rewritten ? "rewritten" : "copy", to_string(trial.mutation.kind),
                  trial.mutation.way, one_line(trial.mutation.gone), one_line(trial.mutation.come),
                  describe(b), around(trial.base, at), around(trial.damaged, at));
}

using Counts = std::array<std::size_t, kKinds>;

struct Alarms {
  std::string name;
  bool in_aim = true;     // counted in the overall rate
  std::size_t items = 0;  // sentence pairs
  std::size_t any = 0;    // pairs with a variant of any kind
  Counts of{};            // pairs with a variant of the kind
};

/// Counts the kinds that were named, once a sentence of the first report.
void count_alarms(const Briefing& b, Alarms& alarms, std::string& lines) {
  std::set<std::pair<std::uint32_t, VariantKind>> seen;
  std::set<std::uint32_t> any;
  for (const Reading& reading : b.collation.readings)
    for (const Variant& v : reading.variants) {
      const std::uint32_t sentence = b.claims[v.claim_a.index()].sentence.value;
      any.insert(sentence);
      if (seen.insert({sentence, v.kind}).second) ++alarms.of[index_of(v.kind)];
      const auto words = [&](ClaimId id) {
        const Claim& claim = b.claims[id.index()];
        return one_line(
            slice(b.reports[claim.report.index()].text,
                  b.analyses[claim.report.index()].sentences[claim.sentence.index()].range));
      };
      const auto part = [&](const std::optional<Evidence>& e) {
        return e ? one_line(slice(b.reports[e->report.index()].text, e->range)) : "-";
      };
      lines += fmt::format("alarm\t{}\t{}\t{} | {}\t{}\t{}\n", alarms.name, to_string(v.kind),
                           part(v.a), part(v.b), words(v.claim_a), words(v.claim_b));
    }
  alarms.any += any.size();
}

struct SamePair {
  std::string a;
  std::string b;
};

/// Pairs of a similarity file with at least this score, as sentences.
std::vector<SamePair> read_same(const std::filesystem::path& file, double least) {
  std::vector<SamePair> pairs;
  const auto text = read_gold(file.string());
  if (!text) return pairs;
  std::size_t at = text->find('\n') + 1;
  while (at < text->size()) {
    const std::size_t end = std::min(text->find('\n', at), text->size());
    const auto row = columns(std::string_view(*text).substr(at, end - at));
    at = end + 1;
    if (row.size() < 4 || std::atof(std::string(row[1]).c_str()) < least) continue;
    const auto sentence = [](std::string_view words) {
      std::string out = upper_first(std::string(words));
      const bool ends =
          out.back() == '.' || out.back() == '?' || out.back() == '!' || out.back() == '"';
      return ends ? out : out + ".";
    };
    if (row[2].empty() || row[3].empty()) continue;
    pairs.push_back({sentence(row[2]), sentence(row[3])});
  }
  return pairs;
}

/// How much of the bench's words stands in the lists that collation reads.
std::string overlap(const MutationWords& words) {
  static constexpr std::pair<std::string_view, std::string_view> kLists[] = {
      {"hedge_adverb", "hedge_words"}, {"hedge_put_in", "hedge_words"},
      {"hedge_phrase", "hedge_words"}, {"stronger", "hedge_words"},
      {"quantifier", "quantifiers"},   {"quantifier_put_in", "quantifiers"},
      {"limit", "limiting_words"},     {"opposite", "opposite_words"}};
  std::string out = "Words of the damage that collation's own lists hold too:\n";
  for (const auto& [mine, theirs] : kLists) {
    std::set<std::string, std::less<>> known;
    for (const std::size_t width : {1U, 2U, 3U}) {
      const auto lexicon = Lexicon::load(theirs, width);
      if (!lexicon) continue;
      for (const auto& row : lexicon->rows()) known.insert(std::string(row[0]));
    }
    std::set<std::string> all;
    std::size_t both = 0;
    for (const auto& entry : words.of(mine)) all.insert(entry.words);
    for (const std::string& word : all) both += known.contains(word) ? 1 : 0;
    out += fmt::format("  {:<18} {:>3} of {:>3} in {}\n", mine, both, all.size(), theirs);
  }
  return out;
}

constexpr std::array<std::string_view, 2> kSets{"basil-dev", "lrc-val"};

}  // namespace

Result<Scores> evaluate_mutations(const std::string& gold, const briefing::Models& models,
                                  const EvalOptions& options) {
  auto words = MutationWords::load();
  if (!words) return words.error();
  auto rewriter = Rewriter::load();
  if (!rewriter) return rewriter.error();
  const std::filesystem::path folder = gold;
  std::vector<Block> blocks;
  for (std::size_t set = 0; set < kSets.size(); ++set) {
    auto read = read_blocks((folder / (std::string(kSets[set]) + ".jsonl")).string(), set);
    if (!read) return read.error();
    blocks.insert(blocks.end(), read->begin(), read->end());
  }

  // The texts alone, and alone in other words.
  const std::size_t count = blocks.size();
  std::vector<Briefing> alone(count);
  std::vector<Briefing> reworded(count);
  std::vector<std::set<std::uint32_t>> changed(count);
  parallel_for(count, options.threads, [&](std::size_t i) {
    alone[i] = read_alone(blocks[i], models);
    Random random(1000 + i);
    Block other = blocks[i];
    other.text = rewrite_all(alone[i], *rewriter, random, models.language, &changed[i]);
    reworded[i] = read_alone(other, models);
  });
  std::vector<std::vector<std::string>> tails(count);
  for (std::size_t i = 0; i < count; ++i) tails[i] = tail_phrases(Scene(alone[i]));

  std::vector<Trial> trials;
  std::map<std::tuple<std::size_t, bool, std::string_view>, std::size_t> taken;
  for (std::size_t i = 0; i < count; ++i) {
    std::vector<std::string> details;
    for (std::size_t k = 20; k < 60; ++k) {
      const auto& other = tails[(i + k) % count];
      details.insert(details.end(), other.begin(), other.end());
    }
    for (const bool other : {false, true}) {
      Random random(2 * i + (other ? 1 : 0));
      for (Trial& trial :
           find_trials(other ? reworded[i] : alone[i], *words, *rewriter, details, random)) {
        // What was to go must stand in the first report for it to be missed.
        if (other && trial.mutation.kind != VariantKind::kRole && !trial.mutation.gone.empty() &&
            blocks[i].text.find(trial.mutation.gone) == std::string::npos)
          continue;
        if (taken[{blocks[i].set, other, trial.mutation.way}]++ >= kTrialsOfWay) continue;
        trial.block = i;
        trial.rewritten = other;
        trials.push_back(std::move(trial));
      }
    }
  }
  parallel_for(trials.size(), options.threads, [&](std::size_t i) {
    const Block& block = blocks[trials[i].block];
    judge(trials[i], block, kSets[block.set], models);
  });

  // What should give nothing.
  std::vector<Alarms> alarms;
  std::string alarm_lines;
  const auto control = [&](std::string name, bool in_aim,
                           const std::vector<std::array<std::string, 3>>& pairs,
                           std::size_t items) {
    Alarms made;
    made.name = std::move(name);
    made.in_aim = in_aim;
    made.items = items;
    std::vector<Briefing> read(pairs.size());
    parallel_for(pairs.size(), options.threads, [&](std::size_t i) {
      read[i] = read_both(pairs[i][0], pairs[i][1], pairs[i][2], models);
    });
    for (const Briefing& b : read) count_alarms(b, made, alarm_lines);
    alarms.push_back(std::move(made));
  };
  std::vector<std::array<std::string, 3>> copies;
  std::vector<std::array<std::string, 3>> rewrites;
  std::size_t copied = 0;
  std::size_t rewritten = 0;
  std::array<std::size_t, kSets.size()> copies_of{};
  std::array<std::size_t, kSets.size()> rewrites_of{};
  for (std::size_t i = 0; i < count; ++i) {
    const Block& block = blocks[i];
    if (copies_of[block.set]++ < kCopies) {
      copies.push_back({block.text, block.text, block.day});
      copied += alone[i].analyses[0].sentences.size();
    }
    if (changed[i].empty() || rewrites_of[block.set]++ >= kRewritten) continue;
    rewrites.push_back({block.text, reworded[i].reports[0].text, block.day});
    rewritten += changed[i].size();
  }
  control("unchanged copies", true, copies, copied);
  control("rewritten by rule", true, rewrites, rewritten);
  const std::filesystem::path similarity =
      (std::filesystem::is_directory(folder) ? folder : folder.parent_path()).parent_path() /
      "similarity";
  const auto framed = [&](const std::vector<SamePair>& pairs) {
    std::vector<std::array<std::string, 3>> out;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      const Block& frame = blocks[(17 * i) % count];
      out.push_back(
          {frame.text + "\n\n" + pairs[i].a, frame.text + "\n\n" + pairs[i].b, frame.day});
    }
    return out;
  };
  std::vector<SamePair> graded;
  for (const std::string_view file :
       {"sts-2012-MSRpar-test.tsv", "sts-2013-headlines.tsv", "sts-2014-headlines.tsv"}) {
    const auto some = read_same(similarity / file, 5.0);
    graded.insert(graded.end(), some.begin(), some.end());
  }
  control("STS graded 5.0", true, framed(graded), graded.size());
  std::vector<SamePair> mrpc = read_same(similarity / "mrpc-train.tsv", 1.0);
  if (mrpc.size() > kMostPairs) mrpc.resize(kMostPairs);
  control("MRPC positives, which differ in details", false, framed(mrpc), mrpc.size());

  // Tables.
  Scores scores;
  struct Tally {
    std::size_t found = 0;
    std::size_t all = 0;
    void add(bool hit) {
      found += hit ? 1 : 0;
      ++all;
    }
    double rate() const { return all == 0 ? 0 : double(found) / double(all); }
  };
  std::map<std::pair<VariantKind, std::string_view>, std::array<Tally, 4>> by_way;
  std::array<std::array<Tally, 5>, kKinds> by_kind;
  std::string lines;
  for (const Trial& trial : trials) {
    const std::size_t column = 2 * blocks[trial.block].set + (trial.rewritten ? 1 : 0);
    by_way[{trial.mutation.kind, trial.mutation.way}][column].add(trial.found);
    by_kind[index_of(trial.mutation.kind)][column].add(trial.found);
    if (!trial.rewritten) by_kind[index_of(trial.mutation.kind)][4].add(trial.found);
    lines += trial.line;
  }
  Alarms all;
  for (const Alarms& a : alarms) {
    if (!a.in_aim) continue;
    all.items += a.items;
    all.any += a.any;
    for (std::size_t k = 0; k < kKinds; ++k) all.of[k] += a.of[k];
  }
  scores.details += fmt::format("{:<38}{:>14}{:>14}{:>14}{:>14}\n", "found (of)", "BASIL copy",
                                "rewritten", "LRC copy", "rewritten");
  const auto cells = [&](std::string_view name, std::span<const Tally> row) {
    scores.details += fmt::format("{:<38}", name);
    for (std::size_t c = 0; c < 4; ++c)
      scores.details += fmt::format("{:>8.3f} ({:>3})", row[c].rate(), row[c].all);
    scores.details += "\n";
  };
  for (std::size_t k = 0; k < kKinds; ++k) {
    const auto kind = static_cast<VariantKind>(k);
    cells(to_string(kind), by_kind[k]);
    for (const auto& [way, row] : by_way)
      if (way.first == kind) cells(fmt::format("  {}", way.second), row);
  }
  scores.details += "\nfalse alarms, share of sentence pairs\n";
  for (const Alarms& a : alarms) {
    scores.details += fmt::format("  {} ({} pairs): any {:.3f}", a.name, a.items,
                                  a.items == 0 ? 0 : double(a.any) / double(a.items));
    for (std::size_t k = 0; k < kKinds; ++k)
      if (a.of[k] != 0)
        scores.details += fmt::format(", {} {:.3f}", to_string(static_cast<VariantKind>(k)),
                                      double(a.of[k]) / double(a.items));
    scores.details += "\n";
  }
  scores.details += "\n" + overlap(*words);
  for (std::size_t k = 0; k < kKinds; ++k) {
    const std::string kind(to_string(static_cast<VariantKind>(k)));
    scores.metrics.push_back({"recall " + kind, by_kind[k][4].rate(), by_kind[k][4].all});
  }
  for (std::size_t k = 0; k < kKinds; ++k) {
    const std::string kind(to_string(static_cast<VariantKind>(k)));
    scores.metrics.push_back({"false alarms " + kind,
                              all.items == 0 ? 0 : double(all.of[k]) / double(all.items),
                              all.items});
  }
  scores.metrics.push_back({"false alarms of any kind",
                            all.items == 0 ? 0 : double(all.any) / double(all.items), all.items});
  if (const auto failed = write_predictions(options, lines + alarm_lines)) return *failed;
  return scores;
}

}  // namespace stemma::eval
