#include "text_options.h"

#include <algorithm>
#include <cstdlib>

#include "console.h"

namespace stemma::app {

briefing::TextOptions text_options(const Arguments& arguments, unsigned widest) {
  briefing::TextOptions options;
  options.full = arguments.has("full");
  const bool to_terminal = output_is_terminal() && !arguments.has("output");
  if (arguments.has("columns")) {
    options.columns = std::max(40u, arguments.number("columns"));
  } else if (const unsigned columns = to_terminal ? terminal_columns() : 0; columns > 0) {
    options.columns = std::clamp(columns, 40u, widest);
  }
  const std::string& when = arguments.get("color");
  options.colour =
      when == "always" || (when == "auto" && to_terminal && std::getenv("NO_COLOR") == nullptr);
  return options;
}

}  // namespace stemma::app
