#include "content/definitions_parser.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "base/iri.hpp"
#include "base/published_addresses.hpp"
#include "base/time_zone.hpp"
#include "base/utf8.hpp"
#include "content/citation_fields.hpp"
#include "content/front_matter.hpp"
#include "content/post_address.hpp"
#include "content/report.hpp"
#include "content/source_text.hpp"
#include "content/yaml.hpp"

namespace citefeed::content {
namespace {

constexpr std::size_t most_entries = 1000;  // of one subscription feed

/// Notes every name of a list of categories, and complains of one that stands for two of them.
class Names final {
 public:
  explicit Names(Report& report) : report_(report) {}

  void add(std::string_view name, std::size_t owner, const yaml::Node& node) {
    const auto [found, added] = owners_.try_emplace(fold_name(name), owner);
    if (added || found->second == owner) return;
    report_.error(node.position,
                  "expected a name of its own, found " + in_quotes(name) + ", which is another one's already");
  }

 private:
  Report& report_;
  std::map<std::string, std::size_t> owners_ = {};
};

std::string read_slug(const yaml::Node& node, std::string_view what, Report& report) {
  auto text = yaml::read_text(node, what, report);
  if (!text || is_slug(*text)) return text.value_or("");
  report.error(node.position,
               fmt::format("expected {} of small letters, digits and \"-\", found {}", what, in_quotes(*text)));
  return {};
}

void take_alias(const yaml::Node& node, DocumentKind kind, Report& report, std::vector<model::FeedAlias>& aliases,
                Places& places) {
  auto address = read_old_address(node, report);
  if (!address) return;
  if (address->ends_with('/')) address->pop_back();
  aliases.push_back({.address = *std::move(address), .kind = kind});
  places.push_back(node.position);
}

/// "feed_aliases" of the site or a topic: old addresses of its feed, by the format that was there.
std::vector<model::FeedAlias> read_feed_aliases(const yaml::Node& mapping, Report& report, Places& places) {
  static constexpr std::array formats{std::pair{"atom", DocumentKind::atom}, std::pair{"rss", DocumentKind::rss},
                                      std::pair{"json", DocumentKind::json_feed}};
  std::vector<model::FeedAlias> aliases;
  const auto* node = yaml::find(mapping, "feed_aliases");
  if (node == nullptr || !is_mapping(*node, "a mapping of atom, rss and json", report)) return aliases;
  yaml::check_keys(*node, {"atom", "rss", "json"}, Severity::error, report);
  for (const auto& [name, kind] : formats) {
    const auto* list = yaml::find(*node, name);
    if (list == nullptr) continue;
    for (const auto* item : yaml::read_list(*list, "a list of old addresses", report)) {
      take_alias(*item, kind, report, aliases, places);
    }
  }
  return aliases;
}

model::Category read_category(const yaml::Node& node, std::size_t number, Names& names, Report& report,
                              Places& places) {
  model::Category category;
  if (!is_mapping(node, "a mapping with \"slug\" and \"label\"", report)) return category;
  yaml::check_keys(node, {"slug", "label", "aliases", "feed_aliases", "label_fr", "description"}, Severity::error,
                   report);
  category.label = required_text(node, "label", report);
  category.label_fr = optional_text(node, "label_fr", report);
  category.description = optional_text(node, "description", report);
  category.feed_aliases = read_feed_aliases(node, report, places);
  if (const auto* slug = yaml::find(node, "slug")) {
    category.slug = read_slug(*slug, "a slug", report);
    names.add(category.slug, number, *slug);
  } else {
    category.slug = required_text(node, "slug", report);
  }
  if (const auto* label = yaml::find(node, "label")) names.add(category.label, number, *label);
  if (const auto* aliases = yaml::find(node, "aliases")) {
    for (const auto* item : yaml::read_list(*aliases, "a list of aliases", report)) {
      category.aliases.push_back(read_slug(*item, "an alias", report));
      names.add(category.aliases.back(), number, *item);
    }
  }
  return category;
}

}  // namespace

std::vector<model::Category> read_category_list(const yaml::Node& root, std::string_view key, Report& report,
                                                Places& places) {
  std::vector<model::Category> categories;
  if (!is_mapping(root, fmt::format("\"{}:\" and a list", key), report)) return categories;
  yaml::check_keys(root, {key}, Severity::error, report);
  const auto* list = yaml::find(root, key);
  if (list == nullptr || list->kind != yaml::Kind::list) {
    report.error(list == nullptr ? root.position : list->position, fmt::format("expected \"{}:\" and a list", key));
    return categories;
  }
  Names names{report};
  for (const auto& item : list->children) {
    categories.push_back(read_category(item, categories.size(), names, report, places));
  }
  return categories;
}

model::Bundle read_bundle(const yaml::Node& root, const std::string& name, const model::Definitions& definitions,
                          Report& report, Places& places) {
  model::Bundle bundle{.name = name};
  if (!is_slug(name))
    report.error({}, "expected a file name of small letters, digits and \"-\", found " + in_quotes(name));
  if (!is_mapping(root, "a bundle with \"title\" and \"select\"", report)) return bundle;
  yaml::check_keys(root, {"title", "subtitle", "select", "limit", "aliases"}, Severity::error, report);
  bundle.title = required_text(root, "title", report);
  if (const auto* aliases = yaml::find(root, "aliases")) {
    for (const auto* item : yaml::read_list(*aliases, "a list of old names", report)) {
      bundle.aliases.push_back(read_slug(*item, "an old name", report));
      places.push_back(item->position);
    }
  }
  bundle.subtitle = optional_text(root, "subtitle", report);
  bundle.limit = definitions.site.limits.feed_entries;
  if (const auto* limit = yaml::find(root, "limit")) {
    bundle.limit = yaml::read_number(*limit, 1, most_entries, report).value_or(bundle.limit);
  }
  const auto* select = yaml::find(root, "select");
  if (select == nullptr) {
    report.error({.line = 1, .column = 1}, "expected \"select\" with \"topics\" or \"types\", found none");
  } else if (is_mapping(*select, "\"topics\" and \"types\"", report)) {
    yaml::check_keys(*select, {"topics", "types"}, Severity::error, report);
    if (const auto* topics = yaml::find(*select, "topics")) {
      bundle.select.topics = read_categories(*topics, definitions.topics, "a topic of topics.yaml", report);
    }
    if (const auto* types = yaml::find(*select, "types")) {
      bundle.select.types =
          read_categories(*types, definitions.research_types, "a research type of research-types.yaml", report);
    }
  }
  return bundle;
}

std::string required_text(const yaml::Node& mapping, std::string_view key, Report& report) {
  if (const auto* node = yaml::find(mapping, key)) {
    return yaml::read_text(*node, fmt::format("a value for \"{}\"", key), report).value_or("");
  }
  report.error(mapping.position, fmt::format("expected \"{}\", found none", key));
  return {};
}

std::string optional_text(const yaml::Node& mapping, std::string_view key, Report& report) {
  return yaml::find(mapping, key) == nullptr ? std::string{} : required_text(mapping, key, report);
}

bool is_mapping(const yaml::Node& node, std::string_view what, Report& report) {
  if (node.kind == yaml::Kind::mapping) return true;
  report.error(node.position, fmt::format("expected {}, found {}", what, yaml::describe(node)));
  return false;
}

bool is_slug(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return is_ascii_lower(c) || is_digit(c) || c == '-'; });
}

