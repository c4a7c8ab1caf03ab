/// A post's body: its Markdown, kept until somebody wants to read it.
#pragma once
#include <cstdint>
#include <string>

#include "base/iri.hpp"
#include "content/report.hpp"
#include "model/post_text.hpp"

namespace citefeed::content {

class PostBody final : public model::TextSource {
 public:
  /// `markdown` begins on `first_line` of the post's file and is not refused by look_at(); its addresses are meant
  /// below `page_url`.
  PostBody(std::string_view markdown, std::uint32_t first_line, Iri page_url);

  [[nodiscard]] model::PostText read() const override;
  /// The same, and what is wrong with the text.
  [[nodiscard]] model::PostText read(Report& report) const;

 private:
  std::string markdown_;
  Iri page_url_;
  std::uint32_t first_line_;
};

}  // namespace citefeed::content
