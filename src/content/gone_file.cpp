#include <fmt/format.h>
#include <algorithm>
#include <set>

#include "base/utf8.hpp"
#include "content/category_names.hpp"
#include "content/definition_file.hpp"
#include "content/notice_fields.hpp"
#include "content/post_address.hpp"

namespace citefeed::content {
namespace {

/// Reads gone.yaml entry by entry.
class GoneReader final {
 public:
  GoneReader(const model::Definitions& definitions, Report& report) : definitions_(definitions), report_(report) {}

  model::Gone read(const yaml::Node& root) {
    if (root.is_null() || !is_mapping(root, "\"posts:\" or \"topics:\" and a list", report_)) return {};
    yaml::check_keys(root, {"posts", "topics"}, Severity::error, report_);
    for_each(root, "posts", [this](const yaml::Node& node) { read_post(node); });
    for_each(root, "topics", [this](const yaml::Node& node) { read_topic(node); });
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

  void read_post(const yaml::Node& node) {
    if (!is_mapping(node, "a mapping with \"id\", \"date\" and \"reason\"", report_)) return;
    yaml::check_keys(node, {"id", "entry_id", "date", "reason", "moved_to"}, Severity::error, report_);
    model::GonePost post{.withdrawal = read_withdrawal(node, definitions_.site.time_zone, report_)};
    if (const auto* id = yaml::find(node, "id")) {
      post.id = read_post_id(*id, report_);
      once(fold_case(post.id), *id);
    } else {
      post.id = required_text(node, "id", report_);
    }
    if (const auto* id = yaml::find(node, "entry_id")) read_entry_id(*id, post);
    if (const auto* id = yaml::find(node, "moved_to")) post.withdrawal.successor = read_post_id(*id, report_);
    gone_.posts.push_back(std::move(post));
  }

  void read_entry_id(const yaml::Node& node, model::GonePost& post) {
    post.entry_id = yaml::read_text(node, "an identity", report_).value_or("");
    if (post.entry_id.empty() || is_foreign_id(post.entry_id)) return;
    report_.error(node.position, "expected an absolute IRI, found " + in_quotes(post.entry_id));
  }

  void read_topic(const yaml::Node& node) {
    if (!is_mapping(node, "a mapping with \"slug\", \"date\" and \"reason\"", report_)) return;
    yaml::check_keys(node, {"slug", "date", "reason", "moved_to"}, Severity::error, report_);
    model::GoneTopic topic{.slug = required_text(node, "slug", report_),
                           .withdrawal = read_withdrawal(node, definitions_.site.time_zone, report_)};
    if (const auto* slug = yaml::find(node, "slug")) check_slug(topic.slug, *slug);
    if (const auto* successor = yaml::find(node, "moved_to")) {
      topic.withdrawal.successor = read_successor(*successor);
    }
    gone_.topics.push_back(std::move(topic));
  }

  std::string read_successor(const yaml::Node& node) {
    constexpr const char* what = "a topic of topics.yaml";
    if (!yaml::read_text(node, what, report_)) return {};
    const auto slugs = read_categories(node, definitions_.topics, what, report_);
    return slugs.empty() ? std::string{} : slugs.front();
  }

  void check_slug(const std::string& slug, const yaml::Node& node) {
    if (slug.empty()) return;
    if (!is_slug(slug)) {
      report_.error(node.position, "expected a slug of small letters, digits and \"-\", found " + in_quotes(slug));
    }
    const auto has_it = [&slug](const model::Category& topic) {
      return topic.slug == slug || std::find(topic.aliases.begin(), topic.aliases.end(), slug) != topic.aliases.end();
    };
    if (std::any_of(definitions_.topics.begin(), definitions_.topics.end(), has_it)) {
      report_.error(node.position,
                    "expected a topic that is gone, found " + in_quotes(slug) + ", which topics.yaml has");
    }
    once("topic " + slug, node);
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
