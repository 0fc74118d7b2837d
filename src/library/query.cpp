#include "library/query.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.h"

namespace stemma::library {
namespace {

constexpr std::size_t kMaxBytes = 4096;
constexpr std::size_t kMaxDepth = 32;  // brackets; FTS5 has its own limit above this

enum class Kind { kWord, kAnd, kOr, kNot, kOpen, kClose, kFilter };

struct Token {
  Kind kind = Kind::kWord;
  std::string field;  // of a filter, and "title" of a word
  std::string text;
  bool prefix = false;
};

Error wrong(std::string message) { return {ErrorCode::kUsage, std::move(message), "search"}; }

bool is_break(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '(' || c == ')' || c == '"';
}

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  Result<std::vector<Token>> run() {
    std::vector<Token> tokens;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '(' || c == ')') {
        ++at_;
        tokens.push_back({c == '(' ? Kind::kOpen : Kind::kClose, {}, {}, false});
      } else if (c != '"' && is_break(c)) {
        ++at_;
      } else {
        auto token = word();
        if (!token) return token.error();
        tokens.push_back(std::move(*token));
      }
    }
    return tokens;
  }

 private:
  Result<Token> word() {
    Token token;
    const std::size_t begin = at_;
    if (text_[at_] != '"') {
      while (at_ < text_.size() && !is_break(text_[at_])) ++at_;
      token.text = text_.substr(begin, at_ - begin);
      if (token.text == "AND") token.kind = Kind::kAnd;
      if (token.text == "OR") token.kind = Kind::kOr;
      if (token.text == "NOT") token.kind = Kind::kNot;
      if (token.kind != Kind::kWord) return token;
      const std::size_t colon = token.text.find(':');
      if (colon != std::string::npos && is_field(token.text.substr(0, colon))) {
        token.field = token.text.substr(0, colon);
        token.text.erase(0, colon + 1);
        token.kind = token.field == "title" ? Kind::kWord : Kind::kFilter;
      }
    }
    if (at_ < text_.size() && text_[at_] == '"' && token.text.empty()) {
      const std::size_t end = text_.find('"', at_ + 1);
      if (end == std::string_view::npos) return wrong("a quotation mark is not closed");
      token.text = text_.substr(at_ + 1, end - at_ - 1);
      at_ = end + 1;
    }
    if (at_ < text_.size() && text_[at_] == '*') {
      token.prefix = true;
      ++at_;
    } else if (token.text.ends_with('*')) {
      token.prefix = true;
      token.text.pop_back();
    }
    if (token.text.find_first_not_of(" \t*") == std::string::npos) {
      return wrong(token.field.empty() ? "there is nothing to look for between the marks"
                                       : fmt::format("{}: what? write {}:NAME, or {}:\"TWO WORDS\"",
                                                     token.field, token.field, token.field));
    }
    return token;
  }

  static bool is_field(std::string_view name) {
    return name == "speaker" || name == "outlet" || name == "after" || name == "before" ||
           name == "title";
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

/// "2022-12-01", "2022-12" or "2022".
bool is_day(std::string_view text) {
  if (text.size() != 4 && text.size() != 7 && text.size() != 10) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool dash = i == 4 || i == 7;
    if (dash ? text[i] != '-' : text[i] < '0' || text[i] > '9') return false;
  }
  return true;
}

std::optional<Error> take_filter(const Token& token, Query& query) {
  if (token.field == "speaker" || token.field == "outlet") {
    auto& names = token.field == "speaker" ? query.speakers : query.outlets;
    names.push_back(utf8::to_lower(token.text));
    return std::nullopt;
  }
  if (!is_day(token.text)) {
    return wrong(fmt::format("{}:{} names no day; write it as 2022-12-01, 2022-12 or 2022",
                             token.field, token.text));
  }
  std::string& bound = token.field == "after" ? query.after : query.before;
  if (!bound.empty()) return wrong(fmt::format("{}: stands twice", token.field));
  bound = token.text;
  return std::nullopt;
}

