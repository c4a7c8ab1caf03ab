#include "base/time_zone.hpp"

#include <absl/time/civil_time.h>
#include <absl/time/time.h>
#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <system_error>
#include <utility>

#include "base/mutex.hpp"
#include "base/utf8.hpp"
#include "base/whole_file.hpp"

namespace citefeed {
namespace {

std::optional<int> number(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

namespace fs = std::filesystem;

Outcome<TimeZone> refused(std::string why) {
  return {.diagnostics = {{.message = std::move(why)}}};
}

/// Whether `name` can be a zone's: it leads to no other place than below the database's directory, and to none of the
/// copies of other zones there, which follow the machine's settings or count leap seconds.
bool is_zone_name(std::string_view name) {
  const auto is_plain = [](char c) {
    return is_ascii_letter(c) || is_digit(c) || c == '_' || c == '+' || c == '-' || c == '/';
  };
  return !name.empty() && std::all_of(name.begin(), name.end(), is_plain) && !name.starts_with('/') &&
         !name.ends_with('/') && name.find("//") == std::string_view::npos && !name.starts_with("posix/") &&
         !name.starts_with("right/") && name != "localtime" && name != "posixrules" && name != "Factory";
}

/// `file` with all links followed, also where nothing is there any more.
fs::path real_path(const fs::path& file) {
  std::error_code error;
  const fs::path real = fs::weakly_canonical(file, error);
  return error ? file : real;
}

/// Whether `file` is below `folder`, both without links.
bool is_below(const fs::path& file, const fs::path& folder) {
  return std::mismatch(folder.begin(), folder.end(), file.begin(), file.end()).first == folder.end();
}

/// Whether the file that begins with "TZif" says, in its last line, what holds after the last change that it lists
/// (RFC 9636, 3.3). The first version of the format has no such line.
bool has_rule(std::string_view file) {
  constexpr std::size_t version_at = 4;
  if (file.size() <= version_at || file[version_at] == '\0' || !file.ends_with('\n')) return false;
  file.remove_suffix(1);
  const auto before = file.rfind('\n');
  return before != std::string_view::npos && before + 1 < file.size();
}

}  // namespace

/// What keeps the library out of the header, which half of the program includes.
struct ZoneFile {
  std::string name = {};
  absl::TimeZone rules = {};
};

namespace {

/// Those that were good when they were read, by path. They stay to the end, as the library's own do: a file that cannot
/// be read for a moment takes no zone from a site that has it.
struct KnownZones {
  Mutex mutex = {};
  std::map<fs::path, ZoneFile> files GUARDED_BY(mutex) = {};
};

KnownZones& known_zones() {
  static auto* const known = new KnownZones;
  return *known;
}

const ZoneFile* known_zone(const fs::path& path) {
  auto& known = known_zones();
  const MutexLock lock{known.mutex};
  const auto found = known.files.find(path);
  return found == known.files.end() ? nullptr : &found->second;
}

const ZoneFile* remember_zone(const fs::path& path, const ZoneFile& file) {
  auto& known = known_zones();
  const MutexLock lock{known.mutex};
  return &known.files.try_emplace(path, file).first->second;
}

}  // namespace

Outcome<TimeZone> TimeZone::locate(std::string_view name, std::string_view database) {
  if (name == "UTC") return {.value = TimeZone{}};
  const std::string has_none = fmt::format("{} has no zone of that name", database);
  if (!is_zone_name(name)) return refused(has_none);
  const fs::path path = fs::path{database} / name;
  if (const auto* known = known_zone(path)) return {.value = TimeZone{known}};
  std::error_code error;
  const fs::path root = real_path(database), file = real_path(path);
  if (!fs::is_directory(root, error) || fs::is_empty(root, error)) {
    return refused(fmt::format("{} has no time zones, which come with the package tzdata", database));
  }
  const bool is_there = is_below(file, root) && fs::is_regular_file(file, error);
  const auto bytes = is_there ? read_whole(file) : std::nullopt;
  if (is_there && !bytes) return refused(path.string() + " cannot be read");
  if (!bytes || !bytes->starts_with("TZif")) return refused(has_none);
  ZoneFile zone{.name = std::string{name}};
  if (!has_rule(*bytes) || !absl::LoadTimeZone(file.string(), &zone.rules)) {
    return refused(path.string() + " has no rule for the years to come (RFC 9636, 3.3); is the package tzdata old?");
  }
  return {.value = TimeZone{remember_zone(path, zone)}};
}

std::string TimeZone::name() const {
  return zone_ == nullptr ? "UTC" : zone_->name;
}

Instant TimeZone::start_of(std::chrono::year_month_day day) const {
  return at(day, {});
}

Instant TimeZone::at(std::chrono::year_month_day day, std::chrono::seconds clock) const {
  const Instant as_in_utc = std::chrono::sys_days{day} + clock;
  if (zone_ == nullptr) return as_in_utc;
  const auto shown = absl::CivilSecond{} + as_in_utc.time_since_epoch().count();  // which begins with 1970
  const auto found = zone_->rules.At(shown);
  const auto moment = found.kind == absl::TimeZone::TimeInfo::SKIPPED ? found.trans : found.pre;
  return Instant{std::chrono::seconds{absl::ToUnixSeconds(moment)}};
}

std::chrono::year_month_day TimeZone::day_of(Instant instant) const {
  if (zone_ == nullptr) return std::chrono::floor<std::chrono::days>(instant);
  const auto shown = zone_->rules.At(absl::FromUnixSeconds(instant.time_since_epoch().count())).cs;
  return std::chrono::floor<std::chrono::days>(Instant{std::chrono::seconds{shown - absl::CivilSecond{}}});
}

std::optional<Instant> parse_date(std::string_view text, const TimeZone& zone) {
  if (text.size() != 7 && text.size() != 10) return parse_rfc3339(text);
  const auto year = number(text.substr(0, 4)), month = number(text.substr(5, 2));
  const auto day = text.size() == 10 ? number(text.substr(8, 2)) : std::optional{1};
  if (!year || !month || !day || *year < 1000 || text[4] != '-' || (text.size() == 10 && text[7] != '-'))
    return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return std::nullopt;
  return zone.start_of(date);
}

std::string to_month_heading(Instant instant, const TimeZone& zone) {
  static constexpr std::array<const char*, 12> months{"January",   "February", "March",    "April",
                                                      "May",       "June",     "July",     "August",
                                                      "September", "October",  "November", "December"};
  const auto day = zone.day_of(instant);
  return fmt::format("{} {}", months.at(static_cast<unsigned>(day.month()) - 1), static_cast<int>(day.year()));
}

std::string to_day_in_words(Instant instant, const TimeZone& zone) {
  return fmt::format("{} {}", static_cast<unsigned>(zone.day_of(instant).day()), to_month_heading(instant, zone));
}

std::string to_date_in_words(Instant instant, bool is_month, const TimeZone& zone) {
  return is_month ? to_month_heading(instant, zone) : to_day_in_words(instant, zone);
}

}  // namespace citefeed
