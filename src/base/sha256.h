// SHA-256 (FIPS 180-4): names content, so that the same bytes have the same name everywhere and
// nobody can make others of that name.
//
//   hex(sha256("abc")) == "ba7816bf..."
#pragma once

#include <string>
#include <string_view>

namespace stemma {

/// 32 bytes.
std::string sha256(std::string_view bytes);

/// The digest in base64, as Content-Security-Policy wants it: the page names the one style sheet
/// and the one script that may run in it.
std::string sha256_base64(std::string_view bytes);

/// Two lower-case digits a byte.
std::string hex(std::string_view bytes);

}  // namespace stemma
