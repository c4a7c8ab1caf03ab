#include "content/disk_tree.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <algorithm>
#include <cerrno>
#include <memory>
#include <optional>

#include "base/whole_file.hpp"
#include "content/disk_file.hpp"

namespace citefeed::content {
namespace {

struct CloseDirectory {
  void operator()(DIR* directory) const { ::closedir(directory); }
};

using std::chrono::system_clock;

/// Since its last change, by the times on disk: a file whose writer is unknown is whole after that. More than the two
/// seconds by which such times may be coarse, and more than clocks of different machines usually differ by.
constexpr std::chrono::seconds usual_half{4}, longest_half{60};

constexpr std::string_view bad_link = "it is a link that leads out of the folder or nowhere";

ReadProblem unfit(std::string message) {
  return {.message = std::move(message), .gone = true, .unfit = true};
}

/// An open regular file, and its status when it was opened.
struct OpenFile {
  FileDescriptor descriptor = FileDescriptor{};
  struct stat status = {};
};

/// Opens `path` unless it is a link; what is no regular file is not opened at all.
std::variant<OpenFile, ReadProblem> open_file(const std::string& root, const std::string& path) {
  const auto folder = open_root(root);
  OpenFile file;
  if (!folder.is_open() || ::fstatat(folder.number(), path.c_str(), &file.status, AT_SYMLINK_NOFOLLOW) != 0) {
    return problem_of(errno);
  }
  if (S_ISLNK(file.status.st_mode)) return file;
  if (!S_ISREG(file.status.st_mode)) return unfit("it is not a regular file");
  // Without O_NONBLOCK a FIFO put here meanwhile would hold us up.
  static constexpr int flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;
  file.descriptor = open_below(folder, path, flags);
  if (!file.descriptor.is_open()) return problem_of(errno);
  return file;
}

std::variant<OpenFile, ReadProblem> open_file_or_link(const std::string& root, const std::string& path) {
  auto opened = open_file(root, path);
  const auto* file = std::get_if<OpenFile>(&opened);
  if (file == nullptr || file->descriptor.is_open()) return opened;
  const auto target = resolve_link(root, path);
  if (!target) return unfit(std::string{bad_link});
  opened = open_file(root, *target);
  file = std::get_if<OpenFile>(&opened);
  if (file != nullptr && !file->descriptor.is_open()) return unfit("it is a link to a link");
  return opened;
}

/// Walks a tree folder by folder. The root is opened once, so that all is of one tree even when another takes its name.
class Lister final {
 public:
  Lister(const std::string& root, std::string_view suffix) : root_(root), suffix_(suffix) {}

  Listing list() && {
    opened_root_ = open_root(root_);
    if (!opened_root_.is_open()) add_unreadable("", errno);
    if (opened_root_.is_open()) folders_.emplace_back();
    while (!folders_.empty()) {
      const std::string folder = std::move(folders_.back());
      folders_.pop_back();
      list_folder(folder);
    }
    std::sort(listing_.files.begin(), listing_.files.end(),
              [](const FileEntry& a, const FileEntry& b) { return a.path < b.path; });
    std::sort(listing_.passed_over.begin(), listing_.passed_over.end(),
              [](const PassedOver& a, const PassedOver& b) { return a.path < b.path; });
    return std::move(listing_);
  }

 private:
  void list_folder(const std::string& path) {
    auto descriptor = open_folder(opened_root_, path);
    const int error = errno;
    if (!descriptor.is_open()) {
      const bool gone = error == ENOENT || error == ENOTDIR || error == ELOOP;  // moved away since it was listed
      if (path.empty() || !gone) add_unreadable(path, error);
      return;
    }
    const std::unique_ptr<DIR, CloseDirectory> directory{::fdopendir(descriptor.number())};
    if (!directory) return add_unreadable(path, errno);
    static_cast<void>(descriptor.release());  // the directory closes it
    errno = 0;
    while (const dirent* entry = ::readdir(directory.get())) {
      const std::string_view name = entry->d_name;
      if (is_content_name(name))
        add(::dirfd(directory.get()), path.empty() ? std::string{name} : path + "/" + entry->d_name, *entry);
      errno = 0;
    }
    if (errno != 0) add_unreadable(path, errno);
  }

  void add_unreadable(const std::string& path, int error) {
    listing_.unreadable.push_back({.path = path, .message = reason(error)});
  }

