#include "pack.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <sstream>

#include "language/kernels.h"
#include "language/word_vectors.h"

namespace stemma::train {
namespace {

using language::padded;

template <class T>
std::string bytes_of(const std::vector<T>& values) {
  return {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T)};
}

struct Quantised {
  float scale = 0;
  std::vector<std::int8_t> values;
};

Quantised quantised(const float* row, std::size_t count) {
  Quantised q;
  for (std::size_t i = 0; i < count; ++i) q.scale = std::max(q.scale, std::abs(row[i]) / 127.0F);
  for (std::size_t i = 0; i < count; ++i) {
    q.values.push_back(static_cast<std::int8_t>(q.scale > 0 ? std::lround(row[i] / q.scale) : 0));
  }
  return q;
}

class Packer {
 public:
  Packer(const Network& network, const Vocabulary& vocabulary)
      : network_(network), vocabulary_(vocabulary) {}

  bool write(const std::string& path) {
    settings();
    tables();
    layers();
    outputs();
    std::ostringstream head;
    head << "stemma network 1\n" << settings_.str();
    for (const auto& [name, size, place] : places_) {
      head << "tensor " << name << ' ' << size << ' ' << place << '\n';
    }
    head << "end\n";
    std::string text = head.str();
    text.resize(padded(text.size(), 64), '\0');
    std::ofstream out(path, std::ios::binary);
    out << text << body_;
    return static_cast<bool>(out);
  }

 private:
  struct Place {
    std::string name;
    std::size_t size, place;
  };

  const float* values(const std::string& name, std::size_t count) const {
    for (const auto& p : network_.parameters()) {
      if (p.name != name) continue;
      TORCH_CHECK(static_cast<std::size_t>(p.value.numel()) == count, "size of ", name);
      return p.value.data_ptr<float>();
    }
    TORCH_CHECK(false, "no parameter ", name);
  }

  void put(const std::string& name, const std::string& bytes) {
    body_.resize(padded(body_.size(), 64), '\0');
    places_.push_back({name, bytes.size(), body_.size()});
    body_ += bytes;
  }

  void put_floats(const std::string& name, std::size_t count) {
    const float* v = values(name, count);
    put(name, bytes_of(std::vector<float>(v, v + count)));
  }

  void list(const char* setting, const std::vector<std::string>& names) {
    settings_ << setting;
    for (const std::string& name : names) settings_ << ' ' << name;
    settings_ << '\n';
  }

  void settings() {
    const Shape& s = network_.shape();
    settings_ << "features " << language::kFeatureVersion << "\nblocks " << s.blocks << "\nwidth "
              << s.width << "\npiece " << s.piece << "\narc " << s.arc << "\nlabel " << s.label
              << "\nheads " << s.heads << "\nfeedback " << s.feedback << "\nattention "
              << s.attention << '\n';
    list("upos", vocabulary_.upos);
    list("xpos", vocabulary_.xpos);
    list("relations", vocabulary_.labels);
    list("entities", vocabulary_.entities);
  }

  void tables() {
    const auto word = static_cast<std::size_t>(network_.shape().word);
    const auto piece = static_cast<std::size_t>(network_.shape().piece);
    const float* words = values("words", (vocabulary_.words.size() + 1) * word);
    put("unknown", bytes_of(std::vector<float>(words, words + word)));
    std::vector<std::pair<std::uint64_t, const float*>> rows;
    for (const auto& [key, row] : vocabulary_.words) {
      rows.emplace_back(key, words + static_cast<std::size_t>(row) * word);
    }
    std::sort(rows.begin(), rows.end());
    put("words", language::encode_word_vectors(rows, word));
    const std::size_t buckets = language::kPieces * language::kPieceBuckets;
    const float* pieces = values("pieces", buckets * piece);
    std::vector<std::int8_t> table;
    std::vector<float> scales;
    for (std::size_t r = 0; r < buckets; ++r) {
      const Quantised q = quantised(pieces + r * piece, piece);
      table.insert(table.end(), q.values.begin(), q.values.end());
      scales.push_back(q.scale);
    }
    put("pieces", bytes_of(table));
    put("pieces.scales", bytes_of(scales));
    put_floats("root", static_cast<std::size_t>(network_.shape().width));
  }

