// The network that reads sentences: words -> scores of tags, entities, heads, relations.
//
//   Result<Network> network = Network::load(weights, vectors);
//   Network::Batch batch = ...;                       // words of some sentences, ROOT before each
//   Network::Output out = network->run(batch, workspace);
//   network->relations(out, head_rows, steps, workspace, best);
//
// The architecture is described in train/parser/network.h, its reasons and figures in
// models/parser.md. Weights are read in place. Threads: immutable; one Workspace a thread.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "language/kernels.h"
#include "language/model_file.h"
#include "language/word_features.h"
#include "language/word_vectors.h"
#include "stemma/result.h"
#include "stemma/syntax.h"

namespace stemma::language {

/// Memory that grows to the most it was ever asked for, and is not cleared.
template <class T>
class Buffer {
 public:
  T* room(std::size_t count) {
    if (count > size_) {
      values_ = std::make_unique_for_overwrite<T[]>(count);
      size_ = count;
    }
    return values_.get();
  }
  T* data() { return values_.get(); }

 private:
  std::unique_ptr<T[]> values_;
  std::size_t size_ = 0;
};

/// First rows of words met before: most words of a text are few, and their rows rest on the form
/// alone. Each form has one place; a newer one takes it.
class RowCache {
 public:
  /// Makes places for rows of `width`, where there are none yet.
  void prepare(std::size_t width);
  /// The form's row, or none. A hash of 64 bits stands for the form.
  const float* find(std::uint64_t form) const;
  void put(std::uint64_t form, const float* row);

 private:
  static constexpr std::size_t kPlaces = 16384;
  std::vector<std::uint64_t> forms_;  // 0: empty
  std::vector<float> rows_;
  std::size_t width_ = 0;
};

/// Memory that runs share, so that they allocate nothing once it has grown.
struct Workspace {
  RowCache cache;
  Buffer<float> x, y, wide, mixed, fresh, heads, bilinear, scores, row_scales, scratch, pairs,
      labels;
  Buffer<std::uint8_t> bytes, states;
  Buffer<float> state_scales;
};

class Network {
 public:
  static Result<Network> load(std::string_view weights, std::string_view vectors);

  struct Batch {
    std::vector<RowRange> sentences;      // each with its ROOT row first
    std::vector<std::string_view> forms;  // one a row; ROOT's are not looked at
  };

  /// Views into the workspace, good until its next use.
  struct Output {
    std::size_t rows = 0;
    const float* heads = nullptr;  // [rows, width of all outputs]
    std::size_t ld = 0;
    std::vector<const float*> arcs;  // for each sentence of m rows, [m, padded(m, 16)]
    // Where asked for: what the layers made of each word, before it is read off: [rows, width()] in
    // bytes as Kernels::quantise makes them, with their scales.
    const std::uint8_t* states = nullptr;
    const float* state_scales = nullptr;
  };

  Output run(const Batch& batch, bool with_states, Workspace& work) const;
  std::size_t width() const { return width_; }

  /// Best relation of each row to its head. head_rows: absolute rows; steps: distance buckets.
  void relations(const Output& output, std::span<const std::uint32_t> head_rows,
                 std::span<const std::uint8_t> steps, Workspace& work,
                 std::span<Relation> best) const;

  /// Scores within Output::heads, by outcome.
  std::span<const float> upos(const Output& o, std::size_t row) const {
    return {o.heads + row * o.ld + parts_.upos, upos_.size()};
  }
  std::span<const float> xpos(const Output& o, std::size_t row) const {
    return {o.heads + row * o.ld + parts_.xpos, xpos_.size()};
  }
  std::span<const float> entities(const Output& o, std::size_t row) const {
    return {o.heads + row * o.ld + parts_.entities, entities_.size()};
  }
  const std::vector<Upos>& upos_names() const { return upos_; }
  const std::vector<Xpos>& xpos_names() const { return xpos_; }
  const std::vector<std::string>& entity_names() const { return entities_; }  // "O", "B-PER"

 private:
  struct Layer {
    char kind = 'r';
    const float* scale = nullptr;  // of its layer norm
    const float* shift = nullptr;
    Matrix first;
    Matrix second;
    const float* bias = nullptr;  // of attention, by head and distance
  };
  /// Where each part begins within the joint output; arc_dependent and arc_head are the first.
  struct Parts {
    std::size_t upos = 0, xpos = 0, entities = 0, arc_bias = 0, arc_dependent = 0, arc_head = 0,
                label_dependent = 0, label_head = 0;
  };

  void embed(const Batch& batch, Workspace& work) const;
  void embed_unknown(std::span<const std::string_view> forms, Workspace& work) const;
  void apply(const Layer& layer, const Batch& batch, std::size_t rows, Workspace& work) const;
  void feed_back(std::size_t rows, Workspace& work) const;
  void product(const float* x, std::size_t rows, std::size_t ld, std::size_t width,
               const Matrix& matrix, float* out, std::size_t ld_out, After after,
               Workspace& work) const;
  /// The same of the rows' layer norm.
  void normalised_product(const float* scale, const float* shift, std::size_t rows,
                          const Matrix& matrix, float* out, std::size_t ld_out, After after,
                          Workspace& work) const;

  const Kernels* kernels_ = nullptr;
  WordVectors vectors_;
  WordVectors words_;
  std::span<const float> unknown_;  // what stands for a word without a row
  std::span<const std::int8_t> pieces_;
  std::span<const float> piece_scales_;
  std::span<const float> root_;
  std::size_t width_ = 0, piece_ = 0, arc_ = 0, label_ = 0, attention_heads_ = 0, attention_ = 0,
              feedback_ = 0;
  Matrix input_;
  const float* input_scale_ = nullptr;
  const float* input_shift_ = nullptr;
  std::vector<Layer> layers_;
  Matrix early_, feedback_matrix_, outputs_, bilinear_, distance_, label_out_;
  const float* output_scale_ = nullptr;
  const float* output_shift_ = nullptr;
  std::span<const float> label_distance_;
  Parts parts_;
  std::vector<Upos> upos_;
  std::vector<Xpos> xpos_;
  std::vector<Relation> relations_;
  std::vector<std::string> entities_;
};

}  // namespace stemma::language