  void add(int folder, std::string path, const dirent& entry) {
    if (entry.d_type == DT_DIR) {
      folders_.push_back(std::move(path));
      return;
    }
    const bool named = path.ends_with(suffix_);
    if (!named && entry.d_type == DT_REG) return add_misnamed(entry.d_name, std::move(path));
    struct stat status = {};
    if (::fstatat(folder, entry.d_name, &status, AT_SYMLINK_NOFOLLOW) != 0) {
      if (errno != ENOENT)
        add_unreadable(std::string{split_path(path).first}, errno);  // it is there, so do not drop it
      return;
    }
    if (S_ISDIR(status.st_mode)) {
      folders_.push_back(std::move(path));
    } else if (S_ISLNK(status.st_mode)) {
      add_link(folder, entry.d_name, std::move(path), named);
    } else if (!named) {
      if (S_ISREG(status.st_mode)) add_misnamed(entry.d_name, std::move(path));
    } else if (S_ISREG(status.st_mode)) {
      listing_.files.push_back({.path = std::move(path), .signature = signature_of(status)});
    } else {
      pass_over(std::move(path), "it is not a regular file");
    }
  }

  void add_misnamed(std::string_view name, std::string path) {
    if (auto reason = misnamed(name, suffix_)) pass_over(std::move(path), std::move(*reason));
  }

  void add_link(int folder, const char* name, std::string path, bool named) {
    struct stat status = {};
    if (::fstatat(folder, name, &status, 0) == 0 && S_ISDIR(status.st_mode)) {
      pass_over(std::move(path), "it is a link to a folder");
    } else if (named) {
      add_link_to_file(std::move(path));
    }
  }

  void add_link_to_file(std::string path) {
    const auto target = resolve_link(root_, path);
    if (!target) return pass_over(std::move(path), std::string{bad_link});
    const auto [folder_path, name] = split_path(*target);
    const auto folder = open_folder(opened_root_, std::string{folder_path});
    struct stat status = {};
    const bool known =
        folder.is_open() && ::fstatat(folder.number(), std::string{name}.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0;
    if (known && S_ISREG(status.st_mode)) {
      listing_.files.push_back({.path = std::move(path), .signature = signature_of(status)});
    } else {
      pass_over(std::move(path), "it is not a link to a regular file");
    }
  }

  void pass_over(std::string path, std::string message) {
    listing_.passed_over.push_back({.path = std::move(path), .message = std::move(message)});
  }

  const std::string& root_;
  std::string_view suffix_;
  FileDescriptor opened_root_ = FileDescriptor{};
  std::vector<std::string> folders_ = {};
  Listing listing_ = {};
};

}  // namespace

DiskTree::DiskTree(std::filesystem::path root, std::string shown_name)
    : root_(std::move(root)), shown_name_(std::move(shown_name)) {}

Listing DiskTree::list(std::string_view suffix) const {
  return Lister{root_.native(), suffix}.list();
}

std::variant<FileContent, ReadProblem> DiskTree::look(const std::string& path, std::size_t max_bytes) const {
  auto opened = open_file_or_link(root_.native(), path);
  if (auto* problem = std::get_if<ReadProblem>(&opened)) return std::move(*problem);
  const auto& file = std::get<OpenFile>(opened);
  const int number = file.descriptor.number();
  const Writer writer = writer_of(number);
  if (writer == Writer::some) return ReadProblem{.message = "it is still being written", .busy = true};
  if (static_cast<std::size_t>(file.status.st_size) > max_bytes) return too_large(max_bytes);
  auto read = read_unchanged(file.descriptor, file.status, max_bytes);
  if (auto* problem = std::get_if<ReadProblem>(&read)) return std::move(*problem);
  FileContent content{.bytes = std::move(std::get<std::string>(read)), .signature = signature_of(file.status)};
  content.may_be_half =
      writer == Writer::unknown &&
      may_be_half(content.signature,
                  {.now = system_clock::now(), .is_remote = is_remote(number), .whole_as_of = whole_as_of(path)});
  return content;
}

void DiskTree::note_whole(const std::vector<std::string>& paths, system_clock::time_point as_of) {
  const MutexLock lock{mutex_};
  std::erase_if(whole_, [as_of](const auto& each) { return as_of - each.second > longest_half; });
  for (const auto& path : paths) whole_[path] = as_of;
}

std::optional<system_clock::time_point> DiskTree::whole_as_of(const std::string& path) const {
  const MutexLock lock{mutex_};
  const auto found = whole_.find(path);
  return found == whole_.end() ? std::nullopt : std::optional{found->second};
}

bool may_be_half(const FileSignature& signature, const Circumstances& circumstances) {
  const system_clock::time_point changed{std::chrono::duration_cast<system_clock::duration>(
      std::chrono::nanoseconds{std::max(signature.modified_ns, signature.changed_ns)})};
  if (circumstances.whole_as_of && changed <= *circumstances.whole_as_of) return false;
  // A write sets both times alike: it was renamed, or given other times as copying programs do in the end.
  if (!circumstances.is_remote && signature.changed_ns > signature.modified_ns) return false;
  return circumstances.now - changed < (circumstances.is_remote ? longest_half : usual_half);
}

}  // namespace citefeed::content
