#include "content/yaml.hpp"

#include <fmt/format.h>
#include <yaml.h>
#include <algorithm>
#include <charconv>

#include "content/report.hpp"
#include "content/source_text.hpp"

namespace citefeed::content::yaml {
namespace {

/// Turns libyaml's marks, which count characters, into positions, which count bytes. Marks come mostly in order, so
/// that the whole document costs one pass.
class Locator final {
 public:
  Locator(std::string_view text, std::uint32_t first_line) : text_(text), first_line_(first_line), line_(first_line) {}

  Position locate(const yaml_mark_t& mark) {
    if (mark.index < characters_) *this = Locator{text_, first_line_};
    while (characters_ < mark.index && at_ < text_.size()) step();
    return {.line = line_, .column = static_cast<std::uint32_t>(at_ - line_start_ + 1)};
  }

 private:
  void step() {
    const bool line_feed = text_[at_++] == '\n';
    while (at_ < text_.size() && (static_cast<unsigned char>(text_[at_]) & 0xC0U) == 0x80U) ++at_;
    ++characters_;
    if (!line_feed) return;
    ++line_;
    line_start_ = at_;
  }

  std::string_view text_;
  std::uint32_t first_line_;
  std::uint32_t line_;
  std::size_t at_ = 0, characters_ = 0, line_start_ = 0;
};

class Event final {
 public:
  Event() = default;
  ~Event() { yaml_event_delete(&event_); }
  Event(const Event&) = delete;
  Event& operator=(const Event&) = delete;
  [[nodiscard]] yaml_event_t* get() { return &event_; }
  [[nodiscard]] const yaml_event_t& operator*() const { return event_; }

 private:
  yaml_event_t event_ = {};
};

std::string_view view(const yaml_char_t* text) {
  return text == nullptr ? "" : reinterpret_cast<const char*>(text);
}

/// What people usually meant when libyaml says `problem`.
std::string_view hint(std::string_view problem) {
  if (problem == "mapping values are not allowed in this context") return "; a value with a colon in it needs quotes";
  if (problem == "found character that cannot start any token")
    return "; indent with spaces, and quote a value that begins with it";
  if (problem == "did not find expected key") return "; check the quotes and the indentation above";
  return "";
}

class Builder final {
 public:
  Builder(std::string_view text, std::uint32_t first_line, const Limits& limits, Report& report)
      : locator_(text, first_line), limits_(limits), report_(report) {
    yaml_parser_initialize(&parser_);
    yaml_parser_set_encoding(&parser_, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser_, reinterpret_cast<const unsigned char*>(text.data()), text.size());
  }
  ~Builder() { yaml_parser_delete(&parser_); }
  Builder(const Builder&) = delete;
  Builder& operator=(const Builder&) = delete;

  std::optional<Node> document() {
    Node root;
    Event event;
    if (!next(event)) return std::nullopt;  // the start of the stream
    Event start;
    if (!next(start)) return std::nullopt;
    if ((*start).type == YAML_STREAM_END_EVENT) return root;
    Event first;
    if (!next(first) || !build(*first, 1, root)) return std::nullopt;
    Event end, after;
    if (!next(end) || !next(after)) return std::nullopt;
    if ((*after).type == YAML_STREAM_END_EVENT) return root;
    report_.error(locator_.locate((*after).start_mark), "expected one YAML document, found a second one");
    return std::nullopt;
  }

 private:
  /// The next event; false, reported, when the text is not YAML from here on.
  bool next(Event& event) {
    if (yaml_parser_parse(&parser_, event.get()) == 1) return true;
    const std::string_view problem = parser_.problem == nullptr ? "it cannot be read" : parser_.problem;
    report_.error(locator_.locate(parser_.problem_mark),
                  fmt::format("expected YAML, but {}{}", problem, hint(problem)));
    return false;
  }

  bool build(const yaml_event_t& event, std::size_t depth, Node& node) {
    node.position = locator_.locate(event.start_mark);
    if (depth > limits_.depth)
      return refuse(node, fmt::format("at most {} levels of nesting, found more", limits_.depth));
    if (++nodes_ > limits_.nodes) return refuse(node, fmt::format("at most {} values, found more", limits_.nodes));
    switch (event.type) {
      case YAML_SCALAR_EVENT:
        return read_scalar(event, node);
      case YAML_SEQUENCE_START_EVENT:
        check_properties(view(event.data.sequence_start.anchor), view(event.data.sequence_start.tag), node);
        return read_items(depth, node);
      case YAML_MAPPING_START_EVENT:
        check_properties(view(event.data.mapping_start.anchor), view(event.data.mapping_start.tag), node);
        return read_members(depth, node);
      case YAML_ALIAS_EVENT:
        report_.error(node.position,
                      fmt::format("expected a value, found the alias \"*{}\"", view(event.data.alias.anchor)));
        return true;
      default:
        return refuse(node, "a value");
    }
  }

  bool refuse(const Node& node, const std::string& expected) {
    report_.error(node.position, "expected " + expected);
    return false;
  }

