// Bytes -> valid UTF-8 text, saying what had to be done.
//
//   Result<Decoded> decoded = decode_text(bytes, "wire.txt", DeclaredCharset::kNone, rules);
//   // decoded->text == bytes, and no notes, if the bytes were valid UTF-8
//
// A byte order mark decides first, then validity as UTF-8, then what the page declares, then the
// bytes themselves: text that is UTF-8 but for a few bytes is mended with U+FFFD, anything else is
// taken by ICU's detector or as windows-1252. Pure; safe from any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "intake/rules.h"

namespace stemma::intake {

struct Decoded {
  std::string text;  // valid UTF-8
  std::vector<std::string> notes;
};

/// `html`: a charset declared by a <meta> element counts. `carrier`: the charset that a mail or a
/// server stated for the bytes; it counts before the page's own. Fails with kBinary.
Result<Decoded> decode_text(std::string_view bytes, std::string_view source, bool html,
                            const Rules& rules, std::string_view carrier = {});

/// What the bytes look like if they are not text; the message says what to do.
std::optional<Error> binary_error(std::string_view bytes, std::string_view source,
                                  const Rules& rules);

}  // namespace stemma::intake
