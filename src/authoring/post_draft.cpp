#include "authoring/post_draft.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "base/utf8.hpp"
#include "citation/citation.hpp"
#include "citation/reference.hpp"
#include "citation/write.hpp"
#include "content/front_matter.hpp"
#include "content/post_address.hpp"
#include "content/post_parser.hpp"
#include "content/report.hpp"
#include "content/source_text.hpp"
#include "content/yaml.hpp"
#include "importing/content_file.hpp"
#include "importing/filing.hpp"

namespace citefeed::authoring {
namespace {

std::vector<std::string_view> all_names(const std::vector<model::Category>& categories) {
  std::vector<std::string_view> names;
  for (const auto& category : categories) {
    names.insert(names.end(), {category.slug, category.label});
    names.insert(names.end(), category.aliases.begin(), category.aliases.end());
  }
  return names;
}

const model::Category* find_category(const std::vector<model::Category>& categories, const std::string& name) {
  return content::find_by_name(categories, content::single_line(name));
}

}  // namespace

Outcome<std::vector<std::string>> find_slugs(const std::vector<model::Category>& categories,
                                             const std::vector<std::string>& names, std::string_view option,
                                             std::string_view what) {
  std::vector<std::string> slugs;
  std::vector<Diagnostic> diagnostics;
  for (const auto& name : names) {
    if (const auto* category = find_category(categories, name)) {
      if (std::find(slugs.begin(), slugs.end(), category->slug) == slugs.end()) slugs.push_back(category->slug);
      continue;
    }
    diagnostics.push_back({.file = std::string{option},
                           .message = fmt::format("expected {}, found {}{}", what, content::in_quotes(name),
                                                  content::suggestion(name, all_names(categories)))});
  }
  if (!diagnostics.empty()) return {.diagnostics = std::move(diagnostics)};
  return {.value = std::move(slugs)};
}

std::vector<Diagnostic> unknown_authors(const model::SiteDefinition& site, const std::vector<std::string>& keys) {
  std::vector<std::string_view> known;
  known.reserve(site.authors.size());
  for (const auto& [key, person] : site.authors) known.emplace_back(key);
  std::vector<Diagnostic> diagnostics;
  for (const auto& key : keys) {
    if (site.authors.count(key) != 0) continue;
    diagnostics.push_back({.file = "--author",
                           .message = fmt::format("expected an author of site.yaml, found {}{}",
                                                  content::in_quotes(key), content::suggestion(key, known))});
  }
  return diagnostics;
}

namespace {

/// Comments never reach a reader, even when somebody publishes the file as it is.
constexpr const char* skeleton =
    "<!-- The summary: what the study asked, what it did, and what it found. Nobody sees a comment like this one. -->\n"
    "\n"
    "## Practice Implications\n"
    "\n"
    "<!-- What it means for the next session. -->\n";

std::string shown(const std::string& folder, const std::string& path) {
  return folder.empty() ? path : fmt::format("{}/{}", folder, path);
}

/// Fills in the parts of a draft one after the other, and collects what is wrong with the request.
class Composer final {
 public:
  Composer(const DraftRequest& request, const model::Definitions& definitions)
      : request_(request), definitions_(definitions) {}

  void compose(const std::vector<citation::Citation>& imported, Instant now) {
    front_.title = text_of("TITLE", "a title", request_.title);
    set_date(now);
    front_.topics = slugs(definitions_.topics, request_.topics, "--topic", "a topic of topics.yaml");
    front_.research_types =
        slugs(definitions_.research_types, request_.types, "--type", "a research type of research-types.yaml");
    for (auto& problem : unknown_authors(definitions_.site, request_.authors)) problems_.push_back(std::move(problem));
    front_.authors = request_.authors;
    for (const auto& citation : request_.citations) {
      front_.citations.push_back(text_of("--citation", "a reference as printed", citation));
    }
    for (const auto& citation : imported) add_imported(citation);
    front_.draft = request_.draft;
    set_id();
  }

