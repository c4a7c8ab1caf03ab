// Last-Modified as clients see it that know no entity tags: through edits, restarts, replicas, and clocks that are set.
#include <fmt/format.h>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "../base/temporary_directory.hpp"
#include "engine/keeper.hpp"
#include "http/answer.hpp"
#include "http/conditional.hpp"
#include "rebuild_fixture.hpp"

namespace citefeed::engine {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

struct Answered {
  http::Status status = http::Status::ok;
  std::string body = {};                 ///< of a 200
  std::optional<Instant> modified = {};  ///< Last-Modified
};

/// The value of Last-Modified among the fields of `answer`.
std::optional<Instant> modified_in(const http::Answer& answer, Instant now) {
  const std::string fields = std::string{answer.prepared_fields} + std::string{answer.dated_field} + answer.own_fields;
  constexpr std::string_view name = "Last-Modified: ";
  const auto begin = fields.find(name);
  if (begin == std::string::npos) return std::nullopt;
  EXPECT_EQ(fields.find(name, begin + 1), std::string::npos) << fields;
  const auto value = begin + name.size();
  return http::parse_http_date(fields.substr(value, fields.find("\r\n", value) - value), now);
}

/// What is said in the second in which a process begins, another one may have said before it: it says no date.
constexpr seconds start{1};

/// One process, from its start to its end.
class Replica final {
 public:
  /// `took` is how long it takes from its beginning, which was so long ago, to its first look.
  Replica(const content::FileTree& content, const content::FileTree& feeds, HandClock& clock,
          VersionStore* store = nullptr, seconds took = start)
      : clock_(set_back(clock, took)),
        loader_(content, feeds, 1),
        rebuild_({.loader = loader_, .clock = clock, .log = log_, .current = current_, .versions = store}) {
    clock.pass(took);
    rebuild_.everything();
  }

  void look() { rebuild_.everything(); }
  [[nodiscard]] const Current& current() const { return current_; }
  [[nodiscard]] std::string body(const std::string& path) const {
    return *site_.get()->at(path)->prepared().usual.at(0)->body;
  }
  [[nodiscard]] Answered ask(const std::string& path, std::optional<Instant> since = {}) const {
    http::RequestHead head{.method = http::Method::get, .keep_alive = true, .target = path, .host = "example.org"};
    const std::string date = since ? to_imf_fixdate(*since) : "";
    if (since) head.if_modified_since.add_line(date);
    const auto site = site_.get();
    const auto answer = http::answer(head, site.get(), clock_.now());
    return {.status = answer.status,
            .body = answer.body == nullptr ? "" : **answer.body,
            .modified = modified_in(answer, clock_.now())};
  }

 private:
  static const Clock& set_back(HandClock& clock, seconds time) {
    clock.move_to(clock.now() - time);
    return clock;
  }

  const Clock& clock_;
  RecordedLog log_;
  resource::CurrentSite site_;
  Current current_{site_};
  content::Loader loader_;
  Rebuild rebuild_;
};

/// What a reader has that sends back the date it was told, and nothing else.
class Reader final {
 public:
  explicit Reader(std::string path) : path_(std::move(path)) {}

  void poll(const Replica& replica, Instant now) {
    const Answered answer = replica.ask(path_, date_);
    if (answer.modified) {
      EXPECT_LE(*answer.modified, now) << "in the future";
    }
    if (answer.status == http::Status::not_modified) {
      EXPECT_TRUE(body_ == replica.body(path_)) << "not modified, but other bytes";
      if (answer.modified) {
        EXPECT_GE(*answer.modified, *date_) << "went back";
        date_ = answer.modified;
      }
      return;
    }
    ASSERT_EQ(answer.status, http::Status::ok);
    if (answer.modified && date_) {
      EXPECT_GE(*answer.modified, *date_) << "went back";
    }
    if (answer.modified && date_ && answer.body != body_) {
      EXPECT_GT(*answer.modified, *date_) << "stayed";
    }
    body_ = answer.body;
    date_ = answer.modified;
  }

 private:
  const std::string path_;
  std::string body_ = {};
  std::optional<Instant> date_ = {};
};

/// Two replicas, three readers and an editor who writes the same few sentences again and again, so that bytes come
/// back.
class LastModifiedInTheLongRun : public RebuildSite, public testing::WithParamInterface<unsigned> {
 protected:
  std::size_t below(std::size_t end) { return chance_() % end; }

