#include "publish/prepare.hpp"

#include <gtest/gtest.h>

#include "example_site.hpp"

namespace citefeed::publish {
namespace {

using resource::Coding;

TEST(Prepare, ACodingThatIsNoSmallerIsNotOffered) {
  const auto prepared = prepare({.kind = DocumentKind::page, .body = "x"});
  EXPECT_TRUE(prepared.usual.at(static_cast<std::size_t>(Coding::identity)));
  for (const Coding coding : {Coding::gzip, Coding::br, Coding::zstd}) {
    EXPECT_FALSE(prepared.usual.at(static_cast<std::size_t>(coding)));
  }
}

TEST(Prepare, NoCodingThatIsOfferedIsAsLongAsTheText) {
  int not_offered = 0;
  for (std::size_t size = 1; size < 80; ++size) {
    const auto prepared = prepare({.kind = DocumentKind::page, .body = std::string(size, 'a')});
    for (const Coding coding : {Coding::gzip, Coding::br, Coding::zstd}) {
      const auto& offered = prepared.usual.at(static_cast<std::size_t>(coding));
      const std::size_t coded = compress(std::string(size, 'a'), coding, Effort::quick).size();
      EXPECT_EQ(offered.has_value(), coded < size) << resource::to_token(coding) << " " << size;
      if (coded == size) ++not_offered;
    }
  }
  EXPECT_GT(not_offered, 0) << "or the border itself is not tried";
}

TEST(Prepare, EveryRepresentationHasAnEntityTagOfItsOwn) {
  const auto prepared = prepare({.kind = DocumentKind::rss, .body = std::string(5000, 'a'), .is_archive = true});
  std::vector<std::string> tags;
  for (const auto* set : {&prepared.usual, &prepared.browser}) {
    for (const auto& representation : *set) {
      if (representation) tags.push_back(representation->tag.opaque);
    }
  }
  EXPECT_EQ(tags.size(), 8U);  // identity, gzip, brotli and zstd, each for readers and for browsers
  std::sort(tags.begin(), tags.end());
  EXPECT_EQ(std::unique(tags.begin(), tags.end()), tags.end());
}

TEST(Prepare, WithoutAViewForBrowsersEverybodyIsGivenTheSame) {
  const auto prepared = prepare({.kind = DocumentKind::atom, .body = std::string(5000, 'a')}, false);
  const std::string& fields = prepared.usual.at(0)->fields_ok;
  EXPECT_NE(fields.find("Content-Type: application/atom+xml; charset=utf-8\r\n"), std::string::npos);
  EXPECT_NE(fields.find("Vary: Accept-Encoding\r\n"), std::string::npos);
  for (const auto& representation : prepared.browser) EXPECT_FALSE(representation);
}

TEST(Prepare, NoCacheKeepsForLongWhatMayBeWithdrawn) {
  const auto caching = [](DocumentKind kind, bool is_archive) {
    const auto prepared = prepare({.kind = kind, .body = "text", .is_archive = is_archive});
    const std::string& fields = prepared.usual.at(0)->fields_not_modified;
    const auto begin = fields.find("Cache-Control: ");
    return fields.substr(begin, fields.find("\r\n", begin) - begin);
  };
  const std::string an_hour = "Cache-Control: max-age=3600, stale-while-revalidate=60, stale-if-error=86400";
  EXPECT_EQ(caching(DocumentKind::atom, true), an_hour);
  EXPECT_EQ(caching(DocumentKind::stylesheet, false), an_hour);
  EXPECT_EQ(caching(DocumentKind::atom, false),
            "Cache-Control: max-age=300, stale-while-revalidate=60, stale-if-error=86400");
}

}  // namespace
}  // namespace citefeed::publish
