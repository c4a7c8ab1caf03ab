/// What a site publishes, and where: a row for each address, or for all addresses of one shape. Whoever names, links,
/// makes, counts or reserves an address reads its row here (docs/decisions/0026-one-table-of-addresses.md).
#pragma once
#include <array>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

namespace citefeed {

// What documents there are.

enum class DocumentKind : std::uint8_t {
  page,
  stylesheet,
  atom,
  rss,
  json_feed,
  rdf,  ///< RSS 1.0: the article feed
  opml,
  bibtex,
  ris,
  csl_json,
  mail_text,  ///< the body of a mail
  mail_html,  ///< likewise
  json,       ///< for programs; of no format that others know
  plain_text
};

/// What is true of every document of one kind.
struct DocumentFormat {
  DocumentKind kind = DocumentKind::page;
  const char* media_type = "";  ///< without parameters
  const char* title = "";       ///< what people know the format by; empty where nobody chooses one
  bool is_xml = false;          ///< browsers download it as what it is, and show it with its style sheet as XML
  bool is_data = false;         ///< pages of any site may read it by script (Fetch, 3.3)
  bool is_polled = false;       ///< many readers ask for it again and again: worth the best coding
};

inline constexpr std::array document_formats{
    DocumentFormat{DocumentKind::page, "text/html"},
    DocumentFormat{DocumentKind::stylesheet, "text/css"},
    DocumentFormat{DocumentKind::atom, "application/atom+xml", "Atom", true, true, true},
    DocumentFormat{DocumentKind::rss, "application/rss+xml", "RSS", true, true, true},
    DocumentFormat{DocumentKind::json_feed, "application/feed+json", "JSON Feed", false, true, true},
    DocumentFormat{DocumentKind::rdf, "application/rdf+xml", "RSS 1.0", true, true, true},
    DocumentFormat{DocumentKind::opml, "text/x-opml", "OPML", true, true, true},
    DocumentFormat{DocumentKind::bibtex, "application/x-bibtex", "BibTeX", false, true},
    DocumentFormat{DocumentKind::ris, "application/x-research-info-systems", "RIS", false, true},
    DocumentFormat{DocumentKind::csl_json, "application/vnd.citationstyles.csl+json", "CSL-JSON", false, true},
    DocumentFormat{DocumentKind::mail_text, "text/plain", "plain text", false, true},
    DocumentFormat{DocumentKind::mail_html, "text/html", "HTML", false, true},
    DocumentFormat{DocumentKind::json, "application/json", "", false, true},
    DocumentFormat{DocumentKind::plain_text, "text/plain"}};

[[nodiscard]] constexpr const DocumentFormat& format_of(DocumentKind kind) {
  return document_formats.at(static_cast<std::size_t>(kind));
}

/// The media type with its charset: "application/atom+xml; charset=utf-8".
[[nodiscard]] std::string content_type(DocumentKind kind);

// How requests are counted.

/// What kind of address a request asked for: few enough kinds to count each.
enum class Route : std::uint8_t {
  atom,
  rss,
  json_feed,
  articles,
  archive,
  citations,
  opml,
  post,
  page,
  mail,
  stylesheet,
  mirror,
  health,
  other,  ///< of no row: where something was once, or written in an unusual way
  none    ///< nothing is there
};

inline constexpr std::size_t route_count = 15;

/// "atom", "json_feed", "none".
[[nodiscard]] std::string_view to_string(Route route);

// Where documents stand.

/// A folder below the site's root, or all folders of one shape.
enum class Folder : std::uint8_t {
  root,
  feed,
  archive,
  year,
  digest,
  issue,
  issue_archive,
  months,
  topics,
  about,
  post
};

/// The shape of a folder, with '/' at its end. "{feed}" stands for the folder of any feed, '*' for one segment, "**/"
/// for one or more of them, '#' for digits and dashes.
struct FolderShape {
  Folder folder = Folder::root;
  std::string_view shape = {};
};

inline constexpr std::array folder_shapes{FolderShape{Folder::root, ""},
                                          FolderShape{Folder::feed, "{feed}"},
                                          FolderShape{Folder::archive, "{feed}archive/"},
                                          FolderShape{Folder::year, "{feed}archive/#/"},
                                          FolderShape{Folder::digest, "digest/"},
                                          FolderShape{Folder::issue, "digest/#/"},
                                          FolderShape{Folder::issue_archive, "digest/archive/"},
                                          FolderShape{Folder::months, "changes/"},
                                          FolderShape{Folder::topics, "topics/"},
                                          FolderShape{Folder::about, "about/extensions/"},
                                          FolderShape{Folder::post, "posts/**/"}};

enum class FeedKind : std::uint8_t { everything, topic, research_type, bundle, corrections };

/// The folders of feeds, indexed by FeedKind.
inline constexpr std::array<std::string_view, 5> feed_shapes{"", "topics/*/", "types/*/", "bundles/*/", "corrections/"};

/// What the paths of all folders of the shape begin with, below the site's root or the feed's folder: "archive/" for
/// Folder::archive, "posts/" for Folder::post.
[[nodiscard]] std::string folder_path(Folder folder);

/// The folder of the feed of `kind` that is called `name`, below the site's root: "topics/empathy/"; "" for everything.
[[nodiscard]] std::string feed_path(FeedKind kind, std::string_view name = {});

// Names of files that are of one kind with others in their folder.
inline constexpr const char* page_stylesheet_name = "style.css";
inline constexpr const char* feed_stylesheet_name = "feed.css";     ///< of feeds that are opened in a browser
inline constexpr const char* feeds_list_name = "feeds.opml";        ///< what to begin with
inline constexpr const char* topics_list_name = "topics.opml";      ///< what to choose from
inline constexpr const char* articles_list_name = "articles.opml";  ///< for reference managers
inline constexpr const char* liveness_name = "healthz";
inline constexpr const char* readiness_name = "readyz";

struct PublishedAddress {
  Folder folder = Folder::root;
  const char* name = "";  ///< in the folder, '#' for digits and dashes; "" for the folder's own page
  DocumentKind kind = DocumentKind::page;
  Route route = Route::page;
  bool is_feed = false;  ///< subscribers poll it; formats are offered in the order of their rows
};

inline constexpr std::array published_addresses{
    PublishedAddress{Folder::feed, "", DocumentKind::page, Route::page},
    PublishedAddress{Folder::feed, "feed.atom", DocumentKind::atom, Route::atom, true},
    PublishedAddress{Folder::feed, "feed.rss", DocumentKind::rss, Route::rss, true},
    PublishedAddress{Folder::feed, "feed.json", DocumentKind::json_feed, Route::json_feed, true},
    PublishedAddress{Folder::feed, "articles.rdf", DocumentKind::rdf, Route::articles, true},
    PublishedAddress{Folder::feed, "citations.bib", DocumentKind::bibtex, Route::citations},
    PublishedAddress{Folder::feed, "citations.ris", DocumentKind::ris, Route::citations},
    PublishedAddress{Folder::feed, "citations.json", DocumentKind::csl_json, Route::citations},
    PublishedAddress{Folder::archive, "", DocumentKind::page, Route::page},
    PublishedAddress{Folder::archive, "#.atom", DocumentKind::atom, Route::archive},
    PublishedAddress{Folder::archive, "#.rss", DocumentKind::rss, Route::archive},
    PublishedAddress{Folder::archive, "#.json", DocumentKind::json_feed, Route::archive},
    PublishedAddress{Folder::year, "", DocumentKind::page, Route::page},
    PublishedAddress{Folder::post, "", DocumentKind::page, Route::post},
    PublishedAddress{Folder::post, "citation.bib", DocumentKind::bibtex, Route::citations},
    PublishedAddress{Folder::post, "citation.ris", DocumentKind::ris, Route::citations},
    PublishedAddress{Folder::post, "citation.json", DocumentKind::csl_json, Route::citations},
    PublishedAddress{Folder::root, "digest.atom", DocumentKind::atom, Route::atom, true},
    PublishedAddress{Folder::root, "digest.rss", DocumentKind::rss, Route::rss, true},
    PublishedAddress{Folder::root, "digest.json", DocumentKind::json_feed, Route::json_feed, true},
    PublishedAddress{Folder::digest, "", DocumentKind::page, Route::page},
    PublishedAddress{Folder::issue, "", DocumentKind::page, Route::page},
    PublishedAddress{Folder::issue, "digest.txt", DocumentKind::mail_text, Route::mail},
    PublishedAddress{Folder::issue, "digest.html", DocumentKind::mail_html, Route::mail},
    PublishedAddress{Folder::issue_archive, "#.atom", DocumentKind::atom, Route::archive},
    PublishedAddress{Folder::issue_archive, "#.rss", DocumentKind::rss, Route::archive},
    PublishedAddress{Folder::issue_archive, "#.json", DocumentKind::json_feed, Route::archive},
    PublishedAddress{Folder::months, "#.json", DocumentKind::json_feed, Route::mirror},
    PublishedAddress{Folder::topics, "", DocumentKind::page, Route::page},
    PublishedAddress{Folder::about, "", DocumentKind::page, Route::page},
    PublishedAddress{Folder::root, feeds_list_name, DocumentKind::opml, Route::opml},
    PublishedAddress{Folder::root, topics_list_name, DocumentKind::opml, Route::opml},
    PublishedAddress{Folder::root, articles_list_name, DocumentKind::opml, Route::opml},
    PublishedAddress{Folder::root, page_stylesheet_name, DocumentKind::stylesheet, Route::stylesheet},
    PublishedAddress{Folder::root, feed_stylesheet_name, DocumentKind::stylesheet, Route::stylesheet},
    // Answered from the moment, not from the site:
    PublishedAddress{Folder::root, "changes.json", DocumentKind::json, Route::mirror},
    PublishedAddress{Folder::root, liveness_name, DocumentKind::plain_text, Route::health},
    PublishedAddress{Folder::root, readiness_name, DocumentKind::plain_text, Route::health}};

/// The row of documents of `kind` in `folder`. Throws std::logic_error (or does not compile) unless there is one.
[[nodiscard]] constexpr const PublishedAddress& address_of(Folder folder, DocumentKind kind) {
  const PublishedAddress* found = nullptr;
  for (const PublishedAddress& address : published_addresses) {
    if (address.folder != folder || address.kind != kind) continue;
    if (found != nullptr) throw std::logic_error("several documents of this kind are published there");
    found = &address;
  }
  if (found == nullptr) throw std::logic_error("no document of this kind is published there");
  return *found;
}

/// The name of that document; where it has a '#', with `part` there: "2024.atom" for "2024".
[[nodiscard]] std::string name_of(Folder folder, DocumentKind kind, std::string_view part = {});

/// The row of what a site has at `path`, as requests have it, without a query; null when it has nothing at paths of
/// this shape. Whether there is such a topic or post, only the site knows. Allocates nothing; safe from any thread.
[[nodiscard]] const PublishedAddress* find_address(std::string_view path);

}  // namespace citefeed
