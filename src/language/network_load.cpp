// Reading the network's weights: models/parser.bin, as train/parser/pack.cpp writes it.
#include <fmt/format.h>

#include "language/network.h"

namespace stemma::language {
namespace {

constexpr std::string_view kName = "models/parser.bin";

/// Collects tensors and remembers the first that is missing or of another size.
class Reader {
 public:
  explicit Reader(const ModelFile& file) : file_(file) {}

  std::span<const float> floats(const std::string& tensor, std::size_t count) {
    const auto values = file_.values<float>(tensor, count);
    if (values.empty()) missing(tensor);
    return values;
  }
  std::span<const std::int8_t> bytes(const std::string& tensor, std::size_t count) {
    const auto values = file_.values<std::int8_t>(tensor, count);
    if (values.empty()) missing(tensor);
    return values;
  }

  /// `out` x `in` as they are; the file has them padded.
  Matrix matrix(const std::string& name, std::size_t out, std::size_t in) {
    Matrix m;
    m.out = static_cast<std::uint32_t>(padded(out, 16));
    m.in = static_cast<std::uint32_t>(padded(in, 4));
    m.weights = bytes(name + ".weights", std::size_t{m.out} * m.in).data();
    m.scales = floats(name + ".scales", m.out).data();
    m.offsets = floats(name + ".offsets", m.out).data();
    const auto sums = file_.values<std::int32_t>(name + ".sums", m.out);
    if (sums.empty()) missing(name + ".sums");
    m.sums = sums.data();
    return m;
  }

  template <class T, class Parse>
  std::vector<T> names(std::string_view setting, Parse parse) {
    std::vector<T> values;
    for (const std::string_view word : file_.words(setting)) {
      const auto value = parse(word);
      if (value)
        values.push_back(*value);
      else
        missing(fmt::format("{} {}", setting, word));
    }
    if (values.empty()) missing(std::string(setting));
    return values;
  }

  void missing(const std::string& what) {
    if (wrong_.empty()) wrong_ = what;
  }
  const std::string& wrong() const { return wrong_; }

 private:
  const ModelFile& file_;
  std::string wrong_;
};

}  // namespace

Result<Network> Network::load(std::string_view weights, std::string_view vectors) {
  const auto file = ModelFile::open(weights, kName);
  if (!file) return file.error();
  auto word_vectors = WordVectors::open(vectors);
  if (!word_vectors) return word_vectors.error();
  auto words = WordVectors::open(file->bytes("words"));
  if (!words) return words.error();

  Reader read(*file);
  Network n;
  n.kernels_ = &best_kernels();
  n.vectors_ = *word_vectors;
  n.words_ = *words;
  if (file->number("features") != kFeatureVersion) read.missing("features of this version");
  n.upos_ = read.names<Upos>("upos", parse_upos);
  n.xpos_ = read.names<Xpos>("xpos", parse_xpos);
  n.relations_ = read.names<Relation>("relations", parse_relation);
  n.entities_ = read.names<std::string>(
      "entities", [](std::string_view w) { return std::optional<std::string>(w); });

  n.width_ = file->number("width");
  n.piece_ = file->number("piece");
  n.arc_ = file->number("arc");
  n.label_ = file->number("label");
  n.attention_heads_ = file->number("heads");
  n.attention_ = file->number("attention");
  n.feedback_ = file->number("feedback");
  const auto sized = [](std::size_t v) { return v > 0 && v % 32 == 0 && v <= kWidest; };
  if (!sized(n.width_) || !sized(n.arc_) || !sized(n.label_) || !sized(n.attention_) ||
      n.piece_ == 0 || n.attention_heads_ == 0 || n.attention_ % (16 * n.attention_heads_) != 0) {
    read.missing("sizes that the kernels can work with");
    return Error{ErrorCode::kInternal, fmt::format("has no {}", read.wrong()), std::string(kName)};
  }
  const std::size_t w = n.width_;
  n.unknown_ = read.floats("unknown", n.words_.dimensions());
  n.pieces_ = read.bytes("pieces", kPieces * kPieceBuckets * n.piece_);
  n.piece_scales_ = read.floats("pieces.scales", kPieces * kPieceBuckets);
  n.root_ = read.floats("root", w);
  n.input_ =
      read.matrix("input", w, n.words_.dimensions() + n.vectors_.dimensions() + kPieces * n.piece_);
  n.input_scale_ = read.floats("input.norm.scale", w).data();
  n.input_shift_ = read.floats("input.norm.shift", w).data();
  const auto& blocks = file->words("blocks");
  const std::string_view kinds = blocks.empty() ? std::string_view{} : blocks.front();
  for (std::size_t b = 0; b < kinds.size(); ++b) {
    const std::string name = fmt::format("block{}", b);
    Layer layer;
    layer.kind = kinds[b];
    layer.scale = read.floats(name + ".norm.scale", w).data();
    layer.shift = read.floats(name + ".norm.shift", w).data();
    if (layer.kind == 'r') {
      layer.first = read.matrix(name + ".conv", w, 3 * w);
    } else if (layer.kind == 'a') {
      layer.first = read.matrix(name + ".qkv", 3 * n.attention_, w);
      layer.second = read.matrix(name + ".out", w, n.attention_);
      layer.bias = read.floats(name + ".bias", n.attention_heads_ * kDistances).data();
    } else if (layer.kind == 's') {
      layer.first = read.matrix(name + ".gates", 3 * w, w);
    } else if (layer.kind == 'f') {
      layer.first = read.matrix(name + ".wide", 2 * w, w);
      layer.second = read.matrix(name + ".out", w, 2 * w);
    } else {
      read.missing(fmt::format("block of kind {}", layer.kind));
    }
    n.layers_.push_back(layer);
  }
  const std::size_t tags = n.upos_.size() + n.xpos_.size();
  n.early_ = read.matrix("early", tags, w);
  n.feedback_matrix_ = read.matrix("feedback", w, tags);
  n.output_scale_ = read.floats("output.norm.scale", w).data();
  n.output_shift_ = read.floats("output.norm.shift", w).data();
  std::size_t at = 0;
  const auto part = [&](std::size_t size) {
    const std::size_t begin = at;
    at += size;
    return begin;
  };
  n.parts_.arc_dependent = part(n.arc_);
  n.parts_.arc_head = part(n.arc_);
  n.parts_.label_dependent = part(n.label_);
  n.parts_.label_head = part(n.label_);
  n.parts_.upos = part(n.upos_.size());
  n.parts_.xpos = part(n.xpos_.size());
  n.parts_.entities = part(n.entities_.size());
  n.parts_.arc_bias = part(1);
  n.outputs_ = read.matrix("outputs", at, w);
  n.bilinear_ = read.matrix("arc.bilinear", n.arc_, n.arc_);
  n.distance_ = read.matrix("arc.distance", kDistances, n.arc_);
  n.label_distance_ = read.floats("label.distance", kDistances * n.label_);
  n.label_out_ = read.matrix("label.out", n.relations_.size(), n.label_);
  if (!read.wrong().empty()) {
    return Error{ErrorCode::kInternal, fmt::format("has no {}", read.wrong()), std::string(kName)};
  }
  return n;
}

}  // namespace stemma::language
