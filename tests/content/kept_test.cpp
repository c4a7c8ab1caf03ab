// How the states of a kept file follow one another, and what stands in each.
#include "content/kept.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include <functional>

#include "support.hpp"

namespace citefeed::content {
namespace {

using namespace std::chrono_literals;
using File = Kept<std::string>;

const std::vector<std::string> state_names{"unread",   "current", "broken", "unreadable", "being_written",
                                           "settling", "missing", "unseen", "gone"};

std::string name_of(FileState state) {
  return state_names.at(static_cast<std::size_t>(state));
}

/// A file that may be missing for two seconds and four looks, and that is whole after two quiet seconds.
class AKeptFile : public testing::Test {
 protected:
  static File::Version version(const std::string& text) { return std::make_shared<const std::string>(text); }
  static std::vector<Diagnostic> problem(const std::string& message) { return {{.file = "a.md", .message = message}}; }
  static std::string standing(const File& file) { return file.standing() ? *file.standing() : "nothing"; }

  /// A file that said "old", which stood, and was in `state` afterwards.
  File in(FileState state) {
    File file = never_good(FileState::unread);
    file.read(version("old"), {}, before_);
    file.keep(file.said());
    bring(file, state);
    return file;
  }
  /// One that never said anything good.
  File never_good(FileState state) {
    File file;
    file.list(before_, patience_);
    if (state != FileState::current) bring(file, state);
    return file;
  }
  void bring(File& file, FileState state) {
    switch (state) {
      case FileState::current:
        break;
      case FileState::unread:
        file.doubt();
        break;
      case FileState::broken:
        file.read(nullptr, problem("broken"), before_);
        break;
      case FileState::unreadable:
        file.note({.message = "Input/output error", .may_pass = true}, "a.md");
        break;
      case FileState::being_written:
        file.note({.message = "it is still being written", .busy = true}, "a.md");
        break;
      case FileState::settling:
        EXPECT_FALSE(file.has_settled(before_, patience_, "a.md"));
        break;
      case FileState::missing:
        file.miss(patience_);
        break;
      case FileState::unseen:
        file.hide();
        break;
      case FileState::gone:
        miss_for_good(file);
        break;
    }
  }
  void miss_for_good(File& file) {
    file.miss(patience_);
    now_ += 2s;
    for (int look = 0; look < patience_.looks; ++look) file.miss(patience_);
  }

  using Event = std::function<void(File&)>;
  /// What follows `event` from each state, in their order, and what stands then.
  std::vector<std::string> after(const Event& event) {
    std::vector<std::string> found;
    for (std::size_t number = 0; number < state_names.size(); ++number) {
      File file = in(static_cast<FileState>(number));
      event(file);
      EXPECT_EQ(file.is_to_be_read(), file.state() != FileState::current && file.state() != FileState::broken);
      found.push_back(name_of(file.state()) + (standing(file) == "old" ? "" : ":" + standing(file)));
    }
    return found;
  }
  static std::vector<std::string> always(const std::string& state) {
    return std::vector<std::string>(state_names.size(), state);
  }

