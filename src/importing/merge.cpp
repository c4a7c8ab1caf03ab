#include "importing/merge.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <set>
#include <utility>

#include "base/utf8.hpp"
#include "importing/content_file.hpp"
#include "importing/page_shape.hpp"
#include "importing/slug.hpp"
#include "importing/topic_list.hpp"

namespace citefeed::importing {
namespace {

/// A post that is there, before or through this import.
struct Known {
  std::string path = {};
  std::string bytes = {};
  std::string month = {};                ///< "2023-12"
  std::vector<std::string> topics = {};  ///< slugs
};

std::string title_key(std::string_view title, std::string_view month) {
  return fmt::format("title {} {}", month, fold_case(single_line(title)));
}

std::string citation_key(std::string_view printed) {
  return fmt::format("citation {}", single_line(printed));
}

class Merger final {
 public:
  Merger(const std::vector<ExistingFile>& existing, const model::Definitions& definitions) : definitions_(definitions) {
    for (const auto& file : existing) add_existing(file);
  }

  void add(const Page& page) {
    const auto topic = page.topic.empty() ? std::string{} : find_topic(definitions_, page.topic);
    if (topic.empty() && !page.topic.empty()) {
      import_.diagnostics.push_back(
          {.file = page.shown_file,
           .message = fmt::format("expected a topic of topics.yaml, found \"{}\"", page.topic)});
      return;
    }
    for (const auto& post : page.posts) {
      if (auto* known = find(post)) {
        check_month(*known, post, page.shown_file);
        file_under(*known, topic, page.shown_file, post.line);
      } else {
        add_new(post, topic, page.shown_file);
      }
    }
  }

  Import finish() { return std::move(import_); }

 private:
  void add_existing(const ExistingFile& file) {
    paths_.insert(file.path);
    if (file.post == nullptr) {
      broken_.insert(file.path);
      return;
    }
    const auto& post = *file.post;
    ids_.insert(post.id);
    const auto index = known_.size();
    const auto day = definitions_.site.time_zone.day_of(post.published);
    const auto month = to_text(day.year() / day.month());
    known_.push_back({.path = file.path, .bytes = file.bytes, .month = month, .topics = post.topics});
    index_.emplace(title_key(post.title, month), index);
    for (const auto& citation : post.reviewed) index_.emplace(citation_key(citation.printed), index);
  }

  Known* find(const ImportedPost& post) {
    std::vector<std::string> keys = {title_key(post.title, to_text(post.month))};
    for (const auto& citation : post.citations) keys.push_back(citation_key(citation));
    for (const auto& key : keys) {
      if (const auto found = index_.find(key); found != index_.end()) return &known_[found->second];
    }
    return nullptr;
  }

  void check_month(const Known& known, const ImportedPost& post, const std::string& page) {
    if (known.month == to_text(post.month)) return;
    import_.diagnostics.push_back(
        {.file = page,
         .line = post.line,
         .severity = Severity::warning,
         .message =
             fmt::format("expected the post on this citation in {}, as in {}, found it in {}; it is taken for the same",
                         known.month, known.path, to_text(post.month))});
  }

  void file_under(Known& known, const std::string& topic, const std::string& page, std::uint32_t line) {
    const bool filed = std::find(known.topics.begin(), known.topics.end(), topic) != known.topics.end();
    if (topic.empty() || filed) return;
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
    if (new_.count(known.path) == 0 && again_.insert(known.path).second) ++import_.filed_again;
  }

  void add_new(const ImportedPost& post, const std::string& topic, const std::string& page) {
    const auto month = to_text(post.month);
    const auto base = slug_of(post.title);
    const auto folder =
        fmt::format("{:04}/{:02}/", static_cast<int>(post.month.year()), static_cast<unsigned>(post.month.month()));
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
    for (int copy = 2; is_taken(); ++copy) slug = fmt::format("{}-{}", base, copy);
    const auto path = folder + slug + ".md";
    const auto id = month + '/' + slug;
    Known known = {.path = path, .month = month};
    if (!topic.empty()) known.topics.push_back(topic);
    known.bytes = to_content_file(post, id, known.topics);
    import_.files[path] = known.bytes;
    ++import_.new_posts;
    new_.insert(path);
    paths_.insert(path);
    ids_.insert(id);
    index_.emplace(title_key(post.title, month), known_.size());
    for (const auto& citation : post.citations) index_.emplace(citation_key(citation), known_.size());
    known_.push_back(std::move(known));
  }

  const model::Definitions& definitions_;
  std::vector<Known> known_ = {};
  std::map<std::string, std::size_t> index_ = {};  ///< into `known_`, by title and month and by citation
  std::set<std::string> paths_ = {};
  std::set<std::string> broken_ = {};
  std::set<std::string> ids_ = {};
  std::set<std::string> new_ = {};
  std::set<std::string> again_ = {};
  Import import_ = {};
};

}  // namespace

std::string find_topic(const model::Definitions& definitions, std::string_view name) {
  const std::string wanted = fold_case(single_line(name));
  for (const auto& topic : definitions.topics) {
    const bool alias = std::any_of(topic.aliases.begin(), topic.aliases.end(),
                                   [&wanted](const std::string& other) { return fold_case(other) == wanted; });
    if (topic.slug == wanted || alias || fold_case(single_line(topic.label)) == wanted) return topic.slug;
  }
  return {};
}

Import merge(const std::vector<ExistingFile>& existing, const std::vector<Page>& pages,
             const model::Definitions& definitions) {
  Merger merger{existing, definitions};
  for (const auto& page : pages) merger.add(page);
  return merger.finish();
}

}  // namespace citefeed::importing
