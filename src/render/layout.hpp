/// What all pages share: the frame around their main part, and filling templates.
#pragma once
#include <kainjow/mustache.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "model/definitions.hpp"
#include "model/entry.hpp"

namespace citefeed::render {

using TemplateData = kainjow::mustache::data;

/// `text` for a template: false when empty, so that `{{#name}}` leaves it out.
[[nodiscard]] TemplateData optional_text(const std::string& text);

/// The template filled with `data`; `{{name}}` escapes for HTML. A template that does not parse is a broken program.
[[nodiscard]] std::string fill(std::string_view template_text, const TemplateData& data);

/// The template filled with each of `items`, one after another. The library copies what it is given, nested lists again
/// at every level, so long lists are filled item by item.
[[nodiscard]] std::string fill_each(std::string_view template_text, const std::vector<TemplateData>& items);

/// The three documents of the feed whose page is `home_url`: format, type, feed_url, feed_title.
[[nodiscard]] TemplateData formats_of(const std::string& home_url, const std::string& title);

/// The same, then its article feed.
[[nodiscard]] TemplateData all_formats_of(const std::string& home_url, const std::string& title);

/// The three documents of the monthly digest, likewise.
[[nodiscard]] TemplateData digest_formats(const model::SiteDefinition& site);

/// "PPRNet Blog: Monthly digest".
[[nodiscard]] std::string digest_title(const model::SiteDefinition& site);

/// What `entry` is filed under: label, url.
[[nodiscard]] TemplateData topics_of(const model::Entry& entry);

struct Layout {
  std::string url = {};          ///< of this page, absolute
  std::string title = {};        ///< for the browser's tab
  std::string description = {};  ///< plain text; empty when there is none
  std::string feed_title = {};   ///< the page's own feed, when it is not the main one
  std::string feed_home = {};    ///< where its documents are; empty when the page has none
  std::string head = {};         ///< HTML to add to `head`
  std::string main = {};         ///< HTML of `main`
  bool is_home = false;
  bool offers_digest = false;  ///< to feed readers, beside the main feed and the page's own
};

/// The page: autodiscovery of the main feed first, then of the page's own.
[[nodiscard]] std::string lay_out(const Layout& layout, const model::SiteDefinition& site);

}  // namespace citefeed::render
