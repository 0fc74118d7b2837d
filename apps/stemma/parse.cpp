// stemma parse: reports or given words as CoNLL-U, one document after the other.
#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <iostream>
#include <thread>

#include "base/parallel.h"
#include "console.h"
#include "inputs.h"
#include "language/conllu_documents.h"
#include "language/conllu_writer.h"
#include "language/language.h"
#include "verbs.h"

namespace stemma::app {
namespace {

class Parser {
 public:
  Parser(const Arguments& arguments, const intake::Model& intake, const language::Model& language)
      : arguments_(arguments), intake_(intake), language_(language), out_(arguments) {}

  int run() {
    bool all_read = true;
    for (const std::string& path : files_named(arguments_)) {
      if (!out_.ok()) break;
      all_read = (is_conllu(path) ? parse_conllu(path) : parse_reports(path)) && all_read;
    }
    const int closed = out_.close();
    return closed == kDone && !all_read ? kUsageOrInput : closed;
  }

 private:
  bool is_conllu(const std::string& path) const {
    const std::string& input = arguments_.get("input");
    return input == "conllu" || (input == "auto" && path.ends_with(".conllu"));
  }

  /// Whether all of the file could be read.
  bool parse_reports(const std::string& path) {
    const intake::Batch batch = read_input(path, intake_, intake_options(arguments_));
    for (const Error& problem : batch.problems) complain(problem);
    print(
        batch.reports.size(), [&](std::size_t i) { return batch.reports[i].text.size(); },
        [&](std::size_t i) {
          const Report& report = batch.reports[i];
          return language::write_conllu(report.source == "-" ? "stdin" : report.source, report.text,
                                        language::parse(report, language_), language_);
        });
    return batch.problems.empty();
  }

  bool parse_conllu(const std::string& path) {
    const std::size_t limit = intake::Options{}.max_bytes;
    const auto bytes =
        path == "-" ? intake::stream_bytes(std::cin, path, limit) : intake::file_bytes(path, limit);
    if (!bytes) return failed(bytes.error());
    auto rows = language::read_conllu_rows(*bytes, path);
    if (!rows) return failed(rows.error());
    if (rows->empty()) {
      return failed({ErrorCode::kEmpty, "no sentence in it; check that it is CoNLL-U", path});
    }
    const auto documents = language::documents_of(std::move(*rows));
    const auto bytes_of = [&](std::size_t i) {
      constexpr std::size_t kSentence = 100;  // more or less
      return kSentence * documents[i].sentences.size();
    };
    print(documents.size(), bytes_of, [&](std::size_t i) {
      const language::GivenText given = language::given_text(documents[i]);
      Report report;
      report.text = given.text;
      return language::write_conllu(documents[i],
                                    language::parse(report, given.sentences, language_), language_);
    });
    return true;
  }

  static bool failed(const Error& error) {
    complain(error);
    return false;
  }

  /// Prints documents in their order. Each thread gets many at a time, since some are longer than
  /// others and all wait for the last; but not so many that their pages fill the memory.
  void print(std::size_t count, const std::function<std::size_t(std::size_t)>& bytes_of,
             const std::function<std::string(std::size_t)>& page_of) {
    const unsigned wanted = arguments_.number("threads");
    const unsigned threads =
        wanted == 0 ? std::max(1U, std::thread::hardware_concurrency()) : wanted;
    constexpr std::size_t kBytesEach = 200'000;  // of text; a page is ten times as long
    for (std::size_t first = 0; first < count && out_.ok();) {
      std::size_t end = first;
      for (std::size_t bytes = 0; end < count && bytes < kBytesEach * threads; ++end) {
        bytes += bytes_of(end);
      }
      std::vector<std::string> pages(end - first);
      parallel_for(pages.size(), threads, [&](std::size_t i) { pages[i] = page_of(first + i); });
      for (const std::string& page : pages) out_.write(page);
      first = end;
    }
  }

  const Arguments& arguments_;
  const intake::Model& intake_;
  const language::Model& language_;
  Output out_;
};

}  // namespace

int run_parse(const Arguments& arguments) {
  const auto intake = intake::Model::load();
  const auto language = language::Model::load();
  if (!intake || !language) {
    complain(intake ? language.error() : intake.error());
    return kInternal;
  }
  return Parser(arguments, *intake, *language).run();
}

}  // namespace stemma::app
