#include "grounding/atoms.h"

namespace stemma::grounding {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Characters that part the pieces of a token.
bool is_mark(char c) {
  return c == '-' || c == '/' || c == ':' || c == '$' || c == '%' || c == '+' || c == '~';
}

/// Bytes of a dash at `at`: hyphens and dashes U+2010 to U+2015, minus U+2212; else 0.
std::size_t dash_length(std::string_view s, std::size_t at) {
  if (at + 2 < s.size() && s[at] == '\xE2') {
    if (s[at + 1] == '\x80' && s[at + 2] >= '\x90' && s[at + 2] <= '\x95') return 3;
    if (s[at + 1] == '\x88' && s[at + 2] == '\x92') return 3;
  }
  return 0;
}

}  // namespace

std::span<const Atom> AtomReader::read(std::string_view text, std::span<const Token> tokens) {
  atoms_.clear();
  for (const Token& token : tokens) cut(text, token);
  return atoms_;
}

void AtomReader::cut(std::string_view text, const Token& token) {
  const std::string_view raw = slice(text, token.range);
  // Where lower-casing changed lengths, pieces of the norm cannot be told apart: keep it whole.
  const bool aligned = token.norm.size() == raw.size();
  const std::string_view norm = aligned ? std::string_view(token.norm) : raw;
  bool glued =
      !token.space_before && !atoms_.empty() && atoms_.back().range.end == token.range.begin;
  const auto push = [&](std::size_t begin, std::size_t end, AtomKind kind, std::string_view key) {
    Atom atom;
    atom.range = {token.range.begin + std::uint32_t(begin), token.range.begin + std::uint32_t(end)};
    atom.kind = kind;
    atom.norm = key;
    if (key.size() > 1 && key.ends_with('.')) atom.norm.remove_suffix(1);
    atom.glued = glued;
    // "iPhone", "eBay": a capital as the second letter makes a name as well.
    const auto upper = [&](std::size_t at) { return at < end && raw[at] >= 'A' && raw[at] <= 'Z'; };
    atom.capitalised = (begin == 0 ? token.capitalised : upper(begin)) || upper(begin + 1);
    atoms_.push_back(atom);
    glued = true;
  };
  if (!aligned || (token.kind != TokenKind::kWord && token.kind != TokenKind::kNumber &&
                   token.kind != TokenKind::kSymbol && token.kind != TokenKind::kPunctuation)) {
    const bool word = token.kind == TokenKind::kWord || token.kind == TokenKind::kNumber;
    push(0, raw.size(), word ? AtomKind::kWord : AtomKind::kOther, token.norm);
    return;
  }
  for (std::size_t at = 0; at < raw.size();) {
    const std::size_t begin = at;
    if (const std::size_t dash = dash_length(raw, at); dash > 0) {
      push(begin, at += dash, AtomKind::kOther, "-");
    } else if (is_mark(raw[at])) {
      ++at;
      push(begin, at, AtomKind::kOther, norm.substr(begin, 1));
    } else if (is_digit(raw[at])) {
      while (at < raw.size() &&
             (is_digit(raw[at]) ||
              ((raw[at] == ',' || raw[at] == '.') && at + 1 < raw.size() && is_digit(raw[at + 1]))))
        ++at;
      push(begin, at, AtomKind::kNumber, norm.substr(begin, at - begin));
    } else {
      while (at < raw.size() && !is_digit(raw[at]) && !is_mark(raw[at]) &&
             dash_length(raw, at) == 0)
        ++at;
      const bool word = token.kind == TokenKind::kWord || token.kind == TokenKind::kNumber;
      push(begin, at, word ? AtomKind::kWord : AtomKind::kOther, norm.substr(begin, at - begin));
    }
  }
}

}  // namespace stemma::grounding
