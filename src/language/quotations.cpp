#include "language/quotations.h"

#include <algorithm>

#include "language/characters.h"

namespace stemma::language {
namespace {

enum class Family : std::uint8_t { kDouble, kSingle, kAngle, kSmallAngle };
enum class Lean : std::uint8_t { kOpens, kCloses, kEither };

struct Mark {
  Family family = Family::kDouble;
  Lean lean = Lean::kEither;
};

/// What the shape of a mark says of it.
Mark mark_of(std::string_view word) {
  if (word == "``") return {Family::kDouble, Lean::kOpens};
  if (word == "''") return {Family::kDouble, Lean::kEither};
  switch (char_at(word, 0).value) {
    case 0x201C:
      return {Family::kDouble, Lean::kOpens};
    case 0x201D:
      return {Family::kDouble, Lean::kCloses};
    case 0x201E:
    case 0x201F:
      return {Family::kDouble, Lean::kOpens};
    case 0x2018:
    case 0x201A:
    case 0x201B:
    case '`':
      return {Family::kSingle, Lean::kOpens};
    case 0x2019:
    case 0xB4:
      return {Family::kSingle, Lean::kCloses};
    case 0xAB:
      return {Family::kAngle, Lean::kEither};  // some languages write »so«
    case 0xBB:
      return {Family::kAngle, Lean::kEither};
    case 0x2039:
    case 0x203A:
      return {Family::kSmallAngle, Lean::kEither};
    case '\'':
      return {Family::kSingle, Lean::kEither};
    default:
      return {Family::kDouble, Lean::kEither};
  }
}

struct Open {
  Family family;
  bool doubtful;  // nothing but a partner can show that it opens
  std::size_t token;
  std::size_t quotation;  // its place in the result
};

class Pairer {
 public:
  Pairer(std::string_view text, std::span<const Token> tokens,
         std::span<const std::uint32_t> paragraphs)
      : text_(text), tokens_(tokens), paragraphs_(paragraphs) {
    marks_.roles.assign(tokens.size(), MarkRole::kNone);
  }

  QuotationMarks run() {
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (i > 0 && paragraphs_[i] != paragraphs_[i - 1]) {
        if (continues(i)) {
          drop_above(1, i);
          marks_.roles[i] = MarkRole::kOpen;
          continue;
        }
        drop_above(0, i);
      }
      if (tokens_[i].kind == TokenKind::kQuote) take(i);
    }
    drop_above(0, tokens_.size());
    std::erase_if(marks_.quotations, [](const Quotation& q) { return q.range.empty(); });
    return std::move(marks_);
  }

 private:
  Mark mark_at(std::size_t i) const { return mark_of(slice(text_, tokens_[i].range)); }

  /// Whether a quotation left open runs on into the paragraph that begins with token i.
  bool continues(std::size_t i) const {
    if (open_.empty() || tokens_[i].kind != TokenKind::kQuote) return false;
    const Open& outer = open_.front();
    if (outer.family == Family::kSingle) return false;
    return slice(text_, tokens_[i].range) == slice(text_, tokens_[outer.token].range);
  }

  void take(std::size_t i) {
    const Mark mark = mark_at(i);
    const bool spaced_before = tokens_[i].space_before;
    const bool spaced_after = i + 1 >= tokens_.size() || tokens_[i + 1].space_before ||
                              paragraphs_[i + 1] != paragraphs_[i];
    const bool is_open = find(mark.family) < open_.size();
    bool opens = false;
    if (mark.lean == Lean::kOpens) {
      // German „so“ closes with the mark that opens in English.
      opens = !(is_open && !spaced_before && (spaced_after || opened_low(mark.family)));
    } else if (mark.lean == Lean::kCloses) {
      opens = !is_open && spaced_before && !spaced_after;
    } else if (spaced_before != spaced_after) {
      opens = spaced_before;
    } else {
      opens = !is_open;
    }
    if (opens)
      open(mark.family, i, mark.lean == Lean::kEither && spaced_before && spaced_after);
    else
      close(mark.family, i);
  }

  std::size_t find(Family family) const {
    for (std::size_t d = open_.size(); d-- > 0;) {
      if (open_[d].family == family) return d;
    }
    return open_.size();
  }

  bool opened_low(Family family) const {
    return slice(text_, tokens_[open_[find(family)].token].range) == "\u201e";
  }

  void open(Family family, std::size_t i, bool doubtful) {
    const std::size_t same = find(family);
    if (same < open_.size()) drop_above(same, i);
    marks_.roles[i] = MarkRole::kOpen;
    open_.push_back({family, doubtful, i, marks_.quotations.size()});
    const ByteRange at = tokens_[i].range;
    marks_.quotations.push_back({{at.begin, at.begin}, {at.end, at.end}, false});
  }

  void close(Family family, std::size_t i) {
    const std::size_t depth = find(family);
    if (depth == open_.size()) {
      marks_.roles[i] = MarkRole::kClose;  // its partner was cut off
      return;
    }
    drop_above(depth + 1, i);
    marks_.roles[i] = MarkRole::kClose;
    Quotation& q = marks_.quotations[open_[depth].quotation];
    q.range.end = tokens_[i].range.end;
    q.inner.end = tokens_[i].range.begin;
    q.closed = true;
    open_.pop_back();
  }

  /// Ends every open quotation but the lowest `keep`, before token `end`.
  void drop_above(std::size_t keep, std::size_t end) {
    while (open_.size() > keep) {
      const Open& o = open_.back();
      Quotation& q = marks_.quotations[o.quotation];
      if (o.family == Family::kSingle || o.doubtful || end <= o.token + 1) {
        marks_.roles[o.token] = MarkRole::kNone;
        q.range.end = q.range.begin;  // quotes nothing; taken out at the end
      } else {
        q.range.end = q.inner.end = tokens_[end - 1].range.end;
      }
      open_.pop_back();
    }
  }

  std::string_view text_;
  std::span<const Token> tokens_;
  std::span<const std::uint32_t> paragraphs_;
  QuotationMarks marks_;
  std::vector<Open> open_;  // at most one of a family, so never deep
};

}  // namespace

QuotationMarks pair_quotations(std::string_view text, std::span<const Token> tokens,
                               std::span<const std::uint32_t> paragraphs) {
  return Pairer(text, tokens, paragraphs).run();
}

}  // namespace stemma::language
