/// Composes the file of a new post. Pure.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/instant.hpp"
#include "citation/citation.hpp"
#include "model/atom_constructs.hpp"
#include "model/definitions.hpp"
#include "model/post.hpp"

namespace citefeed::authoring {

// Topics, research types and authors as the command line names them.

/// The slugs of the categories called `names` (slug, label or alias, in any letter case), each once, in this order; for
/// each unknown name an error of `option` ("--topic") with the nearest one, and no value. `what` is "a topic of
/// topics.yaml".
[[nodiscard]] Outcome<std::vector<std::string>> find_slugs(const std::vector<model::Category>& categories,
                                                           const std::vector<std::string>& names,
                                                           std::string_view option, std::string_view what);

/// The errors for those of `keys` that name no author of `site`.
[[nodiscard]] std::vector<Diagnostic> unknown_authors(const model::SiteDefinition& site,
                                                      const std::vector<std::string>& keys);

/// What a new post is to be like, as the author asks for it.
struct DraftRequest {
  std::string title = {};
  std::vector<std::string> citations = {};  ///< as printed
  std::vector<std::string> topics = {};     ///< labels, slugs or aliases
  std::vector<std::string> types = {};      ///< likewise
  std::vector<std::string> authors = {};    ///< keys of site.yaml
  std::string published = {};               ///< empty means the present month
  std::string id = {};                      ///< empty means one made of the month and the title
  bool draft = true;
};

struct PostDraft {
  std::string path = {};  ///< below the content folder, '/' separators
  std::string bytes = {};
  model::Post post = {};  ///< what the bytes say
};

/// The file that `request` asks for: front matter, and a body with the headings and comments that say what to write.
/// The citations are those of `request`, then `imported`: these stand as APA text, with what a reader of that text
/// would not find under "article:". `now` gives the month when the request names none. No value when something of the
/// request cannot be used; all of it is said, by the option's name. What was not read of a citation is a warning at its
/// place in the file, which is shown below `shown_folder`.
[[nodiscard]] Outcome<PostDraft> compose_draft(const DraftRequest& request,
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

}  // namespace citefeed::authoring