  void check_properties(std::string_view anchor, std::string_view tag, const Node& node) {
    if (!anchor.empty())
      report_.error(node.position, fmt::format("expected a value, found the anchor \"&{}\"", anchor));
    if (!tag.empty()) report_.error(node.position, fmt::format("expected a value, found the tag \"{}\"", tag));
  }

  bool read_scalar(const yaml_event_t& event, Node& node) {
    const auto& scalar = event.data.scalar;
    check_properties(view(scalar.anchor), view(scalar.tag), node);
    node.text.assign(reinterpret_cast<const char*>(scalar.value), scalar.length);
    node.quoted = scalar.style != YAML_PLAIN_SCALAR_STYLE;
    if (const auto found = first_forbidden_character(node.text)) {  // written as an escape: "\x07"
      report_.error(node.position,
                    fmt::format("expected text, found the control character U+{:04X}", found->code_point));
      blank_forbidden_characters(node.text);
    }
    return true;
  }

  bool read_items(std::size_t depth, Node& node) {
    node.kind = Kind::list;
    while (true) {
      Event event;
      if (!next(event)) return false;
      if ((*event).type == YAML_SEQUENCE_END_EVENT) return true;
      if (!build(*event, depth + 1, node.children.emplace_back())) return false;
    }
  }

  bool read_members(std::size_t depth, Node& node) {
    node.kind = Kind::mapping;
    while (true) {
      Event event;
      if (!next(event)) return false;
      if ((*event).type == YAML_MAPPING_END_EVENT) return true;
      Node key, value;
      if (!build(*event, depth + 1, key)) return false;
      Event value_event;
      if (!next(value_event) || !build(*value_event, depth + 1, value)) return false;
      add_member(key, std::move(value), node);
    }
  }

  void add_member(const Node& key, Node&& value, Node& mapping) {
    if (key.kind != Kind::scalar) {
      report_.error(key.position, fmt::format("expected a key, found {}", describe(key)));
      return;
    }
    for (const auto& child : mapping.children) {
      if (child.key != key.text) continue;
      report_.error(key.position, fmt::format("expected each key once, found {} again; it is on line {} already",
                                              in_quotes(key.text), child.key_position.line));
      return;
    }
    value.key = key.text;
    value.key_position = key.position;
    mapping.children.push_back(std::move(value));
  }

  Locator locator_;
  Limits limits_;
  Report& report_;
  yaml_parser_t parser_ = {};
  std::size_t nodes_ = 0;
};

}  // namespace

std::optional<Node> parse(std::string_view text, std::uint32_t first_line, const Limits& limits, Report& report) {
  return Builder{text, first_line, limits, report}.document();
}

bool Node::is_null() const {
  return kind == Kind::scalar && !quoted &&
         (text.empty() || text == "~" || text == "null" || text == "Null" || text == "NULL");
}

std::string describe(const Node& node) {
  if (node.kind == Kind::list) return "a list";
  if (node.kind == Kind::mapping) return "a mapping";
  return node.is_null() || node.text.empty() ? "nothing" : in_quotes(node.text);
}

const Node* find(const Node& mapping, std::string_view key) {
  const auto found = std::find_if(mapping.children.begin(), mapping.children.end(),
                                  [key](const Node& child) { return child.key == key; });
  return found == mapping.children.end() || found->is_null() ? nullptr : &*found;
}

void check_keys(const Node& mapping, const std::vector<std::string_view>& known, Severity severity, Report& report) {
  for (const auto& child : mapping.children) {
    if (std::find(known.begin(), known.end(), child.key) != known.end()) continue;
    std::string message = "expected a known key, found " + in_quotes(child.key);
    if (!report.is_full(severity)) message += suggestion(child.key, known);
    if (severity == Severity::error) {
      report.error(child.key_position, std::move(message));
    } else {
      report.warning(child.key_position, std::move(message));
    }
  }
}

std::optional<std::string> read_text(const Node& node, std::string_view what, Report& report) {
  std::string text = node.kind == Kind::scalar && !node.is_null() ? single_line(node.text) : std::string{};
  if (!text.empty()) return text;
  report.error(node.position, fmt::format("expected {}, found {}", what, describe(node)));
  return std::nullopt;
}

std::vector<const Node*> read_list(const Node& node, std::string_view what, Report& report) {
  std::vector<const Node*> items;
  if (node.kind == Kind::mapping) {
    report.error(node.position, fmt::format("expected {}, found a mapping", what));
  } else if (node.kind == Kind::scalar) {
    items.push_back(&node);
  } else {
    items.reserve(node.children.size());
    for (const auto& child : node.children) items.push_back(&child);
  }
  return items;
}

std::optional<std::size_t> read_number(const Node& node, std::size_t least, std::size_t most, Report& report) {
  std::size_t value = 0;
  const auto* end = node.text.data() + node.text.size();
  const auto [stop, problem] = std::from_chars(node.text.data(), end, value);
  const bool whole = node.kind == Kind::scalar && !node.text.empty() && problem == std::errc{} && stop == end;
  if (whole && value >= least && value <= most) return value;
  report.error(node.position,
               fmt::format("expected a whole number from {} to {}, found {}", least, most, describe(node)));
  return std::nullopt;
}

}  // namespace citefeed::content::yaml
