// How text is laid out, as --columns, --color and --full ask.
#pragma once

#include "briefing/render.h"
#include "commands.h"

namespace stemma::app {

/// `widest`: columns beyond which a terminal's width is of no more use.
briefing::TextOptions text_options(const Arguments& arguments, unsigned widest);

}  // namespace stemma::app
