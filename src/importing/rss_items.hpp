/// What WordPress exports and RSS have in common: the items, and what each says.
#pragma once
#include <pugixml.hpp>
#include <string>
#include <vector>

#include "importing/foreign_post.hpp"
#include "importing/xml_file.hpp"

namespace citefeed::importing {

/// The text of the first child of `node` called `name`; "" when there is none.
[[nodiscard]] std::string child_text(pugi::xml_node node, const char* name);

/// The items of the channel, or beside it (RSS 1.0).
[[nodiscard]] std::vector<pugi::xml_node> items_of(pugi::xml_node root);

/// What RSS 2.0 and its usual modules (content, dc) say of `item`. A guid that is missing is the link, by which feed
/// readers then know the item.
[[nodiscard]] ForeignPost read_item(pugi::xml_node item, const XmlFile& file);

/// The text in `node` as HTML, and the line it begins on.
void set_html(ForeignPost& post, pugi::xml_node node, const XmlFile& file);

}  // namespace citefeed::importing
