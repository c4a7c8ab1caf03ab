/// The same on io_uring: multishot receives into shared buffers, sends in the same submission. What is left to be won
/// by leaving epoll. New connections are accepted and, where their request is there, answered with plain system calls.
#include <liburing.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>
#include <array>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "canned.hpp"

namespace {

using namespace canned;

constexpr unsigned buffer_count = 256;  // a power of two
constexpr unsigned buffer_bytes = 4096;

enum About : std::uint64_t { about_listener, about_input, about_output };

class Ring {
 public:
  Ring() {
    io_uring_params parameters = {};
    parameters.flags = IORING_SETUP_SINGLE_ISSUER | IORING_SETUP_DEFER_TASKRUN | IORING_SETUP_CQSIZE;
    parameters.cq_entries = 8192;
    if (io_uring_queue_init_params(1024, &ring_, &parameters) != 0) fail("io_uring_queue_init_params");
    const std::size_t bytes = buffer_count * sizeof(io_uring_buf);
    void* memory = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    buffers_ = static_cast<io_uring_buf_ring*>(memory);
    io_uring_buf_reg registration = {};
    registration.ring_addr = reinterpret_cast<std::uintptr_t>(memory);
    registration.ring_entries = buffer_count;
    if (io_uring_register_buf_ring(&ring_, &registration, 0) != 0) fail("io_uring_register_buf_ring");
    io_uring_buf_ring_init(buffers_);
    for (unsigned i = 0; i < buffer_count; ++i) give_back(i);
  }

  io_uring* get() { return &ring_; }
  [[nodiscard]] std::string_view input(const io_uring_cqe& event) const {
    const std::size_t number = event.flags >> IORING_CQE_BUFFER_SHIFT;
    return {memory_.data() + number * buffer_bytes, static_cast<std::size_t>(event.res)};
  }
  void give_back(unsigned number) {
    io_uring_buf_ring_add(buffers_, memory_.data() + std::size_t{number} * buffer_bytes, buffer_bytes,
                          static_cast<unsigned short>(number), io_uring_buf_ring_mask(buffer_count), 0);
    io_uring_buf_ring_advance(buffers_, 1);
  }

  void await_clients(int listener) {
    io_uring_sqe* entry = next_entry();
    io_uring_prep_multishot_accept(entry, listener, nullptr, nullptr, 0);
    entry->user_data = about_listener;
  }
  void await_input(int socket) {
    io_uring_sqe* entry = next_entry();
    io_uring_prep_recv_multishot(entry, socket, nullptr, 0, 0);
    entry->flags |= IOSQE_BUFFER_SELECT;
    entry->user_data = about_input | static_cast<std::uint64_t>(socket) << 8U;
  }
  void send(int socket, const std::string& bytes) {
    io_uring_sqe* entry = next_entry();
    io_uring_prep_send(entry, socket, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_WAITALL);
    entry->flags |= IOSQE_CQE_SKIP_SUCCESS;
    entry->user_data = about_output;
  }

 private:
  io_uring_sqe* next_entry() {
    io_uring_sqe* entry = io_uring_get_sqe(&ring_);
    if (entry != nullptr) return entry;
    io_uring_submit(&ring_);
    return io_uring_get_sqe(&ring_);
  }

  io_uring ring_ = {};
  io_uring_buf_ring* buffers_ = nullptr;
  std::vector<char> memory_ = std::vector<char>(std::size_t{buffer_count} * buffer_bytes);
};

/// A new client's request is usually there already, and one that wants one answer never costs the ring anything.
void welcome(Ring& ring, int socket, const Answers& answers) {
  std::array<char, buffer_bytes> buffer;
  const ssize_t received = recv(socket, buffer.data(), buffer.size(), MSG_DONTWAIT);
  if (received > 0) {
    const std::string& bytes = choose(answers, {buffer.data(), static_cast<std::size_t>(received)});
    const bool sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL) >= 0;
    if (!sent || &bytes == &answers.closing) {
      close(socket);
      return;
    }
  }
  ring.await_input(socket);
}

void answer(Ring& ring, const io_uring_cqe& event, const Answers& answers) {
  const int socket = static_cast<int>(event.user_data >> 8U);
  if (event.res == -ENOBUFS) return ring.await_input(socket);
  if (event.res <= 0) {
    close(socket);
    return;
  }
  const std::string& bytes = choose(answers, ring.input(event));
  ring.give_back(event.flags >> IORING_CQE_BUFFER_SHIFT);
  if (&bytes == &answers.closing) {
    ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    shutdown(socket, SHUT_RDWR);  // the receive that waits ends, and then the connection
  } else {
    ring.send(socket, bytes);
  }
  if ((event.flags & IORING_CQE_F_MORE) == 0) ring.await_input(socket);
}

}  // namespace

int main(int count, char** arguments) {
  const auto [port, answers] = read_arguments(count, arguments);
  const int listener = listen_on(port, 0);
  Ring ring;
  ring.await_clients(listener);
  for (;;) {
    io_uring_submit_and_wait(ring.get(), 1);
    io_uring_cqe* event = nullptr;
    unsigned head = 0;
    unsigned seen = 0;
    io_uring_for_each_cqe(ring.get(), head, event) {
      ++seen;
      const std::uint64_t about = event->user_data & 0xFFU;
      if (about == about_input) answer(ring, *event, answers);
      if (about != about_listener) continue;
      if (event->res >= 0) welcome(ring, event->res, answers);
      if ((event->flags & IORING_CQE_F_MORE) == 0) ring.await_clients(listener);
    }
    io_uring_cq_advance(ring.get(), seen);
  }
}
