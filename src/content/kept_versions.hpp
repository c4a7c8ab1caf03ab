/// What was last good when an earlier process looked: it stands in at the start for what cannot be read any more.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace citefeed::content {

/// All functions are safe from several threads at once. What was kept and cannot be read back is as if it had not been.
class KeptVersions {
 public:
  KeptVersions() = default;
  KeptVersions(const KeptVersions&) = delete;
  KeptVersions& operator=(const KeptVersions&) = delete;
  virtual ~KeptVersions() = default;

  /// The paths of posts below content/, ascending, each once.
  [[nodiscard]] virtual std::vector<std::string> posts() const = 0;
  /// The bytes of one of these files when it was last good; nothing for any other.
  [[nodiscard]] virtual std::optional<std::string> read(const std::string& path) const = 0;
  /// The files of feeds/ when they were last good, by path below it; empty when they are not kept.
  [[nodiscard]] virtual std::map<std::string, std::string> definitions() const = 0;
};

}  // namespace citefeed::content
