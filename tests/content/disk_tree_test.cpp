#include "content/disk_tree.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <linux/capability.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <thread>

#include "../base/temporary_directory.hpp"
#include "content/disk_file.hpp"

namespace citefeed::content {
namespace {

namespace fs = std::filesystem;

/// Ends a test on a machine that cannot do `what`: skipped; failed where CI=true, whose machine has to be able to.
void cannot(std::string_view what) {
  const char* const ci = std::getenv("CI");
  if (ci != nullptr && std::string_view{ci} == "true") FAIL() << "CI=true, and this machine cannot " << what;
  GTEST_SKIP() << "this machine cannot " << what;
}

/// An empty folder "tree" in a folder of its own, which goes with the test.
class DiskTreeTest : public testing::Test {
 public:
  DiskTreeTest() { fs::create_directory(root_); }

 protected:
  void write(const fs::path& path, std::string_view bytes = "x") const {
    fs::create_directories((root_ / path).parent_path());
    std::ofstream{root_ / path, std::ios::binary} << bytes;
  }
  /// Whether a file's mode binds this process: not root, unless it has given its privilege away, as in tests/run.
  [[nodiscard]] bool modes_hold() const {
    std::ofstream{outside_ / "locked"} << "x";
    fs::permissions(outside_ / "locked", fs::perms::none);
    return !std::ifstream{outside_ / "locked"}.is_open();
  }
  [[nodiscard]] DiskTree tree() const { return DiskTree{root_, "content"}; }
  [[nodiscard]] std::vector<std::string> listed(std::string_view suffix = ".md") const {
    std::vector<std::string> paths;
    for (const auto& entry : tree().list(suffix).files) paths.push_back(entry.path);
    return paths;
  }
  [[nodiscard]] std::vector<std::string> passed_over() const {
    std::vector<std::string> lines;
    for (const auto& [path, message] : tree().list(".md").passed_over)
      lines.push_back(fmt::format("{}: {}", path, message));
    return lines;
  }
  [[nodiscard]] std::string bytes_of(const std::string& path, std::size_t max_bytes = 100) const {
    const auto content = tree().read(path, max_bytes);
    const auto* bytes = std::get_if<std::string>(&content);
    return bytes == nullptr ? "problem: " + std::get<ReadProblem>(content).message : *bytes;
  }
  [[nodiscard]] ReadProblem problem_of(const std::string& path, std::size_t max_bytes = 100) const {
    const auto content = tree().read(path, max_bytes);
    const auto* problem = std::get_if<ReadProblem>(&content);
    return problem == nullptr ? ReadProblem{.message = "none"} : *problem;
  }

