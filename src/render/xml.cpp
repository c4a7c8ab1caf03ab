#include "render/xml.hpp"

#include "render/text.hpp"

namespace citefeed::render {
namespace {

class StringWriter final : public pugi::xml_writer {
 public:
  explicit StringWriter(std::string& out) : out_(out) {}
  void write(const void* data, std::size_t size) override { out_.append(static_cast<const char*>(data), size); }

 private:
  std::string& out_;
};

}  // namespace

pugi::xml_node add_text(pugi::xml_node parent, const char* name, const std::string& text) {
  pugi::xml_node node = parent.append_child(name);
  node.text().set(without_controls(text).c_str());
  return node;
}

void add_text_if_any(pugi::xml_node parent, const char* name, const std::string& text) {
  if (!text.empty()) add_text(parent, name, text);
}

void add_attribute(pugi::xml_node node, const char* name, const std::string& value) {
  // The writer would drop a line feed in an attribute as a control character, and join two words.
  node.append_attribute(name).set_value(without_controls(one_line(value)).c_str());
}

void add_attribute_if_any(pugi::xml_node node, const char* name, const std::string& value) {
  if (!value.empty()) add_attribute(node, name, value);
}

void add_stylesheet(pugi::xml_document& document, const std::string& href) {
  if (href.empty()) return;
  pugi::xml_node instruction = document.append_child(pugi::node_pi);
  instruction.set_name("xml-stylesheet");
  instruction.set_value(("type=\"text/css\" href=\"" + escape_html(href) + "\"").c_str());
}

std::string to_utf8(const pugi::xml_document& document) {
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  StringWriter writer{out};
  document.save(writer, "", pugi::format_no_declaration | pugi::format_skip_control_chars, pugi::encoding_utf8);
  return out;
}

}  // namespace citefeed::render
