#include "tls_conversation.hpp"

#include <sys/socket.h>
#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>
#include <vector>

#include "tame_openssl.hpp"

namespace citefeed::fuzz {
namespace {

/// A ClientHello may have 131396 bytes (OpenSSL's limit), and is held once as it comes and once as it is read; besides
/// a record each way, and keys.
constexpr std::size_t max_server_bytes = std::size_t{384} * 1024;
constexpr std::uint64_t max_said = std::uint64_t{1} << 20U;

void require(bool holds) {
  if (!holds) std::abort();
}

/// What stands at a place of everything that one side says: no two neighbourhoods are alike.
char letter(std::uint64_t at, unsigned side) {
  return static_cast<char>((at * 167 + (at >> 8U) * 59 + (at >> 16U) * 31 + side) & 0xffU);
}

constexpr unsigned client = 1;
constexpr unsigned server = 2;

std::string text(std::uint64_t from, std::size_t bytes, unsigned side) {
  std::string written(bytes, '\0');
  for (std::size_t i = 0; i < bytes; ++i) written[i] = letter(from + i, side);
  return written;
}

}  // namespace

Conversation::Conversation(std::shared_ptr<const http::TlsContext> context, const PeerOffer& offer, bool may_be_refused,
                           bool has_small_buffer)
    : memory_before_(server_bytes()), peer_(offer), may_be_refused_(may_be_refused) {
  std::array<int, 2> ends{};
  require(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends.data()) == 0);
  peer_socket_ = FileDescriptor{ends[0]};
  if (has_small_buffer) {
    const int bytes = 4096;
    require(setsockopt(ends[1], SOL_SOCKET, SO_SNDBUF, &bytes, sizeof bytes) == 0);
  }
  const ServersTurn turn;
  stream_.emplace(FileDescriptor{ends[1]});
  stream_->start_tls(std::move(context), {});
}

void Conversation::collect() {
  pending_ += peer_.give();
}

void Conversation::say(std::size_t bytes) {
  if (client_is_done_ || said_ + bytes > max_said) return;
  if (peer_.say(text(said_, bytes, client))) said_ += bytes;
  collect();
}

void Conversation::update_keys(bool both_sides) {
  if (!client_is_done_) static_cast<void>(peer_.update_keys(both_sides));
  collect();
}

/// The server declines (RFC 5246, 7.2.2), and OpenSSL's client takes that for the end.
void Conversation::renegotiate() {
  if (!client_is_done_ && peer_.renegotiate()) is_honest_ = false;
  collect();
}

void Conversation::say_goodbye() {
  if (!client_is_done_ && peer_.has_shaken_hands()) {
    peer_.say_goodbye();
    client_is_done_ = true;
  }
  collect();
}

void Conversation::carry(std::size_t bytes) {
  collect();
  const std::size_t offered = std::min(bytes, pending_.size());
  if (offered == 0) return;
  const auto taken = send(peer_socket_.number(), pending_.data(), offered, MSG_NOSIGNAL);
  if (taken <= 0) return;
  last_carried_ = pending_.substr(0, static_cast<std::size_t>(taken));
  pending_.erase(0, static_cast<std::size_t>(taken));
}

void Conversation::flip(std::size_t at, unsigned char bits) {
  collect();
  if (pending_.empty() || bits == 0) return;
  char& byte = pending_[at % pending_.size()];
  byte = static_cast<char>(static_cast<unsigned char>(byte) ^ bits);
  is_honest_ = false;
}

void Conversation::drop(std::size_t bytes) {
  collect();
  if (pending_.empty() || bytes == 0) return;
  pending_.erase(0, bytes);
  is_honest_ = false;
}

void Conversation::insert(std::string_view bytes) {
  collect();
  if (bytes.empty()) return;
  pending_.insert(0, bytes);
  is_honest_ = false;
}

void Conversation::repeat() {
  insert(std::string{last_carried_});
}

void Conversation::shut_socket() {
  collect();
  if (!pending_.empty() || !peer_.has_shaken_hands()) is_honest_ = false;
  client_is_done_ = true;
  shutdown(peer_socket_.number(), SHUT_WR);
}

void Conversation::check_memory() const {
  require(server_bytes() <= memory_before_ + max_server_bytes);
}

void Conversation::close() {
  const ServersTurn turn;
  stream_.reset();
  backlog_ = {};
}

