#include "content/shelf_file.hpp"

#include <algorithm>
#include <utility>
#include <variant>

#include "base/utf8.hpp"
#include "content/source_text.hpp"

namespace citefeed::content {
namespace {

using Post = std::shared_ptr<const model::Post>;

/// `post` without topics and types that `definitions` no longer have; itself when it has none such.
Post as_defined(const Post& post, const model::Definitions& definitions) {
  if (!post) return post;
  const auto undefined = [](const std::vector<model::Category>& categories) {
    return [&categories](const std::string& slug) { return model::find_category(categories, slug) == nullptr; };
  };
  model::Post copy = *post;
  const auto dropped = std::erase_if(copy.topics, undefined(definitions.topics)) +
                       std::erase_if(copy.research_types, undefined(definitions.research_types));
  if (dropped == 0) return post;
  copy.digest = DigestBuilder{}.add(post->digest).add(definitions.digest).finish();
  return std::make_shared<const model::Post>(std::move(copy));
}

void note_problem(const ReadProblem& problem, const std::string& shown, const model::Definitions& definitions,
                  ShelfFile& file) {
  file.gone = problem.gone;
  file.unfit = problem.unfit;
  file.may_pass = problem.may_pass;
  file.settled = !problem.busy && !problem.gone && !problem.may_pass;
  const bool is_being_saved = problem.busy || problem.gone;  // as far as one can tell
  if (!is_being_saved) file.digest = {};
  const bool never_read = !file.current && !file.good && file.diagnostics.empty();
  if (is_being_saved && !never_read) {
    file.current = as_defined(file.current, definitions);
  } else {
    file.current.reset();
    file.unread.reset();
    file.diagnostics = {{.file = shown, .message = "cannot be read: " + problem.message}};
  }
  file.good = as_defined(file.good, definitions);
}

void note_outcome(Outcome<PlacedPost> outcome, const Digest& digest, const model::Definitions& definitions,
                  ShelfFile& file) {
  file.digest = digest;
  file.definitions = definitions.digest;
  file.diagnostics = std::move(outcome.diagnostics);
  file.current = outcome.value ? std::make_shared<const model::Post>(std::move(outcome.value->post)) : nullptr;
  file.references = outcome.value ? std::move(outcome.value->references) : std::vector<Position>{};
  file.unread = outcome.value ? std::move(outcome.value->unread) : nullptr;
}

}  // namespace

std::string shown_path(const std::string& tree_name, const std::string& path) {
  std::string shown = tree_name + "/" + path;
  while (const auto bad = first_invalid_utf8(shown)) shown[*bad] = '?';
  blank_forbidden_characters(shown);
  std::replace(shown.begin(), shown.end(), '\n', ' ');
  return shown;
}

void read_file(const FileTree& tree, const std::string& path, const model::Definitions& definitions, Depth depth,
               ShelfFile& file) {
  const auto shown = shown_path(tree.name(), path);
  const bool large = file.signature.size_bytes > max_post_bytes;
  const auto content = large ? too_large(max_post_bytes) : tree.read(path, max_post_bytes);
  if (const auto* problem = std::get_if<ReadProblem>(&content)) return note_problem(*problem, shown, definitions, file);
  const auto& bytes = std::get<std::string>(content);
  file.gone = false;
  file.unfit = false;
  file.may_pass = false;
  file.settled = true;
  const auto digest = post_digest(path, bytes);
  if (digest == file.digest && definitions.digest == file.definitions) return;
  note_outcome(
      parse_placed_post({.path = path, .shown_path = shown, .bytes = bytes, .digest = digest}, definitions, depth),
      digest, definitions, file);
  if (!file.current) file.good = as_defined(file.good, definitions);
}

void recall_file(const KeptVersions& kept, const std::string& path, const std::string& tree_name,
                 const model::Definitions& definitions, bool unseen, ShelfFile& file) {
  const auto bytes = kept.read(path);
  if (!bytes) return;
  const auto shown = shown_path(tree_name, path);
  const auto digest = post_digest(path, *bytes);
  PostFile post{.path = path, .shown_path = shown, .bytes = *bytes, .digest = digest};
  auto outcome = parse_placed_post(post, definitions, Depth::whole);
  if (!outcome.value) {  // it may have been good with other definitions; without what it had of them it is another post
    post.may_name_undefined = true;
    post.digest = DigestBuilder{}.add(digest).add(definitions.digest).finish();
    outcome = parse_placed_post(post, definitions, Depth::whole);
  }
  if (!outcome.value) return;
  if (unseen) {
    note_outcome(std::move(outcome), digest, definitions, file);
    file.good = file.current;
  } else {
    file.good = std::make_shared<const model::Post>(std::move(outcome.value->post));
  }
}

}  // namespace citefeed::content
