/// Addresses at which there was something once, and what is said there now.
#pragma once
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace citefeed::resource {

/// By path with its last '/', percent-encoded: what is said at this address and at every one below it, plain text that
/// ends in a line feed.
using GoneFolders = std::map<std::string, std::string, std::less<>>;

/// What is said at `path`: that of the longest folder of `gone` that it is, with or without its last '/', or is below
/// of; null when there is none. Good as long as `gone` is.
[[nodiscard]] const std::string* find_gone(const GoneFolders& gone, std::string_view path);

}  // namespace citefeed::resource
