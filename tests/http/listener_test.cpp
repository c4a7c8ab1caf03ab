#include "http/listener.hpp"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>
#include <filesystem>
#include <fstream>

#include "../base/temporary_directory.hpp"
#include "http/endpoint.hpp"
#include "raw_client.hpp"

namespace citefeed::http {
namespace {

using std::chrono::seconds;

/// A directory of its own for sockets.
class UnixSocket : public testing::Test {
 protected:
  [[nodiscard]] std::string path() const { return directory / "http.sock"; }
  [[nodiscard]] ServerConfig config() const { return {.listen = {{.path = path()}}, .threads = 2}; }
  [[nodiscard]] std::string complaint() const {
    const auto listener = listen_on({.path = path()}, {});
    return listener.value ? "" : listener.diagnostics.at(0).message;
  }
  [[nodiscard]] std::string in_use() const { return "cannot listen on unix:" + path() + ": address already in use"; }

  TemporaryDirectory temporary;
  std::filesystem::path directory = temporary.path();
};

/// A listening socket as a service manager hands it on: open across exec(), and the number is all there is.
int open_for_others(const Endpoint& endpoint) {
  auto address = resolve(endpoint);
  const int socket = ::socket(address->family(), SOCK_STREAM, 0);
  EXPECT_EQ(bind(socket, address->get(), address->size), 0);
  EXPECT_EQ(listen(socket, 100), 0);
  return socket;
}

TEST_F(UnixSocket, IsServedByAllThreads) {
  TestServer test{config()};
  for (int i = 0; i < 20; ++i) EXPECT_EQ(RawClient{path()}.ask(get_feed).status, 200);
}
TEST_F(UnixSocket, HasTheModeItWasGivenWhateverTheUmask) {
  const mode_t before = umask(0);
  for (const mode_t mode : {0600U, 0666U}) {
    for (const mode_t mask : {0U, 077U}) {
      umask(mask);
      const auto listener = listen_on({.path = path()}, {.socket_mode = mode});
      struct stat found = {};
      EXPECT_EQ(lstat(path().c_str(), &found), 0);
      EXPECT_EQ(found.st_mode & 07777U, mode);
    }
  }
  umask(before);
}
TEST_F(UnixSocket, IsRemovedWhenTheServerStops) {
  TestServer test{config()};
  EXPECT_TRUE(std::filesystem::is_socket(path()));
  test.server.stop(seconds{10});
  EXPECT_FALSE(std::filesystem::exists(path()));
}
TEST_F(UnixSocket, ThatNobodyListensOnIsReplaced) {
  close(open_for_others({.path = path()}));
  EXPECT_TRUE(std::filesystem::is_socket(path()));
  TestServer test{config()};
  EXPECT_EQ(RawClient{path()}.ask(get_feed).status, 200);
}
TEST_F(UnixSocket, ThatSomebodyListensOnIsInUse) {
  TestServer test{config()};
  EXPECT_EQ(complaint(), in_use());
  EXPECT_EQ(RawClient{path()}.ask(get_feed).status, 200);
}
TEST_F(UnixSocket, NeverTakesTheNameOfAnotherFile) {
  std::ofstream{path()} << "precious";
  EXPECT_EQ(complaint(), in_use());
  EXPECT_EQ(std::filesystem::file_size(path()), 8U);
}
TEST_F(UnixSocket, OfASuccessorIsLeftToIt) {
  TestServer test{config()};
  std::filesystem::remove(path());
  const TestServer successor{config()};
  test.server.stop(seconds{10});
  EXPECT_EQ(RawClient{path()}.ask(get_feed).status, 200);
}
TEST_F(UnixSocket, NeedsADirectoryAndAShortPath) {
  directory /= "missing";
  EXPECT_EQ(complaint(), "cannot listen on unix:" + path() + ": no such file or directory");
  directory = std::string(200, 'a');
  EXPECT_EQ(complaint(), "cannot listen on unix:" + path() + ": file name too long");
}

TEST(InheritedSocket, IsServedByAllThreadsAtItsOwnAddress) {
  const int socket = open_for_others({.host = "127.0.0.1"});
  const std::uint16_t port = to_endpoint(*address_of(socket)).port;
  TestServer test{{.listen = {{.inherited = socket}}, .threads = 2}};
  EXPECT_EQ(test.port(), port);
  for (int i = 0; i < 20; ++i) EXPECT_EQ(test.ask(get_feed).status, 200);
}
TEST(InheritedSocket, KeepsWhoIsNotAcceptedYetForASuccessor) {
  const int socket = open_for_others({.host = "127.0.0.1"});
  const FileDescriptor kept{dup(socket)};
  const std::uint16_t port = to_endpoint(*address_of(socket)).port;
  {
    TestServer first{{.listen = {{.inherited = socket}}}};
    first.server.stop(seconds{10});
  }
  RawClient waiting{port};
  EXPECT_TRUE(waiting.send(get_feed));
  TestServer second{{.listen = {{.inherited = dup(kept.number())}}}};
  EXPECT_EQ(waiting.receive().status, 200);
}
TEST(InheritedSocket, MustBeOneThatListens) {
  const int plain = ::socket(AF_INET, SOCK_STREAM, 0);
  const auto listener = listen_on({.inherited = plain}, {});
  ASSERT_FALSE(listener.value);
  EXPECT_EQ(listener.diagnostics.at(0).message,
            "cannot listen on descriptor " + std::to_string(plain) +
                ": expected a listening stream socket (Accept=no and ListenStream= in its unit)");
  close(plain);
}

TEST(SharedPort, IsTakenByASecondServerThatSharesAsWell) {
  TestServer first{{.share_ports = true}};
  const Endpoint same{.host = "127.0.0.1", .port = first.port()};
  TestServer second{{.listen = {same}, .share_ports = true}};
  EXPECT_EQ(second.port(), first.port());
  first.server.stop(seconds{10});
  EXPECT_EQ(second.ask(get_feed).status, 200);
}

TEST(Ipv6, IsServedBesideIpv4OnTheSamePort) {
  TestServer six{{.listen = {{.host = "::1"}}}};
  const auto four = listen_on({.host = "127.0.0.1", .port = six.port()}, {});
  EXPECT_TRUE(four.has_value()) << "[::] and 0.0.0.0 may both be given";
}

}  // namespace
}  // namespace citefeed::http