namespace {

constexpr std::size_t max_definition_bytes = std::size_t{1} << 20U;
constexpr const char* gone_file = "gone.yaml";
constexpr std::string_view bundle_folder = "bundles/";

bool is_bundle(std::string_view path) {
  return path.starts_with(bundle_folder) && path.find('/', bundle_folder.size()) == std::string_view::npos;
}

bool is_definition(std::string_view path) {
  return path == "site.yaml" || path == "topics.yaml" || path == "research-types.yaml" || path == gone_file ||
         is_bundle(path);
}

/// Reads the files of a DefinitionFiles one after the other, gathering their diagnostics.
class Parser final {
 public:
  Parser(const DefinitionFiles& files, const std::string& name) : files_(files), name_(name) {}

  /// What is understood, and all that is wrong.
  Outcome<model::Definitions> parse() {
    Outcome<model::Definitions> outcome{.value = model::Definitions{}, .diagnostics = files_.diagnostics};
    auto& definitions = *outcome.value;
    read("site.yaml", [&](const yaml::Node& root, Report& report) {
      definitions.site = read_site(root, report, places_["site.yaml"]);
    });
    read("topics.yaml", [&](const yaml::Node& root, Report& report) {
      definitions.topics = read_category_list(root, "topics", report, places_["topics.yaml"]);
    });
    if (files_.bytes.contains("research-types.yaml")) {
      read("research-types.yaml", [&](const yaml::Node& root, Report& report) {
        definitions.research_types = read_category_list(root, "research_types", report, places_["research-types.yaml"]);
      });
    }
    DigestBuilder digest;
    for (const auto& [path, bytes] : files_.bytes) {
      digest.add(path).add(bytes);
      if (!is_bundle(path)) continue;
      const auto bundle_name =
          path.substr(bundle_folder.size(), path.size() - bundle_folder.size() - definition_suffix.size());
      Places& places = places_[path];
      read(path, [&](const yaml::Node& root, Report& report) {
        definitions.bundles.push_back(read_bundle(root, bundle_name, definitions, report, places));
      });
    }
    definitions.digest = digest.finish();
    std::sort(definitions.bundles.begin(), definitions.bundles.end(),
              [](const model::Bundle& a, const model::Bundle& b) { return a.name < b.name; });
    if (files_.bytes.contains(gone_file)) {
      read(gone_file,
           [&](const yaml::Node& root, Report& report) { definitions.gone = read_gone(root, definitions, report); });
    }
    check_bundle_names(definitions.bundles);
    check_feed_aliases(definitions);
    outcome.diagnostics.insert(outcome.diagnostics.end(), diagnostics_.begin(), diagnostics_.end());
    return outcome;
  }

