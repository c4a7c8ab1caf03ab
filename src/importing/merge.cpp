#include "importing/merge.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/utf8.hpp"
#include "citation/doi.hpp"
#include "citation/reference.hpp"
#include "content/report.hpp"
#include "importing/content_file.hpp"
#include "importing/filing.hpp"
#include "importing/imported_post.hpp"
#include "importing/page_shape.hpp"

namespace citefeed::importing {
namespace {

// The posts that are there, before or through an import, and how to find one again.

struct KnownPost {
  std::string path = {};
  std::string bytes = {};                 ///< of its file; empty for a new post
  std::string month = {};                 ///< "2023-12"
  std::string foreign_id = {};            ///< the identity it brought from elsewhere; empty when it has none such
  std::vector<std::string> topics = {};   ///< slugs; a new post has its own list
  std::optional<std::size_t> fresh = {};  ///< which new post it is
};

/// One thread at a time.
class KnownPosts final {
 public:
  /// `title` and `citations` are what the post is known by beside its identity. The post stays where it is until the
  /// next one is added.
  KnownPost& add(KnownPost post, std::string_view title, const std::vector<std::string>& citations);

  /// The post is also known by that identity.
  void add_id(const KnownPost& post, const std::string& id);

  /// The post that `post` is; null when it is new.
  [[nodiscard]] KnownPost* find(const ImportedPost& post);

 private:
  using Index = std::map<std::string, std::size_t>;  ///< of the first post with that key

  std::vector<KnownPost> posts_ = {};
  Index by_id_ = {};
  Index by_looks_ = {};             ///< by title and month, and by citation
  Index by_looks_without_id_ = {};  ///< those that brought no identity: only they can be a post that brings one
};

std::string title_key(std::string_view title, std::string_view month) {
  return fmt::format("title {} {}", month, fold_case(single_line(title)));
}

/// What a citation is known by: all of it, and, within a month, its DOI, since exports print references otherwise than
/// pages do.
std::vector<std::string> citation_keys(std::string_view printed, std::string_view month) {
  std::vector<std::string> keys = {fmt::format("citation {}", citation::as_printed(printed))};
  const auto doi = citation::parse_doi(printed);
  if (doi) keys.push_back(fmt::format("doi {} {}", month, fold_case(*doi)));
  return keys;
}

std::vector<std::string> keys_of(std::string_view title, std::string_view month,
                                 const std::vector<std::string>& citations) {
  std::vector<std::string> keys = {title_key(title, month)};
  for (const auto& citation : citations) {
    for (auto& key : citation_keys(citation, month)) keys.push_back(std::move(key));
  }
  return keys;
}

KnownPost& KnownPosts::add(KnownPost post, std::string_view title, const std::vector<std::string>& citations) {
  for (const auto& key : keys_of(title, post.month, citations)) {
    by_looks_.emplace(key, posts_.size());
    if (post.foreign_id.empty()) by_looks_without_id_.emplace(key, posts_.size());
  }
  if (!post.foreign_id.empty()) by_id_.emplace(post.foreign_id, posts_.size());
  return posts_.emplace_back(std::move(post));
}

void KnownPosts::add_id(const KnownPost& post, const std::string& id) {
  by_id_.emplace(id, static_cast<std::size_t>(&post - posts_.data()));
}

KnownPost* KnownPosts::find(const ImportedPost& post) {
  if (const auto found = by_id_.find(post.id); found != by_id_.end()) return &posts_[found->second];
  const auto& index = post.id.empty() ? by_looks_ : by_looks_without_id_;
  for (const auto& key : keys_of(post.title, to_text(post.month), post.citations)) {
    const auto found = index.find(key);
    if (found == index.end()) continue;
    auto& known = posts_[found->second];
    if (post.id.empty() || known.foreign_id.empty()) return &known;  // it may have got one since
  }
  return nullptr;
}

/// A line of the file: [begin, end) without its line end.
struct Line {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t next = 0;  ///< where the following line begins
};

/// The lines from "---" to the next "---" or "...", both included; empty when there is no front matter.
std::vector<Line> front_matter_lines(std::string_view file) {
  std::vector<Line> lines;
  std::size_t begin = file.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  while (begin < file.size()) {
    const auto end = std::min(file.find('\n', begin), file.size());
    const bool carriage_return = end > begin && file[end - 1] == '\r';
    lines.push_back({.begin = begin, .end = carriage_return ? end - 1 : end, .next = std::min(end + 1, file.size())});
    const auto text = trim(file.substr(begin, end - begin));
    if (lines.size() == 1 && text != "---") return {};
    if (lines.size() > 1 && (file.substr(begin).starts_with("---") || file.substr(begin).starts_with("...")) &&
        (text == "---" || text == "...")) {
      return lines;
    }
    begin = end + 1;
  }
  return {};
}

class Editor final {
 public:
  Editor(std::string_view file, std::string_view slug) : file_(file), slug_(slug), lines_(front_matter_lines(file)) {}

