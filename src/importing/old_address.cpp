#include "importing/old_address.hpp"

#include <fmt/format.h>
#include <charconv>

#include "base/utf8.hpp"
#include "content/post_address.hpp"

namespace citefeed::importing {

std::optional<std::string> alias_of(std::string_view address, const Iri& base_url) {
  address = trim(address.substr(0, address.find('#')));
  if (address.empty() || address.find('?') != std::string_view::npos) return std::nullopt;
  std::string path{address};
  if (const auto iri = parse_iri(address)) {
    path = path_of(*iri);
    const auto below = path_of(base_url);
    if (host_of(*iri) == host_of(base_url)) {
      if (!path.starts_with(below)) return std::nullopt;
      path.erase(0, below.size());
    }
  } else if (address.find("://") != std::string_view::npos) {
    return std::nullopt;
  }
  path.erase(0, std::min(path.find_first_not_of('/'), path.size()));
  if (path.empty() || content::problem_with_alias(path)) return std::nullopt;
  return path;
}

std::optional<std::string> id_of(std::string_view id, const model::SiteDefinition& site) {
  const auto own = fmt::format("tag:{}:posts/", site.id_authority);
  if (id.starts_with(own) && content::is_post_id(id.substr(own.size()))) return std::string{id.substr(own.size())};
  return content::is_foreign_id(id) ? std::optional{std::string{id}} : std::nullopt;
}

std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    unsigned char byte = 0;
    const auto digits = text.substr(at + 1, 2);
    const auto* const end = digits.data() + digits.size();
    if (text[at] == '%' && digits.size() == 2 && std::from_chars(digits.data(), end, byte, 16).ptr == end) {
      out += static_cast<char>(byte);
      at += 2;
    } else {
      out += text[at];
    }
  }
  return out;
}

}  // namespace citefeed::importing