 private:
  /// A name, of today or an old one, is one bundle's.
  void check_bundle_names(const std::vector<model::Bundle>& bundles) {
    std::map<std::string, std::string> owners;
    for (const model::Bundle& bundle : bundles) owners.emplace(bundle.name, bundle.name);
    for (const model::Bundle& bundle : bundles) {
      const std::string path = fmt::format("{}{}{}", bundle_folder, bundle.name, definition_suffix);
      Report report{name_ + "/" + path};
      auto place = places_[path].begin();
      for (const std::string& alias : bundle.aliases) {
        const Position position = *place++;
        const auto [known, added] = owners.try_emplace(alias, bundle.name);
        if (added || alias.empty()) continue;  // an empty one is no slug, which is told where it stands
        report.error(position, collision(alias, known->second, bundle.name));
      }
      add(report);
    }
  }

  /// What is wrong with `alias` of `bundle`, which `owner` has.
  static std::string collision(const std::string& alias, const std::string& owner, const std::string& bundle) {
    if (alias == bundle) return "expected an old name of this bundle, found its own name: " + in_quotes(alias);
    if (owner == bundle) return "expected it once, found it again: " + in_quotes(alias);
    return fmt::format("expected an old name of this bundle alone, found {}, which is one of {}{}{}", in_quotes(alias),
                       bundle_folder, owner, definition_suffix);
  }

  /// An old address of a feed, as one file has it.
  struct OldFeed {
    Position position = {};
    std::string address = {};
    std::string owner = {};  ///< whose feed it is
  };

  /// The old addresses of the feeds that `path` defines, in the order of the file.
  std::vector<OldFeed> old_feeds(const std::string& path, const model::Definitions& definitions) {
    std::vector<OldFeed> feeds;
    auto place = places_[path].cbegin();
    const auto add = [&](const std::string& owner, const std::vector<model::FeedAlias>& aliases) {
      for (const auto& alias : aliases)
        feeds.push_back({.position = *place++, .address = alias.address, .owner = owner});
    };
    if (path == "site.yaml") add("the site", definitions.site.feed_aliases);
    if (path == "topics.yaml") {
      for (const auto& topic : definitions.topics) add("the topic " + in_quotes(topic.slug), topic.feed_aliases);
    }
    if (path == "research-types.yaml") {
      for (const auto& type : definitions.research_types) {
        add("the type of research " + in_quotes(type.slug), type.feed_aliases);
      }
    }
    std::sort(feeds.begin(), feeds.end(), [](const OldFeed& a, const OldFeed& b) {
      return std::tie(a.position.line, a.position.column) < std::tie(b.position.line, b.position.column);
    });
    return feeds;
  }

