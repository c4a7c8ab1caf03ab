#include "app/signals.hpp"

namespace citefeed::app {

SignalsBlocked::SignalsBlocked(Hangup hangup) {
  std::signal(SIGPIPE, SIG_IGN);
  sigemptyset(&set_);
  sigaddset(&set_, SIGTERM);
  sigaddset(&set_, SIGINT);
  if (hangup == Hangup::reopens) sigaddset(&set_, SIGHUP);
  pthread_sigmask(SIG_BLOCK, &set_, &before_);
}

SignalsBlocked::~SignalsBlocked() {
  pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

void SignalsBlocked::wait(const std::function<void()>& reopen) const {
  for (int signal = SIGHUP; signal == SIGHUP;) {
    sigwait(&set_, &signal);
    if (signal == SIGHUP && reopen) reopen();
  }
  arrived_ = true;
  pthread_sigmask(SIG_UNBLOCK, &set_, nullptr);  // of this thread: a second signal finds its default action
}

}  // namespace citefeed::app
