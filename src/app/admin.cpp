#include "app/admin.hpp"

#include <memory>
#include <utility>

namespace citefeed::app {

Admin::Admin(std::vector<http::Endpoint> listen, const http::LivePages& pages, const Clock& clock, Log& log)
    : server_({.listen = std::move(listen), .threads = 1}, site_, clock, log, {.live = &pages}) {
  site_.replace(std::make_shared<const resource::Site>());  // whatever is no live page is not there: 404
}

Outcome<std::vector<http::Endpoint>> Admin::start() {
  return server_.start();
}

}  // namespace citefeed::app
