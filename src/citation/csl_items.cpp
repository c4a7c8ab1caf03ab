#include "citation/csl_items.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace citefeed::citation {
namespace {

constexpr std::size_t none = std::string_view::npos;

/// Offset after the string that begins at `at`; the end where it is not closed.
std::size_t after_string(std::string_view text, std::size_t at) {
  for (++at; at < text.size(); ++at) {
    if (text[at] == '\\') {
      ++at;
    } else if (text[at] == '"') {
      return at + 1;
    }
  }
  return text.size();
}

/// Offset after the object or array that begins at `at`; the end where it is not closed.
std::size_t after_value(std::string_view text, std::size_t at) {
  std::size_t depth = 0;
  while (at < text.size()) {
    const char byte = text[at];
    if (byte == '"') {
      at = after_string(text, at);
      continue;
    }
    ++at;
    if (byte == '{' || byte == '[') ++depth;
    if ((byte == '}' || byte == ']') && --depth == 0) return at;
  }
  return text.size();
}

/// Where the value of the member `name` of the object at `begin` stands; nothing when it has no such member.
std::optional<std::size_t> find_member(std::string_view text, std::size_t begin, std::size_t end,
                                       std::string_view name) {
  auto at = begin + 1;
  while (at < end) {
    at = text.find_first_of("\"{[", at);
    if (at == none || at >= end) break;
    if (text[at] != '"') {
      at = after_value(text, at);
      continue;
    }
    const auto after = after_string(text, at);
    const auto key = text.substr(at, after - at);
    at = after;
    if (key.size() != name.size() + 2 || key.substr(1, name.size()) != name) continue;
    const auto colon = text.find_first_not_of(" \t\r\n", at);
    if (colon == none || text[colon] != ':') continue;
    const auto value = text.find_first_not_of(" \t\r\n", colon + 1);
    if (value != none && value < end) return value;
  }
  return std::nullopt;
}

/// The objects between `at` and `end`, at any depth of arrays.
void add_objects(std::string_view text, std::size_t at, std::size_t end, std::vector<CslItem>& items) {
  while (at < end) {
    at = text.find_first_of("\"{", at);
    if (at == none || at >= end) return;
    if (text[at] == '"') {
      at = after_string(text, at);
      continue;
    }
    const auto after = std::min(after_value(text, at), end);
    items.push_back({.offset = at, .text = text.substr(at, after - at)});
    at = after;
  }
}

/// `item`, or what it holds where it is only the wrapping of items.
void add_unwrapped(std::string_view text, CslItem item, std::vector<CslItem>& items) {
  auto end = item.offset + item.text.size();
  if (const auto message = find_member(text, item.offset, end, "message"); message && text[*message] == '{') {
    end = std::min(after_value(text, *message), end);
    item = {.offset = *message, .text = text.substr(*message, end - *message)};
  }
  if (const auto inner = find_member(text, item.offset, end, "items"); inner && text[*inner] == '[') {
    add_objects(text, *inner, std::min(after_value(text, *inner), end), items);
    return;
  }
  items.push_back(item);
}

}  // namespace

std::vector<CslItem> split_csl_items(std::string_view text) {
  std::vector<CslItem> outermost;
  add_objects(text, 0, text.size(), outermost);
  std::vector<CslItem> items;
  for (const auto& item : outermost) add_unwrapped(text, item, items);
  return items;
}

}  // namespace citefeed::citation
