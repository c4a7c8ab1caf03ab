/// Building XML documents and writing them; the only place that sets writer options.
#pragma once
#include <pugixml.hpp>
#include <string>

namespace citefeed::render {

/// Adds `<name>text</name>`. Escaping is the writer's; characters XML cannot carry are dropped.
pugi::xml_node add_text(pugi::xml_node parent, const char* name, const std::string& text);

/// The same; nothing when `text` is empty: unknown is left out.
void add_text_if_any(pugi::xml_node parent, const char* name, const std::string& text);

/// Adds `name="value"`, on one line.
void add_attribute(pugi::xml_node node, const char* name, const std::string& value);

/// The same; nothing when `value` is empty.
void add_attribute_if_any(pugi::xml_node node, const char* name, const std::string& value);

/// Adds `<?xml-stylesheet type="text/css" href="…"?>`, before the root element is added; nothing when `href` is empty.
void add_stylesheet(pugi::xml_document& document, const std::string& href);

/// The document in UTF-8 without BOM, beginning with the XML declaration, ending in a line feed, an element a line, not
/// indented: so that equal elements are equal bytes at any depth.
[[nodiscard]] std::string to_utf8(const pugi::xml_document& document);

}  // namespace citefeed::render
