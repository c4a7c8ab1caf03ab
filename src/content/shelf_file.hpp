/// One file of content/: what was read of it last, the last good version, and what is wrong.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/digest.hpp"
#include "content/file_tree.hpp"
#include "content/kept_versions.hpp"
#include "content/post_parser.hpp"
#include "content/report.hpp"
#include "model/definitions.hpp"
#include "model/post.hpp"

namespace citefeed::content {

struct ShelfFile {
  FileSignature signature = {};
  bool settled = false;     ///< false: read it again at the next chance, whatever its signature says
  bool gone = false;        ///< it was not there when it was to be read
  bool unfit = false;       ///< beside `gone`: something else of that name was there
  bool may_pass = false;    ///< it could not be read, for a reason that may pass
  Digest digest = {};       ///< of what was read last: path and bytes
  Digest definitions = {};  ///< with which it was read
  std::shared_ptr<const model::Post> current = {};  ///< what the file says now; null when it is broken
  std::shared_ptr<const model::Post> good = {};     ///< the last version that stood among the posts
  std::vector<Position> references = {};            ///< where `current` cites what it reviews
  std::vector<Diagnostic> diagnostics = {};
  std::shared_ptr<const PostBody> unread =
      {};  ///< the text of `current`, while `diagnostics` lack what it is warned of
};

/// Reads `path` from `tree` into `file`. Bytes and definitions like last time change nothing. Functions for different
/// files may run at the same time.
void read_file(const FileTree& tree, const std::string& path, const model::Definitions& definitions, Depth depth,
               ShelfFile& file);

/// Gives `file`, which says nothing that is good, the version of `path` that an earlier process kept, if there is one
/// that is good with `definitions`. Of an `unseen` file, which nobody can read now, this is also what it says.
/// Functions for different files may run at the same time.
void recall_file(const KeptVersions& kept, const std::string& path, const std::string& tree_name,
                 const model::Definitions& definitions, bool unseen, ShelfFile& file);

/// A path as it can stand in a diagnostic, below the name of its tree: file names need not be UTF-8.
[[nodiscard]] std::string shown_path(const std::string& tree_name, const std::string& path);

}  // namespace citefeed::content
