// SHA-256 (FIPS 180-4), in base64 as Content-Security-Policy wants it. It lets the page name the
// one style sheet and the one script that may run in it.
#pragma once

#include <string>
#include <string_view>

namespace stemma::briefing {

std::string sha256_base64(std::string_view bytes);

}  // namespace stemma::briefing