  Patience::TimePoint now_ = {};
  Patience patience_{.longest = 2s, .looks = 4, .quiet = 2s, .now = [this] { return now_; }};
  FileSignature before_{.size_bytes = 1}, after_{.size_bytes = 2};
};

using States = std::vector<std::string>;

TEST_F(AKeptFile, GoesFromEachStateWhereItsTableSays) {
  EXPECT_EQ(after([](File&) {}), state_names);
  EXPECT_EQ(
      after([&](File& file) { file.list(before_, patience_); }),
      (States{"unread", "current", "broken", "unreadable", "being_written", "settling", "unread", "unread", "unread"}));
  EXPECT_EQ(after([&](File& file) { file.list(after_, patience_); }), always("unread"));
  EXPECT_EQ(
      after([](File& file) { file.doubt(); }),
      (States{"unread", "unread", "unread", "unreadable", "being_written", "settling", "missing", "unseen", "gone"}));
  EXPECT_EQ(after([&](File& file) { file.read(version("new"), {}, after_); }), always("current:new"));
  EXPECT_EQ(after([&](File& file) { file.read(nullptr, problem("x"), after_); }), always("broken"));
  EXPECT_EQ(after([&](File& file) { file.read_the_same(after_); }),
            (States{"current", "current", "broken", "broken", "current", "current", "current", "current", "current"}));
  EXPECT_EQ(after([](File& file) { file.note({.message = "x", .may_pass = true}, "a.md"); }), always("unreadable"));
  EXPECT_EQ(after([](File& file) { file.note({.message = "too large"}, "a.md"); }), always("broken"));
  EXPECT_EQ(after([](File& file) { file.note({.message = "x", .busy = true}, "a.md"); }), always("being_written"));
  EXPECT_EQ(after([&](File& file) { EXPECT_FALSE(file.has_settled(after_, patience_, "a.md")); }), always("settling"));
  EXPECT_EQ(after([&](File& file) { file.miss(patience_); }),
            (States{"missing", "missing", "missing", "missing", "missing", "missing", "missing", "missing", "gone"}));
  EXPECT_EQ(after([&](File& file) { miss_for_good(file); }), always("gone"));
  EXPECT_EQ(after([](File& file) { file.hide(); }), always("unseen"));
  EXPECT_EQ(after([&](File& file) { file.recall(version("earlier"), {}); }), state_names) << "it knows a good one";
}

TEST_F(AKeptFile, ThatNeverWasGoodIsNotWaitedFor) {
  for (const auto state : {FileState::unread, FileState::broken, FileState::unreadable, FileState::being_written,
                           FileState::settling, FileState::unseen}) {
    auto file = never_good(state);
    file.miss(patience_);
    EXPECT_EQ(file.state(), FileState::gone) << name_of(state);
  }
}

TEST_F(AKeptFile, ThatNeverWasGoodIsWhatAnEarlierProcessKept) {
  for (const auto state : {FileState::unread, FileState::broken, FileState::unreadable, FileState::being_written,
                           FileState::settling, FileState::unseen}) {
    auto file = never_good(state);
    const auto diagnostics = file.diagnostics();
    file.recall(version("earlier"), problem("a warning"));
    EXPECT_EQ(standing(file), "earlier");
    EXPECT_EQ(file.state(), state);
    const bool is_unseen = state == FileState::unseen;
    EXPECT_EQ(file.said() != nullptr, is_unseen) << "what is there says nothing good itself: " << name_of(state);
    EXPECT_EQ(file.diagnostics(), is_unseen ? problem("a warning") : diagnostics) << name_of(state);
    file.miss(patience_);
    EXPECT_EQ(file.state(), FileState::missing) << "it stood once";
  }
}

TEST_F(AKeptFile, SaysWhatIsWrongUntilItIsReadAgain) {
  auto file = in(FileState::broken);
  for (const auto state :
       {FileState::being_written, FileState::settling, FileState::missing, FileState::unseen, FileState::gone}) {
    bring(file, state);
    EXPECT_EQ(file.diagnostics(), problem("broken")) << name_of(state);
    EXPECT_EQ(standing(file), "old") << name_of(state);
  }
  bring(file, FileState::unreadable);
  EXPECT_EQ(file.diagnostics(), problem("cannot be read: Input/output error"));
  file.read(version("new"), {}, after_);
  EXPECT_EQ(file.diagnostics(), std::vector<Diagnostic>{});
}

TEST_F(AKeptFile, ThatIsNewAndNotReadYetIsNamed) {
  EXPECT_EQ(never_good(FileState::being_written).diagnostics(), problem("cannot be read: it is still being written"));
  EXPECT_EQ(never_good(FileState::settling).diagnostics(),
            problem("cannot be read: it was written a moment ago, and nobody can tell whether to the end"));
  EXPECT_TRUE(in(FileState::settling).diagnostics().empty()) << "its last good version stands";
}

TEST_F(AKeptFile, IsGoneOnlyAfterTimeAndLooks) {
  auto file = in(FileState::missing);
  for (int look = 0; look < 10; ++look) file.miss(patience_);
  EXPECT_EQ(file.state(), FileState::missing) << "no time has passed";
  file = in(FileState::missing);
  now_ += 1h;
  for (int look = 1; look < patience_.looks; ++look) file.miss(patience_);
  EXPECT_EQ(file.state(), FileState::missing) << "the process stood still";
  file.miss(patience_);
  EXPECT_EQ(file.state(), FileState::gone);
}

TEST_F(AKeptFile, ThatIsBackIsMissingFromTheNextGapOnOnly) {
  auto file = in(FileState::missing);
  now_ += 1s;
  file.list(after_, patience_);
  file.miss(patience_);
  now_ += 1500ms;
  for (int look = 0; look < 10; ++look) file.miss(patience_);
  EXPECT_EQ(file.state(), FileState::missing);
}

TEST_F(AKeptFile, ThatIsMissingAgainIsLookedForAsOftenAsBefore) {
  auto file = in(FileState::missing);
  for (int look = 0; look < 10; ++look) file.miss(patience_);
  file.list(after_, patience_);
  file.miss(patience_);
  now_ += 1h;
  for (int look = 1; look < patience_.looks; ++look) file.miss(patience_);
  EXPECT_EQ(file.state(), FileState::missing) << "looks of the gap before do not count";
}

TEST_F(AKeptFile, SettlesWhenItHasBeenTheSameForLongEnough) {
  auto file = in(FileState::current);
  file.list(after_, patience_);
  now_ += 1s;
  EXPECT_FALSE(file.has_settled(after_, patience_, "a.md"));
  now_ += 1s;
  EXPECT_TRUE(file.has_settled(after_, patience_, "a.md")) << "since it was listed";
  EXPECT_FALSE(file.has_settled(before_, patience_, "a.md")) << "it changed";
  now_ += 1s;
  file.list(before_, patience_);
  EXPECT_EQ(file.state(), FileState::settling) << "being listed is no change";
  now_ += 1s;
  EXPECT_TRUE(file.has_settled(before_, patience_, "a.md"));
}

TEST_F(AKeptFile, ThatWasAwayIsNotQuietSinceThen) {
  for (const auto state : {FileState::missing, FileState::unseen, FileState::gone, FileState::unreadable}) {
    auto file = in(state);
    now_ += 1h;
    EXPECT_FALSE(file.has_settled(before_, patience_, "a.md")) << name_of(state);
  }
}

TEST_F(AKeptFile, HasBothVersionsAdapted) {
  const auto shout = [&](const File::Version& text) { return text ? version(*text + "!") : text; };
  auto file = in(FileState::current);
  file.adapt(shout);
  EXPECT_EQ(file.said(), file.last_good());
  EXPECT_EQ(*file.said(), "old!");
  file.read(version("new"), {}, after_);
  file.adapt(shout);
  EXPECT_EQ(*file.said(), "new!");
  EXPECT_EQ(*file.last_good(), "old!!");
}

/// What is looked at again, with the same patience.
class Awaiting : public AKeptFile {
 protected:
  void update(const std::string& path, FileState state) { awaited_.update(path, in(state)); }
  Awaited awaited_{patience_};
};

TEST_F(Awaiting, IsForMissingAndSettlingFilesAlone) {
  for (const auto state : {FileState::unread, FileState::current, FileState::broken, FileState::unreadable,
                           FileState::being_written, FileState::unseen}) {
    update("a.md", FileState::missing);
    update("b.md", FileState::settling);
    EXPECT_EQ(awaited_.missing(), States{"a.md"});
    now_ += 2s;
    EXPECT_EQ(awaited_.settled(), States{"b.md"});
    for (const std::string path : {"a.md", "b.md"}) update(path, state);
    EXPECT_EQ(awaited_.next(), std::nullopt) << name_of(state);
  }
}

TEST_F(Awaiting, LooksForMissingFilesEveryTenthOfASecond) {
  update("a.md", FileState::missing);
  EXPECT_EQ(awaited_.next(), 101ms);
  now_ += 60ms;
  EXPECT_EQ(awaited_.next(), 41ms);
  now_ += 60ms;
  EXPECT_EQ(awaited_.next(), 0ms);
  awaited_.note_look();
  EXPECT_EQ(awaited_.next(), 101ms);
}

TEST_F(Awaiting, LooksAtASettlingFileWhenItIsQuietAndNotBefore) {
  update("a.md", FileState::settling);
  now_ += 1s;
  update("b.md", FileState::settling);
  EXPECT_EQ(awaited_.next(), 1s);
  EXPECT_EQ(awaited_.settled(), States{});
  now_ += 1s;
  EXPECT_EQ(awaited_.next(), 0ms);
  EXPECT_EQ(awaited_.settled(), States{"a.md"});
}

}  // namespace
}  // namespace citefeed::content
