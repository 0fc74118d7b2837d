#include "language/word_features.h"

#include <xxhash.h>

#include <algorithm>
#include <string>

#include "language/tokens.h"

namespace stemma::language {
namespace {

/// "Sela-2" -> "Xxx-d": classes of characters, runs cut to three, at most twelve in all. Letters
/// beyond ASCII count as lower case.
std::string shape_of(std::string_view form) {
  std::string shape;
  std::size_t run = 0;
  for (const char c : form) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0U) == 0x80U) continue;
    char kind = c;
    if (c >= 'A' && c <= 'Z') kind = 'X';
    if ((c >= 'a' && c <= 'z') || byte >= 0x80U) kind = 'x';
    if (c >= '0' && c <= '9') kind = 'd';
    run = !shape.empty() && shape.back() == kind ? run + 1 : 1;
    if (run <= 3) shape += kind;
    if (shape.size() == 12) break;
  }
  return shape;
}

/// Marks that mean the same are made one, digits become 0.
std::string plain_form(std::string_view form) {
  std::string plain = norm_of(form);
  for (char& c : plain) {
    if (c >= '0' && c <= '9') c = '0';
  }
  if (plain == "“" || plain == "”" || plain == "``" || plain == "''" || plain == "«" ||
      plain == "»" || plain == "„") {
    return "\"";
  }
  if (plain == "‘" || plain == "’" || plain == "`") return "'";
  if (plain == "–" || plain == "—" || plain == "--" || plain == "―") return "—";
  if (plain == "…") return "...";
  return plain;
}

std::uint16_t bucket(std::string_view piece, std::size_t kind) {
  return static_cast<std::uint16_t>(XXH3_64bits_withSeed(piece.data(), piece.size(), kind + 1) %
                                    kPieceBuckets);
}

}  // namespace

std::uint64_t word_key(std::string_view form) {
  const std::string plain = plain_form(form);
  return XXH3_64bits(plain.data(), plain.size());
}

WordFeatures word_features(std::string_view form) {
  WordFeatures features;
  const std::string plain = plain_form(form);
  features.key = XXH3_64bits(plain.data(), plain.size());
  const std::string_view view = plain;
  std::size_t kind = 0;
  for (std::size_t size = 1; size <= 3; ++size, ++kind) {
    features.pieces[kind] = bucket(view.substr(0, size), kind);
  }
  for (std::size_t size = 2; size <= 4; ++size, ++kind) {
    features.pieces[kind] = bucket(view.substr(view.size() - std::min(size, view.size())), kind);
  }
  features.pieces[kind] = bucket(shape_of(form), kind);
  return features;
}

}  // namespace stemma::language
