#include "importing/front_matter_post.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "archive.hpp"

namespace citefeed::importing {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

ImportedPost post_of(const std::string& name) {
  auto posts = posts_of(name);
  EXPECT_EQ(posts.size(), 1U) << name;
  return posts.empty() ? ImportedPost{} : posts.front();
}

TEST(HugoPost, InTomlKeepsItsFields) {
  const auto post = post_of("hugo/content/posts/toml.md");
  EXPECT_EQ(post.title, "Told in TOML");
  EXPECT_EQ(post.published, "2018-07-09T12:00:00Z");
  EXPECT_EQ(post.updated, "2018-08-09");
  EXPECT_EQ(post.slug, "told-in-toml");
  EXPECT_THAT(post.aliases, ElementsAre("old/toml/"));
  EXPECT_EQ(post.categories,
            (std::vector<ForeignName>{{.name = "Empathy"},
                                      {.name = "quantitative study", .others = {"quantitative", "study"}}}));
  EXPECT_EQ(post.authors, std::vector<ForeignName>{{.name = "Jane Roe"}});
}

TEST(HugoPost, KeepsItsMarkdownButForCitationHeadingAndShortcodes) {
  const auto source = read_sample("hugo/content/posts/toml.md");
  ASSERT_TRUE(source.value);
  const auto& post = source.value->posts.at(0);
  EXPECT_THAT(post.citations,
              ElementsAre("Doe, J. K., & Roe, R. (2018). Listening well: A trial. Journal of Listening, "
                          "71(1), 2–9. https://doi.org/10.1000/toml"));
  EXPECT_EQ(post.markdown,
            "Some words. They go\non here, with a  in them.\n\n"
            "```r\n# Practice Implications\nx <- \"{{< not a shortcode >}}\"\n```\n\n"
            "## Practice Implications\n\n"
            "- Listen.\n- Wait.");
  EXPECT_THAT(lines_of(source.diagnostics),
              ElementsAre("hugo/content/posts/toml.md:12: warning: expected Markdown, found \"{{< figure src=\"x.png\" "
                          ">}}\", which is left out"));
}

TEST(HugoPost, InJsonThatIsABundleIsReadOfItsFolder) {
  const auto post = post_of("hugo/content/posts/bundle/index.md");
  EXPECT_EQ(post.title, "Told in JSON");
  EXPECT_EQ(post.published, "2018-07-10");
  EXPECT_EQ(post.slug, "bundle");
  EXPECT_TRUE(post.draft);
  EXPECT_THAT(post.aliases, ElementsAre("posts/bundle/"));
  EXPECT_EQ(post.markdown, "## Practice Implications\n\nDo it [here](/there/).");
}

TEST(HugoPost, WithoutADateIsAPageAndPassedOver) {
  const auto source = read_sample("hugo/content/about.md");
  ASSERT_TRUE(source.value);
  EXPECT_THAT(source.value->posts, IsEmpty());
  EXPECT_EQ(source.value->passed_over, 1U);
}

TEST(JekyllPost, KeepsItsFieldsAndText) {
  const auto source = read_sample("jekyll/_posts/2017-01-31-told-in-yaml.md");
  ASSERT_TRUE(source.value);
  const auto& post = source.value->posts.at(0);
  EXPECT_EQ(post.title, "Told in YAML");
  EXPECT_EQ(post.published, "2017-02-01T04:30:00Z");
  EXPECT_EQ(post.month, std::chrono::year{2017} / 1);
  EXPECT_EQ(post.slug, "told-in-yaml");
  EXPECT_THAT(post.aliases, ElementsAre("older/yaml"));
  EXPECT_EQ(post.categories,
            (std::vector<ForeignName>{{.name = "empathy adherence", .others = {"empathy", "adherence"}}}));
  EXPECT_EQ(post.authors, std::vector<ForeignName>{{.name = "Jane Roe"}});
  EXPECT_THAT(post.citations,
              ElementsAre("Doe, J. (2016). An article. A Journal, 1(2), 3–4. https://doi.org/10.1000/yaml"));
  EXPECT_EQ(post.markdown, "Text with ![a picture](/img/p.png).\n\n## Practice Implications\n\nDo.");
}

TEST(JekyllPost, IsDatedByItsNameWhenNothingElseSaysADate) {
  const auto post = post_of("jekyll/_posts/2017-02-01-named.md");
  EXPECT_EQ(post.published, "2017-02-01");
  EXPECT_EQ(post.slug, "named");
  EXPECT_THAT(post.aliases, ElementsAre("2017/02/01/named.html"));
}

TEST(UsualAddress, IsWhereThatProgramShowsThePost) {
  EXPECT_EQ(usual_address("site/content/posts/a.md"), "posts/a/");
  EXPECT_EQ(usual_address("content/posts/a/index.md"), "posts/a/");
  EXPECT_EQ(usual_address("site/_posts/2019-03-04-a.b.md"), "2019/03/04/a.html");
  EXPECT_EQ(usual_address("posts/a.md"), "");
  EXPECT_EQ(usual_address("discontent/a.md"), "");
}

TEST(FrontMatterPost, ThatCannotBeReadSaysWhere) {
  const auto problem = [](const std::string& text) {
    const auto source = read_source(text, "a.md", archive_site().site);
    EXPECT_FALSE(source.value) << text;
    return source.diagnostics.empty() ? std::string{} : to_string(source.diagnostics.front());
  };
  EXPECT_EQ(problem("+++\ntitle = \n+++\n").substr(0, 54), "a.md:2: error: expected front matter in TOML, found an");
  EXPECT_EQ(problem("+++\ntitle = 'x'\ntags = x\"y\"\n+++\n").substr(0, 54),
            "a.md:3: error: expected front matter in TOML, found an");
  EXPECT_EQ(problem("+++\ntitle = 'x'\n"),
            "a.md:1: error: expected a line \"+++\" where the front matter ends, found none");
  EXPECT_EQ(problem("{ \"title\": \n x }\n"),
            "a.md:2: error: expected front matter in JSON, found none that can be read");
  EXPECT_EQ(problem("---\ntitle: x\n"),
            "a.md:1: error: expected a line \"---\" where the front matter ends, found the end of the file");
  EXPECT_EQ(problem("---\ntitle: x\ndate: soon\n---\n"),
            "a.md:1: error: expected a date in the post \"x\", found \"soon\"; it is left out");
}

}  // namespace
}  // namespace citefeed::importing
