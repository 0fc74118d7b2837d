#include "evaluate.h"

#include <set>
#include <tuple>

#include "batches.h"

namespace stemma::train {
namespace {

double ratio(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

using Span = std::tuple<std::size_t, std::size_t, std::string>;

/// Named spans of BIO tags; an I- that continues nothing opens a span.
std::set<Span> spans_of(const std::vector<std::string>& tags) {
  static const std::set<std::string> kNames = {"PER", "ORG", "LOC", "MISC"};
  std::set<Span> spans;
  std::size_t start = 0;
  std::string open;
  for (std::size_t i = 0; i <= tags.size(); ++i) {
    const std::string tag = i < tags.size() ? tags[i] : "O";
    const std::string type = tag.size() > 2 ? tag.substr(2) : "";
    if (!open.empty() && (tag[0] != 'I' || type != open)) {
      if (kNames.count(open) != 0) spans.emplace(start, i, open);
      open.clear();
    }
    if (!type.empty() && open.empty()) {
      open = type;
      start = i;
    }
  }
  return spans;
}

}  // namespace

Accuracy score_trees(const Network& network, const Vocabulary& vocabulary, const Vectors& vectors,
                     const std::vector<Sentence>& sentences) {
  torch::NoGradGuard guard;
  std::size_t words = 0, upos = 0, xpos = 0, uas = 0, las = 0;
  for_each_batch(sentences, [&](const std::vector<const Sentence*>& part) {
    const Batch batch = make_batch(part, vocabulary, vectors);
    const Scores scores = network.forward(batch, nullptr, 0);
    const auto& offset = *batch.arc_offset;
    const float* arcs = scores.arcs.data_ptr<float>();
    std::vector<std::int64_t> heads(static_cast<std::size_t>(batch.rows));
    std::vector<std::int64_t> steps(heads.size());
    for (std::size_t s = 0; s + 1 < batch.begin->size(); ++s) {
      const std::int64_t first = (*batch.begin)[s];
      for (std::int64_t i = first; i < (*batch.begin)[s + 1]; ++i) {
        const auto at = static_cast<std::size_t>(i);
        const float* row = arcs + offset[at];
        const std::int64_t size = offset[at + 1] - offset[at];
        std::int64_t best = i == first ? 0 : -1;
        for (std::int64_t j = 0; j < size && i != first; ++j) {
          if (j != i - first && (best < 0 || row[j] > row[best])) best = j;
        }
        heads[at] = first + best;
        steps[at] = distance_bucket(i - first, best);
      }
    }
    const auto labels = network
                            .label_scores(scores, torch::tensor(heads, torch::kInt64),
                                          torch::tensor(steps, torch::kInt64))
                            .argmax(1);
    const auto best_upos = scores.upos.argmax(1);
    const auto best_xpos = scores.xpos.argmax(1);
    for (const Target& t : *batch.upos) {
      ++words;
      upos += best_upos.data_ptr<std::int64_t>()[t.row] == t.outcome ? 1 : 0;
    }
    for (const Target& t : *batch.xpos) {
      xpos += best_xpos.data_ptr<std::int64_t>()[t.row] == t.outcome ? 1 : 0;
    }
    std::vector<std::int32_t> gold_labels(heads.size(), -1);
    for (const Target& t : *batch.labels) gold_labels[static_cast<std::size_t>(t.row)] = t.outcome;
    const std::int64_t* gold_heads = batch.heads.data_ptr<std::int64_t>();
    for (const Target& t : *batch.arcs) {
      const auto at = static_cast<std::size_t>(t.row);
      if (heads[at] != gold_heads[at]) continue;
      ++uas;
      const auto found = static_cast<std::size_t>(labels.data_ptr<std::int64_t>()[t.row]);
      const std::int32_t gold = gold_labels[at];
      las += gold >= 0 && base_of(vocabulary.labels[found]) ==
                              base_of(vocabulary.labels[static_cast<std::size_t>(gold)])
                 ? 1
                 : 0;
    }
  });
  return {ratio(upos, words), ratio(xpos, words), ratio(uas, words), ratio(las, words)};
}

Accuracy score_teachers(const Teachers& teachers, const Vocabulary& vocabulary,
                        const std::vector<Sentence>& sentences) {
  std::vector<Sentence> judged = sentences;
  for (Sentence& s : judged) {
    for (auto* targets : {&s.arcs, &s.labels, &s.upos, &s.xpos}) targets->clear();
    s.heads.clear();
  }
  teachers.annotate(judged, vocabulary);
  const auto likeliest = [](const std::vector<Target>& targets, std::size_t words) {
    std::vector<Target> best(words + 1, Target{0, -1, 0.0F});
    for (const Target& t : targets) {
      Target& b = best[static_cast<std::size_t>(t.row)];
      if (t.weight > b.weight) b = t;
    }
    return best;
  };
  std::size_t words = 0, upos = 0, xpos = 0, uas = 0, las = 0;
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    const std::size_t size = sentences[i].words.size();
    const auto agree = [&](std::vector<Target> Sentence::*task, std::size_t& count) {
      const auto best = likeliest(judged[i].*task, size);
      for (const Target& t : sentences[i].*task) {
        count += best[static_cast<std::size_t>(t.row)].outcome == t.outcome ? 1U : 0U;
      }
    };
    words += size;
    agree(&Sentence::upos, upos);
    agree(&Sentence::xpos, xpos);
    const auto labels = likeliest(judged[i].labels, size);
    for (const Target& t : sentences[i].labels) {
      const auto row = static_cast<std::size_t>(t.row);
      if (judged[i].heads[row - 1] != sentences[i].heads[row - 1]) continue;
      ++uas;
      const std::int32_t found = labels[row].outcome;
      const auto name = [&](std::int32_t o) {
        return base_of(vocabulary.labels[static_cast<std::size_t>(o)]);
      };
      las += found >= 0 && name(found) == name(t.outcome) ? 1 : 0;
    }
  }
  return {ratio(upos, words), ratio(xpos, words), ratio(uas, words), ratio(las, words)};
}

double score_entities(const Network& network, const Vocabulary& vocabulary, const Vectors& vectors,
                      const std::vector<Sentence>& sentences) {
  torch::NoGradGuard guard;
  std::size_t both = 0, gold_count = 0, found_count = 0;
  for_each_batch(sentences, [&](const std::vector<const Sentence*>& part) {
    const Batch batch = make_batch(part, vocabulary, vectors);
    const auto best = network.forward(batch, nullptr, 0).entities.argmax(1);
    std::vector<std::string> gold(static_cast<std::size_t>(batch.rows), "O");
    std::vector<std::string> found(gold.size(), "O");
    for (const Target& t : *batch.entities) {
      const auto at = static_cast<std::size_t>(t.row);
      gold[at] = vocabulary.entities[static_cast<std::size_t>(t.outcome)];
      found[at] =
          vocabulary.entities[static_cast<std::size_t>(best.data_ptr<std::int64_t>()[t.row])];
    }
    const auto g = spans_of(gold);
    const auto f = spans_of(found);
    gold_count += g.size();
    found_count += f.size();
    for (const Span& span : f) both += g.count(span);
  });
  const double precision = ratio(both, found_count);
  const double recall = ratio(both, gold_count);
  return precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0;
}

}  // namespace stemma::train
