// Task "events": who did it to whom, PLOVER sentences (PLV_train.tsv below the gold path) against
// claims::propositions. Each line marks one source and one target of an event.
//
// A span is met by an argument whose head word lies in it, or whose chain has a mention with such a
// head. The pair is right where the source is the agent and the target any other party of one
// proposition (two sides of a meeting may change places), turned where it is the other way about.
// Precision is right / (right + turned): what other propositions say is not marked in this set.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "base/parallel.h"
#include "claims/claims.h"
#include "gold_text.h"
#include "tasks.h"

namespace stemma::eval {
namespace {

struct EventSentence {
  std::string text;
  ByteRange source, target;
};

/// Takes the marks "<s>", "</s>", "<t>", "</t>" out; false where one is missing.
bool unmark(std::string_view marked, EventSentence& out) {
  std::array<std::int64_t, 4> at{-1, -1, -1, -1};
  constexpr std::array<std::string_view, 4> kMarks = {"<s>", "</s>", "<t>", "</t>"};
  while (!marked.empty()) {
    bool mark = false;
    for (std::size_t m = 0; m < kMarks.size() && !mark; ++m) {
      if (!marked.starts_with(kMarks[m])) continue;
      at[m] = static_cast<std::int64_t>(out.text.size());
      marked.remove_prefix(kMarks[m].size());
      mark = true;
    }
    if (mark) continue;
    out.text += marked.front();
    marked.remove_prefix(1);
  }
  if (std::any_of(at.begin(), at.end(), [](std::int64_t a) { return a < 0; })) return false;
  out.source = {static_cast<std::uint32_t>(at[0]), static_cast<std::uint32_t>(at[1])};
  out.target = {static_cast<std::uint32_t>(at[2]), static_cast<std::uint32_t>(at[3])};
  return true;
}

Result<std::vector<EventSentence>> read_sentences(const std::string& path) {
  const auto bytes = read_gold(path);
  if (!bytes) return bytes.error();
  const std::vector<std::string_view> lines = split(*bytes, '\n');
  const auto heading = columns(lines.front());
  const auto column = std::find(heading.begin(), heading.end(), "marked_sentence");
  if (column == heading.end()) return Error{ErrorCode::kMalformed, "no marked_sentence", path};
  const auto at = static_cast<std::size_t>(column - heading.begin());
  std::vector<EventSentence> sentences;
  for (const std::string_view line : std::span(lines).subspan(1)) {
    const auto cells = columns(line);
    EventSentence sentence;
    if (at < cells.size() && unmark(cells[at], sentence)) sentences.push_back(std::move(sentence));
  }
  return sentences;
}

bool meets(const Argument& argument, ByteRange gold, const Analysis& analysis) {
  if (gold.contains(argument.head)) return true;
  if (!argument.chain) return false;
  const Chain& chain = analysis.chains[argument.chain->index()];
  return std::any_of(chain.mentions.begin(), chain.mentions.end(),
                     [&](std::uint32_t m) { return gold.contains(analysis.mentions[m].head); });
}

bool is_party(ArgumentRole role) {
  return role != ArgumentRole::kTime && role != ArgumentRole::kAmount &&
         role != ArgumentRole::kInstrument;
}

/// The words of the argument and the span overlap: "Velmar" in "Velmar's decision".
bool touches(const Argument& argument, ByteRange gold) { return gold.overlaps(argument.evidence); }

struct Verdict {
  bool agent = false;   // the source is some proposition's agent
  bool target = false;  // the target is some proposition's other party
  bool right = false;
  bool touched = false;  // as right, but the target lies anywhere in the other party's words
  bool turned = false;
};

Verdict judge(const EventSentence& gold, const std::vector<Proposition>& found,
              const Analysis& analysis) {
  Verdict v;
  for (const Proposition& p : found) {
    bool agent_source = false, agent_target = false, other_source = false, other_target = false;
    bool partner_source = false, touched_target = false;
    for (const Argument& a : p.arguments) {
      if (!is_party(a.role)) continue;
      const bool source = meets(a, gold.source, analysis);
      const bool target = meets(a, gold.target, analysis);
      if (a.role == ArgumentRole::kAgent) {
        agent_source |= source;
        agent_target |= target;
      } else {
        other_source |= source;
        other_target |= target;
        touched_target |= touches(a, gold.target);
        partner_source |= source && a.role == ArgumentRole::kPartner;
      }
    }
    v.agent |= agent_source || partner_source;
    v.target |= other_target;
    v.right |= (agent_source && other_target) || (agent_target && partner_source);
    v.touched |= agent_source && touched_target;
    v.turned |= agent_target && other_source && !partner_source;
  }
  v.touched |= v.right;
  v.turned &= !v.touched;
  return v;
}

struct Answer {
  Verdict verdict;
  std::string lines;  // for --predictions
};

Answer answer(const EventSentence& sentence, const briefing::Models& models) {
  Report report;
  report.text = sentence.text;
  const Analysis analysis = language::analyse(report, models.language);
  const Grounding grounding = grounding::ground(report, analysis, models.grounding);
  const auto found = claims::propositions(report, analysis, grounding, models.claims);
  Answer out{.verdict = judge(sentence, found, analysis), .lines = {}};
  out.lines = fmt::format("{}\t{}\t{}\t{}\n",
                          out.verdict.right    ? "right"
                          : out.verdict.turned ? "turned"
                                               : "apart",
                          slice(sentence.text, sentence.source),
                          slice(sentence.text, sentence.target), sentence.text);
  for (const Proposition& p : found) {
    out.lines += fmt::format("\t{}{}", p.negated ? "not " : "", p.predicate);
    for (const Argument& a : p.arguments) {
      out.lines += fmt::format(" [{} {}]", to_string(a.role), slice(sentence.text, a.evidence));
    }
    out.lines += '\n';
  }
  return out;
}

}  // namespace

Result<Scores> evaluate_events(const std::string& gold, const briefing::Models& models,
                               const EvalOptions& options) {
  namespace fs = std::filesystem;
  const auto sentences =
      read_sentences(fs::is_directory(gold) ? (fs::path(gold) / "PLV_train.tsv").string() : gold);
  if (!sentences) return sentences.error();
  std::vector<Answer> answers(sentences->size());
  parallel_for(answers.size(), options.threads,
               [&](std::size_t i) { answers[i] = answer((*sentences)[i], models); });
  std::size_t agents = 0, targets = 0, right = 0, touched = 0, turned = 0;
  std::string lines;
  for (const Answer& a : answers) {
    agents += a.verdict.agent;
    targets += a.verdict.target;
    right += a.verdict.right;
    touched += a.verdict.touched;
    turned += a.verdict.turned;
    lines += a.lines;
  }
  if (const auto failed = write_predictions(options, lines)) return *failed;
  const std::size_t total = sentences->size();
  const F1 pair{right, right + turned, total};
  const auto share = [&](std::size_t n) { return total == 0 ? 0 : double(n) / double(total); };
  Scores scores;
  scores.metrics = {{"who did it to whom, F1", pair.f1(), total},
                    {"  precision: not turned", pair.precision(), right + turned},
                    {"  recall: both in one proposition", pair.recall(), total},
                    {"  the target anywhere in the words", share(touched), total},
                    {"source is an agent", share(agents), total},
                    {"target is another party", share(targets), total}};
  return scores;
}

}  // namespace stemma::eval
