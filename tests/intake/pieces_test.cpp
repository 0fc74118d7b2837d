// Inputs in pieces: nothing lost, nothing twice, and the same cuts however the input ends.
#include "intake/pieces.h"

#include <sstream>

#include "intake/support.h"
#include "support/timing.h"

namespace stemma::intake {
namespace {

std::vector<Piece> pieces_of(const std::string& bytes, Options options = {}) {
  std::istringstream in(bytes);
  PieceReader reader(in, "feed", options);
  std::vector<Piece> pieces;
  while (auto piece = reader.next()) pieces.push_back(std::move(*piece));
  EXPECT_EQ(reader.bytes_read(), bytes.size());
  return pieces;
}

std::string lines(int count) {
  std::string out;
  for (int i = 0; i < count; ++i)
    out += "{\"text\": \"" + std::string(static_cast<std::size_t>(i % 900), 'x') + "\"}\n";
  return out;
}

TEST(Pieces, TogetherTheyAreTheInput) {
  for (const std::string& bytes :
       {lines(1), lines(3000), lines(3000) + "{\"text\": \"last\"}", "\n\n" + lines(700),
        "\xEF\xBB\xBF" + lines(700), std::string("Plain words.\n"), std::string("[\n{}\n]"),
        "{\n\"text\": 1}" + lines(9)}) {
    std::string together;
    std::size_t line = 1;
    for (const Piece& piece : pieces_of(bytes)) {
      EXPECT_FALSE(piece.problem);
      EXPECT_EQ(piece.first_line, line);
      line += static_cast<std::size_t>(std::count(piece.bytes.begin(), piece.bytes.end(), '\n'));
      together += piece.bytes;
    }
    EXPECT_EQ(together, bytes);
  }
}

TEST(Pieces, LinesAreCutBetweenLinesAndSmall) {
  const auto pieces = pieces_of(lines(3000));
  EXPECT_GT(pieces.size(), 3u);
  for (const Piece& piece : pieces) {
    EXPECT_TRUE(piece.bytes.ends_with('\n'));
    EXPECT_EQ(piece.format, FormatHint::kJsonl);
    EXPECT_LE(piece.bytes.size(), std::size_t{1} << 18);
  }
}

TEST(Pieces, WhatIsAddedBehindDoesNotMoveTheCuts) {
  const auto before = pieces_of(lines(3000));
  const auto after = pieces_of(lines(3000) + lines(500));
  ASSERT_GE(after.size(), before.size());
  for (std::size_t i = 0; i + 1 < before.size(); ++i) EXPECT_EQ(before[i].bytes, after[i].bytes);
}

TEST(Pieces, AnInputThatIsNotLinesIsOnePiece) {
  EXPECT_EQ(pieces_of(std::string(1 << 20, 'x')).size(), 1u);
  EXPECT_EQ(pieces_of("[" + lines(3000) + "]").size(), 1u);
  EXPECT_EQ(pieces_of("").size(), 1u);
}

TEST(Pieces, OverTheLimitIsAProblemAndTheRestGoesOn) {
  Options options;
  options.max_bytes = 1 << 19;
  EXPECT_TRUE(pieces_of(std::string((1 << 19) + 1, 'x'), options)[0].problem);
  const std::string long_line = "{\"text\": \"" + std::string(3 << 19, 'y') + "\"}\n";
  const auto pieces = pieces_of(lines(2) + long_line + lines(2), options);
  std::size_t problems = 0;
  std::string together;
  for (const Piece& piece : pieces) {
    if (piece.problem) {
      ++problems;
      EXPECT_EQ(piece.problem->context, "feed:3");
    }
    together += piece.bytes;
  }
  EXPECT_EQ(problems, 1u);
  EXPECT_EQ(together, lines(2) + lines(2));
}

TEST(Pieces, ALongFirstLineIsReadOnce) {
  // A line without an end must not be looked through again with every block.
  const auto seconds = [](std::size_t size) {
    const std::string bytes = "{\"text\": \"" + std::string(size, 'x');
    return testing::cpu_seconds([&] { EXPECT_EQ(pieces_of(bytes).size(), 1u); });
  };
  const double small = seconds(2 << 20);
  const double large = seconds(16 << 20);
  EXPECT_LT(large, 40 * small + .2);
}

class PieceReports : public IntakeTest {};

TEST_F(PieceReports, AreThoseOfTheWhole) {
  std::string bytes;
  for (int i = 0; i < 900; ++i) {
    bytes += "{\"id\": \"" + std::to_string(i) + "\", \"text\": \"Pump " + std::to_string(i) +
             " of Port Sela stood still, and " + std::string(500, 'x') + "\"}\n";
  }
  const Batch whole = read(bytes, "feed");
  std::vector<Report> together;
  for (const Piece& piece : pieces_of(bytes)) {
    for (Report& report : read_piece(piece, *model_, {}).reports)
      together.push_back(std::move(report));
  }
  ASSERT_EQ(together.size(), whole.reports.size());
  for (std::size_t i = 0; i < together.size(); ++i) {
    EXPECT_EQ(together[i].source, whole.reports[i].source);
    EXPECT_EQ(together[i].text, whole.reports[i].text);
  }
}

}  // namespace
}  // namespace stemma::intake
