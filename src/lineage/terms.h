// Sentences as bags of weighted terms, the common coin of all comparisons in lineage.
//
//   TermIndex terms = TermIndex::build(reports, analyses, groundings, tables);
//   for (const SentenceTerms& s : terms.sentences) use(s.units, s.mass);
//
// A term is a stem, a number by its value ("6,700" = "6700"), or a country for its people too.
// A unit is one occurrence of a term with its weight: rare words, names and numbers weigh more,
// words that the report uses everywhere weigh less.
//
// Invariants: sentences are sorted by (report, sentence); weights depend on the set of reports, not
// on their order.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "lineage/tables.h"

namespace stemma::lineage {

using TermId = std::uint32_t;

struct Unit {
  TermId term = 0;
  float weight = 0;
  bool name = false;
  bool number = false;
  bool quoted = false;  // inside quotation marks
};

struct SentenceTerms {
  ReportId report;
  SentenceId sentence;
  ByteRange range;
  std::vector<TermId> words;  // every word and number in order, by surface form
  std::vector<Unit> units;    // content, in order
  double mass = 0;            // sum of the units' weights
  double quoted = 0;          // share of the mass that stands in quotation marks
};

/// That one term may stand for another.
struct TermKin {
  TermId term = 0;
  float weight = 0;
};

struct TermIndex {
  std::vector<SentenceTerms> sentences;
  std::vector<std::uint32_t> first_sentence;  // by report, and one past the end
  std::vector<std::vector<TermKin>> kin;      // by term; without the term itself

  std::size_t term_count() const { return kin.size(); }
  std::span<const SentenceTerms> of(ReportId report) const {
    return std::span(sentences).subspan(
        first_sentence[report.index()],
        first_sentence[report.index() + 1] - first_sentence[report.index()]);
  }

  static TermIndex build(std::span<const Analysis> analyses, std::span<const Grounding> groundings,
                         const Model::Tables& tables);
};

}  // namespace stemma::lineage
