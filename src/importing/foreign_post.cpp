#include "importing/foreign_post.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

#include "base/utf8.hpp"
#include "content/post_address.hpp"
#include "content/report.hpp"
#include "importing/blocks.hpp"
#include "importing/filing.hpp"
#include "importing/html_blocks.hpp"
#include "importing/page_shape.hpp"

namespace citefeed::importing {
namespace {

std::string normalised(const std::string& path) {
  return normalised_path(path).value_or(path);
}

}  // namespace

std::optional<std::string> alias_of(std::string_view address, const Iri& base_url) {
  address = trim(address.substr(0, address.find('#')));
  if (address.empty() || address.find('?') != std::string_view::npos) return std::nullopt;
  std::string path{address};
  if (const auto iri = parse_iri(address)) {
    path = normalised(path_of(*iri));
    const auto below = normalised(path_of(base_url));
    if (host_of(*iri) == host_of(base_url)) {
      if (!path.starts_with(below)) return std::nullopt;
      path.erase(0, below.size());
    }
  } else if (address.find("://") != std::string_view::npos) {
    return std::nullopt;
  }
  path.erase(0, std::min(path.find_first_not_of('/'), path.size()));
  auto old = content::parse_old_address(path);
  if (path.empty() || old.problem != nullptr) return std::nullopt;
  return std::move(old.path);
}

std::optional<std::string> id_of(std::string_view id, const model::SiteDefinition& site) {
  const auto own = fmt::format("tag:{}:posts/", site.id_authority);
  if (id.starts_with(own) && content::is_post_id(id.substr(own.size()))) return std::string{id.substr(own.size())};
  return content::is_foreign_id(id) ? std::optional{std::string{id}} : std::nullopt;
}

namespace {

using std::chrono::seconds;

/// Takes pieces off the front of a text; once one is not there, nothing is any more.
class Cursor final {
 public:
  explicit Cursor(std::string_view text) : rest_(text) {}

  /// A number of `least` to `most` digits.
  int number(std::size_t least, std::size_t most) {
    int value = 0;
    std::size_t digits = 0;
    for (; digits < most && digits < rest_.size() && is_digit(rest_[digits]); ++digits)
      value = value * 10 + (rest_[digits] - '0');
    ok_ = ok_ && digits >= least;
    rest_.remove_prefix(digits);
    return value;
  }

  void expect(char c) {
    if (!skip(c)) ok_ = false;
  }
  bool skip(char c) {
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }
  void skip_space() {
    while (skip(' ')) continue;
  }
  std::string_view letters() {
    const auto* const end = std::find_if_not(rest_.begin(), rest_.end(), is_ascii_letter);
    const auto word = rest_.substr(0, static_cast<std::size_t>(end - rest_.begin()));
    rest_.remove_prefix(word.size());
    return word;
  }
  void skip_digits() {
    while (!rest_.empty() && is_digit(rest_.front())) rest_.remove_prefix(1);
  }
  void fail() { ok_ = false; }

  [[nodiscard]] bool at_end() const { return rest_.empty(); }
  [[nodiscard]] char peek() const { return rest_.empty() ? '\0' : rest_.front(); }
  [[nodiscard]] bool ok() const { return ok_; }