void Conversation::serve(std::size_t room) {
  if (!stream_) return;
  if (!backlog_.is_empty()) {
    const ServersTurn turn;
    const auto progress = backlog_.send(*stream_);
    check_memory();
    if (progress.result == http::SendResult::blocked) return;
    if (progress.result == http::SendResult::broken) return close();
  }
  if (server_is_finishing_ && !finish()) return;
  receive(room);
}

void Conversation::receive(std::size_t room) {
  std::string input(room, '\0');
  http::Receipt receipt;
  {
    const ServersTurn turn;
    receipt = stream_->receive({input.data(), input.size()});
  }
  check_memory();
  require(receipt.bytes <= room && receipt.may_have_more == (receipt.bytes == room));
  require(heard_ + receipt.bytes <= said_ && (receipt.bytes == 0 || !ended_));
  require(input.substr(0, receipt.bytes) == text(heard_, receipt.bytes, client));
  heard_ += receipt.bytes;
  ended_ = ended_ || receipt.ended;
  require(!receipt.is_plain_http || (receipt.broken && heard_ == 0 && !is_honest_));
  if (!receipt.broken) return;
  if (receipt.is_plain_http) {
    stream_->give_up_tls();
  } else {
    const ServersTurn turn;
    require(stream_->receive({input.data(), input.size()}).bytes == 0);
  }
  close();
}

void Conversation::answer(std::size_t answers, std::size_t body_bytes) {
  if (!stream_ || server_is_finishing_ || heard_ == 0 || !backlog_.is_empty()) return;
  constexpr std::size_t head_bytes = 40;
  std::vector<resource::Bytes> bodies;
  bodies.reserve(answers);
  for (; bodies.size() < answers && !outbox_.is_full(); answered_ += head_bytes + body_bytes) {
    outbox_.add(text(answered_, head_bytes, server));
    bodies.push_back(std::make_shared<const std::string>(text(answered_ + head_bytes, body_bytes, server)));
    outbox_.add(bodies.back());
  }
  http::SendResult result = {};
  {
    const ServersTurn turn;
    result = outbox_.send(*stream_, backlog_);
  }
  check_memory();
  if (result == http::SendResult::broken) close();
}

void Conversation::finish_sending() {
  if (!stream_ || heard_ == 0 || !backlog_.is_empty()) return;
  server_is_finishing_ = true;
  static_cast<void>(finish());
}

/// False when it has to wait for room.
bool Conversation::finish() {
  if (server_is_done_) return true;
  const ServersTurn turn;
  server_is_done_ = stream_->say_goodbye();
  if (server_is_done_) static_cast<void>(stream_->finish_sending());
  return server_is_done_;
}

/// As a connection does that was silent for too long: says so, and is gone.
void Conversation::time_out() {
  if (!stream_) return;
  is_honest_ = false;
  if (backlog_.is_empty() && !server_is_finishing_) {
    const std::string refusal = text(answered_, 100, server);
    answered_ += refusal.size();
    outbox_.add(refusal);
    const ServersTurn turn;
    static_cast<void>(outbox_.send(*stream_, backlog_));
  }
  close();
}

void Conversation::bring(std::size_t bytes) {
  std::string brought(std::min(bytes, std::size_t{65536}), '\0');
  const auto size = recv(peer_socket_.number(), brought.data(), brought.size(), 0);
  if (size <= 0) return;
  brought.resize(static_cast<std::size_t>(size));
  brought_ += brought.size();
  const std::string read = peer_.take(brought);
  require(read_ + read.size() <= answered_);
  require(read == text(read_, read.size(), server));
  read_ += read.size();
  collect();
}

void Conversation::exchange() {
  constexpr int enough = 2000;
  constexpr std::size_t everything = std::size_t{20} * 1024;  // more than a record
  const auto state = [this] {
    return std::array<std::uint64_t, 4>{pending_.size(), heard_, brought_, stream_.has_value()};
  };
  for (int i = 0; i < enough; ++i) {
    const auto before = state();
    carry(everything);
    serve(everything);
    bring(everything);
    if (state() == before) return;
  }
}

std::shared_ptr<SSL_SESSION> Conversation::end() {
  exchange();
  if (is_honest_) {
    require(may_be_refused_ || peer_.has_shaken_hands());
    require(heard_ == said_);
    if (!peer_.has_failed()) require(read_ == answered_);
    require(may_be_refused_ || !peer_.has_failed());
  }
  const bool owes_goodbye = is_honest_ && stream_ && peer_.has_shaken_hands() && !may_be_refused_;
  close();
  bring(65536);
  if (owes_goodbye) require(peer_.is_told_of_the_end());
  return peer_.session();
}

}  // namespace citefeed::fuzz
