// CoNLL-U in and out: what is malformed is said with its line, given words stay as they are, and
// what is written reads back.
#include "language/conllu.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "language/conllu_documents.h"
#include "language/conllu_writer.h"
#include "language/support.h"
#include "support/cases.h"

namespace stemma::language {
namespace {

/// Rows with spaces for tabs: "1 Sela _ _ _ _ 0 root _ _".
std::string tabbed(std::string rows) {
  std::size_t begin = 0;
  while (begin < rows.size()) {
    const std::size_t end = std::min(rows.find('\n', begin), rows.size());
    if (rows[begin] != '#') std::replace(rows.begin() + begin, rows.begin() + end, ' ', '\t');
    begin = end + 1;
  }
  return rows;
}

std::string row(std::string_view id, std::string_view form, std::string_view misc = "_") {
  return tabbed(std::string(id) + " " + std::string(form) + " _ _ _ _ _ _ _ " + std::string(misc)) +
         "\n";
}

std::vector<ConlluSentence> read(const std::string& text) {
  auto rows = read_conllu_rows(text, "case.conllu");
  EXPECT_TRUE(rows.ok()) << (rows ? "" : rows.error().describe());
  return rows ? std::move(*rows) : std::vector<ConlluSentence>{};
}

std::vector<ConlluDocument> documents(const std::string& text) { return documents_of(read(text)); }

Analysis analyse_given(const ConlluDocument& document) {
  const GivenText given = given_text(document);
  return analyse(report_of(given.text), given.sentences, shared_model());
}

/// Columns ID and FORM of all rows, and the comments.
std::string skeleton(std::string_view conllu) {
  std::string out;
  while (!conllu.empty()) {
    const std::size_t end = std::min(conllu.find('\n'), conllu.size());
    const std::string_view line = conllu.substr(0, end);
    std::size_t cut = line.size();
    if (!line.starts_with('#')) {
      const std::size_t tab = line.find('\t');
      if (tab != std::string_view::npos) cut = line.find('\t', tab + 1);
    }
    out += line.substr(0, cut);
    out += '\n';
    conllu.remove_prefix(std::min(end + 1, conllu.size()));
  }
  return out;
}

TEST(Conllu, MalformedRowsAreNamedByTheirLine) {
  const std::string first = row("1", "Sela");
  const std::vector<std::pair<std::string, std::string>> cases = {
      {first + "2\tsails\n", "case.conllu:2"},                                 // columns missing
      {first + row("2", "sails").insert(2, "x\t"), "case.conllu:2"},           // one too many
      {first + row("3", "sails"), "case.conllu:2"},                            // a number left out
      {row("0", "Sela"), "case.conllu:1"},                                     // from 1 on
      {tabbed("1 Sela _ _ _ _ x root _ _\n"), "case.conllu:1"},                // head no number
      {tabbed("1 Sela _ _ _ _ 7 root _ _\n\n"), "case.conllu:2"},              // head outside
      {tabbed("1 Sela _ _ _ _ 99999999999 root _ _\n\n"), "case.conllu:1"},    // head out of range
      {row("1-2", "can't") + row("1", "ca"), "case.conllu:2"},                 // words missing
      {row("1-2", "ab") + row("1", "a") + row("2-3", "bc"), "case.conllu:3"},  // overlap
      {row("2-1", "ab"), "case.conllu:1"},                                     // backwards
      {row("1", ""), "case.conllu:1"},                                         // no form
      {first + row("2", "\xFF"), "case.conllu:2"},                             // not UTF-8
  };
  for (const auto& [text, where] : cases) {
    const auto rows = read_conllu_rows(text, "case.conllu");
    ASSERT_FALSE(rows.ok()) << text;
    EXPECT_EQ(rows.error().code, ErrorCode::kMalformed);
    EXPECT_EQ(rows.error().context, where) << text;
  }
}

TEST(Conllu, OddButValidFilesAreRead) {
  EXPECT_TRUE(read("").empty());
  EXPECT_TRUE(read("\n\n\n").empty());
  EXPECT_TRUE(read("# a comment alone\n").empty());
  EXPECT_EQ(read("\xEF\xBB\xBF" + row("1", "Sela")).size(), 1U) << "a byte order mark";
  EXPECT_EQ(read(row("1", "Sela") + "\r\n" + row("1", "Orsk")).size(), 2U);
  EXPECT_EQ(read(row("1", "Sela") + row("1.1", "was") + row("2", "calm"))[0].words.size(), 2U)
      << "empty nodes are left out";
  const std::string text = "# head of the file\n\n# newdoc\n" + row("1", "Sela");
  const auto headed = read(text);
  ASSERT_EQ(headed.size(), 1U);
  EXPECT_EQ(headed[0].comments.size(), 2U) << "no comment is lost";
}

TEST(Conllu, DocumentsAndTheirTexts) {
  const std::string text = "# newdoc id = one\n# newpar\n" + row("1", "Sela", "SpaceAfter=No") +
                           row("2", "!") + "\n" + row("1-2", "can't") + row("1", "ca") +
                           row("2", "n't") + row("3", "sail") + "\n# newpar id = p2\n" +
                           row("1", "Why", "X=1|SpaceAfter=No") + row("2", "?") +
                           "\n# newdoc id = two\n# newpar_block = 1\n" + row("1", "No") + "\n";
  const auto found = documents(text);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].id, "one");
  EXPECT_EQ(found[1].id, "two");
  EXPECT_EQ(written_text(found[0]), "Sela! can't sail\n\nWhy?");
  const GivenText given = given_text(found[0]);
  EXPECT_EQ(given.text, "Sela! can't sail\n\nWhy?");
  ASSERT_EQ(given.sentences.size(), 3U);
  EXPECT_EQ(given.sentences[1].words.size(), 3U);
  EXPECT_EQ(slice(given.text, given.sentences[1].words[1]), "n't");
  EXPECT_EQ(given.sentences[1].paragraph, 0U);
  EXPECT_EQ(given.sentences[2].paragraph, 1U);
}

