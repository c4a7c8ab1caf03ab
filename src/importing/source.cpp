#include "importing/source.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/utf8.hpp"
#include "importing/blog_page.hpp"
#include "importing/front_matter_post.hpp"
#include "importing/imported_post.hpp"
#include "importing/old_feeds.hpp"
#include "importing/xml_feeds.hpp"

namespace citefeed::importing {
namespace {

std::optional<Diagnostic> problem_with(std::string_view bytes, const std::string& file) {
  if (bytes.size() > max_source_bytes)
    return Diagnostic{.file = file,
                      .message = "expected a file of at most 64 MiB, found a larger one; export it in parts"};
  const auto invalid = first_invalid_utf8(bytes);
  if (!invalid) return std::nullopt;
  const auto before = bytes.substr(0, *invalid);
  return Diagnostic{.file = file,
                    .line = static_cast<std::uint32_t>(std::count(before.begin(), before.end(), '\n') + 1),
                    .message = "expected UTF-8, found other bytes; save the file as UTF-8"};
}

Outcome<Page> read_page(std::string_view bytes, const std::string& file) {
  auto posts = read_blog_page(bytes, file);
  Outcome<Page> outcome{.diagnostics = std::move(posts.diagnostics)};
  if (posts.value) outcome.value = Page{.shown_file = file, .posts = std::move(*posts.value)};
  return outcome;
}

Outcome<Page> no_kind(const std::string& file, std::string found) {
  return {.diagnostics = {{.file = file,
                           .message = "expected a saved page, a WordPress export, an RSS or Atom feed, or a post with "
                                      "front matter, found " +
                                      std::move(found)}}};
}

Outcome<Page> read_xml(std::string_view bytes, SourceKind kind, const std::string& shown,
                       const model::SiteDefinition& site) {
  XmlFile file;
  if (auto problem = file.load(bytes, shown)) return {.diagnostics = {std::move(*problem)}};
  SourceNotes notes{shown};
  Page page{.shown_file = shown};
  if (kind == SourceKind::atom) page.posts = read_atom(file, site, notes);
  if (kind == SourceKind::rss) page.posts = read_rss(file, site, notes);
  if (kind == SourceKind::wordpress_export) page.posts = read_wordpress_export(file, site, notes);
  page.passed_over = notes.passed_over();
  page.feeds = kind == SourceKind::wordpress_export ? feeds_of_wordpress(file.root(), site.base_url)
                                                    : feeds_of_document(file.root(), site.base_url);
  Outcome<Page> outcome{.diagnostics = notes.take()};
  if (page.posts.empty() && !has_errors(outcome.diagnostics)) {
    outcome.diagnostics.push_back({.file = shown, .message = "expected posts in the feed or export, found none"});
  }
  if (!page.posts.empty()) outcome.value = std::move(page);
  return outcome;
}

Outcome<Page> read_front_matter_file(std::string_view bytes, const std::string& shown,
                                     const model::SiteDefinition& site) {
  SourceNotes notes{shown};
  auto post = read_front_matter_post(bytes, shown, site, notes);
  Page page{.shown_file = shown, .passed_over = notes.passed_over()};
  if (post) {
    page.posts.push_back(std::move(*post));
    page.feeds = feeds_of_generator(shown);
  }
  Outcome<Page> outcome{.diagnostics = notes.take()};
  if (!has_errors(outcome.diagnostics)) outcome.value = std::move(page);
  return outcome;
}

std::string_view without_mark(std::string_view bytes) {
  return bytes.starts_with("\xEF\xBB\xBF") ? bytes.substr(3) : bytes;
}

}  // namespace

SourceKind kind_of(std::string_view bytes) {
  bytes = without_mark(bytes);
  if (has_front_matter(bytes)) return SourceKind::front_matter;
  const auto root = root_name(bytes);
  if (root == "feed" || root == "entry") return SourceKind::atom;
  if (root == "rdf:RDF") return SourceKind::rss;
  if (root == "rss") {
    static constexpr std::string_view wordpress = "http://wordpress.org/export/";
    const auto start = bytes.substr(0, static_cast<std::size_t>(root.data() - bytes.data()) + 4000);
    return start.find(wordpress) == std::string_view::npos ? SourceKind::rss : SourceKind::wordpress_export;
  }
  return trim(bytes.substr(0, 1000)).starts_with("<?xml") && fold_case(root) != "html" ? SourceKind::other_xml
                                                                                       : SourceKind::page;
}

Outcome<Page> read_source(std::string_view bytes, const std::string& shown_file, const model::SiteDefinition& site) {
  if (auto problem = problem_with(bytes, shown_file)) return {.diagnostics = {std::move(*problem)}};
  bytes = without_mark(bytes);
  const auto kind = kind_of(bytes);
  if (kind == SourceKind::page) return read_page(bytes, shown_file);
  if (kind == SourceKind::front_matter) return read_front_matter_file(bytes, shown_file, site);
  if (kind == SourceKind::other_xml) return no_kind(shown_file, "XML of another kind");
  return read_xml(bytes, kind, shown_file, site);
}

}  // namespace citefeed::importing
