#include <fmt/format.h>

#include "briefing/digest.h"
#include "briefing/display.h"
#include "briefing/escape.h"
#include "briefing/html_sections.h"
#include "briefing/ids.h"
#include "briefing/marked_text.h"

namespace stemma::briefing {
namespace {

constexpr std::size_t kChanges = 12;

struct Side {
  ReportId report;
  SentenceId sentence;
  std::optional<Evidence> words;
};

Side side_of(const Lookup& lookup, ClaimId id, const std::optional<Evidence>& words) {
  const Claim& claim = lookup.briefing().claims[id.index()];
  if (words) {
    if (const auto sentence = lookup.sentence_at(*words)) return {words->report, *sentence, words};
  }
  return {claim.report, claim.sentence, words};
}

void write_side(std::string& out, const Lookup& lookup, const Side& side,
                std::vector<MarkedRange> marks, const std::vector<Evidence>& also) {
  const ByteRange sentence = lookup.sentence(side.report, side.sentence).range;
  ByteRange shown = sentence;
  if (side.words) {
    marks.push_back({side.words->range, Mark::kVariant});
    shown = cover(shown, side.words->range);
  }
  const std::string_view text = lookup.briefing().reports[side.report.index()].text;
  out += fmt::format("<figure{}>\n<figcaption>{} {}{}</figcaption>\n",
                     side.words ? "" : " class=\"without\"", link(lookup, {side.report, shown}),
                     isolate(lookup.report_name(side.report)),
                     side.words ? "" : " <span class=\"quiet\">has nothing of the kind</span>");
  out += "<blockquote><bdi>" + marked(text, shown, std::move(marks)) + "</bdi></blockquote>\n";
  if (!also.empty()) out += "<p class=\"also\">Also in" + links(lookup, also) + "</p>\n";
  out += "</figure>\n";
}

std::string change_item(const Lookup& lookup, const Change& change) {
  const Variant& v = *change.variant;
  const bool conflict = change.reading->relation == ReadingRelation::kConflict;
  std::string out =
      fmt::format("<h3>{}{}</h3>\n<p class=\"note\">{}</p>\n<div class=\"sides\">\n", plain(v.kind),
                  conflict ? " <span class=\"badge bad\">independent reports disagree</span>" : "",
                  isolate(v.note));
  const Side a = side_of(lookup, v.claim_a, v.a);
  const Side b = side_of(lookup, v.claim_b, v.b);
  SentenceDiff diff = diff_sentences(lookup, a.report, a.sentence, b.report, b.sentence);
  std::vector<Evidence> also_a;
  std::vector<Evidence> also_b;
  for (const Variant* other : change.also) {
    if (other->a && other->a->report != a.report) also_a.push_back(*other->a);
    if (other->b && other->b->report != b.report) also_b.push_back(*other->b);
  }
  write_side(out, lookup, a, std::move(diff.a), also_a);
  write_side(out, lookup, b, std::move(diff.b), also_b);
  return out + "</div>";
}

}  // namespace

void html_changes(std::string& out, const Lookup& lookup) {
  const std::vector<Change> changes = changes_of(lookup);
  if (changes.empty()) return;
  open_section(out, "changes", "What changed between them",
               "Worst first. The words that matter are framed; other words that differ are "
               "underlined.");
  std::vector<std::string> items;
  for (const Change& change : changes) items.push_back(change_item(lookup, change));
  write_list(out, items, kChanges, "changes");
  close_section(out);
}

}  // namespace stemma::briefing
