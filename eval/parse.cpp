// Splitting against Universal Dependencies, from raw text: F1 of sentences, tokens and words, a
// match being the same characters, as in the CoNLL 2018 shared task.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>

#include "conllu.h"
#include "language/language.h"
#include "tasks.h"

namespace stemma::eval {
namespace {

std::size_t count_matches(const std::vector<ByteRange>& gold, const std::vector<ByteRange>& found) {
  std::vector<ByteRange> g = gold;
  std::vector<ByteRange> f = found;
  std::sort(g.begin(), g.end());
  std::sort(f.begin(), f.end());
  std::vector<ByteRange> both;
  std::set_intersection(g.begin(), g.end(), f.begin(), f.end(), std::back_inserter(both));
  return both.size();
}

void add(F1& score, const std::vector<ByteRange>& gold, const std::vector<ByteRange>& found) {
  score.true_positives += count_matches(gold, found);
  score.predicted += found.size();
  score.gold += gold.size();
}

/// Words as written: clitics joined to what they lean on.
std::vector<ByteRange> surface_tokens(const Analysis& a) {
  std::vector<ByteRange> out;
  for (const Token& t : a.tokens) {
    const bool clitic = !out.empty() && !t.space_before && t.kind == TokenKind::kWord &&
                        out.back().end == t.range.begin && &t != a.tokens.data() &&
                        (&t)[-1].kind != TokenKind::kPunctuation &&
                        (&t)[-1].kind != TokenKind::kQuote && (&t)[-1].kind != TokenKind::kSymbol &&
                        !((&t)[-1].kind == TokenKind::kNumber && t.norm.front() != '\'') &&
                        !(&t)[-1].norm.ends_with('.');
    if (clitic)
      out.back().end = t.range.end;
    else
      out.push_back(t.range);
  }
  return out;
}

/// What stands before a boundary, for the table of errors.
std::string kind_before(std::string_view text, std::uint32_t boundary) {
  std::size_t at = boundary;
  while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '\n')) --at;
  if (at == 0) return "start";
  const char c = text[at - 1];
  if (c == '.') return at > 1 && text[at - 2] == '.' ? "ellipsis" : "full stop";
  if (c == '?' || c == '!') return "? or !";
  if (c == '"' || c == '\'' || static_cast<unsigned char>(c) >= 0x80) return "quote or other mark";
  if (c == ')' || c == ']') return "bracket";
  if (c == ':' || c == ';' || c == ',') return "colon, semicolon, comma";
  if (c == '-') return "dash";
  return "no mark";
}

struct Tally {
  F1 sentences, tokens, words;
  std::map<std::string, std::pair<std::size_t, std::size_t>> errors;  // missed, wrong, by kind
  std::map<std::string, F1> genres;
};

/// "weblog" of "weblog-blog…", "news" of "GUM_news_iodine".
std::string genre_of(std::string_view id) {
  if (id.starts_with("GUM_")) id.remove_prefix(4);
  return std::string(id.substr(0, id.find_first_of("-_")));
}

void score(const ConlluDocument& d, const Analysis& a, Tally& tally) {
  std::vector<ByteRange> sentences;
  std::vector<ByteRange> words;
  for (const Sentence& s : a.sentences) sentences.push_back(s.range);
  for (const Token& t : a.tokens) words.push_back(t.range);
  add(tally.sentences, d.sentences, sentences);
  add(tally.tokens, d.tokens, surface_tokens(a));
  add(tally.words, d.words, words);
  add(tally.genres[genre_of(d.id)], d.sentences, sentences);
  std::map<std::uint32_t, int> begins;  // 1 gold, 2 found, 3 both
  for (const ByteRange& s : d.sentences) begins[s.begin] |= 1;
  for (const ByteRange& s : sentences) begins[s.begin] |= 2;
  for (const auto& [begin, where] : begins) {
    if (where == 3) continue;
    auto& [missed, wrong] = tally.errors[kind_before(d.text, begin)];
    ++(where == 1 ? missed : wrong);
  }
}

/// One line a sentence boundary: G only in the gold, P only predicted, = both; then its words.
void write_predictions(std::ofstream& out, const ConlluDocument& d, const Analysis& a) {
  std::map<std::uint32_t, int> begins;
  for (const ByteRange& s : d.sentences) begins[s.begin] |= 1;
  for (const Sentence& s : a.sentences) begins[s.range.begin] |= 2;
  for (auto it = begins.begin(); it != begins.end(); ++it) {
    const auto next = std::next(it);
    const std::size_t end = next == begins.end() ? d.text.size() : next->first;
    std::string words = d.text.substr(it->first, end - it->first);
    std::replace(words.begin(), words.end(), '\n', ' ');
    out << d.id << '\t' << it->first << '\t' << "GP="[it->second - 1] << '\t' << words << '\n';
  }
}

}  // namespace

Result<Scores> evaluate_parse(const std::string& gold, const briefing::Models& models,
                              const EvalOptions& options) {
  const auto files = conllu_files(gold);
  if (!files) return files.error();
  std::ofstream predictions;
  if (options.predictions) {
    predictions.open(*options.predictions);
    if (!predictions) {
      return Error{ErrorCode::kUnreadable, "cannot be written", *options.predictions};
    }
  }
  Scores scores;
  for (const std::string& file : *files) {
    const auto documents = read_conllu(file);
    if (!documents) return documents.error();
    Tally tally;
    for (const ConlluDocument& d : *documents) {
      Report report;
      report.text = d.text;
      const Analysis a = language::analyse(report, models.language);
      score(d, a, tally);
      if (predictions.is_open()) write_predictions(predictions, d, a);
    }
    const std::string name = std::filesystem::path(file).stem().string();
    scores.metrics.push_back({name + " sentence F1", tally.sentences.f1(), tally.sentences.gold});
    scores.metrics.push_back({name + " token F1", tally.tokens.f1(), tally.tokens.gold});
    scores.metrics.push_back({name + " word F1", tally.words.f1(), tally.words.gold});
    scores.details += fmt::format("{}\n  sentence F1 by genre\n", name);
    for (const auto& [genre, f1] : tally.genres) {
      scores.details +=
          fmt::format("    {:<24} {:6.4f}  ({} sentences)\n", genre, f1.f1(), f1.gold);
    }
    scores.details += "  sentence boundaries by what stands before them: missed, wrong\n";
    for (const auto& [kind, counts] : tally.errors) {
      scores.details += fmt::format("    {:<24} {:6} {:6}\n", kind, counts.first, counts.second);
    }
  }
  return scores;
}

}  // namespace stemma::eval
