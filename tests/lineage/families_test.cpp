// Made-up families of reports: what descends from what.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "lineage/batch.h"
#include "lineage/dates.h"

namespace stemma::lineage {
namespace {

// One wire story, in pieces that the tests cut, reorder and rewrite.
const std::vector<std::string> kWire = {
    "A fire at the Norrin ferry terminal in Port Sela killed nine people on Monday, the harbour "
    "police said.",
    "The blaze began in a fuel store shortly after the night crew had left for the canteen.",
    "Harbour master Oda Krail said the sprinklers had been switched off for repairs since April.",
    "She said two inspectors had signed a waiver that allowed the terminal to stay open.",
    "Ferries to the islands of Hest and Little Hest were cancelled until Thursday.",
    "About 4,300 passengers spent the night in the customs hall and in two school gymnasiums.",
    "The dockers' union had complained three times this year about blocked fire doors.",
    "Its chairman, Jaro Pell, told Meridian the doors were chained to keep out pickpockets.",
    "Norrin Lines, which owns the terminal, said it would pay for the funerals of the dead.",
    "The company lost 12 million crowns last year and has been looking for a buyer.",
    "A commission led by retired judge Minna Sorel will report to parliament in September.",
    "The last great fire in the harbour, in 1958, burned down the whole western quay.",
};

std::string join(const std::vector<std::string>& sentences) {
  std::string text;
  for (const std::string& s : sentences) text += s + "\n\n";
  return text;
}

std::string pick(const std::vector<std::size_t>& which) {
  std::vector<std::string> sentences;
  for (const std::size_t i : which) sentences.push_back(kWire[i]);
  return join(sentences);
}

const std::string kRewrite =
    "Nine people died on Monday in a fire at the Norrin ferry terminal, Port Sela's harbour police "
    "have said.\n\n"
    "It started in a store of fuel not long after the crew of the night shift went to the "
    "canteen.\n\n"
    "The sprinklers were turned off in April for repair, according to harbour master Oda Krail.\n\n"
    "A waiver signed by two inspectors had permitted the terminal to remain open, she said.\n\n"
    "Ferries to Hest and Little Hest have been called off until Thursday.\n\n"
    "Some 4,300 passengers slept in two school gymnasiums and the customs hall.\n\n"
    "The union of the dockers had protested about blocked fire doors three times this year.\n\n"
    "Norrin Lines, the owner of the terminal, stated it will cover the funerals of the dead.\n\n"
    "Retired judge Minna Sorel leads a commission that is to report to parliament in "
    "September.\n\n";

const std::string kIndependent =
    "Ferdi Lomm was frying onions in his kiosk on Chandler Street when the windows went.\n\n"
    "He counted seven ambulances, then stopped counting and opened the shutters as a shelter.\n\n"
    "Nurses from the clinic next door laid the injured on his counter among the bread rolls.\n\n"
    "By dawn the smoke had drifted over the fish market and the auction was put off.\n\n"
    "A schoolteacher who lives above the kiosk said her class would lay flowers on Friday.\n\n";

const std::string kOffTopic =
    "The national chess federation has moved its spring congress from the mountains to the "
    "coast.\n\n"
    "Delegates will vote on a new rating system and on prize money for junior players.\n\n";

std::vector<std::size_t> all_but(const std::vector<std::size_t>& left_out) {
  std::vector<std::size_t> kept;
  for (std::size_t i = 0; i < kWire.size(); ++i) {
    if (std::find(left_out.begin(), left_out.end(), i) == left_out.end()) kept.push_back(i);
  }
  return kept;
}

TEST(Families, NothingAndOne) {
  EXPECT_TRUE(make_batch({}).lineage.nodes.empty());
  const Batch one = make_batch({{.text = pick({0, 1, 2})}});
  expect_invariants(one);
  EXPECT_EQ(one.lineage.origins.size(), 1U);
  EXPECT_EQ(one.lineage.unrelated.size(), 1U);
  EXPECT_TRUE(one.lineage.edges.empty());
}

TEST(Families, EmptyTextsAreUnrelated) {
  const Batch batch = make_batch({{.text = ""}, {.text = ""}, {.text = "."}});
  expect_invariants(batch);
  EXPECT_EQ(batch.lineage.unrelated.size(), 3U);
}

TEST(Families, TheSameTextTwiceIsACopyOfUnknownDirection) {
  const Batch batch = make_batch({{.text = join(kWire)}, {.text = join(kWire)}});
  expect_invariants(batch);
  ASSERT_EQ(batch.lineage.edges.size(), 1U);
  const Edge& edge = batch.lineage.edges[0];
  EXPECT_EQ(edge.kind, EdgeKind::kCopy);
  EXPECT_LT(edge.confidence, 0.5);
  EXPECT_NE(edge.reasons.back().note.find("guess"), std::string::npos);
  EXPECT_EQ(batch.lineage.alignments.size(), kWire.size());
  for (const Alignment& a : batch.lineage.alignments) {
    EXPECT_EQ(a.kind, AlignmentKind::kVerbatim);
    EXPECT_EQ(a.score, 1.0);
  }
}

TEST(Families, TheEarlierOfTwoCopiesIsTheParent) {
  const Batch batch =
      make_batch({{.outlet = "Hest Post", .date = "2031-05-07", .text = join(kWire)},
                  {.outlet = "Sela Herald", .date = "2031-05-06", .text = join(kWire)}});
  expect_invariants(batch);
  const Edge* edge = find_edge(batch.lineage, 1, 0);
  ASSERT_NE(edge, nullptr);
  EXPECT_EQ(edge->kind, EdgeKind::kCopy);
  EXPECT_GT(edge->confidence, 0.8);
}

TEST(Families, ACopyRepeatsTheChangesOfItsParent) {
  std::vector<std::string> changed = kWire;
  changed[1] = "The blaze started in a store of fuel soon after the night crew had gone to eat.";
  changed[4] = "Boats to the islands of Hest and Little Hest will not run until Thursday.";
  std::vector<std::string> cut(changed.begin(), changed.end() - 2);
  const Batch batch = make_batch({{.date = "2031-05-05", .text = join(kWire)},
                                  {.date = "2031-05-06", .text = join(changed)},
                                  {.date = "2031-05-07", .text = join(cut)}});
  expect_invariants(batch);
  EXPECT_NE(find_edge(batch.lineage, 0, 1), nullptr);
  EXPECT_NE(find_edge(batch.lineage, 1, 2), nullptr);
  EXPECT_EQ(batch.lineage.edges.size(), 2U);
}

// Each of three desks says other sentences in its own words and cuts others: where two agree
// against the third, all of them had one text before them.
TEST(Families, WhatTwoKeepAgainstTheThirdStoodInALostText) {
  const std::vector<std::string> anew = {
      "",
      "The blaze started in a store of fuel soon after the night crew had gone to eat.",
      "Since April, harbour master Oda Krail said, repairs had kept the sprinklers off.",
      "Two inspectors had put their names to a waiver so that the terminal could open, she said.",
      "Boats to the islands of Hest and Little Hest will not run until Thursday.",
      "Some 4,300 travellers slept in the customs hall and two school gymnasiums.",
      "Three times this year the dockers' union had protested about fire doors that were blocked.",
      "",
      "The terminal's owner, Norrin Lines, said it would bear the cost of burying the dead.",
      "Last year the company, which seeks a buyer, made a loss of 12 million crowns.",
  };
  const auto desk = [&](std::size_t turn) {
    std::vector<std::string> text;
    for (std::size_t i = 0; i < kWire.size(); ++i) {
      if (i == 7 || i == turn + 3) continue;
      const bool other = i % 3 == turn && i < anew.size() && !anew[i].empty();
      text.push_back(other ? anew[i] : kWire[i]);
    }
    return join(text);
  };
  const Batch lost = make_batch({{.text = desk(0)}, {.text = desk(1)}, {.text = desk(2)}});
  expect_invariants(lost);
  ASSERT_EQ(lost.lineage.origins, (std::vector<NodeId>{{3}}));
  EXPECT_EQ(lost.lineage.nodes[3].kind, NodeKind::kHidden);
  EXPECT_EQ(lost.lineage.edges.size(), 3U);

  const Batch whole =
      make_batch({{.text = desk(0)}, {.text = desk(1)}, {.text = join(kWire)}, {.text = desk(2)}});
  expect_invariants(whole);
  EXPECT_EQ(whole.lineage.origins, (std::vector<NodeId>{{2}}));
  EXPECT_NE(find_edge(whole.lineage, 2, 0), nullptr);
  EXPECT_NE(find_edge(whole.lineage, 2, 1), nullptr);
  EXPECT_NE(find_edge(whole.lineage, 2, 3), nullptr);
}

TEST(Families, ACopyKeepsWhatItsParentWroteIn) {
  std::vector<std::string> more = kWire;
  more.insert(more.begin() + 3, "A night watchman, Pim Arlo, had asked for new hoses in March.");
  const Batch batch = make_batch({{.date = "2031-05-05", .text = join(kWire)},
                                  {.date = "2031-05-06", .text = join(more)},
                                  {.date = "2031-05-07", .text = join(more)}});
  expect_invariants(batch);
  EXPECT_NE(find_edge(batch.lineage, 1, 2), nullptr);
  EXPECT_EQ(find_edge(batch.lineage, 0, 2), nullptr);
}

TEST(Families, AgencyStoryIsParentOfCutAndOfRewrite) {
  const Batch batch = make_batch({{.outlet = "Sela Herald", .text = pick(all_but({5, 6, 9, 10}))},
                                  {.text = kRewrite},
                                  {.outlet = "Meridian", .text = join(kWire)},
                                  {.text = kIndependent},
                                  {.text = kOffTopic}});
  expect_invariants(batch);
  const Edge* cut = find_edge(batch.lineage, 2, 0);
  ASSERT_NE(cut, nullptr);
  EXPECT_EQ(cut->kind, EdgeKind::kEdit);
  const Edge* rewrite = find_edge(batch.lineage, 2, 1);
  ASSERT_NE(rewrite, nullptr);
  EXPECT_EQ(rewrite->kind, EdgeKind::kRewrite);
  EXPECT_EQ(batch.lineage.edges.size(), 2U);
  EXPECT_EQ(batch.lineage.origins, (std::vector<NodeId>{{2}, {3}, {4}}));
  EXPECT_TRUE(
      std::count(batch.lineage.unrelated.begin(), batch.lineage.unrelated.end(), NodeId{4}));
}

TEST(Families, TwoCutsOfOneStoryHaveAHiddenSource) {
  // Each lacks what the other has, and both let people speak to the agency.
  const std::string first = pick({0, 1, 2, 3, 4, 5, 6, 7});
  const std::string second =
      pick({2, 3, 4, 5, 6, 8, 9, 10, 11}) +
      "A retired pilot, Hanno Brik, told Meridian he had seen sparks above the fuel store.\n\n";
  const Batch batch = make_batch({{.text = first}, {.text = second}});
  expect_invariants(batch);
  ASSERT_EQ(batch.lineage.origins.size(), 1U);
  const Node& origin = batch.lineage.nodes[batch.lineage.origins[0].index()];
  EXPECT_EQ(origin.kind, NodeKind::kHidden);
  EXPECT_EQ(batch.lineage.edges.size(), 2U);
}

TEST(Families, HiddenSourceIsNamedAfterTheAgencyThatBothCredit) {
  const std::string extra =
      "\n\nA port pilot, Hanno Brik, told Reuters he had seen sparks above the fuel store.\n\n";
  const std::string other =
      "\n\nThe widow of a welder told Reuters that nobody had rung her until noon.\n\n";
  const Batch batch = make_batch({{.text = pick({0, 1, 2, 3, 4, 5, 6}) + extra},
                                  {.text = pick({2, 3, 4, 5, 6, 8, 9}) + other}});
  expect_invariants(batch);
  ASSERT_EQ(batch.lineage.nodes.size(), 3U);
  EXPECT_EQ(batch.lineage.nodes[2].label, "a Reuters story (not supplied)");
  EXPECT_EQ(batch.lineage.nodes[2].evidence.size(), 2U);
  for (const Edge& edge : batch.lineage.edges) EXPECT_EQ(edge.from, NodeId{2});
}

TEST(Families, APhotoCreditDoesNotNameTheSource) {
  const std::string photo = "The ruined terminal. Credit:AP\n\n";
  const Batch batch = make_batch({{.text = photo + pick({0, 1, 2, 3, 5, 4, 6, 7})},
                                  {.text = photo + pick({2, 8, 3, 9, 4, 10, 5, 6, 11})}});
  for (const Node& node : batch.lineage.nodes) {
    EXPECT_EQ(node.label.find("Associated Press"), std::string::npos) << node.label;
  }
}

TEST(Families, ALaterVersionByTheSameOutletIsAnUpdate) {
  std::string later = pick({0, 1, 2, 3, 4, 6, 8, 9, 10}) +
                      "The toll rose to eleven on Tuesday when two welders died in hospital.\n\n"
                      "Prosecutors took the maintenance logs from the office of the company.\n\n"
                      "Divers will look at the piles of the pier as soon as the oil is gone.\n\n";
  const Batch batch =
      make_batch({{.outlet = "Sela Herald", .date = "2031-05-07", .text = later},
                  {.outlet = "Sela Herald", .date = "2031-05-06", .text = join(kWire)}});
  expect_invariants(batch);
  const Edge* edge = find_edge(batch.lineage, 1, 0);
  ASSERT_NE(edge, nullptr);
  EXPECT_EQ(edge->kind, EdgeKind::kEdit);
  const bool says_update =
      std::any_of(edge->reasons.begin(), edge->reasons.end(),
                  [](const Reason& r) { return r.note.find("update") != std::string::npos; });
  EXPECT_TRUE(says_update);
}

TEST(Families, AChildOfTwoParents) {
  const Batch batch =
      make_batch({{.outlet = "Meridian", .date = "2031-05-06", .text = join(kWire)},
                  {.outlet = "Kiosk Times", .date = "2031-05-06", .text = kIndependent},
                  {.outlet = "Hest Post",
                   .date = "2031-05-07",
                   .text = pick({0, 1, 2, 3, 4, 5}) + kIndependent}});
  expect_invariants(batch);
  ASSERT_NE(find_edge(batch.lineage, 0, 2), nullptr);
  ASSERT_NE(find_edge(batch.lineage, 1, 2), nullptr);
  EXPECT_EQ(find_edge(batch.lineage, 0, 2)->kind, EdgeKind::kMerge);
  EXPECT_EQ(find_edge(batch.lineage, 1, 2)->kind, EdgeKind::kMerge);
  EXPECT_EQ(batch.lineage.origins.size(), 2U);
}

TEST(Families, TwoFirstTextsOfTwoMergesHadNoCommonSource) {
  std::vector<std::string> own;
  for (std::size_t at = 0; at < kIndependent.size();) {
    const std::size_t end = kIndependent.find("\n\n", at) + 2;
    own.push_back(kIndependent.substr(at, end - at));
    at = end;
  }
  std::vector<Text> texts = {{.outlet = "Meridian", .date = "2031-05-05", .text = join(kWire)},
                             {.outlet = "Kiosk Times", .date = "2031-05-05", .text = kIndependent}};
  for (const std::size_t left_out : {1U, 4U}) {
    std::string text;
    for (std::size_t i = 0; i < kWire.size(); ++i) {
      if (i != left_out) text += kWire[i];
      if (i == left_out) text += own[left_out % 2] + own[2];
      if (i == left_out + 2) text += own[3] + own[4];
    }
    texts.push_back(
        {.outlet = "Desk " + std::to_string(left_out), .date = "2031-05-07", .text = text});
  }
  const Batch batch = make_batch(texts);
  expect_invariants(batch);
  EXPECT_EQ(batch.lineage.origins.size(), 2U);
  EXPECT_EQ(batch.lineage.nodes.size(), texts.size());
}

TEST(Families, WhatIsMostlyItsOwnIsHardlyACopy) {
  const auto with = [](const std::string& own) {
    return make_batch(
        {{.outlet = "Meridian", .date = "2031-05-05", .text = join(kWire)},
         {.outlet = "Hest Post", .date = "2031-05-07", .text = own + pick({2, 3, 4})}});
  };
  EXPECT_NE(find_edge(with("").lineage, 0, 1), nullptr);
  EXPECT_EQ(find_edge(with(kIndependent + kOffTopic).lineage, 0, 1), nullptr);
}

TEST(Families, ASharedPublicQuotationIsNotCopying) {
  const std::string quote =
      "\xE2\x80\x9CWe asked for new doors in spring and in summer, and we were laughed at every "
      "single time,\xE2\x80\x9D Pell told reporters at the gate.\n\n";
  const Batch batch =
      make_batch({{.text = pick({0, 4, 5, 8, 9}) + quote}, {.text = quote + kIndependent}});
  expect_invariants(batch);
  EXPECT_TRUE(batch.lineage.edges.empty());
  EXPECT_EQ(batch.lineage.origins.size(), 2U);
}

/// Edges as texts, so that batches in different orders can be compared.
std::multimap<std::string, std::string> edges_by_source(const Batch& batch) {
  std::multimap<std::string, std::string> edges;
  const auto name = [&](NodeId id) {
    const Node& node = batch.lineage.nodes[id.index()];
    return node.report ? batch.reports[node.report->index()].source : node.label;
  };
  for (const Edge& e : batch.lineage.edges) {
    edges.emplace(name(e.from) + " > " + name(e.to), std::string(to_string(e.kind)));
  }
  return edges;
}

TEST(Properties, TheOrderOfTheReportsDoesNotMatter) {
  std::vector<Text> texts = {{"wire", "Meridian", "", join(kWire)},
                             {"cut", "", "", pick(all_but({1, 7, 9}))},
                             {"twin", "", "", pick(all_but({1, 7, 9}))},
                             {"short", "", "", pick({3, 2, 8, 5})},
                             {"rewrite", "", "", kRewrite},
                             {"own", "", "", kIndependent},
                             {"chess", "", "", kOffTopic}};
  const Batch first = make_batch(texts);
  expect_invariants(first);
  const auto expected = edges_by_source(first);
  EXPECT_GE(expected.size(), 4U);
  for (int turn = 0; turn < 6; ++turn) {
    std::rotate(texts.begin(), texts.begin() + 1, texts.end());
    if (turn % 2 == 1) std::swap(texts[1], texts[4]);
    const Batch batch = make_batch(texts);
    expect_invariants(batch);
    EXPECT_EQ(edges_by_source(batch), expected) << "turn " << turn;
    EXPECT_EQ(batch.lineage.alignments.size(), first.lineage.alignments.size());
  }
}

TEST(Properties, ThreadsDoNotMatter) {
  std::vector<Text> texts;
  for (std::size_t i = 0; i < 20; ++i) {
    texts.push_back({"t" + std::to_string(i), "", "", pick(all_but({i % 12, (i * 5) % 12}))});
  }
  const Batch one = make_batch(texts, 1);
  const Batch four = make_batch(texts, 4);
  expect_invariants(one);
  EXPECT_EQ(edges_by_source(one), edges_by_source(four));
  ASSERT_EQ(one.lineage.alignments.size(), four.lineage.alignments.size());
  for (std::size_t i = 0; i < one.lineage.alignments.size(); ++i) {
    EXPECT_EQ(one.lineage.alignments[i].score, four.lineage.alignments[i].score);
  }
}

TEST(Properties, AVeryLongSentenceAndManyRepeatsAreSafe) {
  std::string longest;
  for (int i = 0; i < 12000; ++i) longest += "harbour fire doors " + std::to_string(i % 97) + " ";
  std::string repeated;
  for (int i = 0; i < 400; ++i) repeated += kWire[static_cast<std::size_t>(i) % 3] + " ";
  const Batch batch =
      make_batch({{.text = longest}, {.text = longest}, {.text = repeated}, {.text = repeated}});
  expect_invariants(batch);
  EXPECT_GE(batch.lineage.edges.size(), 1U);
}

TEST(Dates, AnUndatedRewriteTakesTheDateOfItsRelative) {
  const Batch batch = make_batch({{.outlet = "Meridian", .date = "2031-05-06", .text = join(kWire)},
                                  {.text = kRewrite},
                                  {.text = kOffTopic}});
  const auto inferred = infer_published(batch.reports, batch.analyses, batch.lineage);
  ASSERT_EQ(inferred.size(), 3U);
  EXPECT_FALSE(inferred[0]) << "it states a date";
  ASSERT_TRUE(inferred[1]);
  EXPECT_EQ(inferred[1]->value, "2031-05-06");
  EXPECT_EQ(inferred[1]->basis, DateBasis::kInferred);
  EXPECT_NE(inferred[1]->reason.find("shares"), std::string::npos);
  EXPECT_NE(inferred[1]->reason.find("r1, dated 2031-05-06"), std::string::npos);
  EXPECT_FALSE(inferred[2]) << "no relative lends it a date";
}

/// What is inferred for a text that opens with the dateline, beside a relative of the date.
std::optional<Published> inferred_beside(const std::string& dateline, const std::string& date) {
  const Batch batch = make_batch({{.outlet = "Harbour Post", .date = date, .text = join(kWire)},
                                  {.text = dateline + join(kWire)}});
  return infer_published(batch.reports, batch.analyses, batch.lineage)[1];
}

TEST(Dates, ADayWithoutAYearTakesTheYearThatPutsItNearest) {
  const auto inferred = inferred_beside("PORT SELA, May 4 (Meridian) - ", "2031-05-06");
  ASSERT_TRUE(inferred);
  EXPECT_EQ(inferred->value, "2031-05-04");
  EXPECT_EQ(inferred->basis, DateBasis::kInferred);
  EXPECT_NE(inferred->reason.find("dateline May 4; the year from r1, dated 2031-05-06"),
            std::string::npos)
      << inferred->reason;
  ASSERT_TRUE(inferred->evidence);
  EXPECT_EQ(inferred->evidence->size(), std::string_view("May 4").size());
}

TEST(Dates, TheYearTurnsBetweenTwoVersions) {
  const auto before = inferred_beside("PORT SELA, December 31 (Meridian) - ", "2032-01-01");
  ASSERT_TRUE(before);
  EXPECT_EQ(before->value, "2031-12-31");
  const auto after = inferred_beside("PORT SELA, January 1 (Meridian) - ", "2031-12-31");
  ASSERT_TRUE(after);
  EXPECT_EQ(after->value, "2032-01-01");
}

TEST(Dates, AStatedDayIsNeverReplaced) {
  EXPECT_FALSE(inferred_beside("PORT SELA, October 30 (Meridian) - ", "2031-05-06"))
      << "half a year apart: no version of the same day's story";
  EXPECT_FALSE(inferred_beside("PORT SELA, February 29 (Meridian) - ", "2031-03-01"))
      << "no such day that year";
}

}  // namespace
}  // namespace stemma::lineage
