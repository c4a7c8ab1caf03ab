/// Opens files below a folder without following links, and reads them whole or not at all.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "base/file_descriptor.hpp"
#include "content/file_tree.hpp"

struct stat;

namespace citefeed::content {

/// Opens the folder `root`, which may be a link. Not open, with errno set, when that is not possible; so below.
[[nodiscard]] FileDescriptor open_root(const std::string& root);

/// Opens what is at `path` below the open folder `root` with the flags of open(2). No component of `path` is opened
/// through a link.
[[nodiscard]] FileDescriptor open_below(const FileDescriptor& root, const std::string& path, int flags);

/// The same one component after the other: for systems that have no call for all of them (Linux before 5.6, some
/// sandboxes).
[[nodiscard]] FileDescriptor open_step_by_step(const FileDescriptor& root, const std::string& path, int flags);

/// Opens the folder `path` below `root`, likewise; "" is `root` itself.
[[nodiscard]] FileDescriptor open_folder(const std::string& root, const std::string& path);
[[nodiscard]] FileDescriptor open_folder(const FileDescriptor& root, const std::string& path);

/// "2023/12" and "x.md" of "2023/12/x.md".
[[nodiscard]] std::pair<std::string_view, std::string_view> split_path(std::string_view path);

/// Where the link `path` below `root` leads, as a path below `root`; nothing when it leads out of `root` or nowhere.
[[nodiscard]] std::optional<std::string> resolve_link(const std::string& root, const std::string& path);

[[nodiscard]] FileSignature signature_of(const struct stat& status);

/// What the system calls `error`, an errno.
[[nodiscard]] std::string reason(int error);

/// What `error`, an errno, says of a file that was to be read.
[[nodiscard]] ReadProblem problem_of(int error);

/// The bytes of the open regular `file`, at most `max_bytes` and one more. Busy unless it is as it was when it was
/// opened, by its status of then: what was written meanwhile may be torn.
[[nodiscard]] std::variant<std::string, ReadProblem> read_unchanged(const FileDescriptor& file,
                                                                    const struct stat& opened, std::size_t max_bytes);

}  // namespace citefeed::content
