#include "lineage/report_terms.h"

#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "base/utf8.h"
#include "lineage/figure_key.h"
#include "lineage/tables.h"

namespace stemma::lineage {
namespace {

constexpr float kNameFactor = 1.3F;
constexpr float kFigureFactor = 1.2F;
constexpr double kTellsNothing = 0.25;  // rarity in English
constexpr float kAgain = 0.3F;          // of the logarithm of how often a term is said
constexpr std::size_t kMostRemembered = std::size_t{1} << 20U;

enum class Class : std::uint8_t { kOther, kLetter, kUpper, kDigit, kStop };

constexpr std::array<Class, 128> kAscii = [] {
  std::array<Class, 128> table{};
  for (char c = 'a'; c <= 'z'; ++c) table[static_cast<std::size_t>(c)] = Class::kLetter;
  for (char c = 'A'; c <= 'Z'; ++c) table[static_cast<std::size_t>(c)] = Class::kUpper;
  for (char c = '0'; c <= '9'; ++c) table[static_cast<std::size_t>(c)] = Class::kDigit;
  for (const char c : {'.', '!', '?', '\n', '"'}) table[static_cast<std::size_t>(c)] = Class::kStop;
  return table;
}();

struct Character {
  Class kind;
  std::uint32_t length;
};

Character character(std::string_view text, std::size_t at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte < 0x80) return {kAscii[byte], 1};
  const utf8::CodePoint c = utf8::decode(text, at);
  if (utf8::is_upper(c.value)) return {Class::kUpper, c.length};
  if (utf8::is_letter(c.value) || utf8::is_mark(c.value)) return {Class::kLetter, c.length};
  return {utf8::is_digit(c.value) ? Class::kDigit : Class::kOther, c.length};
}

bool inside(Class kind) {
  return kind == Class::kLetter || kind == Class::kUpper || kind == Class::kDigit;
}

bool digit(std::string_view text, std::size_t at) {
  return at < text.size() && text[at] >= '0' && text[at] <= '9';
}

std::uint64_t hash(std::string_view text) { return XXH3_64bits(text.data(), text.size()); }

}  // namespace

const TermReader::Word& TermReader::word(std::string_view surface) {
  if (words_.size() >= kMostRemembered) words_.clear();
  const auto [at, fresh] = words_.try_emplace(hash(surface));
  if (!fresh) return at->second;
  Word& word = at->second;
  const std::string lower = utf8::to_lower(surface);
  if (lower[0] >= '0' && lower[0] <= '9') {
    word = {hash(figure_key(lower)), kFigureFactor};
    return word;
  }
  if (lower.size() < 2) return word;
  std::string stem = stemmer_.stem(lower);
  const Model::Tables& tables = model_.tables();
  if (const auto country = tables.countries.find(stem); country != tables.countries.end()) {
    stem = country->second;
  }
  const double rarity = tables.rarity_of(stem);
  if (rarity > kTellsNothing) word = {hash(stem), static_cast<float>(rarity)};
  return word;
}

void TermReader::scan(std::string_view text) {
  bool opens = true;  // the next word opens a sentence, so its capital says nothing
  for (std::size_t at = 0; at < text.size();) {
    Character c = character(text, at);
    if (!inside(c.kind)) {
      opens = opens || c.kind == Class::kStop;
      at += c.length;
      continue;
    }
    const std::size_t begin = at;
    const bool capital = c.kind == Class::kUpper;
    while (at < text.size()) {
      c = character(text, at);
      // Full stops and commas inside figures belong to them: "6,700".
      const bool in_figure =
          (text[at] == '.' || text[at] == ',') && digit(text, at - 1) && digit(text, at + 1);
      if (!inside(c.kind) && !in_figure) break;
      at += c.length;
    }
    const Word& found = word(text.substr(begin, at - begin));
    if (found.weight > 0) seen_.push_back({found.key, found.weight, capital && !opens});
    opens = false;
  }
}

ReportTerms TermReader::finish() {
  std::sort(seen_.begin(), seen_.end(), [](const Seen& a, const Seen& b) { return a.key < b.key; });
  ReportTerms terms;
  for (auto begin = seen_.begin(); begin != seen_.end();) {
    const auto end =
        std::find_if(begin, seen_.end(), [&](const Seen& s) { return s.key != begin->key; });
    const bool name = std::any_of(begin, end, [](const Seen& s) { return s.name; });
    const auto times = static_cast<float>(end - begin);
    terms.push_back(
        {begin->key, begin->weight * (name ? kNameFactor : 1) * (1 + kAgain * std::log(times))});
    begin = end;
  }
  seen_.clear();
  return terms;
}

ReportTerms TermReader::read(std::string_view text) {
  scan(text);
  return finish();
}

ReportTerms TermReader::read(const Report& report) {
  scan(report.title);
  const std::string_view text = report.text;
  std::uint32_t at = 0;
  for (const Furniture& item : report.furniture) {
    scan(text.substr(at, item.range.begin - at));
    at = item.range.end;
  }
  scan(text.substr(at));
  return finish();
}

}  // namespace stemma::lineage