TEST(Conllu, WordsThatShareLettersAreSpeltOut) {
  const std::string text =
      row("1-2", "du", "SpaceAfter=No") + row("1", "de") + row("2", "le") + row("3", ".") + "\n";
  const auto found = documents(text);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(written_text(found[0]), "du.");
  EXPECT_EQ(given_text(found[0]).text, "dele.");
  const Analysis a = analyse_given(found[0]);
  ASSERT_EQ(a.tokens.size(), 3U);
  EXPECT_EQ(a.tokens[1].norm, "le");
  EXPECT_EQ(skeleton(write_conllu(found[0], a, shared_model())), skeleton(text));
}

TEST(Conllu, GivenWordsStayAsTheyAre) {
  // Cuts that the tokeniser would not make, a form with a space, one that is white space alone.
  const std::string text = "# sent_id = a\n# note = kept\n" + row("1", "co") + row("2", "-op's") +
                           "3\t10 000\t_\t_\t_\t_\t_\t_\t_\tGloss=x|SpaceAfter=No\n" +
                           row("4", "\xC2\xA0") + row("5", "''") + "\n";
  const auto found = documents(text);
  const GivenText given = given_text(found[0]);
  const Analysis a = analyse_given(found[0]);
  ASSERT_EQ(a.sentences.size(), 1U);
  ASSERT_EQ(a.tokens.size(), 5U);
  for (std::size_t i = 0; i < a.tokens.size(); ++i) {
    EXPECT_EQ(a.tokens[i].range, given.sentences[0].words[i]);
    EXPECT_FALSE(a.tokens[i].norm.empty());
  }
  EXPECT_TRUE(a.tokens[0].space_before);
  EXPECT_FALSE(a.tokens[3].space_before);
  EXPECT_EQ(a.tokens[2].kind, TokenKind::kNumber);
  const std::string written = write_conllu(found[0], a, shared_model());
  EXPECT_EQ(skeleton(written), skeleton(text));
  EXPECT_NE(written.find("\tGloss=x|"), std::string::npos) << written;
}

