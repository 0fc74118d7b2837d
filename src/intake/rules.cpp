#include "intake/rules.h"

#include <fmt/format.h>

#include <charconv>
#include <optional>

#include "base/lexicon.h"
#include "intake/scan.h"

namespace stemma::intake {
namespace {

template <class T>
struct Named {
  std::string_view name;
  T value;
};

constexpr Named<FurnitureKind> kKinds[] = {
    {"date_header", FurnitureKind::kDateHeader}, {"byline", FurnitureKind::kByline},
    {"dateline", FurnitureKind::kDateline},      {"caption", FurnitureKind::kCaption},
    {"credit", FurnitureKind::kCredit},          {"headline", FurnitureKind::kHeadline},
    {"loading", FurnitureKind::kLoading},        {"share", FurnitureKind::kShare},
    {"navigation", FurnitureKind::kNavigation},  {"subscription", FurnitureKind::kSubscription},
    {"notice", FurnitureKind::kNotice},
};

constexpr Named<KeyRole> kRoles[] = {
    {"published", KeyRole::kPublished},
    {"date", KeyRole::kDate},
    {"updated", KeyRole::kUpdated},
    {"title", KeyRole::kTitle},
    {"byline", KeyRole::kByline},
    {"outlet", KeyRole::kOutlet},
    {"url", KeyRole::kUrl},
    {"skip", KeyRole::kSkip},
    {"credit", KeyRole::kCredit},
};

constexpr Named<LineRule::Match> kMatches[] = {
    {"whole", LineRule::Match::kWhole},
    {"prefix", LineRule::Match::kPrefix},
    {"suffix", LineRule::Match::kSuffix},
};

constexpr Named<WordSet Rules::*> kClasses[] = {
    {"debris", &Rules::debris},
    {"opener", &Rules::openers},
    {"finite", &Rules::finite},
    {"caption", &Rules::caption},
    {"abbreviation", &Rules::abbreviations},
    {"particle", &Rules::particles},
    {"byline", &Rules::byline},
    {"not_name", &Rules::not_name},
    {"label", &Rules::labels},
    {"place_noun", &Rules::place_nouns},
    {"outlet_name", &Rules::outlet_names},
    {"section", &Rules::sections},
    {"weekday", &Rules::weekdays},
};

constexpr Named<MetaRule::Role> kMetaRoles[] = {
    {"title", MetaRule::Role::kTitle},         {"outlet", MetaRule::Role::kOutlet},
    {"published", MetaRule::Role::kPublished}, {"url", MetaRule::Role::kUrl},
    {"byline", MetaRule::Role::kByline},       {"language", MetaRule::Role::kLanguage},
};

constexpr Named<std::vector<std::string> HtmlHints::*> kHints[] = {
    {"unlikely", &HtmlHints::unlikely}, {"maybe", &HtmlHints::maybe},   {"good", &HtmlHints::good},
    {"bad", &HtmlHints::bad},           {"byline", &HtmlHints::byline},
};

template <class T, std::size_t N>
std::optional<T> find(const Named<T> (&table)[N], std::string_view name) {
  for (const Named<T>& row : table) {
    if (row.name == name) return row.value;
  }
  return std::nullopt;
}

Error bad(std::string_view lexicon, std::string_view column, std::string_view value) {
  return Error{ErrorCode::kMalformed, fmt::format("\"{}\" is no {}", value, column),
               fmt::format("lexicons/{}.tsv", lexicon)};
}

std::optional<std::size_t> number(std::string_view digits) {
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

std::optional<std::string> from_hex(std::string_view hex) {
  std::string out;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    unsigned byte = 0;
    if (std::from_chars(hex.data() + i, hex.data() + i + 2, byte, 16).ec != std::errc())
      return std::nullopt;
    out += static_cast<char>(byte);
  }
  if (out.empty()) return std::nullopt;
  return out;
}

std::optional<Error> load_lines(Rules& rules) {
  const auto lexicon = Lexicon::load("furniture_lines", 4);
  if (!lexicon) return lexicon.error();
  for (const auto& row : lexicon->rows()) {
    const auto kind = find(kKinds, row[0]);
    const auto match = find(kMatches, row[1]);
    const auto words = number(row[2]);
    if (!kind) return bad("furniture_lines", "furniture kind", row[0]);
    if (!match) return bad("furniture_lines", "match", row[1]);
    if (!words) return bad("furniture_lines", "number of words", row[2]);
    if (row[3].empty()) return bad("furniture_lines", "phrase", row[3]);
    LineRule rule{*kind, *match, *words, std::string(row[3])};
    auto& bucket = rule.match == LineRule::Match::kSuffix
                       ? rules.suffixes
                       : rules.lines[static_cast<unsigned char>(row[3][0])];
    bucket.push_back(std::move(rule));
  }
  return std::nullopt;
}

std::optional<Error> load_words(Rules& rules) {
  const auto words = Lexicon::load("furniture_words", 2);
  if (!words) return words.error();
  for (const auto& row : words->rows()) {
    const auto set = find(kClasses, row[0]);
    if (!set) return bad("furniture_words", "word class", row[0]);
    (rules.**set).emplace(row[1]);
  }
  const auto keys = Lexicon::load("furniture_keys", 2);
  if (!keys) return keys.error();
  for (const auto& row : keys->rows()) {
    const auto role = find(kRoles, row[0]);
    if (!role) return bad("furniture_keys", "role", row[0]);
    rules.keys.emplace(row[1], *role);
  }
  const auto signoffs = Lexicon::load("furniture_signoffs", 2);
  if (!signoffs) return signoffs.error();
  for (const auto& row : signoffs->rows()) rules.signoffs.emplace_back(row[1]);
  const auto agencies = Lexicon::load("agencies", 4);
  if (!agencies) return agencies.error();
  for (const auto& row : agencies->rows()) {
    rules.agencies.emplace(row[1], row[0]);
    rules.agency_words = std::max(rules.agency_words, count_words(row[1]));
  }
  return std::nullopt;
}

std::optional<Error> load_times(Rules& rules) {
  const auto months = Lexicon::load("months", 2);
  if (!months) return months.error();
  for (const auto& row : months->rows()) {
    const auto value = number(row[1]);
    if (!value || *value < 1 || *value > 12) return bad("months", "month", row[1]);
    rules.months.emplace(row[0], static_cast<int>(*value));
  }
  const auto zones = Lexicon::load("time_zones", 2);
  if (!zones) return zones.error();
  for (const auto& row : zones->rows()) rules.zones.emplace(row[0], row[1]);
  return std::nullopt;
}

std::optional<Error> load_signatures(Rules& rules) {
  const auto lexicon = Lexicon::load("signatures", 4);
  if (!lexicon) return lexicon.error();
  for (const auto& row : lexicon->rows()) {
    auto bytes = from_hex(row[0]);
    const auto offset = number(row[1]);
    if (!bytes) return bad("signatures", "string of hexadecimal bytes", row[0]);
    if (!offset) return bad("signatures", "offset", row[1]);
    rules.signatures.push_back(
        {std::move(*bytes), *offset, std::string(row[2]), std::string(row[3])});
  }
  return std::nullopt;
}

std::optional<Error> load_html(Rules& rules) {
  const auto metas = Lexicon::load("html_meta", 2);
  if (!metas) return metas.error();
  for (const auto& row : metas->rows()) {
    const auto role = find(kMetaRoles, row[0]);
    if (!role) return bad("html_meta", "role", row[0]);
    rules.metas.push_back({*role, std::string(row[1])});
  }
  const auto hints = Lexicon::load("html_hints", 2);
  if (!hints) return hints.error();
  for (const auto& row : hints->rows()) {
    const auto list = find(kHints, row[0]);
    if (!list) return bad("html_hints", "hint", row[0]);
    (rules.hints.**list).emplace_back(row[1]);
  }
  return std::nullopt;
}

void mark_start(std::array<bool, 256>& starts, std::string_view word) {
  const auto first = static_cast<unsigned char>(word[0]);
  starts[first] = true;
  if (first >= 'a' && first <= 'z') starts[first - 'a' + 'A'] = true;
}

/// Most lines begin with none of these bytes, and need no closer look.
void mark_starts(Rules& rules) {
  for (const auto& [key, role] : rules.keys) mark_start(rules.key_starts, key);
  for (const auto& [month, number_] : rules.months) mark_start(rules.date_starts, month);
  for (const std::string& day : rules.weekdays) mark_start(rules.date_starts, day);
  for (char c = '0'; c <= '9'; ++c) rules.date_starts[static_cast<unsigned char>(c)] = true;
}

}  // namespace

Result<Rules> Rules::load() {
  Rules rules;
  for (const auto step : {load_lines, load_words, load_times, load_signatures, load_html}) {
    if (auto error = step(rules)) return std::move(*error);
  }
  mark_starts(rules);
  return rules;
}

}  // namespace stemma::intake
