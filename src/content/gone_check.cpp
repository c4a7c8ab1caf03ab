#include "content/gone_check.hpp"

#include <string_view>

#include "content/report.hpp"

namespace citefeed::content {
namespace {

/// A warning in `file` unless `id` is empty or that of a post that readers can have.
void check_successor(const PostShelf& shelf, const std::string& id, const std::string& file,
                     std::vector<Diagnostic>& diagnostics) {
  if (id.empty()) return;
  const auto successor = shelf.find(id);
  if (successor && !successor->withdrawn) return;
  std::string message = "expected \"moved_to\" to be a post's id, found " + in_quotes(id);
  if (successor) {
    message += ", which is withdrawn too";
  } else {
    const auto ids = shelf.ids();
    message += suggestion(id, {ids.begin(), ids.end()});
  }
  diagnostics.push_back({.file = file, .severity = Severity::warning, .message = std::move(message)});
}

}  // namespace

std::vector<Diagnostic> check_gone(const PostShelf& shelf, const model::Gone& gone, const std::string& content_name,
                                   const std::string& feeds_name) {
  std::vector<Diagnostic> diagnostics;
  const std::string gone_file = feeds_name + "/gone.yaml";
  for (const model::GonePost& each : gone.posts) {
    const auto post = shelf.find(each.id);
    if (post && !post->withdrawn) {
      diagnostics.push_back({.file = gone_file,
                             .severity = Severity::warning,
                             .message = "expected the id of a post that is gone, found " + in_quotes(each.id) +
                                        ", which " + shown_path(content_name, post->file) + " has; the post stands"});
    }
    check_successor(shelf, each.withdrawal.successor, gone_file, diagnostics);
  }
  for (const auto& post : shelf.withdrawn()) {
    check_successor(shelf, post->withdrawn->successor, shown_path(content_name, post->file), diagnostics);
  }
  return diagnostics;
}

}  // namespace citefeed::content
