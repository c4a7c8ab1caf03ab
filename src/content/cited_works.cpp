#include "content/cited_works.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

namespace citefeed::content {
namespace {

/// The index of the first citation of `post` with this key; the number of its citations when there is none.
std::size_t find_citation(const model::Post& post, const std::string& key) {
  const auto found = std::find_if(post.reviewed.begin(), post.reviewed.end(),
                                  [&key](const citation::Citation& citation) { return article_key(citation) == key; });
  return static_cast<std::size_t>(found - post.reviewed.begin());
}

bool says_retracted(const model::Post& post, std::size_t index) {
  const auto standing = model::standing_notices(post);
  return std::any_of(standing.begin(), standing.end(), [index](const model::Notice& notice) {
    return notice.article == index && notice.kind == model::NoticeKind::retraction;
  });
}

}  // namespace

void CitedWorks::settle(const std::string& path, const Post& post) {
  const auto known = posts_.find(path);
  if (known != posts_.end()) {
    if (known->second == post) return;
    remove(path, *known->second);
    posts_.erase(known);
  }
  if (!post) return;
  add(path, *post);
  posts_.emplace(path, post);
}

void CitedWorks::add(const std::string& path, const model::Post& post) {
  for (const auto& citation : post.reviewed) {
    const auto key = article_key(citation);
    if (key.empty()) continue;
    auto& files = files_[key];
    files.insert(path);
    if (files.size() > 1 && !citation.doi.empty()) shared_.insert(key);
    if (retractions_ && retractions_->find(key) != nullptr) recorded_.insert(key);
  }
}

void CitedWorks::remove(const std::string& path, const model::Post& post) {
  for (const auto& citation : post.reviewed) {
    const auto entry = files_.find(article_key(citation));
    if (entry == files_.end()) continue;
    entry->second.erase(path);
    if (entry->second.size() < 2) shared_.erase(entry->first);
    if (!entry->second.empty()) continue;
    recorded_.erase(entry->first);
    files_.erase(entry);
  }
}

void CitedWorks::heed(std::shared_ptr<const Retractions> retractions) {
  retractions_ = std::move(retractions);
  recorded_.clear();
  if (!retractions_) return;
  for (const auto& [key, files] : files_) {
    if (retractions_->find(key) != nullptr) recorded_.insert(key);
  }
}

std::vector<Unsaid> CitedWorks::unsaid(const Present& present) const {
  std::map<std::string, std::vector<UnsaidRecord>> of_files;
  for (const auto& key : recorded_) {
    for (const auto& file : files_.at(key)) {
      const auto& post = *posts_.at(file);
      if (post.withdrawn) continue;
      auto records = content::unsaid(*retractions_->find(key), post, find_citation(post, key), present);
      auto& of_file = of_files[file];
      std::move(records.begin(), records.end(), std::back_inserter(of_file));
    }
  }
  std::vector<Unsaid> found;
  for (auto& [file, records] : of_files) {
    for (auto& together : by_message(std::move(records)))
      found.push_back({.file = file, .together = std::move(together)});
  }
  return found;
}

std::vector<Contradiction> CitedWorks::contradictions() const {
  std::vector<Contradiction> found;
  for (const auto& doi : shared_) {
    const auto& files = files_.at(doi);
    const auto& first = *posts_.at(*files.begin());
    const auto& expected = first.reviewed[find_citation(first, doi)];
    for (auto file = std::next(files.begin()); file != files.end(); ++file) {
      const auto& post = *posts_.at(*file);
      const auto index = find_citation(post, doi);
      auto difference = citation::difference(expected, post.reviewed[index]);
      if (difference)
        found.push_back({.doi = post.reviewed[index].doi,
                         .first_file = *files.begin(),
                         .file = *file,
                         .index = index,
                         .difference = *std::move(difference)});
    }
  }
  return found;
}

std::vector<Unnoticed> CitedWorks::unnoticed() const {
  std::vector<Unnoticed> found;
  for (const auto& doi : shared_) {
    const auto& files = files_.at(doi);
    const auto says_so = [&](const std::string& file) {
      const auto& post = *posts_.at(file);
      return says_retracted(post, find_citation(post, doi));
    };
    const auto noticed = std::find_if(files.begin(), files.end(), says_so);
    if (noticed == files.end()) continue;
    for (const auto& file : files) {
      const auto& post = *posts_.at(file);
      if (says_so(file) || post.withdrawn) continue;
      const auto index = find_citation(post, doi);
      found.push_back({.doi = post.reviewed[index].doi, .noticed_file = *noticed, .file = file, .index = index});
    }
  }
  return found;
}

}  // namespace citefeed::content
