#include "render/entry_content.hpp"

#include <gtest/gtest.h>

#include "fixtures.hpp"

namespace citefeed::render {
namespace {

model::Entry entry_of(const model::Post& post) {
  return make_entry(post, fixtures::definitions());
}

TEST(Entry, HasAnIdFreeOfSchemeAndHost) {
  EXPECT_EQ(entry_of(fixtures::post()).id, "tag:blog.example,2013:posts/2023-12/listening");
}

TEST(Entry, KeepsItsIdWhenTheSiteMoves) {
  model::Definitions moved = fixtures::definitions();
  moved.site.base_url = {"http://127.0.0.1:8080/blog/"};
  const model::Entry entry = make_entry(fixtures::post(), moved);
  EXPECT_EQ(entry.id, entry_of(fixtures::post()).id);
  EXPECT_EQ(entry.url, "http://127.0.0.1:8080/blog/posts/2023-12/listening/");
}

TEST(Entry, HasTheIdItHadElsewhereAndAnAddressOfItsOwn) {
  model::Post post = fixtures::post();
  post.entry_id = "http://old.example/?p=7&x=1";
  EXPECT_EQ(entry_of(post).id, "http://old.example/?p=7&x=1");
  EXPECT_EQ(entry_of(post).url, "https://blog.example/posts/2023-12/listening/");
}

TEST(Entry, EncodesAnIdThatMayNotStandInAnAddress) {
  model::Post post = fixtures::post();
  post.id = "2023-12/é t";
  EXPECT_EQ(entry_of(post).url, "https://blog.example/posts/2023-12/%C3%A9%20t/");
  EXPECT_EQ(entry_of(post).id, "tag:blog.example,2013:posts/2023-12/%C3%A9%20t");
}

TEST(Entry, IsFiledUnderItsTopicsInOrderByLabel) {
  const std::vector<model::CategoryTerm> expected{
      {.term = "Empathy", .scheme = "https://blog.example/topics/empathy/"},
      {.term = "Therapy & Thought", .scheme = "https://blog.example/topics/cbt/"}};
  EXPECT_EQ(entry_of(fixtures::post()).categories, expected);
}

TEST(Entry, ContentIsCitationTextImplicationsAndReferences) {
  EXPECT_EQ(
      entry_of(fixtures::post()).content_html,
      R"(<p class="citation">Doe, J. K., &amp; Roe, R., Jr. (2023). Listening well. Journal of Listening, 70(6), 682–690. <a href="https://doi.org/10.1000/listen">https://doi.org/10.1000/listen</a></p>
<p>They asked 81 clients.</p>
<section id="practice-implications">
<h2>Practice Implications</h2>
<p>Listen &amp; ask.</p>
<p>Then wait.</p>
</section>
<h2>References</h2>
<ol>
<li>Doe, J. K., &amp; Roe, R., Jr. (2023). Listening well. Journal of Listening, 70(6), 682–690. <a href="https://doi.org/10.1000/listen">https://doi.org/10.1000/listen</a></li>
</ol>
)");
}

TEST(Entry, ContentOfAPostWithNothingButTextIsTheText) {
  model::Post post = fixtures::post();
  post.reviewed.clear();
  post.text = model::fixed_text({.summary_html = "<p>Only this.</p>"});
  EXPECT_EQ(entry_of(post).content_html, "<p>Only this.</p>\n");
  EXPECT_EQ(entry_of(post).description_html, "");
}

TEST(Entry, ShowsTheReviewedAuthorsAddressAfterTheImplications) {
  model::Post post = fixtures::post();
  fixtures::change_text(post, [](auto& text) {
    text.correspondence_email = "jd@example.org";
    text.after_html = "<h2>Afterwards</h2>\n";
  });
  const std::string html = entry_of(post).content_html;
  EXPECT_NE(html.find("</section>\n<p class=\"correspondence\">Author email: <a "
                      "href=\"mailto:jd@example.org\">jd@example.org</a></p>\n"
                      "<h2>Afterwards</h2>\n<h2>References</h2>"),
            std::string::npos)
      << html;
}

TEST(Entry, DescriptionIsTheCitationAndTheImplications) {
  EXPECT_EQ(
      entry_of(fixtures::post()).description_html,
      R"(<p class="citation">Doe, J. K., &amp; Roe, R., Jr. (2023). Listening well. Journal of Listening, 70(6), 682–690. <a href="https://doi.org/10.1000/listen">https://doi.org/10.1000/listen</a></p>
<p><strong>Practice Implications</strong></p>
<p>Listen &amp; ask.</p>
<p>Then wait.</p>
)");
}

TEST(Entry, NamesTheCitationFilesBelowThePost) {
  const model::Entry entry = entry_of(fixtures::post());
  std::vector<std::string> files;
  for (const model::Link& file : entry.reviews.at(0).files)
    files.push_back(file.rel + " " + file.type + " " + file.href);
  EXPECT_EQ(files,
            (std::vector<std::string>{
                "related application/x-bibtex https://blog.example/posts/2023-12/listening/citation.bib",
                "related application/x-research-info-systems https://blog.example/posts/2023-12/listening/citation.ris",
                "related application/vnd.citationstyles.csl+json "
                "https://blog.example/posts/2023-12/listening/citation.json"}));
}

}  // namespace
}  // namespace citefeed::render