  TemporaryDirectory temporary_;
  const fs::path outside_ = temporary_.path();
  fs::path root_ = outside_ / "tree";
};

using Paths = std::vector<std::string>;
using DiskTreeList = DiskTreeTest;
using DiskTreeRead = DiskTreeTest;

TEST_F(DiskTreeList, HasAllFilesOfTheSuffixByPath) {
  for (const auto* path :
       {"2023/12/b.md", "2023/12/a.md", "2019/05/c.md", "2023-x.md", "z.md", "2023/12/a.txt", "2023/12/md"})
    write(path);
  EXPECT_EQ(listed(), (Paths{"2019/05/c.md", "2023-x.md", "2023/12/a.md", "2023/12/b.md", "z.md"}));
}

TEST_F(DiskTreeList, LeavesOutWhatEditorsAndCopyingProgramsLeaveBehind) {
  for (const auto* path : {"a.md", ".a.md", ".a.md.swp", "a.md~", "#a.md#", ".#a.md", ".a.md.AbC123", "4913",
                           "a.md.tmp", "a.md.bak", ".git/x.md", ".hidden/x.md", "old~/x.md", "~lock.md", "#x.md"}) {
    write(path);
  }
  EXPECT_EQ(listed(), Paths{"a.md"});
}

TEST_F(DiskTreeList, NamesFilesWhoseNamesAlmostEndRight) {
  for (const char* name : {"a.MD", "b.markdown", "c.txt", ".d.MD", "e.MD~", "md", "README"}) write(name);
  EXPECT_EQ(listed(), Paths{});
  EXPECT_EQ(passed_over(),
            (Paths{"a.MD: its name does not end in \".md\"", "b.markdown: its name does not end in \".md\""}));
}

TEST_F(DiskTreeList, GivesASignatureThatMovesWithTheFile) {
  write("a.md", "one");
  const auto first = tree().list(".md").files.at(0).signature;
  EXPECT_EQ(first.size_bytes, 3U);
  EXPECT_EQ(tree().list(".md").files.at(0).signature, first);
  write("b.md", "two");
  fs::rename(root_ / "b.md", root_ / "a.md");
  EXPECT_NE(tree().list(".md").files.at(0).signature, first);
}

TEST_F(DiskTreeList, FollowsLinksToFilesThatStayInside) {
  write("..data/a.md", "text");
  fs::create_symlink("..data/a.md", root_ / "a.md");
  fs::create_symlink(root_ / "..data" / "a.md", root_ / "b.md");
  EXPECT_EQ(listed(), (Paths{"a.md", "b.md"}));
  EXPECT_EQ(tree().list(".md").files.at(0).signature.size_bytes, 4U);
  EXPECT_EQ(bytes_of("a.md"), "text");
  EXPECT_EQ(bytes_of("b.md"), "text");
}

TEST_F(DiskTreeList, NeverFollowsLinksThatLeaveTheTree) {
  std::ofstream{outside_ / "secret.md"} << "secret";
  fs::create_directory(outside_ / "folder");
  std::ofstream{outside_ / "folder" / "x.md"} << "secret";
  fs::create_symlink("../secret.md", root_ / "relative.md");
  fs::create_symlink(outside_ / "secret.md", root_ / "absolute.md");
  fs::create_symlink("/etc/passwd", root_ / "passwd.md");
  fs::create_symlink("../folder", root_ / "folder");
  EXPECT_EQ(listed(), Paths{});
  EXPECT_EQ(passed_over(), (Paths{"absolute.md: it is a link that leads out of the folder or nowhere",
                                  "folder: it is a link to a folder",
                                  "passwd.md: it is a link that leads out of the folder or nowhere",
                                  "relative.md: it is a link that leads out of the folder or nowhere"}));
  EXPECT_EQ(bytes_of("relative.md"), "problem: it is a link that leads out of the folder or nowhere");
  EXPECT_EQ(bytes_of("passwd.md"), "problem: it is a link that leads out of the folder or nowhere");
  EXPECT_EQ(bytes_of("folder/x.md"), "problem: there is no such file");
  EXPECT_EQ(bytes_of("../secret.md"), "problem: there is no such file");
}

TEST_F(DiskTreeList, EndsLoopsOfLinks) {
  fs::create_symlink("a.md", root_ / "a.md");
  fs::create_symlink("c.md", root_ / "b.md");
  fs::create_symlink("b.md", root_ / "c.md");
  fs::create_directory(root_ / "2023");
  fs::create_symlink("..", root_ / "2023" / "up");
  fs::create_symlink("nowhere.md", root_ / "d.md");
  write("2023/x.md");
  EXPECT_EQ(listed(), Paths{"2023/x.md"});
  EXPECT_EQ(passed_over(),
            (Paths{"2023/up: it is a link to a folder", "a.md: it is a link that leads out of the folder or nowhere",
                   "b.md: it is a link that leads out of the folder or nowhere",
                   "c.md: it is a link that leads out of the folder or nowhere",
                   "d.md: it is a link that leads out of the folder or nowhere"}));
  EXPECT_TRUE(problem_of("a.md").gone);
}

TEST_F(DiskTreeList, LeavesOutFifosSocketsAndFoldersThatAreNamedLikeFiles) {
  ASSERT_EQ(mkfifo((root_ / "fifo.md").c_str(), 0600), 0);
  fs::create_directory(root_ / "folder.md");
  sockaddr_un address{.sun_family = AF_UNIX, .sun_path = {}};
  const auto path = (root_ / "s.md").string();
  ASSERT_LT(path.size(), sizeof address.sun_path);
  std::copy(path.begin(), path.end(), address.sun_path);
  const int socket_number = socket(AF_UNIX, SOCK_STREAM, 0);
  ASSERT_EQ(bind(socket_number, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  EXPECT_EQ(listed(), Paths{});
  EXPECT_EQ(passed_over(), (Paths{"fifo.md: it is not a regular file", "s.md: it is not a regular file"}));
  EXPECT_EQ(bytes_of("fifo.md"), "problem: it is not a regular file");
  EXPECT_EQ(bytes_of("s.md"), "problem: it is not a regular file");
  EXPECT_EQ(bytes_of("folder.md"), "problem: it is not a regular file");
  close(socket_number);
}

TEST_F(DiskTreeList, NamesARootThatIsNotThere) {
  const auto listing = DiskTree{outside_ / "none", "content"}.list(".md");
  ASSERT_EQ(listing.unreadable.size(), 1U);
  EXPECT_EQ(listing.unreadable[0].path, "");
  EXPECT_EQ(listing.unreadable[0].message, "No such file or directory");
}

TEST_F(DiskTreeList, IsOfOneTreeEvenWhenAnotherTakesItsName) {
  constexpr std::size_t folders = 40;
  for (std::size_t i = 0; i < folders; ++i) write(fmt::format("{}/a.md", i));
  fs::create_directory(outside_ / "empty");
  const std::jthread mover{[this](const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      fs::rename(root_, outside_ / "away");
      fs::rename(outside_ / "empty", root_);
      fs::rename(root_, outside_ / "empty");
      fs::rename(outside_ / "away", root_);
    }
  }};
  for (int look = 0; look < 300; ++look) {
    const auto listing = tree().list(".md");
    EXPECT_TRUE(listing.files.empty() || listing.files.size() == folders) << listing.files.size();
  }
}

TEST_F(DiskTreeList, MayHaveALinkForItsRoot) {
  write("a.md");
  fs::create_symlink("tree", outside_ / "link");
  EXPECT_EQ((DiskTree{outside_ / "link", "content"}.list(".md").files.size()), 1U);
}

TEST_F(DiskTreeList, NamesAFolderItCannotRead) {
  if (!modes_hold()) return cannot("be refused a folder by its mode");
  write("2023/12/a.md");
  fs::permissions(root_ / "2023", fs::perms::none);
  const auto listing = tree().list(".md");
  fs::permissions(root_ / "2023", fs::perms::owner_all);
  ASSERT_EQ(listing.unreadable.size(), 1U);
  EXPECT_EQ(listing.unreadable[0].path, "2023");
}

TEST_F(DiskTreeRead, GivesAllBytes) {
  write("2023/12/a.md", std::string{"a\0b", 3});
  EXPECT_EQ(bytes_of("2023/12/a.md"), (std::string{"a\0b", 3}));
  write("empty.md", "");
  EXPECT_EQ(bytes_of("empty.md"), "");
}

TEST_F(DiskTreeRead, RefusesALargeFileWithoutReadingIt) {
  write("a.md", "");
  fs::resize_file(root_ / "a.md", std::uintmax_t{1} << 36U);  // 64 GiB of nothing: reading them would be noticed
  EXPECT_EQ(bytes_of("a.md", std::size_t{1} << 20U), "problem: it is larger than 1 MiB");
  write("b.md", "12345");
  EXPECT_EQ(bytes_of("b.md", 5), "12345");
  EXPECT_EQ(bytes_of("b.md", 4), "problem: it is larger than 4 bytes");
}

TEST_F(DiskTreeRead, KnowsThatAFileIsGone) {
  EXPECT_TRUE(problem_of("none.md").gone);
  EXPECT_TRUE(problem_of("none/a.md").gone);
  EXPECT_TRUE(problem_of("").gone);
}

TEST_F(DiskTreeRead, SaysWhyAFileCannotBeRead) {
  if (!modes_hold()) return cannot("be refused a file by its mode");
  write("a.md");
  fs::permissions(root_ / "a.md", fs::perms::none);
  EXPECT_EQ(problem_of("a.md").message, "Permission denied");
  EXPECT_FALSE(problem_of("a.md").gone);
}

TEST_F(DiskTreeRead, KnowsThatAFileIsStillBeingWritten) {
  write("a.md", "half");
  const auto path = root_ / "a.md";
  const int probe = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const bool has_leases = fcntl(probe, F_SETLEASE, F_RDLCK) == 0;
  close(probe);
  if (!has_leases) return cannot("have leases on its files");
  const int writer = open(path.c_str(), O_WRONLY | O_CLOEXEC);
  EXPECT_TRUE(problem_of("a.md").busy);
  EXPECT_EQ(problem_of("a.md").message, "it is still being written");
  close(writer);
  EXPECT_EQ(bytes_of("a.md"), "half");
}

TEST_F(DiskTreeRead, GivesNothingOfAFileThatChangesMeanwhile) {
  const auto read_after = [this](const std::function<void(const fs::path&)>& change) {
    write("a.md", "as it was");
    const FileDescriptor file = open_below(open_root(root_), "a.md", O_RDONLY | O_CLOEXEC);
    struct stat opened = {};
    EXPECT_EQ(fstat(file.number(), &opened), 0);
    change(root_ / "a.md");
    return read_unchanged(file, opened, 100);
  };
  const auto is_busy = [](const auto& read) {
    const auto* problem = std::get_if<ReadProblem>(&read);
    return problem != nullptr && problem->busy && problem->message == "it was changed while it was read";
  };
  EXPECT_EQ(std::get<std::string>(read_after([](const fs::path&) {})), "as it was");
  EXPECT_TRUE(is_busy(read_after([](const fs::path& file) { std::ofstream{file, std::ios::app} << "and more"; })));
  EXPECT_TRUE(is_busy(read_after([](const fs::path& file) { fs::resize_file(file, 3); })));
  EXPECT_TRUE(is_busy(read_after([](const fs::path& file) {  // as long as it was
    fs::last_write_time(file, fs::last_write_time(file) + std::chrono::nanoseconds{1});
  })));
}

TEST_F(DiskTreeRead, GivesTheSignatureThatAListingGives) {
  write("2023/12/a.md", "text");
  fs::create_symlink("a.md", root_ / "2023/12/b.md");
  for (const auto& entry : tree().list(".md").files) {
    const auto content = tree().look(entry.path, 100);
    EXPECT_EQ(std::get<FileContent>(content).signature, entry.signature) << entry.path;
  }
}

/// While this lives, root can have leases on its own files alone, as everybody else can.
class LeasesOfItsOwn final {
 public:
  LeasesOfItsOwn() {
    EXPECT_EQ(syscall(SYS_capget, &header_, before_.data()), 0);
    auto without = before_;
    without.front().effective &= ~(1U << unsigned{CAP_LEASE});
    EXPECT_EQ(syscall(SYS_capset, &header_, without.data()), 0);
  }
  ~LeasesOfItsOwn() { EXPECT_EQ(syscall(SYS_capset, &header_, before_.data()), 0); }
  LeasesOfItsOwn(const LeasesOfItsOwn&) = delete;
  LeasesOfItsOwn& operator=(const LeasesOfItsOwn&) = delete;

 private:
  __user_cap_header_struct header_ = {.version = _LINUX_CAPABILITY_VERSION_3, .pid = 0};
  std::array<__user_cap_data_struct, _LINUX_CAPABILITY_U32S_3> before_ = {};
};

TEST_F(DiskTreeRead, DoesNotKnowWhetherAFileOfAnotherUserIsWholeUntilItIsTold) {
  if (geteuid() != 0) GTEST_SKIP() << "only root can give a file away";
  const auto path = root_ / "a.md";
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
  EXPECT_TRUE(fchmod(file, 0644) == 0 && fchown(file, 65534, 65534) == 0);
  EXPECT_EQ(::write(file, "text", 4), 4);  // last, as by an editor
  close(file);
  DiskTree tree{root_, "content"};
  const auto may_be_half = [&tree] { return std::get<FileContent>(tree.look("a.md", 100)).may_be_half; };
  EXPECT_FALSE(may_be_half());
  const LeasesOfItsOwn alone;
  EXPECT_TRUE(may_be_half());
  tree.note_whole({"b.md"}, std::chrono::system_clock::now());
  EXPECT_TRUE(may_be_half());
  tree.note_whole({"a.md"}, std::chrono::system_clock::now());
  EXPECT_FALSE(may_be_half());
}

using std::chrono::milliseconds;
using std::chrono::seconds;

/// A file that was written at noon, of which nobody can tell whether somebody is still writing it.
class AFileOfAnotherUser : public testing::Test {
 protected:
  using Time = std::chrono::system_clock::time_point;
  static std::int64_t nanoseconds(Time time) { return std::chrono::nanoseconds{time.time_since_epoch()}.count(); }
  static FileSignature written_at(Time modified, Time changed) {
    return {.modified_ns = nanoseconds(modified), .changed_ns = nanoseconds(changed)};
  }
  static bool may_be_half_after(milliseconds time, bool is_remote = false) {
    return may_be_half(written_at(noon, noon), {.now = noon + time, .is_remote = is_remote});
  }
  static constexpr Time noon{std::chrono::sys_days{std::chrono::year{2026} / 11 / 29} + std::chrono::hours{12}};
};

TEST_F(AFileOfAnotherUser, MayBeHalfForAMoment) {
  EXPECT_TRUE(may_be_half_after(seconds{0}));
  EXPECT_TRUE(may_be_half_after(milliseconds{3999}));
  EXPECT_FALSE(may_be_half_after(seconds{4}));
}

TEST_F(AFileOfAnotherUser, OnAMachineWithAnotherClockMayBeHalfForAMinute) {
  EXPECT_TRUE(may_be_half_after(seconds{59}, true));
  EXPECT_FALSE(may_be_half_after(seconds{60}, true));
}

TEST_F(AFileOfAnotherUser, OfTheFutureMayBeHalf) {
  EXPECT_TRUE(may_be_half_after(-std::chrono::hours{24 * 365}));
}

TEST_F(AFileOfAnotherUser, IsWholeWhenNobodyWasWritingItSinceItChanged) {
  const auto signature = written_at(noon, noon);
  EXPECT_FALSE(may_be_half(signature, {.now = noon + seconds{1}, .whole_as_of = noon}));
  EXPECT_FALSE(may_be_half(signature, {.now = noon + seconds{1}, .whole_as_of = noon + milliseconds{1}}));
  EXPECT_TRUE(may_be_half(signature, {.now = noon + seconds{1}, .whole_as_of = noon - milliseconds{1}}));
}

TEST_F(AFileOfAnotherUser, IsWholeWhenSomethingElseThanAWriteCameLast) {
  const auto now = noon + seconds{1};
  EXPECT_FALSE(may_be_half(written_at(noon - seconds{100}, noon), {.now = now})) << "as after a rename";
  EXPECT_TRUE(may_be_half(written_at(noon, noon - seconds{100}), {.now = now})) << "as on FAT";
  EXPECT_TRUE(may_be_half(written_at(noon - seconds{100}, noon), {.now = now, .is_remote = true}));
}

TEST_F(DiskTreeRead, DoesNotMindOtherReaders) {
  write("a.md", "text");
  const int reader = open((root_ / "a.md").c_str(), O_RDONLY | O_CLOEXEC);
  EXPECT_EQ(bytes_of("a.md"), "text");
  close(reader);
}

TEST_F(DiskTreeTest, IsOpenedThroughNoLinkWhateverTheSystemOffers) {
  write("2023/12/a.md", "text");
  fs::create_directory_symlink("2023", root_ / "latest");
  fs::create_directory_symlink(outside_, root_ / "2023" / "out");
  std::ofstream{outside_ / "secret.md"} << "secret";
  const auto root = open_root(root_);
  for (const auto open : {open_below, open_step_by_step}) {
    EXPECT_TRUE(open(root, "2023/12/a.md", O_RDONLY).is_open());
    EXPECT_TRUE(open(root, "2023/12", O_RDONLY | O_DIRECTORY).is_open());
    for (const auto* path : {"latest/12/a.md", "2023/out/secret.md", "latest", "2023/12/b.md", "2023/12/a.md/b"}) {
      EXPECT_FALSE(open(root, path, O_RDONLY).is_open()) << path;
    }
  }
  for (const auto* path : {"../secret.md", "2023/../../secret.md", "..", "2023/12/.."}) {
    EXPECT_FALSE(open_below(root, path, O_RDONLY).is_open()) << path;
    EXPECT_TRUE(problem_of(path).gone) << path;
  }
  EXPECT_EQ(problem_of("latest/12/a.md").message, "there is no such file");
  EXPECT_TRUE(problem_of("2023/out/secret.md").gone);
}

}  // namespace
}  // namespace citefeed::content
