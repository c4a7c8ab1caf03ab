/// Reads the files that other programs write for feed readers and for each other: WordPress exports, RSS, Atom.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "importing/foreign_post.hpp"
#include "importing/imported_post.hpp"
#include "model/definitions.hpp"

namespace citefeed::importing {

// Reads XML that anybody may have written: whole, checked, and with line numbers.

/// A document and the lines of its nodes. One thread at a time.
class XmlFile final {
 public:
  /// Reads `bytes` (valid UTF-8). What is wrong with them, if anything is: they are no XML, or define entities of their
  /// own, which could be expanded without end. Standard HTML entities that XML does not know stay as they are written.
  [[nodiscard]] std::optional<Diagnostic> load(std::string_view bytes, std::string_view shown_file);

  [[nodiscard]] pugi::xml_node root() const { return document_.document_element(); }

  /// The line on which `node` begins; 0 for none. A text's is where it begins, CDATA's after the mark.
  [[nodiscard]] std::uint32_t line_of(pugi::xml_node node) const;

 private:
  [[nodiscard]] std::uint32_t line_at(std::ptrdiff_t offset) const;

  pugi::xml_document document_;
  std::vector<std::ptrdiff_t> line_ends_ = {};
};

/// The name of the document element of `bytes`, with its prefix, when they begin as XML or HTML does; else "".
[[nodiscard]] std::string_view root_name(std::string_view bytes);

/// The posts of a WordPress export (WXR 1.0 to 1.2: RSS 2.0 with the prefix wp). Pages, attachments and what is in the
/// trash are passed over; drafts, pending, private and password-protected posts are drafts here.
[[nodiscard]] std::vector<ImportedPost> read_wordpress_export(const XmlFile& file, const model::SiteDefinition& site,
                                                              SourceNotes& notes);

/// The items of RSS 2.0 and its forerunners, or of RSS 1.0.
[[nodiscard]] std::vector<ImportedPost> read_rss(const XmlFile& file, const model::SiteDefinition& site,
                                                 SourceNotes& notes);

/// The entries of an Atom feed (RFC 4287) or of a document that is one entry.
[[nodiscard]] std::vector<ImportedPost> read_atom(const XmlFile& file, const model::SiteDefinition& site,
                                                  SourceNotes& notes);

// What WordPress exports and RSS have in common: the items, and what each says.

/// The text of the first child of `node` called `name`; "" when there is none.
[[nodiscard]] std::string child_text(pugi::xml_node node, const char* name);

/// The items of the channel, or beside it (RSS 1.0).
[[nodiscard]] std::vector<pugi::xml_node> items_of(pugi::xml_node root);

/// What RSS 2.0 and its usual modules (content, dc) say of `item`. A guid that is missing is the link, by which feed
/// readers then know the item.
[[nodiscard]] ForeignPost read_item(pugi::xml_node item, const XmlFile& file);

/// The text in `node` as HTML, and the line it begins on.
void set_html(ForeignPost& post, pugi::xml_node node, const XmlFile& file);

// What WordPress mixes into the HTML of posts.

struct PlainHtml {
  std::string html = {};
  std::vector<std::string> left_out = {};  ///< the names of shortcodes whose meaning is lost, each once
};

/// `html` without shortcodes ("[gallery ids=…]"): what stands between an opening and a closing one stays, as the
/// picture and its legend in a caption do. Only what can be no words of the text counts: a name that WordPress itself
/// knows, one with attributes, or one that is closed. Line ends stay. Linear time.
[[nodiscard]] PlainHtml without_shortcodes(std::string_view html);

/// True when `html` is as the classic editor left it: blank lines part its paragraphs, without tags for them.
[[nodiscard]] bool is_classic(std::string_view html);

}  // namespace citefeed::importing
