#include "app/signals.hpp"

namespace citefeed::app {

SignalsBlocked::SignalsBlocked() {
  std::signal(SIGPIPE, SIG_IGN);
  sigemptyset(&set_);
  sigaddset(&set_, SIGTERM);
  sigaddset(&set_, SIGINT);
  pthread_sigmask(SIG_BLOCK, &set_, &before_);
}

SignalsBlocked::~SignalsBlocked() {
  pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

void SignalsBlocked::wait() const {
  int signal = 0;
  sigwait(&set_, &signal);
  arrived_ = true;
  pthread_sigmask(SIG_UNBLOCK, &set_, nullptr);  // of this thread: a second signal finds its default action
}

}  // namespace citefeed::app
