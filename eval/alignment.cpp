// Task "alignment": sentences of summaries and of the news texts they sum up, aligned by people
// (SuperPAL; Ernst et al. 2021). Within a topic, the pairs of a summary sentence and a document
// sentence that lineage aligns against those of the gold: precision, recall, F1. The gold names
// only aligned sentences, so the negatives are the other pairs of the topic.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <tuple>

#include "lineage_batch.h"
#include "tasks.h"

namespace stemma::eval {
namespace {

/// RFC 4180: fields may stand in quotation marks, and then hold commas, line breaks and "".
std::vector<std::vector<std::string>> parse_csv(std::string_view text) {
  std::vector<std::vector<std::string>> rows;
  std::vector<std::string> row(1);
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted) {
      if (c != '"') {
        row.back() += c;
      } else if (i + 1 < text.size() && text[i + 1] == '"') {
        row.back() += text[++i];
      } else {
        quoted = false;
      }
    } else if (c == '"') {
      quoted = true;
    } else if (c == ',') {
      row.emplace_back();
    } else if (c == '\n') {
      rows.push_back(std::move(row));
      row.assign(1, {});
    } else if (c != '\r') {
      row.back() += c;
    }
  }
  if (row.size() > 1) rows.push_back(std::move(row));
  return rows;
}

/// A text rebuilt from the sentences that the gold names, each a paragraph of its own.
struct Rebuilt {
  std::map<std::size_t, std::string> sentences;  // by place in the original
  std::string text;
  std::map<std::uint32_t, std::size_t> begins;  // offset in text -> place in the original

  void build() {
    for (const auto& [place, sentence] : sentences) {
      begins[static_cast<std::uint32_t>(text.size())] = place;
      text += sentence + "\n\n";
    }
  }
  std::size_t place_of(std::uint32_t offset) const {
    return std::prev(begins.upper_bound(offset))->second;
  }
};

using Pair = std::tuple<std::string, std::size_t, std::size_t>;  // document, its place, summary's

}  // namespace

Result<Scores> evaluate_alignment(const std::string& gold, const briefing::Models& models,
                                  const EvalOptions&) {
  const std::filesystem::path path = gold;
  const auto file = std::filesystem::is_directory(path) ? path / "dev_MN_only.csv" : path;
  const Result<std::string> csv = read_gold(file.string());
  if (!csv) return csv.error();

  struct Topic {
    Rebuilt summary;
    std::map<std::string, Rebuilt> documents;
    std::set<Pair> aligned;
  };
  std::map<std::string, Topic> topics;
  const auto rows = parse_csv(*csv);
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const auto& row = rows[i];
    if (row.size() < 10) {
      return Error{ErrorCode::kMalformed, fmt::format("row {} has too few columns", i),
                   file.string()};
    }
    Topic& topic = topics[row[1]];
    const std::size_t summary_place = std::strtoul(row[3].c_str(), nullptr, 10);
    const std::size_t document_place = std::strtoul(row[8].c_str(), nullptr, 10);
    topic.summary.sentences[summary_place] = row[4];
    topic.documents[row[7]].sentences[document_place] = row[9];
    topic.aligned.insert({row[7], document_place, summary_place});
  }

  F1 f1;
  Scores scores;
  for (auto& [name, topic] : topics) {
    topic.summary.build();
    std::vector<std::string> texts{topic.summary.text};
    std::vector<std::string> names{""};
    for (auto& [document, rebuilt] : topic.documents) {
      rebuilt.build();
      texts.push_back(rebuilt.text);
      names.push_back(document);
    }
    std::set<Pair> found;
    for (const Alignment& a : trace(analyse_texts(texts, models), models).alignments) {
      if (a.a.report.value != 0) continue;
      const std::string& document = names[a.b.report.index()];
      found.insert({document, topic.documents[document].place_of(a.b.range.begin),
                    topic.summary.place_of(a.a.range.begin)});
    }
    f1.predicted += found.size();
    f1.gold += topic.aligned.size();
    for (const Pair& pair : topic.aligned) {
      const auto& [document, place, summary] = pair;
      if (found.contains(pair)) {
        ++f1.true_positives;
      } else {
        scores.details += fmt::format("missed: {}\n        {}\n", topic.summary.sentences[summary],
                                      topic.documents[document].sentences[place]);
      }
    }
    for (const Pair& pair : found) {
      const auto& [document, place, summary] = pair;
      if (topic.aligned.contains(pair)) continue;
      scores.details += fmt::format("extra:  {}\n        {}\n", topic.summary.sentences[summary],
                                    topic.documents[document].sentences[place]);
    }
  }
  scores.metrics = {{"pair precision", f1.precision(), f1.predicted},
                    {"pair recall", f1.recall(), f1.gold},
                    {"pair F1", f1.f1(), f1.gold}};
  return scores;
}

}  // namespace stemma::eval
