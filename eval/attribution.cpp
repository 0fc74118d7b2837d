// Task "attribution": PolNeAR (brat stand-off, text/ and attributions/ below the gold path or below
// its parts) against claims::attribute. F1 of source, cue and content spans, and of whole
// attributions.
//
// A span counts as exact when it covers the same words as a gold span, leaving aside punctuation,
// quotation marks, articles and a leading "that"; as overlapping when the two share a word; each
// gold span answers for one predicted span. A whole attribution counts when cue, content and
// source (or the lack of one) all overlap those of one gold attribution. Gold attributions without
// cue or content are left out.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/parallel.h"
#include "base/utf8.h"
#include "claims/claims.h"
#include "tasks.h"

namespace stemma::eval {
namespace {

namespace fs = std::filesystem;
using Words = std::vector<std::uint32_t>;  // token indices, ascending

struct Roles {
  Words source;
  Words cue;
  Words content;
  std::string cue_text;
};

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// Byte offset of every code point, and of the end.
std::vector<std::uint32_t> code_point_offsets(std::string_view text) {
  std::vector<std::uint32_t> offsets;
  for (std::uint32_t at = 0; at < text.size(); at += utf8::decode(text, at).length) {
    offsets.push_back(at);
  }
  offsets.push_back(static_cast<std::uint32_t>(text.size()));
  return offsets;
}

std::vector<std::string_view> split(std::string_view text, char mark) {
  std::vector<std::string_view> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(mark, begin), text.size());
    parts.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

std::optional<std::uint32_t> number(std::string_view text) {
  std::uint32_t value = 0;
  if (text.empty() || text.size() > 9) return std::nullopt;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + static_cast<std::uint32_t>(c - '0');
  }
  return value;
}

/// The tokens of an analysis that count for the scores.
class WordIndex {
 public:
  explicit WordIndex(const Analysis& analysis) : analysis_(analysis) {}

  void add(ByteRange range, Words& words) const {
    const auto& tokens = analysis_.tokens;
    auto it = std::lower_bound(
        tokens.begin(), tokens.end(), range.begin,
        [](const Token& token, std::uint32_t at) { return token.range.end <= at; });
    for (; it != tokens.end() && it->range.begin < range.end; ++it) {
      if (it->kind == TokenKind::kPunctuation || it->kind == TokenKind::kQuote) continue;
      if (it->norm == "the" || it->norm == "a" || it->norm == "an") continue;
      words.push_back(static_cast<std::uint32_t>(it - tokens.begin()));
    }
  }

  void finish(Words& words, bool content) const {
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    if (content && words.size() > 1 && analysis_.tokens[words.front()].norm == "that") {
      words.erase(words.begin());
    }
  }