  /// An address leads to one feed, and to none where something else is.
  void check_feed_aliases(const model::Definitions& definitions) {
    std::map<std::string, std::string> owners;
    for (const std::string path : {"site.yaml", "topics.yaml", "research-types.yaml"}) {
      Report report{name_ + "/" + path};
      for (const auto& [position, address, owner] : old_feeds(path, definitions)) {
        const auto [known, added] = owners.try_emplace(address, owner);
        if (!added && known->second == owner) {
          report.error(position, "expected it once, found it again: " + in_quotes(address));
        } else if (!added) {
          report.error(position, fmt::format("expected an old address of one feed, found {} at {} and at {}",
                                             in_quotes(address), known->second, owner));
        } else if (const auto conflict = conflict_of_feed_alias(address, definitions)) {
          report.warning(position, fmt::format("expected an old address, found {}, {}", in_quotes(address), *conflict));
        }
      }
      add(report);
    }
  }

  /// Calls `reader` with the root of `path`'s YAML and a report, when there is such a file and it is YAML.
  template <class Reader>
  void read(const std::string& path, Reader reader) {
    Report report{name_ + "/" + path};
    const auto file = files_.bytes.find(path);
    if (file == files_.bytes.end()) {
      const bool unreadable = std::any_of(files_.diagnostics.begin(), files_.diagnostics.end(),
                                          [&](const Diagnostic& d) { return d.file == name_ + "/" + path; });
      if (!unreadable) report.error({}, "expected this file, found none");
    } else if (const auto text = read_source(file->second, report)) {
      static constexpr yaml::Limits limits{.depth = 16, .nodes = 100'000};
      if (const auto root = yaml::parse(*text, 1, limits, report)) reader(*root, report);
    }
    add(report);
  }

  /// Takes over all that `report` has.
  void add(Report& report) {
    auto found = report.take();
    std::move(found.begin(), found.end(), std::back_inserter(diagnostics_));
  }

  const DefinitionFiles& files_;
  const std::string& name_;
  std::map<std::string, Places> places_ = {};  ///< of aliases of feeds and bundles, by path
  std::vector<Diagnostic> diagnostics_ = {};
};

}  // namespace

DefinitionFiles read_definition_files(const std::string& name, const Listing& listing, const ReadDefinition& read) {
  DefinitionFiles files;
  const auto say = [&](const std::string& path, Severity severity, std::string message) {
    const std::string file = path.empty() ? name : name + "/" + path;
    files.diagnostics.push_back({.file = file, .severity = severity, .message = std::move(message)});
  };
  for (const auto& folder : listing.unreadable) say(folder.path, Severity::error, "cannot be read: " + folder.message);
  for (const auto& [path, message] : listing.passed_over) say(path, Severity::warning, "is passed over: " + message);
  for (const auto& entry : listing.files) {
    if (entry.path == settings_file) continue;
    if (!is_definition(entry.path)) {
      say(entry.path, Severity::warning,
          "expected site.yaml, topics.yaml, research-types.yaml, gone.yaml, server.yaml or bundles/NAME.yaml; this "
          "file is not read" +
              suggestion(entry.path, {"site.yaml", "topics.yaml", "research-types.yaml", gone_file, settings_file}));
      continue;
    }
    auto content = read(entry.path, max_definition_bytes);
    if (auto* bytes = std::get_if<std::string>(&content)) {
      files.bytes.emplace(entry.path, std::move(*bytes));
      continue;
    }
    const auto& problem = std::get<ReadProblem>(content);
    files.busy =
        files.busy || problem.busy || problem.gone;  // it has just been listed: it is being replaced or removed
    files.may_pass = files.may_pass || problem.may_pass;
    if (!problem.gone) say(entry.path, Severity::error, "cannot be read: " + problem.message);
  }
  return files;
}

DefinitionFiles read_definition_files(const FileTree& feeds) {
  return read_definition_files(
      feeds.name(), feeds.list(definition_suffix),
      [&feeds](const std::string& path, std::size_t max_bytes) { return feeds.read(path, max_bytes); });
}

Outcome<model::Definitions> parse_definitions(const DefinitionFiles& files, const std::string& name) {
  auto outcome = Parser{files, name}.parse();
  if (has_errors(outcome.diagnostics)) outcome.value.reset();
  return outcome;
}

model::Definitions understand_definitions(const DefinitionFiles& files, const std::string& name) {
  auto definitions = *Parser{files, name}.parse().value;
  if (definitions.site.base_url.text.empty()) definitions.site.base_url.text = "https://example.org/";
  definitions.digest = DigestBuilder{}.add(definitions.digest).add("partial").finish();
  definitions.are_partial = true;
  return definitions;
}

namespace {

/// Files of which some are taken from others that were good together.
class Mending final {
 public:
  /// Where one that every site has is away, others that are away are not removed: feeds/ may just be out of sight.
  Mending(std::map<std::string, std::string> bytes, const std::map<std::string, std::string>& last_good)
      : bytes_(std::move(bytes)), last_good_(last_good) {
    if (!bytes_.contains("site.yaml") || !bytes_.contains("topics.yaml"))
      bytes_.insert(last_good_.begin(), last_good_.end());
  }

