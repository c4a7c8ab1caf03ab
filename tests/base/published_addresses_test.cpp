#include "base/published_addresses.hpp"

#include <gtest/gtest.h>

namespace citefeed {
namespace {

/// The name that the table has for what is at `path`; "(none)" for nothing.
std::string name_at(std::string_view path) {
  const PublishedAddress* found = find_address(path);
  return found == nullptr ? "(none)" : found->name;
}

Folder folder_at(std::string_view path) {
  const PublishedAddress* found = find_address(path);
  return found == nullptr ? Folder::root : found->folder;
}

TEST(PublishedAddresses, HaveTheSameFilesForEveryFeed) {
  for (const std::string feed : {"/", "/corrections/", "/topics/empathy/", "/types/survey/", "/bundles/both/"}) {
    EXPECT_EQ(folder_at(feed), Folder::feed) << feed;
    EXPECT_EQ(name_at(feed + "feed.atom"), "feed.atom") << feed;
    EXPECT_EQ(name_at(feed + "citations.ris"), "citations.ris") << feed;
    EXPECT_EQ(folder_at(feed + "archive/"), Folder::archive) << feed;
    EXPECT_EQ(folder_at(feed + "archive/2024/"), Folder::year) << feed;
    EXPECT_EQ(name_at(feed + "archive/2024-2.json"), "#.json") << feed;
  }
}

TEST(PublishedAddresses, OfPostsHaveAsManySegmentsAsTheirIds) {
  EXPECT_EQ(folder_at("/posts/a/"), Folder::post);
  EXPECT_EQ(folder_at("/posts/2023-12/a/"), Folder::post);
  EXPECT_EQ(name_at("/posts/2023-12/feed.atom/citation.bib"), "citation.bib");
  for (const char* path : {"/posts/", "/posts//", "/posts//a/", "/posts/a", "/posts/a/feed.atom"}) {
    EXPECT_EQ(name_at(path), "(none)") << path;
  }
}

TEST(PublishedAddresses, KnowTheMonths) {
  EXPECT_EQ(folder_at("/digest/2023-12/"), Folder::issue);
  EXPECT_EQ(name_at("/digest/2023-12/digest.txt"), "digest.txt");
  EXPECT_EQ(name_at("/digest/archive/2023.rss"), "#.rss");
  EXPECT_EQ(name_at("/changes/2023-12.json"), "#.json");
}

TEST(PublishedAddresses, AreNoOthers) {
  for (const char* path : {"", "feed.atom", "/feed.atom/", "/feed.atomic", "/other/feed.atom", "/topics//feed.atom",
                           "/topics/a/b/feed.atom", "/archive/old/", "/archive/2014/05/old.html", "/digest/archive/",
                           "/digest/may/", "/changes/", "/metrics"}) {
    EXPECT_EQ(name_at(path), "(none)") << path;
  }
}

TEST(PublishedAddresses, AreNamedAsTheyAreFound) {
  EXPECT_EQ(folder_path(Folder::archive), "archive/");
  EXPECT_EQ(folder_path(Folder::year), "archive/");
  EXPECT_EQ(folder_path(Folder::post), "posts/");
  EXPECT_EQ(folder_path(Folder::about), "about/extensions/");
  EXPECT_EQ(feed_path(FeedKind::everything), "");
  EXPECT_EQ(feed_path(FeedKind::research_type, "survey"), "types/survey/");
  EXPECT_EQ(name_of(Folder::archive, DocumentKind::atom, "2024-2"), "2024-2.atom");
  EXPECT_EQ(name_of(Folder::feed, DocumentKind::rdf), "articles.rdf");
}

TEST(PublishedAddresses, AreOneRowEach) {
  for (const PublishedAddress& row : published_addresses) {
    std::string path = "/" + folder_path(row.folder);
    if (row.folder == Folder::year || row.folder == Folder::issue) path += "2024/";
    if (row.folder == Folder::post) path += "a/";
    std::string name = row.name;
    if (name.starts_with('#')) name.replace(0, 1, "2024");
    EXPECT_EQ(find_address(path + name), &row) << path << name;
  }
}

TEST(DocumentFormat, GivesTheContentType) {
  EXPECT_EQ(content_type(DocumentKind::atom), "application/atom+xml; charset=utf-8");
  EXPECT_EQ(content_type(DocumentKind::plain_text), "text/plain; charset=utf-8");
}

TEST(Route, HasANameForEach) {
  EXPECT_EQ(to_string(Route::atom), "atom");
  EXPECT_EQ(to_string(Route::stylesheet), "stylesheet");
  EXPECT_EQ(to_string(Route::none), "none");
}

}  // namespace
}  // namespace citefeed
