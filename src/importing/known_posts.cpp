#include "importing/known_posts.hpp"

#include <fmt/format.h>

#include "base/utf8.hpp"
#include "citation/doi.hpp"
#include "importing/content_file.hpp"
#include "importing/page_shape.hpp"

namespace citefeed::importing {
namespace {

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

}  // namespace citefeed::importing
