#include "subscribers/ledger.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <csignal>

#include "storage/database.hpp"
#include "support.hpp"

namespace citefeed::subscribers {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::StartsWith;

FeedDay feed_day(const std::string& day, std::uint64_t estimated, std::uint64_t full) {
  return {.day = day,
          .feed = "/feed.atom",
          .estimated = estimated,
          .full = full,
          .not_modified = 2 * full,
          .body_bytes = 700 * full};
}

Announcement announcement(const std::string& day, const std::string& fetcher, std::uint64_t subscribers) {
  return {.day = day, .feed = "/feed.atom", .fetcher = fetcher, .subscribers = subscribers};
}

class Ledgers : public testing::Test {
 protected:
  TemporaryDirectory directory_ = {};
  std::filesystem::path file_ = directory_.path() / "subscribers.db";
};

TEST_F(Ledgers, SumRequestsAndKeepTheLargestNumbersOfSubscribers) {
  Ledger ledger{directory_.path()};
  EXPECT_EQ(ledger.problem(), "");
  EXPECT_EQ(ledger.add({feed_day("2026-11-27", 3, 1)},
                       {announcement("2026-11-27", "Feedly", 16), announcement("2026-11-27", "Feedbin", 2)}),
            "");
  EXPECT_EQ(ledger.add({feed_day("2026-11-27", 2, 4)}, {announcement("2026-11-27", "Feedly", 12)}), "");
  FeedDay expected = feed_day("2026-11-27", 3, 5);
  expected.announced = 18;
  EXPECT_THAT(ledger.days(), ElementsAre(expected));
}

TEST_F(Ledgers, AreRememberedByTheNextProcess) {
  {
    Ledger ledger{directory_.path()};
    EXPECT_EQ(ledger.add({feed_day("2026-11-26", 3, 1)}, {announcement("2026-11-26", "Feedly", 16)}), "");
  }
  const Ledger ledger{directory_.path()};
  EXPECT_THAT(ledger.announcements_since("2026-11-26"), ElementsAre(announcement("2026-11-26", "Feedly", 16)));
  EXPECT_THAT(ledger.announcements_since("2026-11-27"), IsEmpty());
  EXPECT_EQ(ledger.days().size(), 1U);
}

TEST_F(Ledgers, AreKeptByTwoProcessesTogether) {
  Ledger leaving{directory_.path()};
  Ledger arriving{directory_.path()};
  EXPECT_EQ(leaving.add({feed_day("2026-11-27", 3, 1)}, {}), "");
  EXPECT_EQ(arriving.add({feed_day("2026-11-27", 2, 1)}, {}), "");
  EXPECT_THAT(leaving.days(), ElementsAre(feed_day("2026-11-27", 3, 2)));
}

TEST_F(Ledgers, ForgetOldDaysDownToTheLastByte) {
  Ledger ledger{directory_.path()};
  EXPECT_EQ(ledger.add({feed_day("2025-10-23", 3, 1), feed_day("2026-11-27", 3, 1)},
                       {announcement("2025-10-23", "Bloglines", 9)}),
            "");
  EXPECT_EQ(ledger.forget_before("2025-10-24"), "");
  EXPECT_THAT(ledger.days(), ElementsAre(feed_day("2026-11-27", 3, 1)));
  EXPECT_THAT(ledger.announcements_since(""), IsEmpty());
}

TEST_F(Ledgers, AreBegunInADirectoryThatIsNotThereYet) {
  const Ledger ledger{directory_.path() / "a" / "b"};
  EXPECT_EQ(ledger.problem(), "");
  EXPECT_TRUE(std::filesystem::exists(directory_.path() / "a" / "b" / "subscribers.db"));
}

TEST_F(Ledgers, WithoutADirectoryLiveInMemory) {
  Ledger ledger{""};
  EXPECT_EQ(ledger.problem(), "");
  EXPECT_EQ(ledger.add({feed_day("2026-11-27", 3, 1)}, {}), "");
  EXPECT_EQ(ledger.days().size(), 1U);
}

TEST_F(Ledgers, ThatAreDamagedArePutAside) {
  std::ofstream{file_} << std::string(8192, 'x');
  Ledger ledger{directory_.path()};
  EXPECT_EQ(ledger.problem(),
            file_.string() + " was damaged and is kept as subscribers.db.damaged: file is not a database");
  EXPECT_EQ(ledger.add({feed_day("2026-11-27", 3, 1)}, {}), "");
  EXPECT_EQ(std::filesystem::file_size(file_.string() + ".damaged"), 8192U);
  EXPECT_EQ(Ledger{directory_.path()}.days().size(), 1U);
}

TEST_F(Ledgers, OfALaterVersionAreLeftAlone) {
  static_cast<void>(Ledger{directory_.path()}.days());
  sqlite3* database = nullptr;
  ASSERT_EQ(sqlite3_open(file_.c_str(), &database), SQLITE_OK);
  storage::execute(*database, "PRAGMA user_version = 2");
  sqlite3_close(database);
  Ledger ledger{directory_.path()};
  EXPECT_EQ(ledger.problem(),
            file_.string() + " cannot be used, so that a restart forgets: it is of a later version of citefeed");
  EXPECT_FALSE(std::filesystem::exists(file_.string() + ".damaged"));
}

TEST_F(Ledgers, AreReadByNobodyButTheirOwner) {
  namespace fs = std::filesystem;
  const auto mode = [](const fs::path& path) { return fs::status(path).permissions(); };
  const fs::path made = directory_.path() / "made/state";
  const auto mask = ::umask(0);
  Ledger ledger{made};
  EXPECT_EQ(ledger.add({feed_day("2026-11-27", 3, 1)}, {}), "");
  ::umask(mask);
  EXPECT_EQ(mode(made), fs::perms{0700});
  for (const char* name : {"subscribers.db", "subscribers.db-wal", "subscribers.db-shm"})
    EXPECT_EQ(mode(made / name), fs::perms{0600}) << name;
}

TEST_F(Ledgers, ThatOthersCouldReadAreMadePrivateInADirectoryThatStaysAsItWasMade) {
  namespace fs = std::filesystem;
  static_cast<void>(Ledger{directory_.path()}.days());
  fs::permissions(file_, fs::perms{0644});
  fs::permissions(directory_.path(), fs::perms{0755});
  EXPECT_EQ(Ledger{directory_.path()}.problem(), "");
  EXPECT_EQ(fs::status(file_).permissions(), fs::perms{0600});
  EXPECT_EQ(fs::status(directory_.path()).permissions(), fs::perms{0755});
}

TEST_F(Ledgers, AreNeverWrittenThroughALink) {
  namespace fs = std::filesystem;
  fs::create_directory(directory_.path() / "elsewhere");
  fs::create_symlink(directory_.path() / "elsewhere/db", file_);
  EXPECT_THAT(Ledger{directory_.path()}.problem(), StartsWith(file_.string() + " cannot be used, so that a restart "
                                                                               "forgets: "));
  EXPECT_FALSE(fs::exists(directory_.path() / "elsewhere/db"));
  fs::remove(file_);
  fs::create_directory_symlink(directory_.path() / "elsewhere", directory_.path() / "link");
  EXPECT_EQ(Ledger{directory_.path() / "link"}.problem(), "") << "the directory may be one";
}

TEST_F(Ledgers, WhoseDirectoryIsAFileLiveInMemoryAndSaySo) {
  std::ofstream{file_} << "";
  Ledger ledger{file_ / "state"};
  EXPECT_THAT(ledger.problem(), StartsWith((file_ / "state" / "subscribers.db").string() +
                                           " cannot be used, so that a restart forgets: "));
  EXPECT_EQ(ledger.add({feed_day("2026-11-27", 3, 1)}, {}), "");
  EXPECT_EQ(ledger.days().size(), 1U);
}

/// While it exists, no file grows: a full disk for this process.
class FullDisk final {
 public:
  FullDisk() : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit none{.rlim_cur = 0, .rlim_max = before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &none);
  }
  ~FullDisk() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    static_cast<void>(std::signal(SIGXFSZ, handler_));
  }
  FullDisk(const FullDisk&) = delete;
  FullDisk& operator=(const FullDisk&) = delete;

 private:
  rlimit before_ = {};
  void (*handler_)(int);
};

TEST_F(Ledgers, OnAFullDiskTakeNothingAndThenAll) {
  Ledger ledger{directory_.path()};
  std::string problem;
  {
    const FullDisk full;
    problem = ledger.add({feed_day("2026-11-27", 3, 1)}, {announcement("2026-11-27", "Feedly", 16)});
  }
  EXPECT_NE(problem, "");
  EXPECT_THAT(ledger.days(), IsEmpty());
  EXPECT_EQ(ledger.add({feed_day("2026-11-27", 3, 1)}, {announcement("2026-11-27", "Feedly", 16)}), "");
  EXPECT_EQ(ledger.days().size(), 1U);
}

}  // namespace
}  // namespace citefeed::subscribers
