#include "network.h"

#include <cmath>

namespace stemma::train {
namespace {

torch::Tensor integers(const std::vector<std::int64_t>& values) {
  return torch::tensor(values, torch::kInt64);
}

void append(std::vector<Target>& to, const std::vector<Target>& from, std::int64_t first) {
  for (Target t : from) {
    t.row += static_cast<std::int32_t>(first);
    to.push_back(t);
  }
}

}  // namespace

Batch make_batch(const std::vector<const Sentence*>& sentences, const Vocabulary& vocabulary,
                 const Vectors& vectors) {
  Batch batch;
  std::vector<std::int64_t> begin, words, rows_of_vectors, pieces, heads, steps, arc_offset;
  std::vector<float> roots;
  auto arcs = std::make_shared<std::vector<Target>>();
  auto labels = std::make_shared<std::vector<Target>>();
  auto upos = std::make_shared<std::vector<Target>>();
  auto xpos = std::make_shared<std::vector<Target>>();
  auto entities = std::make_shared<std::vector<Target>>();
  std::int64_t cells = 0;
  for (const Sentence* sentence : sentences) {
    const auto first = static_cast<std::int64_t>(words.size());
    const auto size = static_cast<std::int64_t>(sentence->words.size()) + 1;
    begin.push_back(first);
    for (std::int64_t i = 0; i < size; ++i) {
      const bool root = i == 0;
      const auto at = static_cast<std::size_t>(root ? 0 : i - 1);
      const auto& word = sentence->words[at];
      words.push_back(root ? 0 : vocabulary.word(word.key));
      rows_of_vectors.push_back(root ? 0 : vectors.row(word.key));
      for (std::size_t k = 0; k < language::kPieces; ++k) {
        pieces.push_back(static_cast<std::int64_t>(k * language::kPieceBuckets) + word.pieces[k]);
      }
      roots.push_back(root ? 1.0F : 0.0F);
      const bool known = !root && at < sentence->heads.size();
      const std::int64_t head = known ? sentence->heads[at] : 0;
      heads.push_back(first + head);
      steps.push_back(distance_bucket(i, head));
      arc_offset.push_back(cells);
      cells += size;
    }
    append(*arcs, sentence->arcs, first);
    append(*labels, sentence->labels, first);
    append(*upos, sentence->upos, first);
    append(*xpos, sentence->xpos, first);
    append(*entities, sentence->entities, first);
  }
  batch.rows = static_cast<std::int64_t>(words.size());
  begin.push_back(batch.rows);
  arc_offset.push_back(cells);
  batch.begin = std::make_shared<const std::vector<std::int64_t>>(std::move(begin));
  batch.words = integers(words);
  batch.vectors = integers(rows_of_vectors);
  batch.pieces = integers(pieces).reshape({batch.rows, -1});
  batch.roots = torch::tensor(roots).unsqueeze(1);
  batch.heads = integers(heads);
  batch.steps = integers(steps);
  batch.arc_offset = std::make_shared<const std::vector<std::int64_t>>(std::move(arc_offset));
  batch.arcs = arcs;
  batch.labels = labels;
  batch.upos = upos;
  batch.xpos = xpos;
  batch.entities = entities;
  return batch;
}

Network::Network(const Shape& shape, const Vocabulary& vocabulary, torch::Tensor vectors,
                 std::uint64_t seed)
    : shape_(shape), vectors_(std::move(vectors)) {
  torch::manual_seed(seed);
  if (shape_.attention == 0) shape_.attention = shape_.width;
  const auto count = [](const auto& list) { return static_cast<std::int64_t>(list.size()); };
  const std::int64_t w = shape.width;
  const auto pieces = static_cast<std::int64_t>(language::kPieces);
  const auto buckets = static_cast<std::int64_t>(language::kPieceBuckets);
  add("words", {count(vocabulary.words) + 1, shape.word}, 0.1, false);
  add("pieces", {pieces * buckets, shape.piece}, 0.1, false);
  add("root", {1, w}, 0.1, false);
  add_linear("input", shape.word + vectors_.size(1) + pieces * shape.piece, w);
  add_norm("input.norm", w);
  for (std::size_t b = 0; b < shape.blocks.size(); ++b) {
    const std::string name = "block" + std::to_string(b);
    add_norm(name + ".norm", w);
    switch (shape.blocks[b]) {
      case 'r':
        add_linear(name + ".conv", 3 * w, w);
        break;
      case 'a':
        add_linear(name + ".qkv", w, 3 * shape_.attention);
        add(name + ".bias", {shape.heads, kDistances}, 0.0, false);
        add_linear(name + ".out", shape_.attention, w);
        break;
      case 's':
        add_linear(name + ".gates", w, 3 * w);
        break;
      case 'f':
        add_linear(name + ".wide", w, 2 * w);
        add_linear(name + ".out", 2 * w, w);
        break;
      default:
        TORCH_CHECK(false, "unknown kind of block: ", shape.blocks);
    }
  }
  add_linear("early.upos", w, count(vocabulary.upos));
  add_linear("early.xpos", w, count(vocabulary.xpos));
  add_linear("feedback", count(vocabulary.upos) + count(vocabulary.xpos), w);
  add_norm("output.norm", w);
  add_linear("upos", w, count(vocabulary.upos));
  add_linear("xpos", w, count(vocabulary.xpos));
  add_linear("entities", w, count(vocabulary.entities));
  add_linear("arc.dependent", w, shape.arc);
  add_linear("arc.head", w, shape.arc);
  add_linear("arc.bilinear", shape.arc, shape.arc);
  add_linear("arc.bias", w, 1);
  add_linear("arc.distance", shape.arc, kDistances);
  add_linear("label.dependent", w, shape.label);
  add_linear("label.head", w, shape.label);
  add("label.distance", {kDistances, shape.label}, 0.1, false);
  add_linear("label.out", shape.label, count(vocabulary.labels));
}

torch::Tensor Network::add(std::string name, torch::IntArrayRef size, double bound, bool decays) {
  auto value = torch::empty(size).uniform_(-bound, bound).set_requires_grad(true);
  places_.emplace(name, parameters_.size());
  parameters_.push_back({std::move(name), value, decays});
  return value;
}

void Network::add_linear(const std::string& name, std::int64_t in, std::int64_t out) {
  const double bound = std::sqrt(6.0 / static_cast<double>(in + out));
  add(name + ".weight", {out, in}, bound, true);
  add(name + ".offset", {out}, 0.0, false);
}

void Network::add_norm(const std::string& name, std::int64_t width) {
  torch::NoGradGuard guard;
  add(name + ".scale", {width}, 0.0, false).fill_(1.0);
  add(name + ".shift", {width}, 0.0, false);
}

const torch::Tensor& Network::at(const std::string& name) const {
  return parameters_[places_.at(name)].value;
}

torch::Tensor Network::linear(const std::string& name, const torch::Tensor& x) const {
  return torch::addmm(at(name + ".offset"), x, at(name + ".weight").t());
}

torch::Tensor Network::norm(const std::string& name, const torch::Tensor& x) const {
  return torch::layer_norm(x, {x.size(1)}, at(name + ".scale"), at(name + ".shift"));
}

Scores Network::forward(const Batch& batch, const Dropout* dropout, std::uint64_t seed) const {
  const auto dropped = [&](const torch::Tensor& x, double Dropout::*rate) {
    return dropout == nullptr ? x : drop(x, dropout->*rate, seed += 0x9E3779B97F4A7C15ULL);
  };
  torch::Tensor words = batch.words;
  torch::Tensor vectors = torch::index_select(vectors_, 0, batch.vectors);
  if (dropout != nullptr) {  // whole words are forgotten
    const auto keep = dropped(torch::ones({batch.rows}), &Dropout::word) > 0;
    words = words * keep.to(torch::kInt64);
    const auto seen = dropped(torch::ones({batch.rows, 1}), &Dropout::vector) > 0;
    vectors = vectors * seen.to(torch::kFloat32);
  }
  const auto pieces =
      torch::index_select(at("pieces"), 0, batch.pieces.flatten()).reshape({batch.rows, -1});
  auto input = torch::cat({torch::index_select(at("words"), 0, words), vectors, pieces}, 1);
  input = dropped(input, &Dropout::input);
  auto x = norm("input.norm", linear("input", input));
  x = x * (1 - batch.roots) + batch.roots * at("root");
  Scores scores;
  for (std::size_t b = 0; b < shape_.blocks.size(); ++b) {
    const std::string name = "block" + std::to_string(b);
    const auto y = norm(name + ".norm", x);
    torch::Tensor change;
    switch (shape_.blocks[b]) {
      case 'r':
        change = torch::relu(linear(name + ".conv", with_neighbours(y, batch.begin)));
        break;
      case 'a':
        change = linear(name + ".out",
                        attend(linear(name + ".qkv", y), at(name + ".bias"), batch.begin));
        break;
      case 's':
        change = scan_both_ways(linear(name + ".gates", y), batch.begin);
        break;
      default:
        change = linear(name + ".out", torch::relu(linear(name + ".wide", y)));
    }
    x = x + dropped(change, &Dropout::block);
    if (static_cast<std::int64_t>(b) + 1 == shape_.feedback) {
      scores.early_upos = linear("early.upos", x);
      scores.early_xpos = linear("early.xpos", x);
      x = x + linear("feedback", torch::cat({torch::softmax(scores.early_upos, 1),
                                             torch::softmax(scores.early_xpos, 1)},
                                            1));
    }
  }
  x = norm("output.norm", x);
  x = dropped(x, &Dropout::block);
  scores.upos = linear("upos", x);
  scores.xpos = linear("xpos", x);
  scores.entities = linear("entities", x);
  const auto dependent = dropped(torch::relu(linear("arc.dependent", x)), &Dropout::head);
  const auto head = dropped(torch::relu(linear("arc.head", x)), &Dropout::head);
  scores.arcs =
      score_arcs(linear("arc.bilinear", dependent), head, linear("arc.bias", x).squeeze(1),
                 linear("arc.distance", dependent), batch.begin);
  scores.dependent = dropped(linear("label.dependent", x), &Dropout::head);
  scores.head = dropped(linear("label.head", x), &Dropout::head);
  return scores;
}

torch::Tensor Network::label_scores(const Scores& scores, const torch::Tensor& heads,
                                    const torch::Tensor& steps) const {
  const auto both = scores.dependent + torch::index_select(scores.head, 0, heads) +
                    torch::index_select(at("label.distance"), 0, steps);
  return linear("label.out", torch::relu(both));
}

}  // namespace stemma::train
