/// Finds posts whose links lead to files of content/ that readers cannot have.
#pragma once
#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "content/report.hpp"

namespace citefeed::content {

/// Which files link which. A change costs time in proportion to the links of one file and to it. One thread at a time.
class LinkedFiles final {
 public:
  /// Takes note of what the file `path` links now, in place of what it linked before.
  void settle(const std::string& path, std::vector<FileLink> links);

  /// Whether readers have what the file at a path says.
  using IsThere = std::function<bool(const std::string& path)>;

  /// Looks anew at the links of the files `changed`, and at those that lead to them.
  void look(const std::set<std::string>& changed, const IsThere& is_there);

  /// The links of each file that led nowhere at the last look, by path.
  [[nodiscard]] const std::map<std::string, std::vector<FileLink>>& dead() const { return dead_; }

 private:
  void look_at(const std::string& path, const IsThere& is_there);

  std::map<std::string, std::vector<FileLink>> links_ = {};     ///< by path; of files that have any
  std::set<std::pair<std::string, std::string>> sources_ = {};  ///< target and the file that links it
  std::map<std::string, std::vector<FileLink>> dead_ = {};
};

}  // namespace citefeed::content
