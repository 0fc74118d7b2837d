#include <fmt/format.h>

#include "briefing/display.h"
#include "briefing/escape.h"
#include "briefing/html_sections.h"
#include "briefing/ids.h"

namespace stemma::briefing {
namespace {

constexpr std::size_t kLinks = 6;

}  // namespace

void open_section(std::string& out, std::string_view id, std::string_view title,
                  std::string_view intro) {
  out += fmt::format(
      "<section id=\"{0}\" aria-labelledby=\"{0}-title\">\n<h2 id=\"{0}-title\">{1}</h2>\n", id,
      title);
  if (!intro.empty()) out += fmt::format("<p class=\"intro\">{}</p>\n", intro);
}

void close_section(std::string& out) { out += "</section>\n"; }

std::string link(const Lookup& lookup, const Evidence& e) {
  const std::optional<SentenceId> sentence = lookup.sentence_at(e);
  const std::string target = sentence ? print(e.report, *sentence) : "text-" + print(e.report);
  return fmt::format("<a class=\"ref\" href=\"#{}\" title=\"{}, bytes {} to {}\">{}</a>", target,
                     escape(lookup.report_name(e.report)), e.range.begin, e.range.end,
                     print(e.report));
}

std::string links(const Lookup& lookup, const std::vector<Evidence>& places) {
  std::string out;
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (i == kLinks && places.size() > kLinks + 1) {
      out += fmt::format(" <details class=\"inline\"><summary>+{}</summary>", places.size() - i);
    }
    out += ' ' + link(lookup, places[i]);
  }
  if (places.size() > kLinks + 1) out += "</details>";
  return out;
}

void write_list(std::string& out, const std::vector<std::string>& items, std::size_t shown,
                std::string_view css_class) {
  if (items.empty()) return;
  if (items.size() <= shown + 1) shown = items.size();
  const auto write = [&](std::size_t begin, std::size_t end) {
    out += fmt::format("<ul class=\"{}\">\n", css_class);
    for (std::size_t i = begin; i < end; ++i) out += "<li>" + items[i] + "</li>\n";
    out += "</ul>\n";
  };
  write(0, shown);
  if (shown == items.size()) return;
  out += fmt::format("<details class=\"more\"><summary>{} more</summary>\n", items.size() - shown);
  write(shown, items.size());
  out += "</details>\n";
}

}  // namespace stemma::briefing