  [[nodiscard]] const std::map<std::string, std::string>& bytes() const { return bytes_; }

  /// What cannot be read is not removed: files and folders that `problems` call so are as they were.
  void take_back_unreadable(const std::vector<Diagnostic>& problems, const std::string& name) {
    for (const auto& problem : problems) {
      if (problem.severity != Severity::error) continue;
      for (const auto& [path, bytes] : last_good_) {
        std::string file = name;
        file.append("/").append(path);
        if (file == problem.file || file.starts_with(problem.file + "/")) bytes_.insert_or_assign(path, bytes);
      }
    }
  }

  /// The file at `path` is as it was, which is not there when it was not. False when it is so already.
  bool take_back(const std::string& path) {
    const auto good = last_good_.find(path);
    const auto now = bytes_.find(path);
    if (good == last_good_.end()) return bytes_.erase(path) > 0;
    if (now != bytes_.end() && now->second == good->second) return false;
    bytes_.insert_or_assign(path, good->second);
    return true;
  }

  /// Those of `diagnostics`' files with errors that change by it. First those that others refer to: what is wrong with
  /// the others may only follow from it.
  bool take_back_wrong(const std::vector<Diagnostic>& diagnostics, const std::string& name) {
    std::set<std::string> named, others;
    for (const auto& each : diagnostics) {
      if (each.severity != Severity::error || each.file.size() <= name.size() + 1) continue;
      const std::string path = each.file.substr(name.size() + 1);
      (is_bundle(path) || path == gone_file ? others : named).insert(path);
    }
    bool has_changed = false;
    for (const auto& path : named) has_changed = take_back(path) || has_changed;
    if (has_changed) return true;
    for (const auto& path : others) has_changed = take_back(path) || has_changed;
    return has_changed;
  }

  /// The next one that others refer to and that changes by it.
  bool take_back_what_others_name() {
    return take_back("topics.yaml") || take_back("research-types.yaml") || take_back("site.yaml");
  }

 private:
  std::map<std::string, std::string> bytes_;
  const std::map<std::string, std::string>& last_good_;
};

}  // namespace

std::optional<MendedDefinitions> mend_definitions(const DefinitionFiles& files,
                                                  const std::map<std::string, std::string>& last_good,
                                                  const std::string& name) {
  Mending mending{files.bytes, last_good};
  mending.take_back_unreadable(files.diagnostics, name);
  auto outcome = parse_definitions({.bytes = mending.bytes()}, name);
  while (!outcome.value) {
    if (!mending.take_back_wrong(outcome.diagnostics, name) && !mending.take_back_what_others_name())
      return std::nullopt;
    outcome = parse_definitions({.bytes = mending.bytes()}, name);
  }
  MendedDefinitions mended{.value = *std::move(outcome.value), .bytes = mending.bytes()};
  for (const auto& [path, bytes] : mended.bytes) {
    const auto now = files.bytes.find(path);
    if (now == files.bytes.end() || now->second != bytes) mended.kept.push_back(path);
  }
  return mended;
}

Outcome<model::Definitions> load_definitions(const FileTree& feeds) {
  return parse_definitions(read_definition_files(feeds), feeds.name());
}

namespace {

bool is_web_address(const Iri& iri) {
  const auto scheme = scheme_of(iri);
  return (scheme == "http" || scheme == "https") && !host_of(iri).empty();
}

/// "example.org,2013": authorityName "," date (RFC 4151, 2.1).
bool is_tagging_entity(std::string_view text) {
  const auto comma = text.find(',');
  if (comma == 0 || comma == std::string_view::npos) return false;
  const auto authority = text.substr(0, comma);
  const bool name = std::all_of(authority.begin(), authority.end(), [](char c) {
    return is_ascii_lower(c) || is_digit(c) || c == '-' || c == '.' || c == '@' || c == '_';
  });
  const std::string date{text.substr(comma + 1)};
  return name && date.size() <= 10 && parse_date(date.size() == 4 ? date + "-01" : date, TimeZone{}).has_value();
}

/// Reads site.yaml key by key.
class SiteReader final {
 public:
  SiteReader(const yaml::Node& root, Report& report, Places& places) : root_(root), report_(report), places_(places) {}

