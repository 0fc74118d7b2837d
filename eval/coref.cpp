// Task "coref": GAP (Webster et al. 2018),
// https://github.com/google-research-datasets/gap-coreference. Each item asks of one pronoun
// whether it means the name A, the name B, or neither. A name counts as meant if a mention that
// overlaps it is in the pronoun's chain. F1 as the GAP scorer has it: over the 2 x items yes/no
// answers; also by the pronoun's gender, and their ratio (bias).
#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "base/parallel.h"
#include "code_points.h"
#include "tasks.h"

namespace stemma::eval {
namespace {

struct GapItem {
  std::string id;
  std::string text;
  ByteRange pronoun;
  ByteRange name[2];
  bool meant[2] = {false, false};
  bool feminine = false;
};

std::vector<std::string> columns(std::string_view line) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at <= line.size();) {
    const std::size_t end = std::min(line.find('\t', at), line.size());
    out.emplace_back(line.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

ByteRange range_of(std::string_view text, const std::string& words, const std::string& offset) {
  const std::uint32_t begin = CodePoints(text).byte(std::strtoul(offset.c_str(), nullptr, 10));
  return {begin, begin + static_cast<std::uint32_t>(words.size())};
}

std::optional<GapItem> item_of(const std::string& line) {
  const std::vector<std::string> c = columns(line);
  if (c.size() < 10 || c[0] == "ID") return std::nullopt;
  GapItem item;
  item.id = c[0];
  item.text = c[1];
  item.pronoun = range_of(item.text, c[2], c[3]);
  item.name[0] = range_of(item.text, c[4], c[5]);
  item.meant[0] = c[6] == "TRUE" || c[6] == "true";
  item.name[1] = range_of(item.text, c[7], c[8]);
  item.meant[1] = c[9] == "TRUE" || c[9] == "true";
  item.feminine = c[2][0] == 's' || c[2][0] == 'S' || c[2].substr(1) == "er" ||
                  c[2].substr(1) == "ers" || c[2].substr(1) == "erself";
  return item;
}

struct Answer {
  bool meant[2] = {false, false};
  bool resolved = false;
  bool pronoun_found = false;
};

Answer answer(const GapItem& item, const language::Model& model) {
  Report report;
  report.text = item.text;
  const Analysis a = language::analyse(report, model);
  Answer out;
  std::optional<ChainId> chain;
  for (const Mention& m : a.mentions) {
    if (m.kind != MentionKind::kPronoun || m.range != item.pronoun) continue;
    out.pronoun_found = true;
    chain = m.chain;
  }
  out.resolved = chain.has_value();
  if (!chain) return out;
  for (const std::uint32_t i : a.chains[chain->index()].mentions) {
    const Mention& m = a.mentions[i];
    if (m.kind == MentionKind::kPronoun) continue;
    for (int n = 0; n < 2; ++n)
      out.meant[n] |=
          m.kind == MentionKind::kName ? m.range.overlaps(item.name[n]) : m.range == item.name[n];
  }
  return out;
}

}  // namespace

Result<Scores> evaluate_coref(const std::string& gold, const briefing::Models& models,
                              const EvalOptions& options) {
  const std::filesystem::path path(gold);
  const auto file = std::filesystem::is_directory(path) ? path / "gap-development.tsv" : path;
  std::ifstream in(file, std::ios::binary);
  if (!in) return Error{ErrorCode::kNotFound, "cannot read the GAP file", file.string()};
  std::vector<GapItem> items;
  for (std::string line; std::getline(in, line);) {
    while (line.ends_with('\r')) line.pop_back();
    if (auto item = item_of(line)) items.push_back(std::move(*item));
  }
  if (items.empty()) return Error{ErrorCode::kMalformed, "no GAP items in it", file.string()};

  std::vector<Answer> answers(items.size());
  parallel_for(items.size(), options.threads,
               [&](std::size_t i) { answers[i] = answer(items[i], models.language); });

  F1 all, gender[2];
  std::size_t lost = 0, open = 0, wrong = 0, spurious = 0;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const GapItem& item = items[i];
    const Answer& got = answers[i];
    for (int n = 0; n < 2; ++n) {
      for (F1* f : {&all, &gender[item.feminine ? 1 : 0]}) {
        f->gold += item.meant[n];
        f->predicted += got.meant[n];
        f->true_positives += item.meant[n] && got.meant[n];
      }
    }
    const bool any = item.meant[0] || item.meant[1];
    lost += !got.pronoun_found;
    open += got.pronoun_found && !got.resolved && any;
    wrong += got.resolved && any &&
             !((item.meant[0] && got.meant[0]) || (item.meant[1] && got.meant[1]));
    spurious += !any && (got.meant[0] || got.meant[1]);
  }
  Scores scores;
  scores.metrics = {
      {"GAP F1", all.f1(), items.size()},
      {"GAP precision", all.precision(), all.predicted},
      {"GAP recall", all.recall(), all.gold},
      {"GAP F1 masculine", gender[0].f1(), gender[0].gold},
      {"GAP F1 feminine", gender[1].f1(), gender[1].gold},
      {"GAP bias F/M", gender[0].f1() == 0 ? 0 : gender[1].f1() / gender[0].f1(), items.size()}};
  scores.details = fmt::format(
      "{} items; pronoun no mention {}, left open {}, other name or entity {}, name where neither "
      "is meant {}\n",
      items.size(), lost, open, wrong, spurious);
  std::string lines;
  for (std::size_t i = 0; i < items.size(); ++i) {
    lines += fmt::format("{}\t{}\t{}\n", items[i].id, answers[i].meant[0] ? "TRUE" : "FALSE",
                         answers[i].meant[1] ? "TRUE" : "FALSE");
  }
  if (const auto failed = write_predictions(options, lines)) return *failed;
  return scores;
}

}  // namespace stemma::eval
