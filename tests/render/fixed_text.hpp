/// A text that is there already, for posts that are not read from files.
#pragma once
#include <memory>
#include <utility>

#include "model/post.hpp"

namespace citefeed::model {

class FixedText final : public TextSource {
 public:
  explicit FixedText(PostText text) : text_(std::move(text)) {}
  [[nodiscard]] PostText read() const override { return text_; }

 private:
  PostText text_;
};

[[nodiscard]] inline std::shared_ptr<const TextSource> fixed_text(PostText text) {
  return std::make_shared<const FixedText>(std::move(text));
}

}  // namespace citefeed::model
