// Text from outside made safe to stand in HTML or SVG, in content and in quoted attributes alike.
//
//   escape("<b> & \"x\"") == "&lt;b&gt; &amp; &quot;x&quot;"
//
// Control characters and the invisible ones that turn the direction of writing are left out
// (display.h, is_hostile); line breaks stay.
#pragma once

#include <string>
#include <string_view>

namespace stemma::briefing {

std::string escape(std::string_view text);

/// The text on one line and set apart, so that its direction of writing stays its own.
std::string isolate(std::string_view text);

}  // namespace stemma::briefing
