#include "intake/intake.h"

#include <fstream>
#include <iterator>

namespace stemma::intake {

struct Model::Rules {};
Model::Model(std::unique_ptr<const Rules> rules) : rules_(std::move(rules)) {}
Model::Model(Model&&) noexcept = default;
Model& Model::operator=(Model&&) noexcept = default;
Model::~Model() = default;
Result<Model> Model::load() { return Model(std::make_unique<Rules>()); }

Batch read_bytes(std::string_view bytes, std::string_view source, const Model&, const Options&) {
  Batch batch;
  Report report;
  report.source = source;
  report.text = bytes;
  batch.reports.push_back(std::move(report));
  return batch;
}

Batch read_file(const std::string& path, const Model& model, const Options& options) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return {{}, {Error{ErrorCode::kNotFound, "no such file", path}}};
  return read_stream(in, path, model, options);
}

Batch read_stream(std::istream& in, std::string_view source, const Model& model,
                  const Options& options) {
  const std::string bytes{std::istreambuf_iterator<char>(in), {}};
  return read_bytes(bytes, source, model, options);
}

}  // namespace stemma::intake
