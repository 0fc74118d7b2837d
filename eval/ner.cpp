// Task "ner": name mentions against BIO files (token TAB tag; an empty line ends a sentence, a line
// "# doc_id = ..." begins a document). Entity-level exact match, as in CoNLL 2003.
//
// Mapping: person PER, organisation ORG, place LOC; people of a nation (group) MISC. Names whose
// type is unknown count for the spans only. The gold files hold nationalities as MISC, which stemma
// does not treat as mentions, and re3d counts countries that act as ORG: its LOC and ORG figures
// measure that convention too, so "GPE either way" accepts a place where the gold has ORG.
//
// Texts are put together from the tokens with single spaces, a document at a time; the figures are
// of stemma's own tokens and sentences.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/parallel.h"
#include "tasks.h"

namespace stemma::eval {
namespace {

struct Span {
  ByteRange range;
  std::string type;
  friend auto operator<=>(const Span&, const Span&) = default;
};

struct TaggedDocument {
  std::string id;
  std::string text;
  std::vector<Span> gold;
};

/// The first column that is a BIO tag: files have parts of speech and lemmas before it.
std::string tag_in(std::string_view columns) {
  while (!columns.empty()) {
    const std::size_t tab = columns.find('\t');
    const std::string_view column = columns.substr(0, tab);
    if (column == "O" || column.starts_with("B-") || column.starts_with("I-")) {
      return std::string(column);
    }
    columns.remove_prefix(tab == std::string_view::npos ? columns.size() : tab + 1);
  }
  return "O";
}

std::vector<TaggedDocument> read_bio(std::istream& in) {
  std::vector<TaggedDocument> documents(1);
  bool open = false;  // the last token belongs to a span that may go on
  for (std::string line; std::getline(in, line);) {
    while (line.ends_with('\r')) line.pop_back();
    const std::size_t tab = line.find('\t');
    if (tab == std::string::npos) {
      open = false;
      if (line.starts_with("# doc")) {
        if (!documents.back().text.empty()) documents.emplace_back();
        documents.back().id = line;
      } else if (line.empty() && !documents.back().text.empty()) {
        documents.back().text += '\n';
      }
      continue;
    }
    TaggedDocument& d = documents.back();
    if (!d.text.empty() && d.text.back() != '\n') d.text += ' ';
    const auto begin = static_cast<std::uint32_t>(d.text.size());
    d.text += line.substr(0, tab);
    const auto end = static_cast<std::uint32_t>(d.text.size());
    const std::string tag = tag_in(std::string_view(line).substr(tab + 1));
    if (tag.starts_with("I-") && open)
      d.gold.back().range.end = end;
    else if (tag.size() > 2)
      d.gold.push_back({{begin, end}, tag.substr(2)});
    open = tag.size() > 2;
  }
  if (documents.back().text.empty()) documents.pop_back();
  return documents;
}

std::string tag_of(EntityType type) {
  switch (type) {
    case EntityType::kPerson:
      return "PER";
    case EntityType::kOrganisation:
      return "ORG";
    case EntityType::kPlace:
      return "LOC";
    case EntityType::kGroup:
      return "MISC";
    case EntityType::kUnknown:
      break;
  }
  return "?";
}

/// What stemma finds: the tagger's spans, and the mentions that are made of them.
struct Found {
  std::vector<Span> tagged;
  std::vector<Span> mentions;
};

/// Kinds of times and numbers are given only where the gold has them.
Found predict(const TaggedDocument& document, const std::set<std::string>& kinds,
              const language::Model& model) {
  Report report;
  report.text = document.text;
  const Analysis a = language::analyse(report, model);
  Found found;
  for (const TaggedSpan& t : a.tagged) {
    std::string kind(to_string(t.kind));
    if (t.kind > TaggedSpan::Kind::kMisc && !kinds.contains(kind)) continue;
    found.tagged.push_back(
        {cover(a.tokens[t.first_token].range, a.tokens[t.end_token - 1].range), std::move(kind)});
  }
  for (const Mention& m : a.mentions)
    if (m.kind == MentionKind::kName) found.mentions.push_back({m.range, tag_of(m.type)});
  return found;
}

struct Counts {
  F1 spans;
  F1 typed;
  F1 lenient;  // a place passes for an acting country
  std::map<std::string, F1> by_type;
  std::size_t overlapping = 0;  // gold spans met in part only
  std::size_t missed = 0;
  std::size_t wrong_type = 0;
};

bool is_name(const std::string& type) {
  return type == "PER" || type == "ORG" || type == "LOC" || type == "MISC";
}

/// Mentions are of names alone, so times and numbers of the gold do not count for them.
void count(const TaggedDocument& d, const std::vector<Span>& predicted, bool names_only,
           Counts& c) {
  std::map<ByteRange, std::string> found;
  for (const Span& s : predicted) found.emplace(s.range, s.type);
  c.spans.predicted += predicted.size();
  for (const Span& s : predicted) {
    if (s.type == "?") continue;
    ++c.typed.predicted;
    ++c.lenient.predicted;
    ++c.by_type[s.type].predicted;
  }
  for (const Span& g : d.gold) {
    if (names_only && !is_name(g.type)) continue;
    ++c.spans.gold;
    ++c.typed.gold;
    ++c.lenient.gold;
    ++c.by_type[g.type].gold;
    const auto it = found.find(g.range);
    if (it == found.end()) {
      const bool part = std::any_of(predicted.begin(), predicted.end(),
                                    [&](const Span& s) { return s.range.overlaps(g.range); });
      ++(part ? c.overlapping : c.missed);
      continue;
    }
    ++c.spans.true_positives;
    const bool same = it->second == g.type;
    const bool acting = it->second == "LOC" && g.type == "ORG";
    c.typed.true_positives += same;
    c.lenient.true_positives += same || acting;
    c.by_type[g.type].true_positives += same;
    c.wrong_type += !same;
  }
}

}  // namespace

Result<Scores> evaluate_ner(const std::string& gold, const briefing::Models& models,
                            const EvalOptions& options) {
  const std::filesystem::path path(gold);
  std::vector<std::filesystem::path> files;
  if (std::filesystem::is_directory(path)) {
    for (const char* name : {"re3d-dev.tsv", "meantime-dev.tsv", "crossner-politics-dev.tsv",
                             "polnear-silver-dev.tsv"})
      if (std::filesystem::exists(path / name)) files.push_back(path / name);
  } else {
    files.push_back(path);
  }
  Scores scores;
  std::ofstream out;
  if (options.predictions) out.open(*options.predictions, std::ios::binary);
  for (const auto& file : files) {
    std::ifstream in(file, std::ios::binary);
    if (!in) return Error{ErrorCode::kNotFound, "cannot read it", file.string()};
    const std::vector<TaggedDocument> documents = read_bio(in);
    std::set<std::string> kinds;
    for (const TaggedDocument& d : documents)
      for (const Span& g : d.gold) kinds.insert(g.type);
    std::vector<Found> found(documents.size());
    parallel_for(documents.size(), options.threads,
                 [&](std::size_t i) { found[i] = predict(documents[i], kinds, models.language); });
    for (const auto& [what, spans] :
         {std::pair{"tagger", &Found::tagged}, std::pair{"mentions", &Found::mentions}}) {
      Counts c;
      for (std::size_t i = 0; i < documents.size(); ++i) {
        count(documents[i], found[i].*spans, spans == &Found::mentions, c);
        for (const Span& s : found[i].*spans)
          if (out.is_open())
            out << fmt::format("{}\t{}\t{}\t{}\t{}\t{}\n", what, documents[i].id, s.range.begin,
                               s.range.end, s.type, slice(documents[i].text, s.range));
      }
      const std::string name = fmt::format("{} {}", file.stem().string(), what);
      scores.metrics.push_back({name + " span F1", c.spans.f1(), c.spans.gold});
      scores.metrics.push_back({name + " span+type F1", c.typed.f1(), c.typed.gold});
      scores.metrics.push_back(
          {name + " span+type F1, GPE either way", c.lenient.f1(), c.typed.gold});
      scores.details += fmt::format(
          "{}: {} documents; span P {:.3f} R {:.3f}; gold spans met in part {}, missed {}, of "
          "another type {}\n",
          name, documents.size(), c.spans.precision(), c.spans.recall(), c.overlapping, c.missed,
          c.wrong_type);
      for (const auto& [type, f] : c.by_type)
        scores.details += fmt::format("  {:4} P {:.3f} R {:.3f} F1 {:.3f} ({} gold)\n", type,
                                      f.precision(), f.recall(), f.f1(), f.gold);
    }
  }
  if (scores.metrics.empty())
    return Error{ErrorCode::kNotFound, "none of the development files is there", gold};
  return scores;
}

}  // namespace stemma::eval
