#include "render/json.hpp"

#include <boost/json/serialize.hpp>

#include "render/text.hpp"

namespace citefeed::render {
namespace {

void clean(boost::json::value& value) {
  if (auto* text = value.if_string()) {
    if (std::string kept = without_controls(*text); kept.size() != text->size()) *text = kept;
  } else if (auto* list = value.if_array()) {
    for (boost::json::value& item : *list) clean(item);
  } else if (auto* object = value.if_object()) {
    for (auto& member : *object) clean(member.value());
  }
}

}  // namespace

void add_if_any(boost::json::object& object, std::string_view key, const std::string& text) {
  if (!text.empty()) object[key] = text;
}

void add_if_any(boost::json::object& object, std::string_view key, boost::json::array list) {
  if (!list.empty()) object[key] = std::move(list);
}

std::string to_text(boost::json::value value) {
  clean(value);
  return boost::json::serialize(value);
}

}  // namespace citefeed::render
