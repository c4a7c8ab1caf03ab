#include "importing/merge.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <set>
#include <utility>

#include "content/report.hpp"
#include "importing/content_file.hpp"
#include "importing/known_posts.hpp"
#include "importing/new_file.hpp"
#include "importing/slug.hpp"
#include "importing/topic_list.hpp"

namespace citefeed::importing {
namespace {

template <class T>
void add_missing(std::vector<T>& list, const std::vector<T>& more) {
  for (const auto& item : more) {
    if (std::find(list.begin(), list.end(), item) == list.end()) list.push_back(item);
  }
}

std::string folder_of(std::chrono::year_month month) {
  return fmt::format("{:04}/{:02}/", static_cast<int>(month.year()), static_cast<unsigned>(month.month()));
}

class Merger final {
 public:
  Merger(const std::vector<ExistingFile>& existing, const model::Definitions& definitions)
      : definitions_(definitions), filing_(definitions) {
    for (const auto& file : existing) add_existing(file);
  }

  void add(const Page& page) {
    const auto topic = page.topic.empty() ? std::string{} : find_topic(definitions_, page.topic);
    if (topic.empty() && !page.topic.empty()) {
      import_.diagnostics.push_back(
          {.file = page.shown_file,
           .message = fmt::format("expected a topic of topics.yaml, found {}", content::in_quotes(page.topic))});
      return;
    }
    std::size_t with_other_id = 0;
    for (const auto& post : page.posts) {
      auto filed = filing_.file(post, page.shown_file);
      if (!topic.empty()) add_missing(filed.topics, {topic});
      auto* known = known_.find(post);
      if (known == nullptr) {
        add_new(post, std::move(filed), page.shown_file);
        continue;
      }
      ++import_.known;
      check_month(*known, post, page.shown_file);
      if (known->fresh) {
        complete(*known, post, filed);
      } else {
        const bool has_other_id = !post.id.empty() && post.id != known->foreign_id;
        if (has_other_id && known->foreign_id.empty()) ++with_other_id;
        file_under(*known, filed.topics, page.shown_file, post.line);
      }
    }
    note_other_ids(with_other_id, page.shown_file);
  }

  Import finish() {
    std::size_t without_topic = 0;
    for (const auto& fresh : fresh_) {
      auto bytes = write_new_file(fresh, definitions_, import_.diagnostics);
      if (!bytes) continue;
      import_.files[fresh.path] = std::move(*bytes);
      ++import_.new_posts;
      if (fresh.filed.topics.empty()) ++without_topic;
    }
    for (auto& unknown : filing_.unknown_names()) import_.diagnostics.push_back(std::move(unknown));
    if (without_topic > 0) {
      warn(
          fresh_.front().source_file, 0,
          fmt::format("expected a topic for each new post, found none for {} of {}", without_topic, import_.new_posts));
    }
    return std::move(import_);
  }

 private:
  void add_existing(const ExistingFile& file) {
    paths_.insert(file.path);
    if (file.post == nullptr) {
      broken_.insert(file.path);
      return;
    }
    const auto& post = *file.post;
    ids_.insert(post.id);
    const auto day = definitions_.site.time_zone.day_of(post.published);
    std::vector<std::string> citations;
    for (const auto& citation : post.reviewed) citations.push_back(citation.printed);
    const auto& known = known_.add({.path = file.path,
                                    .bytes = file.bytes,
                                    .month = to_text(day.year() / day.month()),
                                    .foreign_id = post.entry_id,
                                    .topics = post.topics},
                                   post.title, citations);
    known_.add_id(known, post.id);
  }

  void warn(const std::string& file, std::uint32_t line, std::string message) {
    import_.diagnostics.push_back(
        {.file = file, .line = line, .severity = Severity::warning, .message = std::move(message)});
  }

  void check_month(const KnownPost& known, const ImportedPost& post, const std::string& page) {
    if (known.month == to_text(post.month) || (!post.id.empty() && post.id == known.foreign_id)) return;
    warn(page, post.line,
         fmt::format("expected the post on this citation in {}, as in {}, found it in {}; it is taken for the same",
                     known.month, known.path, to_text(post.month)));
  }

