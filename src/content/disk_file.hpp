/// Opens files below a folder without following links, and reads them whole or not at all.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "content/file_tree.hpp"

struct stat;

namespace citefeed::content {

/// An open file descriptor, closed at the end of its life. -1 when nothing is open.
class Descriptor final {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  ~Descriptor();
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  [[nodiscard]] int number() const { return number_; }
  [[nodiscard]] bool is_open() const { return number_ >= 0; }
  /// Hands the descriptor over to somebody who closes it.
  [[nodiscard]] int release() { return std::exchange(number_, -1); }

 private:
  int number_;
};

/// Opens the folder `root`, which may be a link. Not open, with errno set, when that is not possible; so below.
[[nodiscard]] Descriptor open_root(const std::string& root);

/// Opens what is at `path` below the open folder `root` with the flags of open(2). No component of `path` is opened
/// through a link.
[[nodiscard]] Descriptor open_below(const Descriptor& root, const std::string& path, int flags);

/// The same one component after the other: for systems that have no call for all of them (Linux before 5.6, some
/// sandboxes).
[[nodiscard]] Descriptor open_step_by_step(const Descriptor& root, const std::string& path, int flags);

/// Opens the folder `path` below `root`, likewise; "" is `root` itself.
[[nodiscard]] Descriptor open_folder(const std::string& root, const std::string& path);
[[nodiscard]] Descriptor open_folder(const Descriptor& root, const std::string& path);

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
[[nodiscard]] std::variant<std::string, ReadProblem> read_unchanged(const Descriptor& file, const struct stat& opened,
                                                                    std::size_t max_bytes);

}  // namespace citefeed::content
