#include "http/stream.hpp"

#include <sys/sendfile.h>
#include <sys/socket.h>
#include <cerrno>
#include <utility>

#include "http/tls_session.hpp"

namespace citefeed::http {

Stream::Stream(FileDescriptor socket) : socket_(std::move(socket)) {}
Stream::Stream(Stream&& other) noexcept = default;
Stream& Stream::operator=(Stream&& other) noexcept = default;
Stream::~Stream() = default;

void Stream::start_tls(std::shared_ptr<const TlsContext> context, std::string_view already_read) {
  tls_ = std::make_unique<TlsSession>(std::move(context), number(), already_read);
}

void Stream::give_up_tls() {
  tls_.reset();
}

Receipt Stream::receive(std::span<char> room) {
  if (tls_ != nullptr) return tls_->receive(room);
  ssize_t received = 0;
  do {
    received = recv(number(), room.data(), room.size(), 0);
  } while (received < 0 && errno == EINTR);
  if (received > 0) {
    const auto bytes = static_cast<std::size_t>(received);
    return {.bytes = bytes, .may_have_more = bytes == room.size()};
  }
  if (received == 0) return {.ended = true};
  return {.broken = errno != EAGAIN && errno != EWOULDBLOCK};
}

std::ptrdiff_t Stream::send(std::span<const iovec> pieces) {
  if (tls_ != nullptr) return tls_->send(pieces);
  msghdr message = {};
  message.msg_iov = const_cast<iovec*>(pieces.data());  // sendmsg() only reads them
  message.msg_iovlen = pieces.size();
  ssize_t sent = 0;
  do {
    // send() for a single piece, as of a 304, spares the kernel reading the message header.
    sent = pieces.size() == 1 ? ::send(number(), pieces[0].iov_base, pieces[0].iov_len, MSG_NOSIGNAL)
                              : sendmsg(number(), &message, MSG_NOSIGNAL);
  } while (sent < 0 && errno == EINTR);
  return sent;
}

std::ptrdiff_t Stream::send_ahead(std::string_view piece) {
  ssize_t sent = 0;
  do {
    sent = ::send(number(), piece.data(), piece.size(), MSG_NOSIGNAL | MSG_MORE);
  } while (sent < 0 && errno == EINTR);
  return sent;
}

std::ptrdiff_t Stream::send_file(const FileDescriptor& file, std::size_t bytes) {
  ssize_t sent = 0;
  do {
    off_t from = 0;
    sent = sendfile(number(), file.number(), &from, bytes);
  } while (sent < 0 && errno == EINTR);
  return sent;
}

bool Stream::say_goodbye() {
  return tls_ == nullptr || tls_->say_goodbye();
}

bool Stream::finish_sending() {
  return shutdown(number(), SHUT_WR) == 0;
}

}  // namespace citefeed::http