  [[nodiscard]] std::optional<std::string> edit() const {
    static constexpr std::string_view key = "topics:";
    if (lines_.empty()) return std::nullopt;
    for (std::size_t at = 1; at + 1 < lines_.size(); ++at) {
      if (!text(at).starts_with(key)) continue;
      const std::size_t value = without_space(lines_[at].begin + key.size());
      const char first = value < lines_[at].end ? file_[value] : '#';
      if (first == '[') return in_brackets(value);
      if (first == '#') return as_lines(at, lines_[at].begin + key.size());
      return one_name(at, value);
    }
    return insert(lines_.back().begin, fmt::format("topics: [{}]{}", slug_, line_end()));
  }

 private:
  [[nodiscard]] std::string_view text(std::size_t line) const {
    return file_.substr(lines_[line].begin, lines_[line].end - lines_[line].begin);
  }
  [[nodiscard]] std::string_view line_end() const {
    return file_.substr(lines_.front().end, lines_.front().next - lines_.front().end);
  }
  [[nodiscard]] std::size_t without_space(std::size_t at) const {
    return std::min(file_.find_first_not_of(" \t", at), file_.size());
  }

  [[nodiscard]] std::string insert(std::size_t at, std::string_view what) const {
    return fmt::format("{}{}{}", file_.substr(0, at), what, file_.substr(at));
  }

  /// The bracket at `open` to its partner, over several lines if need be, past quotes and comments.
  [[nodiscard]] std::optional<std::string> in_brackets(std::size_t open) const {
    std::size_t last = open;  // the last character that is not white space or comment
    char quote = '\0';
    for (std::size_t at = open + 1; at < lines_.back().begin; ++at) {
      const char c = file_[at];
      const bool space = c == ' ' || c == '\t' || c == '\r' || c == '\n';
      if (quote != '\0') {
        if (c == quote) quote = '\0';
      } else if (c == '[' || c == '{') {
        return std::nullopt;
      } else if (c == ']') {
        return insert(last + 1, fmt::format("{}{}", file_[last] == '[' ? "" : file_[last] == ',' ? " " : ", ", slug_));
      } else if (c == '#' && at > last + 1) {
        at = std::min(file_.find('\n', at), lines_.back().begin);
      } else if ((c == '"' || c == '\'') && (file_[last] == '[' || file_[last] == ',')) {
        quote = c;
      }
      if (!space && c != '#') last = at;
    }
    return std::nullopt;
  }

  /// Lines "- name" below the line `key`; when there are none, the list is null and begins at `value`.
  [[nodiscard]] std::optional<std::string> as_lines(std::size_t key, std::size_t value) const {
    std::optional<std::size_t> indent, last;
    for (std::size_t at = key + 1; at + 1 < lines_.size(); ++at) {
      const auto line = text(at);
      const auto content = std::min(line.find_first_not_of(" \t"), line.size());
      if (content == line.size() || line[content] == '#') continue;
      const bool item = line.substr(content).starts_with("- ") && (!indent || *indent == content);
      const bool continued = indent && content > *indent;
      if (!indent && !item && content > 0) return std::nullopt;  // a value that begins on the next line
      if (!item && !continued) break;
      if (!indent) indent = content;
      last = at;
    }
    if (!last) return insert(value, fmt::format(" [{}]", slug_));
    const auto margin = std::string(*indent, ' ');
    return insert(lines_[*last].next, fmt::format("{}- {}{}", margin, slug_, line_end()));
  }

  /// "topics: empathy": one name becomes a list of two.
  [[nodiscard]] std::optional<std::string> one_name(std::size_t line, std::size_t value) const {
    auto name = file_.substr(value, lines_[line].end - value);
    const bool quoted = name.front() == '"' || name.front() == '\'';
    if (!quoted) name = trim(name.substr(0, name.find(" #")));
    if (quoted) name = name.substr(0, std::min(name.find(name.front(), 1), name.size() - 1) + 1);
    const bool simple = name.find_first_of("[]{},&*!|>%@`") == std::string_view::npos;
    const bool continued = !text(line + 1).empty() && text(line + 1).find_first_of(" \t") == 0;
    if (continued || (!quoted && !simple)) return std::nullopt;
    const auto after = file_.substr(value + name.size());
    return fmt::format("{}[{}, {}]{}", file_.substr(0, value), name, slug_, after);
  }

  std::string_view file_;
  std::string_view slug_;
  std::vector<Line> lines_;
};

}  // namespace

std::optional<std::string> with_topic(std::string_view file, std::string_view slug) {
  return Editor{file, slug}.edit();
}

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
