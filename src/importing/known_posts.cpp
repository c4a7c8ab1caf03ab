#include "importing/known_posts.hpp"

#include <fmt/format.h>

#include "base/utf8.hpp"
#include "citation/doi.hpp"
#include "importing/content_file.hpp"
#include "importing/page_shape.hpp"

namespace citefeed::importing {
namespace {

std::string id_key(std::string_view id) {
  return fmt::format("id {}", id);
}

std::string title_key(std::string_view title, std::string_view month) {
  return fmt::format("title {} {}", month, fold_case(single_line(title)));
}

/// What a citation is known by: all of it, and, within a month, its DOI, since exports print references otherwise than
/// pages do.
std::vector<std::string> citation_keys(std::string_view printed, std::string_view month) {
  std::vector<std::string> keys = {fmt::format("citation {}", single_line(printed))};
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

}  // namespace

KnownPost& KnownPosts::add(KnownPost post, std::string_view title, const std::vector<std::string>& citations) {
  for (const auto& key : keys_of(title, post.month, citations)) add_key(key, posts_.size());
  if (!post.foreign_id.empty()) add_key(id_key(post.foreign_id), posts_.size());
  return posts_.emplace_back(std::move(post));
}

void KnownPosts::add_id(const KnownPost& post, const std::string& id) {
  add_key(id_key(id), static_cast<std::size_t>(&post - posts_.data()));
}

bool KnownPosts::is_same(const KnownPost& known, const ImportedPost& post) const {
  return post.id.empty() || known.foreign_id.empty() || post.id == known.foreign_id;
}

KnownPost* KnownPosts::find(const ImportedPost& post) {
  if (!post.id.empty()) {
    if (const auto found = index_.find(id_key(post.id)); found != index_.end()) return &posts_[found->second];
  }
  for (const auto& key : keys_of(post.title, to_text(post.month), post.citations)) {
    const auto [begin, end] = index_.equal_range(key);
    for (auto at = begin; at != end; ++at) {
      if (is_same(posts_[at->second], post)) return &posts_[at->second];
    }
  }
  return nullptr;
}

}  // namespace citefeed::importing
