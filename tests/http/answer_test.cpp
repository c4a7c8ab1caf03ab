#include "http/answer.hpp"

#include <gtest/gtest.h>
#include <utility>
#include <vector>

#include "../resource/with_resource.hpp"
#include "test_site.hpp"

namespace citefeed::http {
namespace {

using resource::Coding;

RequestHead get(std::string_view target, Method method = Method::get) {
  return {.method = method, .keep_alive = true, .target = target};
}

class AnswerFromSite : public testing::Test {
 protected:
  [[nodiscard]] Answer answer_to(const RequestHead& head) const { return answer(head, site_.get(), Instant{}); }
  [[nodiscard]] Answer answer_to(std::string_view target) const { return answer_to(get(target)); }

  const std::shared_ptr<resource::Site> site_ = make_test_site();
};

using Get = AnswerFromSite;
using Head = AnswerFromSite;
using Options = AnswerFromSite;
using Redirect = AnswerFromSite;
using Refusal = AnswerFromSite;

TEST_F(Get, GivesTheRepresentationAsItWasPrepared) {
  const Answer answer = answer_to("/feed.atom");
  const auto& identity = feed_in(*site_, Coding::identity);
  EXPECT_EQ(answer.status, Status::ok);
  EXPECT_EQ(answer.prepared_fields, identity.fields_ok);
  EXPECT_EQ(answer.own_fields, "");
  EXPECT_EQ(answer.body, &identity.body) << "the shared bytes, not a copy";
  EXPECT_FALSE(answer.close);
}
TEST_F(Get, GivesTheCodingTheClientPrefers) {
  RequestHead head = get("/feed.atom");
  head.accept_encoding.add_line("gzip");
  EXPECT_EQ(answer_to(head).body, &feed_in(*site_, Coding::gzip).body);
}
TEST_F(Get, IgnoresTheQuery) {
  EXPECT_EQ(answer_to("/feed.atom?utm_source=x").status, Status::ok);
}
TEST_F(Get, FindsTheFeedByEquivalentAddresses) {
  for (const char* target : {"/%66eed.atom", "/./feed.atom", "/topics/../feed.atom", "http://anywhere/feed.atom"}) {
    EXPECT_EQ(answer_to(target).status, Status::ok) << target;
  }
}
TEST_F(Get, ComparesTagsWithTheChosenCoding) {
  RequestHead head = get("/feed.atom");
  head.accept_encoding.add_line("gzip");
  const std::string tag = to_field(feed_in(*site_, Coding::gzip).tag);
  head.if_none_match.add_line(tag);
  const Answer current = answer_to(head);
  EXPECT_EQ(current.status, Status::not_modified);
  EXPECT_EQ(current.prepared_fields, feed_in(*site_, Coding::gzip).fields_not_modified);
  EXPECT_EQ(current.body, nullptr);
  head.accept_encoding = {};
  EXPECT_EQ(answer_to(head).status, Status::ok) << "identity has another tag";
}
TEST_F(Get, GivesABrowserItsOwnTypeAndTag) {
  RequestHead head = get("/feed.atom");
  head.sec_fetch_dest.add_line("document");
  const Answer answer = answer_to(head);
  EXPECT_TRUE(answer.prepared_fields.starts_with("Content-Type: application/xml; charset=utf-8\r\n"));
  EXPECT_NE(answer.prepared_fields.find("Vary: Accept-Encoding, Sec-Fetch-Dest\r\n"), std::string_view::npos);
  const std::string usual_tag = to_field(feed_in(*site_, Coding::identity).tag);
  head.if_none_match.add_line(usual_tag);
  EXPECT_EQ(answer_to(head).status, Status::ok) << "the usual tag is of another representation";
}
TEST_F(Get, GivesABrowserThePageThatHasNoOtherForm) {
  RequestHead head = get("/topics/empathy/");
  head.sec_fetch_dest.add_line("document");
  EXPECT_EQ(answer_to(head).status, Status::ok);
}
TEST_F(Get, OfAFailedPreconditionIs412) {
  RequestHead head = get("/feed.atom");
  head.if_match.add_line("\"other\"");
  EXPECT_EQ(answer_to(head).status, Status::precondition_failed);
}
TEST_F(Get, MakesAResourceNobodyHasAskedFor) {
  const auto site = std::make_shared<resource::Site>();
  resource::CodedBodies bodies;
  bodies.by_coding[0] = resource::make_coded_body("late");
  *site = with_resource(*site, "/late", std::make_shared<const resource::Resource>(Digest{}, [bodies] {
    return resource::prepare({.content_type = "text/plain"}, bodies);
  }));
  const Answer made = answer(get("/late"), site.get(), Instant{});
  ASSERT_NE(made.body, nullptr);
  EXPECT_EQ(**made.body, "late");
}

TEST_F(Head, IsGetWithoutTheBody) {
  for (const char* target : {"/feed.atom", "/nothing", "/old/path", "/topics/empathy"}) {
    const Answer get_answer = answer_to(target);
    const Answer head_answer = answer_to(get(target, Method::head));
    EXPECT_EQ(head_answer.status, get_answer.status) << target;
    EXPECT_EQ(head_answer.prepared_fields, get_answer.prepared_fields) << target;
    EXPECT_EQ(head_answer.own_fields, get_answer.own_fields) << target;
    EXPECT_EQ(head_answer.body, nullptr) << target;
    EXPECT_EQ(head_answer.text, "") << target;
  }
}

TEST_F(Options, SaysWhatIsAllowed) {
  const Answer answer = answer_to(get("/topics/empathy/", Method::options));
  EXPECT_EQ(answer.status, Status::no_content);
  EXPECT_EQ(answer.own_fields, "Allow: GET, HEAD, OPTIONS\r\n");
}
TEST_F(Options, LetsOtherOriginsReadFeeds) {
  EXPECT_EQ(answer_to(get("/feed.atom", Method::options)).own_fields,
            "Allow: GET, HEAD, OPTIONS\r\n"
            "Access-Control-Allow-Origin: *\r\n"
            "Access-Control-Allow-Methods: GET, HEAD, OPTIONS\r\n"
            "Access-Control-Allow-Headers: *\r\n"
            "Access-Control-Max-Age: 86400\r\n");
}
TEST_F(Options, OfTheServerIsAStar) {
  EXPECT_EQ(answer_to(get("*", Method::options)).status, Status::no_content);
  EXPECT_EQ(answer_to("*").status, Status::bad_request);
}
TEST_F(Options, OfNothingIs404) {
  EXPECT_EQ(answer_to(get("/nothing", Method::options)).status, Status::not_found);
}

TEST_F(Redirect, LeadsToWhereThingsAre) {
  const std::vector<std::pair<const char*, const char*>> cases{{"/old/path", "/posts/new/"},
                                                               {"/old/path/", "/posts/new/"},
                                                               {"/old/path?utm_source=x", "/posts/new/"},
                                                               {"/old/path/?utm_source=x", "/posts/new/"},
                                                               {"/topics/empathy", "/topics/empathy/"},
                                                               {"/topics/empathy?x", "/topics/empathy/"},
                                                               {"/topics", "/topics/"},
                                                               {"/feed.atom/", "/feed.atom"},
                                                               {"//feed.atom", "/feed.atom"},
                                                               {"//topics///empathy", "/topics/empathy/"}};
  for (const auto& [from, to] : cases) {
    const Answer answer = answer_to(from);
    EXPECT_EQ(answer.status, Status::moved_permanently) << from;
    EXPECT_NE(answer.own_fields.find("Location: " + std::string{to} + "\r\n"), std::string::npos)
        << from << ": " << answer.own_fields;
  }
}
TEST_F(Redirect, HasThePathOfTheBaseUrlBeforeIt) {
  site_->base_path = "/blog";
  EXPECT_NE(answer_to("/topics").own_fields.find("Location: /blog/topics/\r\n"), std::string::npos);
}
TEST_F(Redirect, NeverLeadsWhereTheRequestSays) {
  EXPECT_EQ(answer_to("//evil.example/").status, Status::not_found);
  EXPECT_EQ(answer_to("/\\evil.example").status, Status::bad_request);
}

class Gone : public AnswerFromSite {
 protected:
  Gone() {
    site_->gone = {{"/posts/2019-05/a/", {.text = "This post was withdrawn: a mistake.\n", .page = page_}},
                   {"/topics/empathy/", {.text = "Here?\n", .page = page_}}};
  }

