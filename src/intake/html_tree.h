// A page as a flat tree: nodes in document order, each with the end of its subtree, so that every
// pass over it is a loop and never a recursion.
#pragma once

#include <gumbo.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace stemma::intake {

/// What an element says of itself, in lower case but for content, href and datetime.
struct HtmlAttributes {
  std::string hints;  // class, id and role, with a space before, between and after
  std::string itemprop, name, rel, content, href, datetime;
  std::string lang;     // of the html element alone
  bool hidden = false;  // the page itself hides it
};

struct HtmlNode {
  GumboTag tag = GUMBO_TAG_UNKNOWN;  // UNKNOWN for text
  std::uint32_t parent = 0;          // the root is its own
  std::uint32_t end = 0;             // one past the last node of the subtree
  std::uint32_t attributes = 0;      // in HtmlTree::attributes; 0: none
  bool is_text = false;
  std::string text;  // of a text node
};

struct HtmlTree {
  std::vector<HtmlNode> nodes;  // nodes[0] is the html element; empty if there is none
  std::vector<HtmlAttributes> attributes;

  const HtmlAttributes& of(std::uint32_t node) const { return attributes[nodes[node].attributes]; }
};

/// REQUIRES: `html` has been through the sieve.
HtmlTree parse_html(const std::string& html);

/// Elements that begin and end a line of their own.
bool is_block_tag(GumboTag tag);

}  // namespace stemma::intake
