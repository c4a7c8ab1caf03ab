#include "publish/lost_entries.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <map>
#include <string_view>
#include <tuple>
#include <utility>

#include "render/entry_content.hpp"

namespace citefeed::publish {
namespace {

using catalogue::PostChange;
using catalogue::PostPointer;

std::string identity_of(const model::Post& post, const model::SiteDefinition& site) {
  return render::entry_id(post.id, post.entry_id, site);
}

/// The posts that came or changed, by what a post keeps when its identity is another.
class NewPosts final {
 public:
  explicit NewPosts(const std::vector<PostChange>& changes) {
    for (const PostChange& change : changes) {
      if (!change.after) continue;
      by_file_.emplace(change.after->file, change.after);
      by_title_.emplace(change.after->title, change.after);
    }
  }

  /// The post that `before` is now: in the same file, or as the same review; null for none.
  [[nodiscard]] PostPointer find(const model::Post& before) const {
    const auto here = by_file_.find(before.file);
    if (here != by_file_.end()) return here->second;
    const auto [first, last] = by_title_.equal_range(before.title);
    const auto found = std::find_if(
        first, last, [&before](const auto& titled) { return model::is_same_review(before, *titled.second); });
    return found == last ? nullptr : found->second;
  }

 private:
  std::map<std::string_view, PostPointer> by_file_ = {};
  std::multimap<std::string_view, PostPointer> by_title_ = {};
};

bool is_known_to_be_gone(const model::Post& post, const catalogue::Snapshot& snapshot) {
  return snapshot.withdrawn.contains(post.id) || names_post(snapshot.gone, post.id);
}

}  // namespace

void LostEntries::follow(const std::vector<PostChange>& changes, const model::SiteDefinition& site) {
  for (const PostChange& change : changes) {
    if (!change.before) continue;
    auto identity = identity_of(*change.before, site);
    if (change.after && identity == identity_of(*change.after, site)) continue;
    lost_.insert_or_assign(std::move(identity), Lost{.post = change.before, .since = ++ever_lost_});
  }
  if (lost_.empty()) return;
  for (const PostChange& change : changes) {
    if (change.after) find_again(*change.after, site);
  }
  look_for_successors(changes);
}

/// What it was called since goes with it: the mistake was put right.
void LostEntries::find_again(const model::Post& post, const model::SiteDefinition& site) {
  const auto found = lost_.find(identity_of(post, site));
  if (found == lost_.end()) return;
  const Lost was = std::move(found->second);
  lost_.erase(found);
  if (was.successor) lost_.erase(identity_of(*was.successor, site));
  std::erase_if(lost_, [&](const auto& each) {
    return each.second.since > was.since && model::is_same_review(*each.second.post, post);
  });
}

void LostEntries::look_for_successors(const std::vector<PostChange>& changes) {
  std::map<std::string_view, PostPointer> now;  // what those that changed are, by id
  for (const PostChange& change : changes) {
    if (change.before) now.emplace(change.before->id, change.after);
  }
  const NewPosts posts{changes};
  for (auto& [identity, lost] : lost_) {
    if (lost.successor) {
      const auto changed = now.find(lost.successor->id);
      if (changed != now.end()) lost.successor = changed->second;
    }
    if (!lost.successor) lost.successor = posts.find(*lost.post);
  }
}

std::vector<Diagnostic> LostEntries::problems(const catalogue::Snapshot& snapshot, const std::string& content_name,
                                              const std::string& feeds_name) const {
  std::map<std::string_view, std::size_t> first_names;  // of those that have another now: when they lost their first
  for (const auto& [identity, lost] : lost_) {
    if (!lost.successor) continue;
    const auto [known, is_new] = first_names.try_emplace(lost.successor->id, lost.since);
    if (!is_new) known->second = std::min(known->second, lost.since);
  }
  std::vector<Diagnostic> problems;
  for (const auto& [identity, lost] : lost_) {
    const auto& [post, successor, since] = lost;
    if (is_known_to_be_gone(*post, snapshot)) continue;
    if (successor && first_names.at(successor->id) < since) continue;  // the first is the right one
    const std::string file = content_name + "/" + post->file;
    const std::string& id = post->entry_id.empty() ? post->id : post->entry_id;
    if (successor) {
      const std::string& found = successor->entry_id.empty() ? successor->id : successor->entry_id;
      problems.push_back(
          {.file = content_name + "/" + successor->file,
           .message = fmt::format("expected \"id: {}\", under which subscribers have this post from {}, found \"{}\": "
                                  "they get it a second time",
                                  id, file, found)});
    } else {
      const std::string line = post->entry_id.empty() ? fmt::format("\"id: {}\"", post->id)
                                                      : fmt::format("\"id: {}\" and \"entry_id: {}\"", post->id, id);
      problems.push_back({.file = file,
                          .message = fmt::format("expected the post \"{}\", which subscribers have, or {} in "
                                                 "{}/gone.yaml; found neither",
                                                 id, line, feeds_name)});
    }
  }
  std::sort(problems.begin(), problems.end(), [](const Diagnostic& a, const Diagnostic& b) {
    return std::tie(a.file, a.message) < std::tie(b.file, b.message);
  });
  return problems;
}

}  // namespace citefeed::publish
