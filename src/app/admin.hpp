/// The admin listener: a server of its own, for whoever operates this one.
#pragma once
#include <vector>

#include "http/server.hpp"

namespace citefeed::app {

/// One thread, and nothing on it but live pages. The public addresses never answer for it.
class Admin final {
 public:
  /// Everything given by reference must outlive it; `listen` is not empty. Does nothing until start().
  Admin(std::vector<http::Endpoint> listen, const http::LivePages& pages, const Clock& clock, Log& log);
  /// As http::Server::start().
  [[nodiscard]] Outcome<std::vector<http::Endpoint>> start();

 private:
  resource::CurrentSite site_ = {};
  http::Server server_;
};

}  // namespace citefeed::app
