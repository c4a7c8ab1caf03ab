#include "base/safe_directory.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>
#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <system_error>
#include <utility>

#include "base/digest.hpp"

namespace citefeed {
namespace {

namespace fs = std::filesystem;

constexpr int folder_flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
constexpr mode_t file_mode = 0666, folder_mode = 0777;  // less what the umask takes away

/// Files that wait for their names, each with an open descriptor, of which a process has 1,024 at least.
constexpr std::size_t most_drafts = 128;
/// From so many files or folders on one call for the whole file system is sooner done than one for each.
constexpr std::size_t many_to_sync = 16;

[[noreturn]] void fail(const char* what, const fs::path& file, int error = errno) {
  throw fs::filesystem_error{what, file, std::error_code{error, std::generic_category()}};
}

std::vector<std::string> components_of(const std::string& path) {
  std::vector<std::string> components;
  for (std::size_t begin = 0; begin <= path.size();) {
    const auto end = std::min(path.find('/', begin), path.size());
    components.push_back(path.substr(begin, end - begin));
    begin = end + 1;
  }
  return components;
}

std::string folder_of(const std::string& path) {
  const auto slash = path.rfind('/');
  return slash == std::string::npos ? std::string{} : path.substr(0, slash);
}

bool is_link(int folder, const std::string& name) {
  struct stat status = {};
  return ::fstatat(folder, name.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0 && S_ISLNK(status.st_mode);
}

FileDescriptor open_in(int folder, const std::string& name, int flags) {
  return FileDescriptor{::openat(folder, name.c_str(), flags, file_mode)};
}

std::string name_by_chance() {
  std::array<char, 16> bytes = {};
  fill_with_chance(bytes);
  return fmt::format(".citefeed-{}.part", to_base64url({bytes.data(), bytes.size()}));
}

void write_all(int file, std::string_view bytes, const fs::path& shown) {
  while (!bytes.empty()) {
    const auto count = ::write(file, bytes.data(), bytes.size());
    if (count >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(count));
    } else if (errno != EINTR) {
      fail("cannot write", shown);
    }
  }
}

/// Some file systems cannot sync folders: what they keep of a new name is theirs to decide.
void sync_folder(const FileDescriptor& folder, const fs::path& shown) {
  if (::fsync(folder.number()) != 0 && errno != EINVAL && errno != EROFS) fail("cannot sync", shown);
}

}  // namespace

/// The open folder that a file stands in, and its name there.
struct SafeDirectory::Place {
  FileDescriptor folder = {};
  std::string name = {};
};

/// The bytes of a file that has not taken its name yet. Gone at the end of its life if it never does.
class SafeDirectory::Draft final {
 public:
  Draft(Place place, std::string path, bool replaces, Unfinished unfinished, const fs::path& shown)
      : place_(std::move(place)), path_(std::move(path)), replaces_(replaces) {
    const int folder = place_.folder.number();
    if (unfinished == Unfinished::nameless) file_ = open_in(folder, ".", O_TMPFILE | O_WRONLY | O_CLOEXEC);
    if (is_nameable()) return;
    hidden_ = name_by_chance();
    file_ = open_in(folder, hidden_, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC);
    if (file_.is_open()) return;
    const int error = errno;
    hidden_.clear();
    fail("cannot write", shown, error);
  }
  Draft(Draft&&) noexcept = default;
  Draft& operator=(Draft&&) = delete;
  Draft(const Draft&) = delete;
  Draft& operator=(const Draft&) = delete;
  ~Draft() {
    if (place_.folder.is_open() && !hidden_.empty()) ::unlinkat(place_.folder.number(), hidden_.c_str(), 0);
  }

  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] int number() const { return file_.number(); }

  /// False, and nothing is changed, when something has the name that is not to be replaced.
  [[nodiscard]] bool take_name(const fs::path& shown) {
    const int folder = place_.folder.number();
    if (hidden_.empty()) {
      auto name = name_by_chance();
      if (::linkat(AT_FDCWD, link_to_file().c_str(), folder, name.c_str(), AT_SYMLINK_FOLLOW) != 0)
        fail("cannot name", shown);
      hidden_ = std::move(name);
    }
    const char* name = place_.name.c_str();
    if (::renameat2(folder, hidden_.c_str(), folder, name, replaces_ ? 0 : RENAME_NOREPLACE) == 0) {
      hidden_.clear();
      return true;
    }
    const bool is_known_flag = replaces_ || (errno != EINVAL && errno != ENOSYS);
    if (!is_known_flag && ::linkat(folder, hidden_.c_str(), folder, name, 0) == 0)
      return true;  // ~Draft() does the rest
    if (!replaces_ && errno == EEXIST) return false;
    fail("cannot name", shown);
  }

