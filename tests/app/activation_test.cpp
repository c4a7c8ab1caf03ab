#include "app/activation.hpp"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <array>
#include <cstring>

namespace citefeed::app {
namespace {

std::string complaint(const ActivationVariables& variables) {
  const auto outcome = inherited_endpoints(variables, 42);
  return outcome.value ? "" : outcome.diagnostics.at(0).message;
}

TEST(SocketActivation, GivesTheSocketsFromTheThirdDescriptorOn) {
  EXPECT_EQ(inherited_endpoints({.pid = "42", .fds = "2"}, 42).value,
            (std::vector<http::Endpoint>{{.inherited = 3}, {.inherited = 4}}));
}
TEST(SocketActivation, SaysByItsNamesWhatIsSpoken) {
  EXPECT_EQ(inherited_endpoints({.pid = "42", .fds = "4", .names = "https:citefeed.socket:redirect"}, 42).value,
            (std::vector<http::Endpoint>{{.inherited = 3, .protocol = http::Protocol::https},
                                         {.inherited = 4},
                                         {.inherited = 5, .protocol = http::Protocol::redirect},
                                         {.inherited = 6}}));
}
TEST(SocketActivation, OfAnotherProcessIsNotOurs) {
  EXPECT_EQ(inherited_endpoints({.pid = "41", .fds = "1"}, 42).value, std::vector<http::Endpoint>{});
  EXPECT_EQ(inherited_endpoints({}, 42).value, std::vector<http::Endpoint>{});
}
TEST(SocketActivation, IsRefusedWithoutASensibleNumber) {
  for (const char* fds : {"x", "-1", "1 ", "257", "99999999999"}) {
    EXPECT_EQ(complaint({.pid = "42", .fds = fds}),
              std::string{"expected LISTEN_FDS to be a number of sockets up to 256, found \""} + fds + '"');
  }
}

TEST(ServiceManager, IsToldAtAnAbstractName) {
  const std::string name = "citefeed-test-" + std::to_string(getpid());
  sockaddr_un address = {};
  address.sun_family = AF_UNIX;
  std::memcpy(address.sun_path + 1, name.data(), name.size());
  const int manager = socket(AF_UNIX, SOCK_DGRAM, 0);
  ASSERT_EQ(bind(manager, reinterpret_cast<const sockaddr*>(&address),
                 static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + 1 + name.size())),
            0);
  EXPECT_TRUE(tell_service_manager('@' + name, "READY=1"));
  std::array<char, 64> told = {};
  EXPECT_EQ(recv(manager, told.data(), told.size(), 0), 7);
  EXPECT_STREQ(told.data(), "READY=1");
  close(manager);
  EXPECT_FALSE(tell_service_manager('@' + name, "READY=1")) << "nobody is there any longer";
  EXPECT_FALSE(tell_service_manager("vsock:1:2", "READY=1")) << "a kind of address that is not known";
}

}  // namespace
}  // namespace citefeed::app
