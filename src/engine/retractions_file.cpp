#include "engine/retractions_file.hpp"

#include <string>
#include <system_error>

#include "base/diagnostic.hpp"
#include "base/whole_file.hpp"

namespace citefeed::engine {
namespace {

constexpr std::chrono::seconds quiet{2};  ///< as for posts of which nobody knows whether they are whole

bool is_quiet(std::filesystem::file_time_type changed, Instant now) {
  const auto since = now - std::chrono::file_clock::to_sys(changed);
  return since >= quiet || since < std::chrono::seconds{0};  // of a clock that is ahead nothing can be told
}

}  // namespace

RetractionsFile::Signature RetractionsFile::signature() const {
  std::error_code error;
  const auto size = std::filesystem::file_size(path_, error);
  if (error) return std::nullopt;
  const auto changed = std::filesystem::last_write_time(path_, error);
  if (error) return std::nullopt;
  return std::pair{size, changed};
}

RetractionsFile::RetractionsPointer RetractionsFile::look(Instant now) {
  next_look_ = now + between_looks_at_retractions;
  const Signature found = signature();  // before reading: what is replaced meanwhile is another file at the next look
  if (known_ && *known_ == found) return nullptr;
  if (found && (writer_of(path_) == Writer::some || !is_quiet(found->second, now))) {
    next_look_ = now + quiet;
    return nullptr;
  }
  auto retractions = read();
  known_ = found;  // last: what could not be read for want of memory is tried again
  return retractions;
}

RetractionsFile::RetractionsPointer RetractionsFile::read() const {
  const auto bytes = read_whole(path_);
  if (!bytes) {
    log_.write("retractions_failed", {{.key = "message", .value = "expected a file that can be read, found none"},
                                      {.key = "file", .value = path_.string()}});
    return nullptr;
  }
  auto outcome = content::read_retractions(*bytes, path_.string());
  for (const Diagnostic& diagnostic : outcome.diagnostics) {
    log_.write("retractions_failed", {{.key = "message", .value = to_string(diagnostic)}});
  }
  if (!outcome.value) return nullptr;
  log_.write("retractions_read", {{.key = "file", .value = path_.string()},
                                  {.key = "articles", .value = std::to_string(outcome.value->articles())}});
  return std::make_shared<const content::Retractions>(*std::move(outcome.value));
}

}  // namespace citefeed::engine
