// Task "html": the article's text out of web pages.
//
// Gold: expected.jsonl ({"id", "title", "text"}) and pages/<id>/source.html beside it (unpack the
// archive first). Measure: shingles, as in the article-extraction benchmark of Scrapinghub: the
// multisets of four successive words of both texts are compared; precision and recall are averaged
// over pages, and F1 is made of the two averages.
#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <map>

#include "base/utf8.h"
#include "intake/intake.h"
#include "tasks.h"

namespace stemma::eval {
namespace {

constexpr std::size_t kShingle = 4;

std::vector<std::string> tokens(std::string_view text) {
  std::vector<std::string> out;
  std::string word;
  for (std::size_t at = 0; at < text.size();) {
    const utf8::CodePoint c = utf8::decode(text, at);
    if (utf8::is_letter(c.value) || utf8::is_digit(c.value) || utf8::is_mark(c.value)) {
      word += text.substr(at, c.length);
    } else if (!word.empty()) {
      out.push_back(utf8::to_lower(word));
      word.clear();
    }
    at += c.length;
  }
  if (!word.empty()) out.push_back(utf8::to_lower(word));
  return out;
}

std::map<std::string, std::size_t> shingles(std::string_view text) {
  const std::vector<std::string> words = tokens(text);
  std::map<std::string, std::size_t> out;
  const std::size_t size = std::min(kShingle, words.size());
  for (std::size_t i = 0; size > 0 && i + size <= words.size(); ++i) {
    std::string shingle;
    for (std::size_t j = i; j < i + size; ++j) shingle += words[j] + ' ';
    ++out[shingle];
  }
  return out;
}

F1 compare(std::string_view predicted, std::string_view gold) {
  const auto ours = shingles(predicted);
  const auto theirs = shingles(gold);
  F1 f1;
  for (const auto& [shingle, count] : ours) {
    f1.predicted += count;
    const auto found = theirs.find(shingle);
    if (found != theirs.end()) f1.true_positives += std::min(count, found->second);
  }
  for (const auto& [shingle, count] : theirs) f1.gold += count;
  return f1;
}

std::string field(const simdjson::dom::element& row, const char* key) {
  std::string_view text;
  return row[key].get(text) == simdjson::SUCCESS ? std::string(text) : std::string();
}

struct Page {
  std::string id;
  F1 f1;
};

}  // namespace

Result<Scores> evaluate_html(const std::string& gold, const briefing::Models& models,
                             const EvalOptions& options) {
  const std::filesystem::path folder(gold);
  if (!std::filesystem::is_directory(folder / "pages")) {
    return Error{ErrorCode::kNotFound,
                 "no folder pages/ beside expected.jsonl: unpack the archive of pages to a folder, "
                 "copy expected.jsonl there, and name that folder",
                 gold};
  }
  simdjson::dom::parser parser;
  simdjson::dom::document_stream rows;
  if (parser.load_many((folder / "expected.jsonl").string()).get(rows) != simdjson::SUCCESS)
    return Error{ErrorCode::kUnreadable, "cannot read expected.jsonl", gold};
  std::ofstream predictions;
  if (options.predictions) predictions.open(*options.predictions);
  std::vector<Page> pages;
  double precision = 0;
  double recall = 0;
  double seconds = 0;
  std::size_t bytes = 0;
  std::size_t titles = 0;
  std::size_t titles_right = 0;
  for (auto row : rows) {
    simdjson::dom::element item;
    if (std::move(row).get(item) != simdjson::SUCCESS)
      return Error{ErrorCode::kMalformed, "a line of expected.jsonl is not JSON", gold};
    const std::string id = field(item, "id");
    const std::string expected = field(item, "text");
    const auto start = std::chrono::steady_clock::now();
    const auto batch =
        intake::read_file((folder / "pages" / id / "source.html").string(), models.intake, {});
    seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    bytes += std::filesystem::file_size(folder / "pages" / id / "source.html");
    const bool read = !batch.reports.empty();
    Page page{id, compare(read ? batch.reports[0].text : "", expected)};
    if (const std::string title = field(item, "title"); !title.empty()) {
      ++titles;
      titles_right += read && batch.reports[0].title == title;
    }
    if (predictions.is_open())
      predictions << "=== " << id << "\n" << (read ? batch.reports[0].text : "") << "\n";
    precision += page.f1.predicted == 0 && page.f1.gold == 0 ? 1 : page.f1.precision();
    recall += page.f1.gold == 0 ? 1 : page.f1.recall();
    pages.push_back(std::move(page));
  }
  if (pages.empty()) return Error{ErrorCode::kEmpty, "expected.jsonl has no lines", gold};
  const auto count = static_cast<double>(pages.size());
  precision /= count;
  recall /= count;
  const double sum = precision + recall;
  Scores scores;
  scores.metrics = {
      {"shingle F1", sum == 0 ? 0 : 2 * precision * recall / sum, pages.size()},
      {"shingle precision", precision, pages.size()},
      {"shingle recall", recall, pages.size()},
      {"title exact", titles == 0 ? 0 : double(titles_right) / double(titles), titles},
      {"MB/s", seconds == 0 ? 0 : double(bytes) / 1e6 / seconds, pages.size()},
  };
  std::sort(pages.begin(), pages.end(), [](const Page& a, const Page& b) {
    return std::pair(a.f1.f1(), a.id) < std::pair(b.f1.f1(), b.id);
  });
  scores.details = "weakest pages: F1, precision, recall\n";
  for (std::size_t i = 0; i < std::min<std::size_t>(40, pages.size()); ++i) {
    scores.details += fmt::format("  {:.3f}  {:.3f}  {:.3f}  {}\n", pages[i].f1.f1(),
                                  pages[i].f1.precision(), pages[i].f1.recall(), pages[i].id);
  }
  return scores;
}

}  // namespace stemma::eval
