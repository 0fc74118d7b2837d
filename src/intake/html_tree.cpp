#include "intake/html_tree.h"

#include <memory>
#include <utility>

#include "base/utf8.h"
#include "intake/scan.h"

namespace stemma::intake {
namespace {

struct Destroy {
  void operator()(GumboOutput* output) const {
    gumbo_destroy_output(&kGumboDefaultOptions, output);
  }
};

std::string attribute(const GumboElement& element, const char* name) {
  const GumboAttribute* found = gumbo_get_attribute(&element.attributes, name);
  if (found == nullptr) return {};
  return utf8::replace_invalid(found->value);
}

bool hides(const GumboElement& element) {
  if (gumbo_get_attribute(&element.attributes, "hidden") != nullptr) return true;
  if (attribute(element, "aria-hidden") == "true") return true;
  std::string style = fold(attribute(element, "style"));
  std::erase(style, ' ');
  return style.find("display:none") != std::string::npos ||
         style.find("visibility:hidden") != std::string::npos;
}

HtmlAttributes attributes_of(const GumboElement& element) {
  HtmlAttributes out;
  for (const char* name : {"class", "id", "role"}) {
    out.hints += ' ';
    out.hints += fold(attribute(element, name));
  }
  out.hints += ' ';
  out.itemprop = fold(attribute(element, "itemprop"));
  out.hidden = hides(element);
  out.rel = fold(attribute(element, "rel"));
  out.datetime = attribute(element, "datetime");
  if (element.tag == GUMBO_TAG_META) {
    out.content = attribute(element, "content");
    out.name = fold(attribute(element, "property"));
    for (const char* name : {"name", "http-equiv"}) {
      if (out.name.empty()) out.name = fold(attribute(element, name));
    }
  }
  if (element.tag == GUMBO_TAG_HTML) {
    out.lang = attribute(element, "lang");
    if (out.lang.empty()) out.lang = attribute(element, "xml:lang");
  }
  if (element.tag == GUMBO_TAG_LINK) out.href = attribute(element, "href");
  return out;
}

}  // namespace

HtmlTree parse_html(const std::string& html) {
  GumboOptions options = kGumboDefaultOptions;
  options.max_errors = 0;  // every error is kept in memory otherwise
  const std::unique_ptr<GumboOutput, Destroy> output(
      gumbo_parse_with_options(&options, html.data(), html.size()));
  HtmlTree tree;
  tree.attributes.emplace_back();
  if (output == nullptr || output->root == nullptr) return tree;
  struct Step {
    const GumboNode* node;
    std::uint32_t parent;
  };
  // Children are pushed last to first, so that nodes come off in document order.
  std::vector<Step> steps{{output->root, 0}};
  while (!steps.empty()) {
    const auto [node, parent] = steps.back();
    steps.pop_back();
    const auto index = static_cast<std::uint32_t>(tree.nodes.size());
    if (node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE) {
      HtmlNode element;
      element.tag = node->v.element.tag;
      element.parent = parent;
      if (node->v.element.attributes.length > 0) {
        element.attributes = static_cast<std::uint32_t>(tree.attributes.size());
        tree.attributes.push_back(attributes_of(node->v.element));
      }
      tree.nodes.push_back(std::move(element));
      const GumboVector& children = node->v.element.children;
      for (unsigned i = children.length; i-- > 0;)
        steps.push_back({static_cast<const GumboNode*>(children.data[i]), index});
    } else if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE) {
      HtmlNode text;
      text.is_text = true;
      text.parent = parent;
      text.text = node->v.text.text;
      if (utf8::first_invalid(text.text) != text.text.size())
        text.text = utf8::replace_invalid(text.text);
      tree.nodes.push_back(std::move(text));
    }
  }
  for (std::uint32_t i = 0; i < tree.nodes.size(); ++i) tree.nodes[i].end = i + 1;
  for (auto i = static_cast<std::uint32_t>(tree.nodes.size()); i-- > 1;) {
    HtmlNode& parent = tree.nodes[tree.nodes[i].parent];
    parent.end = std::max(parent.end, tree.nodes[i].end);
  }
  return tree;
}

bool is_block_tag(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_SPAN:
    case GUMBO_TAG_A:
    case GUMBO_TAG_ABBR:
    case GUMBO_TAG_TIME:
    case GUMBO_TAG_BR:
    case GUMBO_TAG_IMG:
    case GUMBO_TAG_INPUT:
    case GUMBO_TAG_META:
    case GUMBO_TAG_LINK:
      return false;
    default:
      return true;
  }
}

}  // namespace stemma::intake
