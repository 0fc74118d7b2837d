// Finds the article in a page: which elements hold it, and their words as plain text.
//
// Density scoring in the line of Arc90's Readability: paragraphs give points for length and commas
// to what contains them, links take points away, and class names, <article>, <main> and
// itemprop="articleBody" tip the balance; then boxes of links, shares and teasers inside are
// cleared away. Linear in the page, up to a constant number of attempts. Pure.
#pragma once

#include <string>
#include <vector>

#include "intake/html_tree.h"
#include "intake/rules.h"

namespace stemma::intake {

struct Article {
  std::string text;               // paragraphs divided by an empty line
  std::vector<Furniture> marked;  // headings, captions, bylines; sorted, disjoint
};

/// Empty text if the page has no words.
Article extract_article(const HtmlTree& tree, const Rules& rules);

/// The words of one element, white space collapsed.
std::string text_of(const HtmlTree& tree, std::uint32_t node);

}  // namespace stemma::intake
