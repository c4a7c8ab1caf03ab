#include "watch/tree_watch.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/inotify.h>

#include <initializer_list>

namespace citefeed::watch {
namespace {

Meaning of(std::uint32_t mask, const char* name) {
  return meaning_of({.watch = 1, .mask = mask, .name = name});
}

/// An event as the kernel writes it: a header, then the name padded with NUL to a multiple of 16 bytes.
std::string as_bytes(const Event& event) {
  std::string name = event.name;
  if (!name.empty()) name.resize((name.size() / 16 + 1) * 16);
  inotify_event header = {};
  header.wd = event.watch;
  header.mask = event.mask;
  header.len = static_cast<std::uint32_t>(name.size());
  return std::string{reinterpret_cast<const char*>(&header), sizeof header} + name;
}

TEST(ReadEvents, ReadsOneAfterTheOtherWithoutThePadding) {
  const Event written = {.watch = 3, .mask = IN_CLOSE_WRITE, .name = "post.md"};
  const Event self = {.watch = 4, .mask = IN_DELETE_SELF};
  EXPECT_THAT(read_events(as_bytes(written) + as_bytes(self)), testing::ElementsAre(written, self));
}

TEST(ReadEvents, ATornEventIsDropped) {
  const auto bytes = as_bytes({.watch = 3, .mask = IN_CLOSE_WRITE, .name = "post.md"});
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_TRUE(read_events(std::string_view{bytes}.substr(0, size)).empty()) << size;
  }
}

TEST(Meaning, LostEventsMeanEverything) {
  EXPECT_EQ(meaning_of({.watch = -1, .mask = IN_Q_OVERFLOW}), Meaning::events_lost);
}

TEST(Meaning, AFileIsChangedWhenItsWriterClosesItOrItIsRenamedOrRemoved) {
  for (const auto mask : std::initializer_list<std::uint32_t>{IN_CLOSE_WRITE, IN_MOVED_TO, IN_MOVED_FROM, IN_DELETE}) {
    EXPECT_EQ(of(mask, "post.md"), Meaning::file_changed) << mask;
  }
}

TEST(Meaning, AFileIsNotWholeAfterAWrite) {
  EXPECT_EQ(of(IN_MODIFY, "post.md"), Meaning::file_written);
  EXPECT_EQ(of(IN_MODIFY, ".post.md.swp"), Meaning::nothing);
}

TEST(Meaning, PermissionsMayChangeDuringAWrite) {
  EXPECT_EQ(of(IN_ATTRIB, "post.md"), Meaning::file_permissions);
}

TEST(Meaning, ReadersAreNotEvenAskedFor) {
  EXPECT_EQ(watched_events() & (IN_OPEN | IN_ACCESS | IN_CLOSE_NOWRITE), 0U);
}

TEST(Meaning, ANewNameIsLookedAt) {
  EXPECT_EQ(of(IN_CREATE, "post.md"), Meaning::file_appeared);
}

TEST(Meaning, TemporaryNamesMeanNothing) {
  EXPECT_EQ(of(IN_CLOSE_WRITE, ".post.md.swp"), Meaning::nothing);
  EXPECT_EQ(of(IN_CREATE, "4913"), Meaning::nothing);
  EXPECT_EQ(of(IN_MOVED_TO, "post.md~"), Meaning::nothing);
}

TEST(Meaning, ASwappedDataLinkMeansEverything) {
  EXPECT_EQ(of(IN_MOVED_TO, "..data"), Meaning::everything);
}

TEST(Meaning, FoldersAppearMoveAndChangePermissions) {
  EXPECT_EQ(of(IN_CREATE | IN_ISDIR, "2023"), Meaning::folder_appeared);
  EXPECT_EQ(of(IN_MOVED_FROM | IN_ISDIR, "2023"), Meaning::everything);
  EXPECT_EQ(of(IN_MOVED_TO | IN_ISDIR, "2023"), Meaning::everything);
  EXPECT_EQ(of(IN_ATTRIB | IN_ISDIR, "2023"), Meaning::folder_permissions);
  EXPECT_EQ(of(IN_DELETE | IN_ISDIR, "2023"), Meaning::nothing);
  EXPECT_EQ(of(IN_CREATE | IN_ISDIR, ".git"), Meaning::nothing);
}

TEST(Meaning, AFolderIsToldAboutItself) {
  EXPECT_EQ(of(IN_DELETE_SELF, ""), Meaning::folder_itself);
  EXPECT_EQ(of(IN_MOVE_SELF, ""), Meaning::folder_itself);
  EXPECT_EQ(of(IN_UNMOUNT, ""), Meaning::folder_itself);
  EXPECT_EQ(of(IN_ATTRIB | IN_ISDIR, ""), Meaning::folder_permissions);
  EXPECT_EQ(of(IN_IGNORED, ""), Meaning::watch_ended);
}

}  // namespace
}  // namespace citefeed::watch
