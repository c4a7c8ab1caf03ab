#include "telemetry/recorder.hpp"

#include <poll.h>
#include <exception>
#include <functional>
#include <utility>

namespace citefeed::telemetry {

void fill(Record& record, const http::Exchange& exchange) {
  const http::RequestHead& request = exchange.request;
  const resource::Representation* representation = exchange.representation;
  record.at = exchange.at;
  record.duration = exchange.duration;
  record.body_bytes = exchange.body_bytes;
  record.tag = representation == nullptr ? 0 : std::hash<std::string_view>{}(representation->tag.opaque) | 1U;
  record.client = exchange.client;
  record.status = exchange.status;
  record.method = request.method;
  record.minor_version = request.minor_version;
  record.coding = representation == nullptr ? std::nullopt : std::optional{representation->coding};
  record.is_conditional = request.if_none_match.is_present() || request.if_modified_since.is_present();
  record.is_navigation = request.sec_fetch_dest.text() == "document";
  record.method_name.assign(request.method_name);
  record.target.assign(request.target);
  record.user_agent.assign(request.user_agent);
  record.referer.assign(request.referer);
}

namespace {

class Several final : public http::Observer {
 public:
  explicit Several(std::vector<http::Observer*> next) : next_(std::move(next)) {}
  void opened() noexcept override {
    for (http::Observer* one : next_) one->opened();
  }
  void answered(const http::Exchange& exchange) noexcept override {
    for (http::Observer* one : next_) one->answered(exchange);
  }
  void mismatched() noexcept override {
    for (http::Observer* one : next_) one->mismatched();
  }
  void closed() noexcept override {
    for (http::Observer* one : next_) one->closed();
  }

 private:
  const std::vector<http::Observer*> next_;
};

}  // namespace

http::Observer& FanOut::add_thread() {
  std::vector<http::Observer*> observers;
  for (http::Observers* one : next_) observers.push_back(&one->add_thread());
  if (observers.size() == 1) return *observers.front();
  return *threads_.emplace_back(std::make_unique<Several>(std::move(observers)));
}

namespace {

/// How long a record waits at most before somebody looks; also how late a log may be.
constexpr int longest_wait_milliseconds = 100;

}  // namespace

void ThreadRecorder::answered(const http::Exchange& exchange) noexcept {
  if (!ring_.write([&](Record& record) { fill(record, exchange); })) return dropped_.add(1);
  if (ring_.written() % records_between_bells == 0) bell_.ring();
}

Recorder::Recorder(std::vector<RecordReader*> readers, const Clock& clock, Log& log)
    : readers_(std::move(readers)), clock_(clock), log_(log), losses_(log, "records_dropped") {}

Recorder::~Recorder() {
  stop();
}

http::Observer& Recorder::add_thread() {
  const MutexLock lock{mutex_};
  return threads_.emplace_back(bell_);
}

void Recorder::start() {
  reading_ = std::jthread{[this](const std::stop_token& stop) { run(stop); }};
}

void Recorder::stop() {
  if (!reading_.joinable()) return;
  reading_.request_stop();
  bell_.ring();
  reading_.join();
}

std::uint64_t Recorder::dropped() const {
  const MutexLock lock{mutex_};
  std::uint64_t total = 0;
  for (const ThreadRecorder& thread : threads_) total += thread.dropped_.get();
  return total;
}

void Recorder::write(Exposition& exposition) const {
  exposition.begin(
      "citefeed_records_dropped_total", "counter",
      "Answers that access log and statistics know nothing of, because they came faster than they are read");
  exposition.sample(static_cast<double>(dropped()));
}

void Recorder::run(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    attempt([this] { read_all(); });
    for (RecordReader* reader : readers_) attempt([&] { reader->settle(clock_.now()); });
    losses_.look(dropped(), clock_.now());
    wait_for_bell();
  }
  attempt([this] { read_all(); });
  for (RecordReader* reader : readers_) attempt([&] { reader->finish(clock_.now()); });
  losses_.report(dropped(), clock_.now());
}

/// A lost machine (no memory) costs a few records, not all that come after.
template <class Work>
void Recorder::attempt(const Work& work) {
  try {
    work();
  } catch (const std::exception& error) {
    log_.write("recording_failed", {{.key = "error", .value = error.what()}});
  }
}

void Recorder::read_all() {
  std::vector<ThreadRecorder*> threads;
  {
    const MutexLock lock{mutex_};  // against a server that starts; recorders never move
    for (ThreadRecorder& thread : threads_) threads.push_back(&thread);
  }
  for (ThreadRecorder* thread : threads) {
    thread->ring_.read_all([this](const Record& record) {
      for (RecordReader* reader : readers_) attempt([&] { reader->take(record); });
    });
  }
}

void Recorder::wait_for_bell() const {
  pollfd bell = {.fd = bell_.number(), .events = POLLIN, .revents = 0};
  if (::poll(&bell, 1, longest_wait_milliseconds) > 0) bell_.clear();
}

}  // namespace citefeed::telemetry
