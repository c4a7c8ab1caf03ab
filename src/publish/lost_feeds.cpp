#include "publish/lost_feeds.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <tuple>
#include <utility>

#include "base/published_addresses.hpp"

namespace citefeed::publish {
namespace {

struct Kind {
  FeedKind kind = FeedKind::topic;
  const char* noun = "";
  const char* file = "";  ///< of feeds/, that says what there is; "{}" stands for the name
};

constexpr std::array kinds{Kind{FeedKind::topic, "topic", "topics.yaml"},
                           Kind{FeedKind::research_type, "research type", "research-types.yaml"},
                           Kind{FeedKind::bundle, "bundle", "bundles/{}.yaml"}};

/// Calls `visit` with the folder of every feed that may be taken away, those of its other names included if wanted.
template <class Visit>
void for_each_folder(const model::Definitions& definitions, bool with_aliases, const Visit& visit) {
  const auto tell = [&](FeedKind kind, const std::string& name, const std::vector<std::string>& aliases) {
    visit(feed_path(kind, name));
    for (const std::string& alias : aliases) {
      if (with_aliases) visit(feed_path(kind, alias));
    }
  };
  for (const auto& topic : definitions.topics) tell(FeedKind::topic, topic.slug, topic.aliases);
  for (const auto& type : definitions.research_types) tell(FeedKind::research_type, type.slug, type.aliases);
  for (const auto& bundle : definitions.bundles) tell(FeedKind::bundle, bundle.name, bundle.aliases);
}

/// Of the feed in `folder`, "topics/empathy/"; nothing where feeds are in no such folders.
std::optional<Diagnostic> problem_of(const std::string& folder, const std::string& feeds_name) {
  if (std::count(folder.begin(), folder.end(), '/') != 2) return std::nullopt;
  const std::size_t begin = folder.find('/') + 1;
  const std::string name = folder.substr(begin, folder.rfind('/') - begin);
  if (name.empty()) return std::nullopt;
  const auto is_of = [&](const Kind& kind) { return feed_path(kind.kind, name) == folder; };
  const auto* kind = std::find_if(kinds.begin(), kinds.end(), is_of);
  if (kind == kinds.end()) return std::nullopt;
  return Diagnostic{
      .file = feeds_name + "/" + fmt::format(fmt::runtime(kind->file), name),
      .message = fmt::format("expected the {0} \"{1}\", to whose feed people are subscribed, or its name among the "
                             "aliases of another {0} or in {2}/gone.yaml; found none of them",
                             kind->noun, name, feeds_name)};
}

}  // namespace

std::vector<std::string> folders_of_feeds(const model::Definitions& definitions) {
  std::vector<std::string> folders;
  for_each_folder(definitions, false, [&folders](std::string folder) { folders.push_back(std::move(folder)); });
  std::sort(folders.begin(), folders.end());
  return folders;
}

std::vector<Diagnostic> LostFeeds::problems(const model::Definitions& definitions, const model::Gone& gone,
                                            const std::string& feeds_name) const {
  auto lost = known_;
  for_each_folder(definitions, true, [&lost](const std::string& folder) { lost.erase(folder); });
  for (const model::GoneFeed& feed : gone.feeds) lost.erase(feed_path(feed.kind, feed.slug));
  std::vector<Diagnostic> problems;
  for (const std::string& folder : lost) {
    if (auto problem = problem_of(folder, feeds_name)) problems.push_back(*std::move(problem));
  }
  std::sort(problems.begin(), problems.end(), [](const Diagnostic& a, const Diagnostic& b) {
    return std::tie(a.file, a.message) < std::tie(b.file, b.message);
  });
  return problems;
}

}  // namespace citefeed::publish
