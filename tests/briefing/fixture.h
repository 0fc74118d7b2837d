// Briefings built by hand, so that rendering is tested without the other rooms.
//
//   Desk desk;
//   const ReportId r1 = desk.report("Sela Herald", "2031-03-11", {"Ten boats sank.", "Nobody
//   died."}); const ClaimId c1 = desk.claim(r1, "Nobody died"); Briefing b = desk.done();
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "stemma/briefing.h"

namespace stemma::testing {

class Desk {
 public:
  /// Sentences are joined by spaces; tokens are runs of letters and digits, and single marks.
  ReportId report(std::string outlet, std::string published, std::vector<std::string> sentences);

  /// The first place of the words in the report. A missing one fails the test.
  Evidence find(ReportId report, std::string_view words);

  ClaimId claim(ReportId report, std::string_view content);
  /// `speaker` and `cue` are words of the report; the speaker becomes a chain and an entity.
  ClaimId claim(ReportId report, std::string_view content, std::string_view speaker,
                std::string_view cue);
  Claim& at(ClaimId id) { return briefing_.claims[id.index()]; }
  Report& at(ReportId id) { return briefing_.reports[id.index()]; }

  Reading& reading(ReadingRelation relation, std::vector<ClaimId> claims);
  NodeId hidden(std::string label);
  Edge& edge(NodeId from, ReportId to, EdgeKind kind);
  AlignmentId align(ReportId a, std::string_view in_a, ReportId b, std::string_view in_b,
                    AlignmentKind kind, double score);
  std::uint32_t quantity(ReportId report, std::string_view words, double value, std::string of);
  void time(ReportId report, std::string_view words, std::string first, std::string last);

  /// Claims without a reading get one of their own; origins are worked out; all is sorted.
  Briefing done();

  Briefing& briefing() { return briefing_; }

 private:
  SentenceId sentence_of(const Evidence& e) const;

  Briefing briefing_;
};

/// Two reports of one lost wire story, with changes, a warning, sums and days.
Briefing two_reports();

/// Text that tries to break out: tags, entities, quotes, bidi overrides, control characters.
Briefing hostile_reports();

/// Copies of one text, each with a word changed; a last report on something else.
Briefing many_reports(std::size_t count);

/// All fixtures with a name, for tests that hold of any briefing; also none, one, and undated.
std::vector<std::pair<std::string, Briefing>> all_fixtures();

}  // namespace stemma::testing
