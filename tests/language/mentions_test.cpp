// Mentions and coreference: cases as data, and what holds for any text.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <set>

#include "language/support.h"
#include "support/cases.h"
#include "support/paths.h"
#include "support/timing.h"

namespace stemma::language {
namespace {

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string_view kind_name(MentionKind kind) {
  return kind == MentionKind::kName      ? "name"
         : kind == MentionKind::kNominal ? "nominal"
                                         : "pronoun";
}

/// "words | type | kind | name of the chain", a line a mention; chains only where asked for.
std::string show(const Report& report, const Analysis& a, bool chains) {
  std::string out;
  for (const Mention& m : a.mentions) {
    if (!out.empty()) out += '\n';
    out += fmt::format("{} | {} | {}{}", slice(report.text, m.range), to_string(m.type),
                       kind_name(m.kind), m.plural ? " plural" : "");
    if (chains)
      out += fmt::format(" | {}", m.chain ? fmt::format("{}:{}", m.chain->value + 1,
                                                        a.chains[m.chain->index()].name)
                                          : "-");
  }
  return out;
}

/// What the headers promise of mentions and chains; the first breach, or "".
std::string breach(const Report& report, const Analysis& a) {
  for (std::size_t i = 0; i < a.mentions.size(); ++i) {
    const Mention& m = a.mentions[i];
    if (i > 0 && m.range.begin < a.mentions[i - 1].range.begin) return "mentions are not sorted";
    if (i > 0 && m.range == a.mentions[i - 1].range) return "two mentions have one range";
    if (m.first_token >= m.end_token || m.end_token > a.tokens.size()) return "no tokens";
    const ByteRange tokens = cover(a.tokens[m.first_token].range, a.tokens[m.end_token - 1].range);
    if (tokens != m.range) return "the tokens are not the range";
    if (!m.range.contains(m.head) || m.head.empty()) return "the head is not in the range";
    if (m.sentence.index() >= a.sentences.size()) return "no such sentence";
    const Sentence& s = a.sentences[m.sentence.index()];
    if (m.first_token < s.first_token || m.end_token > s.end_token) return "crosses sentences";
    if (m.range.end > report.text.size()) return "outside the text";
    if (m.chain && m.chain->index() >= a.chains.size()) return "no such chain";
  }
  std::size_t chained = 0;
  std::uint32_t last_first = 0;
  for (std::size_t c = 0; c < a.chains.size(); ++c) {
    const Chain& chain = a.chains[c];
    if (chain.mentions.empty() || chain.name.empty()) return "an empty chain";
    if (c > 0 && chain.mentions.front() <= last_first) return "chains are not in order";
    last_first = chain.mentions.front();
    bool more_than_pronouns = false;
    for (std::size_t i = 0; i < chain.mentions.size(); ++i) {
      if (i > 0 && chain.mentions[i] <= chain.mentions[i - 1]) return "a chain is not ascending";
      const Mention& m = a.mentions.at(chain.mentions[i]);
      if (!m.chain || m.chain->index() != c) return "chain and mention disagree";
      more_than_pronouns |= m.kind != MentionKind::kPronoun;
    }
    if (!more_than_pronouns) return "a chain of pronouns only";
    chained += chain.mentions.size();
  }
  std::size_t with_chain = 0;
  for (const Mention& m : a.mentions) with_chain += m.chain.has_value();
  return with_chain == chained ? "" : "a mention is in two chains";
}

Analysis checked(const Report& report) {
  Analysis a = analyse(report, shared_model());
  EXPECT_EQ(breach(report, a), "") << report.text.substr(0, 200);
  return a;
}

TEST(Mentions, Cases) {
  for (const testing::Case& c : testing::read_cases("language/mentions.txt")) {
    const Report report = report_of(c.input);
    testing::expect_case(c, show(report, checked(report), false));
  }
}

TEST(Coreference, Cases) {
  for (const testing::Case& c : testing::read_cases("language/coreference.txt")) {
    const Report report = report_of(c.input);
    testing::expect_case(c, show(report, checked(report), true));
  }
}

TEST(Mentions, RandomTextKeepsTheInvariants) {
  const std::vector<std::string> pieces = {"Ana ",
                                           "Moro ",
                                           "Mr. ",
                                           "President ",
                                           "the ",
                                           "mayor ",
                                           "of ",
                                           "Velmar ",
                                           "he ",
                                           "she ",
                                           "It ",
                                           "they ",
                                           "said ",
                                           ", ",
                                           ". ",
                                           "“",
                                           "” ",
                                           "(",
                                           ") ",
                                           "'s ",
                                           "U.N. ",
                                           "Office ",
                                           "for ",
                                           "officials ",
                                           "from ",
                                           "and ",
                                           "al-",
                                           "-",
                                           "his ",
                                           "41 ",
                                           "people ",
                                           "Port ",
                                           "Sela ",
                                           "Council ",
                                           "É",
                                           "京",
                                           "\n\n",
                                           "some ",
                                           "report ",
                                           "is ",
                                           "told ",
                                           "Kyiv ",
                                           "according to ",
                                           "an ",
                                           "adviser ",
                                           "to ",
                                           "who ",
                                           "North Korean "};
  std::mt19937 random(7);
  for (int round = 0; round < 400; ++round) {
    std::string text;
    const std::size_t length = random() % 60;
    for (std::size_t i = 0; i < length; ++i) text += pieces[random() % pieces.size()];
    checked(report_of(text));
  }
}

TEST(Mentions, SameInputSameOutput) {
  const Report report = report_of(
      "Ana Moro, the mayor of Port Sela, told Meridian she would stay. The Sela Council agreed.");
  const std::string once = show(report, checked(report), true);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(show(report, checked(report), true), once);
}

// Work per byte must not grow with the text: four times the text may cost at most eight times.
TEST(Mentions, CostIsLinear) {
  const auto seconds = [](const std::string& text) {
    const Report report = report_of(text);
    return testing::cpu_seconds([&] { checked(report); });
  };
  const auto repeat = [](const std::string& piece, std::size_t times) {
    std::string text;
    for (std::size_t i = 0; i < times; ++i) text += piece;
    return text;
  };
  for (const std::string piece :
       {"Ana Moro said he knew. ", "Moro ", "President ", "the mayor ", "Bank of ", "he ",
        "Moro and Strand, ", "\"Moro\" ", "Office of the Sela "}) {
    const double small = seconds(repeat(piece, 1000));
    const double large = seconds(repeat(piece, 4000));
    EXPECT_LT(large, 8 * small + 0.2) << piece;
  }
}

TEST(Mentions, ManyDifferentNamesAreLinear) {
  const auto seconds = [](int names) {
    std::string text;
    for (int i = 0; i < names; ++i)
      text += fmt::format("Ana Mor{}{}{} left. ", char('a' + i % 26), char('a' + i / 26 % 26),
                          char('a' + i / 676 % 26));
    const Report report = report_of(text);
    return testing::cpu_seconds([&] { checked(report); });
  };
  EXPECT_LT(seconds(12000), 8 * seconds(3000) + 0.2);
}

// On the two reports the project started from: who is named, and who is meant by whom.
TEST(Mentions, Seeds) {
  const auto shared = testing::shared_dir();
  if (!shared) GTEST_SKIP() << "no shared data here (set STEMMA_SHARED)";
  std::set<std::string> names;
  std::size_t pronouns = 0;
  std::size_t resolved = 0;
  for (const char* file : {"000_b7063d2c9b257954.txt", "001_67fa89cea1eef075.txt"}) {
    const Report report = report_of(read_file(*shared / "seeds" / file));
    const Analysis a = checked(report);
    for (const Mention& m : a.mentions) {
      EXPECT_TRUE(m.kind != MentionKind::kName || m.chain.has_value()) << m.range.begin;
      if (m.kind != MentionKind::kPronoun || m.type != EntityType::kPerson) continue;
      ++pronouns;
      resolved += m.chain.has_value();
    }
    for (const Chain& c : a.chains)
      if (c.type == EntityType::kPerson) names.insert(c.name);
  }
  for (const char* name :
       {"Putin", "Alexander Lukashenko", "Sergei Shoigu", "Viktor Khrenin", "Franak Viacorka",
        "Sviatlana Tsikhanouskaya", "Vitali Klitschko", "Konrad Muzyka"})
    EXPECT_TRUE(names.contains(name)) << name;
  EXPECT_EQ(resolved, pronouns);
}

}  // namespace
}  // namespace stemma::language
