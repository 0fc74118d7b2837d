#include "briefing/compare_words.h"

#include <fmt/format.h>

#include <string_view>

#include "briefing/display.h"
#include "briefing/ids.h"
#include "briefing/verdict.h"
#include "briefing/word_diff.h"

namespace stemma::briefing {
namespace {

constexpr ReportId kFirst{0};
constexpr ReportId kSecond{1};

/// The number behind the dot of "3fa9c1d2e4b50617.2".
std::string version_number(const std::string& id) { return id.substr(id.rfind('.') + 1); }

std::vector<ByteRange> words_of(std::string_view text) {
  std::vector<ByteRange> words;
  for (std::size_t at = text.find_first_not_of(' '); at != std::string_view::npos;) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    words.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)});
    at = text.find_first_not_of(' ', end);
  }
  return words;
}

/// What is not read, and what that leaves of the comparison.
std::string unread_words(const Briefing& b, const Sides& sides) {
  const std::string_view then = sides.versions ? "the words are compared, and not what they say"
                                               : "its sentences are not compared";
  const Report& first = b.reports[0];
  const Report& second = b.reports[1];
  if (sides.versions && !is_read(first) && first.language == second.language)
    return fmt::format("Both are {}: {}. ", unread_note(first), then);
  std::string out;
  for (const Report* report : {&first, &second}) {
    if (!is_read(*report))
      out += fmt::format("{} is {}: {}. ", print(report->id), unread_note(*report), then);
  }
  return out;
}

}  // namespace

std::string as_they_were(std::size_t sentences) {
  return count_of(sentences, "sentence as it was", "sentences as they were");
}

std::string compare_headline(const Lookup& lookup, const Sides& sides) {
  if (!sides.versions) return verdict_of(lookup).headline;
  const Report& report = lookup.briefing().reports[kSecond.index()];
  std::string name =
      report.outlet.empty() && !report.url.empty() ? "" : lookup.report_name(kSecond);
  if (!report.url.empty()) name += (name.empty() ? "" : ", ") + clean(report.url);
  return fmt::format("Two texts of one report: {}.", name);
}

std::string compare_summary(const Lookup& lookup, const Comparison& c, const Sides& sides) {
  const Briefing& b = lookup.briefing();
  const std::string out = unread_words(b, sides);
  if (c.rows.empty()) return out + "There are no sentences to compare.";
  if (sides.versions && c.changed + c.only_a + c.only_b == 0)
    return out +
           fmt::format("The prose is as it was, {}.", count_of(c.same, "sentence", "sentences"));
  if (sides.versions) {
    return out + fmt::format("{}; {} changed, {} added, {} taken out.", as_they_were(c.same),
                             c.changed, c.only_b, c.only_a);
  }
  const std::size_t both = c.same + c.changed;
  return out +
         fmt::format("{} {} in both, {} only in {}, {} only in {}.", both,
                     both == 1 ? "sentence stands" : "sentences stand", c.only_a, print(kFirst),
                     c.only_b, print(kSecond)) +
         (b.lineage.edges.empty() ? " Nothing shows that one was copied." : "");
}

std::string compare_heading(const Lookup& lookup, ReportId report, const Sides& sides) {
  const std::string& id = sides.ids[report.index()];
  if (sides.versions) {
    return fmt::format("Version {} ({}), taken in {}", version_number(id), print(report),
                       minute_of(sides.added[report.index()]));
  }
  const std::string& title = lookup.briefing().reports[report.index()].title;
  const std::string name = fmt::format("{} ({}{}{})", lookup.report_name(report), print(report),
                                       id.empty() ? "" : ", ", id);
  return title.empty() ? name : name + ": " + clean(title);
}

std::optional<TitleChange> title_change(const Briefing& briefing, const Sides& sides) {
  const std::string_view a = briefing.reports[0].title;
  const std::string_view b = briefing.reports[1].title;
  if (!sides.versions || a == b) return std::nullopt;
  const std::vector<ByteRange> in_a = words_of(a);
  const std::vector<ByteRange> in_b = words_of(b);
  const auto texts = [](std::string_view text, const std::vector<ByteRange>& ranges) {
    std::vector<std::string_view> words;
    for (const ByteRange range : ranges) words.push_back(slice(text, range));
    return words;
  };
  TitleChange change;
  const auto mark = [](const std::vector<ByteRange>& words, WordRange part,
                       std::vector<MarkedRange>& to) {
    if (part.size() > 0)
      to.push_back({{words[part.begin].begin, words[part.end - 1].end}, Mark::kChanged});
  };
  for (const DiffPart& part : word_diff(texts(a, in_a), texts(b, in_b))) {
    if (part.same) continue;
    mark(in_a, part.a, change.a);
    mark(in_b, part.b, change.b);
  }
  return change;
}

std::string outside_heading(ReportId report, const Sides& sides) {
  if (!sides.versions) return fmt::format("Only {} has, outside its prose", print(report));
  return report == kFirst ? "Taken out, outside the prose" : "Added, outside the prose";
}

}  // namespace stemma::briefing
