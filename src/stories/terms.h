// What a report is about, as counted stems, and how alike two reports are in it.
//
//   TermTable table(model);
//   const std::uint32_t a = table.add(report);     // from now on its words count as seen
//   table.likeness(a, b);                          // cosine of TF-IDF, 0..1
//
// Rarity is judged by the reports seen so far, so likeness sharpens as a stream goes on.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "lineage/stemmer.h"
#include "stemma/report.h"
#include "stemma/result.h"

namespace stemma::stories {

/// Words that carry no content.
class Model {
 public:
  static Result<Model> load();
  bool stops(const std::string& word) const { return stop_words_.contains(word); }

 private:
  std::unordered_set<std::string> stop_words_;
};

class TermTable {
 public:
  /// REQUIRES: the model lives on.
  explicit TermTable(const Model& model) : model_(model) {}

  /// Furniture is left out; words of the title count twice. Reports are numbered from 0.
  std::uint32_t add(const Report& report);

  double likeness(std::uint32_t a, std::uint32_t b) const;

  /// Earlier reports that have one of the words that tell most of this one, ascending.
  std::vector<std::uint32_t> candidates(std::uint32_t report) const;

  /// The words that two reports share that tell most, the most telling first.
  std::vector<std::string> shared(std::uint32_t a, std::uint32_t b, std::size_t most) const;

 private:
  struct Term {
    std::uint32_t id = 0;
    float weight = 0;  // 1 + log of the count
  };

  void count(std::string_view text, unsigned times,
             std::unordered_map<std::uint32_t, unsigned>& counts);
  /// log((reports + 1) / (those with the term + .5)).
  double rarity(std::uint32_t term) const { return log_reports_ - log_having_[term]; }
  bool common(std::uint32_t term) const;

  const Model& model_;
  lineage::Stemmer stemmer_;
  std::unordered_map<std::string, std::uint32_t> ids_;
  std::vector<std::string> names_;  // by term
  std::vector<double> log_having_;  // by term: of the reports that have it, and a half
  double log_reports_ = 0;
  std::vector<std::vector<std::uint32_t>> reports_of_;  // by term, ascending
  std::vector<std::vector<Term>> terms_of_;             // by report, by term
};

}  // namespace stemma::stories
