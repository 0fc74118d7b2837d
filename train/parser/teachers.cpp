#include "teachers.h"

#include <algorithm>
#include <cmath>

#include "batches.h"

namespace stemma::train {
namespace {

constexpr float kLeast = 0.02F;

/// For each outcome of a teacher, its number in the student's vocabulary, or -1.
std::vector<std::int32_t> numbers(const std::vector<std::string>& teacher,
                                  const std::vector<std::string>& student) {
  std::vector<std::int32_t> out;
  for (const std::string& name : teacher) {
    const auto found = std::find(student.begin(), student.end(), name);
    out.push_back(found == student.end() ? -1 : static_cast<std::int32_t>(found - student.begin()));
  }
  return out;
}

/// Adds a teacher's probabilities, [rows, its outcomes], to the sum, [rows, the student's
/// outcomes].
void add(const torch::Tensor& scores, const std::vector<std::int32_t>& number,
         std::vector<float>& sum, std::size_t outcomes) {
  const auto likely = torch::softmax(scores, 1).contiguous();
  const float* p = likely.data_ptr<float>();
  for (std::size_t row = 0; row * number.size() < static_cast<std::size_t>(likely.numel()); ++row) {
    for (const std::int32_t to : number) {
      if (to >= 0) sum[row * outcomes + static_cast<std::size_t>(to)] += *p;
      ++p;
    }
  }
}

/// The likely outcomes of one row as targets.
void take(const float* sum, std::size_t outcomes, float share, std::size_t row,
          std::vector<Target>& targets) {
  for (std::size_t o = 0; o < outcomes; ++o) {
    const float weight = sum[o] * share;
    if (weight < kLeast) continue;
    targets.push_back({static_cast<std::int32_t>(row), static_cast<std::int32_t>(o), weight});
  }
}

}  // namespace

Result<Teachers> Teachers::load(const std::vector<std::string>& checkpoints,
                                const Vectors& vectors) {
  std::vector<Checkpoint> networks;
  for (const std::string& path : checkpoints) {
    auto one = load_checkpoint(path, vectors);
    if (!one) return one.error();
    networks.push_back(std::move(one.value()));
  }
  return Teachers(std::move(networks), vectors);
}

void Teachers::annotate(std::vector<Sentence>& sentences, const Vocabulary& vocabulary) const {
  torch::NoGradGuard guard;
  const float share = 1.0F / static_cast<float>(networks_.size());
  for_each_batch(sentences, [&](const std::vector<Sentence*>& part) {
    const std::vector<const Sentence*> seen(part.begin(), part.end());
    std::vector<Batch> batches;
    std::vector<Scores> scores;
    std::vector<float> arcs;
    for (const Checkpoint& c : networks_) {
      batches.push_back(make_batch(seen, c.vocabulary, *vectors_));
      scores.push_back(c.network.forward(batches.back(), nullptr, 0));
      const std::vector<std::int64_t>& offset = *batches.back().arc_offset;
      const float* s = scores.back().arcs.data_ptr<float>();
      arcs.resize(static_cast<std::size_t>(offset.back()));
      for (std::size_t row = 0; row + 1 < offset.size(); ++row) {
        const auto from = static_cast<std::size_t>(offset[row]);
        const auto to = static_cast<std::size_t>(offset[row + 1]);
        const float top = *std::max_element(s + from, s + to);
        float sum = 0;
        for (std::size_t i = from; i < to; ++i) sum += std::exp(s[i] - top);
        for (std::size_t i = from; i < to; ++i) arcs[i] += std::exp(s[i] - top) / sum;
      }
    }
    // The likeliest head of each word; relations are asked of that one.
    const Batch& batch = batches.front();
    const auto rows = static_cast<std::size_t>(batch.rows);
    std::vector<std::int64_t> heads(rows);
    std::vector<std::int64_t> steps(rows);
    for (std::size_t s = 0; s < part.size(); ++s) {
      const std::int64_t first = (*batch.begin)[s];
      for (std::int64_t i = first + 1; i < (*batch.begin)[s + 1]; ++i) {
        const auto at = static_cast<std::size_t>(i);
        const auto from = arcs.begin() + (*batch.arc_offset)[at];
        const auto size = (*batch.begin)[s + 1] - first;
        from[i - first] = 0;
        const std::int64_t best = std::max_element(from, from + size) - from;
        heads[at] = first + best;
        steps[at] = distance_bucket(i - first, best);
      }
    }
    std::vector<float> labels(rows * vocabulary.labels.size());
    std::vector<float> upos(rows * vocabulary.upos.size());
    std::vector<float> xpos(rows * vocabulary.xpos.size());
    std::vector<float> entities(rows * vocabulary.entities.size());
    for (std::size_t t = 0; t < networks_.size(); ++t) {
      const Vocabulary& own = networks_[t].vocabulary;
      add(networks_[t].network.label_scores(scores[t], torch::tensor(heads), torch::tensor(steps)),
          numbers(own.labels, vocabulary.labels), labels, vocabulary.labels.size());
      add(scores[t].upos, numbers(own.upos, vocabulary.upos), upos, vocabulary.upos.size());
      add(scores[t].xpos, numbers(own.xpos, vocabulary.xpos), xpos, vocabulary.xpos.size());
      add(scores[t].entities, numbers(own.entities, vocabulary.entities), entities,
          vocabulary.entities.size());
    }
    for (std::size_t s = 0; s < part.size(); ++s) {
      Sentence& sentence = *part[s];
      const auto first = static_cast<std::size_t>((*batch.begin)[s]);
      const bool trees = sentence.arcs.empty();
      const bool names = sentence.entities.empty();
      for (std::size_t i = 1; i <= sentence.words.size(); ++i) {
        const std::size_t at = first + i;
        if (trees) {
          take(arcs.data() + (*batch.arc_offset)[at], sentence.words.size() + 1, share, i,
               sentence.arcs);
          sentence.heads.push_back(static_cast<std::int32_t>(heads[at] - (*batch.begin)[s]));
          take(labels.data() + at * vocabulary.labels.size(), vocabulary.labels.size(), share, i,
               sentence.labels);
          take(upos.data() + at * vocabulary.upos.size(), vocabulary.upos.size(), share, i,
               sentence.upos);
          take(xpos.data() + at * vocabulary.xpos.size(), vocabulary.xpos.size(), share, i,
               sentence.xpos);
        }
        if (names) {
          take(entities.data() + at * vocabulary.entities.size(), vocabulary.entities.size(), share,
               i, sentence.entities);
        }
      }
    }
  });
}

}  // namespace stemma::train
