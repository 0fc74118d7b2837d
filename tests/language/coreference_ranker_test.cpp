// Noun phrases that may corefer, and the groups that the model makes of them.
#include "language/coreference_ranker.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "language/coreference.h"
#include "language/support.h"
#include "language/tables.h"
#include "support/timing.h"

namespace stemma::language {
namespace {

/// A text read as far as the ranker needs it.
struct Reading {
  explicit Reading(std::string_view words) : report(report_of(words)) {
    const Model::Tables& tables = shared_model().tables();
    analysis = analyse(report, shared_model());
    Analysis again = analysis;
    again.tagged.clear();
    tables.parser.parse(report.text, again, &states);
    const WordView view(report.text, analysis, tables.mentions.knowledge);
    const RuleFindings rules =
        resolve_coreference(report.text, analysis, tables.mentions.knowledge, view);
    phrases = find_phrases(analysis, view, tables.mentions.knowledge, rules.genders);
  }

  CorefGroups groups() const {
    const Model::Tables& tables = shared_model().tables();
    return group_phrases(analysis, phrases, tables.vectors, states, *tables.coreference);
  }
  std::string words(const CorefPhrase& p) const {
    return std::string(slice(report.text, cover(analysis.tokens[p.span.first].range,
                                                analysis.tokens[p.span.end - 1].range)));
  }
  std::uint32_t find(std::string_view text) const {
    for (std::uint32_t i = 0; i < phrases.size(); ++i)
      if (words(phrases[i]) == text) return i;
    ADD_FAILURE() << "no phrase \"" << text << "\"";
    return 0;
  }

  Report report;
  Analysis analysis;
  TokenStates states{may_head};
  std::vector<CorefPhrase> phrases;
};

std::string repeated(std::string_view piece, std::size_t times) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) text += piece;
  return text;
}

const char* const kStory =
    "Ana Moro, the mayor of Port Sela, told her staff that they would be paid. Pavel Strand and "
    "Greta Holm doubted it: he said the council had no money, and she asked for its books. “We "
    "will "
    "see,” the mayor said. The staff and their union waited for her.";

// A long report's states would be the most of what is held; the ranker asks for few.
TEST(TokenStates, AreKeptOfHeadsAlone) {
  const Reading r(kStory);
  std::size_t kept = 0;
  for (std::uint32_t t = 0; t < r.analysis.tokens.size(); ++t) kept += r.states.has(t) ? 1 : 0;
  EXPECT_LT(kept, r.analysis.tokens.size() * 6 / 10);
  for (const CorefPhrase& p : r.phrases) EXPECT_TRUE(r.states.has(p.head)) << r.words(p);
}

TEST(CorefPhrases, ArePronounsNounsAndPairs) {
  const Reading r("The mayor told her staff that boats and barges burned.");
  std::vector<std::string> found;
  for (const CorefPhrase& p : r.phrases) found.push_back(r.words(p));
  EXPECT_EQ(found, (std::vector<std::string>{"The mayor", "her staff", "her", "boats and barges",
                                             "boats", "barges"}));
}

TEST(CorefPhrases, KnowWhatTheyAre) {
  const Reading r(kStory);
  EXPECT_EQ(r.phrases[r.find("she")].kind, PhraseKind::kShe);
  EXPECT_EQ(r.phrases[r.find("We")].kind, PhraseKind::kFirst);
  EXPECT_EQ(r.phrases[r.find("its")].kind, PhraseKind::kIt);
  EXPECT_EQ(r.phrases[r.find("the council")].article, Article::kThe);
  EXPECT_EQ(r.phrases[r.find("its books")].article, Article::kOwner);
  EXPECT_EQ(r.phrases[r.find("Pavel Strand and Greta Holm")].kind, PhraseKind::kCoordination);
  EXPECT_EQ(r.phrases[r.find("Pavel Strand")].gender, Gender::kMale);
  EXPECT_TRUE(r.phrases[r.find("her")].possessive);
}

TEST(CorefPhrases, AreSortedAndHaveTheirHeads) {
  for (const std::string& text :
       {std::string(kStory), repeated("Moro and Strand of the Sela of it ", 40),
        repeated("he, (she) said “it” ", 40), std::string("A.")}) {
    const Reading r(text);
    for (std::size_t i = 0; i < r.phrases.size(); ++i) {
      const CorefPhrase& p = r.phrases[i];
      EXPECT_LE(p.span.first, p.head);
      EXPECT_LT(p.head, p.span.end);
      EXPECT_LE(p.span.end, r.analysis.sentences[p.sentence].end_token);
      if (i == 0) continue;
      const CorefPhrase& q = r.phrases[i - 1];
      EXPECT_TRUE(q.span.first < p.span.first ||
                  (q.span.first == p.span.first && q.span.end > p.span.end));
    }
  }
}

TEST(CorefGroups, AreNumberedByTheirFirstPhrase) {
  for (const std::string& text : {std::string(kStory), repeated("He met her. Moro met it. ", 30)}) {
    const Reading r(text);
    const CorefGroups groups = r.groups();
    ASSERT_EQ(groups.of.size(), r.phrases.size());
    for (std::uint32_t i = 0; i < groups.of.size(); ++i) {
      EXPECT_LE(groups.of[i], i);
      EXPECT_EQ(groups.of[groups.of[i]], groups.of[i]);
    }
  }
}

TEST(CorefGroups, HoldNobodyWhoIsSomebodyElse) {
  const Reading r(repeated(kStory, 5) + repeated(" He met her. Moro met Strand.", 20));
  const CorefGroups groups = r.groups();
  std::set<std::uint32_t> men, women;
  std::map<std::uint32_t, std::uint32_t> person;  // the rules' chain of a group's person
  for (std::uint32_t i = 0; i < r.phrases.size(); ++i) {
    const CorefPhrase& p = r.phrases[i];
    if (p.kind == PhraseKind::kHe) men.insert(groups.of[i]);
    if (p.kind == PhraseKind::kShe) women.insert(groups.of[i]);
    if (p.kind == PhraseKind::kName && p.person && p.chain != kNoMention) {
      EXPECT_EQ(person.emplace(groups.of[i], p.chain).first->second, p.chain) << r.words(p);
    }
  }
  for (const std::uint32_t m : men) EXPECT_FALSE(women.contains(m));
}

// The nearest few of each kind, whatever the text: what makes the ranker linear.
TEST(CorefFeatures, APhraseHasFewCandidates) {
  for (const std::string_view piece :
       {"He said so. ", "Moro met Strand. ", "the mayor of the port ", "They and it and we ",
        "I saw you. ", "the old grey long boat of the old grey long port "}) {
    const Reading r(repeated(piece, 300));
    CorefFeatures features(r.analysis, r.phrases, shared_model().tables().vectors, r.states);
    std::vector<CorefCandidate> found;
    for (std::uint32_t i = 0; i < r.phrases.size(); ++i) {
      features.candidates(i, found);
      EXPECT_LE(found.size(), 32u) << piece;
      for (const CorefCandidate& c : found) EXPECT_EQ(c.later, c.phrase > i);
    }
  }
}

TEST(CorefGroups, CostIsLinear) {
  const auto seconds = [](std::size_t times) {
    const Reading r(repeated(kStory, times));
    return testing::cpu_seconds([&] { EXPECT_EQ(r.groups().of.size(), r.phrases.size()); });
  };
  EXPECT_LT(seconds(200), 8 * seconds(50) + 0.2);
}

}  // namespace
}  // namespace stemma::language