  [[nodiscard]] std::vector<Diagnostic>& problems() { return problems_; }
  [[nodiscard]] std::string path() const {
    return fmt::format("{:04}/{:02}/{}.md", static_cast<int>(month_.year()), static_cast<unsigned>(month_.month()),
                       slug_);
  }
  [[nodiscard]] std::string front_matter() const { return importing::to_text(front_); }

 private:
  void complain(std::string_view option, std::string message) {
    problems_.push_back({.file = std::string{option}, .message = std::move(message)});
  }

  /// `text` on one line; "" after a complaint when it may not stand in a file of content/.
  std::string text_of(std::string_view option, std::string_view what, std::string_view text) {
    auto line = content::single_line(text);
    if (line.empty()) {
      complain(option, fmt::format("expected {}, found nothing", what));
    } else if (first_invalid_utf8(line)) {
      complain(option, fmt::format("expected {} in UTF-8, found bytes that are not", what));
    } else if (const auto found = content::first_forbidden_character(line)) {
      complain(option, fmt::format("expected {}, found the character U+{:04X} in it", what, found->code_point));
    } else {
      return line;
    }
    return {};
  }

  void set_date(Instant now) {
    const auto& zone = definitions_.site.time_zone;
    auto instant = std::optional{now};
    if (!request_.published.empty()) instant = parse_date(request_.published, zone);
    if (!instant) {
      complain("--published", fmt::format("expected a date as YYYY-MM, YYYY-MM-DD or RFC 3339, found {}",
                                          content::in_quotes(request_.published)));
      return;
    }
    const auto day = zone.day_of(*instant);
    month_ = day.year() / day.month();
    front_.published = request_.published.empty() ? importing::to_text(month_) : request_.published;
  }

  std::vector<std::string> slugs(const std::vector<model::Category>& categories, const std::vector<std::string>& names,
                                 std::string_view option, std::string_view what) {
    auto found = find_slugs(categories, names, option, what);
    for (auto& problem : found.diagnostics) problems_.push_back(std::move(problem));
    return found.value.value_or(std::vector<std::string>{});
  }

  /// The file is named like the last part of the id, where one is given.
  void set_id() {
    slug_ = importing::slug_of(front_.title);
    front_.id = fmt::format("{}/{}", importing::to_text(month_), slug_);
    if (request_.id.empty()) return;
    front_.id = request_.id;
    slug_ = request_.id.substr(request_.id.rfind('/') + 1);
    if (content::is_post_id(request_.id)) return;
    complain("--id", fmt::format("expected letters, digits, \"-\" and \"_\" in parts joined by \"/\", found {}",
                                 content::in_quotes(request_.id)));
  }

  void add_imported(const citation::Citation& citation) {
    const auto printed = text_of("--from", "a citation", citation::to_apa(citation));
    if (printed.empty()) return;
    front_.citations.push_back(printed);
    front_.articles.resize(front_.citations.size());
    front_.articles.back() = importing::article_fields(citation, citation::read_reference(printed).citation);
  }

