// Where lines go: files that are renamed, pipes that nobody reads, a journal that is restarted.
#include "telemetry/access_log.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/file_descriptor.hpp"

namespace citefeed::telemetry {
namespace {

std::string read(const std::filesystem::path& path) {
  std::ifstream in{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

class LogOutput : public testing::Test {
 protected:
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::filesystem::path folder_ =
      std::filesystem::temp_directory_path() / ("citefeed-log-" + std::to_string(::getpid()));
  std::filesystem::path file_ = folder_ / "access.log";

 private:
  bool made_ = std::filesystem::create_directories(folder_);
};

std::unique_ptr<LineOutput> open(const std::filesystem::path& path) {
  auto output = open_log_file(path.string());
  return output.value ? *std::move(output.value) : nullptr;
}

TEST_F(LogOutput, AppendsToAFile) {
  std::ofstream{file_} << "before\n";
  const auto output = open(file_);
  EXPECT_TRUE(output->add("one\n"));
  EXPECT_EQ(output->flush(), "");
  EXPECT_EQ(read(file_), "before\none\n");
}

TEST_F(LogOutput, MakesAFileThatOthersCannotRead) {
  const auto output = open(file_);
  EXPECT_EQ(std::filesystem::status(file_).permissions() & std::filesystem::perms::others_all,
            std::filesystem::perms::none);
}

TEST_F(LogOutput, ThatCannotBeOpenedIsAnError) {
  const auto output = open_log_file((folder_ / "missing" / "access.log").string());
  EXPECT_FALSE(output.value);
  ASSERT_EQ(output.diagnostics.size(), 1U);
  EXPECT_EQ(
      output.diagnostics[0].message,
      "cannot write the access log " + (folder_ / "missing" / "access.log").string() + ": No such file or directory");
}

TEST_F(LogOutput, WithAnotherFileUnderItsNameTurnsToThat) {
  const auto output = open(file_);
  EXPECT_TRUE(output->add("one\n"));
  EXPECT_EQ(output->flush(), "");
  std::filesystem::rename(file_, folder_ / "access.log.1");
  EXPECT_TRUE(output->add("two\n"));
  output->reopen();
  EXPECT_TRUE(output->add("three\n"));
  EXPECT_EQ(output->flush(), "");
  EXPECT_EQ(read(folder_ / "access.log.1"), "one\ntwo\n");
  EXPECT_EQ(read(file_), "three\n");
}

TEST_F(LogOutput, NoticesByItselfThatItsFileWasRenamed) {
  const auto output = open(file_);
  std::filesystem::rename(file_, folder_ / "access.log.1");
  EXPECT_TRUE(output->add("one\n"));
  EXPECT_EQ(output->flush(), "");  // the first flush looks; later ones once a second
  EXPECT_EQ(read(folder_ / "access.log.1") + read(file_), "one\n");
  EXPECT_TRUE(std::filesystem::exists(file_));
}

TEST_F(LogOutput, WhoseNewFileCannotBeMadeKeepsTheOldOne) {
  const auto output = open(file_);
  std::filesystem::rename(folder_, folder_.string() + ".away");
  output->reopen();
  EXPECT_TRUE(output->add("one\n"));
  EXPECT_EQ(output->flush(), "No such file or directory");
  EXPECT_EQ(output->flush(), "No such file or directory");
  std::filesystem::rename(folder_.string() + ".away", folder_);
  EXPECT_EQ(read(file_), "one\n");
  output->reopen();
  EXPECT_EQ(output->flush(), "");
}

TEST_F(LogOutput, OnAFullDiskSaysSoAndHoldsALimitedAmount) {
  const auto output = open("/dev/full");
  const std::string line = std::string(1023, 'a') + "\n";
  std::size_t taken = 0;
  while (output->add(line)) ++taken;
  EXPECT_EQ(taken, most_pending_bytes / line.size());
  EXPECT_EQ(output->flush(), "No space left on device");
  EXPECT_EQ(output->finish(), taken);
}

TEST_F(LogOutput, ToAPipeThatNobodyReadsDoesNotWait) {
  const std::filesystem::path pipe = folder_ / "pipe";
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  const FileDescriptor reader{::open(pipe.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC)};
  const auto output = open(pipe);
  const std::string line = std::string(1023, 'a') + "\n";
  std::size_t taken = 0;
  while (output->add(line)) ++taken;
  EXPECT_EQ(output->flush(), "");
  std::string received;
  std::string piece(65536, '\0');
  while (received.size() < taken * line.size()) {
    const ssize_t count = ::read(reader.number(), piece.data(), piece.size());
    if (count <= 0) break;
    received.append(piece, 0, static_cast<std::size_t>(count));
    EXPECT_EQ(output->flush(), "");
  }
  EXPECT_EQ(received.size(), taken * line.size());
  EXPECT_TRUE(output->add(line));
}

TEST_F(LogOutput, ToAPipeWhoseReaderIsGoneSaysSo) {
  const std::filesystem::path pipe = folder_ / "pipe";
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  FileDescriptor reader{::open(pipe.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC)};
  const auto output = open(pipe);
  reader = {};
  sigset_t blocked;
  sigemptyset(&blocked);
  sigaddset(&blocked, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &blocked, nullptr);
  EXPECT_TRUE(output->add("one\n"));
  EXPECT_EQ(output->flush(), "Broken pipe");
  EXPECT_EQ(output->finish(), 1U);
}

/// A journal that keeps what it is sent.
FileDescriptor listen_as_journal(const std::string& path) {
  std::filesystem::remove(path);
  FileDescriptor socket{::socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)};
  sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = {}};
  path.copy(address.sun_path, sizeof address.sun_path - 1);
  EXPECT_EQ(::bind(socket.number(), reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  return socket;
}

std::string receive(const FileDescriptor& socket) {
  std::string datagram(4096, '\0');
  const ssize_t bytes = ::recv(socket.number(), datagram.data(), datagram.size(), 0);
  return datagram.substr(0, bytes < 0 ? 0 : static_cast<std::size_t>(bytes));
}

TEST_F(LogOutput, ToTheJournalIsADatagramForEachLine) {
  const std::string path = (folder_ / "journal").string();
  const auto journal = listen_as_journal(path);
  const auto output = open_journal(path);
  ASSERT_TRUE(output.value);
  EXPECT_TRUE((*output.value)->add("one\n"));
  EXPECT_TRUE((*output.value)->add("two\n"));
  EXPECT_EQ(receive(journal), "PRIORITY=6\nSYSLOG_IDENTIFIER=citefeed\nMESSAGE=one\n");
  EXPECT_EQ(receive(journal), "PRIORITY=6\nSYSLOG_IDENTIFIER=citefeed\nMESSAGE=two\n");
}

TEST_F(LogOutput, ToAJournalThatIsFullLosesALineAndDoesNotWait) {
  const std::string path = (folder_ / "journal").string();
  const auto journal = listen_as_journal(path);
  const auto output = open_journal(path);
  while ((*output.value)->add("one\n")) {
  }
  EXPECT_EQ((*output.value)->flush(), "");
}

TEST_F(LogOutput, ToAJournalThatWasRestartedGoesOn) {
  const std::string path = (folder_ / "journal").string();
  auto journal = listen_as_journal(path);
  const auto output = open_journal(path);
  journal = {};
  EXPECT_FALSE((*output.value)->add("lost\n"));
  EXPECT_EQ((*output.value)->flush(), "Connection refused");
  journal = listen_as_journal(path);
  EXPECT_EQ((*output.value)->flush(), "");
  EXPECT_TRUE((*output.value)->add("two\n"));
  EXPECT_EQ(receive(journal), "PRIORITY=6\nSYSLOG_IDENTIFIER=citefeed\nMESSAGE=two\n");
}

TEST_F(LogOutput, ToAJournalThatIsNotThereIsAnError) {
  const std::string path = (folder_ / "none").string();
  const auto output = open_journal(path);
  ASSERT_EQ(output.diagnostics.size(), 1U);
  EXPECT_EQ(output.diagnostics[0].message, "cannot reach the journal at " + path + ": No such file or directory");
}

}  // namespace
}  // namespace citefeed::telemetry