  /// One matrix from the rows of several linear layers, one after another.
  void matrix(const std::string& name, const std::vector<std::string>& parts, std::size_t in,
              const std::vector<std::size_t>& outs) {
    std::vector<const float*> rows;
    std::vector<float> offsets;
    for (std::size_t p = 0; p < parts.size(); ++p) {
      const float* weights = values(parts[p] + ".weight", outs[p] * in);
      const float* offset = values(parts[p] + ".offset", outs[p]);
      for (std::size_t o = 0; o < outs[p]; ++o) {
        rows.push_back(weights + o * in);
        offsets.push_back(offset[o]);
      }
    }
    const std::size_t out = padded(rows.size(), 16);
    const std::size_t width = padded(in, 4);
    offsets.resize(out, 0.0F);
    std::vector<std::int8_t> packed(out * width, 0);
    std::vector<float> scales(out, 0.0F);
    std::vector<std::int32_t> sums(out, 0);
    for (std::size_t o = 0; o < rows.size(); ++o) {
      const Quantised q = quantised(rows[o], in);
      scales[o] = q.scale;
      for (std::size_t i = 0; i < in; ++i) {
        sums[o] += 128 * q.values[i];
        packed[(o / 16) * 16 * width + (i / 4) * 64 + (o % 16) * 4 + i % 4] = q.values[i];
      }
    }
    put(name + ".weights", bytes_of(packed));
    put(name + ".scales", bytes_of(scales));
    put(name + ".offsets", bytes_of(offsets));
    put(name + ".sums", bytes_of(sums));
  }

  void layers() {
    const Shape& s = network_.shape();
    const auto w = static_cast<std::size_t>(s.width);
    const std::size_t features = 100 + static_cast<std::size_t>(s.word) +
                                 language::kPieces * static_cast<std::size_t>(s.piece);
    const auto attention = static_cast<std::size_t>(s.attention);
    matrix("input", {"input"}, features, {w});
    put_floats("input.norm.scale", w);
    put_floats("input.norm.shift", w);
    for (std::size_t b = 0; b < s.blocks.size(); ++b) {
      const std::string name = "block" + std::to_string(b);
      put_floats(name + ".norm.scale", w);
      put_floats(name + ".norm.shift", w);
      switch (s.blocks[b]) {
        case 'r':
          matrix(name + ".conv", {name + ".conv"}, 3 * w, {w});
          break;
        case 'a':
          matrix(name + ".qkv", {name + ".qkv"}, w, {3 * attention});
          put_floats(name + ".bias", static_cast<std::size_t>(s.heads) * kDistances);
          matrix(name + ".out", {name + ".out"}, attention, {w});
          break;
        case 's':
          matrix(name + ".gates", {name + ".gates"}, w, {3 * w});
          break;
        default:
          matrix(name + ".wide", {name + ".wide"}, w, {2 * w});
          matrix(name + ".out", {name + ".out"}, 2 * w, {w});
      }
    }
  }

  void outputs() {
    const Shape& s = network_.shape();
    const auto w = static_cast<std::size_t>(s.width);
    const auto arc = static_cast<std::size_t>(s.arc);
    const auto label = static_cast<std::size_t>(s.label);
    const Vocabulary& v = vocabulary_;
    matrix("early", {"early.upos", "early.xpos"}, w, {v.upos.size(), v.xpos.size()});
    matrix("feedback", {"feedback"}, v.upos.size() + v.xpos.size(), {w});
    put_floats("output.norm.scale", w);
    put_floats("output.norm.shift", w);
    matrix("outputs",
           {"arc.dependent", "arc.head", "label.dependent", "label.head", "upos", "xpos",
            "entities", "arc.bias"},
           w, {arc, arc, label, label, v.upos.size(), v.xpos.size(), v.entities.size(), 1});
    matrix("arc.bilinear", {"arc.bilinear"}, arc, {arc});
    matrix("arc.distance", {"arc.distance"}, arc, {static_cast<std::size_t>(kDistances)});
    put_floats("label.distance", static_cast<std::size_t>(kDistances) * label);
    matrix("label.out", {"label.out"}, label, {v.labels.size()});
  }

  const Network& network_;
  const Vocabulary& vocabulary_;
  std::ostringstream settings_;
  std::string body_;
  std::vector<Place> places_;
};

}  // namespace

bool pack(const std::string& path, const Network& network, const Vocabulary& vocabulary) {
  torch::NoGradGuard guard;
  return Packer(network, vocabulary).write(path);
}

}  // namespace stemma::train
