// Ten years of archive in one go: forty saved pages that share 360 posts.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

#include "archive.hpp"
#include "content/post_parser.hpp"

namespace citefeed::importing {
namespace {

constexpr int pages = 40;
constexpr int posts = 360;

std::string post_text(int number) {
  return fmt::format(
      "On waiting, part {0}\nDoe, J., & Roe, R. ({1}). Study {0} of waiting. A Journal, {0}(2), 3–4. "
      "https://doi.org/10.5555/study.{0}\nThey waited {0} days.\nPractice Implications\nWait {0} days.\n",
      number, 2013 + number / 36);
}

/// The pages that show a post: one, two or three of them.
bool shows(int page, int number) {
  return page == number % pages || page == number * 7 % pages || page == (number / 3) % pages;
}

/// A saved page: months, newest first, and the posts of each.
std::string page_text(int page) {
  static constexpr std::array<const char*, 12> months = {"January",   "February", "March",    "April",
                                                         "May",       "June",     "July",     "August",
                                                         "September", "October",  "November", "December"};
  std::string text = "Blog\n";
  for (int number = posts - 1; number >= 0; --number) {
    if (!shows(page, number)) continue;
    text += fmt::format("{} {}\n", months.at(static_cast<std::size_t>(number / 3 % 12)), 2013 + number / 36);
    text += post_text(number);
  }
  return text;
}

std::vector<Page> read_pages(const model::Definitions& site) {
  std::vector<Page> read;
  for (int page = 0; page < pages; ++page) {
    auto source = read_source(page_text(page), fmt::format("page-{}.txt", page), site.site);
    EXPECT_TRUE(source.value);
    if (!source.value) continue;
    source.value->topic = site.topics.at(static_cast<std::size_t>(page) % site.topics.size()).slug;
    read.push_back(std::move(*source.value));
  }
  return read;
}

TEST(TenYears, OfOverlappingPagesAreOneFileForEachPostAndImportingAgainChangesNothing) {
  const auto site = archive_site();
  const auto sources = read_pages(site);
  const auto first = merge({}, sources, site);
  EXPECT_EQ(first.files.size(), static_cast<std::size_t>(posts));
  EXPECT_GT(first.known, static_cast<std::size_t>(posts));
  EXPECT_THAT(lines_of(first.diagnostics), testing::IsEmpty());
  std::vector<ExistingFile> files;
  for (const auto& [path, bytes] : first.files) {
    auto post = content::parse_post(path, path, bytes, site);
    ASSERT_TRUE(post.value) << bytes;
    EXPECT_THAT(lines_of(post.diagnostics), testing::IsEmpty());
    files.push_back(
        {.path = path, .bytes = bytes, .post = std::make_shared<const model::Post>(std::move(*post.value))});
  }
  const auto again = merge(files, sources, site);
  EXPECT_THAT(again.files, testing::IsEmpty());
  EXPECT_EQ(again.new_posts + again.filed_again, 0U);
}

}  // namespace
}  // namespace citefeed::importing
