#include "render/html.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "base/utf8.hpp"
#include "citation/doi.hpp"
#include "citation/write.hpp"
#include "render/text.hpp"

namespace citefeed::render {
namespace {

/// A piece of a text.
struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;
};

bool equal_ignoring_case(char a, char b) {
  return to_ascii_lower(a) == to_ascii_lower(b);
}

bool may_continue_doi(char letter) {
  return is_digit(letter) || is_ascii_letter(letter) || letter == '/' || letter == '_' || letter == '-';
}

/// Where `text` prints `address`, in any letter case (DOIs ignore it: ISO 26324, 4.2) and not as the beginning of a
/// longer one.
std::optional<Span> find_address(std::string_view text, std::string_view address) {
  for (auto from = text.begin(); !address.empty();) {
    const auto found = std::search(from, text.end(), address.begin(), address.end(), equal_ignoring_case);
    if (found == text.end()) break;
    const auto begin = static_cast<std::size_t>(found - text.begin());
    const std::size_t end = begin + address.size();
    if (end == text.size() || !may_continue_doi(text[end])) return Span{begin, end};
    from = found + 1;
  }
  return {};
}

/// `doi` as found at `span`, together with the resolver printed before it.
Span with_resolver(std::string_view text, Span span) {
  for (const std::string_view part : {"doi.org/", "dx.", "www.", "http://", "https://"}) {
    if (span.begin < part.size()) continue;
    const std::string_view before = text.substr(span.begin - part.size(), part.size());
    if (std::equal(before.begin(), before.end(), part.begin(), equal_ignoring_case)) span.begin -= part.size();
  }
  return span;
}

std::optional<Span> find_printed_address(std::string_view text, const citation::Citation& citation) {
  if (citation.doi.empty()) return find_address(text, citation.url);
  if (const auto encoded = find_address(text, citation::doi_url(citation.doi))) return encoded;
  const auto bare = find_address(text, citation.doi);
  return bare ? std::optional{with_resolver(text, *bare)} : std::nullopt;
}

std::string link_html(const std::string& href, std::string_view text) {
  return fmt::format("<a href=\"{}\">{}</a>", escape_html(href), escape_html(text));
}

std::string reference_list(const std::vector<citation::Citation>& reviewed) {
  if (reviewed.empty()) return {};
  std::string list = "<h2>References</h2>\n<ol>\n";
  for (const citation::Citation& citation : reviewed) list += "<li>" + reference_html(citation) + "</li>\n";
  return list + "</ol>\n";
}

std::string correspondence_line(const std::string& email) {
  if (email.empty()) return {};
  return "<p class=\"correspondence\">Author email: " + link_html("mailto:" + email, email) + "</p>\n";
}

/// `html`, ending in a line feed unless it is empty.
std::string block(const std::string& html) {
  return html.empty() || html.ends_with('\n') ? html : html + "\n";
}

/// What follows the citation lines.
std::string text_html(const model::PostText& text, const std::vector<citation::Citation>& reviewed) {
  std::string html = block(text.summary_html);
  if (!text.implications_html.empty()) {
    html += "<section id=\"practice-implications\">\n<h2>Practice Implications</h2>\n" + block(text.implications_html) +
            "</section>\n";
  }
  return html + correspondence_line(text.correspondence_email) + block(text.after_html) + reference_list(reviewed);
}

}  // namespace

std::string address_of(const citation::Citation& citation) {
  return citation.doi.empty() ? citation.url : citation::doi_url(citation.doi);
}

std::string reference_text(const citation::Citation& citation) {
  return citation.printed.empty() ? citation::to_apa(citation) : citation.printed;
}

std::string reference_html(const citation::Citation& citation) {
  const std::string text = reference_text(citation);
  const std::string address = address_of(citation);
  if (address.empty()) return escape_html(text);
  const std::string_view view = text;
  if (const auto span = find_printed_address(view, citation)) {
    return escape_html(view.substr(0, span->begin)) +
           link_html(address, view.substr(span->begin, span->end - span->begin)) + escape_html(view.substr(span->end));
  }
  return escape_html(text) + (text.empty() ? "" : " ") + link_html(address, address);
}

std::string citation_lines(const std::vector<citation::Citation>& reviewed) {
  std::string lines;
  for (const citation::Citation& citation : reviewed)
    lines += "<p class=\"citation\">" + reference_html(citation) + "</p>\n";
  return lines;
}

std::string article_fragment(std::size_t position) {
  return position == 0 ? "article" : fmt::format("article-{}", position + 1);
}

std::string description_html(const model::Post& post, const model::PostText& text) {
  std::string html = citation_lines(post.reviewed);
  if (!text.implications_html.empty()) {
    html += "<p><strong>Practice Implications</strong></p>\n" + block(text.implications_html);
  }
  return html;
}

std::string content_html(const model::Post& post, const model::PostText& text) {
  return citation_lines(post.reviewed) + text_html(text, post.reviewed);
}

std::vector<model::Link> citation_files(const model::Entry& entry) {
  std::vector<model::Link> files;
  for (const model::Review& review : entry.reviews) {
    for (const model::Link& file : review.files) {
      if (std::find(files.begin(), files.end(), file) == files.end()) files.push_back(file);
    }
  }
  return files;
}

}  // namespace citefeed::render
