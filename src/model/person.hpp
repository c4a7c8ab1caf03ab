/// Somebody who writes posts. The authors of reviewed articles are citation::Name.
#pragma once
#include <string>

namespace citefeed::model {

struct Person {
  std::string name = {};
  std::string uri = {};    ///< absolute; empty when not given
  std::string email = {};  ///< empty when not given
  bool operator==(const Person&) const = default;
};

}  // namespace citefeed::model
