// Whole imports: what becomes of the sample sources, together and again.
#include "archive.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "content/post_parser.hpp"

namespace citefeed::importing {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<Page> all_pages() {
  std::vector<Page> pages;
  for (const char* name :
       {"wordpress.xml", "rss.xml", "atom.xml", "hugo/content/posts/toml.md", "hugo/content/posts/bundle/index.md",
        "jekyll/_posts/2017-01-31-told-in-yaml.md", "jekyll/_posts/2017-02-01-named.md"}) {
    auto source = read_sample(name);
    EXPECT_TRUE(source.value) << name;
    if (source.value) pages.push_back(std::move(*source.value));
  }
  return pages;
}

std::vector<ExistingFile> files_of(const Import& import, const model::Definitions& site) {
  std::vector<ExistingFile> files;
  for (const auto& [path, bytes] : import.files) {
    auto post = content::parse_post(path, path, bytes, site);
    EXPECT_TRUE(post.value) << bytes;
    files.push_back(
        {.path = path, .bytes = bytes, .post = std::make_shared<const model::Post>(std::move(*post.value))});
  }
  return files;
}

TEST(ImportedArchive, IsReadBackByContentWithItsIdentities) {
  const auto site = archive_site();
  const auto import = merge({}, all_pages(), site);
  EXPECT_EQ(import.new_posts, 14U);
  std::map<std::string, std::string> ids;
  for (const auto& file : files_of(import, site)) ids[file.path] = file.post->entry_id;
  EXPECT_EQ(ids["2019/02/listening-waiting.md"], "https://old.example/?p=17");
  EXPECT_EQ(ids["2019/04/classic-words.md"], "https://old.example/?p=18");
  EXPECT_EQ(ids["2014/06/one-kind-of-talk-more.md"], "tag:old.example,2012:one");
  EXPECT_EQ(ids["2016/02/warmth-firmness.md"], "urn:uuid:36e38580-b878-4bf5-b1bc-a3b710c0220b");
  EXPECT_EQ(ids["2018/07/told-in-toml.md"], "");
}

TEST(ImportedArchive, ImportedAgainChangesNothing) {
  const auto site = archive_site();
  const auto files = files_of(merge({}, all_pages(), site), site);
  const auto again = merge(files, all_pages(), site);
  EXPECT_THAT(again.files, IsEmpty());
  EXPECT_EQ(again.new_posts, 0U);
  EXPECT_EQ(again.known, files.size());
}

TEST(ImportedExport, IsAFileAsPeopleWriteIt) {
  const auto import = merge({}, {*read_sample("wordpress.xml").value}, archive_site());
  ASSERT_EQ(import.files.count("2019/02/listening-waiting.md"), 1U);
  EXPECT_EQ(import.files.at("2019/02/listening-waiting.md"), R"(---
id: https://old.example/?p=17
title: Listening & Waiting
published: 2019-03-01T03:30:00Z
topics: [empathy, alliance]
authors: [roe]
citation: >-
  Doe, J. K., & Roe, R. (2018). Listening well: A trial. Journal of Listening, 70(6), 682–690. https://doi.org/10.1000/listen
aliases:
  - "2019/03/listening-waiting/"
---
They asked **81** clients, and *“waited”* for [answers](<https://old.example/about/>).

- first \* point
- second point

  1. inner

#### Practice Implications

Listen, then wait.
)");
}

TEST(ImportedExport, ReportsWhatNeedsAPersonsEye) {
  const auto import = merge({}, {*read_sample("wordpress.xml").value}, archive_site());
  EXPECT_THAT(
      lines_of(import.diagnostics),
      ElementsAre("wordpress.xml:77: warning: expected a citation, found none (2019/05/not-yet-said.md)",
                  "wordpress.xml:77: warning: expected a heading \"## Practice Implications\", found none "
                  "(2019/05/not-yet-said.md)",
                  "wordpress.xml:90: warning: expected a citation, found none (2019/06/secret.md)",
                  "wordpress.xml:90: warning: expected a heading \"## Practice Implications\", found none "
                  "(2019/06/secret.md)",
                  "wordpress.xml:14: warning: expected a topic of topics.yaml or a type of research-types.yaml, "
                  "found \"Emphathy\" in 2 posts; did you mean \"Empathy\"?",
                  "wordpress.xml:53: warning: expected an author of site.yaml, found \"A Guest\" in a post",
                  "wordpress.xml: warning: expected a topic for each new post, found none for 3 of 4"));
}

TEST(ImportedExport, AndASavedPageOfTheSamePostsAreOnePostWithBothTopics) {
  const auto page = read_source(
      "February 2019\nListening & Waiting\nDoe, J. K., & Roe, R. (2018). Listening well: A trial. Journal of "
      "Listening, "
      "70, 682-690. https://doi.org/10.1000/listen\nText.\nPractice Implications\nDo.\n",
      "page.txt", archive_site().site);
  ASSERT_TRUE(page.value);
  auto adherence = *page.value;
  adherence.topic = "adherence";
  const auto import = merge({}, {adherence, *read_sample("wordpress.xml").value}, archive_site());
  EXPECT_EQ(import.new_posts, 4U);
  EXPECT_EQ(import.known, 1U);
  const auto& file = import.files.at("2019/02/listening-waiting.md");
  EXPECT_THAT(file, HasSubstr("id: https://old.example/?p=17\n"));
  EXPECT_THAT(file, HasSubstr("published: 2019-03-01T03:30:00Z\n"));
  EXPECT_THAT(file, HasSubstr("topics: [adherence, empathy, alliance]\n"));
  EXPECT_THAT(file, HasSubstr("---\nText.\n"));
}

TEST(ImportedExport, OfAPostThatHasAnotherIdentityAlreadySaysSo) {
  const auto site = archive_site();
  const auto page = read_source(
      "February 2019\nListening & Waiting\nDoe, J. K. (2018). Another one here. A Journal, 1.\n"
      "Text.\nPractice Implications\nDo.\n",
      "page.txt", site.site);
  ASSERT_TRUE(page.value);
  const auto files = files_of(merge({}, {*page.value}, site), site);
  const auto import = merge(files, {*read_sample("wordpress.xml").value}, site);
  EXPECT_EQ(import.new_posts, 3U);
  EXPECT_THAT(lines_of(import.diagnostics),
              Contains("wordpress.xml: warning: expected posts without a file, found 1 that content/ has under other "
                       "identities; these stay, and subscribers of the old feed will take the posts for new ones"));
}

TEST(ImportedExport, KeepsTwoPostsOnOneArticleApartWhenTheirIdentitiesDiffer) {
  const std::string text = "<description>&lt;p>Doe, J. (2013). An article. A Journal, 1(2), 3–4.&lt;/p></description>";
  const auto item = [&text](const std::string& guid) {
    return "<item><title>T</title><guid>" + guid + "</guid><pubDate>3 Jun 2014</pubDate>" + text + "</item>";
  };
  const auto rss = "<rss><channel>" + item("http://old.example/1") + item("http://old.example/2") + "</channel></rss>";
  const auto source = read_source(rss, "rss", archive_site().site);
  ASSERT_TRUE(source.value);
  EXPECT_EQ(merge({}, {*source.value}, archive_site()).new_posts, 2U);
}

TEST(ImportedExport, IsNotWrittenWhenContentWouldRefuseIt) {
  auto page = Page{.shown_file = "x.xml",
                   .posts = {{.title = "T",
                              .month = std::chrono::year{2014} / 6,
                              .line = 3,
                              .markdown = "&#7;" + std::string(2U << 20U, 'a')}}};
  const auto import = merge({}, {page}, archive_site());
  EXPECT_THAT(import.files, IsEmpty());
  EXPECT_THAT(lines_of(import.diagnostics), Contains(HasSubstr("x.xml:3: error: expected at most 1 MiB, found")));
}

}  // namespace
}  // namespace citefeed::importing
