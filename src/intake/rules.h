// The knowledge that intake works by, read once from the lexicons.
//
// Private to src/intake. Immutable after load; every look-up is by exact key, so no order of
// iteration can leak into results.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "intake/intake.h"

namespace stemma::intake {

/// What a "key: value" left over from a page says.
enum class KeyRole { kPublished, kDate, kUpdated, kTitle, kByline, kOutlet, kUrl, kSkip, kCredit };

struct LineRule {
  enum class Match { kWhole, kPrefix, kSuffix };
  FurnitureKind kind;
  Match match;
  std::size_t max_words;  // 0: no limit
  std::string phrase;     // lower case
};

struct Signature {
  std::string bytes;
  std::size_t offset;
  std::string what;    // "a PDF document"
  std::string advice;  // "save it as text first"
};

/// What a <meta> element's name tells.
struct MetaRule {
  enum class Role { kTitle, kOutlet, kPublished, kUrl, kByline, kLanguage };
  Role role;
  std::string name;  // lower case
};

/// Fragments of class and id attributes, by what they suggest.
struct HtmlHints {
  std::vector<std::string> unlikely, maybe, good, bad, byline;
};

using WordSet = std::set<std::string, std::less<>>;

struct Model::Rules {
  static Result<Rules> load();

  std::array<std::vector<LineRule>, 256> lines;  // whole and prefix rules, by first byte
  std::vector<LineRule> suffixes;
  std::map<std::string, KeyRole, std::less<>> keys;
  std::map<std::string, std::string, std::less<>> agencies;  // surface form -> canonical name
  std::array<bool, 256> key_starts{};   // bytes that a key may begin with, either case
  std::array<bool, 256> date_starts{};  // the same for dates
  std::size_t agency_words = 1;         // of the longest surface form
  std::vector<std::string> signoffs;    // "Reporting by"

  WordSet debris, openers, finite, caption, abbreviations, particles, byline, not_name, labels,
      place_nouns, outlet_names, sections;

  std::map<std::string, int, std::less<>> months;         // lower case -> 1..12
  WordSet weekdays;                                       // lower case
  std::map<std::string, std::string, std::less<>> zones;  // "gmt" -> "+00:00", "" if ambiguous
  std::vector<Signature> signatures;
  std::vector<MetaRule> metas;  // earlier ones of a role win
  HtmlHints hints;
};

using Rules = Model::Rules;

}  // namespace stemma::intake
