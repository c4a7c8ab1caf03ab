// Any bytes, as a saved page and as the words of a post: what is imported shows again word for word in what content/
// makes of it, and importing again changes nothing.
#include <gumbo.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "../importing/sample_site.hpp"
#include "../importing/visible_text.hpp"
#include "content/post_parser.hpp"
#include "importing/blog_page.hpp"
#include "importing/merge.hpp"

namespace {

using namespace citefeed;  // NOLINT(google-build-using-namespace)

void require(bool holds, const char* what, const std::string& file) {
  if (holds) return;
  std::fprintf(stderr, "%s:\n%s\n", what, file.c_str());
  std::abort();
}

void append(std::vector<std::string>& texts, const std::vector<importing::Paragraph>& paragraphs) {
  for (const auto& paragraph : paragraphs) texts.push_back(importing::text_of(paragraph));
}

/// All that a reader sees of `post`, as the page has it.
std::vector<std::string> visible(const importing::ImportedPost& post) {
  std::vector<std::string> texts;
  append(texts, post.text);
  append(texts, post.implications);
  append(texts, post.after);
  return texts;
}

/// The same of what content/ read back.
std::vector<std::string> visible(const model::PostText& text) {
  return importing::visible_paragraphs(text.summary_html + text.implications_html + text.after_html);
}

importing::ExistingFile check_file(const std::string& path, const std::string& bytes, const model::Definitions& site) {
  auto outcome = content::parse_post(path, path, bytes, site);
  require(outcome.has_value(), "content/ refuses an imported file", bytes);
  return {.path = path, .bytes = bytes, .post = std::make_shared<const model::Post>(std::move(*outcome.value))};
}

void check_posts(const std::vector<importing::ImportedPost>& posts, const model::Definitions& site) {
  for (const auto& post : posts) {
    const auto import = importing::merge({}, {{.shown_file = "page", .posts = {post}, .topic = "Empathy"}}, site);
    require(import.files.size() == 1, "one post is not one file", post.title);
    const auto& [path, bytes] = *import.files.begin();
    const auto file = check_file(path, bytes, site);
    require(visible(text_of(*file.post)) == visible(post), "the text is not word for word the page's", bytes);
    require(text_of(*file.post).correspondence_email == post.author_email, "the author's address is another", bytes);
    require(file.post->title == post.title, "the title is not word for word the page's", bytes);
  }
}

void check_page(std::string_view page, const model::Definitions& site) {
  const auto outcome = importing::read_blog_page(page, "page");
  require(outcome.has_value() || has_errors(outcome.diagnostics), "no posts and no error", std::string{page});
  if (!outcome.has_value()) return;
  check_posts(*outcome.value, site);
  const std::vector<importing::Page> pages = {{.shown_file = "page", .posts = *outcome.value, .topic = "Empathy"}};
  const auto first = importing::merge({}, pages, site);
  std::vector<importing::ExistingFile> files;
  for (const auto& [path, bytes] : first.files) files.push_back(check_file(path, bytes, site));
  require(importing::merge(files, pages, site).files.empty(), "importing again changes something", std::string{page});
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes{reinterpret_cast<const char*>(data), size};
  const auto site = importing::sample_site();
  check_page(bytes, site);
  std::string page = "December 2023\nA Title\nDoe, J. (2023). An article. A Journal, 1(2), 3–4.\n";
  page.append(bytes).append("\nPractice Implications\n").append(bytes);
  check_page(page, site);
  return 0;
}
