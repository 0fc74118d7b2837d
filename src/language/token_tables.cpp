#include <fmt/format.h>

#include <optional>

#include "base/lexicon.h"
#include "language/tokens.h"

namespace stemma::language {
namespace {

std::optional<AbbreviationUse> use_named(std::string_view name) {
  if (name == "always") return AbbreviationUse::kAlways;
  if (name == "capitalised") return AbbreviationUse::kCapitalised;
  if (name == "name") return AbbreviationUse::kName;
  if (name == "number") return AbbreviationUse::kNumber;
  return std::nullopt;
}

Error bad_row(std::string_view lexicon, std::string_view key) {
  return Error{ErrorCode::kMalformed, fmt::format("bad row for \"{}\"", key),
               fmt::format("lexicons/{}.tsv", lexicon)};
}

}  // namespace

Result<TokenTables> TokenTables::load() {
  TokenTables tables;
  const auto abbreviations = Lexicon::load("abbreviations", 4);
  if (!abbreviations) return abbreviations.error();
  for (const Lexicon::Row& row : abbreviations->rows()) {
    const auto use = use_named(row[2]);
    if (!use || (row[3] != "may" && row[3] != "never")) return bad_row("abbreviations", row[0]);
    tables.abbreviations[row[0]] = {*use, row[3] == "may"};
  }
  const auto pieces = Lexicon::load("token_pieces", 2);
  if (!pieces) return pieces.error();
  for (const Lexicon::Row& row : pieces->rows()) {
    const std::string_view word = row[0];
    const std::string_view kind = row[1];
    if (kind == "prefix") {
      tables.hyphen_prefixes.insert(word);
    } else if (kind == "whole") {
      tables.whole.insert(word);
    } else if (kind == "elision") {
      tables.elisions.insert(word);
    } else if (kind == "unit") {
      tables.units.insert(word);
    } else if (kind == "ending") {
      tables.name_endings.insert(word);
    } else if (kind == "emoticon") {
      tables.emoticons.insert(word);
    } else if (kind == "lettered") {
      tables.lettered.insert(word);
    } else if (kind.starts_with("cut ") && kind.size() == 5 && kind[4] > '0' && kind[4] <= '9') {
      tables.contractions[word] = static_cast<std::uint32_t>(kind[4] - '0');
      const std::size_t space = word.find(' ');
      if (space != std::string_view::npos) tables.contractions[word.substr(0, space)] = 0;
    } else {
      return bad_row("token_pieces", word);
    }
  }
  const auto starters = Lexicon::load("sentence_starters", 1);
  if (!starters) return starters.error();
  for (const Lexicon::Row& row : starters->rows()) tables.starters.insert(row[0]);
  return tables;
}

}  // namespace stemma::language
