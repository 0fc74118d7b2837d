// Tokens: text -> words, numbers, marks, as Universal Dependencies English cuts them.
//
//   TokenStream s = tokenise(report.text, report.furniture, tables);
//   // "Sela's well-known co-op can't." -> Sela 's well - known co-op ca n't .
//
// Invariants: tokens are sorted, never overlap, never touch furniture, and hold every byte that is
// neither white space nor furniture. gaps[i] tells what stands before tokens[i].
// Pure; linear in the text; no state between calls.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "stemma/analysis.h"
#include "stemma/report.h"
#include "stemma/result.h"

namespace stemma::language {

/// What stands between two tokens, or before the first. Ordered: later ones divide more.
enum class Gap : std::uint8_t {
  kNone,       // nothing: the tokens touch
  kSpace,      // white space within a line
  kNewline,    // one line break
  kBlankLine,  // at least one empty line, or a page break
  kFurniture,  // furniture, or the start of the text
};

/// When a word before a full stop is an abbreviation.
enum class AbbreviationUse : std::uint8_t {
  kAlways,       // "inc", "etc"
  kCapitalised,  // only when written with a capital: "Sat", "Gen"
  kName,         // only with a capital, before a capital or a number: "St", "Sec"
  kNumber,       // only before a number: "no", "p", "fig"
};

struct Abbreviation {
  AbbreviationUse use = AbbreviationUse::kAlways;
  bool ends = false;  // may be the last word of a sentence, its stop serving twice
};

/// What the tokeniser knows. Keys are lower case, apostrophes straight.
struct TokenTables {
  std::unordered_map<std::string_view, Abbreviation> abbreviations;  // without the last stop
  std::unordered_set<std::string_view> hyphen_prefixes;  // "co", "anti": "co-op" stays whole
  std::unordered_set<std::string_view> whole;            // "o'clock", "w/o": never cut
  std::unordered_map<std::string_view, std::uint32_t> contractions;  // "cannot": byte 3; 0: "its a"
  std::unordered_set<std::string_view> elisions;      // "tis", "em": with an apostrophe before
  std::unordered_set<std::string_view> units;         // "km", "pm": cut from the number
  std::unordered_set<std::string_view> name_endings;  // "com", "pdf": of hosts and files
  std::unordered_set<std::string_view> emoticons;
  std::unordered_set<std::string_view> lettered;  // "plan": the letter after it is no initial
  std::unordered_set<std::string_view> starters;  // words that begin sentences, hardly ever names

  static Result<TokenTables> load();
};

struct TokenStream {
  std::vector<Token> tokens;
  std::vector<Gap> gaps;  // one a token
};

TokenStream tokenise(std::string_view text, std::span<const Furniture> furniture,
                     const TokenTables& tables);

/// Lower case, with straight apostrophes: the form lexicons are keyed by.
std::string norm_of(std::string_view word);

}  // namespace stemma::language
