#include <fmt/format.h>
#include <algorithm>

#include "base/iri.hpp"
#include "base/time_zone.hpp"
#include "content/definition_file.hpp"
#include "content/nearest.hpp"
#include "content/post_address.hpp"

namespace citefeed::content {
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
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '@' || c == '_';
  });
  const std::string date{text.substr(comma + 1)};
  return name && date.size() <= 10 && parse_date(date.size() == 4 ? date + "-01" : date, TimeZone{}).has_value();
}

/// Reads site.yaml key by key.
class SiteReader final {
 public:
  SiteReader(const yaml::Node& root, Report& report) : root_(root), report_(report) {}

  model::SiteDefinition read() {
    yaml::check_keys(root_,
                     {"title", "subtitle", "base_url", "id_authority", "since", "authors", "default_author", "language",
                      "time_zone", "rights", "icon", "limits"},
                     Severity::error, report_);
    site_.title = required_text(root_, "title", report_);
    site_.subtitle = optional_text(root_, "subtitle", report_);
    site_.rights = optional_text(root_, "rights", report_);
    read_addresses();
    read_language_and_zone();
    read_since();
    read_authors();
    read_limits();
    return std::move(site_);
  }

 private:
  [[nodiscard]] const yaml::Node* find(std::string_view key) const { return yaml::find(root_, key); }

  void wrong(std::string_view key, std::string_view expected) {
    const auto* node = find(key);
    if (node == nullptr || node->kind != yaml::Kind::scalar) return;  // reported when its text was read
    report_.error(node->position, fmt::format("expected {}, found {}", expected, in_quotes(node->text)));
  }

  void read_addresses() {
    if (const auto base = required_text(root_, "base_url", report_); !base.empty()) {
      site_.base_url = parse_iri(base).value_or(Iri{});
      if (!is_web_address(site_.base_url) || base.find_first_of("?#") != std::string::npos) {
        wrong("base_url", "an http or https address without query and fragment");
      } else if (!site_.base_url.text.ends_with('/')) {
        site_.base_url.text += '/';
      }
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
    if (!zone) wrong("time_zone", "the IANA name of a time zone such as America/Toronto");
    site_.time_zone = zone.value_or(TimeZone{});
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
  model::SiteDefinition site_ = {};
};

}  // namespace

model::SiteDefinition read_site(const yaml::Node& root, Report& report) {
  if (!is_mapping(root, "the site's keys and values", report)) return {};
  return SiteReader{root, report}.read();
}

}  // namespace citefeed::content
