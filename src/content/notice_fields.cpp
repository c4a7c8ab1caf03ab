#include "content/notice_fields.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <tuple>

#include "content/definition_file.hpp"
#include "content/field_values.hpp"
#include "content/post_address.hpp"

namespace citefeed::content {
namespace {

using model::Notice;
using model::NoticeKind;

/// The member called `key`, also where it has no value; null when there is none.
const yaml::Node* member(const yaml::Node& mapping, std::string_view key) {
  const auto found = std::find_if(mapping.children.begin(), mapping.children.end(),
                                  [key](const yaml::Node& child) { return child.key == key; });
  return found == mapping.children.end() ? nullptr : &*found;
}

std::optional<Instant> required_date(const yaml::Node& mapping, const TimeZone& zone, Report& report) {
  if (const auto* node = yaml::find(mapping, "date")) return read_date(*node, zone, report);
  report.error(mapping.position, "expected \"date\", found none");
  return std::nullopt;
}

/// Which of the reviewed articles, from 0.
std::size_t read_article(const yaml::Node& mapping, std::size_t reviewed, Report& report) {
  const auto* node = yaml::find(mapping, "article");
  if (node != nullptr) {
    return yaml::read_number(*node, 1, std::max<std::size_t>(reviewed, 1), report).value_or(1) - 1;
  }
  if (reviewed > 1) {
    report.error(
        mapping.position,
        fmt::format("expected \"article\", which of the {} reviewed articles it is about, found none", reviewed));
  }
  return 0;
}

void read_notice(const yaml::Node& node, NoticeKind kind, std::size_t reviewed, const TimeZone& zone, Report& report,
                 std::vector<Notice>& notices) {
  if (!is_mapping(node, "a mapping with \"date\" and \"note\" or \"doi\"", report)) return;
  yaml::check_keys(node, {"date", "note", "doi", "article"}, Severity::warning, report);
  Notice notice{.kind = kind, .article = read_article(node, reviewed, report)};
  notice.date = required_date(node, zone, report).value_or(Instant{});
  notice.note = optional_text(node, "note", report);
  if (const auto* doi = yaml::find(node, "doi")) notice.doi = read_doi(*doi, report).value_or("");
  if (yaml::find(node, "note") == nullptr && yaml::find(node, "doi") == nullptr) {
    report.warning(node.position, "expected \"note\" or \"doi\", which say what happened, found neither");
  }
  notices.push_back(std::move(notice));
}

}  // namespace

std::vector<Notice> read_notices(const yaml::Node& header, std::size_t reviewed, const TimeZone& zone, Report& report) {
  std::vector<Notice> notices;
  for (const auto& [key, kind] :
       {std::pair{"retraction", NoticeKind::retraction}, std::pair{"correction", NoticeKind::correction}}) {
    const auto* node = member(header, key);
    if (node == nullptr) continue;
    if (reviewed == 0)
      report.error(node->key_position, fmt::format("expected a citation that \"{}\" is about, found none", key));
    if (node->kind != yaml::Kind::list) {
      read_notice(*node, kind, reviewed, zone, report, notices);
    } else {
      for (const auto& item : node->children) read_notice(item, kind, reviewed, zone, report, notices);
    }
  }
  std::stable_sort(notices.begin(), notices.end(), model::stands_before);
  return notices;
}

std::optional<model::Withdrawal> read_withdrawn(const yaml::Node& header, const TimeZone& zone, Report& report) {
  const auto* node = member(header, "withdrawn");
  if (node == nullptr || !is_mapping(*node, "a mapping with \"date\" and \"reason\"", report)) return std::nullopt;
  yaml::check_keys(*node, {"date", "reason", "moved_to"}, Severity::warning, report);
  auto withdrawal = read_withdrawal(*node, zone, report);
  if (const auto* successor = yaml::find(*node, "moved_to")) withdrawal.successor = read_post_id(*successor, report);
  return withdrawal;
}

model::Withdrawal read_withdrawal(const yaml::Node& mapping, const TimeZone& zone, Report& report) {
  return {.date = required_date(mapping, zone, report).value_or(Instant{}),
          .reason = required_text(mapping, "reason", report)};
}

std::string read_post_id(const yaml::Node& node, Report& report) {
  auto id = yaml::read_text(node, "a post's id", report).value_or("");
  if (id.empty() || is_post_id(id)) return id;
  report.error(node.position,
               "expected an id of letters, digits, \"-\" and \"_\" in parts joined by \"/\", found " + in_quotes(id));
  return {};
}

}  // namespace citefeed::content
