// Layout: which line breaks divide paragraphs, and which only wrap a line.
//
//   std::vector<std::uint32_t> paragraphs = number_paragraphs(text, stream);
//   // paragraphs[i] == paragraphs[i + 1]: nothing divides tokens i and i + 1
//
// A writer who wraps lines by hand breaks where the next word would not fit; a break that leaves
// room for it was meant. Blank lines, furniture and marks of a list always divide.
// Invariant: numbers ascend from 0 without gaps. Pure; linear in the tokens.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "language/tokens.h"

namespace stemma::language {

std::vector<std::uint32_t> number_paragraphs(std::string_view text, const TokenStream& stream);

/// Whether the token opens an item of a list, when it is the first of its line.
bool is_list_mark(const Token& token);

}  // namespace stemma::language
