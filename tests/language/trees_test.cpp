// Every sentence of every text has one tree: one root, heads inside the sentence, no cycle.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "language/conllu_documents.h"
#include "language/conllu_writer.h"
#include "language/support.h"
#include "support/cases.h"

namespace stemma::language {
namespace {

/// What is wrong with the tree of a sentence, or "".
std::string broken_tree(const Analysis& a, const Sentence& s) {
  std::size_t roots = 0;
  for (std::uint32_t i = s.first_token; i < s.end_token; ++i) {
    const Token& t = a.tokens[i];
    const bool root = t.head == kNoHead;
    roots += root ? 1 : 0;
    if (root != (t.relation == Relation::kRoot)) return fmt::format("relation of root at {}", i);
    if (!root && (t.head < s.first_token || t.head >= s.end_token)) {
      return fmt::format("head of {} outside", i);
    }
    if (t.head == i) return fmt::format("{} is its own head", i);
  }
  if (roots != 1) return fmt::format("{} roots", roots);
  // Walk up from every token; a token seen on an earlier walk is known to lead to the root.
  std::vector<std::uint32_t> walk_of(s.end_token - s.first_token, kNoHead);
  for (std::uint32_t i = s.first_token; i < s.end_token; ++i) {
    for (std::uint32_t at = i; at != kNoHead; at = a.tokens[at].head) {
      std::uint32_t& seen = walk_of[at - s.first_token];
      if (seen == i) return fmt::format("cycle at {}", at);
      if (seen != kNoHead) break;
      seen = i;
    }
  }
  return "";
}

void expect_trees(const Analysis& a, std::string_view text) {
  for (const Sentence& s : a.sentences) {
    const std::string broken = broken_tree(a, s);
    if (broken.empty()) continue;
    ADD_FAILURE() << broken << ": " << slice(text, s.range).substr(0, 200);
    return;
  }
}

/// The trees of a text, and those of its words when they are given.
void expect_trees(std::string_view text) {
  const Report report = report_of(text);
  const Analysis a = analyse(report, shared_model());
  expect_trees(a, text);
  const std::string page = write_conllu("case", text, a, shared_model());
  const auto rows = read_conllu_rows(page, "case");
  ASSERT_TRUE(rows.ok()) << rows.error().describe();
  for (const ConlluDocument& document : documents_of(*rows)) {
    const GivenText given = given_text(document);
    expect_trees(analyse(report_of(given.text), given.sentences, shared_model()), given.text);
  }
}

TEST(Trees, OfProse) {
  expect_trees(
      "The gates at Orsk dam, which the ministry had called safe, didn't hold.\n\n"
      "“We are closing the road,” Ada Brin told reporters. “Why now?” one asked.");
}

TEST(Trees, OfCases) {
  for (const char* file : {"language/tokens.txt", "language/sentences.txt", "language/mentions.txt",
                           "language/coreference.txt"}) {
    for (const testing::Case& c : testing::read_cases(file)) expect_trees(c.input);
  }
}

TEST(Trees, OfOddTexts) {
  for (const char* text : {
           "",
           ".",
           "?!",
           "—",
           "a",
           "👍",
           "( ( ) ] » “",
           "THE GATES AT ORSK DAM HAVE FAILED AND THE MINISTRY IS CLOSING THE ROAD",
           "- bread\n- salt\n\n1. first\n2. second\n\na) one",
           "Port | Ships | Tonnes\nSela | 12 | 4,300\nTarsia | 3 | 910",
           "RT @moro: gates r down lol #orsk http://orsk.example/x 👍👍👍",
           "Министерство сообщило, что ворота не выдержали. Дорога закрыта.",
           "قالت الوزارة إن البوابات لم تصمد. الطريق مغلق.",
           "東京は晴れです。水門は閉じた。",
           "He said Путин и بوتين met in 東京.",
           "1 2 3 4 5",
           "$ % & * # @",
           "\"\"\"\"\"\" ''''''",
           "\x01\x02 \x7F",
       }) {
    expect_trees(text);
  }
}

TEST(Trees, OfSentencesThatNeverEnd) {
  std::string words;
  std::string marks;
  std::string clauses;
  for (int i = 0; i < 10'000; ++i) {
    words += i % 2 == 0 ? "boats " : "and ";
    marks += ", ";
    if (i % 5 == 0) clauses += "which said that she ";
  }
  for (const std::string& text : {words, marks, clauses}) expect_trees(text);
}

}  // namespace
}  // namespace stemma::language
