/// Answers that are made at the moment of the request: the few addresses that speak of the process, or that depend on
/// what a client says of itself.
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
  bool cross_origin = false;  ///< scripts of other sites may read it (Access-Control-Allow-Origin: *)
};

/// Asked only for paths that the site has nothing at. Safe from any thread.
class LivePages {
 public:
  LivePages() = default;
  LivePages(const LivePages&) = delete;
  LivePages& operator=(const LivePages&) = delete;
  virtual ~LivePages() = default;

  /// The answer at `path` (normalised) to `query` (as it was sent, without its '?'), which no cache may keep; nothing
  /// when this is no live page's path.
  [[nodiscard]] virtual std::optional<LiveAnswer> find(std::string_view path, std::string_view query) const = 0;
};

}  // namespace citefeed::http
