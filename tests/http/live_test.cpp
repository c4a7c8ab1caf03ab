// Answers made at the moment of the request.
#include "http/answer.hpp"

#include <gtest/gtest.h>

#include "http/request.hpp"
#include "test_site.hpp"

namespace citefeed::http {
namespace {

class Weather final : public LivePages {
 public:
  [[nodiscard]] std::optional<LiveAnswer> find(std::string_view path, std::string_view query) const override {
    if (path == "/echo")
      return LiveAnswer{.content_type = "text/plain", .body = std::string{query}, .cross_origin = true};
    if (path == "/weather")
      return LiveAnswer{.status = Status::service_unavailable, .content_type = "text/plain", .body = "rain\n"};
    if (path == "/feed.atom") return LiveAnswer{.content_type = "text/plain", .body = "not the feed\n"};
    return std::nullopt;
  }
};

class Live : public testing::Test {
 protected:
  [[nodiscard]] Answer ask(std::string_view target, Method method = Method::get, bool with_site = true) const {
    const RequestHead head{.method = method, .keep_alive = true, .target = target};
    return answer(head, with_site ? site_.get() : nullptr, Instant{}, &weather_);
  }

  const std::shared_ptr<resource::Site> site_ = make_test_site();
  const Weather weather_ = {};
};

TEST_F(Live, IsAnsweredWithStatusAndBodyOfItsOwnThatNobodyKeeps) {
  const Answer answer = ask("/weather?now");
  EXPECT_EQ(answer.status, Status::service_unavailable);
  EXPECT_EQ(answer.own_text, "rain\n");
  EXPECT_EQ(answer.own_fields,
            "Content-Type: text/plain\r\nContent-Length: 5\r\nCache-Control: no-store\r\n"
            "X-Content-Type-Options: nosniff\r\n");
  EXPECT_FALSE(answer.close);
}

TEST_F(Live, IsToldTheQueryAsItWasSent) {
  EXPECT_EQ(ask("/echo?since=a%20b&c?d").own_text, "since=a%20b&c?d");
  EXPECT_EQ(ask("/echo").own_text, "");
  EXPECT_NE(ask("/echo").own_fields.find("Access-Control-Allow-Origin: *"), std::string::npos);
}

TEST(Query, HasParametersByName) {
  EXPECT_EQ(query_of("/a?b=1&c"), "b=1&c");
  EXPECT_EQ(query_of("/a"), "");
  EXPECT_EQ(find_parameter("utm_source=x&since=abc&since=d", "since"), "abc");
  EXPECT_EQ(find_parameter("since", "since"), "");
  EXPECT_EQ(find_parameter("&&since=a=b", "since"), "a=b");
  EXPECT_EQ(find_parameter("sincere=1", "since"), std::nullopt);
  EXPECT_EQ(find_parameter("", "since"), std::nullopt);
}

TEST_F(Live, HeadHasTheHeaderOfGet) {
  const Answer head = ask("/weather", Method::head);
  EXPECT_EQ(head.own_fields, ask("/weather").own_fields);
  EXPECT_EQ(head.own_text, "");
}

TEST_F(Live, OptionsSayWhatCanBeDone) {
  const Answer options = ask("/weather", Method::options);
  EXPECT_EQ(options.status, Status::no_content);
  EXPECT_EQ(options.own_fields, "Allow: GET, HEAD, OPTIONS\r\n");
  EXPECT_EQ(options.own_text, "");
}

TEST_F(Live, IsAskedOnlyWhereTheSiteHasNothing) {
  EXPECT_EQ(ask("/feed.atom").own_text, "");
  EXPECT_NE(ask("/feed.atom").representation, nullptr);
  EXPECT_EQ(ask("/nothing").status, Status::not_found);
}

TEST_F(Live, AnswersWhileThereIsNoSite) {
  EXPECT_EQ(ask("/weather", Method::get, false).own_text, "rain\n");
  EXPECT_EQ(ask("/nothing", Method::get, false).status, Status::service_unavailable);
}

}  // namespace
}  // namespace citefeed::http
