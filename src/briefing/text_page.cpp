#include "briefing/text_page.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.h"
#include "briefing/display.h"
#include "briefing/ids.h"

namespace stemma::briefing {
namespace {

std::string_view escape_of(Style style) {
  switch (style) {
    case Style::kPlain:
      return "";
    case Style::kBold:
      return "\x1b[1m";
    case Style::kDim:
      return "\x1b[2m";
    case Style::kGood:
      return "\x1b[32m";
    case Style::kBad:
      return "\x1b[31m";
    case Style::kWarn:
      return "\x1b[33m";
    case Style::kName:
      return "\x1b[36m";
  }
  return "";
}

/// What may not be broken, with its styles.
struct Word {
  std::vector<Line::Piece> pieces;
  std::size_t width = 0;
};

/// Breaks at spaces, and where a word alone is wider than the line.
std::vector<Word> words_of(const Line& line, std::size_t widest) {
  std::vector<Word> words;
  bool open = false;
  for (const Line::Piece& piece : line.pieces()) {
    for (std::size_t at = 0; at < piece.text.size();) {
      const utf8::CodePoint c = utf8::decode(piece.text, at);
      const std::string_view bytes(piece.text.data() + at, c.length);
      at += c.length;
      if (c.value == U' ') {
        open = false;
        continue;
      }
      const std::size_t width = display_width(c.value);
      if (!open || words.back().width + width > widest) words.emplace_back();
      open = true;
      Word& word = words.back();
      if (word.pieces.empty() || word.pieces.back().style != piece.style) {
        word.pieces.push_back({"", piece.style});
      }
      word.pieces.back().text += bytes;
      word.width += width;
    }
  }
  return words;
}

}  // namespace

Line& Line::add(std::string_view text, Style style) {
  pieces_.push_back({std::string(text), style});
  return *this;
}

Line& Line::add(const Evidence& e) { return add(" ").add(print(e), Style::kDim); }

Line& Line::add(const std::vector<Evidence>& places, std::size_t most) {
  const std::size_t shown = places.size() <= most + 1 ? places.size() : most;
  for (std::size_t i = 0; i < shown; ++i) add(places[i]);
  if (shown < places.size()) add(fmt::format(" +{}", places.size() - shown), Style::kDim);
  return *this;
}

TextPage::TextPage(unsigned columns, bool colour)
    : columns_(std::max(columns, kMinColumns)), colour_(colour) {}

void TextPage::write(std::string_view text, Style style) {
  const bool styled = colour_ && style != Style::kPlain;
  if (styled) out_ += escape_of(style);
  out_ += text;
  if (styled) out_ += "\x1b[0m";
}

void TextPage::blank() {
  if (!out_.empty()) out_ += '\n';
}

void TextPage::heading(std::string_view words) {
  blank();
  paragraph(Line().add(words, Style::kBold));
}

void TextPage::paragraph(const Line& line, unsigned indent, std::string_view lead) {
  const std::size_t hang = std::min<std::size_t>(indent + display_width(lead), columns_ / 2);
  const std::size_t room = columns_ - hang;
  out_.append(hang - std::min(hang, display_width(lead)), ' ');
  out_ += lead;
  std::size_t used = 0;
  for (const Word& word : words_of(line, room)) {
    if (used > 0 && used + 1 + word.width > room) {
      out_ += '\n';
      out_.append(hang, ' ');
      used = 0;
    } else if (used > 0) {
      out_ += ' ';
      ++used;
    }
    for (const Line::Piece& piece : word.pieces) write(piece.text, piece.style);
    used += word.width;
  }
  out_ += '\n';
}

void TextPage::row(const Line& left, const Line& right) {
  const std::size_t room = (columns_ - 3) / 2;
  const auto lines_of = [&](const Line& line) {
    Line shown;
    for (const Line::Piece& piece : line.pieces()) {
      const bool marked = !colour_ && (piece.style == Style::kBad || piece.style == Style::kGood);
      shown.add(marked ? "[" + piece.text + "]" : piece.text, piece.style);
    }
    std::vector<std::vector<Word>> lines;
    std::size_t used = 0;
    for (Word& word : words_of(shown, room)) {
      if (lines.empty() || used + 1 + word.width > room) {
        lines.emplace_back();
        used = 0;
      }
      used += word.width + (used > 0 ? 1 : 0);
      lines.back().push_back(std::move(word));
    }
    return lines;
  };
  const auto a = lines_of(left);
  const auto b = lines_of(right);
  const auto print_line = [&](const std::vector<Word>& words) {
    std::size_t used = 0;
    for (const Word& word : words) {
      if (used > 0) out_ += ' ';
      for (const Line::Piece& piece : word.pieces) write(piece.text, piece.style);
      used += word.width + (used > 0 ? 1 : 0);
    }
    return used;
  };
  for (std::size_t i = 0; i < std::max(a.size(), b.size()); ++i) {
    const std::size_t used = i < a.size() ? print_line(a[i]) : 0;
    out_.append(room - std::min(room, used), ' ');
    write(i < b.size() ? " │ " : " │", Style::kDim);
    if (i < b.size()) print_line(b[i]);
    out_ += '\n';
  }
}

void TextPage::more(std::size_t left_out, unsigned indent) {
  if (left_out == 0) return;
  paragraph(Line().add(fmt::format("… {} more; --full shows all", left_out), Style::kDim), indent);
}

}  // namespace stemma::briefing
