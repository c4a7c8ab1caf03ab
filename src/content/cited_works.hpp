/// Finds posts that cite the same DOI with different data, and those that do not say what became of what they review.
#pragma once
#include <cstddef>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "citation/citation.hpp"
#include "content/retractions.hpp"
#include "content/unsaid.hpp"
#include "model/post.hpp"

namespace citefeed::content {

/// Two files say different things of one work.
struct Contradiction {
  std::string doi = {};
  std::string first_file = {};  ///< the first by path that cites the work
  std::string file = {};        ///< one that contradicts it
  std::size_t index = 0;        ///< of the citation, among those of `file`
  citation::Difference difference = {};
};

/// One file says that a work was retracted, another one that reviews it does not.
struct Unnoticed {
  std::string doi = {};
  std::string noticed_file = {};  ///< the first by path that says so
  std::string file = {};          ///< one that does not; never that of a withdrawn post
  std::size_t index = 0;          ///< of the citation, among those of `file`
};

/// A file does not say what the Retraction Watch database does.
struct Unsaid {
  std::string file = {};                    ///< never that of a withdrawn post
  std::vector<UnsaidRecord> together = {};  ///< as by_message() has them; at least one
};

/// Which files cite which work. A change costs time in proportion to the citations of one post; the question, to the
/// DOIs that several files cite. One thread at a time.
class CitedWorks final {
 public:
  using Post = std::shared_ptr<const model::Post>;

  /// Takes note of what the file `path` cites now, in place of what it cited before; null when it says nothing.
  void settle(const std::string& path, const Post& post);

  /// From now on `retractions` are what became of the works; null for nothing that is known.
  void heed(std::shared_ptr<const Retractions> retractions);

  /// By DOI and path.
  [[nodiscard]] std::vector<Contradiction> contradictions() const;
  /// Likewise.
  [[nodiscard]] std::vector<Unnoticed> unnoticed() const;
  /// By path, then by date.
  [[nodiscard]] std::vector<Unsaid> unsaid(const Present& present) const;

 private:
  void add(const std::string& path, const model::Post& post);
  void remove(const std::string& path, const model::Post& post);

  std::unordered_map<std::string, Post> posts_ = {};                   ///< by path
  std::unordered_map<std::string, std::set<std::string>> files_ = {};  ///< by article_key()
  std::set<std::string> shared_ = {};                                  ///< DOIs that several files cite
  std::shared_ptr<const Retractions> retractions_ = {};
  std::set<std::string> recorded_ = {};  ///< keys of works that files cite and of which `retractions_` knows something
};

}  // namespace citefeed::content
