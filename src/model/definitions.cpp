#include "model/definitions.hpp"

#include <algorithm>

namespace citefeed::model {

const Category* find_category(const std::vector<Category>& categories, std::string_view slug) {
  const auto found =
      std::find_if(categories.begin(), categories.end(), [&](const Category& c) { return c.slug == slug; });
  return found == categories.end() ? nullptr : &*found;
}

}  // namespace citefeed::model
