#include "intake/intake.h"

#include <fmt/format.h>

#include "intake/charset.h"
#include "intake/format.h"
#include "intake/mail.h"
#include "intake/readers.h"
#include "intake/rules.h"
#include "intake/scan.h"

namespace stemma::intake {

Model::Model(std::unique_ptr<const Rules> rules) : rules_(std::move(rules)) {}
Model::Model(Model&&) noexcept = default;
Model& Model::operator=(Model&&) noexcept = default;
Model::~Model() = default;

Result<Model> Model::load() {
  auto rules = Rules::load();
  if (!rules) return rules.error();
  return Model(std::make_unique<const Rules>(std::move(*rules)));
}

void read_plain(Input input, const Rules& rules, const Options& options, Batch& batch) {
  Draft draft;
  draft.report.source = input.source;
  draft.report.format = ReportFormat::kPlainText;
  draft.report.text = std::move(input.text);
  draft.report.notes = std::move(input.notes);
  auto report = assemble(std::move(draft), rules, options);
  if (report) {
    batch.reports.push_back(std::move(*report));
  } else {
    batch.problems.push_back(report.error());
  }
}

Batch read_bytes(std::string_view bytes, std::string_view source, const Model& model,
                 const Options& options) {
  Batch batch;
  const Rules& rules = model.rules();
  const auto fail = [&](ErrorCode code, std::string message) {
    batch.problems.push_back({code, std::move(message), std::string(source)});
    return std::move(batch);
  };
  if (bytes.size() > options.max_bytes) {
    return fail(ErrorCode::kTooLarge,
                fmt::format("over the limit of {} bytes an input; split it into smaller files",
                            options.max_bytes));
  }
  const bool detect = options.format == FormatHint::kDetect;
  if (detect && looks_like_mbox(bytes)) {
    read_mbox(bytes, source, rules, options, batch);
    return batch;
  }
  if (options.format == FormatHint::kMail || (detect && looks_like_mail(bytes))) {
    read_mail(bytes, source, rules, options, batch);
    return batch;
  }
  const bool page = options.format == FormatHint::kHtml || named_html(source) ||
                    looks_like_html(bytes.substr(0, 4096));
  // JSON is UTF-8 by its standard: one bad line must not change how the others are read.
  const bool json = options.format == FormatHint::kJsonl ||
                    (options.format == FormatHint::kDetect && !page &&
                     detect_format(bytes.substr(0, 4096), source) == FormatHint::kJsonl);
  Input input{{}, source, {}};
  const bool marked = bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
  if (json && !marked && bytes.find('\0') == std::string_view::npos) {
    if (auto error = binary_error(bytes, source, rules)) return fail(error->code, error->message);
    input.text = bytes;
  } else {
    const bool declares = page || looks_like_feed(bytes);
    auto decoded = decode_text(bytes, source, declares, rules, options.charset);
    if (!decoded) return fail(decoded.error().code, decoded.error().message);
    input.text = std::move(decoded->text);
    input.notes = std::move(decoded->notes);
  }
  if (trim(input.text).empty()) {
    return fail(ErrorCode::kEmpty, bytes.empty()
                                       ? "the file is empty; give one with the report's words"
                                       : "nothing but white space in it; give the report's words");
  }
  FormatHint format = options.format;
  if (format == FormatHint::kDetect && looks_like_feed(input.text)) {
    read_feed(std::move(input), rules, options, batch);
    return batch;
  }
  if (format == FormatHint::kDetect && named_csv(source)) {
    read_csv(std::move(input), rules, options, batch);
    return batch;
  }
  if (format == FormatHint::kDetect) format = detect_format(input.text, source);
  switch (format) {
    case FormatHint::kHtml:
      read_html(std::move(input), rules, options, batch);
      break;
    case FormatHint::kJsonl:
      read_json(std::move(input), rules, options, batch);
      break;
    default:
      read_plain(std::move(input), rules, options, batch);
  }
  return batch;
}

}  // namespace stemma::intake
