#include "language/network.h"

#include <xxhash.h>

#include <algorithm>
#include <utility>

#include "language/best_of.h"

namespace stemma::language {
namespace {

/// The layer of a matrix's outputs [begin, end), both multiples of 16.
Matrix columns(const Matrix& m, std::size_t begin, std::size_t end) {
  Matrix part = m;
  part.weights += begin * m.in;
  part.scales += begin;
  part.offsets += begin;
  part.sums += begin;
  part.out = static_cast<std::uint32_t>(end - begin);
  return part;
}

}  // namespace

void Network::product(const float* x, std::size_t rows, std::size_t ld, std::size_t width,
                      const Matrix& matrix, float* out, std::size_t ld_out, After after,
                      Workspace& work) const {
  work.bytes.room(rows * matrix.in);
  work.row_scales.room(rows);
  kernels_->quantise(x, rows, width, ld, work.bytes.data(), work.row_scales.data());
  kernels_->multiply(work.bytes.data(), work.row_scales.data(), rows, matrix, out, ld_out, after);
}

void Network::normalised_product(const float* scale, const float* shift, std::size_t rows,
                                 const Matrix& matrix, float* out, std::size_t ld_out, After after,
                                 Workspace& work) const {
  work.bytes.room(rows * matrix.in);
  work.row_scales.room(rows);
  kernels_->normalise_to_bytes(work.x.data(), rows, width_, scale, shift, work.bytes.data(),
                               work.row_scales.data());
  kernels_->multiply(work.bytes.data(), work.row_scales.data(), rows, matrix, out, ld_out, after);
}

/// work.fresh = layer norm of a product of [word | vector | pieces], a row a form.
void Network::embed_unknown(std::span<const std::string_view> forms, Workspace& work) const {
  const std::size_t rows = forms.size();
  const std::size_t word = unknown_.size();
  const std::size_t vector = vectors_.dimensions();
  const std::size_t width = word + vector + kPieces * piece_;
  float* to = work.wide.room(rows * width);
  const auto widen = [&](std::span<const std::int8_t> from, float scale) {
    for (std::size_t i = 0; i < from.size(); ++i) to[i] = static_cast<float>(from[i]) * scale;
  };
  for (const std::string_view form : forms) {
    const WordFeatures f = word_features(form);
    if (const auto r = words_.find(f.key))
      widen(words_.row(*r), words_.scale(*r));
    else
      std::copy(unknown_.begin(), unknown_.end(), to);
    to += word;
    if (const auto r = vectors_.find(f.key))
      widen(vectors_.row(*r), vectors_.scale(*r));
    else
      std::fill_n(to, vector, 0.0F);
    to += vector;
    for (std::size_t k = 0; k < kPieces; ++k, to += piece_) {
      const std::size_t r = k * kPieceBuckets + f.pieces[k];
      widen(pieces_.subspan(r * piece_, piece_), piece_scales_[r]);
    }
  }
  work.y.room(rows * width_);
  work.fresh.room(rows * width_);
  product(work.wide.data(), rows, width, width, input_, work.y.data(), width_, After::kStore, work);
  kernels_->normalise(work.y.data(), rows, width_, input_scale_, input_shift_, work.fresh.data());
}

/// x = the first rows of all words; ROOT rows are their learned row.
void Network::embed(const Batch& batch, Workspace& work) const {
  float* const x = work.x.room(batch.forms.size() * width_);
  work.cache.prepare(width_);
  std::vector<std::string_view> unknown;
  std::vector<std::pair<std::uint64_t, std::size_t>> places;  // hash and row of the unknown
  for (const RowRange& sentence : batch.sentences) {
    std::copy(root_.begin(), root_.end(), x + sentence.first * width_);
    for (std::size_t i = sentence.first + 1; i < sentence.first + sentence.size; ++i) {
      const std::string_view form = batch.forms[i];
      const std::uint64_t hash = XXH3_64bits(form.data(), form.size());
      if (const float* row = work.cache.find(hash)) {
        std::copy_n(row, width_, x + i * width_);
      } else {
        unknown.push_back(form);
        places.emplace_back(hash, i);
      }
    }
  }
  if (unknown.empty()) return;
  embed_unknown(unknown, work);
  for (std::size_t u = 0; u < unknown.size(); ++u) {
    const float* row = work.fresh.data() + u * width_;
    std::copy_n(row, width_, x + places[u].second * width_);
    work.cache.put(places[u].first, row);
  }
}

void RowCache::prepare(std::size_t width) {
  if (width_ == width) return;
  width_ = width;
  forms_.assign(kPlaces, 0);
  rows_.resize(kPlaces * width);
}

const float* RowCache::find(std::uint64_t form) const {
  const std::size_t place = form % kPlaces;
  return forms_[place] == form ? rows_.data() + place * width_ : nullptr;
}

void RowCache::put(std::uint64_t form, const float* row) {
  const std::size_t place = form % kPlaces;
  forms_[place] = form;
  std::copy_n(row, width_, rows_.data() + place * width_);
}

void Network::apply(const Layer& layer, const Batch& batch, std::size_t rows,
                    Workspace& work) const {
  float* x = work.x.data();
  const std::size_t w = width_;
  // x, normalised, times the layer's first matrix.
  const auto first_product = [&](float* out, std::size_t ld_out, After after) {
    normalised_product(layer.scale, layer.shift, rows, layer.first, out, ld_out, after, work);
  };
  switch (layer.kind) {
    case 'r': {
      kernels_->normalise(x, rows, w, layer.scale, layer.shift, work.y.room(rows * w));
      std::fill_n(work.wide.room(rows * 3 * w), rows * 3 * w, 0.0F);
      for (const RowRange& s : batch.sentences) {
        for (std::size_t i = s.first; i < s.first + s.size; ++i) {
          float* to = work.wide.data() + i * 3 * w;
          const float* from = work.y.data() + i * w;
          if (i > s.first) std::copy_n(from - w, w, to);
          std::copy_n(from, w, to + w);
          if (i + 1 < s.first + s.size) std::copy_n(from + w, w, to + 2 * w);
        }
      }
      product(work.wide.data(), rows, 3 * w, 3 * w, layer.first, x, w, After::kAddRelu, work);
      break;
    }
    case 'a': {
      const std::size_t a = attention_;
      work.wide.room(rows * 3 * a);
      work.mixed.room(rows * a);
      first_product(work.wide.data(), 3 * a, After::kStore);
      for (const RowRange& s : batch.sentences) {
        work.scratch.room(attention_scratch(s.size, a / attention_heads_));
        kernels_->attend(work.wide.data(), s, a, attention_heads_, layer.bias, work.mixed.data(),
                         work.scratch.data());
      }
      product(work.mixed.data(), rows, a, a, layer.second, x, w, After::kAdd, work);
      break;
    }
    case 's': {
      work.bytes.room(rows * layer.first.in);
      work.row_scales.room(rows);
      kernels_->normalise_to_bytes(x, rows, w, layer.scale, layer.shift, work.bytes.data(),
                                   work.row_scales.data());
      work.scratch.room(rows * 48);
      kernels_->recur(work.bytes.data(), work.row_scales.data(), rows, layer.first,
                      batch.sentences.data(), batch.sentences.size(), x, work.scratch.data());
      break;
    }
    default: {
      work.wide.room(rows * 2 * w);
      first_product(work.wide.data(), 2 * w, After::kRelu);
      product(work.wide.data(), rows, 2 * w, 2 * w, layer.second, x, w, After::kAdd, work);
    }
  }
}

/// Tags guessed half way are given back to the rows.
void Network::feed_back(std::size_t rows, Workspace& work) const {
  const std::size_t ld = early_.out;
  float* const tags = work.wide.room(rows * ld + 16);  // softmax looks a little further
  product(work.x.data(), rows, width_, width_, early_, tags, ld, After::kStore, work);
  kernels_->softmax(tags, rows, ld, upos_.size());
  kernels_->softmax(tags + upos_.size(), rows, ld, xpos_.size());
  product(work.wide.data(), rows, ld, upos_.size() + xpos_.size(), feedback_matrix_, work.x.data(),
          width_, After::kAdd, work);
}

Network::Output Network::run(const Batch& batch, bool with_states, Workspace& work) const {
  Output out;
  out.rows = batch.forms.size();
  embed(batch, work);
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    apply(layers_[i], batch, out.rows, work);
    if (i + 1 == feedback_) feed_back(out.rows, work);
  }
  out.ld = outputs_.out;
  work.heads.room(out.rows * out.ld);
  // The ends of arcs come first, and are cut off at zero.
  normalised_product(output_scale_, output_shift_, out.rows, columns(outputs_, 0, 2 * arc_),
                     work.heads.data(), out.ld, After::kRelu, work);
  kernels_->multiply(work.bytes.data(), work.row_scales.data(), out.rows,
                     columns(outputs_, 2 * arc_, outputs_.out), work.heads.data() + 2 * arc_,
                     out.ld, After::kStore);
  out.heads = work.heads.data();
  if (with_states) {  // products to come write over them
    std::uint8_t* const states = work.states.room(out.rows * width_);
    for (std::size_t r = 0; r < out.rows; ++r)
      std::copy_n(work.bytes.data() + r * outputs_.in, width_, states + r * width_);
    std::copy_n(work.row_scales.data(), out.rows, work.state_scales.room(out.rows));
    out.states = states;
    out.state_scales = work.state_scales.data();
  }
  work.bilinear.room(out.rows * bilinear_.out);
  product(work.heads.data() + parts_.arc_dependent, out.rows, out.ld, arc_, bilinear_,
          work.bilinear.data(), bilinear_.out, After::kStore, work);
  work.wide.room(out.rows * distance_.out);
  kernels_->multiply(work.bytes.data(), work.row_scales.data(), out.rows, distance_,
                     work.wide.data(), distance_.out, After::kStore);
  std::size_t cells = 0;
  for (const RowRange& s : batch.sentences) cells += s.size * padded(s.size, 16);
  work.scores.room(cells);
  cells = 0;
  for (const RowRange& s : batch.sentences) {
    const std::size_t wide = padded(s.size, 16);
    work.scratch.room(arc_scratch(s.size, arc_));
    const float* first = work.heads.data() + s.first * out.ld;
    kernels_->score_arcs(work.bilinear.data() + s.first * bilinear_.out, first + parts_.arc_head,
                         first + parts_.arc_bias, work.wide.data() + s.first * distance_.out,
                         out.ld, distance_.out, s.size, arc_, work.scores.data() + cells,
                         work.scratch.data());
    out.arcs.push_back(work.scores.data() + cells);
    cells += s.size * wide;
  }
  return out;
}

void Network::relations(const Output& output, std::span<const std::uint32_t> head_rows,
                        std::span<const std::uint8_t> steps, Workspace& work,
                        std::span<Relation> best) const {
  work.pairs.room(output.rows * label_);
  for (std::size_t r = 0; r < output.rows; ++r) {
    kernels_->add_relu(output.heads + r * output.ld + parts_.label_dependent,
                       output.heads + head_rows[r] * output.ld + parts_.label_head,
                       label_distance_.data() + steps[r] * label_, label_,
                       work.pairs.data() + r * label_);
  }
  work.labels.room(output.rows * label_out_.out);
  product(work.pairs.data(), output.rows, label_, label_, label_out_, work.labels.data(),
          label_out_.out, After::kStore, work);
  for (std::size_t r = 0; r < output.rows; ++r) {
    const float* row = work.labels.data() + r * label_out_.out;
    best[r] = relations_[best_of({row, relations_.size()})];
  }
}

}  // namespace stemma::language
