#include "importing/old_feeds.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "base/iri.hpp"
#include "base/utf8.hpp"
#include "content/post_address.hpp"
#include "importing/filing.hpp"
#include "importing/foreign_post.hpp"
#include "importing/front_matter_post.hpp"
#include "importing/xml_feeds.hpp"

namespace citefeed::importing {
namespace {

/// The name of an element or attribute without its prefix, which anybody may choose.
std::string_view local_name(std::string_view name) {
  return name.substr(name.find(':') + 1);  // npos + 1 is 0
}

/// The host of `address` without "www.", which most sites answer with and without.
std::string host_in(const std::string& address) {
  const auto iri = parse_iri(address);
  if (!iri) return {};
  const std::string host = lower_ascii(host_of(*iri));
  static constexpr std::string_view usual = "www.";
  return host.starts_with(usual) ? host.substr(usual.size()) : host;
}

/// `address` as the document means it that is about `page`; itself where that says no address.
std::string absolute(const std::string& address, const std::string& page) {
  const auto base = parse_iri(page);
  const auto resolved = base ? resolve(*base, address) : std::nullopt;
  return resolved ? resolved->text : address;
}

/// The address that links of `feed` give for `rel`; "" for none.
std::string link_of(pugi::xml_node feed, std::string_view rel) {
  for (const auto link : feed.children()) {
    const std::string_view found = link.attribute("rel").value();
    const bool fits = found == rel || (found.empty() && rel == "alternate");
    if (local_name(link.name()) == "link" && link.attribute("href") && fits) return link.attribute("href").value();
  }
  return {};
}

/// `address` without '/' at its end, or nothing where it can be no alias.
std::optional<std::string> feed_alias(std::string_view address, const Iri& base_url) {
  auto alias = alias_of(address, base_url);
  if (alias && alias->ends_with('/')) alias->pop_back();
  return alias && !alias->empty() ? alias : std::nullopt;
}

/// Under which names blogs list what posts are filed under, in addresses: "category/empathy/feed".
bool is_list_of_categories(std::string_view segment) {
  static constexpr std::array<std::string_view, 8> names{"category", "categories", "tag",   "tags",
                                                         "topic",    "topics",     "label", "labels"};
  return std::find(names.begin(), names.end(), segment) != names.end();
}

std::vector<std::string> segments_of(std::string_view path) {
  std::vector<std::string> segments;
  while (!path.empty()) {
    const auto end = std::min(path.find('/'), path.size());
    segments.push_back(percent_decoded(path.substr(0, end)));
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  return segments;
}

/// Of the feed at `address`: whose it is, as that says.
OldFeed feed_at(std::string address, DocumentKind kind) {
  OldFeed feed{.kind = kind, .address = std::move(address)};
  const auto segments = segments_of(feed.address);
  const auto list = std::find_if(segments.begin(), segments.end(), is_list_of_categories);
  if (list == segments.end()) return feed;
  feed.is_of_category = true;
  for (auto name = std::next(list); name != segments.end(); ++name) feed.category.others.push_back(*name);
  if (feed.category.others.size() > 1) feed.category.others.pop_back();    // "feed", "index.xml"
  std::reverse(feed.category.others.begin(), feed.category.others.end());  // the nearest first: "parent/child"
  return feed;
}

}  // namespace

std::vector<OldFeed> feeds_of_document(pugi::xml_node root, const Iri& base_url) {
  const auto channel = root.child("channel") ? root.child("channel") : root;
  const bool is_atom = local_name(root.name()) == "feed";
  auto self = link_of(channel, "self");
  const auto page = is_atom ? link_of(channel, "alternate") : child_text(channel, "link");
  if (!self.empty()) self = absolute(self, page);
  if (self.empty() || (!page.empty() && host_in(self) != host_in(page))) return {};
  auto address = feed_alias(self, base_url);
  if (!address) return {};
  return {feed_at(*std::move(address), is_atom ? DocumentKind::atom : DocumentKind::rss)};
}

namespace {

/// The path in which a category of WordPress is: its parents', then its own.
std::string path_of_category(const std::string& slug, const std::map<std::string, std::string>& parents) {
  std::string path = slug;
  std::set<std::string> seen{slug};
  for (auto parent = parents.find(slug); parent != parents.end() && seen.insert(parent->second).second;
       parent = parents.find(parent->second)) {
    path.insert(0, "/").insert(0, parent->second);
  }
  return path;
}

}  // namespace

std::vector<OldFeed> feeds_of_wordpress(pugi::xml_node root, const Iri& base_url) {
  const auto channel = root.child("channel");
  auto home = child_text(channel, "wp:base_blog_url");
  if (home.empty()) home = child_text(channel, "link");
  if (!home.ends_with('/')) home += '/';
  // Where the server cannot rewrite addresses, WordPress has all of them below this one.
  static constexpr std::string_view program = "index.php/";
  const auto items = items_of(root);
  const auto is_below_program = [&home](pugi::xml_node item) {
    const auto link = parse_iri(child_text(item, "link"));
    const auto site = parse_iri(home);
    return link && site && path_of(*link).starts_with(path_of(*site) + std::string{program});
  };
  const auto has_path = [](pugi::xml_node item) {
    return child_text(item, "wp:post_type") == "post" && child_text(item, "wp:status") == "publish" &&
           child_text(item, "link").find('?') == std::string::npos;
  };
  if (std::none_of(items.begin(), items.end(), has_path)) return {};
  if (std::any_of(items.begin(), items.end(), is_below_program)) home += program;
  std::vector<OldFeed> feeds;
  const auto add = [&](const std::string& folder, const ForeignName* category) {
    for (const auto& [end, kind] :
         {std::pair{"feed/", DocumentKind::rss}, std::pair{"feed/atom/", DocumentKind::atom}}) {
      auto address = feed_alias(home + folder + end, base_url);
      if (!address) continue;
      feeds.push_back({.kind = kind,
                       .address = *std::move(address),
                       .is_of_category = category != nullptr,
                       .category = category == nullptr ? ForeignName{} : *category});
    }
  };
  add("", nullptr);
  std::map<std::string, std::string> parents;
  for (const auto category : channel.children("wp:category")) {
    const auto parent = child_text(category, "wp:category_parent");
    if (!parent.empty()) parents.emplace(child_text(category, "wp:category_nicename"), parent);
  }
  for (const auto category : channel.children("wp:category")) {
    const auto slug = child_text(category, "wp:category_nicename");
    const ForeignName name{.name = child_text(category, "wp:cat_name"), .others = {percent_decoded(slug)}};
    if (!slug.empty()) add("category/" + path_of_category(slug, parents) + "/", &name);
  }
  for (const auto tag : channel.children("wp:tag")) {
    const auto slug = child_text(tag, "wp:tag_slug");
    const ForeignName name{.name = child_text(tag, "wp:tag_name"), .others = {percent_decoded(slug)}};
    if (!slug.empty()) add("tag/" + slug + "/", &name);
  }
  return feeds;
}

namespace {

/// The folder below content/, for each of which Hugo has a feed; "" for other paths, and for folders of years, whose
/// feeds nobody subscribes to.
std::string section_of(std::string_view path) {
  const auto below = below_content(path);
  const auto section = below.substr(0, std::min(below.find('/'), below.size()));
  const bool is_number = section.find_first_not_of("0123456789") == std::string_view::npos;
  return section.size() == below.size() || is_number ? std::string{} : std::string{section};
}

}  // namespace

std::vector<OldFeed> feeds_of_generator(std::string_view path) {
  if (is_of_jekyll(path)) return {{.kind = DocumentKind::atom, .address = "feed.xml"}};
  std::vector<OldFeed> feeds{{.kind = DocumentKind::rss, .address = "index.xml"}};
  auto of_section = content::parse_old_address(section_of(path) + "/index.xml");
  if (of_section.problem == nullptr)
    feeds.push_back({.kind = DocumentKind::rss, .address = std::move(of_section.path)});
  return feeds;
}

namespace {

/// Old addresses by the format that was there.
using Aliases = std::map<DocumentKind, std::vector<std::string>>;

const char* key_of(DocumentKind kind) {
  if (kind == DocumentKind::atom) return "atom";
  return kind == DocumentKind::rss ? "rss" : "json";
}

/// "feed_aliases: { atom: [feed/atom], rss: [feed] }".
std::string to_yaml(const Aliases& aliases) {
  std::vector<std::string> kinds;
  for (const auto& [kind, addresses] : aliases) {
    std::vector<std::string> quoted;
    for (const auto& address : addresses) quoted.push_back(fmt::format("\"{}\"", address));
    kinds.push_back(fmt::format("{}: [{}]", key_of(kind), fmt::join(quoted, ", ")));
  }
  return fmt::format("feed_aliases: {{ {} }}\n", fmt::join(kinds, ", "));
}

/// Which of `categories` goes by a name of `feed`; "" for none.
std::string find_category(const std::vector<model::Category>& categories, const OldFeed& feed) {
  std::vector<std::string> names{feed.category.name};
  names.insert(names.end(), feed.category.others.begin(), feed.category.others.end());
  for (const auto& name : names) {
    const auto wanted = comparable(name);
    const auto is_it = [&wanted](const model::Category& category) {
      const auto goes_by = [&wanted](const std::string& known) { return comparable(known) == wanted; };
      return goes_by(category.slug) || goes_by(category.label) || goes_by(category.label_fr) ||
             std::any_of(category.aliases.begin(), category.aliases.end(), goes_by);
    };
    if (wanted.empty()) continue;
    const auto found = std::find_if(categories.begin(), categories.end(), is_it);
    if (found != categories.end()) return found->slug;
  }
  return {};
}

std::set<std::string> known_addresses(const model::Definitions& definitions) {
  std::set<std::string> known;
  const auto add = [&known](const std::vector<model::FeedAlias>& aliases) {
    for (const auto& alias : aliases) known.insert(alias.address);
  };
  add(definitions.site.feed_aliases);
  for (const auto& topic : definitions.topics) add(topic.feed_aliases);
  for (const auto& type : definitions.research_types) add(type.feed_aliases);
  return known;
}

/// `fresh` with the aliases `known` before them, whose place it takes: no key may stand twice.
Aliases beside(const std::vector<model::FeedAlias>& known, const Aliases& fresh) {
  Aliases all;
  for (const auto& alias : known) all[alias.kind].push_back(alias.address);
  for (const auto& [kind, addresses] : fresh) all[kind].insert(all[kind].end(), addresses.begin(), addresses.end());
  return all;
}

std::string for_site(const model::SiteDefinition& site, const Aliases& fresh) {
  if (fresh.empty()) return {};
  const char* place = site.feed_aliases.empty() ? "at the end" : "in place of \"feed_aliases\" there";
  return fmt::format("\nfeeds/site.yaml, {}:\n\n{}", place, to_yaml(beside(site.feed_aliases, fresh)));
}

/// For each an indented line, as deep as keys of items stand in the files that citefeed comes with.
std::string for_categories(const char* file, const std::vector<model::Category>& categories,
                           const std::map<std::string, Aliases>& fresh) {
  std::string text;
  for (const auto& [slug, aliases] : fresh) {
    const auto& known = model::find_category(categories, slug)->feed_aliases;
    const char* place = known.empty() ? "below" : "in place of \"feed_aliases\" of";
    text += fmt::format("\nfeeds/{}, {} \"slug: {}\":\n\n    {}", file, place, slug, to_yaml(beside(known, aliases)));
  }
  return text;
}

}  // namespace

std::string propose_feed_aliases(const std::vector<OldFeed>& feeds, const model::Definitions& definitions) {
  auto known = known_addresses(definitions);
  Aliases of_site;
  std::map<std::string, Aliases> of_topics, of_types;
  for (const OldFeed& feed : feeds) {
    const bool is_taken = content::conflict_of_feed_alias(feed.address, definitions).has_value();
    if (is_taken || !known.insert(feed.address).second) continue;
    const auto topic = find_category(definitions.topics, feed);
    const auto type = find_category(definitions.research_types, feed);
    if (!feed.is_of_category) {
      of_site[feed.kind].push_back(feed.address);
    } else if (!topic.empty()) {
      of_topics[topic][feed.kind].push_back(feed.address);
    } else if (!type.empty()) {
      of_types[type][feed.kind].push_back(feed.address);
    }
  }
  std::string text = for_site(definitions.site, of_site) +
                     for_categories("topics.yaml", definitions.topics, of_topics) +
                     for_categories("research-types.yaml", definitions.research_types, of_types);
  if (text.empty()) return text;
  return "For those who are subscribed to the old feeds, paste what stands below the name of each file into it:\n" +
         text + "\n";
}

}  // namespace citefeed::importing
