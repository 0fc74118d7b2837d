#include "language/support.h"

#include <fmt/format.h>

#include "base/utf8.h"

namespace stemma::language {
namespace {

std::string at(std::string_view what, std::size_t index) {
  return fmt::format("{} at {}", what, index);
}

bool on_boundary(std::string_view text, std::uint32_t offset) {
  return offset == text.size() ||
         (offset < text.size() && (static_cast<unsigned char>(text[offset]) & 0xC0) != 0x80);
}

std::string check_tokens(const Report& report, const Analysis& a) {
  const std::string& text = report.text;
  std::uint32_t end = 0;
  std::size_t f = 0;
  // Everything between tokens is white space or furniture.
  const auto gap_is_empty = [&](std::uint32_t from, std::uint32_t to) {
    while (from < to) {
      while (f < report.furniture.size() && report.furniture[f].range.end <= from) ++f;
      if (f < report.furniture.size() && report.furniture[f].range.contains(from)) {
        from = std::min(to, report.furniture[f].range.end);
        continue;
      }
      const utf8::CodePoint c = utf8::decode(text, from);
      if (!utf8::is_space(c.value)) return false;
      from += c.length;
    }
    return true;
  };
  for (std::size_t i = 0; i < a.tokens.size(); ++i) {
    const Token& t = a.tokens[i];
    if (t.range.begin < end || t.range.empty() || t.range.end > text.size())
      return at("token order", i);
    if (!on_boundary(text, t.range.begin) || !on_boundary(text, t.range.end))
      return at("token cuts a character", i);
    if (!gap_is_empty(end, t.range.begin)) return at("text outside tokens", end);
    for (const Furniture& furniture : report.furniture) {
      if (furniture.range.begin >= t.range.end) break;
      if (furniture.range.overlaps(t.range)) return at("token in furniture", i);
    }
    if (t.norm.empty()) return at("empty norm", i);
    if (i > 0 && !t.space_before && t.range.begin != end) return at("space_before", i);
    const utf8::CodePoint first = utf8::decode(text, t.range.begin);
    if ((t.kind == TokenKind::kNumber) && !utf8::is_digit(first.value)) return at("number", i);
    end = t.range.end;
  }
  if (!gap_is_empty(end, static_cast<std::uint32_t>(text.size())))
    return at("text outside tokens", end);
  return "";
}

std::string check_sentences(const Report& report, const Analysis& a) {
  std::uint32_t next = 0;
  std::uint32_t paragraph = 0;
  for (std::size_t i = 0; i < a.sentences.size(); ++i) {
    const Sentence& s = a.sentences[i];
    if (s.first_token != next || s.end_token <= s.first_token || s.end_token > a.tokens.size())
      return at("sentence tokens", i);
    if (s.range.begin != a.tokens[s.first_token].range.begin ||
        s.range.end != a.tokens[s.end_token - 1].range.end)
      return at("sentence range", i);
    if (!a.tokens[s.first_token].space_before && i == 0) return at("space_before", i);
    if (s.paragraph != paragraph && s.paragraph != paragraph + 1) return at("paragraph", i);
    for (const Furniture& f : report.furniture) {
      if (f.range.overlaps(s.range)) return at("sentence over furniture", i);
    }
    paragraph = s.paragraph;
    next = s.end_token;
  }
  return next == a.tokens.size() ? "" : "tokens outside sentences";
}

std::string check_quotations(const Report& report, const Analysis& a) {
  std::uint32_t begin = 0;
  for (std::size_t i = 0; i < a.quotations.size(); ++i) {
    const Quotation& q = a.quotations[i];
    if (q.range.begin < begin || q.range.end > report.text.size()) return at("quotation order", i);
    if (!q.range.contains(q.inner) || q.inner.begin <= q.range.begin || q.inner.end < q.inner.begin)
      return at("quotation inner", i);
    if (q.closed != (q.inner.end < q.range.end)) return at("quotation closed", i);
    begin = q.range.begin;
  }
  return "";
}

}  // namespace

std::string broken_invariant(const Report& report, const Analysis& analysis) {
  std::string breach = check_tokens(report, analysis);
  if (breach.empty()) breach = check_sentences(report, analysis);
  if (breach.empty()) breach = check_quotations(report, analysis);
  return breach;
}

}  // namespace stemma::language
