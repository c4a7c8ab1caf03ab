#include "catalogue/snapshot.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <unordered_map>
#include <unordered_set>

#include "catalogue/catalogue.hpp"
#include "catalogue/notices.hpp"
#include "citation/citation.hpp"

namespace citefeed::catalogue {
namespace {

/// Calls `visit` with the identity of each article that `post` reviews and its place among them.
template <class Visit>
void for_each_article(const model::Post& post, const Visit& visit) {
  for (std::size_t position = 0; position < post.reviewed.size(); ++position) {
    const std::string identity = citation::identity(post.reviewed[position]);
    if (!identity.empty()) visit(identity, position);
  }
}

/// Which of the articles that `post` reviews has `identity`.
std::size_t position_of(const model::Post& post, const std::string& identity) {
  std::size_t position = post.reviewed.size();
  for_each_article(post, [&](const std::string& each, std::size_t at) {
    if (each == identity) position = std::min(position, at);
  });
  return position;
}

/// `reviews` newest first, at least one. Of two that were published at the same time, the first by id is the first.
ArticlePointer make_article(const std::string& identity, std::vector<PostPointer> reviews) {
  const auto first = std::min_element(reviews.begin(), reviews.end(), [](const PostPointer& a, const PostPointer& b) {
    return a->published < b->published;
  });
  return std::make_shared<const model::Article>(
      model::Article{.first = *first, .position = position_of(**first, identity), .reviews = std::move(reviews)});
}

}  // namespace

Articles revise(const Articles& articles, const std::vector<PostChange>& changes) {
  std::unordered_map<std::string, ListChange> touched;  // by identity: the posts that review it
  for (const PostChange& change : changes) {
    const auto note = [&touched](const PostPointer& post, auto list) {
      if (!post) return;
      for_each_article(*post, [&](const std::string& identity, std::size_t) {
        auto& posts = touched[identity].*list;
        if (posts.empty() || posts.back() != post) posts.push_back(post);  // unless it names the article twice
      });
    };
    note(change.before, &ListChange::gone);
    note(change.after, &ListChange::come);
  }
  Articles::Editor editor{articles};
  for (auto& [identity, change] : touched) {
    std::vector<PostPointer> reviews = std::move(change.come);
    if (const ArticlePointer* known = editor.find(identity)) {
      std::copy_if((*known)->reviews.begin(), (*known)->reviews.end(), std::back_inserter(reviews),
                   [&gone = change.gone](const PostPointer& post) {
                     return std::find(gone.begin(), gone.end(), post) == gone.end();
                   });
    }
    std::sort(reviews.begin(), reviews.end(), stands_before);
    reviews.empty() ? editor.erase(identity) : editor.set(identity, make_article(identity, std::move(reviews)));
  }
  return editor.finish();
}

std::vector<ArticlePointer> articles_of(Posts posts, const Articles& articles) {
  std::vector<ArticlePointer> listed;
  std::unordered_set<const model::Article*> seen;
  for (const PostPointer& post : posts) {
    for_each_article(*post, [&](const std::string& identity, std::size_t) {
      const ArticlePointer* found = articles.find(identity);
      if (found != nullptr && seen.insert(found->get()).second) listed.push_back(*found);
    });
  }
  return listed;
}

std::vector<citation::Citation> citations_of(const std::vector<PostPointer>& posts,
                                             const std::vector<PostPointer>& noting) {
  std::unordered_map<std::string, std::vector<model::Notice>> notices;  // by identity of the article
  for (const PostPointer& post : noting) {
    for (const model::Notice& notice : post->notices) {
      if (notice.article < post->reviewed.size())
        notices[citation::identity(post->reviewed[notice.article])].push_back(notice);
    }
  }
  std::vector<PostPointer> oldest_first = posts;
  std::stable_sort(oldest_first.begin(), oldest_first.end(),
                   [](const PostPointer& a, const PostPointer& b) { return a->published < b->published; });
  std::vector<citation::Citation> citations;
  std::unordered_set<std::string> known;
  for (const PostPointer& post : oldest_first) {
    for_each_article(*post, [&](const std::string& identity, std::size_t position) {
      if (!known.insert(identity).second) return;
      const auto found = notices.find(identity);
      const auto& citation = post->reviewed[position];
      citations.push_back(found == notices.end() ? citation
                                                 : model::noted(citation, model::standing_notices(found->second)));
    });
  }
  return citations;
}

namespace {

/// What timelines of one kind lose and gain, by name.
class TimelineChanges final {
 public:
  /// `names_of` says on which timelines a post stands.
  template <class NamesOf>
  TimelineChanges(const std::vector<PostChange>& changes, const NamesOf& names_of) {
    for (const PostChange& change : changes) {
      if (change.before) {
        for (const std::string& name : names_of(*change.before)) changes_[name].gone.push_back(change.before);
      }
      if (change.after) {
        for (const std::string& name : names_of(*change.after)) changes_[name].come.push_back(change.after);
      }
    }
  }

