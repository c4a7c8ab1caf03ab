#include "importing/topic_list.hpp"

#include <fmt/format.h>
#include <vector>

#include "base/utf8.hpp"

namespace citefeed::importing {
namespace {

/// A line of the file: [begin, end) without its line end.
struct Line {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t next = 0;  ///< where the following line begins
};

/// The lines from "---" to the next "---" or "...", both included; empty when there is no front matter.
std::vector<Line> front_matter_lines(std::string_view file) {
  std::vector<Line> lines;
  std::size_t begin = file.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  while (begin < file.size()) {
    const auto end = std::min(file.find('\n', begin), file.size());
    const bool carriage_return = end > begin && file[end - 1] == '\r';
    lines.push_back({.begin = begin, .end = carriage_return ? end - 1 : end, .next = std::min(end + 1, file.size())});
    const auto text = trim(file.substr(begin, end - begin));
    if (lines.size() == 1 && text != "---") return {};
    if (lines.size() > 1 && (file.substr(begin).starts_with("---") || file.substr(begin).starts_with("...")) &&
        (text == "---" || text == "...")) {
      return lines;
    }
    begin = end + 1;
  }
  return {};
}

class Editor final {
 public:
  Editor(std::string_view file, std::string_view slug) : file_(file), slug_(slug), lines_(front_matter_lines(file)) {}

  [[nodiscard]] std::optional<std::string> edit() const {
    static constexpr std::string_view key = "topics:";
    if (lines_.empty()) return std::nullopt;
    for (std::size_t at = 1; at + 1 < lines_.size(); ++at) {
      if (!text(at).starts_with(key)) continue;
      const std::size_t value = without_space(lines_[at].begin + key.size());
      const char first = value < lines_[at].end ? file_[value] : '#';
      if (first == '[') return in_brackets(value);
      if (first == '#') return as_lines(at, lines_[at].begin + key.size());
      return one_name(at, value);
    }
    return insert(lines_.back().begin, fmt::format("topics: [{}]{}", slug_, line_end()));
  }

 private:
  [[nodiscard]] std::string_view text(std::size_t line) const {
    return file_.substr(lines_[line].begin, lines_[line].end - lines_[line].begin);
  }
  [[nodiscard]] std::string_view line_end() const {
    return file_.substr(lines_.front().end, lines_.front().next - lines_.front().end);
  }
  [[nodiscard]] std::size_t without_space(std::size_t at) const {
    return std::min(file_.find_first_not_of(" \t", at), file_.size());
  }

  [[nodiscard]] std::string insert(std::size_t at, std::string_view what) const {
    return fmt::format("{}{}{}", file_.substr(0, at), what, file_.substr(at));
  }

  /// The bracket at `open` to its partner, over several lines if need be, past quotes and comments.
  [[nodiscard]] std::optional<std::string> in_brackets(std::size_t open) const {
    std::size_t last = open;  // the last character that is not white space or comment
    char quote = '\0';
    for (std::size_t at = open + 1; at < lines_.back().begin; ++at) {
      const char c = file_[at];
      const bool space = c == ' ' || c == '\t' || c == '\r' || c == '\n';
      if (quote != '\0') {
        if (c == quote) quote = '\0';
      } else if (c == '[' || c == '{') {
        return std::nullopt;
      } else if (c == ']') {
        return insert(last + 1, fmt::format("{}{}", file_[last] == '[' ? "" : file_[last] == ',' ? " " : ", ", slug_));
      } else if (c == '#' && at > last + 1) {
        at = std::min(file_.find('\n', at), lines_.back().begin);
      } else if ((c == '"' || c == '\'') && (file_[last] == '[' || file_[last] == ',')) {
        quote = c;
      }
      if (!space && c != '#') last = at;
    }
    return std::nullopt;
  }

  /// Lines "- name" below the line `key`; when there are none, the list is null and begins at `value`.
  [[nodiscard]] std::optional<std::string> as_lines(std::size_t key, std::size_t value) const {
    std::optional<std::size_t> indent, last;
    for (std::size_t at = key + 1; at + 1 < lines_.size(); ++at) {
      const auto line = text(at);
      const auto content = std::min(line.find_first_not_of(" \t"), line.size());
      if (content == line.size() || line[content] == '#') continue;
      const bool item = line.substr(content).starts_with("- ") && (!indent || *indent == content);
      const bool continued = indent && content > *indent;
      if (!indent && !item && content > 0) return std::nullopt;  // a value that begins on the next line
      if (!item && !continued) break;
      if (!indent) indent = content;
      last = at;
    }
    if (!last) return insert(value, fmt::format(" [{}]", slug_));
    const auto margin = std::string(*indent, ' ');
    return insert(lines_[*last].next, fmt::format("{}- {}{}", margin, slug_, line_end()));
  }

  /// "topics: empathy": one name becomes a list of two.
  [[nodiscard]] std::optional<std::string> one_name(std::size_t line, std::size_t value) const {
    auto name = file_.substr(value, lines_[line].end - value);
    const bool quoted = name.front() == '"' || name.front() == '\'';
    if (!quoted) name = trim(name.substr(0, name.find(" #")));
    if (quoted) name = name.substr(0, std::min(name.find(name.front(), 1), name.size() - 1) + 1);
    const bool simple = name.find_first_of("[]{},&*!|>%@`") == std::string_view::npos;
    const bool continued = !text(line + 1).empty() && text(line + 1).find_first_of(" \t") == 0;
    if (continued || (!quoted && !simple)) return std::nullopt;
    const auto after = file_.substr(value + name.size());
    return fmt::format("{}[{}, {}]{}", file_.substr(0, value), name, slug_, after);
  }

  std::string_view file_;
  std::string_view slug_;
  std::vector<Line> lines_;
};

}  // namespace

std::optional<std::string> with_topic(std::string_view file, std::string_view slug) {
  return Editor{file, slug}.edit();
}

}  // namespace citefeed::importing
