// Pages: sieve, tree, metadata, article.
#include <fmt/format.h>

#include "intake/html_article.h"
#include "intake/html_metadata.h"
#include "intake/html_sieve.h"
#include "intake/readers.h"
#include "intake/scan.h"

namespace stemma::intake {
namespace {

constexpr std::size_t kMaxPage = 8 * 1024 * 1024;  // of a page once it is sieved

}  // namespace

Result<Draft> extract_html(std::string_view html, std::string_view source, const Rules& rules) {
  const Sieved page = sieve_html(html);
  if (page.html.size() > kMaxPage) {
    return Error{ErrorCode::kTooLarge,
                 fmt::format("a page of {} bytes without its scripts is over the limit of {}; save "
                             "the article alone",
                             page.html.size(), kMaxPage),
                 std::string(source)};
  }
  const HtmlTree tree = parse_html(page.html);
  PageMetadata metadata = read_metadata(tree, page.json_ld, rules);
  Article article = extract_article(tree, rules);
  if (trim(article.text).empty()) {
    return Error{ErrorCode::kEmpty,
                 "the page holds no words outside scripts and menus; save it from a browser once "
                 "it has loaded, or give its text",
                 std::string(source)};
  }
  Draft draft;
  draft.report.source = source;
  draft.report.format = ReportFormat::kHtml;
  draft.report.text = std::move(article.text);
  draft.report.title = std::move(metadata.title);
  draft.report.outlet = std::move(metadata.outlet);
  draft.report.url = std::move(metadata.url);
  draft.report.byline = std::move(metadata.byline);
  draft.report.language = std::move(metadata.language);
  draft.report.language_basis = std::move(metadata.language_basis);
  draft.report.notes.push_back("text taken out of HTML; offsets are into that text");
  if (page.flattened) {
    draft.report.notes.push_back(
        fmt::format("elements nested deeper than {} were flattened", kMaxNesting));
  }
  draft.marked = std::move(article.marked);
  draft.dates = std::move(metadata.dates);
  return draft;
}

void read_html(Input input, const Rules& rules, const Options& options, Batch& batch) {
  auto draft = extract_html(input.text, input.source, rules);
  if (!draft) {
    batch.problems.push_back(draft.error());
    return;
  }
  std::vector<std::string>& notes = draft->report.notes;
  notes.insert(notes.begin(), input.notes.begin(), input.notes.end());
  auto report = assemble(std::move(*draft), rules, options);
  if (report) {
    batch.reports.push_back(std::move(*report));
  } else {
    batch.problems.push_back(report.error());
  }
}

}  // namespace stemma::intake
