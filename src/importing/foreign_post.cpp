#include "importing/foreign_post.hpp"

#include <fmt/format.h>
#include <algorithm>

#include "base/utf8.hpp"
#include "content/post_address.hpp"
#include "content/report.hpp"
#include "importing/body.hpp"
#include "importing/feed_dates.hpp"
#include "importing/html_blocks.hpp"
#include "importing/html_tree.hpp"
#include "importing/old_address.hpp"
#include "importing/page_shape.hpp"
#include "importing/plain_characters.hpp"
#include "importing/slug.hpp"

namespace citefeed::importing {
namespace {

constexpr std::size_t max_title_bytes = 1000;

std::string one_line(std::string_view text) {
  std::string out{text};
  replace_forbidden_but_line_feeds(out);
  return collapse_space(out);
}

/// The title, or what stands for it.
std::string title_of(const ForeignPost& post, SourceNotes& notes) {
  auto title = std::string{truncate_graphemes(one_line(post.title), max_title_bytes)};
  if (!single_line(title).empty()) return title;
  notes.warn(post.line, "expected a title, found none; \"Untitled\" is used");
  return "Untitled";
}

void set_dates(const ForeignPost& from, const FeedDate& published, const TimeZone& zone, ImportedPost& post) {
  const auto day = zone.day_of(published.instant);
  post.month = day.year() / day.month();
  post.published = to_text(published, zone);
  const auto updated = parse_feed_date(from.updated, zone);
  // Programs write the moment of saving: what changed within a day of publishing was no significant edit.
  if (updated && updated->instant > published.instant + std::chrono::days{1}) post.updated = to_text(*updated, zone);
}

void set_addresses(const ForeignPost& from, const model::SiteDefinition& site, SourceNotes& notes, ImportedPost& post) {
  std::vector<std::string> addresses = from.aliases;
  if (!from.link.empty()) addresses.insert(addresses.begin(), from.link);
  for (const auto& address : addresses) {
    const auto alias = alias_of(address, site.base_url);
    if (!alias) {
      notes.count(Common::address_without_alias, from.line, address);
    } else if (std::find(post.aliases.begin(), post.aliases.end(), *alias) == post.aliases.end()) {
      post.aliases.push_back(*alias);
    }
  }
  auto slug = percent_decoded(from.slug);
  if (!slug.empty() && !first_invalid_utf8(slug)) post.slug = slug_of(slug);
}

void set_id(const ForeignPost& from, const model::SiteDefinition& site, SourceNotes& notes, ImportedPost& post) {
  const auto id = trim(from.id);
  if (id.empty()) return;
  if (auto kept = id_of(id, site)) {
    post.id = std::move(*kept);
  } else {
    notes.count(Common::id_not_kept, from.line, one_line(truncate_graphemes(id, 100)));
  }
}

/// Names on one line, without those that say nothing.
std::vector<ForeignName> tidied(const std::vector<ForeignName>& names) {
  std::vector<ForeignName> out;
  for (const auto& name : names) {
    ForeignName tidy{.name = std::string{truncate_graphemes(one_line(name.name), 200)}, .others = name.others};
    if (tidy.name.empty() && !tidy.others.empty()) tidy.name = one_line(tidy.others.front());
    if (!tidy.name.empty()) out.push_back(std::move(tidy));
  }
  return out;
}

/// Says where the images of a text are, once for all posts.
void note_images(const std::vector<Block>& blocks, std::uint32_t line, SourceNotes& notes) {
  for (const auto& block : blocks) {
    const auto image =
        std::find_if(block.spans.begin(), block.spans.end(), [](const Span& span) { return !span.image.empty(); });
    if (image != block.spans.end()) return notes.count(Common::old_media, line, image->image);
  }
}

}  // namespace

void note_lone_doi(const ImportedPost& post, const std::string& doi, std::uint32_t line, SourceNotes& notes) {
  if (doi.empty()) return;
  notes.warn(line, fmt::format("expected a citation in the post {}, found only the DOI {}, which is kept in its place",
                               content::in_quotes(post.title), doi));
}

std::optional<ImportedPost> to_imported_header(const ForeignPost& from, const model::SiteDefinition& site,
                                               SourceNotes& notes) {
  const auto published = parse_feed_date(from.published, site.time_zone);
  if (!published) {
    notes.error(from.line, fmt::format("expected a date in the post {}, found {}; it is left out",
                                       content::in_quotes(one_line(from.title)),
                                       from.published.empty() ? "none" : content::in_quotes(one_line(from.published))));
    return std::nullopt;
  }
  ImportedPost post{.title = title_of(from, notes), .line = from.line, .draft = from.draft};
  set_dates(from, *published, site.time_zone, post);
  set_addresses(from, site, notes, post);
  set_id(from, site, notes, post);
  post.categories = tidied(from.categories);
  post.authors = tidied(from.authors);
  if (from.language != site.language && content::is_language_tag(from.language)) post.language = from.language;
  return post;
}

std::optional<ImportedPost> to_imported(const ForeignPost& from, const model::SiteDefinition& site,
                                        SourceNotes& notes) {
  if (is_nested_too_deep(from.html)) {
    notes.error(from.line, fmt::format("expected HTML as posts have it in {}, found thousands of tags in each other",
                                       content::in_quotes(one_line(from.title))));
    return std::nullopt;
  }
  auto post = to_imported_header(from, site, notes);
  if (!post) return std::nullopt;
  auto blocks = blocks_of_html(from.html, parse_iri(from.link).value_or(Iri{}), from.line_ends);
  note_images(blocks, from.line, notes);
  auto body = read_body(std::move(blocks));
  post->citations = std::move(body.citations);
  post->markdown = std::move(body.markdown);
  const auto citation_line = body.citation_line == 0 ? from.line : from.html_line + body.citation_line - 1;
  note_lone_doi(*post, body.lone_doi, citation_line, notes);
  return post;
}

}  // namespace citefeed::importing
