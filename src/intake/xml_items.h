// What the readers of feeds and of lists share: where an item of RSS or Atom stands, and when it
// changed.
#pragma once

#include <pugixml.hpp>
#include <string>
#include <string_view>

namespace stemma::intake {

// pugixml keeps a node of about 80 bytes for as little as four of input.
constexpr std::size_t kMaxXml = 16 * 1024 * 1024;

/// Entities of its own that a document may define are not read: they stay as they stand.
pugi::xml_parse_result parse_xml(std::string_view text, pugi::xml_document& document);

/// The trimmed text of the first of these children that has any.
std::string first_of(const pugi::xml_node& node, std::initializer_list<const char*> names);

/// Where an Atom entry stands; RSS puts it into the element's text. Empty if the item says nothing.
std::string link_of(const pugi::xml_node& item);

}  // namespace stemma::intake
