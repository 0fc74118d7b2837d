// Task "coref": OntoGUM and GAP (coref_gold.h), whichever of them the folder or file holds.
//
// OntoGUM (Zhu, Pradhan, Zeldes 2021): all noun phrases that corefer, scored as coref_score.h says,
// on the gold's words and sentences. GAP (Webster et al. 2018): each item asks of one pronoun
// whether it means the name A, the name B, or neither. A name counts as meant if a mention that
// overlaps it is in the pronoun's chain. F1 as the GAP scorer has it: over the 2 x items yes/no
// answers; also by the pronoun's gender, and their ratio (bias).
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/parallel.h"
#include "coref_gold.h"
#include "language/noun_phrases.h"
#include "tasks.h"

namespace stemma::eval {
namespace {

PhraseChains phrase_chains(const Analysis& a) {
  PhraseChains out;
  for (const std::vector<Phrase>& phrases : a.references) {
    out.emplace_back();
    for (const Phrase& p : phrases) out.back().push_back({p.first_token, p.end_token});
  }
  return out;
}

void score_ontogum(const std::vector<CorefDocument>& documents, const language::Model& model,
                   unsigned threads, Scores& scores, std::string& lines) {
  std::vector<PhraseChains> predicted(documents.size());
  parallel_for(documents.size(), threads, [&](std::size_t d) {
    Report report;
    report.text = documents[d].text;
    predicted[d] = phrase_chains(language::analyse(report, documents[d].sentences, model));
  });
  CorefScore all;
  std::map<std::string, CorefScore> by_genre;
  for (std::size_t d = 0; d < documents.size(); ++d) {
    CorefScore one;
    one.add(documents[d].chains, predicted[d]);
    all += one;
    by_genre[documents[d].genre] += one;
    for (const auto& chain : predicted[d]) {
      if (chain.size() < 2) continue;
      lines += documents[d].name;
      for (const TokenSpan& s : chain) lines += fmt::format("\t{}-{}", s.first, s.end);
      lines += '\n';
    }
  }
  const auto gold = static_cast<std::size_t>(all.mentions.gold);
  const auto chains = static_cast<std::size_t>(all.ceaf_e.gold);
  for (const Metric& m : {Metric{"OntoGUM CoNLL F1", all.conll(), chains},
                          Metric{"OntoGUM MUC F1", all.muc.f1(), chains},
                          Metric{"OntoGUM B3 F1", all.b_cubed.f1(), chains},
                          Metric{"OntoGUM CEAF-e F1", all.ceaf_e.f1(), chains},
                          Metric{"OntoGUM mentions F1", all.mentions.f1(), gold}}) {
    scores.metrics.push_back(m);
  }
  scores.details +=
      "OntoGUM        CoNLL   MUC P/R      B3 P/R       CEAF-e P/R   mentions P/R/F1\n";
  const auto row = [&](const std::string& name, const CorefScore& s) {
    scores.details += fmt::format(
        "{:14} {:.3f}   {:.3f}/{:.3f}  {:.3f}/{:.3f}  {:.3f}/{:.3f}  {:.3f}/{:.3f}/{:.3f}\n", name,
        s.conll(), s.muc.precision(), s.muc.recall(), s.b_cubed.precision(), s.b_cubed.recall(),
        s.ceaf_e.precision(), s.ceaf_e.recall(), s.mentions.precision(), s.mentions.recall(),
        s.mentions.f1());
  };
  row("all", all);
  for (const auto& [genre, score] : by_genre) row(genre, score);
}

void score_gap(const std::vector<GapItem>& items, const language::Model& model, unsigned threads,
               Scores& scores, std::string& lines) {
  std::vector<GapAnswer> answers(items.size());
  parallel_for(items.size(), threads, [&](std::size_t i) {
    Report report;
    report.text = items[i].text;
    answers[i] = answer_of(items[i], language::analyse(report, model));
  });
  F1 all, gender[2];
  std::size_t lost = 0, open = 0, wrong = 0, spurious = 0;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const GapItem& item = items[i];
    const GapAnswer& got = answers[i];
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
    lines += fmt::format("{}\t{}\t{}\n", item.id, got.meant[0] ? "TRUE" : "FALSE",
                         got.meant[1] ? "TRUE" : "FALSE");
  }
  for (const Metric& m :
       {Metric{"GAP F1", all.f1(), items.size()},
        Metric{"GAP precision", all.precision(), all.predicted},
        Metric{"GAP recall", all.recall(), all.gold},
        Metric{"GAP F1 masculine", gender[0].f1(), gender[0].gold},
        Metric{"GAP F1 feminine", gender[1].f1(), gender[1].gold},
        Metric{"GAP bias F/M", gender[0].f1() == 0 ? 0 : gender[1].f1() / gender[0].f1(),
               items.size()}}) {
    scores.metrics.push_back(m);
  }
  scores.details += fmt::format(
      "GAP: {} items; pronoun no mention {}, left open {}, other name or entity {}, name where "
      "neither is meant {}\n",
      items.size(), lost, open, wrong, spurious);
}

}  // namespace

Result<Scores> evaluate_coref(const std::string& gold, const briefing::Models& models,
                              const EvalOptions& options) {
  const std::filesystem::path path(gold);
  std::vector<std::filesystem::path> files = {path};
  if (std::filesystem::is_directory(path)) {
    files.clear();
    for (const char* name : {"ontogum-dev.conll", "gap-development.tsv"})
      if (std::filesystem::exists(path / name)) files.push_back(path / name);
  }
  if (files.empty()) return Error{ErrorCode::kNotFound, "no gold files of coreference", gold};
  Scores scores;
  std::string lines;
  for (const auto& file : files) {
    if (file.extension() == ".conll") {
      const auto documents = read_ontogum(file.string());
      if (!documents) return documents.error();
      score_ontogum(*documents, models.language, options.threads, scores, lines);
    } else {
      const auto items = read_gap(file.string());
      if (!items) return items.error();
      score_gap(*items, models.language, options.threads, scores, lines);
    }
  }
  if (const auto failed = write_predictions(options, lines)) return *failed;
  return scores;
}

}  // namespace stemma::eval
