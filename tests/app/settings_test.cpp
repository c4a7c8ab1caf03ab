#include "app/settings.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <cstdlib>
#include <fstream>
#include <set>

#include "app/servers.hpp"
#include "base/instant.hpp"
#include "base/whole_file.hpp"
#include "http/server.hpp"
#include "resource/current_site.hpp"

namespace citefeed::app {
namespace {

using std::chrono::seconds;
using testing::ElementsAre;

std::vector<std::string> complaints(const SettingsSources& sources) {
  std::vector<std::string> lines;
  for (const auto& diagnostic : read_settings(sources).diagnostics) lines.push_back(to_string(diagnostic));
  return lines;
}

SettingsSources file(std::string text) {
  return {.file = std::move(text)};
}

TEST(Settings, WithoutSourcesAreTheDefaults) {
  const auto effective = read_settings({});
  EXPECT_TRUE(effective.diagnostics.empty());
  EXPECT_EQ(effective.settings.server.idle_timeout, seconds{75});
  ASSERT_EQ(effective.settings.server.listen.size(), 1U);
  EXPECT_EQ(to_string(effective.settings.server.listen[0]), "127.0.0.1:8080");
}

TEST(Settings, TheFileWinsOverTheDefault) {
  const auto effective = read_settings(file("idle_timeout: 20s\nmax_header_size: 32KiB\nmax_fields: 50\n"));
  EXPECT_TRUE(effective.diagnostics.empty());
  EXPECT_EQ(effective.settings.server.idle_timeout, seconds{20});
  EXPECT_EQ(effective.settings.server.limits.max_header_bytes, 32768U);
  EXPECT_EQ(effective.settings.server.limits.max_fields, 50U);
  EXPECT_EQ(effective.origins.at("idle-timeout"), Origin::file);
}

TEST(Settings, TheEnvironmentWinsOverTheFileAndFlagsOverBoth) {
  auto sources = file("idle_timeout: 20s\nheader_timeout: 20s\n");
  sources.environment = {{"CITEFEED_IDLE_TIMEOUT", "30s"}, {"CITEFEED_HEADER_TIMEOUT", "30s"}};
  sources.flags = {{"header-timeout", {"40s"}}, {"write-timeout", {}}};
  const auto effective = read_settings(sources);
  EXPECT_EQ(effective.settings.server.idle_timeout, seconds{30});
  EXPECT_EQ(effective.settings.server.header_timeout, seconds{40});
  EXPECT_EQ(effective.origins.at("header-timeout"), Origin::flag);
  EXPECT_EQ(effective.origins.at("idle-timeout"), Origin::environment);
  EXPECT_FALSE(effective.origins.contains("write-timeout")) << "a flag that was not given";
}

TEST(Settings, AListIsReplacedAsAWhole) {
  auto sources = file("listen: [127.0.0.1:1, \"[::1]:2\"]\n");
  EXPECT_EQ(read_settings(sources).settings.server.listen.size(), 2U);
  sources.environment = {{"CITEFEED_LISTEN", " 127.0.0.1:3  127.0.0.1:4 127.0.0.1:5"}};
  EXPECT_EQ(read_settings(sources).settings.server.listen.size(), 3U);
  sources.flags = {{"listen", {"127.0.0.1:6"}}};
  ASSERT_EQ(read_settings(sources).settings.server.listen.size(), 1U);
  EXPECT_EQ(to_string(read_settings(sources).settings.server.listen[0]), "127.0.0.1:6");
}

TEST(Settings, SayWhichProxiesAreBelievedAndWhatOneClientMayTake) {
  const auto effective = read_settings(
      file("trusted_proxies: [10.0.0.0/8, 2001:db8::/32]\nproxy_field: forwarded\nproxy_protocol_from: [192.0.2.7]\n"
           "exempt: []\nmax_repeats: 30\nrepeat_window: 2min\nmax_connections_per_client: 0\nmin_progress: 4KiB\n"));
  EXPECT_TRUE(effective.diagnostics.empty());
  const http::ClientLimits& clients = effective.settings.server.clients;
  EXPECT_TRUE(contains(clients.trusted_proxies, parse_ip_address("10.1.2.3").value()));
  EXPECT_TRUE(contains(clients.trusted_proxies, parse_ip_address("2001:db8::1").value()));
  EXPECT_TRUE(contains(clients.proxy_protocol_from, parse_ip_address("192.0.2.7").value()));
  EXPECT_EQ(clients.proxy_field, http::ProxyField::forwarded);
  EXPECT_TRUE(clients.exempt.empty());
  EXPECT_EQ(clients.max_repeats, 30U);
  EXPECT_EQ(clients.repeat_window, seconds{120});
  EXPECT_EQ(clients.max_connections_per_client, 0U);
  EXPECT_EQ(clients.min_progress_bytes, 4096U);
}

TEST(Settings, SayWhereElseToListenAndHowToLeave) {
  const auto effective = read_settings(
      file("listen: [\"unix:/run/citefeed/http.sock\"]\nsocket_mode: 0666\nreuse_port: true\nfarewell_timeout: 0\n"));
  EXPECT_TRUE(effective.diagnostics.empty());
  const http::ServerConfig& server = effective.settings.server;
  EXPECT_EQ(server.listen, (std::vector<http::Endpoint>{{.path = "/run/citefeed/http.sock"}}));
  EXPECT_EQ(server.socket_mode, 0666U);
  EXPECT_TRUE(server.share_ports);
  EXPECT_EQ(server.farewell_timeout, seconds{0});
}

TEST(Settings, OfTlsReplaceTheUsualAddress) {
  const auto effective = read_settings(file(
      "tls_listen: [\"[::]:443\"]\ntls_cert: [a.pem, b.pem]\ntls_key: [a.key, b.key]\nredirect_listen: [0.0.0.0:80]\n"
      "redirect_port: 8443\nhsts: 180d\n"));
  EXPECT_TRUE(effective.diagnostics.empty());
  const ServeSettings& settings = effective.settings;
  EXPECT_TRUE(settings.server.listen.empty());
  EXPECT_EQ(settings.tls_listen,
            (std::vector<http::Endpoint>{{.host = "::", .port = 443, .protocol = http::Protocol::https}}));
  EXPECT_EQ(settings.redirect_listen.at(0).protocol, http::Protocol::redirect);
  EXPECT_EQ(settings.tls_keys, (Words{"a.key", "b.key"}));
  EXPECT_EQ(settings.server.https_port, 8443U);
  EXPECT_EQ(settings.server.hsts, std::chrono::days{180});
  EXPECT_EQ(read_settings(file("listen: [127.0.0.1:1]\ntls_listen: [127.0.0.1:2]\ntls_cert: [a]\ntls_key: [b]\n"))
                .settings.server.listen.size(),
            1U);
}

TEST(Settings, OfTlsMustFitTogether) {
  EXPECT_THAT(complaints(file("tls_cert: [a.pem]\n")),
              ElementsAre("feeds/server.yaml: error: expected a tls-key for each tls-cert"));
  EXPECT_THAT(complaints(file("tls_listen: [127.0.0.1:443]\n")),
              ElementsAre("feeds/server.yaml: error: expected tls-cert and tls-key beside tls-listen"));
}

TEST(Settings, OfClientsSayWhatTheyExpect) {
  EXPECT_THAT(complaints(file("trusted_proxies: [10.0.0.1/8]\nproxy_field: via\nrepeat_window: 1500ms\n")),
              ElementsAre("feeds/server.yaml:1:19: error: expected an address, a network such as 192.0.2.0/24 or "
                          "2001:db8::/32, or unix: whoever comes through a Unix socket, found \"10.0.0.1/8\"",
                          "feeds/server.yaml:2:14: error: expected x-forwarded-for or forwarded, found \"via\"",
                          "feeds/server.yaml:3:16: error: expected a duration from 1s to 1d in whole seconds, found "
                          "\"1500ms\""));
}

TEST(SettingsFile, WithNothingButCommentsSaysNothing) {
  EXPECT_THAT(complaints(file("# nothing yet\n")), ElementsAre());
}

TEST(SettingsFile, NamesThePlaceOfAnUnknownKeyAndTheNearest) {
  EXPECT_THAT(complaints(file("# settings\nidle_timeuot: 20s\n")),
              ElementsAre("feeds/server.yaml:2:1: error: expected a known key, found \"idle_timeuot\"; did you mean "
                          "\"idle_timeout\"?"));
}

TEST(SettingsFile, NamesThePlaceOfAWrongValue) {
  EXPECT_THAT(complaints(file("idle_timeout: soon\nmax_fields: 3\nthreads: [1, 2]\nlisten: [127.0.0.1:1, here]\n")),
              ElementsAre("feeds/server.yaml:1:15: error: expected a duration from 10ms to 1d, found \"soon\"",
                          "feeds/server.yaml:2:13: error: expected a whole number from 8 to 10000, found \"3\"",
                          "feeds/server.yaml:3:10: error: expected a whole number from 0 to 256, found a list",
                          "feeds/server.yaml:4:23: error: expected HOST:PORT such as 127.0.0.1:8080 or [::1]:0, or "
                          "unix:PATH, found \"here\""));
}

TEST(SettingsFile, MustBeAMapping) {
  EXPECT_THAT(complaints(file("- a\n")),
              ElementsAre("feeds/server.yaml:1:1: error: expected settings as \"key: value\", found a list"));
}

TEST(Settings, AreJudgedEvenWhereOthersWin) {
  auto sources = file("idle_timeout: soon\n");
  sources.flags = {{"idle-timeout", {"20s"}}};
  EXPECT_EQ(complaints(sources).size(), 1U);
}

TEST(Settings, ComplainOfFlagsAndVariablesByName) {
  EXPECT_THAT(complaints({.flags = {{"listen", {"nonsense"}}, {"threads", {"1", "2"}}},
                          .environment = {{"CITEFEED_MAX_FIELDS", "-1"}}}),
              ElementsAre("CITEFEED_MAX_FIELDS: error: expected a whole number from 8 to 10000, found \"-1\"",
                          "--listen: error: expected HOST:PORT such as 127.0.0.1:8080 or [::1]:0, or unix:PATH, found "
                          "\"nonsense\"",
                          "--threads: error: expected it once, found it again"));
}

TEST(Settings, WarnOfVariablesThatNobodyReads) {
  EXPECT_THAT(complaints({.environment = {{"CITEFEED_LISTN", "127.0.0.1:1"}}}),
              ElementsAre("CITEFEED_LISTN: warning: no setting is called so; did you mean \"CITEFEED_LISTEN\"?"));
}

TEST(Settings, NeedAnAddress) {
  EXPECT_THAT(complaints(file("listen: []\n")), ElementsAre("feeds/server.yaml: error: expected an address in listen, "
                                                            "tls-listen or redirect-listen, found none"));
}

TEST(Settings, SayByWhichNamesTheAdminAddressMayBeAsked) {
  const auto effective = read_settings(file("admin_listen: [\"[::]:9090\"]\nadmin_host: [metrics.example.org, box]\n"));
  EXPECT_TRUE(effective.diagnostics.empty());
  EXPECT_EQ(effective.settings.admin_listen.at(0).protocol, http::Protocol::admin);
  EXPECT_EQ(effective.settings.admin_hosts, (Words{"metrics.example.org", "box"}));
  EXPECT_THAT(complaints({.flags = {{"admin-host", {"box:9090"}}}}),
              ElementsAre("--admin-host: error: expected the name of a host such as metrics.example.org, without a "
                          "port, found \"box:9090\""));
}

TEST(Settings, SayWhereTheSiteIsPublished) {
  EXPECT_EQ(read_settings({}).settings.base_url, "none");
  EXPECT_EQ(read_settings({.flags = {{"base-url", {"https://example.org/blog"}}}}).settings.base_url,
            "https://example.org/blog/");
  for (const char* wrong : {"example.org", "ftp://example.org/", "https://example.org/?a", "https://example.org/#a"}) {
    EXPECT_THAT(complaints({.flags = {{"base-url", {wrong}}}}),
                ElementsAre(std::string{"--base-url: error: expected none, or an http or https address without query "
                                        "and fragment, found \""} +
                            wrong + "\""));
  }
}

TEST(EffectiveSettings, AreWrittenAsAFileThatSaysTheSame) {
  auto sources = file("listen: [\"[::1]:0\", 127.0.0.1:81]\nidle_timeout: 1500ms\n");
  sources.flags = {{"max-target-size", {"4000"}}};
  const auto first = read_settings(sources);
  const std::string text = to_yaml(first);
  EXPECT_THAT(text, testing::HasSubstr("idle_timeout: 1500ms  # file\n"));
  EXPECT_THAT(text, testing::HasSubstr("max_target_size: 4000  # flag\n"));
  EXPECT_THAT(text, testing::HasSubstr("write_timeout: 30s  # default\n"));
  const auto second = read_settings(file(text));
  EXPECT_TRUE(second.diagnostics.empty());
  for (const Setting& setting : settings_table()) {
    EXPECT_EQ(setting.show(first.settings), setting.show(second.settings)) << setting.name;
  }
}

TEST(SettingsTable, TakesBackEveryDefaultItShows) {
  std::set<std::string> names;
  for (const Setting& setting : settings_table()) {
    EXPECT_TRUE(names.insert(setting.name).second) << setting.name << " is there twice";
    EXPECT_EQ(setting.is_list, static_cast<bool>(setting.clear)) << setting.name;
    EXPECT_FALSE(setting.help.empty() || setting.expected.empty() || setting.group.empty()) << setting.name;
    ServeSettings settings;
    for (const std::string& word : setting.show(settings)) EXPECT_TRUE(setting.set(settings, word)) << setting.name;
    EXPECT_FALSE(setting.set(settings, "\x01 nonsense")) << setting.name;
  }
}

// What docs/settings.md says of a setting's lowest and highest value is what the whole chain takes, down to a server
// that listens, and no more.

/// A setting whose values are numbers of some kind, with the lowest and the highest as they are documented.
struct Bounded {
  Setting setting = {};
  std::string least = {}, most = {};
};

std::string word_after(std::string_view words, const std::string& text) {
  const auto at = text.find(words);
  if (at == std::string::npos) return {};
  const auto begin = at + words.size();
  return text.substr(begin, text.find(' ', begin) - begin);
}

std::vector<Bounded> bounded_settings() {
  std::vector<Bounded> found;
  for (Setting& setting : settings_table()) {
    auto least = word_after(" from ", setting.expected), most = word_after(" to ", setting.expected);
    if (!least.empty() && !most.empty())
      found.push_back({.setting = std::move(setting), .least = std::move(least), .most = std::move(most)});
  }
  return found;
}

std::uint64_t to_number(const Bounded& bounded, const std::string& text) {
  const std::string& kind = bounded.setting.value;
  if (kind == "DURATION") return static_cast<std::uint64_t>(parse_duration(text).value().count());
  if (kind == "SIZE") return parse_size(text).value();
  if (kind == "MODE") return parse_mode(text).value();
  return parse_whole(text).value();
}

std::string to_word(const Bounded& bounded, std::uint64_t number) {
  if (bounded.setting.value == "DURATION") return std::to_string(number) + "ms";
  return bounded.setting.value == "MODE" ? fmt::format("{:o}", number) : std::to_string(number);
}

/// The nearest values that are not allowed any more.
std::vector<std::string> beyond(const Bounded& bounded) {
  const bool in_seconds = bounded.setting.expected.ends_with("in whole seconds");
  const std::uint64_t step = in_seconds ? 1000 : 1;
  const std::uint64_t least = to_number(bounded, bounded.least);
  return {least == 0 ? "-1" : to_word(bounded, least - step),
          to_word(bounded, to_number(bounded, bounded.most) + step)};
}

class SilentLog final : public Log {
 public:
  void write(std::string_view /*event*/, std::initializer_list<LogField> /*fields*/) noexcept override {}
};

/// What keeps a server with this setting alone from listening; empty when it does.
std::string why_not_served(const std::string& name, const std::string& word) {
  const auto effective = read_settings({.flags = {{name, {word}}, {"listen", {"127.0.0.1:0"}}}});
  if (!effective.diagnostics.empty()) return to_string(effective.diagnostics.front());
  SilentLog log;
  auto config = public_config(effective.settings, log);
  if (!config.value) return to_string(config.diagnostics.at(0));
  const resource::CurrentSite site = {};
  const SystemClock clock;
  http::Server server{*std::move(config.value), site, clock, log};
  const auto started = server.start();
  return started.value ? "" : to_string(started.diagnostics.at(0));
}

TEST(SettingBounds, AreKnownOfAllThatAreNumbers) {
  std::size_t numbers = 0;
  for (const Setting& setting : settings_table()) {
    if (std::set<std::string>{"DURATION", "SIZE", "NUMBER", "MODE"}.contains(setting.value)) ++numbers;
  }
  EXPECT_EQ(bounded_settings().size(), numbers);
  EXPECT_GT(numbers, 15U);
}

TEST(SettingBounds, AreBothServed) {
  for (const Bounded& bounded : bounded_settings()) {
    EXPECT_EQ(why_not_served(bounded.setting.name, bounded.least), "") << bounded.setting.name << " " << bounded.least;
    EXPECT_EQ(why_not_served(bounded.setting.name, bounded.most), "") << bounded.setting.name << " " << bounded.most;
  }
}

TEST(SettingBounds, HoldBesideAnyOther) {
  SettingsSources least, most;
  for (const Bounded& bounded : bounded_settings()) {
    least.flags[bounded.setting.name] = {bounded.least};
    most.flags[bounded.setting.name] = {bounded.most};
  }
  EXPECT_THAT(complaints(least), ElementsAre());
  EXPECT_THAT(complaints(most), ElementsAre());
}

TEST(SettingBounds, AreServedWhereZeroMeansSomethingElse) {
  for (const char* name :
       {"max-connections", "max-connections-per-client", "max-requests-per-connection", "max-repeats"})
    EXPECT_EQ(why_not_served(name, "1"), "") << name;
}

TEST(SettingBounds, RefuseWhatIsBeyondByTheNameOfTheFlag) {
  for (const Bounded& bounded : bounded_settings()) {
    for (const std::string& word : beyond(bounded)) {
      EXPECT_THAT(complaints({.flags = {{bounded.setting.name, {word}}}}),
                  ElementsAre(fmt::format("--{}: error: expected {}, found \"{}\"", bounded.setting.name,
                                          bounded.setting.expected, word)));
    }
  }
}

TEST(SettingsManual, IsInStepWithTheTable) {
  const std::filesystem::path page = CITEFEED_SOURCE_DIR "/docs/settings.md";
  if (read_whole(page) == settings_manual()) return;
  if (std::getenv("UPDATE_GOLDEN") != nullptr) std::ofstream{page} << settings_manual();
  FAIL() << page << " says something else; UPDATE_GOLDEN=1 rewrites it, then read it";
}

}  // namespace
}  // namespace citefeed::app
