// Elements -> plain text: paragraphs divided by an empty line, lines of lists and tables by a line
// break, white space collapsed; what the tags show to be no prose is marked on the way.
#pragma once

#include <vector>

#include "intake/html_article.h"

namespace stemma::intake {

/// `roots`: disjoint, in document order. Nodes with `removed` set are left out.
Article write_text(const HtmlTree& tree, const std::vector<std::uint32_t>& roots,
                   const std::vector<bool>& removed, const Rules& rules);

}  // namespace stemma::intake
