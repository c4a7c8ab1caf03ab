#include "importing/filing.hpp"

#include <fmt/format.h>
#include <utf8proc.h>
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdlib>
#include <memory>
#include <utility>

#include "base/utf8.hpp"
#include "content/report.hpp"

namespace citefeed::importing {
namespace {

constexpr std::size_t max_slug_bytes = 60;

struct Free {
  void operator()(utf8proc_uint8_t* bytes) const { std::free(bytes); }  // utf8proc allocates with malloc
};

/// Lower case without diacritics and ligatures (Unicode NFKD, marks dropped, case folded).
std::string folded(std::string_view text) {
  utf8proc_uint8_t* out = nullptr;
  const auto options = static_cast<utf8proc_option_t>(UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK |
                                                      UTF8PROC_CASEFOLD | UTF8PROC_IGNORE | UTF8PROC_STABLE);
  const auto size = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                 static_cast<utf8proc_ssize_t>(text.size()), &out, options);
  const std::unique_ptr<utf8proc_uint8_t, Free> owner{out};
  if (size < 0) return std::string{text};
  return std::string{reinterpret_cast<const char*>(out), static_cast<std::size_t>(size)};
}

/// What letters without a decomposition are written as, and what is left out.
constexpr std::array<std::pair<std::string_view, std::string_view>, 11> replacements = {{{"æ", "ae"},
                                                                                         {"œ", "oe"},
                                                                                         {"ø", "o"},
                                                                                         {"đ", "d"},
                                                                                         {"ð", "d"},
                                                                                         {"þ", "th"},
                                                                                         {"ł", "l"},
                                                                                         {"ı", "i"},
                                                                                         {"'", ""},
                                                                                         {"’", ""},
                                                                                         {"ʼ", ""}}};

/// Takes one character off the front of `text`; what it becomes in a slug.
std::string next_of(std::string_view& text) {
  for (const auto& [from, to] : replacements) {
    if (!text.starts_with(from)) continue;
    text.remove_prefix(from.size());
    return std::string{to};
  }
  const char c = text.front();
  text.remove_prefix(1);
  const bool kept = is_ascii_lower(c) || is_digit(c);
  return std::string(1, kept ? c : '-');
}

/// `text` in [a-z0-9-], no hyphens at its ends or beside each other.
std::string hyphenated(std::string_view text) {
  const std::string plain = folded(text);
  std::string out;
  for (std::string_view rest = plain; !rest.empty();) {
    const auto next = next_of(rest);
    if (next != "-" || (!out.empty() && out.back() != '-')) out += next;
  }
  if (out.ends_with('-')) out.pop_back();
  return out;
}

std::string cut(std::string slug) {
  if (slug.size() <= max_slug_bytes) return slug;
  const auto hyphen = slug.rfind('-', max_slug_bytes);
  slug.resize(hyphen == std::string::npos ? max_slug_bytes : hyphen);
  return slug;
}

}  // namespace

std::string slug_of(std::string_view title) {
  auto slug = cut(hyphenated(title));
  return slug.empty() ? "post" : slug;
}

std::string comparable(std::string_view name) {
  static constexpr std::string_view conjunction = "-and-";
  std::string out = hyphenated(name);
  for (auto at = out.find(conjunction); at != std::string::npos; at = out.find(conjunction, at)) {
    out.erase(at, conjunction.size() - 1);
  }
  return out;
}

