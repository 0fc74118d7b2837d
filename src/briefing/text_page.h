// Lines of text for a terminal: wrapped by display width, coloured where asked.
//
//   TextPage page(100, colour);
//   page.heading("Figures");
//   page.paragraph(Line().add("300,000").add(" adds up", Style::kGood), 2);
//   std::string text = page.take();
//
// No line is wider than the columns (at least kMinColumns): a longer word is broken.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "stemma/evidence.h"

namespace stemma::briefing {

enum class Style : std::uint8_t { kPlain, kBold, kDim, kGood, kBad, kWarn, kName };

/// Text in styles, to be wrapped as one paragraph.
class Line {
 public:
  struct Piece {
    std::string text;
    Style style;
  };

  Line& add(std::string_view text, Style style = Style::kPlain);
  /// A space and "[r1:120-134]", dimmed.
  Line& add(const Evidence& e);
  /// The first few of them, and how many more there are.
  Line& add(const std::vector<Evidence>& places, std::size_t most = 3);

  const std::vector<Piece>& pieces() const { return pieces_; }

 private:
  std::vector<Piece> pieces_;
};

class TextPage {
 public:
  static constexpr unsigned kMinColumns = 24;

  TextPage(unsigned columns, bool colour);

  unsigned columns() const { return columns_; }

  void blank();
  /// A blank line, then the words in bold.
  void heading(std::string_view words);
  /// `lead` ("1. ") stands before the first line; the others are indented to match.
  void paragraph(const Line& line, unsigned indent = 0, std::string_view lead = {});
  /// Two texts side by side, a bar between them. Without colour what is styled kBad or kGood stands
  /// in [brackets].
  void row(const Line& left, const Line& right);
  /// "… 14 more; --full shows all", where something was left out.
  void more(std::size_t left_out, unsigned indent = 2);

  std::string take() { return std::move(out_); }

 private:
  void write(std::string_view text, Style style);

  unsigned columns_;
  bool colour_;
  std::string out_;
};

}  // namespace stemma::briefing