  model::SiteDefinition read() {
    yaml::check_keys(root_,
                     {"title", "subtitle", "base_url", "id_authority", "since", "authors", "default_author", "language",
                      "time_zone", "rights", "icon", "limits", "feed_aliases", "browser_view"},
                     Severity::error, report_);
    site_.title = required_text(root_, "title", report_);
    site_.subtitle = optional_text(root_, "subtitle", report_);
    site_.rights = optional_text(root_, "rights", report_);
    read_addresses();
    read_language_and_zone();
    read_since();
    read_authors();
    read_limits();
    site_.feed_aliases = read_feed_aliases(root_, report_, places_);
    if (const auto* view = find("browser_view")) site_.browser_view = read_flag(*view, report_).value_or(true);
    return std::move(site_);
  }

 private:
  [[nodiscard]] const yaml::Node* find(std::string_view key) const { return yaml::find(root_, key); }

  void wrong(std::string_view key, std::string_view expected, std::string_view why = "") {
    const auto* node = find(key);
    if (node == nullptr || node->kind != yaml::Kind::scalar) return;  // reported when its text was read
    report_.error(node->position, fmt::format("expected {}, found {}{}", expected, in_quotes(node->text), why));
  }

  void read_addresses() {
    if (const auto text = required_text(root_, "base_url", report_); !text.empty()) {
      const auto base = parse_base_url(text);
      if (!base) wrong("base_url", "an http or https address without query and fragment");
      site_.base_url = base.value_or(Iri{});
    }
    if (const auto icon = optional_text(root_, "icon", report_); !icon.empty()) {
      const auto address = parse_iri(icon);
      if (!address || !is_web_address(*address)) wrong("icon", "an absolute http or https address");
      if (address) site_.icon = address->text;
    }
    site_.id_authority = required_text(root_, "id_authority", report_);
    if (!is_tagging_entity(site_.id_authority)) {
      wrong("id_authority", "a domain, a comma and a date, as in example.org,2013");
    }
  }

  void read_language_and_zone() {
    if (find("language") != nullptr) site_.language = required_text(root_, "language", report_);
    if (!is_language_tag(site_.language)) wrong("language", "a language tag such as en or fr-CA");
    if (find("time_zone") == nullptr) return;
    const auto zone = TimeZone::locate(required_text(root_, "time_zone", report_));
    for (const auto& problem : zone.diagnostics) {
      wrong("time_zone", "the IANA name of a time zone such as America/Toronto", ": " + problem.message);
    }
    site_.time_zone = zone.value.value_or(TimeZone{});
  }

  void read_since() {
    const auto instant = parse_date(required_text(root_, "since", report_), site_.time_zone);
    if (!instant) wrong("since", "a date as YYYY-MM, YYYY-MM-DD or RFC 3339");
    site_.since = instant.value_or(Instant{});
  }

  void read_authors() {
    const auto* authors = find("authors");
    if (authors == nullptr) {
      report_.error(root_.position, "expected \"authors\", found none");
    } else if (is_mapping(*authors, "a mapping of authors", report_)) {
      for (const auto& author : authors->children) site_.authors.emplace(author.key, read_author(author));
    }
    site_.default_author = required_text(root_, "default_author", report_);
    if (site_.default_author.empty() || site_.authors.contains(site_.default_author)) return;
    std::vector<std::string_view> keys;
    keys.reserve(site_.authors.size());
    for (const auto& [key, person] : site_.authors) keys.push_back(key);
    const auto* node = find("default_author");
    report_.error(node->position, fmt::format("expected a key of \"authors\", found {}{}",
                                              in_quotes(site_.default_author), suggestion(site_.default_author, keys)));
  }

