/// Composes the file of a new post. Pure.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "app/options.hpp"
#include "base/instant.hpp"
#include "base/outcome.hpp"
#include "citation/citation.hpp"
#include "model/definitions.hpp"
#include "model/post.hpp"

namespace citefeed::app {

struct PostDraft {
  std::string path = {};  ///< below the content folder, '/' separators
  std::string bytes = {};
  model::Post post = {};  ///< what the bytes say
};

/// The file that `options` ask for: front matter, and a body with the headings and comments that say what to write. The
/// citations are those of `options`, then `imported`: these stand as APA text, with what a reader of that text would
/// not find under "article:". `now` gives the month when the options name none. No value when something of the options
/// cannot be used; all of it is said, by the option's name. What was not read of a citation is a warning at its place
/// in the file, which is shown below `shown_folder`.
[[nodiscard]] Outcome<PostDraft> compose_draft(const NewPostOptions& options,
                                               const std::vector<citation::Citation>& imported,
                                               const model::Definitions& definitions, Instant now,
                                               const std::string& shown_folder);

/// A file of the content folder, whether or not it can be read as a post.
struct TakenPlace {
  std::string path = {};
  std::string id = {};
};

/// What keeps `draft` from standing beside `places`: an error at the file that has its id or path already.
[[nodiscard]] std::vector<Diagnostic> conflicts(const PostDraft& draft, const std::vector<TakenPlace>& places,
                                                const std::string& shown_folder);

/// A warning for each of `posts` that reviews an article of `draft` already.
[[nodiscard]] std::vector<Diagnostic> earlier_reviews(const PostDraft& draft,
                                                      const std::vector<std::shared_ptr<const model::Post>>& posts,
                                                      const std::string& shown_folder);

/// The id that the file `path` with the contents `bytes` claims, even when it is no good post: the one in its front
/// matter, else the one of its path; "" when it claims none.
[[nodiscard]] std::string claimed_id(const std::string& path, std::string_view bytes);

}  // namespace citefeed::app
