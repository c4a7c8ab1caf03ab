#include "content/post_body.hpp"

#include <utility>

#include "content/markdown.hpp"

namespace citefeed::content {

PostBody::PostBody(std::string_view markdown, std::uint32_t first_line, Iri page_url)
    : markdown_(markdown), page_url_(std::move(page_url)), first_line_(first_line) {}

model::PostText PostBody::read() const {
  Report unread{""};
  return read(unread);
}

model::PostText PostBody::read(Report& report) const {
  return read_markdown(markdown_, first_line_, page_url_, report);
}

}  // namespace citefeed::content