  model::Person read_author(const yaml::Node& node) {
    model::Person person;
    if (!is_mapping(node, "an author with \"name\"", report_)) return person;
    yaml::check_keys(node, {"name", "uri", "email"}, Severity::error, report_);
    person.name = required_text(node, "name", report_);
    person.email = optional_text(node, "email", report_);
    const auto uri = optional_text(node, "uri", report_);
    const auto address = uri.empty() ? std::nullopt : parse_iri(uri);
    if (!uri.empty() && (!address || !is_web_address(*address))) {
      report_.error(yaml::find(node, "uri")->position, "expected an http or https address, found " + in_quotes(uri));
    }
    if (address) person.uri = address->text;
    return person;
  }

  void read_limits() {
    const auto* limits = find("limits");
    if (limits == nullptr || !is_mapping(*limits, "a mapping of limits", report_)) return;
    yaml::check_keys(*limits, {"feed_entries", "digest_entries", "prepared_pages"}, Severity::error, report_);
    auto& known = site_.limits;
    if (const auto* node = yaml::find(*limits, "feed_entries")) {
      known.feed_entries = yaml::read_number(*node, 1, 1000, report_).value_or(known.feed_entries);
    }
    if (const auto* node = yaml::find(*limits, "digest_entries")) {
      known.digest_entries = yaml::read_number(*node, 1, 100, report_).value_or(known.digest_entries);
    }
    if (const auto* node = yaml::find(*limits, "prepared_pages")) {
      known.prepared_pages = yaml::read_number(*node, 0, 1'000'000, report_).value_or(known.prepared_pages);
    }
  }

  const yaml::Node& root_;
  Report& report_;
  Places& places_;  ///< of the feed's aliases
  model::SiteDefinition site_ = {};
};

}  // namespace

std::optional<Iri> parse_base_url(std::string_view text) {
  auto base = parse_iri(text);
  if (!base || !is_web_address(*base) || text.find_first_of("?#") != std::string_view::npos) return std::nullopt;
  if (!base->text.ends_with('/')) base->text += '/';
  return base;
}

model::Definitions published_at(const std::optional<Iri>& base_url, model::Definitions definitions) {
  if (!base_url) return definitions;
  definitions.site.base_url = *base_url;
  definitions.digest = DigestBuilder{}.add(definitions.digest).add(base_url->text).finish();
  return definitions;
}

model::SiteDefinition read_site(const yaml::Node& root, Report& report, Places& places) {
  if (!is_mapping(root, "the site's keys and values", report)) return {};
  return SiteReader{root, report, places}.read();
}

namespace {

/// Reads gone.yaml entry by entry.
class GoneReader final {
 public:
  GoneReader(const model::Definitions& definitions, Report& report) : definitions_(definitions), report_(report) {}

  model::Gone read(const yaml::Node& root) {
    constexpr const char* what = "\"posts:\", \"topics:\", \"types:\" or \"bundles:\" and a list";
    if (root.is_null() || !is_mapping(root, what, report_)) return {};
    yaml::check_keys(root, {"posts", "topics", "types", "bundles"}, Severity::error, report_);
    for_each(root, "posts", [this](const yaml::Node& node) { read_post(node); });
    const auto read_feeds = [&](const char* key, const FeedNames& names) {
      for_each(root, key, [&](const yaml::Node& node) { read_feed(node, names); });
    };
    read_feeds("topics", {FeedKind::topic, "a topic", "topics.yaml", definitions_.topics});
    read_feeds("types",
               {FeedKind::research_type, "a research type", "research-types.yaml", definitions_.research_types});
    read_feeds("bundles", {FeedKind::bundle, "a bundle", "bundles/", named_bundles()});
    return std::move(gone_);
  }

 private:
  template <class Reader>
  void for_each(const yaml::Node& root, std::string_view key, const Reader& reader) {
    const auto* list = yaml::find(root, key);
    if (list == nullptr) return;
    if (list->kind != yaml::Kind::list) {
      report_.error(list->position, fmt::format("expected \"{}:\" and a list, found {}", key, yaml::describe(*list)));
    }
    if (list->kind == yaml::Kind::list) std::for_each(list->children.begin(), list->children.end(), reader);
  }

  /// The feeds of one kind that are there: what is gone is none of them, and was followed by some of them.
  struct FeedNames {
    FeedKind kind = FeedKind::topic;
    const char* noun = "";
    const char* file = "";  ///< that has them
    std::vector<model::Category> there = {};
  };

