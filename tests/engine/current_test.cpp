#include "engine/current.hpp"

#include <gtest/gtest.h>
#include <chrono>
#include <future>
#include <mutex>
#include <new>
#include <thread>

#include "../resource/with_resource.hpp"
#include "engine/refiner.hpp"
#include "publish/prepare.hpp"

namespace citefeed::engine {
namespace {

bool has_brotli(const PublicationPointer& publication) {
  return publication->site->at("/feed.atom")
      ->prepared()
      .usual.at(static_cast<std::size_t>(resource::Coding::br))
      .has_value();
}

/// What is current once brotli has joined `plain`: other codings join before.
PublicationPointer wait_for_brotli(const Current& current, const PublicationPointer& plain) {
  PublicationPointer refined = plain;
  while (!has_brotli(refined)) refined = current.wait_for_other(refined, std::stop_token{});
  return refined;
}

/// Of one document, at `path`.
PublicationPointer publication_with(const std::string& path, resource::ResourcePointer document) {
  auto publication = std::make_shared<publish::Publication>();
  publication->definitions = std::make_shared<const model::Definitions>();
  publication->snapshot = std::make_shared<const catalogue::Snapshot>();
  publication->site = std::make_shared<const resource::Site>(with_resource({}, path, std::move(document)));
  publication->feed_documents = {path};
  return publication;
}

PublicationPointer publication_of(const std::string& body) {
  return publication_with("/feed.atom",
                          std::make_shared<const resource::Resource>(
                              sha256(body), publish::prepare({.kind = DocumentKind::atom, .body = body})));
}

TEST(Current, InstallingPutsTheSiteInPlace) {
  resource::CurrentSite site;
  Current current{site};
  const auto first = publication_of("first");
  current.install(first);
  EXPECT_EQ(site.get(), first->site);
}

TEST(Current, ARefinementOfAnOlderGenerationIsRefused) {
  resource::CurrentSite site;
  Current current{site};
  const auto old = publication_of("old"), refined_old = publication_of("old, refined"), next = publication_of("next");
  current.install(old);
  current.install(next);
  EXPECT_FALSE(current.refine(old, refined_old));
  EXPECT_EQ(current.get(), next);
  EXPECT_TRUE(current.refine(next, refined_old));
}

TEST(Current, WaitingEndsWhenAskedToStop) {
  resource::CurrentSite site;
  const Current current{site};
  std::stop_source source;
  source.request_stop();
  EXPECT_EQ(current.wait_for_other(nullptr, source.get_token()), nullptr);
}

/// A copy of `value` that tells by which thread it was ended.
template <class T>
std::shared_ptr<const T> watched(const T& value, std::promise<std::thread::id>& ended_by) {
  return {new T{value}, [&ended_by](const T* ended) {
            delete ended;
            ended_by.set_value(std::this_thread::get_id());
          }};
}

TEST(Current, LeavesTheEndOfAPublicationToAThreadOfItsOwn) {
  std::promise<std::thread::id> ended_by;
  resource::CurrentSite site;
  Current current{site};
  current.install(watched(*publication_of("old"), ended_by));
  auto last_reader = current.get();
  current.install(publication_of("next"));
  last_reader.reset();
  EXPECT_NE(ended_by.get_future().get(), std::this_thread::get_id());
}

TEST(Current, LeavesTheEndOfItsSiteToAThreadOfItsOwn) {
  std::promise<std::thread::id> ended_by;
  resource::CurrentSite site;
  Current current{site};
  publish::Publication old = *publication_of("old");
  old.site = watched(*old.site, ended_by);
  current.install(std::make_shared<const publish::Publication>(std::move(old)));
  auto last_reader = site.get();
  current.install(publication_of("next"));
  last_reader.reset();
  EXPECT_NE(ended_by.get_future().get(), std::this_thread::get_id());
}

TEST(Refiner, HoldsNoOldGenerationWhileItMakesTheNext) {
  std::promise<std::thread::id> ended_by;
  std::promise<void> may_go_on;
  resource::CurrentSite site;
  Current current{site};
  const Refiner refiner{current};
  {
    publish::Publication old = *publication_of(std::string(2000, 'a'));
    old.definitions = watched(*old.definitions, ended_by);  // what it is refined to has them too
    const auto plain = std::make_shared<const publish::Publication>(std::move(old));
    current.install(plain);
    static_cast<void>(wait_for_brotli(current, plain));
  }
  const auto make = [&may_go_on] {
    may_go_on.get_future().wait();
    return publish::prepare({.kind = DocumentKind::rss, .body = "made"});
  };
  current.install(publication_with("/feed.rss", std::make_shared<const resource::Resource>(sha256("made"), make)));
  EXPECT_EQ(ended_by.get_future().wait_for(std::chrono::minutes{1}), std::future_status::ready);
  may_go_on.set_value();
}

TEST(Refiner, MakesTheDocumentsThatNobodyHasAskedFor) {
  resource::CurrentSite site;
  Current current{site};
  const Refiner refiner{current};
  std::promise<void> is_made;
  const auto make = [&is_made] {
    is_made.set_value();
    return publish::prepare({.kind = DocumentKind::rss, .body = "made"});
  };
  current.install(publication_with("/feed.rss", std::make_shared<const resource::Resource>(sha256("made"), make)));
  EXPECT_EQ(is_made.get_future().wait_for(std::chrono::minutes{1}), std::future_status::ready);
}

TEST(Refiner, OutlivesADocumentThatCannotBeMade) {
  resource::CurrentSite site;
  Current current{site};
  const Refiner refiner{current};
  std::promise<void> is_tried;
  std::once_flag once;
  const auto fail = [&]() -> resource::Prepared {
    std::call_once(once, [&is_tried] { is_tried.set_value(); });
    throw std::bad_alloc{};
  };
  current.install(publication_with("/feed.rss", std::make_shared<const resource::Resource>(sha256("failing"), fail)));
  ASSERT_EQ(is_tried.get_future().wait_for(std::chrono::minutes{1}), std::future_status::ready);
  const auto next = publication_of(std::string(2000, 'a'));
  current.install(next);
  EXPECT_TRUE(has_brotli(wait_for_brotli(current, next)));
}

TEST(Refiner, JoinsBrotliToEveryGenerationThatStays) {
  resource::CurrentSite site;
  Current current{site};
  const Refiner refiner{current};
  for (const char* body : {"first ", "second ", "third "}) {
    std::string text;
    for (int i = 0; i < 100; ++i) text += body;
    const auto plain = publication_of(text);
    current.install(plain);
    const auto refined = wait_for_brotli(current, plain);
    ASSERT_TRUE(refined);
    EXPECT_TRUE(has_brotli(refined));
    EXPECT_EQ(current.get(), refined);
  }
}

TEST(Refiner, SurvivesGenerationsThatComeFasterThanItWorks) {
  resource::CurrentSite site;
  Current current{site};
  PublicationPointer last;
  {
    const Refiner refiner{current};
    for (int i = 0; i < 50; ++i) {
      last = publication_of(std::string(2000, static_cast<char>('a' + i % 26)) + std::to_string(i));
      current.install(last);
    }
    const auto refined = wait_for_brotli(current, last);
    EXPECT_TRUE(has_brotli(refined));
  }
  EXPECT_TRUE(has_brotli(current.get()));
}

}  // namespace
}  // namespace citefeed::engine
