#include "subscribers/user_agent.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/utf8.hpp"

namespace citefeed::subscribers {
namespace {

constexpr std::size_t longest_name_bytes = 40;
constexpr std::size_t most_digits = 9;

/// Products that every browser names beside its own.
constexpr std::array<std::string_view, 6> in_every_browser{"Mozilla", "AppleWebKit", "Gecko",
                                                           "Version", "Mobile",      "Safari"};

bool is_name_character(char c) {
  return is_ascii_letter(c) || is_digit(c) || c == '.' || c == '-' || c == '_';
}

/// The number at the front of `text`, thousands apart by commas or not, which is taken off.
std::optional<std::uint64_t> take_number(std::string_view& text) {
  std::string digits;
  std::size_t at = 0;
  while (at < text.size()) {
    const bool separates = text[at] == ',' && at > 0 && at + 1 < text.size() && is_digit(text[at + 1]);
    if (!is_digit(text[at]) && !separates) break;
    if (!separates) digits += text[at];
    ++at;
  }
  text.remove_prefix(at);
  std::uint64_t number = 0;
  if (digits.empty() || digits.size() > most_digits) return std::nullopt;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

void skip(std::string_view& text, std::string_view characters) {
  text.remove_prefix(std::min(text.find_first_not_of(characters), text.size()));
}

/// True when `text` begins with one of the words for people who subscribe, in one of their forms; takes it off.
bool take_people(std::string_view& text) {
  for (const std::string_view word : {"subscriber", "reader"}) {
    if (!text.starts_with(word)) continue;
    std::string_view rest = text.substr(word.size());
    if (rest.starts_with("(s)")) {
      rest.remove_prefix(3);
    } else if (rest.starts_with('s')) {
      rest.remove_prefix(1);
    }
    if (!rest.empty() && is_ascii_letter(rest.front())) return false;
    text = rest;
    return true;
  }
  return false;
}

/// "16 subscribers" at the front of `text`.
std::optional<std::uint64_t> number_before_people(std::string_view text) {
  const auto number = take_number(text);
  skip(text, " _");
  return number && take_people(text) ? number : std::nullopt;
}

/// "subscribers 1" or "subscriber count: 7" at the front of `text`.
std::optional<std::uint64_t> number_after_people(std::string_view text) {
  if (!take_people(text)) return std::nullopt;
  skip(text, " _");
  if (text.starts_with("count")) text.remove_prefix(std::string_view{"count"}.size());
  skip(text, " :=_");
  return take_number(text);
}

std::optional<std::uint64_t> find_announced(std::string_view lower) {
  std::optional<std::uint64_t> after;
  for (std::size_t at = 0; at < lower.size(); ++at) {
    const bool begins_word = at == 0 || !is_name_character(lower[at - 1]) || lower[at - 1] == '_';
    if (!begins_word) continue;
    const std::string_view rest = lower.substr(at);
    if (const auto number = number_before_people(rest)) return number;
    if (!after) after = number_after_people(rest);
  }
  return after;
}

/// The name at the front of `text`: up to three words of name characters that begin with a letter, as far as no
/// version, comment or number comes.
std::string take_name(std::string_view text) {
  std::string name;
  for (int words = 0; words < 3; ++words) {
    skip(text, " ");
    const auto* end = std::find_if_not(text.begin(), text.end(), is_name_character);
    const auto bytes = static_cast<std::size_t>(end - text.begin());
    const char next = bytes < text.size() ? text[bytes] : ' ';
    // A word that goes on with something else is no part of a name: "feed-id:12", "webmaster@…".
    const bool is_word =
        bytes > 0 && is_ascii_letter(text.front()) && std::string_view{" /;,()"}.find(next) != std::string_view::npos;
    const bool is_version = bytes > 1 && to_ascii_lower(text[0]) == 'v' && is_digit(text[1]);
    if (!is_word || is_version || name.size() + bytes + 1 > longest_name_bytes) break;
    if (!name.empty()) name += ' ';
    name += text.substr(0, bytes);
    text.remove_prefix(bytes);
    if (next != ' ') break;
  }
  name.resize(name.find_last_not_of("._-") + 1);
  return name;
}

/// The last product outside of comments that is a browser's own.
std::string browser_product(std::string_view field) {
  std::string found;
  int depth = 0;
  for (std::size_t at = 0; at < field.size(); ++at) {
    if (field[at] == '(') ++depth;
    if (field[at] == ')') --depth;
    const bool begins = depth == 0 && is_ascii_letter(field[at]) && (at == 0 || field[at - 1] == ' ');
    if (!begins) continue;
    const std::string_view word = field.substr(at, field.substr(at).find_first_of(" ()"));
    const std::string_view product = word.substr(0, word.find('/'));
    const bool is_common =
        std::find(in_every_browser.begin(), in_every_browser.end(), product) != in_every_browser.end();
    if (product.size() < word.size() && (!is_common || (found.empty() && product == "Safari"))) found = take_name(word);
  }
  return found;
}

std::string software_of(std::string_view field) {
  if (!field.starts_with("Mozilla")) return take_name(field);
  static constexpr std::string_view marker = "compatible;";
  if (const std::size_t compatible = field.find(marker); compatible != std::string_view::npos) {
    return take_name(field.substr(compatible + marker.size()));
  }
  return browser_product(field);
}

bool is_crawler(std::string_view lower_field, std::string_view lower_name) {
  const auto in = [](std::string_view text, std::string_view word) {
    return text.find(word) != std::string_view::npos;
  };
  return in(lower_name, "bot") || in(lower_field, "crawl") || in(lower_field, "spider") || in(lower_name, "slurp") ||
         in(lower_name, "validator");
}

}  // namespace

UserAgent read_user_agent(std::string_view field) {
  UserAgent agent{.software = software_of(field)};
  if (agent.software.empty()) agent.software = "unknown";
  const std::string lower = lower_ascii(field);
  agent.announced = find_announced(lower);
  agent.is_crawler = !agent.announced && is_crawler(lower, lower_ascii(agent.software));
  return agent;
}

}  // namespace citefeed::subscribers