  [[nodiscard]] std::vector<model::Category> named_bundles() const {
    std::vector<model::Category> named;
    for (const model::Bundle& bundle : definitions_.bundles) {
      named.push_back({.slug = bundle.name, .label = bundle.title, .aliases = bundle.aliases});
    }
    return named;
  }

  void read_post(const yaml::Node& node) {
    if (!is_mapping(node, "a mapping with \"id\", \"date\" and \"reason\"", report_)) return;
    yaml::check_keys(node, {"id", "entry_id", "date", "reason", "moved_to", "aliases"}, Severity::error, report_);
    model::GonePost post{.withdrawal = read_withdrawal(node, definitions_.site.time_zone, report_)};
    if (const auto* id = yaml::find(node, "id")) {
      post.id = read_post_id(*id, report_);
      once(fold_case(post.id), *id);
    } else {
      post.id = required_text(node, "id", report_);
    }
    if (const auto* id = yaml::find(node, "entry_id")) read_entry_id(*id, post);
    if (const auto* ids = yaml::find(node, "moved_to")) post.withdrawal.successors = read_post_ids(*ids, report_);
    if (const auto* aliases = yaml::find(node, "aliases")) {
      for (const auto* item : yaml::read_list(*aliases, "a list of old addresses", report_)) {
        if (auto alias = read_old_address(*item, report_)) post.aliases.push_back(*std::move(alias));
      }
    }
    gone_.posts.push_back(std::move(post));
  }

  void read_entry_id(const yaml::Node& node, model::GonePost& post) {
    post.entry_id = yaml::read_text(node, "an identity", report_).value_or("");
    if (post.entry_id.empty() || is_foreign_id(post.entry_id)) return;
    report_.error(node.position, "expected an absolute IRI, found " + in_quotes(post.entry_id));
  }

  void read_feed(const yaml::Node& node, const FeedNames& names) {
    if (!is_mapping(node, "a mapping with \"slug\", \"date\" and \"reason\"", report_)) return;
    yaml::check_keys(node, {"slug", "date", "reason", "moved_to", "aliases", "feed_aliases"}, Severity::error, report_);
    model::GoneFeed feed{.kind = names.kind,
                         .slug = required_text(node, "slug", report_),
                         .withdrawal = read_withdrawal(node, definitions_.site.time_zone, report_)};
    if (const auto* slug = yaml::find(node, "slug")) check_slug(feed.slug, *slug, names);
    if (const auto* successors = yaml::find(node, "moved_to")) {
      feed.withdrawal.successors =
          read_categories(*successors, names.there, fmt::format("{} of {}", names.noun, names.file), report_);
    }
    if (const auto* aliases = yaml::find(node, "aliases")) {
      for (const auto* item : yaml::read_list(*aliases, "a list of aliases", report_)) {
        feed.aliases.push_back(read_slug(*item, "an alias", report_));
        check_slug(feed.aliases.back(), *item, names);
      }
    }
    Places places;
    for (auto& alias : read_feed_aliases(node, report_, places)) feed.addresses.push_back(std::move(alias.address));
    gone_.feeds.push_back(std::move(feed));
  }

  void check_slug(const std::string& slug, const yaml::Node& node, const FeedNames& names) {
    if (slug.empty()) return;
    if (!is_slug(slug)) {
      report_.error(node.position, "expected a slug of small letters, digits and \"-\", found " + in_quotes(slug));
    }
    const auto has_it = [&slug](const model::Category& feed) {
      return feed.slug == slug || std::find(feed.aliases.begin(), feed.aliases.end(), slug) != feed.aliases.end();
    };
    if (std::any_of(names.there.begin(), names.there.end(), has_it)) {
      report_.error(node.position, fmt::format("expected {} that is gone, found {}, which {} has", names.noun,
                                               in_quotes(slug), names.file));
    }
    once(fmt::format("{} {}", names.noun, slug), node);
  }

  /// Complains when `key`, of an id or slug, was there before.
  void once(const std::string& key, const yaml::Node& node) {
    if (node.text.empty() || seen_.insert(key).second) return;
    report_.error(node.position, "expected it once, found " + in_quotes(node.text) + " again");
  }

  const model::Definitions& definitions_;
  Report& report_;
  model::Gone gone_ = {};
  std::set<std::string> seen_ = {};
};

}  // namespace

model::Gone read_gone(const yaml::Node& root, const model::Definitions& definitions, Report& report) {
  return GoneReader{definitions, report}.read(root);
}

}  // namespace citefeed::content