TEST(Conllu, NamesAndMultiwordTokensOfAText) {
  const Report report = report_of("Ana Moro said Sela’s ferries didn't sail.\n\n“Why?” she asked.");
  const std::string page =
      write_conllu("dir/a b.txt", report.text, analyse(report, shared_model()), shared_model());
  EXPECT_EQ(page.rfind("# newdoc id = dir_a_b.txt\n# newpar\n# sent_id = dir_a_b.txt-1\n", 0), 0U)
      << page;
  EXPECT_NE(page.find("# text = Ana Moro said Sela’s ferries didn't sail.\n1\tAna\t"),
            std::string::npos)
      << page;
  EXPECT_NE(page.find("\n4-5\tSela’s\t_\t_\t_\t_\t_\t_\t_\t_\n4\tSela\t"), std::string::npos);
  EXPECT_NE(page.find("\n7-8\tdidn't\t"), std::string::npos);
  EXPECT_NE(page.find("\tNER=B-PER\n2\tMoro\t"), std::string::npos) << page;
  EXPECT_NE(page.find("\tNER=I-PER\n3\tsaid\t"), std::string::npos) << page;
  EXPECT_NE(page.find("\tSpaceAfter=No\n10\t.\t"), std::string::npos) << page;
  EXPECT_NE(page.find("\n# newpar\n# sent_id = dir_a_b.txt-2\n# text = “Why?” she asked.\n"),
            std::string::npos)
      << page;
}

TEST(Conllu, AnEarlierNameTagIsReplaced) {
  const std::string text = row("1", "The", "A=1|NER=B-ORG|SpaceAfter=No") + row("2", "end") + "\n";
  const auto found = documents(text);
  const std::string written = write_conllu(found[0], analyse_given(found[0]), shared_model());
  EXPECT_NE(written.find("\tA=1|SpaceAfter=No\n"), std::string::npos) << written;
}

/// Words of a text, printed and read back, are the same words in the same sentences.
void expect_round_trip(const std::string& text) {
  const Report report = report_of(text);
  const Analysis a = analyse(report, shared_model());
  const std::string page = write_conllu("case", report.text, a, shared_model());
  const auto found = documents(page);
  if (a.tokens.empty()) {
    EXPECT_TRUE(found.empty());
    return;
  }
  ASSERT_EQ(found.size(), 1U) << page;
  const Analysis again = analyse_given(found[0]);
  ASSERT_EQ(again.tokens.size(), a.tokens.size()) << page;
  ASSERT_EQ(again.sentences.size(), a.sentences.size()) << page;
  for (std::size_t s = 0; s < a.sentences.size(); ++s) {
    EXPECT_EQ(again.sentences[s].end_token, a.sentences[s].end_token);
    EXPECT_EQ(again.sentences[s].paragraph, a.sentences[s].paragraph);
  }
  for (std::size_t i = 0; i < a.tokens.size(); ++i)
    EXPECT_EQ(again.tokens[i].norm, a.tokens[i].norm);
  const std::string twice = write_conllu(found[0], again, shared_model());
  EXPECT_EQ(skeleton(twice), skeleton(page));
  const auto reread = documents(twice);
  EXPECT_EQ(write_conllu(reread[0], analyse_given(reread[0]), shared_model()), twice)
      << "the same input";
}

TEST(Conllu, EveryCaseOfTheTokeniserReadsBack) {
  for (const char* file : {"language/tokens.txt", "language/sentences.txt"}) {
    for (const testing::Case& c : testing::read_cases(file)) expect_round_trip(c.input);
  }
}

TEST(Conllu, OddTextsReadBack) {
  for (const char* text :
       {"", ".", "# no comment\n# text = neither", "1\t2\t3",
        "a\tb\rc\x0B"
        "d\x01"
        "e",
        "Он сказал: «нет». قال لا؟ 東京。", "@moro #sela 👍👍 http://sela.example/a#b",
        "| a | b |\n| 1 | 2 |", "THE GATES FAILED!!! ALL OF THEM", "- one\n- two\n\n3. three",
        "gonna wanna cannot dunno it's"}) {
    expect_round_trip(text);
  }
  std::string long_sentence;
  for (int i = 0; i < 10'000; ++i) long_sentence += "boats ";
  expect_round_trip(long_sentence);
}

}  // namespace
}  // namespace stemma::language