namespace {

std::map<std::string, std::string> names_of(const std::vector<model::Category>& categories) {
  std::map<std::string, std::string> names;
  const auto add = [&names](const std::string& name, const std::string& slug) {
    if (const auto key = comparable(name); !key.empty()) names.emplace(key, slug);
  };
  for (const auto& category : categories) add(category.slug, category.slug);
  for (const auto& category : categories) {
    add(category.label, category.slug);
    add(category.label_fr, category.slug);
    for (const auto& alias : category.aliases) add(alias, category.slug);
  }
  return names;
}

std::map<std::string, std::string> names_of(const std::map<std::string, model::Person>& authors) {
  std::map<std::string, std::string> names;
  for (const auto& [key, person] : authors) {
    for (const auto& name : {key, person.name, person.email}) {
      if (const auto comparable_name = comparable(name); !comparable_name.empty()) names.emplace(comparable_name, key);
    }
  }
  return names;
}

void add_once(std::vector<std::string>& list, const std::string& name) {
  if (std::find(list.begin(), list.end(), name) == list.end()) list.push_back(name);
}

/// Adds what `name` means by `names` to `list`; true when it means something.
bool add_known(const std::map<std::string, std::string>& names, const std::string& name,
               std::vector<std::string>& list) {
  const auto found = names.find(comparable(name));
  if (found == names.end()) return false;
  add_once(list, found->second);
  return true;
}

std::vector<std::string_view> labels_of(const model::Definitions& definitions) {
  std::vector<std::string_view> labels;
  for (const auto* categories : {&definitions.topics, &definitions.research_types}) {
    for (const auto& category : *categories) labels.insert(labels.end(), {category.label, category.slug});
  }
  return labels;
}

std::vector<std::string_view> names_of_people(const model::Definitions& definitions) {
  std::vector<std::string_view> names;
  for (const auto& [key, person] : definitions.site.authors) names.insert(names.end(), {person.name, key});
  return names;
}

}  // namespace

std::string find_topic(const model::Definitions& definitions, std::string_view name) {
  const auto names = names_of(definitions.topics);
  const auto found = names.find(comparable(name));
  return found == names.end() ? std::string{} : found->second;
}

Filing::Filing(const model::Definitions& definitions)
    : definitions_(definitions),
      topics_(names_of(definitions.topics)),
      research_types_(names_of(definitions.research_types)),
      authors_(names_of(definitions.site.authors)) {}

Filed Filing::file(const ImportedPost& post, const std::string& file) {
  Filed filed;
  for (const auto& category : post.categories) file_category(category, post, file, filed);
  for (const auto& author : post.authors) file_author(author, post, file, filed);
  if (filed.authors == std::vector{definitions_.site.default_author}) filed.authors.clear();
  return filed;
}

void Filing::file_category(const ForeignName& category, const ImportedPost& post, const std::string& file,
                           Filed& filed) {
  const auto add = [&](const std::string& name) {
    return add_known(topics_, name, filed.topics) || add_known(research_types_, name, filed.research_types);
  };
  if (add(category.name)) return;
  bool known = false;
  for (const auto& other : category.others) known = add(other) || known;
  if (!known) note(category, post, file, unknown_categories_);
}

void Filing::file_author(const ForeignName& author, const ImportedPost& post, const std::string& file, Filed& filed) {
  const auto add = [&](const std::string& name) { return add_known(authors_, name, filed.authors); };
  if (!add(author.name) && std::none_of(author.others.begin(), author.others.end(), add))
    note(author, post, file, unknown_authors_);
}

void Filing::note(const ForeignName& name, const ImportedPost& post, const std::string& file, Unknowns& unknowns) {
  const auto key = comparable(name.name);
  const auto [found, is_new] =
      unknowns.try_emplace(key.empty() ? name.name : key, Unknown{.name = name.name, .file = file, .line = post.line});
  ++found->second.posts;
}

std::vector<Diagnostic> Filing::unknown_names() const {
  std::vector<Diagnostic> out;
  const auto report = [&out](const Unknowns& unknowns, std::string_view what,
                             const std::vector<std::string_view>& known) {
    for (const auto& [key, unknown] : unknowns) {
      out.push_back({.file = unknown.file,
                     .line = unknown.line,
                     .severity = Severity::warning,
                     .message = fmt::format("expected {}, found {} in {}{}", what, content::in_quotes(unknown.name),
                                            unknown.posts == 1 ? "a post" : fmt::format("{} posts", unknown.posts),
                                            content::suggestion(unknown.name, known))});
    }
  };
  report(unknown_categories_, "a topic of topics.yaml or a type of research-types.yaml", labels_of(definitions_));
  report(unknown_authors_, "an author of site.yaml", names_of_people(definitions_));
  return out;
}

}  // namespace citefeed::importing