 private:
  [[nodiscard]] std::string link_to_file() const { return fmt::format("/proc/self/fd/{}", file_.number()); }
  /// Without /proc a nameless file can get no name.
  [[nodiscard]] bool is_nameable() const {
    return file_.is_open() && ::faccessat(AT_FDCWD, link_to_file().c_str(), F_OK, AT_SYMLINK_NOFOLLOW) == 0;
  }

  Place place_;
  std::string path_;
  bool replaces_;
  FileDescriptor file_ = {};
  std::string hidden_ = {};  ///< the name it has for now; empty while it has none
};

SafeDirectory::SafeDirectory(fs::path root, Unfinished unfinished)
    : root_path_(std::move(root)), unfinished_(unfinished) {
  const bool is_new = fs::create_directories(root_path_);
  root_ = FileDescriptor{::open(root_path_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  if (!root_.is_open()) fail("cannot open", root_path_);
  if (is_new) sync_all();  // nobody knows how many folders above it are new
}

SafeDirectory::~SafeDirectory() = default;

bool SafeDirectory::is_path(const std::string& path) {
  const auto components = components_of(path);
  const auto leads_elsewhere = [](const std::string& component) {
    return component.empty() || component == "." || component == ".." || component.find('\0') != std::string::npos;
  };
  return std::none_of(components.begin(), components.end(), leads_elsewhere);
}

fs::path SafeDirectory::shown(const std::string& path) const {
  return path.empty() ? root_path_ : root_path_ / path;
}

/// The components of `path`, at least one.
std::vector<std::string> SafeDirectory::split(const std::string& path) const {
  if (!is_path(path)) fail("no path below a folder", shown(path), EINVAL);
  return components_of(path);
}

FileDescriptor SafeDirectory::open_folder(const std::string& path) const {
  FileDescriptor folder = open_in(root_.number(), ".", folder_flags);
  if (path.empty()) return folder;
  for (const auto& component : components_of(path)) {
    if (folder.is_open()) folder = open_in(folder.number(), component, folder_flags);
  }
  return folder;
}

std::optional<SafeDirectory::Place> SafeDirectory::find(const std::string& path) const {
  Place place{.name = split(path).back()};
  place.folder = open_folder(folder_of(path));
  if (place.folder.is_open()) return place;
  if (errno == ENOENT || errno == ENOTDIR || errno == ELOOP) return std::nullopt;
  fail("cannot open", shown(folder_of(path)));
}

SafeDirectory::Place SafeDirectory::make(const std::string& path) {
  auto components = split(path);
  Place place{.folder = open_in(root_.number(), ".", folder_flags), .name = std::move(components.back())};
  if (!place.folder.is_open()) fail("cannot open", root_path_);
  components.pop_back();
  std::string so_far;
  for (const auto& component : components) {
    const int parent = place.folder.number();
    FileDescriptor next = open_in(parent, component, folder_flags);
    if (!next.is_open() && errno == ENOENT) {
      if (::mkdirat(parent, component.c_str(), folder_mode) != 0 && errno != EEXIST)
        fail("cannot make", shown(so_far) / component);
      touched_.insert(so_far);
      next = open_in(parent, component, folder_flags);
    }
    so_far += (so_far.empty() ? "" : "/") + component;
    if (!next.is_open()) {
      const int error = errno;
      fail("cannot open", shown(so_far), is_link(parent, component) ? ELOOP : error);
    }
    place.folder = std::move(next);
  }
  return place;
}

std::optional<std::string> SafeDirectory::read(const std::string& path) const {
  const auto place = find(path);
  if (!place) return std::nullopt;
  // Without O_NONBLOCK a FIFO would hold us up.
  static constexpr int flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;
  const FileDescriptor file = open_in(place->folder.number(), place->name, flags);
  struct stat status = {};
  if (!file.is_open() && (errno == ENOENT || errno == ELOOP || errno == ENXIO)) return std::nullopt;
  if (!file.is_open() || ::fstat(file.number(), &status) != 0) fail("cannot read", shown(path));
  if (!S_ISREG(status.st_mode)) return std::nullopt;
  std::string bytes(static_cast<std::size_t>(status.st_size) + 1, '\0');
  std::size_t size = 0;
  while (true) {
    if (size == bytes.size()) bytes.resize(2 * size);
    const auto count = ::read(file.number(), bytes.data() + size, bytes.size() - size);
    if (count == 0) break;
    if (count > 0) {
      size += static_cast<std::size_t>(count);
    } else if (errno != EINTR) {
      fail("cannot read", shown(path));
    }
  }
  bytes.resize(size);
  return bytes;
}

void SafeDirectory::add_draft(const std::string& path, std::string_view bytes, bool replaces) {
  const auto whole = shown(path);
  Draft draft{make(path), path, replaces, unfinished_, whole};
  write_all(draft.number(), bytes, whole);
  drafts_.push_back(std::move(draft));
  if (drafts_.size() == most_drafts) settle();
}

bool SafeDirectory::put(const std::string& path, std::string_view bytes) {
  if (read(path) == bytes) return false;
  add_draft(path, bytes, true);
  return true;
}

void SafeDirectory::put_new(const std::string& path, std::string_view bytes) {
  add_draft(path, bytes, false);
}

void SafeDirectory::sync_all() const {
  if (::syncfs(root_.number()) != 0) fail("cannot sync", root_path_);
}

void SafeDirectory::settle() {
  // Whole on the disk before it has its name, or a loss of power leaves an empty file under it.
  if (drafts_.size() >= many_to_sync) {
    sync_all();
  } else {
    for (const Draft& draft : drafts_) {
      if (::fsync(draft.number()) != 0) fail("cannot write", shown(draft.path()));
    }
  }
  for (Draft& draft : drafts_) {
    if (!draft.take_name(shown(draft.path()))) taken_.push_back(draft.path());
    touched_.insert(folder_of(draft.path()));
  }
  drafts_.clear();
}

void SafeDirectory::sync_folders() {
  if (touched_.size() >= many_to_sync) {
    sync_all();
  } else {
    for (const std::string& folder : touched_) {
      const FileDescriptor opened = open_folder(folder);
      if (opened.is_open()) sync_folder(opened, shown(folder));  // else it went, and its parent is touched too
    }
  }
  touched_.clear();
}

std::vector<std::string> SafeDirectory::commit() {
  settle();
  sync_folders();
  return std::exchange(taken_, {});
}

bool SafeDirectory::remove(const std::string& path) {
  const auto place = find(path);
  struct stat status = {};
  if (!place || ::fstatat(place->folder.number(), place->name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) return false;
  if (!S_ISREG(status.st_mode)) return false;
  if (::unlinkat(place->folder.number(), place->name.c_str(), 0) != 0) fail("cannot remove", shown(path));
  touched_.insert(folder_of(path));
  remove_empty_folders(folder_of(path));
  return true;
}

void SafeDirectory::remove_empty_folders(std::string path) {
  while (!path.empty()) {
    const auto place = find(path);
    if (!place || ::unlinkat(place->folder.number(), place->name.c_str(), AT_REMOVEDIR) != 0) return;
    path = folder_of(path);
    touched_.insert(path);
  }
}

namespace {

std::string complaint_about(const std::error_code& code) {
  switch (code.value()) {
    case ENOSPC:
      return "expected room for it, found a full disk";
    case EDQUOT:
      return "expected room for it, found the quota used up";
    case EISDIR:
      return "expected a file or none, found a folder";
    case ENOTDIR:
      return "expected a folder, found a file";
    case ELOOP:
      return "expected a folder, found a link, and links are not followed";
    default:
      return fmt::format("cannot be read or written: {}", code.message());
  }
}

}  // namespace

Diagnostic to_diagnostic(const fs::filesystem_error& error) {
  return {.file = error.path1().string(), .message = complaint_about(error.code())};
}

}  // namespace citefeed
