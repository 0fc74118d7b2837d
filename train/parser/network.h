// The network that is trained: word features -> residual blocks -> arcs, labels, tags, entities.
//
//   input   [word | vector | pieces] -> linear -> layer norm; ROOT is a learned row
//   blocks  r  x + W relu-convolution over three words      (width 3)
//           a  x + W self-attention, 4 heads, distance bias
//           s  x + W recurrence both ways, no matrices in it
//           f  x + W relu(W x), twice as wide inside
//   tags are guessed after block `feedback` and given back to the rows
//   arcs    bilinear, with a bias for heads and one for distances; labels from both ends
//
// Every parameter has a name; export writes them all, and the program's own inference
// (src/language/network.h) reads them.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "corpus.h"
#include "functions.h"
#include "vectors.h"

namespace stemma::train {

struct Shape {
  std::string blocks = "sssas";
  std::int64_t width = 192;
  std::int64_t word = 96;
  std::int64_t piece = 24;
  std::int64_t arc = 128;
  std::int64_t label = 128;
  std::int64_t heads = 4;
  std::int64_t attention = 0;  // width of queries, keys and values together; 0: that of the rows
  std::int64_t feedback = 2;
};

struct Dropout {
  double input = 0.25;
  double block = 0.25;
  double head = 0.33;
  double word = 0.2;
  double vector = 0.03;
};

struct Batch {
  Begins begin;
  torch::Tensor words;    // [n] rows of the word table
  torch::Tensor vectors;  // [n] rows of the vectors, 0: none
  torch::Tensor pieces;   // [n, kPieces] rows of the joint piece table
  torch::Tensor roots;    // [n, 1] 1 where the row is a ROOT
  torch::Tensor heads;    // [n] absolute row of the head that labels presume
  torch::Tensor steps;    // [n] distance bucket to it
  std::shared_ptr<const std::vector<std::int64_t>> arc_offset;
  std::shared_ptr<const std::vector<Target>> arcs, labels, upos, xpos, entities;
  std::int64_t rows = 0;
};

Batch make_batch(const std::vector<const Sentence*>& sentences, const Vocabulary& vocabulary,
                 const Vectors& vectors);

struct Scores {
  torch::Tensor arcs;             // flat, see score_arcs
  torch::Tensor dependent, head;  // [n, label], what labels are scored from
  torch::Tensor early_upos, early_xpos, upos, xpos, entities;  // [n, outcomes]
};

class Network {
 public:
  Network(const Shape& shape, const Vocabulary& vocabulary, torch::Tensor vectors,
          std::uint64_t seed);

  Scores forward(const Batch& batch, const Dropout* dropout, std::uint64_t seed) const;
  /// [n, labels] for the given heads and distance buckets.
  torch::Tensor label_scores(const Scores& scores, const torch::Tensor& heads,
                             const torch::Tensor& steps) const;

  struct Parameter {
    std::string name;
    torch::Tensor value;
    bool decays = false;
  };
  std::vector<Parameter>& parameters() { return parameters_; }
  const std::vector<Parameter>& parameters() const { return parameters_; }
  const Shape& shape() const { return shape_; }

 private:
  torch::Tensor add(std::string name, torch::IntArrayRef size, double bound, bool decays);
  const torch::Tensor& at(const std::string& name) const;
  torch::Tensor linear(const std::string& name, const torch::Tensor& x) const;
  torch::Tensor norm(const std::string& name, const torch::Tensor& x) const;
  void add_linear(const std::string& name, std::int64_t in, std::int64_t out);
  void add_norm(const std::string& name, std::int64_t width);

  Shape shape_;
  torch::Tensor vectors_;
  std::vector<Parameter> parameters_;
  std::unordered_map<std::string, std::size_t> places_;
};

}  // namespace stemma::train
