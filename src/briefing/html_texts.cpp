#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "briefing/dates.h"
#include "briefing/digest.h"
#include "briefing/display.h"
#include "briefing/escape.h"
#include "briefing/html_sections.h"
#include "briefing/ids.h"
#include "briefing/marked_text.h"

namespace stemma::briefing {
namespace {

/// The two reports between which most happened: worst changes, then most alignments.
Pair telling_pair(const Lookup& lookup) {
  const Briefing& b = lookup.briefing();
  std::map<Pair, std::pair<double, std::size_t>> weight;
  for (const Reading& reading : b.collation.readings) {
    for (const Variant& v : reading.variants) {
      Pair pair{b.claims[v.claim_a.index()].report, b.claims[v.claim_b.index()].report};
      if (pair.second < pair.first) std::swap(pair.first, pair.second);
      weight[pair].first += v.severity;
    }
  }
  for (const Alignment& a : b.lineage.alignments) ++weight[{a.a.report, a.b.report}].second;
  Pair best{ReportId{0}, ReportId{b.reports.size() > 1 ? 1u : 0u}};
  std::pair<double, std::size_t> most{0, 0};
  for (const auto& [pair, value] : weight) {
    if (pair.first == pair.second || value <= most) continue;
    most = value;
    best = pair;
  }
  return best;
}

/// Where each sentence of the shown pair has its counterpart.
using Counterparts = std::map<std::pair<ReportId, SentenceId>, const Alignment*>;

Counterparts counterparts_of(const Lookup& lookup, const Pair& pair) {
  Counterparts found;
  const auto keep = [&](ReportId report, SentenceId sentence, const Alignment& a) {
    const Alignment*& best = found[{report, sentence}];
    if (best == nullptr || best->score < a.score) best = &a;
  };
  for (const Alignment& a : lookup.briefing().lineage.alignments) {
    if (a.a.report != pair.first || a.b.report != pair.second) continue;
    keep(a.a.report, a.sentence_a, a);
    keep(a.b.report, a.sentence_b, a);
  }
  return found;
}

std::vector<std::vector<MarkedRange>> marks_of(const Lookup& lookup) {
  const Briefing& b = lookup.briefing();
  std::vector<std::vector<MarkedRange>> marks(b.reports.size());
  for (const Reading& reading : b.collation.readings) {
    for (const Variant& v : reading.variants) {
      for (const std::optional<Evidence>& e : {v.a, v.b}) {
        if (e) marks[e->report.index()].push_back({e->range, Mark::kVariant});
      }
    }
  }
  for (const Warning& w : b.collation.warnings) {
    marks[w.evidence.report.index()].push_back({w.evidence.range, Mark::kWarned});
  }
  for (auto& of_report : marks) {
    std::sort(of_report.begin(), of_report.end(), [](const MarkedRange& x, const MarkedRange& y) {
      return std::tuple(x.range, x.mark) < std::tuple(y.range, y.mark);
    });
  }
  return marks;
}

/// Writes one report's text: paragraphs, sentences, furniture.
class TextWriter {
 public:
  TextWriter(const Lookup& lookup, const Report& report, const Counterparts& counterparts,
             const std::vector<MarkedRange>& marks)
      : lookup_(lookup), report_(report), counterparts_(counterparts), marks_(marks) {}

  std::string write() {
    const std::vector<Sentence>& sentences =
        lookup_.briefing().analyses[report_.id.index()].sentences;
    std::size_t next_furniture = 0;
    std::optional<std::uint32_t> paragraph;
    out_ = "<p>";
    for (std::uint32_t i = 0; i < sentences.size(); ++i) {
      while (next_furniture < report_.furniture.size() &&
             report_.furniture[next_furniture].range.begin < sentences[i].range.begin) {
        write_furniture(report_.furniture[next_furniture++]);
      }
      if (paragraph && *paragraph != sentences[i].paragraph) out_ += "</p>\n<p>";
      paragraph = sentences[i].paragraph;
      write_sentence(SentenceId{i}, sentences[i].range);
    }
    while (next_furniture < report_.furniture.size()) {
      write_furniture(report_.furniture[next_furniture++]);
    }
    return out_ + "</p>\n";
  }

 private:
  void write_furniture(const Furniture& f) {
    out_ += fmt::format("<span class=\"furniture\" title=\"{}\"><bdi>{}</bdi></span> ",
                        plain(f.kind), escape(slice(report_.text, f.range)));
  }

