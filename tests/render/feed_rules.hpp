/// What every document of a format must keep, whatever it is about: a wrong golden file is a wrong promise.
#pragma once
#include <string>
#include <vector>

namespace citefeed::render::golden {

/// What is wrong with the document, a sentence each; empty when nothing is. `format` is "atom", "rss", "json", "html"
/// or "opml".
[[nodiscard]] std::vector<std::string> broken_rules(const std::string& format, const std::string& document);

}  // namespace citefeed::render::golden