  const DraftRequest& request_;
  const model::Definitions& definitions_;
  importing::FrontMatter front_ = {};
  std::chrono::year_month month_ = {};
  std::string slug_ = {};
  std::vector<Diagnostic> problems_ = {};
};

/// What the file does not say of `imported`, though it should, because front matter has no words for it: a list of
/// authors that ends in "et al." and cannot be read from the reference.
void report_lost_fields(const model::Post& post, const std::vector<citation::Citation>& imported,
                        const std::string& file, std::vector<Diagnostic>& diagnostics) {
  const std::size_t first = post.reviewed.size() - std::min(imported.size(), post.reviewed.size());
  for (std::size_t i = first; i < post.reviewed.size(); ++i) {
    const auto names = importing::differing_fields(imported[i - first], post.reviewed[i]);
    if (names.empty()) continue;
    diagnostics.push_back({.file = file,
                           .severity = Severity::warning,
                           .message = fmt::format("expected the imported data to be read from the citation, found "
                                                  "another {}; correct it under \"article\"",
                                                  fmt::join(names, ", "))});
  }
}

/// What the article may be known by: one post may give its DOI and another not.
std::set<std::string> identities(const std::vector<citation::Citation>& articles) {
  std::set<std::string> all;
  for (auto article : articles) {
    all.insert(citation::identity(article));
    article.doi.clear();
    all.insert(citation::identity(article));
  }
  all.erase("");
  return all;
}

}  // namespace

Outcome<PostDraft> compose_draft(const DraftRequest& request, const std::vector<citation::Citation>& imported,
                                 const model::Definitions& definitions, Instant now, const std::string& shown_folder) {
  Composer composer{request, definitions};
  composer.compose(imported, now);
  if (!composer.problems().empty()) return {.diagnostics = std::move(composer.problems())};
  const auto front_matter = composer.front_matter();
  PostDraft draft{.path = composer.path(), .bytes = front_matter + skeleton};
  const auto file = shown(shown_folder, draft.path);
  auto parsed = content::parse_post(draft.path, file, draft.bytes, definitions);
  // That the text is not written yet is no news.
  const auto body_line = static_cast<std::uint32_t>(std::count(front_matter.begin(), front_matter.end(), '\n')) + 1;
  std::erase_if(parsed.diagnostics, [body_line](const Diagnostic& diagnostic) {
    return diagnostic.severity == Severity::warning && diagnostic.line >= body_line;
  });
  Outcome<PostDraft> outcome{.diagnostics = std::move(parsed.diagnostics)};
  if (!parsed.value) return outcome;
  report_lost_fields(*parsed.value, imported, file, outcome.diagnostics);
  draft.post = std::move(*parsed.value);
  outcome.value = std::move(draft);
  return outcome;
}

std::vector<Diagnostic> conflicts(const PostDraft& draft, const std::vector<TakenPlace>& places,
                                  const std::string& shown_folder) {
  std::vector<Diagnostic> diagnostics;
  for (const auto& place : places) {
    const auto file = shown(shown_folder, place.path);
    if (place.id == draft.post.id) {
      diagnostics.push_back(
          {.file = file, .message = fmt::format("expected a new id, found \"{}\", which this post has", place.id)});
    } else if (place.path == draft.path) {
      diagnostics.push_back({.file = file, .message = "expected no file of this name, found one"});
    }
  }
  return diagnostics;
}

std::vector<Diagnostic> earlier_reviews(const PostDraft& draft,
                                        const std::vector<std::shared_ptr<const model::Post>>& posts,
                                        const std::string& shown_folder) {
  const auto ours = identities(draft.post.reviewed);
  std::vector<Diagnostic> diagnostics;
  for (const auto& post : posts) {
    const auto theirs = identities(post->reviewed);
    const bool same = std::any_of(theirs.begin(), theirs.end(),
                                  [&ours](const std::string& identity) { return ours.count(identity) != 0; });
    if (!same) continue;
    diagnostics.push_back({.file = shown(shown_folder, post->file),
                           .severity = Severity::warning,
                           .message = "expected an article that no post reviews yet, found it here"});
  }
  return diagnostics;
}

std::string claimed_id(const std::string& path, std::string_view bytes) {
  content::Report unheard{path};
  const auto text = content::read_source(bytes, unheard);
  const auto parts = text ? content::split_front_matter(*text, unheard) : std::nullopt;
  const auto header = parts ? content::yaml::parse(parts->front_matter, 2, {}, unheard) : std::nullopt;
  if (const auto* id = header ? content::yaml::find(*header, "id") : nullptr) return content::single_line(id->text);
  const auto place = content::parse_post_path(path);
  return place ? content::default_id(*place) : std::string{};
}

}  // namespace citefeed::authoring
