// What a report is about, as hashed terms with weights, read from the raw text at a glance: no
// parse, no grounding. For finding the relatives of a report among very many (relative_index.h).
//
//   TermReader reader(model);
//   const ReportTerms terms = reader.read(report);     // or of a text: reader.read("Port Sela
//   ...")
//
// A term is a Porter2 stem, a figure by its value ("6,700" = "6700"), or a country for its people
// too. Its weight says how much it tells wherever it stands: rarity in English, more for names and
// figures, a little more where it is said again. Words that any text has are left out. Keys are
// hashes of 64 bits, the same in every run and on every machine, so terms may be stored.
//
// Threads: one reader a thread (it remembers words); ReportTerms are values.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lineage/lineage.h"
#include "lineage/stemmer.h"
#include "stemma/report.h"

namespace stemma::lineage {

struct ReportTerm {
  std::uint64_t key = 0;
  float weight = 0;  // above 0
  friend bool operator==(const ReportTerm&, const ReportTerm&) = default;
};

/// By ascending key, each once.
using ReportTerms = std::vector<ReportTerm>;

class TermReader {
 public:
  /// REQUIRES: the model lives on.
  explicit TermReader(const Model& model) : model_(model) {}

  /// Title and prose; furniture is left out.
  ReportTerms read(const Report& report);
  ReportTerms read(std::string_view text);

 private:
  struct Word {
    std::uint64_t key = 0;
    float weight = 0;  // 0: tells nothing
  };
  struct Seen {
    std::uint64_t key;
    float weight;
    bool name;
  };

  void scan(std::string_view text);
  const Word& word(std::string_view surface);
  ReportTerms finish();

  const Model& model_;
  Stemmer stemmer_;
  std::unordered_map<std::uint64_t, Word> words_;  // by hash of the surface form; bounded
  std::vector<Seen> seen_;                         // of the report at hand, in order
};

}  // namespace stemma::lineage
