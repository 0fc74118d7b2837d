#include "claims/edges.h"

#include <gtest/gtest.h>

#include <string>

#include "claims/tables.h"
#include "language/language.h"

namespace stemma::claims {
namespace {

TEST(Edges, TakeWordsInAndNeverGiveAnyUp) {
  Report report;
  report.text = "Rohl said";
  for (int i = 0; i < 60; ++i) report.text += " the gate of the dam and";
  report.text += " the town broke in May.";
  const auto language = language::Model::load();
  const auto tables = load_tables();
  ASSERT_TRUE(language.ok() && tables.ok());
  const Analysis analysis = language::analyse(report, *language);
  const ReportView view(report, analysis, *tables);
  const SentenceView s(view, SentenceId{0});
  const SentenceTree tree(s);
  const std::vector<bool> none(s.size(), false);
  const Bounds bounds{.cue = 1, .others = {{0, 1}, {1, 2}}, .aside = false, .heads_of_cues = &none};
  for (std::uint32_t end = 3; end <= s.size(); ++end) {
    const TokenSpan whole = whole_phrases(s, tree, {2, end}, bounds);
    EXPECT_LE(whole.begin, 2u) << end;
    EXPECT_GE(whole.end, end);
    EXPECT_LE(whole.end, s.size());
  }
}

}  // namespace
}  // namespace stemma::claims