  void apply(TimelinesByName& timelines, const TimeZone& zone) const {
    for (const auto& [name, change] : changes_) {
      auto revised = catalogue::revise(timelines[name], change, zone);
      if (revised.empty()) {
        timelines.erase(name);
      } else {
        timelines[name] = std::move(revised);
      }
    }
  }

 private:
  std::map<std::string, ListChange> changes_ = {};
};

std::vector<std::string> bundles_of(const model::Post& post, const std::vector<model::Bundle>& bundles) {
  std::vector<std::string> names;
  for (const model::Bundle& bundle : bundles) {
    if (chooses(bundle.select, post)) names.push_back(bundle.name);
  }
  return names;
}

/// Every post that stands on any of the timelines of `slugs`, in order, each once.
std::vector<PostPointer> unite(const TimelinesByName& timelines, const std::vector<std::string>& slugs) {
  std::vector<PostPointer> all;
  for (const std::string& slug : slugs) {
    const auto found = timelines.find(slug);
    if (found == timelines.end()) continue;
    const auto posts = found->second.all();
    std::vector<PostPointer> merged;
    merged.reserve(all.size() + posts.size());
    std::set_union(all.begin(), all.end(), posts.begin(), posts.end(), std::back_inserter(merged), stands_before);
    all = std::move(merged);
  }
  return all;
}

/// Posts that are in one of two snapshots only, or otherwise in the other.
using ChangesById = std::map<std::string, PostChange>;

/// Notes which posts of two lists, both in order, are not the same objects.
void compare(Posts before, Posts after, ChangesById& changes) {
  auto old = before.begin(), now = after.begin();
  while (old != before.end() || now != after.end()) {
    if (old != before.end() && now != after.end() && *old == *now) {
      ++old;
      ++now;
    } else if (now == after.end() || (old != before.end() && !stands_before(*now, *old))) {
      changes[(*old)->id].before = *old;
      ++old;
    } else {
      changes[(*now)->id].after = *now;
      ++now;
    }
  }
}

/// The changes of posts of which `is_meant` is true: one that begins to be meant comes, one that ceases to be goes.
template <class IsMeant>
std::vector<PostChange> only_of(const std::vector<PostChange>& changes, const IsMeant& is_meant) {
  std::vector<PostChange> found;
  const auto meant = [&is_meant](const PostPointer& post) { return post && is_meant(*post) ? post : nullptr; };
  for (const PostChange& change : changes) {
    PostChange part{.before = meant(change.before), .after = meant(change.after)};
    if (part.before || part.after) found.push_back(std::move(part));
  }
  return found;
}

void note_withdrawn(const std::vector<PostChange>& changes,
                    std::map<std::string, PostPointer, std::less<>>& withdrawn) {
  for (const PostChange& change : changes) {
    if (change.before && change.before->withdrawn) withdrawn.erase(change.before->id);
  }
  for (const PostChange& change : changes) {
    if (change.after && change.after->withdrawn) withdrawn[change.after->id] = change.after;
  }
}

/// `changes` are those on the timelines.
void note_not_gone(const std::vector<PostChange>& changes, const std::vector<model::GonePost>& gone,
                   std::set<std::string, std::less<>>& not_gone) {
  if (gone.empty()) return;
  std::set<std::string_view> ids;
  for (const model::GonePost& post : gone) ids.insert(post.id);
  for (const PostChange& change : changes) {
    if (change.before) not_gone.erase(change.before->id);
  }
  for (const PostChange& change : changes) {
    if (change.after && ids.contains(change.after->id)) not_gone.insert(change.after->id);
  }
}

ListChange changed_notices(const std::vector<PostChange>& changes, const TimeZone& zone) {
  ListChange list;
  const auto add = [&zone](const PostPointer& post, std::vector<PostPointer>& to) {
    if (!post) return;
    auto notices = notices_of(*post, zone);
    std::move(notices.begin(), notices.end(), std::back_inserter(to));
  };
  for (const PostChange& change : changes) {
    add(change.before, list.gone);
    add(change.after, list.come);
  }
  return list;
}

/// Of what `snapshot` says to be gone, the notices of posts that are.
std::vector<PostPointer> gone_posts(const Snapshot& snapshot, const model::SiteDefinition& site) {
  std::vector<PostPointer> notices;
  for (const model::GonePost& post : snapshot.gone.posts) {
    const bool has_file = snapshot.not_gone.contains(post.id) || snapshot.withdrawn.contains(post.id);
    if (!has_file) notices.push_back(notice_of(post, site));
  }
  return notices;
}

Timeline revise(const Timeline& timeline, const std::vector<PostChange>& changes, const TimeZone& zone) {
  ListChange list;
  for (const PostChange& change : changes) {
    if (change.before) list.gone.push_back(change.before);
    if (change.after) list.come.push_back(change.after);
  }
  return catalogue::revise(timeline, list, zone);
}

}  // namespace

bool chooses(const model::Selection& selection, const model::Post& post) {
  const auto any_of = [](const std::vector<std::string>& wanted, const std::vector<std::string>& found) {
    return wanted.empty() ||
           std::find_first_of(wanted.begin(), wanted.end(), found.begin(), found.end()) != wanted.end();
  };
  return any_of(selection.topics, post.topics) && any_of(selection.types, post.research_types);
}

std::optional<model::MonthName> open_month_at(const Timeline& everything, const TimeZone& zone, Instant now) {
  if (everything.empty()) return std::nullopt;
  const Year& year = *everything.years.front();
  const model::MonthName newest{.year = year.number, .month = year.months.front().number};
  return now < end_of(newest, zone) ? std::optional{newest} : std::nullopt;
}

std::shared_ptr<const Snapshot> revise(const Snapshot& snapshot, const std::vector<PostChange>& all_changes,
                                       const model::Definitions& definitions, Instant now) {
  const TimeZone& zone = definitions.site.time_zone;
  auto next = std::make_shared<Snapshot>(snapshot);
  note_withdrawn(all_changes, next->withdrawn);
  const auto changes = only_of(all_changes, [](const model::Post& post) { return !post.withdrawn; });
  note_not_gone(changes, definitions.gone.posts, next->not_gone);
  next->everything = revise(snapshot.everything, changes, zone);
  next->notices = catalogue::revise(snapshot.notices, changed_notices(all_changes, zone), zone);
  next->corrections = catalogue::revise(next->notices, {.come = gone_posts(*next, definitions.site)}, zone);
  TimelineChanges{changes, [](const model::Post& post) { return post.topics; }}.apply(next->by_topic, zone);
  TimelineChanges{changes, [](const model::Post& post) { return post.research_types; }}.apply(next->by_type, zone);
  TimelineChanges{changes, [&](const model::Post& post) { return bundles_of(post, definitions.bundles); }}.apply(
      next->by_bundle, zone);
  next->articles = revise(snapshot.articles, changes);
  next->open_month = open_month_at(next->everything, zone, now);
  return next;
}

std::shared_ptr<const Snapshot> take_snapshot(const std::vector<PostPointer>& posts,
                                              const model::Definitions& definitions, Instant now,
                                              const model::IntroductionsPointer& introductions) {
  std::vector<PostChange> changes;
  changes.reserve(posts.size());
  for (const PostPointer& post : posts) {
    if (auto seen = seen_at(post, now)) changes.push_back({.after = std::move(seen)});
  }
  return revise(Snapshot{.gone = gone_at(definitions.gone, now), .introductions = introductions}, changes, definitions,
                now);
}

std::vector<PostPointer> select(const Snapshot& snapshot, const model::Selection& selection) {
  auto posts = selection.topics.empty() ? snapshot.everything.all() : unite(snapshot.by_topic, selection.topics);
  std::erase_if(posts, [&selection](const PostPointer& post) { return !chooses({.types = selection.types}, *post); });
  return posts;
}

std::vector<PostChange> changes(const Snapshot& before, const Snapshot& after) {
  ChangesById by_id;
  const auto& olds = before.everything.years;
  const auto& nows = after.everything.years;
  auto old = olds.begin(), now = nows.begin();
  while (old != olds.end() || now != nows.end()) {
    const bool has_old = old != olds.end() && (now == nows.end() || (*old)->number >= (*now)->number);
    const bool has_now = now != nows.end() && (old == olds.end() || (*now)->number >= (*old)->number);
    const bool is_shared = has_old && has_now && *old == *now;
    if (!is_shared) compare(has_old ? Posts{(*old)->posts} : Posts{}, has_now ? Posts{(*now)->posts} : Posts{}, by_id);
    if (has_old) ++old;
    if (has_now) ++now;
  }
  std::vector<PostChange> found;
  for (auto& [id, change] : by_id) {
    if (change.before && change.after && change.before->digest == change.after->digest) continue;
    found.push_back(std::move(change));
  }
  return found;
}

}  // namespace citefeed::catalogue
