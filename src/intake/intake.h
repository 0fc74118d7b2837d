// Intake: bytes -> reports. Plain text, HTML and JSONL; character sets, furniture, dates.
//
//   Result<intake::Model> model = intake::Model::load();
//   intake::Batch batch = intake::read_file("wire.txt", *model, {});
//   // batch.reports: one for a text or HTML file, one a line for JSONL
//   // batch.problems: what could not be read, and why; one bad report never stops the others
//
// Threads: a Model is immutable; all functions are safe to call at once. Only those that take a
// file or a stream touch the world outside.
#pragma once

#include <cstddef>
#include <iosfwd>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "stemma/report.h"
#include "stemma/result.h"

namespace stemma::intake {

/// The furniture rules, outlet and agency names and charset hints that intake works by.
class Model {
 public:
  static Result<Model> load();
  Model(Model&&) noexcept;
  Model& operator=(Model&&) noexcept;
  ~Model();

  struct Rules;
  const Rules& rules() const { return *rules_; }

 private:
  explicit Model(std::unique_ptr<const Rules> rules);
  std::unique_ptr<const Rules> rules_;
};

enum class FormatHint { kDetect, kPlainText, kHtml, kJsonl, kMail };

struct Options {
  FormatHint format = FormatHint::kDetect;         // kDetect: by content, then by file name
  std::size_t max_bytes = 64 * 1024 * 1024;        // of one input
  std::size_t max_report_bytes = 8 * 1024 * 1024;  // of one report's text
  std::size_t first_line =
      1;                     // number of the first line, where the bytes are a later part of a file
  std::string charset = {};  // that a server stated for the bytes; empty: none
};

/// What one input gave. Reports have no id yet (the batch gives it).
struct Batch {
  std::vector<Report> reports;
  std::vector<Error> problems;
  /// When each report's text was had from its address, as the input states it; empty strings, or no
  /// list, where it does not. Of tables and JSONL.
  std::vector<std::string> captured = {};
};

/// Reads from bytes in memory. `source` names them in reports and messages ("wire.txt", "-").
Batch read_bytes(std::string_view bytes, std::string_view source, const Model& model,
                 const Options& options);

/// All bytes of a file. Never opens devices, pipes or folders; reads at most max_bytes + 1.
Result<std::string> file_bytes(const std::string& path, std::size_t max_bytes);

/// All bytes of a stream, to its end or limit.
Result<std::string> stream_bytes(std::istream& in, std::string_view source, std::size_t max_bytes);

/// Reads one file, as file_bytes does.
Batch read_file(const std::string& path, const Model& model, const Options& options);

/// Reads a stream (standard input) to its end or limit.
Batch read_stream(std::istream& in, std::string_view source, const Model& model,
                  const Options& options);

}  // namespace stemma::intake