 private:
  const Analysis& analysis_;
};

/// "Source 89 106;110 120" -> byte ranges.
std::vector<ByteRange> gold_ranges(std::string_view column,
                                   const std::vector<std::uint32_t>& offsets) {
  std::vector<ByteRange> ranges;
  const std::size_t space = column.find(' ');
  if (space == std::string_view::npos) return ranges;
  for (const std::string_view part : split(column.substr(space + 1), ';')) {
    const auto ends = split(part, ' ');
    if (ends.size() != 2) continue;
    const auto begin = number(ends[0]);
    const auto end = number(ends[1]);
    if (!begin || !end || *begin >= *end || *end >= offsets.size()) continue;
    ranges.push_back({offsets[*begin], offsets[*end]});
  }
  return ranges;
}

std::vector<Roles> read_gold(const std::string& annotations, const std::string& text,
                             const WordIndex& index) {
  const auto offsets = code_point_offsets(text);
  std::map<std::string, std::vector<ByteRange>, std::less<>> spans;
  std::vector<Roles> gold;
  for (const std::string_view line : split(annotations, '\n')) {
    const auto columns = split(line, '\t');
    if (columns.size() < 2) continue;
    if (line.front() == 'T') spans[std::string(columns[0])] = gold_ranges(columns[1], offsets);
  }
  for (const std::string_view line : split(annotations, '\n')) {
    const auto columns = split(line, '\t');
    if (columns.size() < 2 || line.front() != 'E') continue;
    Roles roles;
    for (const std::string_view argument : split(columns[1], ' ')) {
      const auto parts = split(argument, ':');
      if (parts.size() != 2) continue;
      const auto found = spans.find(parts[1]);
      if (found == spans.end()) continue;
      Words* words = parts[0].starts_with("Source")    ? &roles.source
                     : parts[0].starts_with("Cue")     ? &roles.cue
                     : parts[0].starts_with("Content") ? &roles.content
                                                       : nullptr;
      if (words == nullptr) continue;
      for (const ByteRange range : found->second) {
        index.add(range, *words);
        if (words == &roles.cue) roles.cue_text += slice(text, range);
      }
    }
    index.finish(roles.source, false);
    index.finish(roles.cue, false);
    index.finish(roles.content, true);
    if (!roles.cue.empty() && !roles.content.empty()) gold.push_back(std::move(roles));
  }
  return gold;
}

bool share_a_word(const Words& a, const Words& b) {
  auto i = a.begin();
  auto j = b.begin();
  while (i != a.end() && j != b.end()) {
    if (*i == *j) return true;
    *i < *j ? ++i : ++j;
  }
  return false;
}

enum class Measure { kSource, kCue, kContent, kWhole };

bool overlaps(const Roles& a, const Roles& b, Measure what) {
  switch (what) {
    case Measure::kSource:
      return share_a_word(a.source, b.source);
    case Measure::kCue:
      return share_a_word(a.cue, b.cue);
    case Measure::kContent:
      return share_a_word(a.content, b.content);
    case Measure::kWhole:
      break;
  }
  const bool sources = a.source.empty() == b.source.empty() &&
                       (a.source.empty() || share_a_word(a.source, b.source));
  return sources && share_a_word(a.cue, b.cue) && share_a_word(a.content, b.content);
}

const Words& words_of(const Roles& roles, Measure what) {
  return what == Measure::kSource ? roles.source
         : what == Measure::kCue  ? roles.cue
                                  : roles.content;
}

struct Score {
  F1 source_exact, source, cue_exact, cue, content_exact, content, whole;
  std::map<std::string, std::size_t> missed;    // gold cues that nothing overlaps
  std::map<std::string, std::size_t> spurious;  // predicted cues that no gold cue overlaps
};

/// Distinct spans of one role; a span shared by several attributions counts once.
std::vector<Words> spans_of(const std::vector<Roles>& all, Measure what) {
  std::vector<Words> spans;
  for (const Roles& roles : all) {
    const Words& words = words_of(roles, what);
    if (!words.empty()) spans.push_back(words);
  }
  std::sort(spans.begin(), spans.end());
  spans.erase(std::unique(spans.begin(), spans.end()), spans.end());
  return spans;
}

template <class Match>
void match_spans(const std::vector<Words>& gold, const std::vector<Words>& predicted, Match match,
                 F1& score) {
  std::vector<bool> used(gold.size(), false);
  score.gold += gold.size();
  score.predicted += predicted.size();
  for (const Words& words : predicted) {
    for (std::size_t g = 0; g < gold.size(); ++g) {
      if (used[g] || !match(gold[g], words)) continue;
      used[g] = true;
      ++score.true_positives;
      break;
    }
  }
}

void score_role(const std::vector<Roles>& gold, const std::vector<Roles>& predicted, Measure what,
                F1& exact, F1& overlap) {
  const auto gold_spans = spans_of(gold, what);
  const auto predicted_spans = spans_of(predicted, what);
  match_spans(gold_spans, predicted_spans, std::equal_to<>(), exact);
  match_spans(gold_spans, predicted_spans, share_a_word, overlap);
}

void score_document(const std::vector<Roles>& gold, const std::vector<Roles>& predicted,
                    Score& score) {
  score_role(gold, predicted, Measure::kSource, score.source_exact, score.source);
  score_role(gold, predicted, Measure::kCue, score.cue_exact, score.cue);
  score_role(gold, predicted, Measure::kContent, score.content_exact, score.content);

  std::vector<bool> used(gold.size(), false);
  score.whole.gold += gold.size();
  score.whole.predicted += predicted.size();
  for (const Roles& p : predicted) {
    for (std::size_t g = 0; g < gold.size(); ++g) {
      if (used[g] || !overlaps(gold[g], p, Measure::kWhole)) continue;
      used[g] = true;
      ++score.whole.true_positives;
      break;
    }
  }
  const auto touches = [](const std::vector<Roles>& all, const Roles& one) {
    return std::any_of(all.begin(), all.end(),
                       [&](const Roles& other) { return share_a_word(other.cue, one.cue); });
  };
  for (const Roles& g : gold) {
    if (!touches(predicted, g)) ++score.missed[g.cue_text];
  }
  for (const Roles& p : predicted) {
    if (!touches(gold, p)) ++score.spurious[p.cue_text];
  }
}

std::vector<Roles> predict(const Report& report, const Analysis& analysis, const WordIndex& index,
                           const briefing::Models& models) {
  std::vector<Roles> predicted;
  for (const claims::Attributed& a : claims::attribute(report, analysis, models.claims)) {
    Roles roles;
    if (a.source) index.add(*a.source, roles.source);
    index.add(a.cue, roles.cue);
    for (const ByteRange range : a.content) index.add(range, roles.content);
    index.finish(roles.source, false);
    index.finish(roles.cue, false);
    index.finish(roles.content, true);
    roles.cue_text = slice(report.text, a.cue);
    if (!roles.cue.empty() && !roles.content.empty()) predicted.push_back(std::move(roles));
  }
  return predicted;
}

struct Document {
  std::string name;
  std::string text;
  std::string annotations;
  std::vector<Roles> gold;
  std::vector<Roles> predicted;
};

std::vector<fs::path> annotation_files(const fs::path& root) {
  std::vector<fs::path> files;
  std::error_code error;
  for (fs::recursive_directory_iterator it(root, error), end; !error && it != end;
       it.increment(error)) {
    if (it->path().extension() == ".ann") files.push_back(it->path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::string most_frequent(const std::map<std::string, std::size_t>& counts, std::size_t most) {
  std::vector<std::pair<std::size_t, std::string>> rows;
  for (const auto& [text, count] : counts) rows.emplace_back(count, text);
  std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second < b.second;
  });
  std::string out;
  for (std::size_t i = 0; i < rows.size() && i < most; ++i) {
    out += fmt::format("{}{} {}", i == 0 ? "" : ", ", rows[i].second, rows[i].first);
  }
  return out;
}

void add_metrics(Scores& scores, std::string_view name, const F1& f) {
  scores.metrics.push_back({fmt::format("{} F1", name), f.f1(), f.gold});
  scores.details += fmt::format("{:<16} P {:.3f}  R {:.3f}  F1 {:.3f}  ({} gold, {} predicted)\n",
                                name, f.precision(), f.recall(), f.f1(), f.gold, f.predicted);
}

Result<std::vector<Document>> read_documents(const std::string& gold) {
  std::vector<Document> documents;
  for (const fs::path& file : annotation_files(gold)) {
    const fs::path text = file.parent_path().parent_path() / "text" / file.stem().concat(".txt");
    documents.push_back({file.stem().string(), read_file(text), read_file(file), {}, {}});
    if (documents.back().text.empty()) {
      return Error{ErrorCode::kNotFound, "the annotations have no text beside them", text.string()};
    }
  }
  if (documents.empty()) {
    return Error{ErrorCode::kNotFound, "no attribution files (*.ann) here", gold};
  }
  return documents;
}

}  // namespace

Result<Scores> evaluate_attribution(const std::string& gold, const briefing::Models& models,
                                    const EvalOptions& options) {
  auto read = read_documents(gold);
  if (!read) return read.error();
  std::vector<Document>& documents = *read;
  parallel_for(documents.size(), options.threads, [&](std::size_t i) {
    Document& document = documents[i];
    Report report;
    report.text = document.text;
    const Analysis analysis = language::analyse(report, models.language);
    const WordIndex index(analysis);
    document.gold = read_gold(document.annotations, document.text, index);
    document.predicted = predict(report, analysis, index, models);
  });

  Score score;
  for (const Document& document : documents) {
    score_document(document.gold, document.predicted, score);
  }
  if (options.predictions) {
    std::ofstream out(*options.predictions, std::ios::binary);
    for (const Document& document : documents) {
      for (const Roles& p : document.predicted) {
        out << fmt::format("{}\t{}\t{}\t{}\n", document.name, p.cue_text, p.source.size(),
                           p.content.size());
      }
    }
    if (!out) return Error{ErrorCode::kUnreadable, "cannot write", *options.predictions};
  }
  Scores scores;
  add_metrics(scores, "source exact", score.source_exact);
  add_metrics(scores, "source", score.source);
  add_metrics(scores, "cue exact", score.cue_exact);
  add_metrics(scores, "cue", score.cue);
  add_metrics(scores, "content exact", score.content_exact);
  add_metrics(scores, "content", score.content);
  add_metrics(scores, "whole", score.whole);
  scores.details += fmt::format("cues missed: {}\n", most_frequent(score.missed, 60));
  scores.details += fmt::format("cues in excess: {}\n", most_frequent(score.spurious, 60));
  return scores;
}

}  // namespace stemma::eval
