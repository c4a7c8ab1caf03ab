/// A small site, a post and a feed, for tests to change one thing of.
#pragma once
#include <boost/json/value.hpp>
#include <pugixml.hpp>
#include <string>
#include <utility>
#include <vector>

#include "fixed_text.hpp"
#include "model/definitions.hpp"
#include "model/feed.hpp"
#include "model/post.hpp"

namespace citefeed::render::fixtures {

/// A site at https://blog.example/ in Toronto's time zone, with two topics and a research type.
[[nodiscard]] model::Definitions definitions();

/// A complete citation with a DOI.
[[nodiscard]] citation::Citation article();

/// A post of December 2023 on article(), with implications.
[[nodiscard]] model::Post post();

/// Puts what `change` makes of the text of `post` in its place.
template <class Change>
void change_text(model::Post& post, Change change) {
  auto text = model::text_of(post);
  change(text);
  post.text = model::fixed_text(std::move(text));
}

/// A feed of these posts, all of the site.
[[nodiscard]] model::Feed feed(const std::vector<model::Post>& posts);

/// `bytes` as a document; fails the test when they are not well-formed.
[[nodiscard]] pugi::xml_document parse_xml(const std::string& bytes);

/// The values of all nodes that `xpath` finds.
[[nodiscard]] std::vector<std::string> values(const pugi::xml_document& document, const char* xpath);

/// The first item of a JSON feed of just `post`.
[[nodiscard]] boost::json::object json_item(const model::Post& post);

}  // namespace citefeed::render::fixtures
