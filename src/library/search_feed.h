// What a search found, for other programs: a line of JSON each, or an Atom feed (RFC 4287).
//
//   search_atom("grid outlet:courier", *search(library, "grid outlet:courier",
//                                              {.limit = 50, .newest_first = true}))
//
// A feed's id hangs on its query alone and an entry's on its version, so a reader of feeds knows
// both again; `updated` is when the library took a version in. Same hits, same bytes.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "stemma/library.h"

namespace stemma::library {

std::string search_jsonl(std::span<const Hit> hits);

std::string search_atom(std::string_view query, std::span<const Hit> hits);

}  // namespace stemma::library