  void edit() {
    content_.write(below(2) == 0 ? "2023/12/one.md" : "2023/12/two.md", post(fmt::format("Title {}", below(3))));
    for (const auto& replica : replicas_) replica->look();
  }
  void restart(std::size_t which) {
    replicas_.at(which) = nullptr;
    replicas_.at(which) = std::make_unique<Replica>(content_, feeds_, clock_, nullptr, seconds{0});
  }
  void step(bool has_trusty_clock) {
    switch (below(8)) {
      case 0:
      case 1:
        return edit();
      case 2:
        return clock_.pass(seconds{below(3)});
      case 3:
        if (!has_trusty_clock) return clock_.move_to(clock_.now() - seconds{below(5)});
        return restart(below(2));  // within a second, perhaps: what was served in it is not known to it
      default:
        readers_.at(below(readers_.size())).poll(*replicas_.at(below(replicas_.size())), clock_.now());
    }
  }

  std::mt19937 chance_{GetParam()};
  std::vector<std::unique_ptr<Replica>> replicas_ = {};
  std::vector<Reader> readers_{Reader{"/feed.atom"}, Reader{"/feed.atom"}, Reader{"/posts/2023-12/one/"}};
};

TEST_P(LastModifiedInTheLongRun, KeepsItsPromisesThroughEditsAndRestarts) {
  for (int i = 0; i < 2; ++i) replicas_.push_back(std::make_unique<Replica>(content_, feeds_, clock_));
  clock_.pass(seconds{2});
  for (int i = 0; i < 200 && !HasFailure(); ++i) step(true);
}

TEST_P(LastModifiedInTheLongRun, KeepsItsPromisesWhereTheClockIsSetBack) {
  replicas_.push_back(std::make_unique<Replica>(content_, feeds_, clock_));
  for (int i = 0; i < 200 && !HasFailure(); ++i) step(false);
}

INSTANTIATE_TEST_SUITE_P(Seeds, LastModifiedInTheLongRun, testing::Range(0U, 8U));

class LastModified : public RebuildSite {
 protected:
  const Instant start_ = clock_.now();
  Replica replica_{content_, feeds_, clock_};
};

TEST_F(LastModified, IsWhenTheBytesWereFirstServed) {
  clock_.pass(hours{1});
  EXPECT_EQ(replica_.ask("/feed.atom").modified, start_);
  content_.write("2023/12/one.md", post("A typo is mended"));
  replica_.look();
  clock_.pass(hours{1});
  EXPECT_EQ(replica_.ask("/feed.atom").modified, start_ + hours{1}) << "though nobody asked for them then";
  EXPECT_EQ(replica_.ask("/topics/cbt/feed.atom").modified, start_) << "whose bytes have not changed";
}

TEST_F(LastModified, IsKeptByBytesThatAreMadeAnew) {
  static_cast<void>(replica_.ask("/feed.atom"));
  clock_.pass(hours{1});
  feeds_.write("topics.yaml",
               "# a remark\ntopics:\n  - { slug: empathy, label: Empathy }\n  - { slug: cbt, label: CBT }\n");
  replica_.look();
  EXPECT_EQ(replica_.ask("/feed.atom").modified, start_);
}

TEST_F(LastModified, AnswersADateAtOrAfterItWith304) {
  clock_.pass(hours{1});
  EXPECT_EQ(replica_.ask("/feed.atom", start_ - seconds{1}).status, http::Status::ok);
  EXPECT_EQ(replica_.ask("/feed.atom", start_).status, http::Status::not_modified);
  EXPECT_EQ(replica_.ask("/feed.atom", start_ + seconds{1}).status, http::Status::not_modified);
}

TEST_F(LastModified, IsPassedOverUntilTheSecondIsOverInWhichOtherBytesHadOne) {
  content_.write("2023/12/one.md", post("A typo is mended at once"));
  replica_.look();
  const auto second = replica_.ask("/feed.atom", start_);
  EXPECT_EQ(second.status, http::Status::ok);
  EXPECT_EQ(second.modified, std::nullopt);
  content_.write("2023/12/one.md", post("And another"));
  replica_.look();
  clock_.pass(seconds{1});
  EXPECT_EQ(replica_.ask("/feed.atom", start_).status, http::Status::ok);
  EXPECT_EQ(replica_.ask("/feed.atom").modified, start_ + seconds{1}) << "the one between was never said";
}

TEST_F(LastModified, DoesNotGoBackWithTheClock) {
  clock_.pass(hours{2});
  content_.write("2023/12/one.md", post("Written by a clock that is wrong"));
  replica_.look();
  clock_.move_to(start_ + hours{1});
  EXPECT_EQ(replica_.ask("/feed.atom").modified, std::nullopt) << "it would lie in the future";
  content_.write("2023/12/one.md", post("Written when that is known"));
  replica_.look();
  EXPECT_EQ(replica_.ask("/feed.atom", start_ + hours{2}).status, http::Status::ok);
  clock_.pass(hours{2});
  EXPECT_EQ(replica_.ask("/feed.atom").modified, start_ + hours{2} + seconds{1});
}

TEST_F(LastModified, OfAnotherReplicaIsRepeatedWhereItIsLater) {
  clock_.pass(hours{1});
  const Replica later{content_, feeds_, clock_};
  const auto theirs = later.ask("/feed.atom").modified;
  EXPECT_EQ(theirs, start_ + hours{1});
  EXPECT_EQ(replica_.ask("/feed.atom", theirs).modified, std::nullopt) << "other bytes may come in this second";
  clock_.pass(seconds{1});
  EXPECT_EQ(replica_.ask("/feed.atom", theirs).modified, theirs);
  EXPECT_EQ(replica_.ask("/feed.atom", start_ + hours{9}).modified, start_) << "nobody's, so it is not";
}

class LastModifiedAfterARestart : public RebuildSite {
 protected:
  /// A process that serves `path` and ends in order.
  std::optional<Instant> run(const std::string& path) {
    VersionStore store{state_.path()};
    const Replica replica{content_, feeds_, clock_, &store};
    const auto modified = replica.ask(path).modified;
    const Keeper keeper{
        {.content = content_, .feeds = feeds_, .current = replica.current(), .store = store, .log = log_}};
    return modified;
  }
  TemporaryDirectory state_;
};

TEST_F(LastModifiedAfterARestart, IsNotSaidInTheSecondInWhichAnotherProcessEnded) {
  const auto before = Replica{content_, feeds_, clock_}.ask("/feed.atom").modified;
  content_.write("2023/12/one.md", post("Mended while nobody served it"));
  const Replica next{content_, feeds_, clock_, nullptr, seconds{0}};
  EXPECT_EQ(next.ask("/feed.atom").modified, std::nullopt);
  EXPECT_EQ(next.ask("/feed.atom", before).status, http::Status::ok) << "whoever has the other bytes loads these";
  clock_.pass(seconds{1});
  EXPECT_EQ(next.ask("/feed.atom").modified, clock_.now());
}

TEST_F(LastModifiedAfterARestart, IsAsBeforeWithState) {
  const auto before = run("/feed.atom");
  clock_.pass(hours{1});
  EXPECT_EQ(run("/feed.atom"), before);
  clock_.pass(hours{1});
  EXPECT_EQ(run("/feed.atom"), before) << "after two";
}

TEST_F(LastModifiedAfterARestart, IsTheStartOfBytesThatAreOthersNow) {
  static_cast<void>(run("/feed.atom"));
  clock_.pass(hours{1});
  content_.write("2023/12/one.md", post("Mended while nobody served it"));
  EXPECT_EQ(run("/feed.atom"), clock_.now());
}

TEST_F(LastModifiedAfterARestart, DoesNotGoBackWithTheClock) {
  const Instant before = *run("/feed.atom");
  clock_.move_to(before - hours{1});
  content_.write("2023/12/one.md", post("Mended while nobody served it"));
  EXPECT_EQ(run("/feed.atom"), std::nullopt);
  clock_.move_to(before + hours{1});
  content_.write("2023/12/one.md", post("Mended again"));
  EXPECT_EQ(run("/feed.atom"), before + hours{1});
}

TEST_F(LastModifiedAfterARestart, IsForgottenOfBytesThatWereServedBeforeTheLast) {
  const auto first = run("/feed.atom");
  clock_.pass(hours{1});
  content_.write("2023/12/one.md", post("Another title for a while"));
  static_cast<void>(run("/feed.atom"));
  clock_.pass(hours{1});
  content_.write("2023/12/one.md", post("The first title"));
  EXPECT_EQ(run("/feed.atom"), *first + hours{2});
}

}  // namespace
}  // namespace citefeed::engine
