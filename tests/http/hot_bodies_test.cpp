#include "http/outbox.hpp"

#include <gtest/gtest.h>
#include <unistd.h>
#include <memory>
#include <string>
#include <vector>

namespace citefeed::http {
namespace {

resource::Bytes body_of(std::size_t bytes, char letter = 'x') {
  return std::make_shared<const std::string>(bytes, letter);
}

/// As many sendings of `body` as make it a hot one; the file at the last of them.
const FileDescriptor* send_often(HotBodies& bodies, const resource::Bytes& body) {
  for (std::uint32_t i = 1; i < HotBodies::often; ++i) static_cast<void>(bodies.find(body));
  return bodies.find(body);
}

/// The file's bytes, as far as one more than `most`.
std::string text_of(const FileDescriptor& file, std::size_t most) {
  std::string text(most + 1, '\0');
  const ssize_t count = pread(file.number(), text.data(), text.size(), 0);
  text.resize(count < 0 ? 0 : static_cast<std::size_t>(count));
  return text;
}

TEST(HotBodies, GiveAFileWithItsBytesToABodyThatIsSentOften) {
  HotBodies bodies;
  const resource::Bytes body = body_of(HotBodies::smallest);
  for (std::uint32_t i = 1; i < HotBodies::often; ++i) EXPECT_EQ(bodies.find(body), nullptr);
  const FileDescriptor* file = bodies.find(body);
  ASSERT_NE(file, nullptr);
  EXPECT_EQ(text_of(*file, body->size()), *body);
  EXPECT_EQ(bodies.find(body), file) << "and keep it";
}
TEST(HotBodies, AreNeitherSmallNorHuge) {
  HotBodies bodies;
  EXPECT_EQ(send_often(bodies, body_of(HotBodies::smallest - 1)), nullptr);
  EXPECT_EQ(send_often(bodies, body_of(HotBodies::largest + 1)), nullptr);
  EXPECT_NE(send_often(bodies, body_of(HotBodies::largest)), nullptr);
}
TEST(HotBodies, AreLetGoWhenTheyAreSentNoMore) {
  HotBodies bodies;
  const resource::Bytes body = body_of(HotBodies::smallest);
  ASSERT_NE(send_often(bodies, body), nullptr);
  EXPECT_EQ(body.use_count(), 2);
  bodies.age();
  EXPECT_EQ(bodies.find(body), nullptr) << "it is not sent often any more";
  for (int i = 0; i < 10; ++i) bodies.age();
  EXPECT_EQ(body.use_count(), 1);
}
TEST(HotBodies, StayHotWhileTheyAreSentOften) {
  HotBodies bodies;
  const resource::Bytes body = body_of(HotBodies::smallest);
  for (int second = 0; second < 5; ++second) {
    EXPECT_NE(send_often(bodies, body), nullptr);
    bodies.age();
  }
}
TEST(HotBodies, NeverGetTheFileOfAnother) {
  HotBodies bodies;
  std::vector<resource::Bytes> many;  // more than there are places, so that some have to share one
  for (std::size_t i = 0; i < 3 * HotBodies::places; ++i) {
    many.push_back(body_of(HotBodies::smallest, static_cast<char>(' ' + i % 96)));
  }
  std::size_t files = 0;
  for (int round = 0; round < 3; ++round) {
    for (const resource::Bytes& body : many) {
      for (std::uint32_t i = 0; i < 4 * HotBodies::often; ++i) {
        const FileDescriptor* file = bodies.find(body);
        if (file == nullptr) continue;
        ++files;
        ASSERT_EQ(text_of(*file, body->size()), *body);
      }
    }
  }
  EXPECT_GT(files, 0U);
}

}  // namespace
}  // namespace citefeed::http
