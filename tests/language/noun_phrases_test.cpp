#include "language/noun_phrases.h"

#include <gtest/gtest.h>

#include <sstream>
#include <string>

namespace stemma::language {
namespace {

/// One sentence from rows "form head relation upos", heads counted from 1, 0 the root.
Analysis sentence(const std::string& rows) {
  Analysis a;
  std::istringstream in(rows);
  std::string form, relation, upos;
  for (std::uint32_t head = 0; in >> form >> head >> relation >> upos;) {
    Token t;
    t.norm = form;
    t.head = head == 0 ? kNoHead : head - 1;
    t.relation = *parse_relation(relation);
    t.upos = *parse_upos(upos);
    a.tokens.push_back(t);
  }
  Sentence s;
  s.end_token = static_cast<std::uint32_t>(a.tokens.size());
  a.sentences.push_back(s);
  return a;
}

std::string words(const Analysis& a, TokenSpan span) {
  std::string out;
  for (std::uint32_t t = span.first; t < span.end; ++t)
    out += (out.empty() ? "" : " ") + a.tokens[t].norm;
  return out;
}

TEST(NounPhrases, LeaveOutWhatTiesThemToTheSentence) {
  const Analysis a = sentence(
      "In 3 case ADP\n the 3 det DET\n port 7 obl NOUN\n of 5 case ADP\n Sela 3 nmod PROPN\n"
      ", 7 punct PUNCT\n cranes 7 nsubj NOUN\n");
  const NounPhrases phrases(a, a.sentences.front());
  EXPECT_EQ(words(a, phrases.around(2)), "the port of Sela");
  EXPECT_EQ(words(a, phrases.around(4)), "Sela");
}

TEST(NounPhrases, LeaveOutConjunctsUnlessAllAreMeant) {
  const Analysis a = sentence(
      "the 2 det DET\n mill 5 nsubj NOUN\n and 4 cc CCONJ\n port 2 conj NOUN\n burned 0 root VERB\n"
      ". 5 punct PUNCT\n");
  const NounPhrases phrases(a, a.sentences.front());
  EXPECT_EQ(words(a, phrases.around(1)), "the mill");
  EXPECT_EQ(words(a, phrases.coordination(1)), "the mill and port");
  EXPECT_EQ(words(a, phrases.around(3)), "port");
  EXPECT_EQ(words(a, phrases.coordination(3)), "port");
}

TEST(NounPhrases, OfAPredicateAreWithoutItsSubjectAndVerb) {
  const Analysis a = sentence(
      "She 4 nsubj PRON\n was 4 cop AUX\n the 4 det DET\n mayor 0 root NOUN\n of 6 case ADP\n"
      "Sela 4 nmod PROPN\n then 4 advmod ADV\n . 4 punct PUNCT\n");
  EXPECT_EQ(words(a, NounPhrases(a, a.sentences.front()).around(3)), "the mayor of Sela");
}

TEST(NounPhrases, KeepBracketsOnlyInPairs) {
  const Analysis a = sentence(
      "( 2 punct PUNCT\n Moro 0 root PROPN\n ( 4 punct PUNCT\n mayor 2 appos NOUN\n"
      ") 4 punct PUNCT\n , 2 punct PUNCT\n");
  EXPECT_EQ(words(a, NounPhrases(a, a.sentences.front()).around(1)), "Moro ( mayor )");
}

}  // namespace
}  // namespace stemma::language
