/// Reads one post: front matter and Markdown into a model::Post.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/digest.hpp"
#include "content/markdown.hpp"
#include "content/report.hpp"
#include "model/definitions.hpp"
#include "model/post.hpp"

namespace citefeed::content {

// A post's body: its Markdown, kept until somebody wants to read it.

class PostBody final : public model::TextSource {
 public:
  /// `markdown` begins on `first_line` of the post's file and is not refused by look_at(); its addresses lead
  /// from `base`.
  PostBody(std::string_view markdown, std::uint32_t first_line, LinkBase base);

  [[nodiscard]] model::PostText read() const override;
  /// The same, and what is wrong with the text, and what it links.
  [[nodiscard]] model::PostText read(Report& report) const;

 private:
  std::string markdown_;
  LinkBase base_;
  std::uint32_t first_line_;
};

inline constexpr std::size_t max_post_bytes = std::size_t{1} << 20U;

/// Reads the file `path` (below content/, '/' separators) with the contents `bytes`. Diagnostics name `shown_path`.
/// Errors keep the post out: the value is then missing. Every problem of the file is reported, not just the first.
/// Pure; safe from any thread; never throws on any bytes.
[[nodiscard]] Outcome<model::Post> parse_post(const std::string& path, const std::string& shown_path,
                                              std::string_view bytes, const model::Definitions& definitions);

/// How much of a post is read. Both find every error, so that the same posts stand.
enum class Depth : std::uint8_t {
  whole,
  header,  ///< leaves the text for later where nothing in it can keep the post out: reading it is most of the work
};

/// A post, and where in its file it says what a message about several posts points at.
struct PlacedPost {
  model::Post post = {};
  std::vector<Position> references = {};  ///< of each of `post.reviewed`
  std::vector<FileLink> links = {};       ///< to other files of content/
  std::shared_ptr<const PostBody> unread =
      {};  ///< `post.text` where it was left for later; its warnings and links are missing
};

/// A file of content/ with what is known of it before it is read.
struct PostFile {
  std::string path = {};        ///< below content/, '/' separators
  std::string shown_path = {};  ///< for diagnostics
  std::string_view bytes = {};
  Digest digest = {};               ///< what post_digest() gives for it
  bool may_name_undefined = false;  ///< leaves out topics, types and authors that the definitions do not have
};

/// The same with places.
[[nodiscard]] Outcome<PlacedPost> parse_placed_post(const PostFile& file, const model::Definitions& definitions,
                                                    Depth depth);

/// What reading a text brings to light, beside the text.
struct TextFindings {
  std::vector<Diagnostic> diagnostics = {};
  std::vector<FileLink> links = {};
};

/// The findings of a post whose text was left for later, as if it had been read whole: `known`, which came with
/// `unread`, and the warnings of the text, in their order. Pure; safe from any thread.
[[nodiscard]] TextFindings with_text_warnings(const PostBody& unread, const std::string& shown_path,
                                              std::vector<Diagnostic> known);

/// The digest parse_post() gives the post: of the path and the bytes. Same digest and definitions, same outcome.
[[nodiscard]] Digest post_digest(const std::string& path, std::string_view bytes);

}  // namespace citefeed::content
