#include "importing/html_tree.hpp"

#include <algorithm>
#include <array>

#include "base/iri.hpp"
#include "base/utf8.hpp"

namespace citefeed::importing {
namespace {

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// True when the tag that begins with `name` stands alone, or need not be closed and often is not.
bool has_no_end(std::string_view name) {
  const auto end = std::find_if_not(name.begin(), name.end(), is_letter);
  const std::string tag = fold_case(name.substr(0, static_cast<std::size_t>(end - name.begin())));
  static constexpr std::array<std::string_view, 14> tags = {"area", "br", "hr",   "img",    "input", "li", "link",
                                                            "meta", "p",  "path", "source", "td",    "tr", "wbr"};
  return std::find(tags.begin(), tags.end(), tag) != tags.end();
}

}  // namespace

const GumboNode* GumboArena::parse(std::string_view html) {
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = [](void* self, std::size_t size) {
    return static_cast<GumboArena*>(self)->memory_.allocate(size);
  };
  options.deallocator = [](void* /*self*/, void* /*memory*/) {};
  options.userdata = this;
  options.max_errors = 0;
  return gumbo_parse_with_options(&options, html.data(), html.size())->root;
}

bool looks_like_html(std::string_view text) {
  text = trim(text);
  if (text.size() < 2 || text.front() != '<') return false;
  return text[1] == '!' || text[1] == '?' || is_letter(text[1]);
}

bool is_nested_too_deep(std::string_view html) {
  static constexpr std::ptrdiff_t most = 5000;
  std::ptrdiff_t open = 0;
  for (auto at = html.find('<'); at != std::string_view::npos && open <= most; at = html.find('<', at + 1)) {
    const auto rest = html.substr(at + 1);
    if (rest.starts_with('/')) {
      --open;
    } else if (!rest.empty() && is_letter(rest.front()) && !has_no_end(rest)) {
      ++open;
    }
  }
  return open > most;
}

bool is_one_of(GumboTag tag, std::initializer_list<GumboTag> tags) {
  return std::find(tags.begin(), tags.end(), tag) != tags.end();
}

bool is_passed_over(const GumboElement& element) {
  if (gumbo_get_attribute(&element.attributes, "hidden") != nullptr) return true;
  return is_one_of(element.tag, {GUMBO_TAG_HEAD, GUMBO_TAG_SCRIPT, GUMBO_TAG_STYLE, GUMBO_TAG_NOSCRIPT,
                                 GUMBO_TAG_TEMPLATE, GUMBO_TAG_NAV, GUMBO_TAG_FOOTER, GUMBO_TAG_BUTTON,
                                 GUMBO_TAG_SELECT, GUMBO_TAG_TEXTAREA, GUMBO_TAG_SVG});
}

bool is_inline(GumboTag tag) {
  return is_one_of(
      tag, {GUMBO_TAG_A,    GUMBO_TAG_ABBR,  GUMBO_TAG_B,      GUMBO_TAG_BDI,  GUMBO_TAG_BDO,    GUMBO_TAG_BIG,
            GUMBO_TAG_CITE, GUMBO_TAG_CODE,  GUMBO_TAG_DATA,   GUMBO_TAG_DEL,  GUMBO_TAG_DFN,    GUMBO_TAG_EM,
            GUMBO_TAG_FONT, GUMBO_TAG_I,     GUMBO_TAG_INS,    GUMBO_TAG_KBD,  GUMBO_TAG_MARK,   GUMBO_TAG_Q,
            GUMBO_TAG_S,    GUMBO_TAG_SAMP,  GUMBO_TAG_SMALL,  GUMBO_TAG_SPAN, GUMBO_TAG_STRIKE, GUMBO_TAG_STRONG,
            GUMBO_TAG_SUB,  GUMBO_TAG_SUP,   GUMBO_TAG_TIME,   GUMBO_TAG_TT,   GUMBO_TAG_U,      GUMBO_TAG_VAR,
            GUMBO_TAG_WBR,  GUMBO_TAG_LABEL, GUMBO_TAG_UNKNOWN});
}

std::string_view attribute(const GumboElement& element, const char* name) {
  const auto* found = gumbo_get_attribute(&element.attributes, name);
  return found == nullptr ? std::string_view{} : std::string_view{found->value};
}

std::string absolute_address(std::string_view href) {
  const auto iri = parse_iri(trim(href));
  if (!iri || (scheme_of(*iri) != "http" && scheme_of(*iri) != "https") || host_of(*iri).empty()) return {};
  return iri->text;
}

}  // namespace citefeed::importing
