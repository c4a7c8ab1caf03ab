#include "http/outbox.hpp"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>
#include <array>
#include <string>

#include "http/stream.hpp"

namespace citefeed::http {
namespace {

resource::Bytes bytes(std::string text) {
  return std::make_shared<const std::string>(std::move(text));
}

/// Two ends of a connection within the process; `near_end` never blocks.
class SocketPair : public testing::Test {
 protected:
  SocketPair() {
    std::array<int, 2> ends = {};
    EXPECT_EQ(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends.data()), 0);
    near_end = Stream{FileDescriptor{ends[0]}};
    far_end = FileDescriptor{ends[1]};
  }

  [[nodiscard]] std::string read_all() const {
    std::string text;
    std::array<char, 65536> buffer = {};
    for (;;) {
      const ssize_t count = read(far_end.number(), buffer.data(), buffer.size());
      if (count <= 0) return text;
      text.append(buffer.data(), static_cast<std::size_t>(count));
    }
  }

  Stream near_end{FileDescriptor{}};
  FileDescriptor far_end = {};
};

using OutboxTest = SocketPair;
using BacklogTest = SocketPair;

TEST_F(OutboxTest, SendsHeadsAndBodiesInTheirOrder) {
  const resource::Bytes first = bytes("one body");
  const resource::Bytes second = bytes("two body");
  Outbox outbox;
  Backlog rest;
  outbox.add("head 1|");
  outbox.add("more|");
  outbox.add(first);
  outbox.add("head 2|");
  outbox.add(second);
  outbox.add("head 3|");
  EXPECT_EQ(outbox.send(near_end, rest), SendResult::complete);
  EXPECT_EQ(read_all(), "head 1|more|one bodyhead 2|two bodyhead 3|");
  EXPECT_EQ(first.use_count(), 1) << "a body that was sent is not held";
  EXPECT_EQ(outbox.send(near_end, rest), SendResult::complete) << "it is empty again";
}
TEST_F(OutboxTest, IsFullBeforeItHoldsTooMuch) {
  const resource::Bytes body = bytes("body");
  Outbox outbox;
  int answers = 0;
  for (; !outbox.is_full(); ++answers) outbox.add(body);
  EXPECT_LE(answers, 100);
  outbox.clear();
  EXPECT_FALSE(outbox.is_full());
  while (!outbox.is_full()) outbox.add(std::string_view{"head"});
}
TEST_F(BacklogTest, HoldsWhatAFullSocketDidNotTakeAndSendsItLater) {
  const std::string big(4'000'000, 'x');
  resource::Bytes body = bytes(big);
  Outbox outbox;
  Backlog rest;
  outbox.add("head|");
  outbox.add(body);
  outbox.add("tail|");
  EXPECT_EQ(outbox.send(near_end, rest), SendResult::blocked);
  EXPECT_EQ(body.use_count(), 2) << "the rest is shared, not copied";
  body.reset();  // the site may be gone meanwhile

  std::string received;
  Backlog::Progress progress;
  do {
    received += read_all();
    progress = rest.send(near_end);
    EXPECT_GT(progress.bytes, 0U);
  } while (progress.result == SendResult::blocked);
  received += read_all();
  EXPECT_EQ(progress.result, SendResult::complete);
  EXPECT_TRUE(rest.is_empty());
  EXPECT_EQ(received, "head|" + big + "tail|");
}
TEST_F(BacklogTest, KnowsThatNothingMoved) {
  const resource::Bytes body = bytes(std::string(4'000'000, 'x'));
  Outbox outbox;
  Backlog rest;
  outbox.add(body);
  EXPECT_EQ(outbox.send(near_end, rest), SendResult::blocked);
  EXPECT_EQ(rest.send(near_end).bytes, 0U);
}
TEST_F(OutboxTest, SendsTheSameBytesWithAndWithoutAFileForTheBody) {
  const resource::Bytes body = bytes(std::string(HotBodies::smallest, 'x') + "|end");
  Outbox outbox;
  Backlog rest;
  for (std::uint32_t i = 0; i < 2 * HotBodies::often; ++i) {
    const std::string head = "head " + std::to_string(i) + "|";
    outbox.add(head);
    outbox.add(body);
    EXPECT_EQ(outbox.send(near_end, rest), SendResult::complete);
    EXPECT_EQ(read_all(), head + *body);
  }
  EXPECT_GT(body.use_count(), 1) << "it has a file now";
  for (int second = 0; second < 10; ++second) outbox.age();
  EXPECT_EQ(body.use_count(), 1);
}
TEST_F(OutboxTest, LeavesTheRestOfABodyWithAFileToTheBacklog) {
  const resource::Bytes body = bytes(std::string(HotBodies::largest - 4, 'x') + "|end");
  Outbox outbox;
  for (std::uint32_t i = 0; i < 2 * HotBodies::often; ++i) {
    Backlog rest;
    outbox.add("head|");
    outbox.add(body);
    EXPECT_EQ(outbox.send(near_end, rest), SendResult::blocked);
    std::string received = read_all();
    while (rest.send(near_end).result == SendResult::blocked) received += read_all();
    received += read_all();
    EXPECT_EQ(received, "head|" + *body);
  }
}
TEST_F(OutboxTest, ReportsABrokenConnectionInsteadOfASignal) {
  far_end = FileDescriptor{};
  Outbox outbox;
  Backlog rest;
  outbox.add("head");
  { const FileDescriptor closed = std::move(far_end); }
  EXPECT_EQ(outbox.send(near_end, rest), SendResult::broken);
}

}  // namespace
}  // namespace citefeed::http
