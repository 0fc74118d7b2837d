#include "intake/xml_items.h"

#include "intake/scan.h"

namespace stemma::intake {

pugi::xml_parse_result parse_xml(std::string_view text, pugi::xml_document& document) {
  return document.load_buffer(text.data(), text.size(), pugi::parse_default, pugi::encoding_utf8);
}

std::string first_of(const pugi::xml_node& node, std::initializer_list<const char*> names) {
  for (const char* name : names) {
    const std::string_view words = trim(std::string_view(node.child(name).text().get()));
    if (!words.empty()) return std::string(words);
  }
  return {};
}

std::string link_of(const pugi::xml_node& item) {
  for (const pugi::xml_node& link : item.children("link")) {
    const std::string_view rel = link.attribute("rel").as_string("alternate");
    if (const char* address = link.attribute("href").as_string(nullptr)) {
      if (rel == "alternate") return std::string(trim(std::string_view(address)));
    } else if (const std::string_view words = trim(std::string_view(link.text().get()));
               !words.empty()) {
      return std::string(words);
    }
  }
  const pugi::xml_node guid = item.child("guid");
  if (guid && guid.attribute("isPermaLink").as_bool(true)) {
    const std::string_view words = trim(std::string_view(guid.text().get()));
    if (words.starts_with("http://") || words.starts_with("https://")) return std::string(words);
  }
  return {};
}

}  // namespace stemma::intake
