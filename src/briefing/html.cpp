#include <fmt/format.h>

#include "base/embedded.h"
#include "base/sha256.h"
#include "briefing/escape.h"
#include "briefing/html_sections.h"
#include "briefing/render.h"
#include "briefing/verdict.h"

namespace stemma::briefing {
namespace {

std::string asset(std::string_view name) {
  return std::string(embedded_file(fmt::format("src/briefing/assets/{}", name)).value_or(""));
}

/// Links to the sections that there are.
std::string navigation(std::string_view body) {
  constexpr std::pair<std::string_view, std::string_view> kSections[] = {
      {"lineage", "Lineage"},   {"changes", "Changes"}, {"warnings", "Warnings"},
      {"shared", "In common"},  {"only", "Only here"},  {"deeds", "Who did what"},
      {"figures", "Figures"},   {"days", "Days"},       {"map", "Places"},
      {"speakers", "Speakers"}, {"texts", "Texts"}};
  std::string out = "<nav aria-label=\"Sections\">";
  for (const auto& [id, name] : kSections) {
    if (body.find(fmt::format("<section id=\"{}\"", id)) == std::string_view::npos) continue;
    out += fmt::format("<a href=\"#{}\">{}</a> ", id, name);
  }
  return out + "</nav>\n";
}

}  // namespace

std::string render_html(const Briefing& briefing) {
  const Lookup lookup(briefing);
  const std::string style = asset("briefing.css") + asset("lineage.css");
  const std::string script = asset("briefing.js");

  std::string head;
  html_head(head, lookup);
  std::string body;
  html_lineage(body, lookup);
  html_changes(body, lookup);
  html_warnings(body, lookup);
  html_shared(body, lookup);
  html_only_here(body, lookup);
  html_deeds(body, lookup);
  html_figures(body, lookup);
  html_timeline(body, lookup);
  html_map(body, lookup);
  html_speakers(body, lookup);
  html_texts(body, lookup);

  std::string out = fmt::format(
      "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta "
      "http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
      "'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'\">\n<meta "
      "name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta "
      "name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" "
      "content=\"no-referrer\">\n<title>{}</title>\n<style>",
      sha256_base64(style), sha256_base64(script), escape(verdict_of(lookup).headline));
  out += style + "</style>\n</head>\n<body>\n" + head + navigation(body) + "<main>\n" + body;
  out +=
      "</main>\n<footer><p>Made by stemma. Every line leads to the sentence that it came from; "
      "what it shows are findings to check, not verdicts.</p></footer>\n<script>";
  return out + script + "</script>\n</body>\n</html>\n";
}

}  // namespace stemma::briefing
