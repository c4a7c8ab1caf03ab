#include "importing/imported_post.hpp"

#include <fmt/format.h>
#include <numeric>
#include <utility>

namespace citefeed::importing {

std::string text_of(const Paragraph& paragraph) {
  std::string text;
  for (const auto& span : paragraph) text += span.text;
  return text;
}

namespace {

std::string sentence(Common common, const std::string& posts, const std::string& example) {
  switch (common) {
    case Common::address_without_alias:
      return fmt::format("expected addresses that an alias can answer, found others in {}, such as \"{}\"", posts,
                         example);
    case Common::id_not_kept:
      return fmt::format(
          "expected identities that are absolute IRIs, found others in {}, such as \"{}\"; feed readers will take "
          "these "
          "posts for new ones",
          posts, example);
    case Common::old_media:
      return fmt::format("images of {} stay at their old addresses, such as \"{}\"", posts, example);
    case Common::relative_address:
      break;
  }
  return fmt::format("expected absolute addresses of links and images, found relative ones in {}, such as \"{}\"",
                     posts, example);
}

}  // namespace

void SourceNotes::warn(std::uint32_t line, std::string message) {
  add(Severity::warning, line, std::move(message));
}

void SourceNotes::error(std::uint32_t line, std::string message) {
  add(Severity::error, line, std::move(message));
}

void SourceNotes::add(Severity severity, std::uint32_t line, std::string message) {
  diagnostics_.push_back({.file = file_, .line = line, .severity = severity, .message = std::move(message)});
}

void SourceNotes::count(Common common, std::uint32_t line, std::string_view example) {
  auto& count = counts_[common];
  if (count.posts++ == 0) count = {.posts = 1, .first_line = line, .example = std::string{example}};
}

std::size_t SourceNotes::passed_over() const {
  return std::accumulate(passed_over_.begin(), passed_over_.end(), std::size_t{0},
                         [](std::size_t sum, const auto& things) { return sum + things.second; });
}

std::vector<Diagnostic> SourceNotes::take() {
  for (const auto& [common, count] : counts_) {
    const auto posts = count.posts == 1 ? std::string{"a post"} : fmt::format("{} posts", count.posts);
    warn(count.first_line, sentence(common, posts, count.example));
  }
  std::string list;
  for (const auto& [things, number] : passed_over_)
    list += fmt::format("{}{} {}", list.empty() ? "" : ", ", number, things);
  if (!list.empty()) warn(0, "expected posts, found other things too, which are passed over: " + list);
  return std::move(diagnostics_);
}

}  // namespace citefeed::importing