  void write_sentence(SentenceId id, ByteRange range) {
    const auto it = counterparts_.find({report_.id, id});
    const Alignment* alignment = it == counterparts_.end() ? nullptr : it->second;
    out_ += fmt::format("<span class=\"s{}\" id=\"{}\"><bdi>", alignment ? " " : "",
                        print(report_.id, id));
    if (alignment) out_.insert(out_.rfind("\" id="), to_string(alignment->kind));
    std::vector<MarkedRange> here;
    while (next_mark_ < marks_.size() && marks_[next_mark_].range.begin < range.end) {
      here.push_back(marks_[next_mark_++]);
    }
    out_ += marked(report_.text, range, std::move(here)) + "</bdi>";
    if (alignment) {
      const bool is_a = alignment->a.report == report_.id;
      const std::string target = is_a ? print(alignment->b.report, alignment->sentence_b)
                                      : print(alignment->a.report, alignment->sentence_a);
      out_ += fmt::format(
          "<a class=\"to\" href=\"#{}\" title=\"{}\" aria-label=\"the same in the other "
          "report\">{}</a>",
          target, plain(alignment->kind), is_a ? "›" : "‹");
    }
    out_ += "</span> ";
  }

  const Lookup& lookup_;
  const Report& report_;
  const Counterparts& counterparts_;
  const std::vector<MarkedRange>& marks_;
  std::size_t next_mark_ = 0;
  std::string out_;
};

void write_article(std::string& out, const Lookup& lookup, const Report& report,
                   const Counterparts& counterparts, const std::vector<MarkedRange>& marks,
                   std::string_view side) {
  const std::string id = print(report.id);
  out += fmt::format(
      "<article class=\"report{0}\" id=\"text-{1}\" data-report=\"{2}\" tabindex=\"0\" "
      "aria-labelledby=\"title-{1}\">\n<header><h3 id=\"title-{1}\"><span class=\"id\">{1}</span> "
      "{3}</h3>\n",
      side, id, report.id.value, isolate(lookup.report_name(report.id)));
  if (!report.title.empty()) out += "<p class=\"title\">" + isolate(report.title) + "</p>\n";
  std::string when = "No date";
  if (report.published) {
    when = escape(clean(print_day(report.published->value)));
    if (!report.published->reason.empty()) {
      when += " <span class=\"quiet\">(" + isolate(report.published->reason) + ")</span>";
    }
  }
  if (!report.byline.empty()) when += ", by " + isolate(shorten(clean(report.byline), 80));
  if (!is_read(report)) when += ", " + escape(unread_note(report));
  out += "<p class=\"quiet\">" + when + "</p>\n</header>\n";
  out += TextWriter(lookup, report, counterparts, marks).write() + "</article>\n";
}

void write_choice(std::string& out, const Lookup& lookup, std::string_view name,
                  std::string_view label, ReportId chosen) {
  out += fmt::format("<label>{} <select id=\"choose-{}\">", label, name);
  for (const Report& report : lookup.briefing().reports) {
    out += fmt::format("<option value=\"{}\"{}>{} {}</option>", report.id.value,
                       report.id == chosen ? " selected" : "", print(report.id),
                       escape(shorten(lookup.report_name(report.id), 40)));
  }
  out += "</select></label>\n";
}

/// {"0-1": [[sentence, sentence, kind], ...], ...}: numbers only, so nothing to escape.
void write_alignments(std::string& out, const Lookup& lookup) {
  out += "<script type=\"application/json\" id=\"alignments\">{";
  std::optional<Pair> open;
  for (const Alignment& a : lookup.briefing().lineage.alignments) {
    const Pair pair{a.a.report, a.b.report};
    if (open != pair) {
      if (open) out += "],";
      out += fmt::format("\"{}-{}\":[", pair.first.value, pair.second.value);
      open = pair;
    } else {
      out += ',';
    }
    out += fmt::format("[{},{},{}]", a.sentence_a.value, a.sentence_b.value,
                       static_cast<unsigned>(a.kind));
  }
  out += open ? "]}</script>\n" : "}</script>\n";
}

}  // namespace

void html_texts(std::string& out, const Lookup& lookup) {
  const std::vector<Report>& reports = lookup.briefing().reports;
  if (reports.empty()) return;
  const Pair pair = telling_pair(lookup);
  const Counterparts counterparts = counterparts_of(lookup, pair);
  const std::vector<std::vector<MarkedRange>> marks = marks_of(lookup);
  open_section(out, "texts", reports.size() == 1 ? "The text" : "Side by side");
  if (reports.size() > 1) {
    out += "<form class=\"choose\" hidden>\n";
    write_choice(out, lookup, "left", "Left", pair.first);
    write_choice(out, lookup, "right", "Right", pair.second);
    out +=
        "</form>\n<p class=\"legend\"><span class=\"s verbatim\">the same words</span> <span "
        "class=\"s edited\">edited, <mark class=\"changed\">changed words</mark></span> <span "
        "class=\"s paraphrase\">in other words</span> <span class=\"s\">only here</span> <mark "
        "class=\"variant\">a change that matters</mark> <mark class=\"warned\">check before "
        "use</mark> <span class=\"furniture\">not prose</span></p>\n";
  }
  out += "<div class=\"texts\">\n";
  for (const Report& report : reports) {
    const std::string_view side = report.id == pair.first    ? " left"
                                  : report.id == pair.second ? " right"
                                                             : "";
    write_article(out, lookup, report, counterparts, marks[report.id.index()], side);
  }
  out += "</div>\n";
  write_alignments(out, lookup);
  close_section(out);
}

}  // namespace stemma::briefing