/// Filters are taken out, each with the AND beside it; what stays is for FTS5.
Result<std::vector<Token>> without_filters(std::vector<Token> tokens, Query& query) {
  std::vector<Token> words;
  std::size_t depth = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    if (token.kind == Kind::kOpen) ++depth;
    if (token.kind == Kind::kClose && depth > 0) --depth;
    if (token.kind != Kind::kFilter) {
      words.push_back(token);
      continue;
    }
    const auto binds = [](const Token& other) {
      return other.kind == Kind::kOr || other.kind == Kind::kNot;
    };
    if (depth > 0 || (i > 0 && binds(tokens[i - 1])) ||
        (i + 1 < tokens.size() && binds(tokens[i + 1]))) {
      return wrong(
          fmt::format("{}: holds for the whole search; it cannot stand in brackets, nor "
                      "beside OR or NOT",
                      token.field));
    }
    if (auto error = take_filter(token, query)) return *error;
    const bool first = words.empty();
    if (!first && words.back().kind == Kind::kAnd)
      words.pop_back();
    else if (first && i + 1 < tokens.size() && tokens[i + 1].kind == Kind::kAnd)
      ++i;
  }
  return words;
}

/// FTS5's own string: everything in marks is words.
std::string quoted(const Token& token) {
  std::string out = token.field == "title" ? "title : \"" : "\"";
  for (const char c : token.text) out += c == '\0' ? ' ' : c;
  out += '"';
  if (token.prefix) out += " *";
  return out;
}

bool ends_term(Kind kind) { return kind == Kind::kWord || kind == Kind::kClose; }
bool begins_term(Kind kind) { return kind == Kind::kWord || kind == Kind::kOpen; }

}  // namespace

Result<Query> parse_query(std::string_view text) {
  if (text.size() > kMaxBytes)
    return wrong(fmt::format("a search has at most {} bytes", kMaxBytes));
  if (utf8::first_invalid(text) != text.size()) return wrong("a search is UTF-8");
  auto scanned = Scanner(text).run();
  if (!scanned) return scanned.error();
  Query query;
  auto tokens = without_filters(std::move(*scanned), query);
  if (!tokens) return tokens.error();

  std::size_t depth = 0;
  bool after_term = false;  // the last token ended a term
  bool negated = false;
  for (const Token& token : *tokens) {
    if (begins_term(token.kind) && after_term) query.match += " AND ";
    if (!begins_term(token.kind) && !after_term) {
      return wrong(token.kind == Kind::kNot
                       ? "NOT takes away from what stands before it: write flood NOT drill"
                       : "AND, OR, NOT and brackets stand between words");
    }
    switch (token.kind) {
      case Kind::kWord:
        query.match += quoted(token);
        if (!negated) query.words.push_back(utf8::to_lower(token.text));
        break;
      case Kind::kOpen:
        if (++depth > kMaxDepth) return wrong("there are too many brackets inside one another");
        query.match += '(';
        break;
      case Kind::kClose:
        if (depth-- == 0) return wrong("a bracket closes that was not opened");
        query.match += ')';
        break;
      default:
        query.match += token.kind == Kind::kAnd  ? " AND "
                       : token.kind == Kind::kOr ? " OR "
                                                 : " NOT ";
    }
    negated = token.kind == Kind::kNot || (negated && token.kind == Kind::kOpen);
    after_term = ends_term(token.kind);
  }
  if (depth > 0) return wrong("a bracket is not closed");
  if (!tokens->empty() && !after_term) return wrong("the search ends in AND, OR or NOT");
  if (query.match.empty() && query.speakers.empty() && query.outlets.empty() &&
      query.after.empty() && query.before.empty()) {
    return wrong("there is nothing to look for");
  }
  return query;
}

}  // namespace stemma::library