 private:
  std::string_view rest_;
  bool ok_ = true;
};

struct Parts {
  std::chrono::year_month_day day = {};
  seconds clock = {};
  seconds offset = {};  ///< east of Greenwich
  bool has_offset = false;
  bool has_time = false;
};

std::optional<FeedDate> composed(const Parts& parts, const TimeZone& zone) {
  if (!parts.day.ok() || static_cast<int>(parts.day.year()) < 1000 || static_cast<int>(parts.day.year()) > 9998)
    return std::nullopt;
  if (!parts.has_offset) return FeedDate{.instant = zone.at(parts.day, parts.clock), .has_time = parts.has_time};
  return FeedDate{.instant = std::chrono::sys_days{parts.day} + parts.clock - parts.offset, .has_time = true};
}

std::chrono::year_month_day day_of(int year, int month, int day) {
  return std::chrono::year{year} / std::chrono::month{static_cast<unsigned>(month)} /
         std::chrono::day{static_cast<unsigned>(day)};
}

/// "15:04" or "15:04:05", perhaps with a fraction.
seconds read_clock(Cursor& cursor) {
  const int hours = cursor.number(1, 2);
  cursor.expect(':');
  const int minutes = cursor.number(2, 2);
  const int read_seconds = cursor.skip(':') ? cursor.number(2, 2) : 0;
  if (cursor.skip('.')) cursor.skip_digits();
  if (hours > 23 || minutes > 59 || read_seconds > 60) cursor.fail();
  return std::chrono::hours{hours} + std::chrono::minutes{minutes} + seconds{std::min(read_seconds, 59)};
}

/// "+05:30", "-0500", "Z" or a zone's name of RFC 822, 5.1, if there is one.
void read_offset(Cursor& cursor, Parts& parts) {
  static constexpr std::array<std::pair<std::string_view, int>, 12> zones = {{{"z", 0},
                                                                              {"ut", 0},
                                                                              {"utc", 0},
                                                                              {"gmt", 0},
                                                                              {"est", -5},
                                                                              {"edt", -4},
                                                                              {"cst", -6},
                                                                              {"cdt", -5},
                                                                              {"mst", -7},
                                                                              {"mdt", -6},
                                                                              {"pst", -8},
                                                                              {"pdt", -7}}};
  cursor.skip_space();
  if (cursor.at_end()) return;
  parts.has_offset = true;
  const bool west = cursor.peek() == '-';
  if (west || cursor.peek() == '+') {
    cursor.skip(cursor.peek());
    const int hours = cursor.number(2, 2);
    cursor.skip(':');
    const int minutes = cursor.number(2, 2);
    if (hours > 23 || minutes > 59) cursor.fail();
    const seconds offset = std::chrono::hours{hours} + std::chrono::minutes{minutes};
    parts.offset = west ? -offset : offset;
    return;
  }
  const std::string name = fold_case(cursor.letters());
  const auto* const found =
      std::find_if(zones.begin(), zones.end(), [&](const auto& zone) { return zone.first == name; });
  if (found == zones.end()) return cursor.fail();
  parts.offset = std::chrono::hours{found->second};
}

std::optional<Parts> read_iso(std::string_view text) {
  Cursor cursor{text};
  const int year = cursor.number(4, 4);
  cursor.expect('-');
  const int month = cursor.number(1, 2);
  cursor.expect('-');
  const int day = cursor.number(1, 2);
  Parts parts{.day = day_of(year, month, day)};
  if (cursor.ok() && cursor.at_end()) return parts;
  if (!cursor.skip('T') && !cursor.skip('t')) cursor.expect(' ');
  parts.clock = read_clock(cursor);
  parts.has_time = true;
  read_offset(cursor, parts);
  return cursor.ok() && cursor.at_end() ? std::optional{parts} : std::nullopt;
}

/// "Mon, 02 Jan 2006 15:04:05 -0700" (RFC 822, 5; RFC 5322, 3.3); the day of the week is not looked at.
std::optional<Parts> read_rfc822(std::string_view text) {
  static constexpr std::array<std::string_view, 12> months = {"jan", "feb", "mar", "apr", "may", "jun",
                                                              "jul", "aug", "sep", "oct", "nov", "dec"};
  Cursor cursor{text};
  if (!cursor.letters().empty()) cursor.expect(',');
  cursor.skip_space();
  const int day = cursor.number(1, 2);
  cursor.skip_space();
  const std::string month = fold_case(cursor.letters()).substr(0, 3);
  const auto* const found = std::find(months.begin(), months.end(), month);
  cursor.skip_space();
  int year = cursor.number(2, 4);
  if (year < 100) year += year < 50 ? 2000 : 1900;  // RFC 5322, 4.3
  cursor.skip_space();
  Parts parts{.day = day_of(year, static_cast<int>(found - months.begin()) + 1, day)};
  if (cursor.at_end()) return cursor.ok() && found != months.end() ? std::optional{parts} : std::nullopt;
  parts.clock = read_clock(cursor);
  parts.has_time = true;
  read_offset(cursor, parts);
  return cursor.ok() && cursor.at_end() && found != months.end() ? std::optional{parts} : std::nullopt;
}

}  // namespace

std::optional<FeedDate> parse_feed_date(std::string_view text, const TimeZone& zone) {
  text = trim(text);
  if (text.empty() || text.size() > 60) return std::nullopt;
  const auto parts = text.size() > 4 && text[4] == '-' ? read_iso(text) : read_rfc822(text);
  return parts ? composed(*parts, zone) : std::nullopt;
}

std::string to_text(const FeedDate& date, const TimeZone& zone) {
  if (date.has_time) return to_rfc3339(date.instant);
  return to_iso_date(zone.day_of(date.instant));
}

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
