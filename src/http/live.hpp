/// Answers that are made at the moment of the request: the few addresses that speak of the process, not of the site.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "http/status.hpp"

namespace citefeed::http {

struct LiveAnswer {
  Status status = Status::ok;
  std::string content_type = {};
  std::string body = {};
};

/// Asked only for paths that the site has nothing at. Safe from any thread.
class LivePages {
 public:
  LivePages() = default;
  LivePages(const LivePages&) = delete;
  LivePages& operator=(const LivePages&) = delete;
  virtual ~LivePages() = default;

  /// The answer at `path` (normalised, without query), which no cache may keep; nothing when this is no live page's.
  [[nodiscard]] virtual std::optional<LiveAnswer> find(std::string_view path) const = 0;
};

}  // namespace citefeed::http
