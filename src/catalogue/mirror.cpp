#include "catalogue/mirror.hpp"

#include <algorithm>

#include "base/digest.hpp"

namespace citefeed::catalogue {
namespace {

// A cursor is, for each month in order, its number since the year 0 in three bytes, the highest first, and its version.
constexpr std::size_t number_bytes = 3;
constexpr std::size_t month_bytes = number_bytes + std::tuple_size_v<MonthVersion>;
constexpr unsigned months_per_year = 12;

std::string to_bytes(std::uint32_t number) {
  std::string bytes;
  for (std::size_t i = number_bytes; i-- > 0;) bytes.push_back(static_cast<char>(number >> (8 * i) & 0xFFU));
  return bytes;
}

std::uint32_t to_number(std::string_view bytes) {
  std::uint32_t number = 0;
  for (const char byte : bytes) number = number << 8U | static_cast<std::uint8_t>(byte);
  return number;
}

}  // namespace

MirroredMonths months_of(const Timeline& timeline, const Digest& definitions) {
  MirroredMonths months;
  for (const YearPointer& year : timeline.years) {
    for (const Month& month : year->months) {
      MonthVersion& version = months[{.year = year->number, .month = month.number}];
      const Digest digest = DigestBuilder{}.add(month.digest).add(definitions).finish();
      std::copy_n(digest.bytes.begin(), version.size(), version.begin());
    }
  }
  return months;
}

std::vector<MonthName> stale_months(const MirroredMonths& mirrored, const MirroredMonths& now) {
  std::vector<MonthName> stale;
  for (const auto& [name, version] : now) {
    const auto known = mirrored.find(name);
    if (known == mirrored.end() || known->second != version) stale.push_back(name);
  }
  for (const auto& [name, version] : mirrored) {
    if (!now.contains(name)) stale.push_back(name);
  }
  std::sort(stale.begin(), stale.end());
  return stale;
}

std::string to_cursor(const MirroredMonths& months) {
  std::string bytes;
  bytes.reserve(months.size() * month_bytes);
  for (const auto& [name, version] : months) {
    bytes += to_bytes(static_cast<std::uint32_t>(name.year) * months_per_year + name.month - 1);
    bytes.append(version.begin(), version.end());
  }
  return to_base64url(bytes);
}

std::optional<MirroredMonths> parse_cursor(std::string_view cursor) {
  const auto bytes = from_base64url(cursor);
  if (!bytes || bytes->size() % month_bytes != 0) return std::nullopt;
  MirroredMonths months;
  for (std::string_view rest = *bytes; !rest.empty(); rest.remove_prefix(month_bytes)) {
    const std::uint32_t number = to_number(rest.substr(0, number_bytes));
    const MonthName name{.year = static_cast<int>(number / months_per_year), .month = number % months_per_year + 1};
    if (!months.empty() && !(months.rbegin()->first < name)) return std::nullopt;
    MonthVersion& version = months[name];
    std::copy_n(rest.begin() + number_bytes, version.size(), version.begin());
  }
  return months;
}

}  // namespace citefeed::catalogue
