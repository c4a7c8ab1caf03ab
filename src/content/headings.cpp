#include "content/headings.hpp"

#include <algorithm>
#include <array>

#include "base/utf8.hpp"
#include "content/source_text.hpp"

namespace citefeed::content {
namespace {

constexpr std::size_t longest_mail_address = 254;  // RFC 5321, 4.5.3.1.3, without the angle brackets

bool take(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

/// True for "author email", "corresponding author's e-mail address" and what lies between, folded as a name.
bool is_author_email_label(std::string_view label) {
  take(label, "corresponding ");
  if (!take(label, "author")) return false;
  if (!take(label, "'s")) take(label, "s'");
  if (!take(label, " email")) {
    if (!take(label, " e-mail")) return false;
  }
  take(label, " address");
  return label.empty();
}

}  // namespace

bool is_implications_heading(std::string_view text) {
  if (text.size() > longest_heading_bytes) return false;
  const std::string folded = fold_name(text);
  std::string_view name = folded;
  if (name.ends_with(':')) name = trim(name.substr(0, name.size() - 1));
  return name == "practice implications";
}

std::optional<std::string> after_author_email(std::string_view paragraph) {
  if (paragraph.size() > longest_email_paragraph_bytes) return std::nullopt;
  const auto colon = paragraph.find(':');
  if (colon == std::string_view::npos || colon > longest_heading_bytes) return std::nullopt;
  if (!is_author_email_label(fold_name(paragraph.substr(0, colon)))) return std::nullopt;
  std::string address = single_line(paragraph.substr(colon + 1));
  static constexpr std::string_view no_break_space = "\u00A0";
  while (address.starts_with(no_break_space)) address.erase(0, no_break_space.size());
  if (address.ends_with('.')) address.pop_back();
  return address;
}

bool is_email_address(std::string_view text) {
  const auto at = text.find('@');
  if (at == 0 || at == std::string_view::npos || text.find('@', at + 1) != std::string_view::npos ||
      text.size() > longest_mail_address)
    return false;
  const auto host = text.substr(at + 1);
  if (host.find('.') == std::string_view::npos || host.starts_with('.') || host.ends_with('.')) return false;
  return std::all_of(text.begin(), text.end(), [](char c) {
    static constexpr std::string_view not_in_an_address = "()<>[]:;\\,\"";
    return c > ' ' && c != 0x7F && not_in_an_address.find(c) == std::string_view::npos;
  });
}

}  // namespace citefeed::content
