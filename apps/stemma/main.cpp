// The one executable. Commands live in files of their names.
#include <cstdio>
#include <cstring>
#include <string>

#include "briefing/compose.h"
#include "briefing/render.h"
#include "eval.h"

int main(int argc, char** argv) {
  using namespace stemma;
  auto models = briefing::Models::load();
  if (!models) {
    std::fprintf(stderr, "stemma: %s\n", models.error().describe().c_str());
    return 3;
  }
  if (argc == 4 && std::strcmp(argv[1], "eval") == 0) {
    auto scores = eval::run(argv[2], argv[3], *models, {});
    if (!scores) {
      std::fprintf(stderr, "stemma: %s\n", scores.error().describe().c_str());
      return 2;
    }
    for (const auto& m : scores->metrics)
      std::printf("%-32s %.4f  (%zu)\n", m.name.c_str(), m.value, m.items);
    std::fputs(scores->details.c_str(), stdout);
    return 0;
  }
  std::string format = "text";
  std::vector<Report> reports;
  for (int i = 1; i < argc; ++i) {
    if (std::strcmp(argv[i], "read") == 0) continue;
    if (std::strcmp(argv[i], "--format") == 0 && i + 1 < argc) {
      format = argv[++i];
      continue;
    }
    auto batch = intake::read_file(argv[i], models->intake, {});
    for (auto& p : batch.problems) std::fprintf(stderr, "stemma: %s\n", p.describe().c_str());
    for (auto& r : batch.reports) reports.push_back(std::move(r));
  }
  const Briefing b = briefing::compose(std::move(reports), *models);
  const std::string out = format == "json"   ? briefing::render_json(b)
                          : format == "html" ? briefing::render_html(b)
                                             : briefing::render_text(b);
  std::fputs(out.c_str(), stdout);
  return 0;
}