  /// What the first source of a new post left open, another one says.
  void complete(KnownPost& known, const ImportedPost& post, const Filed& filed) {
    auto& [fresh, fresh_filed, path, own_id, source] = fresh_[*known.fresh];
    if (fresh.id.empty() && !post.id.empty()) {
      fresh.id = known.foreign_id = post.id;
      known_.add_id(known, post.id);
    }
    if (fresh.published.empty() && fresh.month == post.month) fresh.published = post.published;
    if (fresh.updated.empty()) fresh.updated = post.updated;
    if (fresh.language.empty()) fresh.language = post.language;
    if (fresh.citations.empty()) fresh.citations = post.citations;
    add_missing(fresh.aliases, post.aliases);
    add_missing(fresh_filed.topics, filed.topics);
    add_missing(fresh_filed.research_types, filed.research_types);
    if (fresh_filed.authors.empty()) fresh_filed.authors = filed.authors;
  }

  void file_under(KnownPost& known, const std::vector<std::string>& topics, const std::string& page,
                  std::uint32_t line) {
    for (const auto& topic : topics) {
      if (std::find(known.topics.begin(), known.topics.end(), topic) != known.topics.end()) continue;
      auto bytes = with_topic(known.bytes, topic);
      if (!bytes) {
        import_.diagnostics.push_back(
            {.file = page,
             .line = line,
             .message =
                 fmt::format("expected a list of topics in {} to add \"{}\" to, found another form; add it by hand",
                             known.path, topic)});
        return;
      }
      known.topics.push_back(topic);
      known.bytes = std::move(*bytes);
      import_.files[known.path] = known.bytes;
      if (again_.insert(known.path).second) ++import_.filed_again;
    }
  }

  void note_other_ids(std::size_t posts, const std::string& page) {
    if (posts == 0) return;
    warn(
        page, 0,
        fmt::format("expected posts without a file, found {} that content/ has under other identities; these stay, and "
                    "subscribers of the old feed will take the posts for new ones",
                    posts));
  }

  void add_new(const ImportedPost& post, Filed filed, const std::string& page) {
    const auto month = to_text(post.month);
    const auto base = post.slug.empty() ? slug_of(post.title) : post.slug;
    const auto folder = folder_of(post.month);
    if (broken_.count(folder + base + ".md") != 0) {
      import_.diagnostics.push_back(
          {.file = page,
           .line = post.line,
           .message = fmt::format("expected {}{}.md to be readable, as it may be this post, found errors in it", folder,
                                  base)});
      return;
    }
    auto slug = base;
    const auto is_taken = [&] {
      return paths_.count(fmt::format("{}{}.md", folder, slug)) != 0 ||
             ids_.count(fmt::format("{}/{}", month, slug)) != 0;
    };
    for (auto& copy = copies_[folder + base]; is_taken();) slug = fmt::format("{}-{}", base, ++copy + 1);
    const auto path = folder + slug + ".md";
    const auto own_id = month + '/' + slug;
    paths_.insert(path);
    ids_.insert(own_id);
    if (!post.id.empty()) ids_.insert(post.id);
    known_.add({.path = path, .month = month, .foreign_id = post.id, .fresh = fresh_.size()}, post.title,
               post.citations);
    fresh_.push_back({.post = post, .filed = std::move(filed), .path = path, .own_id = own_id, .source_file = page});
  }

  const model::Definitions& definitions_;
  Filing filing_;
  KnownPosts known_ = {};
  std::vector<NewPost> fresh_ = {};
  std::set<std::string> paths_ = {};
  std::set<std::string> broken_ = {};
  std::set<std::string> ids_ = {};
  std::set<std::string> again_ = {};
  std::map<std::string, int> copies_ = {};  ///< by path without "-2" and ".md": how many were tried
  Import import_ = {};
};

}  // namespace

Import merge(const std::vector<ExistingFile>& existing, const std::vector<Page>& pages,
             const model::Definitions& definitions) {
  Merger merger{existing, definitions};
  for (const auto& page : pages) merger.add(page);
  return merger.finish();
}

}  // namespace citefeed::importing
