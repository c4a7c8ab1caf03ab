/// The file of the Retraction Watch database, read again when it has changed.
#pragma once
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <utility>

#include "base/instant.hpp"
#include "base/log.hpp"
#include "content/retractions.hpp"

namespace citefeed::engine {

/// It changes once on a working day, by whatever fetches it.
inline constexpr std::chrono::minutes between_looks_at_retractions{1};

/// One thread at a time.
class RetractionsFile final {
 public:
  using RetractionsPointer = std::shared_ptr<const content::Retractions>;

  RetractionsFile(std::filesystem::path path, Log& log) : path_(std::move(path)), log_(log) {}

  /// What the file says, where it is another one than at the last look and says something good; else null. One that
  /// somebody is writing, or may be (its last change is not two seconds ago), is left for the next look. What is wrong
  /// with it, and when it was read, is logged once.
  [[nodiscard]] RetractionsPointer look(Instant now);
  /// When to look next.
  [[nodiscard]] Instant next_look() const { return next_look_; }

 private:
  /// Its size, and when it was changed; nothing where there is no file.
  using Signature = std::optional<std::pair<std::uintmax_t, std::filesystem::file_time_type>>;
  [[nodiscard]] Signature signature() const;
  [[nodiscard]] RetractionsPointer read() const;

  std::filesystem::path path_;
  Log& log_;
  std::optional<Signature> known_ = {};  ///< at the last look; nothing before the first
  Instant next_look_ = {};
};

}  // namespace citefeed::engine
