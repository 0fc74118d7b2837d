#include "language/layout.h"

#include <algorithm>

#include "language/characters.h"

namespace stemma::language {
namespace {

// Lines narrower than this are lists, verse or headings; wider than that are not wrapped by hand.
constexpr std::size_t kNarrow = 45;
constexpr std::size_t kWide = 140;

struct Line {
  std::size_t first = 0;  // tokens [first, end)
  std::size_t end = 0;
  std::size_t width = 0;  // bytes
  std::size_t word = 0;   // bytes of its first word, up to white space
};

std::vector<Line> lines_of(const TokenStream& stream, std::size_t begin, std::size_t end) {
  std::vector<Line> lines;
  for (std::size_t i = begin; i < end;) {
    Line line{i, i + 1, 0, 0};
    while (line.end < end && stream.gaps[line.end] < Gap::kNewline) ++line.end;
    const std::uint32_t start = stream.tokens[i].range.begin;
    line.width = stream.tokens[line.end - 1].range.end - start;
    std::size_t word = i + 1;
    while (word < line.end && stream.gaps[word] == Gap::kNone) ++word;
    line.word = stream.tokens[word - 1].range.end - start;
    lines.push_back(line);
    i = line.end;
  }
  return lines;
}

bool begins_lower(std::string_view text, const Token& token) {
  return utf8::is_lower(char_at(text, token.range.begin).value);
}

bool ends_open(std::string_view text, const Token& token) {
  const std::string_view word = slice(text, token.range);
  return word == "," || word == ";" || word == "-" || word == "(";
}

/// Whether the break before `line` divides, in a block whose widest line has `width` bytes.
bool divides(std::string_view text, const TokenStream& stream, const Line& before, const Line& line,
             std::size_t width) {
  const Token& first = stream.tokens[line.first];
  if (is_list_mark(first) && line.end - line.first > 1 && stream.gaps[line.first + 1] != Gap::kNone)
    return true;
  if (begins_lower(text, first)) return false;
  if (ends_open(text, stream.tokens[before.end - 1])) return width > kWide;
  if (width > kWide || width < kNarrow) return true;
  return before.width + 1 + line.word <= width;
}

}  // namespace

bool is_list_mark(const Token& token) {
  const std::string& n = token.norm;
  if (n == "-" || n == "*" || n == "\u2022" || n == "\u2013" || n == "\u2014" || n == "\u25cf" ||
      n == "\u25aa" || n == "\u25a0" || n == "\u25e6" || n == "\u2023" || n == "\u00b7" ||
      n == "\u2027" || n == ">")
    return true;
  return token.kind == TokenKind::kNumber && n.size() >= 2 && n.size() <= 4 && n.back() == '.';
}

std::vector<std::uint32_t> number_paragraphs(std::string_view text, const TokenStream& stream) {
  const std::size_t count = stream.tokens.size();
  std::vector<std::uint32_t> paragraphs(count);
  std::uint32_t number = 0;
  for (std::size_t begin = 0; begin < count;) {
    std::size_t end = begin + 1;
    bool broken = false;
    while (end < count && stream.gaps[end] < Gap::kBlankLine) {
      broken |= stream.gaps[end] == Gap::kNewline;
      ++end;
    }
    if (begin > 0) ++number;
    if (!broken) {
      std::fill(paragraphs.begin() + static_cast<std::ptrdiff_t>(begin),
                paragraphs.begin() + static_cast<std::ptrdiff_t>(end), number);
    } else {
      const std::vector<Line> lines = lines_of(stream, begin, end);
      std::size_t width = 0;
      for (const Line& line : lines) width = std::max(width, line.width);
      for (std::size_t l = 0; l < lines.size(); ++l) {
        if (l > 0 && divides(text, stream, lines[l - 1], lines[l], width)) ++number;
        for (std::size_t i = lines[l].first; i < lines[l].end; ++i) paragraphs[i] = number;
      }
    }
    begin = end;
  }
  return paragraphs;
}

}  // namespace stemma::language
