#include "feed_rules.hpp"

#include <fmt/format.h>

#include <boost/json/parse.hpp>
#include <pugixml.hpp>
#include <set>

#include "base/instant.hpp"
#include "base/iri.hpp"
#include "base/utf8.hpp"

namespace citefeed::render::golden {
namespace {

using Problems = std::vector<std::string>;

void require_absolute(const std::string& address, const std::string& where, Problems& problems) {
  if (!parse_iri(address)) problems.push_back(fmt::format("{}: \"{}\" is no absolute address", where, address));
}

/// Addresses in HTML: href, src and the like. `may_be_rooted`: they may be paths from the root of the host.
void check_html_addresses(const std::string& html, const std::string& where, Problems& problems,
                          bool may_be_rooted = false) {
  for (const std::string start : {" href=\"", " src=\"", " srcset=\""}) {
    for (std::size_t at = html.find(start); at != std::string::npos; at = html.find(start, at)) {
      at += start.size();
      const std::string address = html.substr(at, html.find('"', at) - at);
      const bool is_rooted = address.starts_with('/') && !address.starts_with("//");
      if (address != "#main" && !(may_be_rooted && is_rooted)) require_absolute(address, where, problems);
    }
  }
}

void check_body(const std::string& html, const std::string& where, Problems& problems) {
  check_html_addresses(html, where, problems);
  for (const char* forbidden : {"<script", "<style", "<iframe", "<form", " onclick", " onload", " onerror="}) {
    if (html.find(forbidden) != std::string::npos)
      problems.push_back(fmt::format("{}: the body has {}", where, forbidden));
  }
}

struct Counted {
  const char* xpath = "";
  std::size_t least = 1;
  std::size_t most = 1;
};

void check_counts(const pugi::xml_node& node, const std::string& where, const std::vector<Counted>& rules,
                  Problems& problems) {
  for (const Counted& rule : rules) {
    const std::size_t count = node.select_nodes(rule.xpath).size();
    if (count < rule.least || count > rule.most) {
      problems.push_back(
          fmt::format("{}: {} times {}, expected {} to {}", where, count, rule.xpath, rule.least, rule.most));
    }
  }
}

void check_no_empty_elements(const pugi::xml_node& node, Problems& problems) {
  for (const pugi::xml_node& child : node.children()) {
    if (child.type() != pugi::node_element) continue;
    const std::string_view name = child.name();
    const bool is_flag = name == "fh:complete" || name == "body" || name == "rdf:Seq";  // the last two may list nothing
    if (!child.first_child() && !child.first_attribute() && !is_flag)
      problems.push_back(fmt::format("<{}> is empty", child.name()));
    check_no_empty_elements(child, problems);
  }
}

void check_unique(const pugi::xml_document& document, const char* xpath, Problems& problems) {
  std::set<std::string> seen;
  for (const pugi::xpath_node& match : document.select_nodes(xpath)) {
    const std::string id = match.node().text().get();
    require_absolute(id, xpath, problems);
    if (!seen.insert(id).second) problems.push_back(fmt::format("{}: \"{}\" is there twice", xpath, id));
  }
}

void check_addresses(const pugi::xml_document& document, const char* xpath, Problems& problems) {
  for (const pugi::xpath_node& match : document.select_nodes(xpath)) {
    require_absolute(match.attribute() ? match.attribute().value() : match.node().text().get(), xpath, problems);
  }
}

/// RFC 6721, 3: what is deleted is named by its id, and is not there.
void check_deleted(const pugi::xml_document& document, Problems& problems) {
  std::set<std::string> ids;
  for (const pugi::xpath_node& id : document.select_nodes("/feed/entry/id")) ids.insert(id.node().text().get());
  for (const pugi::xml_node& deleted : document.document_element().children("at:deleted-entry")) {
    const std::string ref = deleted.attribute("ref").value();
    require_absolute(ref, "at:deleted-entry", problems);
    if (!ids.insert(ref).second) problems.push_back(ref + " is deleted and there, or deleted twice");
    if (!parse_rfc3339(deleted.attribute("when").value())) problems.push_back(ref + ": when is no date");
    check_counts(deleted, ref, {{"at:comment", 0}}, problems);
  }
}

void check_atom(const pugi::xml_document& document, Problems& problems) {
  constexpr std::size_t many = 1000;
  check_counts(document.document_element(), "feed",
               {{"id"},
                {"title"},
                {"updated"},
                {"author", 1, many},
                {"link[@rel='self']"},
                {"link[@rel='alternate']"},
                {"link[1][@rel='alternate']"}},
               problems);
  check_unique(document, "/feed/id | /feed/entry/id", problems);
  check_addresses(document, "//link/@href | //category/@scheme | //@rdf:about | //dcterms:references | //prism:url",
                  problems);
  check_deleted(document, problems);
  for (const pugi::xml_node& entry : document.document_element().children("entry")) {
    const std::string where = entry.child_value("id");
    check_counts(entry, where,
                 {{"id"},
                  {"title"},
                  {"published"},
                  {"updated"},
                  {"content[@type='html']"},
                  {"summary", 0},
                  {"rights", 0, 1},
                  {"author", 1, many},
                  {"link[@rel='alternate']"},
                  {"link[1][@rel='alternate']"},
                  {"link[last()][contains(@type, 'citation') or contains(@type, 'bib')]", 0, 0}},
                 problems);
    if (!parse_rfc3339(entry.child_value("updated"))) problems.push_back(where + ": updated is no date");
    check_body(entry.child_value("content"), where, problems);
  }
}

void check_rss(const pugi::xml_document& document, Problems& problems) {
  constexpr std::size_t many = 1000;
  const pugi::xml_node channel = document.document_element().child("channel");
  check_counts(channel, "channel",
               {{"title"},
                {"link"},
                {"description"},
                {"lastBuildDate"},
                {"ttl"},
                {"atom:link[@rel='self']"},
                {"atom:link[1][@rel='alternate']"}},
               problems);
  check_unique(document, "/rss/channel/item/guid", problems);
  check_addresses(document,
                  "//atom:link/@href | //item/link | //channel/link | //category/@domain | //dcterms:references",
                  problems);
  for (const pugi::xml_node& item : channel.children("item")) {
    const std::string where = item.child_value("guid");
    check_counts(item, where,
                 {{"title"},
                  {"link"},
                  {"guid[@isPermaLink='false']"},
                  {"pubDate"},
                  {"dc:creator | author", 1, many},
                  {"content:encoded"},
                  {"description", 0},
                  {"dc:title | dc:source", 0, 0}},
                 problems);
    check_body(item.child_value("content:encoded"), where, problems);
    check_body(item.child_value("description"), where, problems);
  }
}

/// RSS 1.0, 5: the table of contents names every item, in order; nothing is described twice.
void check_rdf(const pugi::xml_document& document, Problems& problems) {
  const pugi::xml_node root = document.document_element();
  check_counts(
      root, "rdf:RDF",
      {{"channel[@rdf:about]"}, {"channel/title"}, {"channel/link"}, {"channel/description"}, {"channel/items"}},
      problems);
  check_addresses(document, "//@rdf:about | //@rdf:resource | //link | //url | //prism:url", problems);
  pugi::xml_node listed = root.select_node("channel/items/rdf:Seq/rdf:li").node();
  std::set<std::string> seen;
  for (const pugi::xml_node& item : root.children("item")) {
    const std::string about = item.attribute("rdf:about").value();
    if (!seen.insert(about).second) problems.push_back(about + " is described twice");
    if (about != listed.attribute("rdf:resource").value()) problems.push_back(about + " is not in its place in items");
    listed = listed.next_sibling("rdf:li");
    check_counts(item, about, {{"title"}, {"link"}, {"description"}, {"dc:date", 0}, {"cito:isReviewedBy", 1, 1000}},
                 problems);
  }
  if (listed) problems.emplace_back("items names more than there is");
}

void check_opml(const pugi::xml_document& document, Problems& problems) {
  check_counts(document.document_element(), "opml", {{"head/title"}, {"body"}}, problems);
  for (const pugi::xpath_node& match : document.select_nodes("//outline[not(outline)]")) {
    check_counts(match.node(), match.node().attribute("text").value(),
                 {{"@text"}, {"@title"}, {"@type[.='rss']"}, {"@xmlUrl"}, {"@htmlUrl"}}, problems);
  }
  check_counts(document, "folders", {{"//outline[outline][@*[name()!='text']]", 0, 0}}, problems);
  check_addresses(document, "//@xmlUrl | //@htmlUrl", problems);
}

void check_xml(const std::string& format, const std::string& bytes, Problems& problems) {
  if (!bytes.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"))
    problems.emplace_back("the XML declaration is not first");
  pugi::xml_document document;
  const auto result = document.load_buffer(bytes.data(), bytes.size());
  if (!result) {
    problems.push_back(fmt::format("not well-formed at byte {}: {}", result.offset, result.description()));
    return;
  }
  check_no_empty_elements(document, problems);
  if (format == "atom") check_atom(document, problems);
  if (format == "rss") check_rss(document, problems);
  if (format == "rdf") check_rdf(document, problems);
  if (format == "opml") check_opml(document, problems);
}

void check_json(const std::string& bytes, Problems& problems) {
  boost::json::error_code error;
  const auto feed = boost::json::parse(bytes, error);
  if (error) {
    problems.push_back("not JSON: " + error.message());
    return;
  }
  for (const char* key : {"version", "title", "home_page_url", "feed_url", "items"}) {
    if (!feed.as_object().contains(key)) problems.push_back(fmt::format("there is no {}", key));
  }
  if (!problems.empty()) return;
  std::set<std::string> ids;
  for (const boost::json::value& item : feed.at("items").as_array()) {
    const std::string id = item.at("id").as_string().c_str();
    if (!ids.insert(id).second) problems.push_back(id + " is there twice");
    require_absolute(item.at("url").as_string().c_str(), id, problems);
    check_body(item.at("content_html").as_string().c_str(), id, problems);
    for (const char* key : {"date_published", "date_modified"}) {
      if (!parse_rfc3339(item.at(key).as_string().c_str()))
        problems.push_back(fmt::format("{}: {} is no date", id, key));
    }
    for (const auto& member : item.as_object()) {
      const bool is_empty_list = member.value().is_array() && member.value().get_array().empty();
      if (is_empty_list || member.value() == "")
        problems.push_back(fmt::format("{}: {} is empty", id, std::string{member.key()}));
    }
  }
}

/// Lines that mail programs leave alone: none ends in a space (RFC 3676, 4.2), none is long but for an address.
void check_mail_text(const std::string& document, Problems& problems) {
  constexpr std::size_t longest_bytes = 144;
  for (std::size_t begin = 0; begin < document.size();) {
    const auto end = std::min(document.find('\n', begin), document.size());
    const std::string line = document.substr(begin, end - begin);
    if (line.ends_with(' ') || line.starts_with('>') || line.starts_with("From "))
      problems.push_back("a line \"" + line + "\"");
    if (line.size() > longest_bytes && line.find(' ') != std::string::npos)
      problems.push_back("a long line \"" + line + "\"");
    begin = end + 1;
  }
}

}  // namespace

std::vector<std::string> broken_rules(const std::string& format, const std::string& document) {
  Problems problems;
  if (first_invalid_utf8(document)) problems.emplace_back("not UTF-8");
  if (first_control_character(document)) problems.emplace_back("a control character");
  if (!document.ends_with('\n')) problems.emplace_back("no line feed at the end");
  if (format == "json") {
    check_json(document, problems);
  } else if (format == "text") {
    check_mail_text(document, problems);
  } else if (format == "html") {
    const bool is_page = document.find("<link rel=\"canonical\"") != std::string::npos;  // else the body of a mail
    check_html_addresses(document, "page", problems, is_page);
  } else {
    check_xml(format, document, problems);
  }
  return problems;
}

}  // namespace citefeed::render::golden
