#include "http/conditional.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "http/field_list.hpp"
#include "http/http_date.hpp"

namespace citefeed::http {
namespace {

struct ListedTag {
  std::string_view opaque = {};
  bool weak = false;
};

/// Reads `[ "W/" ] DQUOTE *etagc DQUOTE` (RFC 9110, 8.8.3).
std::optional<ListedTag> read_tag(std::string_view member) {
  const bool weak = member.starts_with("W/");
  if (weak) member.remove_prefix(2);
  if (member.size() < 2 || !member.starts_with('"') || !member.ends_with('"')) return std::nullopt;
  const std::string_view opaque = member.substr(1, member.size() - 2);
  const bool sound =
      std::all_of(opaque.begin(), opaque.end(), [](char c) { return c != '"' && c != ' ' && c != '\t'; });
  return sound ? std::optional{ListedTag{.opaque = opaque, .weak = weak}} : std::nullopt;
}

/// `opaque` without the mark a compressing proxy left on it.
std::string_view without_mark(std::string_view opaque) {
  static constexpr std::array<std::string_view, 5> marks{"-gzip", "-br", "-zstd", "-deflate", ";gzip"};
  for (const std::string_view mark : marks) {
    if (opaque.ends_with(mark)) return opaque.substr(0, opaque.size() - mark.size());
  }
  return opaque;
}

template <class Matches>
bool lists(std::string_view field, const Matches& matches) {
  if (trim_ows(field) == "*") return true;
  while (!field.empty()) {
    const std::string_view member = take_member(field);
    if (member.empty()) continue;
    const auto tag = read_tag(member);
    if (!tag) return false;
    if (matches(*tag)) return true;
  }
  return false;
}

}  // namespace

bool lists_tag(std::string_view field, const resource::EntityTag& current) {
  return lists(field, [&current](const ListedTag& tag) {
    return tag.opaque == current.opaque || without_mark(tag.opaque) == current.opaque;
  });
}

bool lists_tag_strongly(std::string_view field, const resource::EntityTag& current) {
  return lists(field, [&current](const ListedTag& tag) { return !tag.weak && tag.opaque == current.opaque; });
}

Verdict evaluate(const RequestHead& head, const resource::EntityTag& tag, Instant last_modified, Instant now) {
  if (head.if_match.is_present()) {
    if (!lists_tag_strongly(head.if_match.text(), tag)) return Verdict::precondition_failed;
  } else if (head.if_unmodified_since.is_present()) {
    const auto date = parse_http_date(head.if_unmodified_since.text(), now);
    if (date && last_modified > *date) return Verdict::precondition_failed;
  }
  if (head.if_none_match.is_present()) {
    return lists_tag(head.if_none_match.text(), tag) ? Verdict::not_modified : Verdict::send;
  }
  if (head.if_modified_since.is_present()) {
    const auto date = parse_http_date(head.if_modified_since.text(), now);
    if (date && *date == last_modified) return Verdict::not_modified;
  }
  return Verdict::send;
}

}  // namespace citefeed::http