  const resource::ResourcePointer page_ = site_->at("/feed.atom");  // any that has codings
};

TEST_F(Gone, SaysWhyToPrograms) {
  const Answer answer = answer_to("/posts/2019-05/a/citation.bib");
  EXPECT_EQ(answer.status, Status::gone);
  EXPECT_EQ(answer.own_text, "This post was withdrawn: a mistake.\n");
  EXPECT_EQ(answer.own_fields,
            "Content-Type: text/plain; charset=utf-8\r\n"
            "Content-Length: 36\r\n"
            "Cache-Control: max-age=3600\r\n"
            "Access-Control-Allow-Origin: *\r\n"
            "X-Content-Type-Options: nosniff\r\n");
}
TEST_F(Gone, SaysWhyToPeopleOnAPage) {
  for (const char* path : {"/posts/2019-05/a/", "/posts/2019-05/a"}) {
    const Answer answer = answer_to(path);
    EXPECT_EQ(answer.status, Status::gone);
    EXPECT_EQ(answer.body, &feed_in(*site_, Coding::identity).body);
    EXPECT_EQ(answer.prepared_fields, feed_in(*site_, Coding::identity).fields_ok);
    EXPECT_EQ(answer.dated_field, "") << "it is not served since any moment: nothing is there";
  }
  RequestHead head = get("/posts/2019-05/a/");
  head.accept_encoding.add_line("gzip");
  EXPECT_EQ(answer_to(head).body, &feed_in(*site_, Coding::gzip).body);
}
TEST_F(Gone, KnowsNoPreconditions) {
  RequestHead head = get("/posts/2019-05/a/");
  head.if_none_match.add_line(to_field(feed_in(*site_, Coding::identity).tag));
  EXPECT_EQ(answer_to(head).status, Status::gone);
}
TEST_F(Gone, IsEveryAddressBelowHoweverItIsWritten) {
  for (const char* path :
       {"/posts/2019-05/a", "/posts/2019-05/a/?utm_source=x", "//posts///2019-05/a", "/posts/2019-05/a/citation.bib",
        "/posts/2019-05/a/citation.bib?x", "/posts/2019-05/a/x/y/"}) {
    EXPECT_EQ(answer_to(path).status, Status::gone) << path;
  }
  EXPECT_EQ(answer_to("/posts/2019-05/ab/").status, Status::not_found);
}
TEST_F(Gone, LosesToWhatIsThereAndToWhatHasMoved) {
  EXPECT_EQ(answer_to("/topics/empathy/").status, Status::ok);
  EXPECT_EQ(answer_to("/topics/empathy").status, Status::moved_permanently);
  EXPECT_EQ(answer_to("/topics/empathy/feed.atom").status, Status::gone);
  site_->gone["/old/"] = {.text = "Gone\n", .page = page_};
  EXPECT_EQ(answer_to("/old/path").status, Status::moved_permanently);
}
TEST_F(Gone, HasNoBodyForHead) {
  const Answer answer = answer_to(get("/posts/2019-05/a/citation.bib", Method::head));
  EXPECT_EQ(answer.status, Status::gone);
  EXPECT_EQ(answer.own_text, "");
  EXPECT_NE(answer.own_fields.find("Content-Length: 36\r\n"), std::string::npos);
  const Answer page = answer_to(get("/posts/2019-05/a/", Method::head));
  EXPECT_EQ(page.status, Status::gone);
  EXPECT_EQ(page.body, nullptr);
  EXPECT_EQ(page.prepared_fields, feed_in(*site_, Coding::identity).fields_ok);
}

TEST_F(Refusal, OfAMethodSaysWhichAreAllowed) {
  const Answer answer = answer_to(get("/feed.atom", Method::other));
  EXPECT_EQ(answer.status, Status::method_not_allowed);
  EXPECT_EQ(answer.own_fields,
            "Content-Type: text/plain; charset=utf-8\r\n"
            "Content-Length: 67\r\n"
            "Allow: GET, HEAD, OPTIONS\r\n"
            "Cache-Control: no-store\r\n"
            "Access-Control-Allow-Origin: *\r\n"
            "X-Content-Type-Options: nosniff\r\n");
  EXPECT_EQ(answer.text.size(), 67U);
}
TEST_F(Refusal, OfAnUnknownMethodIs501) {
  EXPECT_EQ(answer_to(get("/feed.atom", Method::unknown)).status, Status::not_implemented);
}
TEST_F(Refusal, OfAnUnknownExpectationIs417) {
  RequestHead head = get("/feed.atom");
  head.expect.add_line("100-Continue");
  EXPECT_EQ(answer_to(head).status, Status::ok);
  head.expect = {};
  head.expect.add_line("miracles");
  EXPECT_EQ(answer_to(head).status, Status::expectation_failed);
}
TEST_F(Refusal, OfAnUnknownAddressIs404AndMayBeKeptForAMinute) {
  const Answer answer = answer_to("/nothing");
  EXPECT_EQ(answer.status, Status::not_found);
  EXPECT_NE(answer.own_fields.find("Cache-Control: max-age=60\r\n"), std::string::npos);
}
TEST_F(Refusal, WithoutASiteAsksToComeAgain) {
  const Answer refusal = answer(get("/feed.atom"), nullptr, Instant{});
  EXPECT_EQ(refusal.status, Status::service_unavailable);
  EXPECT_NE(refusal.own_fields.find("Retry-After: 5\r\n"), std::string::npos);
}
TEST_F(Refusal, OfAMalformedRequestEndsTheConnection) {
  const Reading reading{.state = Reading::State::refused, .refusal = Status::bad_request};
  EXPECT_TRUE(answer(reading, site_.get(), Instant{}).close);
}
TEST_F(Get, WithABodyEndsTheConnectionSinceTheBodyIsNotRead) {
  RequestHead head = get("/feed.atom");
  head.has_body = true;
  EXPECT_EQ(answer_to(head).status, Status::ok);
  EXPECT_TRUE(answer_to(head).close);
}

TEST(Explanation, IsThereForEveryRefusal) {
  for (const Status status :
       {Status::moved_permanently, Status::bad_request, Status::not_found, Status::method_not_allowed,
        Status::request_timeout, Status::gone, Status::precondition_failed, Status::uri_too_long,
        Status::expectation_failed, Status::too_many_requests, Status::header_fields_too_large, Status::not_implemented,
        Status::service_unavailable, Status::version_not_supported}) {
    EXPECT_TRUE(explanation(status).ends_with(".\n")) << status_line(status);
    EXPECT_TRUE(status_line(status).starts_with("HTTP/1.1 " + std::to_string(static_cast<int>(status)) + " "));
  }
}

}  // namespace
}  // namespace citefeed::http
